"""The demo: the real bot reads a recorded week over HTTP on loopback, with the terminal as its chat.

Only time is not real. A virtual clock stands in for APScheduler, which reads the machine's: it is turned in steps, and
at each step the jobs run that the scheduler would have started. Poller, detector, store, composer and ledger are the
same as in `trucewire run`.
"""

import contextlib
import tempfile
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

from bot.app import Bot, assemble, subscribe_terminal
from bot.chat.terminal import Terminal
from bot.chat.wire.sender import ConsoleSender
from bot.clock import VirtualClock
from bot.demo.server import DemoServer
from bot.demo.week import DemoWeek
from bot.jobs.deliver import Deliverer
from bot.settings import Settings

STEP = timedelta(minutes=10)
SECOND = timedelta(seconds=1)


@dataclass(slots=True)
class Tally:
    """What the week came to."""

    polls: int = 0
    unchanged: int = 0
    failed: int = 0
    reports: int = 0
    sent: int = 0


async def run_demo(settings: Settings, write: Callable[[str], None] = print) -> Tally:
    """Run the week through; what a subscriber would see goes to `write`, then the answer to /status."""
    async with lived_through(settings, write) as (bot, tally):
        write(_closing(tally))
        write("> /status")
        write(await Terminal(bot.commands, write).say("/status"))
    return tally


@contextlib.asynccontextmanager
async def lived_through(settings: Settings, write: Callable[[str], None]) -> AsyncIterator[tuple[Bot, Tally]]:
    """The bot as it stands at the end of the week, and what the week came to."""
    week = DemoWeek.load()
    clock = VirtualClock(week.start)
    with tempfile.TemporaryDirectory(prefix="trucewire-demo-") as folder:
        async with DemoServer(week, clock) as server:
            demo = _settings(settings, week, server)
            async with assemble(demo, Path(folder) / "demo.db", clock) as bot:
                await subscribe_terminal(bot, demo)
                write(_opening(week, demo))
                yield bot, await _live_through(bot, week, clock, write)


def _settings(shipped: Settings, week: DemoWeek, server: DemoServer) -> Settings:
    """The configuration as it is, with the week's sources, and words for its feed that is not in English."""
    return replace(
        shipped,
        topics=tuple(replace(topic, terms=(*topic.terms, *week.terms)) for topic in shipped.topics),
        sources=server.sources,
        polling=replace(shipped.polling, allow_loopback=True),
    )


def _opening(week: DemoWeek, settings: Settings) -> str:
    topics = ", ".join(topic.name for topic in settings.enabled_topics)
    return (
        f"A recorded week, {week.start:%d %b} to {week.end:%d %b %Y}, in {len(settings.sources)} feeds of invented "
        f"outlets, served on loopback.\nTopic: {topics}. Alerts of importance 1 and 2, as a subscriber sees them; "
        "what is marked (updated) edits the message in place in Telegram:"
    )


def _closing(tally: Tally) -> str:
    return (
        f"\nThe week is over: {tally.polls} requests ({tally.unchanged} unchanged, {tally.failed} failed), "
        f"{tally.reports} reports, {tally.sent} messages and edits sent.\n"
    )


async def _live_through(bot: Bot, week: DemoWeek, clock: VirtualClock, write: Callable[[str], None]) -> Tally:
    tally = Tally()
    deliverer = bot.deliverer(ConsoleSender(write))
    day = None
    moment = week.start
    while moment <= week.end:
        clock.turn_to(moment)
        if moment.date() != day:
            day = moment.date()
            write(_day_line(moment, tally))
        done = await bot.poller.cycle()
        tally.polls += done.asked
        tally.unchanged += done.unchanged
        tally.failed += len(done.failed)
        tally.reports += done.reports
        tally.sent += await _send(bot, deliverer, clock)
        moment += STEP
    return tally


def _day_line(moment: datetime, tally: Tally) -> str:
    return f"\n──── {moment:%A %d %B} ──── {tally.polls} requests, {tally.reports} reports so far\n"


async def _send(bot: Bot, deliverer: Deliverer, clock: VirtualClock) -> int:
    """Send what the step brought; the clock is turned to the next delivery while that is less than a step away."""
    sent, end = 0, clock() + STEP
    while True:
        sent += (await deliverer.drain()).sent
        due = await bot.store.read(lambda tables: tables.outbox.next_due(clock()))
        if due is None or due >= end:
            return sent
        clock.turn_to(max(due, clock() + SECOND))
