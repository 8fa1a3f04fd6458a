"""What a sender is handed: content that is decided, and how it is to be put into the chat."""

from dataclasses import dataclass
from datetime import datetime

from bot.core.alert.content import AlertContent, ReplyContent


@dataclass(frozen=True, slots=True, kw_only=True)
class DigestContent:
    """What was not pushed between two moments, oldest first. `left_out` counts what found no room."""

    topic: str
    since: datetime
    until: datetime
    entries: tuple[AlertContent | ReplyContent, ...]
    left_out: int = 0


Content = AlertContent | ReplyContent | DigestContent


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """One message to send. `plain`: without markup. `repeat`: an earlier copy may have arrived, and it must say so."""

    content: Content
    repeat: bool = False
    plain: bool = False
    reply_to: int | None = None
    silent: bool = False
