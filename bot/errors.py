"""Every error this program raises on purpose.

BotError
├── ConfigError     at start: one line naming file, table and key; exit 2
├── FeedError       one feed: counted, backed off, shown; never ends a cycle
│   ├── FetchError
│   └── ParseError
├── FilterError     one person: the hint is the reply
├── StorageError    the state cannot be read or written: exit 1, nothing overwritten
└── UnreachableError  Telegram does not answer: waits for it go on; ends only `run --once`, exit 1

A delivery that fails as deliveries do is an Outcome value, not an exception. Anything else that is raised is a bug
and propagates.
"""


class BotError(Exception):
    """Base of all errors raised on purpose; its text is fit to be shown."""


class ConfigError(BotError):
    """The configuration cannot be used. `where` names file, table and key; `problem` says what is wrong."""

    def __init__(self, where: str, problem: str) -> None:
        super().__init__(f"{where}: {problem}")
        self.where = where
        self.problem = problem


class FeedError(BotError):
    """One feed could not be used this time; `reason` is a short machine-readable word."""

    def __init__(self, reason: str, detail: str = "") -> None:
        super().__init__(f"{reason}: {detail}" if detail else reason)
        self.reason = reason
        self.detail = detail


class FetchError(FeedError):
    """The feed was not served.

    `status` is the HTTP status where there was an answer, `retry_after` the seconds that answer asked us to wait.
    """

    def __init__(
        self, reason: str, detail: str = "", *, status: int | None = None, retry_after: float | None = None
    ) -> None:
        super().__init__(reason, detail)
        self.status = status
        self.retry_after = retry_after


class ParseError(FeedError):
    """What was served is no feed."""


class FilterError(BotError):
    """A keyword filter cannot be read; the text says what is wrong and how to write it.

    `kind` is a word for the problem, `at` the offset in the text where it lies, `values` are details, so that it can
    be said in another language.
    """

    def __init__(self, text: str, *, kind: str = "word", at: int | None = None, **values: object) -> None:
        super().__init__(text)
        self.kind = kind
        self.at = at
        self.values = values


class StorageError(BotError):
    """The database cannot be used."""


class UnreachableError(BotError):
    """Telegram cannot be reached; the text says how that showed and what waits for it."""
