"""The bot in this process, on a clock that the story turns: real feeds over HTTP, a real PTB bot, a strict Telegram.

A day passes in no time, and what waits a minute waits no minute. Leaving and entering again is a restart.
"""

import contextlib
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Self

from bot.app import Bot, assemble
from bot.chat.wire.application import build_application
from bot.chat.wire.gate import Gate
from bot.chat.wire.sender import TelegramSender
from bot.clock import VirtualClock
from bot.core.people.pacing import UNPACED
from bot.settings import load_settings
from tests.acceptance.world import TOPIC, Entry, World, bot_texts
from tests.botapi.model import Chat

BELLS = ("🔴", "🟠", "⚪")
START = datetime(2031, 3, 4, 9, 0, tzinfo=UTC)
SUBSCRIBED = {"ar": "تم الاشتراك في", "fr": "Abonné à"}


@dataclass(slots=True)
class Lifetime:
    """The stage of a story about alerts. `chat` is subscribed to everything from the start."""

    world: World
    clock: VirtualClock
    folder: Path
    _stack: contextlib.AsyncExitStack = field(default_factory=contextlib.AsyncExitStack)
    bot: Bot | None = None
    deliverer: Any = None
    user: Any = None
    chat: Any = None

    @classmethod
    @contextlib.asynccontextmanager
    async def opened(cls, folder: Path, *outlets: tuple[str, str]) -> AsyncIterator[Self]:
        """The bot runs, has read every feed once, and one reader is subscribed."""
        async with World(folder) as world:
            stage = cls(world, VirtualClock(START), folder)
            for name, title in outlets:
                await world.outlet(name, title)
                stage.publish(name, "Harbour festival draws record crowds")
            try:
                await stage.start()
                await stage.passes()
                stage.user, stage.chat = await stage.reader("Ada")
                yield stage
            finally:
                await stage.stop()

    async def start(self) -> None:
        """Start the bot."""
        config = self.folder / "feeds.toml"
        sources = "".join(
            f'[[source]]\nid = "{one.id}"\noutlet = "{one.name}"\nurl = "{one.url}"\ninterval_minutes = 1\n'
            for one in self.world.outlets.values()
        )
        config.write_text(TOPIC + sources, encoding="utf-8")
        self._stack = contextlib.AsyncExitStack()
        enter = self._stack.enter_async_context
        self.bot = await enter(assemble(load_settings(config), self.folder / "bot.db", self.clock))
        application = build_application(self.world.api.token, self.world.api.url, self.bot.commands)
        await enter(application)
        self.deliverer = self.bot.deliverer(TelegramSender(application.bot, Gate(UNPACED)))
        await application.start()
        self._stack.push_async_callback(application.stop)
        await application.updater.start_polling()
        self._stack.push_async_callback(application.updater.stop)

    async def stop(self) -> None:
        """Stop the bot."""
        if self.deliverer is not None:
            await self.deliverer.close(timedelta(seconds=5))
        await self._stack.aclose()
        self._stack, self.deliverer = contextlib.AsyncExitStack(), None

    async def reader(self, name: str, language: str | None = None) -> tuple[Any, Chat]:
        """Somebody with a private chat that is subscribed, whose Telegram is set to a language."""
        user = self.world.api.user(name, language=language)
        chat = self.world.api.private(user)
        await user.says(chat, "/subscribe")
        await self.world.reads(chat, SUBSCRIBED.get(language or "", "Subscribed to"))
        return user, chat

    def publish(self, outlet: str, title: str, summary: str = "", **more: Any) -> Entry:
        """Let an outlet publish a report now, by the story's clock."""
        entry = self.world.publish(outlet, title, summary, **more)
        entry.published = self.clock()
        return entry

    async def passes(self, **time: float) -> None:
        """Time passes; then every feed is asked, and what is due goes out."""
        self.clock.turn_to(self.clock() + timedelta(**time))
        assert self.bot is not None
        await self.bot.poller.cycle(everything=True)
        await self.deliverer.drain()

    async def later(self) -> None:
        """Long enough for an edit that waits, a minute at a time."""
        await self.passes(seconds=61)

    def texts(self, chat: Chat | None = None) -> list[str]:
        """What the bot said, as it reads now, without answers to commands."""
        return [text for text in bot_texts(chat or self.chat) if "Subscribed to" not in text]

    def messages(self, chat: Chat | None = None) -> list[Any]:
        """The bot's messages, without answers to commands."""
        return [one for one in (chat or self.chat).from_bot if "Subscribed to" not in one.text]

    def alert(self, headline: str, chat: Chat | None = None) -> Any:
        """The one alert that leads with a headline."""
        (found,) = [one for one in self.messages(chat) if one.text.startswith(BELLS) and _leads(one.text) == headline]
        return found

    async def ledger(self) -> list[Any]:
        """All deliveries."""
        assert self.bot is not None
        return list(await self.bot.store.read(lambda tables: tables.outbox.all()))


def _leads(text: str) -> str:
    return text.partition("“")[2].partition("”")[0]
