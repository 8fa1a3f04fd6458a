"""The driver: make a server, fill it with people and chats, watch what the bot does."""

import asyncio
import inspect
import time
from collections.abc import Awaitable, Callable, Iterable
from pathlib import Path
from types import TracebackType
from typing import Any, Self, TypeVar

from .calls import CallLog
from .dispatch import Dispatcher
from .faults import Fault, Plan
from .forum import open_topic
from .model import Account, Chat, ChatType, Member, Status, Topic
from .people import User
from .rates import Rates
from .server import Server
from .spec import load_spec
from .standing import migrate
from .updates import UpdateQueue
from .webhook import WebhookSender
from .world import SERVICE, World

Seen = TypeVar("Seen")
TOKEN = "123456789:AAStrictBotApiForTests-0123456789abc"


class BotApi:
    """A Bot API server on loopback. Use as `async with BotApi() as api`.

    `clock` gives seconds since the epoch and rules every date and rate; long polls wait in real time. With
    `reads_all` the bot hears all group messages (privacy mode off).
    """

    def __init__(
        self,
        token: str = TOKEN,
        *,
        username: str = "strict_test_bot",
        name: str = "Strict Test Bot",
        clock: Callable[[], float] = time.time,
        spec: Path | None = None,
        host: str = "127.0.0.1",
        port: int = 0,
        reads_all: bool = False,
    ) -> None:
        bot = Account(int(token.partition(":")[0]), name, username=username, is_bot=True)
        self.world = World(bot, clock, reads_all=reads_all, accounts={bot.id: bot})
        self.dispatcher = Dispatcher(self.world, load_spec(spec))
        self.server = Server(self.dispatcher, token, host, port)
        self._webhook = WebhookSender(self.world)
        self._next_user, self._next_group, self._next_channel = 1001, -5001, -1_001_000_000_001

    async def __aenter__(self) -> Self:
        await self.start()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.stop()

    async def start(self) -> None:
        """Listen, again if it was stopped: on the same port, with all it knew."""
        await self.server.start()
        self._webhook.start()

    async def stop(self) -> None:
        """Go down as in an outage: connections are cut and new ones refused."""
        await self._webhook.stop()
        await self.server.stop()

    # Where it is

    @property
    def token(self) -> str:
        """The only token that is accepted; set another to revoke it."""
        return self.server.token

    @token.setter
    def token(self, token: str) -> None:
        self.server.token = token

    @property
    def url(self) -> str:
        """The origin, for a setting such as TELEGRAM_API_BASE_URL."""
        return f"http://{self.server.host}:{self.server.port}"

    @property
    def base_url(self) -> str:
        """For python-telegram-bot's `base_url`."""
        return f"{self.url}/bot"

    @property
    def base_file_url(self) -> str:
        """For python-telegram-bot's `base_file_url`."""
        return f"{self.url}/file/bot"

    # What it knows

    @property
    def bot(self) -> Account:
        """The bot's own account."""
        return self.world.bot

    @property
    def calls(self) -> CallLog:
        """Every call the bot made."""
        return self.world.calls

    @property
    def updates(self) -> UpdateQueue:
        """The queue of updates: `pending`, `dropped`, `polling`; `add` for a hand-made update."""
        return self.world.updates

    @property
    def rates(self) -> Rates:
        """The rates; set `api.rates.enabled = True` to apply them."""
        return self.dispatcher.rates

    def commands(self, scope: str = "default", language: str = "") -> dict[str, str]:
        """The command menu set for a scope without a chat: name -> description."""
        menu = self.world.commands.get((f'{{"type": "{scope}"}}', language), [])
        return {command["command"]: command["description"] for command in menu}

    # People and places

    def user(
        self,
        first_name: str,
        *,
        language: str | None = None,
        username: str | None = None,
        id: int | None = None,  # noqa: A002
    ) -> User:
        """A new person with a private chat that the bot may write to."""
        user_id = id or self._next_user
        self._next_user = max(self._next_user, user_id) + 1
        user = User(user_id, first_name, username, language=language, world=self.world)
        self.world.accounts[user.id] = user
        self.private(user)
        return user

    def private(self, user: User, *, started: bool | None = None) -> Chat:
        """The private chat of a user. With `started=False` the bot may not write before the user did."""
        chat = self.world.chats.get(user.id)
        if chat is None:
            chat = Chat(user.id, "private", owner=user, members={self.bot.id: Member(self.bot)})
            self.world.chats[user.id] = chat
        if started is not None:
            chat.started = started
        return chat

    def group(self, title: str = "Group", **people: Any) -> Chat:
        """A small group. `people`: creator, admins, members, bot (its status)."""
        return self._chat("group", title, None, self._number("_next_group"), **people)

    def supergroup(
        self, title: str = "Supergroup", *, forum: bool = False, username: str | None = None, **people: Any
    ) -> Chat:
        """A supergroup; with `forum` it has topics, the general one (id 1) from the start."""
        chat = self._chat("supergroup", title, username, self._number("_next_channel"), **people)
        if forum:
            chat.forum = True
            chat.last_id = 1
            chat.topics[1] = Topic(chat, 1, "General")
        return chat

    def channel(
        self, title: str = "Channel", *, username: str | None = None, linked: Chat | None = None, **people: Any
    ) -> Chat:
        """A channel, the bot its administrator unless `bot` says otherwise; `linked` is its discussion group."""
        people.setdefault("bot", "administrator")
        chat = self._chat("channel", title, username, self._number("_next_channel"), **people)
        if linked:
            chat.linked, linked.linked = linked, chat
        return chat

    def topic(self, chat: Chat, name: str, by: Account | None = None) -> Topic:
        """A forum topic that has been there all along: the bot is not told."""
        return open_topic(self.world, chat, name, by or SERVICE)

    def migrate(self, group: Chat) -> Chat:
        """Upgrade a group to a supergroup; calls with the old id are refused with the new one."""
        return migrate(self.world, group)

    def _number(self, counter: str) -> int:
        number: int = getattr(self, counter)
        setattr(self, counter, number - 1)
        return number

    def _chat(
        self,
        kind: ChatType,
        title: str,
        username: str | None,
        chat_id: int,
        *,
        creator: Account | None = None,
        admins: Iterable[Account] = (),
        members: Iterable[Account] = (),
        bot: Status = "member",
    ) -> Chat:
        chat = Chat(chat_id, kind, title, username)
        standings: list[tuple[Iterable[Account], Status]] = [
            ([creator] if creator else [], "creator"),
            (admins, "administrator"),
            (members, "member"),
            ([self.bot], bot),
        ]
        for accounts, status in standings:
            for account in accounts:
                chat.members.setdefault(account.id, Member(account, status))
        self.world.chats[chat.id] = chat
        return chat

    # Faults and waiting

    def fail(self, method: str, fault: Fault, **when: Any) -> Plan:
        """Plan a fault; `when`: chat, times (default 1, None for all), skip, contains. See faults.Plan."""
        return self.dispatcher.faults.add(Plan(method, fault, **when))

    def heal(self) -> None:
        """Cancel all planned faults."""
        self.dispatcher.faults.clear()

    def answer(self, method: str, result: Any) -> None:
        """Give a fixed result to a method, after the same checks of its parameters."""
        self.dispatcher.canned[method] = result

    async def wait_for(self, seen: Callable[[], Seen | Awaitable[Seen]], timeout: float = 5.0) -> Seen:
        """Wait until `seen()` is true and give its value; checked after every call and every 50 ms.

        Raises:
            TimeoutError: with the last calls of the bot in its text.
        """
        loop = asyncio.get_running_loop()
        deadline = loop.time() + timeout
        while True:
            value = seen()
            got: Seen = await value if inspect.isawaitable(value) else value
            if got:
                return got
            if loop.time() > deadline:
                raise TimeoutError(f"not seen within {timeout} s; the last calls: {self._tail()}")
            await self.world.changed(0.05)

    def _tail(self) -> str:
        recent = [call for call in self.calls if call["method"] != "getUpdates"][-6:]
        return "; ".join(f"{call['method']} {str(call['params'])[:120]}" for call in recent) or "none"

    def export(self, path: Path) -> None:
        """Write all calls as JSON lines."""
        path.write_text(self.calls.jsonl(), "utf-8")
