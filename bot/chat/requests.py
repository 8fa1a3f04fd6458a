"""What a person asks and what we answer, the same in Telegram and in the terminal: plain values that know neither."""

from dataclasses import dataclass
from enum import StrEnum

from bot.core.model import ChatId


class Kind(StrEnum):
    """The sorts of places people write in."""

    PRIVATE = "private"
    GROUP = "group"
    CHANNEL = "channel"
    TERMINAL = "terminal"

    @property
    def personal(self) -> bool:
        """Whether one person is alone with the bot."""
        return self in (Kind.PRIVATE, Kind.TERMINAL)


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """A command as typed, a button as tapped (its action in `arguments`), or the answer to a question of ours.

    `chat` and `thread` are the place whose settings are meant; `from_private` says that an admin asks from a private
    chat about a channel called `title`. `kind` is the sort of the place, `asker` a user id or 0. `may_change` is false
    for members of a group who are not its admins. `language` is what the asker's Telegram is set to, maybe nothing.
    `reply_to` is the number of the message that a command replies to, 0 where it replies to none.
    """

    chat: ChatId
    thread: int = 0
    kind: Kind = Kind.PRIVATE
    asker: int = 0
    arguments: str = ""
    may_change: bool = True
    operator: bool = False
    language: str = ""
    from_private: bool = False
    title: str = ""
    reply_to: int = 0

    @property
    def spoken_in(self) -> Kind:
        """The sort of place where the talk goes on, which is not always the place that is meant."""
        return Kind.PRIVATE if self.from_private else self.kind


@dataclass(frozen=True, slots=True, kw_only=True)
class Button:
    """A button below an answer: its label, and what a tap asks for, or an address it opens."""

    label: str
    action: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """A file that comes with an answer."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What to say, as Telegram HTML, with rows of buttons.

    The answer to a tap takes the place of the message that was tapped, unless it is `fresh`; `notice` is shown for a
    moment, and an answer without `html` is nothing but that. `asks` invites a reply.
    """

    html: str = ""
    rows: tuple[tuple[Button, ...], ...] = ()
    notice: str = ""
    fresh: bool = False
    asks: bool = False
    file: File | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """Something to share from inline mode: shown by title and description, shared as `html`."""

    id: str
    title: str
    description: str
    html: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Offers:
    """What inline mode offers, and what to show above it where the words cannot be read."""

    offers: tuple[Offer, ...] = ()
    notice: str = ""
