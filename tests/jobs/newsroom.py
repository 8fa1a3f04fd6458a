"""A poller over a real store, real HTTP and a real parser, with a clock to turn and a desk that finds all news new."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from bot.clock import VirtualClock
from bot.core.model import Decision, Reason, Report, Source, SourceId, Topic, TopicId
from bot.feeds.egress import EgressPolicy
from bot.feeds.fetch import HttpFetcher
from bot.feeds.parse import ParserPool
from bot.jobs.desk import Desk
from bot.jobs.poll import Poller, PollReport
from storage.store import Store

TOPIC = Topic(id=TopicId("talks"), name="Talks", terms=("talks",), places=(), actors=())
USER_AGENT = "Trucewire/test (news alert bot; ops@courier.example)"


class AllIsNew:
    """Decides that every report is a new development, unless the feed is being seeded."""

    topic = TOPIC

    def memory(self) -> list[Report]:
        return []

    def decide(self, report: Report, memory: list[Report], now: datetime, *, seeding: bool = False) -> Decision:
        reason = Reason.SEED if seeding else Reason.NEW_DEVELOPMENT
        return Decision(
            report=report.id, version=report.version, topic=TOPIC.id, reason=reason, at=now,
            development=f"d{report.id}{report.version}", storyline="s", importance=1,
        )  # fmt: skip

    def learn(self, memory: list[Report], report: Report, decision: Decision) -> None:
        memory.append(report)


@dataclass(slots=True)
class Newsroom:
    """What a test holds in its hands."""

    store: Store
    poller: Poller
    clock: VirtualClock
    sources: Sequence[Source]
    told: list[Any] = field(default_factory=list)

    async def poll(self, **ahead: float) -> PollReport:
        """Turn the clock and ask every feed."""
        self.clock.turn_to(self.clock() + timedelta(**ahead))
        return await self.poller.cycle(everything=True)

    async def live(self, until: datetime) -> None:
        """Poll as the schedule would: only what is due, whenever something is."""
        while (due := await self._next_due()) <= until:
            self.clock.turn_to(due)
            await self.poller.cycle()
        self.clock.turn_to(until)

    async def _next_due(self) -> datetime:
        states = [await self.state(source.id) for source in self.sources]
        return min(
            (state.due_at or self.clock() for state in states if state.retired_at is None),
            default=datetime.max.replace(tzinfo=self.clock().tzinfo),
        )

    async def state(self, source: str) -> Any:
        return await self.store.read(lambda tables: tables.feeds.state(SourceId(source)))

    async def reasons(self) -> list[str]:
        """The reasons of all decisions, in order of headline."""

        def read(tables: Any) -> list[str]:
            rows = tables.feeds._connection.execute(
                "SELECT d.reason FROM decisions d JOIN reports r ON r.id = d.report AND r.version = d.version"
                " ORDER BY r.headline, r.version"
            )
            return [row["reason"] for row in rows]

        return await self.store.read(read)


def a_source(url: str, source_id: str = "courier", **more: Any) -> Source:
    return Source(
        id=SourceId(source_id),
        outlet="Harbour Courier",
        url=url,
        language="en",
        family=more.pop("family", source_id),
        **more,
    )


@asynccontextmanager
async def newsroom(
    folder: Path, start: datetime, sources: Sequence[Source], *, clock: VirtualClock | None = None, **more: Any
) -> AsyncIterator[Newsroom]:
    """Open everything. Opening it again in the same folder is a restart."""
    clock = clock or VirtualClock(start)
    store = Store.open(folder / "bot.db")
    told: list[Any] = []
    try:
        async with (
            HttpFetcher(
                USER_AGENT, EgressPolicy(allow_loopback=True), clock, deadline=more.pop("deadline", 5.0)
            ) as fetcher,
            ParserPool() as parser,
        ):
            poller = Poller(
                store=store, desk=Desk([AllIsNew()]), fetcher=fetcher, parser=parser, sources=sources, clock=clock,
                interval=timedelta(minutes=2), tell=lambda _, topic, notice, at: told.append((topic, notice, at)), **more,
            )  # fmt: skip
            await poller.start()
            yield Newsroom(store, poller, clock, sources, told)
    finally:
        store.close()
