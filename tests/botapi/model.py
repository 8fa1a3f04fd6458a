"""What the server remembers: accounts, chats, members, forum topics, messages. No I/O; rendering is in render.py."""

from dataclasses import dataclass, field
from typing import Any, Literal

from .formatting import Formatted, to_html

ChatType = Literal["private", "group", "supergroup", "channel"]
Status = Literal["creator", "administrator", "member", "restricted", "left", "kicked"]
Json = dict[str, Any]

IN_CHAT = {"creator", "administrator", "member", "restricted"}
ADMIN = {"creator", "administrator"}


@dataclass(slots=True, eq=False)
class Account:
    """A person or a bot."""

    id: int
    first_name: str
    username: str | None = None
    last_name: str | None = None
    language: str | None = None
    is_bot: bool = False
    deactivated: bool = False

    def __repr__(self) -> str:
        return f"<{self.first_name} {self.id}>"


@dataclass(slots=True, eq=False)
class Member:
    """An account's standing in a chat. `rights` overrides single can_... flags of an administrator."""

    account: Account
    status: Status = "member"
    anonymous: bool = False
    title: str | None = None
    rights: dict[str, bool] = field(default_factory=dict)
    until: int = 0


@dataclass(frozen=True, slots=True)
class Revision:
    """One state of a message. `at` is the clock of the server, in seconds."""

    text: str
    html: str
    buttons: tuple[str, ...]
    at: float


class Readable:
    """A place whose messages a reader sees: a chat or a forum topic."""

    __slots__ = ()

    @property
    def messages(self) -> list["Message"]:
        """Visible messages, oldest first."""
        raise NotImplementedError

    @property
    def from_bot(self) -> list["Message"]:
        """Visible messages the bot sent, oldest first."""
        return [message for message in self.messages if message.from_bot]

    @property
    def texts(self) -> list[str]:
        """The visible texts of the bot, oldest first."""
        return [message.text for message in self.from_bot]

    @property
    def last(self) -> "Message":
        """The newest visible message of the bot.

        Raises:
            LookupError: if the bot has said nothing here.
        """
        if not (said := self.from_bot):
            raise LookupError(f"the bot has said nothing in {self!r}")
        return said[-1]


@dataclass(slots=True, eq=False)
class Topic(Readable):
    """A forum topic; its id is the id of the service message that opened it. The general topic has id 1."""

    chat: "Chat"
    id: int
    name: str
    icon_color: int = 7322096
    closed: bool = False
    deleted: bool = False

    def __repr__(self) -> str:
        return f"<topic {self.name} {self.id} of {self.chat!r}>"

    @property
    def messages(self) -> list["Message"]:
        """The visible messages of this topic."""
        return [message for message in self.chat.messages if (message.thread or 1) == self.id]


@dataclass(slots=True, eq=False)
class Chat(Readable):
    """Any chat. `history` keeps deleted messages too; `messages` is what a reader sees."""

    id: int
    type: ChatType
    title: str | None = None
    username: str | None = None
    owner: Account | None = None
    forum: bool = False
    members: dict[int, Member] = field(default_factory=dict)
    topics: dict[int, Topic] = field(default_factory=dict)
    history: list["Message"] = field(default_factory=list)
    pinned: list[int] = field(default_factory=list)
    started: bool = True
    deleted: bool = False
    linked: "Chat | None" = None
    migrated_to: "Chat | None" = None
    migrated_from: "Chat | None" = None
    actions: list[str] = field(default_factory=list)
    last_id: int = 0

    def __repr__(self) -> str:
        return f"<{self.type} {self.title or self.id} {self.id}>"

    @property
    def messages(self) -> list["Message"]:
        """Visible messages, oldest first."""
        return [message for message in self.history if not message.deleted]

    def message(self, message_id: int) -> "Message | None":
        """A visible message by its id."""
        newest_first = reversed(self.history)
        return next((one for one in newest_first if one.id == message_id and not one.deleted), None)

    def member(self, account: Account) -> Member:
        """The standing of an account; who never was here has left."""
        return self.members.get(account.id) or Member(account, "left")

    def is_admin(self, account: Account) -> bool:
        """Creator or administrator."""
        return self.member(account).status in ADMIN

    def has(self, account: Account) -> bool:
        """Whether the account is in the chat at all."""
        return self.member(account).status in IN_CHAT


@dataclass(slots=True, eq=False)
class Message:
    """One message. `text` is the visible text, of a caption too; `extra` holds further fields of its JSON."""

    id: int
    chat: Chat
    date: int
    content: Formatted = field(default_factory=lambda: Formatted(""))
    sender: Account | None = None
    sender_chat: Chat | None = None
    markup: Json | None = None
    thread: int | None = None
    reply_to: "Message | None" = None
    extra: Json = field(default_factory=dict)
    file: bytes | None = None
    silent: bool = False
    from_bot: bool = False
    edit_date: int | None = None
    edits: list[Revision] = field(default_factory=list)
    deleted: bool = False
    reactions: dict[int, list[str]] = field(default_factory=dict)

    def __repr__(self) -> str:
        return f"<message {self.id} in {self.chat.id}: {self.text[:60]!r}>"

    @property
    def text(self) -> str:
        """What a reader sees, without formatting."""
        return self.content.text

    @property
    def entities(self) -> tuple[Json, ...]:
        """Formatting, offsets in UTF-16 units."""
        return self.content.entities

    @property
    def html(self) -> str:
        """The text with its formatting as Telegram HTML."""
        return to_html(self.content)

    @property
    def rows(self) -> list[list[Json]]:
        """The inline keyboard, row by row."""
        rows: list[list[Json]] = (self.markup or {}).get("inline_keyboard", [])
        return rows

    @property
    def buttons(self) -> list[str]:
        """The texts of the inline buttons, in reading order."""
        return [button["text"] for row in self.rows for button in row]

    def button(self, text: str) -> Json:
        """The first inline button of this text, else the first whose text contains it.

        Raises:
            LookupError: naming the buttons there are.
        """
        all_buttons = [button for row in self.rows for button in row]
        exact = [button for button in all_buttons if button["text"] == text]
        near = [button for button in all_buttons if text in button["text"]]
        if not (fitting := exact or near):
            raise LookupError(f"no button {text!r} on {self!r}; there are {self.buttons}")
        return fitting[0]

    def revision(self, at: float) -> Revision:
        """This state, to be kept before an edit."""
        return Revision(self.text, self.html, tuple(self.buttons), at)
