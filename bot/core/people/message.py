"""What a sender is handed: content that is decided, and how it is to be put into the chat."""

from dataclasses import dataclass
from datetime import datetime

from bot.core.alert.content import AlertContent, ReplyContent
from bot.core.model import AlertId


@dataclass(frozen=True, slots=True, kw_only=True)
class DigestContent:
    """What was not pushed between two moments, oldest first. `left_out` counts what found no room."""

    topic: str
    since: datetime
    until: datetime
    entries: tuple[AlertContent | ReplyContent, ...]
    left_out: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeContent:
    """What subscribers of a topic are told of its feeds: a sentence of ours about feeds, true at `at`."""

    topic: str
    sentence: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnouncementContent:
    """What the operator tells everybody, as the operator wrote it."""

    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BriefContent:
    """A daily brief, as Telegram HTML."""

    html: str


Content = AlertContent | ReplyContent | DigestContent | NoticeContent | AnnouncementContent | BriefContent


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """One message to send. `plain`: without markup. `repeat`: an earlier copy may have arrived, and it must say so.

    `alert` is the alert whose buttons stand below it. `language` is a code, None where the chat has none: English.
    """

    content: Content
    repeat: bool = False
    plain: bool = False
    reply_to: int | None = None
    silent: bool = False
    alert: AlertId | None = None
    language: str | None = None
