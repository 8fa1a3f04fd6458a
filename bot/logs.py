"""Logs on standard error, one line per unit of work, and never a token in them.

httpx logs every address it asks at INFO, and Telegram's addresses hold the token; PTB logs its bot at DEBUG. So those
loggers are kept quiet, and a filter on the handler takes out anything that looks like a token, tracebacks included.
"""

import logging
import re
import sys
from typing import TextIO

_TOKEN = re.compile(r"(?<!\d)\d{6,12}:[A-Za-z0-9_-]{30,}")
_HIDDEN = "[token]"


class Redactor(logging.Formatter):
    """Formats a record and takes out tokens: the given one to the letter, and whatever has a token's shape."""

    def __init__(self, secret: str | None = None) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s %(message)s", "%Y-%m-%dT%H:%M:%S%z")
        self._secret = secret

    def format(self, record: logging.LogRecord) -> str:
        """The whole text of the record, traceback included, without tokens."""
        return redact(super().format(record), self._secret)


def redact(text: str, secret: str | None = None) -> str:
    """The text without tokens."""
    if secret:
        text = text.replace(secret, _HIDDEN)
    return _TOKEN.sub(_HIDDEN, text)


def set_up(secret: str | None = None, *, level: int = logging.INFO, stream: TextIO = sys.stderr) -> None:
    """Send the program's log, from `level` on, to `stream`."""
    handler = logging.StreamHandler(stream)
    handler.setFormatter(Redactor(secret))
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level)
    for noisy in ("httpx", "httpcore", "telegram", "aiosqlite", "asyncio"):
        logging.getLogger(noisy).setLevel(logging.WARNING)
    # It warns whenever a job takes longer than its second; what fails or is missed bot/jobs/schedule.py logs itself.
    logging.getLogger("apscheduler").setLevel(logging.ERROR)


def line(event: str, **values: object) -> str:
    """One log line: `event key=value ...`."""
    return " ".join([event, *(f"{key}={value}" for key, value in values.items())])
