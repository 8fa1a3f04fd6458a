"""The composition root: the only module that knows every concrete class."""

import contextlib
import functools
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine, Sequence
from dataclasses import dataclass
from datetime import timedelta
from importlib import metadata, resources
from pathlib import Path
from typing import Any

from bot.chat.commands import Commands
from bot.chat.terminal import TERMINAL, Terminal
from bot.chat.wire.application import TelegramApplication, build_application, started, tell_operator
from bot.chat.wire.gate import Gate
from bot.chat.wire.presence import Presence
from bot.chat.wire.sender import ConsoleSender, TelegramSender
from bot.chat.wire.webhook import Take, Webhook
from bot.clock import Clock, system_clock
from bot.core.detect.decide import Detector
from bot.core.detect.weights import Weights
from bot.core.model import Source, SubscriptionKey, Topic
from bot.core.people.delivery import Lifetimes, State
from bot.core.people.pacing import Pace
from bot.environment import Environment
from bot.errors import ConfigError, StorageError, UnreachableError
from bot.feeds.egress import EgressPolicy
from bot.feeds.fetch import HttpFetcher
from bot.feeds.parse import ParserPool
from bot.jobs.announce import Announcer
from bot.jobs.briefs import Briefs, composer
from bot.jobs.deliver import Deliverer
from bot.jobs.desk import Desk
from bot.jobs.notices import teller
from bot.jobs.poll import Poller
from bot.jobs.prune import Pruning
from bot.jobs.running import until_stopped
from bot.jobs.schedule import Schedule
from bot.jobs.sending import Sender
from bot.jobs.serve import pages
from bot.jobs.upkeep import Upkeep
from bot.jobs.vanished import PageWatch
from bot.jobs.watch import Tell, Watch
from bot.pictures.studio import Studio
from bot.settings import Settings
from storage.queue import Knowledge
from storage.store import Store, Tables
from storage.uptake import take_up

GRACE = timedelta(seconds=5)
PATIENCE = 10.0  # seconds for which `run --once` tries to reach Telegram

Job = Callable[[], Awaitable[object]]
_UNANSWERED = {"unreachable", "unknown"}  # outcomes, as a DeliveryReport names them
TAKEN_UP = 300  # reports taken up into the status after one polling cycle


def version() -> str:
    """The version of the installed program; a bare checkout has none."""
    try:
        return metadata.version("trucewire")
    except metadata.PackageNotFoundError:
        return "0+checkout"


def default_weights() -> Weights:
    """The weights the package ships."""
    return Weights.load(resources.files("bot").joinpath("data", "weights.json").read_text(encoding="utf-8"))


def detectors(settings: Settings) -> list[Detector]:
    """A detector for each enabled topic."""
    weights = default_weights()
    return [Detector(topic, weights, settings.topics) for topic in settings.enabled_topics]


def user_agent(settings: Settings) -> str:
    """Who we say we are to the feeds."""
    contact = settings.polling.contact or "no contact configured"
    return f"Trucewire/{version()} (news alert bot; {contact})"


@dataclass(frozen=True, slots=True, kw_only=True)
class Bot:
    """Everything that runs, put together but not started."""

    store: Store
    poller: Poller
    commands: Commands
    announcer: Announcer
    clock: Clock
    topics: tuple[Topic, ...]
    sources: tuple[Source, ...]
    keep: timedelta
    page_watch: PageWatch | None

    async def cycle(self) -> None:
        """Poll what is due, look after pages where that is wanted, then take what came up into the status."""
        await self.poller.cycle()
        if self.page_watch is not None:
            await self.page_watch.look()
        await take_up(self.store, self.topics, TAKEN_UP)

    def briefs(self) -> Briefs:
        """Who puts the daily briefs into the ledger."""
        return Briefs(store=self.store, topics=self.topics, clock=self.clock)

    def pages(
        self, where: tuple[str, int] | None, hook: tuple[str, Take] | None = None
    ) -> contextlib.AbstractAsyncContextManager[None]:
        """Serve the pages there, if anywhere, and the webhook where there is one. Raises ConfigError."""
        return pages(where, hook, store=self.store, topics=self.topics, sources=self.sources, clock=self.clock)

    def watch(self, tell: Tell, operators: frozenset[int]) -> Watch:
        """Who looks after troubles, for whoever tells the operators."""
        return Watch(store=self.store, sources=self.sources, clock=self.clock, tell=tell, operators=operators)

    def deliverer(self, sender: Sender) -> Deliverer:
        """The ledger's engine, for whoever sends."""
        knowledge = Knowledge(about=self.announcer.about, knows=self.announcer.knows)
        return Deliverer(
            store=self.store, sender=sender, compose=self.announcer.content, clock=self.clock, knowledge=knowledge,
            brief=composer(self.topics, self.commands.brief),
        )  # fmt: skip


