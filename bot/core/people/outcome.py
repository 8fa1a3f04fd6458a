"""What came of one attempt to send: a closed set of values, never an exception.

The question each of them answers is whether the message can have reached the chat: only then may a second copy of it
be a duplicate. One thing is no outcome of a delivery: a token that Telegram does not know is raised (TokenRefused),
because it stops the program and leaves every delivery as it was.
"""

from dataclasses import dataclass
from datetime import timedelta

from bot.core.model import ChatId


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """It arrived, or it had arrived before. `message` is its id there, None where the chat gives none."""

    message: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Unreachable:
    """Surely not sent: no connection was made."""

    detail: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Flooded:
    """Surely not sent: this chat may be asked again after `wait`, and not before."""

    wait: timedelta


@dataclass(frozen=True, slots=True, kw_only=True)
class Unknown:
    """Nobody knows: no answer came, or one that says nothing. It may have arrived."""

    detail: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """Surely not sent: the group goes by another id now."""

    chat: ChatId


@dataclass(frozen=True, slots=True, kw_only=True)
class Gone:
    """Surely not sent: the chat does not let us in any more. With `thread_only` it is just that thread."""

    detail: str
    thread_only: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Unparsable:
    """Surely not sent: Telegram cannot read our markup."""

    detail: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """Surely not sent, and no later attempt would fare better."""

    detail: str


Outcome = Sent | Unreachable | Flooded | Unknown | Moved | Gone | Unparsable | Refused
