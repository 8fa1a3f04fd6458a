"""The state of one bot's Telegram: who exists, what was said, and the questions that wait for an answer."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field

from .calls import CallLog
from .formatting import Formatted
from .model import Account, Chat, Json, Member, Message
from .render import message_json, user_json
from .updates import UpdateQueue

SERVICE = Account(777000, "Telegram")
ANONYMOUS = Account(1087968824, "Group", username="GroupAnonymousBot", is_bot=True)
CHANNEL_BOT = Account(136817688, "Channel", username="Channel_Bot", is_bot=True)


@dataclass(slots=True, eq=False)
class Question:
    """A callback or inline query. `answer` holds the parameters of the bot's answer, once it came."""

    id: str
    asked_at: float
    answer: Json | None = None
    expired: bool = False


@dataclass(eq=False)
class World:
    """Everything the methods read and change. `clock` gives seconds since the epoch."""

    bot: Account
    clock: Callable[[], float]
    reads_all: bool = False
    chats: dict[int, Chat] = field(default_factory=dict)
    accounts: dict[int, Account] = field(default_factory=dict)
    questions: dict[str, Question] = field(default_factory=dict)
    updates: UpdateQueue = field(default_factory=UpdateQueue)
    calls: CallLog = field(default_factory=CallLog)
    commands: dict[tuple[str, str], list[Json]] = field(default_factory=dict)
    names: dict[tuple[str, str], str] = field(default_factory=dict)
    menu_buttons: dict[int, Json] = field(default_factory=dict)
    files: dict[str, bytes] = field(default_factory=dict)
    webhook: Json = field(default_factory=dict)
    answer_within: float = 60.0
    _common_id: int = 0
    _question_id: int = 4_000_000_000
    _changed: asyncio.Event = field(default_factory=asyncio.Event)

    def now(self) -> int:
        """Whole seconds, as Telegram dates are."""
        return int(self.clock())

    def find_user(self, user_id: int) -> Json | None:
        """The User JSON of a known account."""
        account = self.accounts.get(user_id)
        return user_json(account) if account else None

    def find_chat(self, chat_id: int | str) -> Chat | None:
        """A chat by its id or its @name."""
        if isinstance(chat_id, int):
            return self.chats.get(chat_id)
        name = chat_id.removeprefix("@").lower()
        return next((chat for chat in self.chats.values() if (chat.username or "").lower() == name), None)

    def bot_member(self, chat: Chat) -> Member:
        """The bot's standing in a chat."""
        return chat.member(self.bot)

    def next_message_id(self, chat: Chat) -> int:
        """Supergroups and channels count for themselves; private chats and small groups share one count."""
        if chat.type in ("supergroup", "channel"):
            chat.last_id += 1
            return chat.last_id
        self._common_id += 1
        return self._common_id

    def post(self, chat: Chat, content: Formatted | None = None, **fields: object) -> Message:
        """Put a message into a chat. `fields` are those of Message."""
        made = Message(self.next_message_id(chat), chat, self.now(), content or Formatted(""), **fields)  # type: ignore[arg-type]
        chat.history.append(made)
        self.touch()
        return made

    def announce(self, message: Message, *, edited: bool = False) -> None:
        """Queue the update that tells the bot of a message."""
        kind = "channel_post" if message.chat.type == "channel" else "message"
        self.updates.add(f"edited_{kind}" if edited else kind, message_json(message))
        self.touch()

    def ask(self) -> Question:
        """A new question with its own id."""
        self._question_id += 1
        question = Question(str(self._question_id), self.clock())
        self.questions[question.id] = question
        return question

    def touch(self) -> None:
        """Wake everybody who waits for a change."""
        self._changed.set()
        self._changed = asyncio.Event()

    async def changed(self, timeout: float) -> None:
        """Wait for the next change, at most `timeout` seconds."""
        event = self._changed
        try:
            await asyncio.wait_for(event.wait(), timeout)
        except TimeoutError:
            return