@contextlib.asynccontextmanager
async def assemble(settings: Settings, database: Path, clock: Clock = system_clock) -> AsyncIterator[Bot]:
    """Open the store, the fetcher and the parser, and put the bot together. Raises StorageError."""
    topics = settings.enabled_topics
    async with contextlib.AsyncExitStack() as stack:
        lifetimes = Lifetimes(
            important=timedelta(minutes=settings.delivery.expire_important_minutes),
            other=timedelta(minutes=settings.delivery.expire_other_minutes),
        )
        store = Store.open(database, lifetimes=lifetimes)
        stack.callback(store.close)
        policy = EgressPolicy(allow_loopback=settings.polling.allow_loopback)
        fetcher = HttpFetcher(user_agent(settings), policy, clock, deadline=settings.polling.timeout_seconds)
        await stack.enter_async_context(fetcher)
        parser = await stack.enter_async_context(ParserPool())
        desk = Desk(detectors(settings))
        poller = Poller(
            store=store, desk=desk, fetcher=fetcher, parser=parser, sources=settings.sources, clock=clock,
            interval=timedelta(minutes=settings.polling.floor_minutes),
            ceiling=timedelta(minutes=settings.polling.ceiling_minutes), tell=teller(topics),
        )  # fmt: skip
        await poller.start()
        watch = PageWatch(store=store, desk=desk, asker=fetcher, sources=settings.sources, clock=clock)
        studio = Studio()
        stack.callback(studio.close)
        announcer = Announcer(topics)
        commands = Commands(
            store=store, topics=topics, sources=settings.sources, clock=clock, picture=studio.picture,
            compose=announcer.content,
        )  # fmt: skip
        yield Bot(
            store=store, poller=poller, commands=commands, announcer=announcer, clock=clock,
            topics=topics, sources=settings.sources, keep=timedelta(days=settings.delivery.keep_days),
            page_watch=watch if settings.polling.watch_pages else None,
        )  # fmt: skip


async def run(settings: Settings, environment: Environment, *, once: bool = False) -> None:
    """Run the bot: in Telegram where there is a token, else in the terminal.

    Raises ConfigError, StorageError; UnreachableError with `once`, where Telegram did not get what is queued for it.
    """
    if not settings.sources:
        raise ConfigError(f"{environment.config}: [[source]]", "at least one source is needed to run")
    async with assemble(settings, environment.database) as bot:
        if environment.token is None:
            async with bot.pages(None if once else environment.http):
                await _in_terminal(bot, settings, once=once)
        else:
            await _in_telegram(bot, environment.token, environment, once=once)


async def subscribe_terminal(bot: Bot, settings: Settings) -> None:
    """The terminal is a chat that is subscribed to every enabled topic unless it said /unsubscribe."""
    now = bot.clock()

    def subscribe(tables: Tables) -> None:
        for topic in settings.enabled_topics:
            key = SubscriptionKey(chat=TERMINAL, thread=0, topic=topic.id)
            if tables.subscriptions.get(key) is None:
                tables.subscriptions.subscribe(key, now)

    await bot.store.write(subscribe)


async def _in_terminal(bot: Bot, settings: Settings, *, once: bool) -> None:
    await subscribe_terminal(bot, settings)
    deliverer = bot.deliverer(ConsoleSender(print))
    if once:
        await bot.poller.cycle()
        await deliverer.drain()
        return
    await _run(bot, deliverer, Terminal(bot.commands).run(), deliverer.drain, [bot.briefs().deliver_due])


async def _in_telegram(bot: Bot, token: str, environment: Environment, *, once: bool) -> None:
    gate = Gate(Pace())
    application = build_application(
        token, environment.api_base_url, bot.commands, operators=environment.operators, gate=gate
    )
    deliverer = bot.deliverer(TelegramSender(application.bot, gate))
    if once:
        await _once_in_telegram(bot, application, deliverer)
        return
    webhook = Webhook(application, environment.webhook.secret) if environment.webhook else None
    hook = (environment.webhook.path, webhook.take) if environment.webhook and webhook else None
    presence = Presence(application, webhook, environment.webhook.url if environment.webhook else "")
    watch = bot.watch(functools.partial(tell_operator, application), environment.operators)
    async with bot.pages(environment.http, hook):
        await _run(
            bot, deliverer, presence.run(), presence.once_reached(deliverer.drain),
            [bot.briefs().deliver_due, presence.once_reached(watch.look)],
        )  # fmt: skip


async def _once_in_telegram(bot: Bot, application: TelegramApplication, deliverer: Deliverer) -> None:
    """Poll, whether Telegram answers or not; then deliver. Raises UnreachableError where something waits for it."""
    async with contextlib.AsyncExitStack() as stack:
        try:
            await stack.enter_async_context(started(application, within=PATIENCE))
        except UnreachableError as problem:
            await bot.poller.cycle()
            raise _unsent(str(problem), *await _left(bot)) from None
        await bot.poller.cycle()
        done = await deliverer.drain()
        left = await _left(bot)
        if _UNANSWERED & done.outcomes.keys() and any(left):
            raise _unsent("Telegram did not answer", *left)


async def _left(bot: Bot) -> tuple[int, int]:
    """How many deliveries wait, and how many may have arrived without our knowing."""
    counts = await bot.store.read(lambda tables: tables.outbox.counts())
    return counts.get(State.PENDING, 0), counts.get(State.IN_DOUBT, 0)


def _unsent(problem: str, queued: int, doubtful: int) -> UnreachableError:
    doubt = f"; in doubt: {doubtful}, they may have arrived" if doubtful else ""
    return UnreachableError(f"{problem}; queued deliveries: {queued}, a later run sends them{doubt}")


async def _run(
    bot: Bot,
    deliverer: Deliverer,
    talk: Coroutine[Any, Any, None],
    deliver: Job,
    after: Sequence[Job],
) -> None:
    """Let the clock start jobs until a signal, the end of `talk`, or a store that fails.

    `talk` is how people are answered; `after` is what is looked after after each round of polls.
    """

    async def cycle() -> None:
        await bot.cycle()
        for look in after:
            await look()

    schedule = Schedule(
        poll=cycle,
        deliver=deliver,
        upkeep=Upkeep(store=bot.store, clock=bot.clock).run,
        prune=Pruning(store=bot.store, clock=bot.clock, keep=bot.keep).run,
    )
    await until_stopped(schedule, talk, lambda: deliverer.close(GRACE))


__all__ = ["Bot", "StorageError", "assemble", "default_weights", "detectors", "run", "subscribe_terminal", "version"]
