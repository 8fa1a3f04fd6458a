"""What a person asks and what we answer, the same in Telegram and in the terminal."""

from dataclasses import dataclass

from bot.core.model import ChatId


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """A command as typed. `may_change` is false for members of a group who are not its admins."""

    chat: ChatId
    thread: int = 0
    arguments: str = ""
    may_change: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What to say, as Telegram HTML."""

    html: str
