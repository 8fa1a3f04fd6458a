"""The bot's side that faces people, with a store of its own and a strict Telegram, in one process: quick stories.

Feeds and deliveries are not here; tests/acceptance/test_stories.py has those.
"""

import asyncio
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Self

from bot.chat.commands import Commands
from bot.chat.wire.application import ALLOWED_UPDATES, TelegramApplication, build_application, publish_menu
from bot.chat.wire.buckets import Crowd, Rate
from bot.chat.wire.gate import Gate
from bot.chat.wire.sender import TelegramSender
from bot.core.model import (
    Actor,
    Decision,
    DevelopmentId,
    Reason,
    Report,
    ReportId,
    Source,
    SourceId,
    StorylineId,
    Topic,
    TopicId,
    alert_for,
    derived_id,
)
from bot.core.people.pacing import UNPACED
from bot.jobs.announce import Announcer
from bot.jobs.deliver import Deliverer
from storage.queue import Knowledge
from storage.store import Store
from tests.botapi import BotApi
from tests.botapi.model import Chat, Message

TOPIC = Topic(
    id=TopicId("delta-truce"),
    name="Delta truce talks",
    terms=("truce", "captives"),
    places=("Delta",),
    actors=(
        Actor(id="river", names=("River Front", "الجبهة"), role="party"),
        Actor(id="hills", names=("Hill Council",), role="party"),
        Actor(id="lagoon", names=("Lagoon",), role="mediator"),
    ),
)
OTHER = Topic(id=TopicId("ridge-truce"), name="Ridge truce talks", terms=("truce",), places=("Ridge",), actors=())
SOURCES = tuple(
    Source(id=SourceId(family), outlet=outlet, url=f"https://{family}.example/feed", language=language, family=family)
    for family, outlet, language in (
        ("harbour", "The Harbour Post", "en"),
        ("lantern", "Lantern Wire", "en"),
        ("vigie", "La Vigie", "fr"),
        ("manara", "المنارة", "ar"),
        *((f"gazette-{n}", f"Gazette {n}", "en") for n in range(1, 8)),
    )
)
NOON = datetime(2023, 11, 21, 12, tzinfo=UTC)


class Stage:
    """Use it as an async context manager. `now` is the bot's time; set it as the story goes on."""

    def __init__(self, folder: Path, *, topics: tuple[Topic, ...] = (TOPIC,), operators: tuple[int, ...] = (),
                 crowd: Crowd | None = None, **application: Any) -> None:  # fmt: skip
        self.folder = folder
        self.api = BotApi()
        self.now = NOON
        self.topics = topics
        self.operators = frozenset(operators)
        self.crowd = crowd
        self.application = application
        self.store: Store
        self.bot: TelegramApplication
        self.commands: Commands

    async def __aenter__(self) -> Self:
        await self.api.start()
        self.store = Store.open(self.folder / "bot.db")
        await self.start()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.stop()
        self.store.close()
        await self.api.stop()

    async def start(self) -> None:
        """Start the bot."""
        self.commands = Commands(store=self.store, topics=self.topics, sources=SOURCES, clock=lambda: self.now)
        self.bot = build_application(
            self.api.token, self.api.url, self.commands, operators=self.operators,
            crowd=self.crowd or Crowd(Rate(burst=10_000, per_second=1000), Rate(burst=10_000, per_second=1000)),
            **self.application,
        )  # fmt: skip
        await self.bot.initialize()
        await self.bot.start()
        await self.bot.updater.start_polling(allowed_updates=list(ALLOWED_UPDATES), poll_interval=0)

    async def stop(self) -> None:
        """Stop it."""
        await self.bot.updater.stop()
        await self.bot.stop()
        await self.bot.shutdown()

    async def publish_menu(self) -> None:
        """Tell Telegram the menus."""
        await publish_menu(self.bot)

    async def delivers(self) -> None:
        """Send whatever the ledger holds and is due."""
        announcer = Announcer(self.topics)
        deliverer = Deliverer(
            store=self.store, sender=TelegramSender(self.bot.bot, Gate(UNPACED)), compose=announcer.content,
            clock=lambda: self.now, knowledge=Knowledge(about=announcer.about, knows=announcer.knows),
        )  # fmt: skip
        await deliverer.drain()

    def record(self, headline: str, outlet: str = "harbour", *, importance: int = 2, act: str | None = "offer",
               topic: Topic = TOPIC, summary: str = "", ago: timedelta = timedelta(hours=1)) -> DevelopmentId:  # fmt: skip
        """Let a development be known, as if a feed had told of it."""
        source = next(one for one in SOURCES if one.id == outlet)
        at = self.now - ago
        report = Report(
            id=ReportId(derived_id("report", headline, outlet)), source=source.id, outlet=source.outlet,
            family=source.family, language=source.language, headline=headline, summary=summary,
            link=f"https://{outlet}.example/{derived_id('link', headline)}", published=at, seen=at,
        )  # fmt: skip
        development = DevelopmentId(derived_id("development", report.id))
        decision = Decision(
            report=report.id, version=1, topic=topic.id, reason=Reason.NEW_DEVELOPMENT, at=at, development=development,
            storyline=StorylineId(development), importance=importance, act=act,
        )  # fmt: skip
        alert = alert_for(decision)
        assert alert is not None
        self.store.write_now(
            lambda tables: (
                tables.reports.add(report), tables.developments.record(decision), tables.developments.add_alert(alert)
            )
        )  # fmt: skip
        return development

    async def says(self, user: Any, where: Any, text: str, **how: Any) -> Message:
        """Write something, and wait for what the bot says to it."""
        chat = where.chat if hasattr(where, "chat") else where
        before = len(chat.from_bot)
        await user.says(where, text, **how)
        await self.api.wait_for(lambda: len(chat.from_bot) > before)
        return chat.last

    async def taps(self, user: Any, message: Message, label: str) -> str:
        """Tap the button whose label holds this text; the toast, and the message is up to date."""
        tap = await user.taps(message, label)
        await tap.wait()
        await self.settled()
        return tap.text

    async def settled(self) -> None:
        """Wait until nothing is under way."""
        quiet, seen = 0, -1
        while quiet < 3:
            await asyncio.sleep(0.01)
            calls = len([one for one in self.api.calls if one["method"] != "getUpdates"])
            busy = bool(self.api.updates.pending) or not self.bot.update_queue.empty() or calls != seen
            quiet, seen = (0 if busy else quiet + 1), calls

    async def silent(self, chat: Chat) -> bool:
        """Whether the bot has nothing to say in a chat."""
        before = len(chat.from_bot)
        await self.settled()
        return len(chat.from_bot) == before

    def subscription(self, chat: Any, thread: int = 0, topic: Topic = TOPIC) -> Any:
        """The subscription of a place, None where there is none that is active."""
        found = self.store.read_now(lambda tables: tables.subscriptions.of_place(chat, thread))
        return next((one for one in found if one.key.topic == topic.id), None)
