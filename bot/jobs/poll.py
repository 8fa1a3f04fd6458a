"""One polling cycle: ask the feeds that are due, all at once; judge what came in a fixed order; commit it as one.

Reports, decisions, alerts, deliveries and the feeds' validators share one transaction: were a validator committed
first, a crash would turn the lost reports into a 304 for ever.
"""

import asyncio
import logging
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Protocol

from bot.clock import Clock
from bot.core.model import Source
from bot.errors import FeedError
from bot.feeds.fetch import FeedRequest, FetchResult
from bot.feeds.normalise import aliases, report
from bot.feeds.parse import ParsedFeed
from bot.jobs.desk import Arrival, Desk, Filed, known, store_filed
from bot.logs import line
from storage.feeds import FeedState
from storage.store import Store, Tables

log = logging.getLogger(__name__)

_BACKOFF_CAP = timedelta(hours=1)


class Fetcher(Protocol):
    """What polling needs of whoever fetches."""

    async def fetch(self, request: FeedRequest) -> FetchResult:
        """The answer to one conditional GET. Raises FetchError."""
        ...


class Parser(Protocol):
    """What polling needs of whoever parses."""

    async def parse(self, body: bytes, content_type: str = "", base_url: str = "") -> ParsedFeed:
        """The feed in a body. Raises ParseError."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What came of asking one feed."""

    source: Source
    state: FeedState
    result: FetchResult | None = None
    feed: ParsedFeed | None = None
    problem: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PollReport:
    """What one cycle did."""

    asked: int = 0
    unchanged: int = 0
    failed: dict[str, str] = field(default_factory=dict)
    reports: int = 0
    alerts: int = 0
    deliveries: int = 0


class Poller:
    """Polls sources into the store."""

    def __init__(
        self, *, store: Store, desk: Desk, fetcher: Fetcher, parser: Parser, sources: Sequence[Source], clock: Clock,
        interval: timedelta,
    ) -> None:  # fmt: skip
        self._store = store
        self._desk = desk
        self._fetcher = fetcher
        self._parser = parser
        self._sources = tuple(sources)
        self._clock = clock
        self._interval = interval

    async def start(self) -> None:
        """Remember what the store holds of the last days."""
        now = self._clock()
        await self._store.read(lambda tables: self._desk.restore(tables, now))

    async def cycle(self, *, everything: bool = False) -> PollReport:
        """Ask every feed that is due (or every feed), file what came, and say what was done."""
        now = self._clock()
        states = await self._store.read(lambda tables: [tables.feeds.state(source.id) for source in self._sources])
        due = [
            (source, state)
            for source, state in zip(self._sources, states, strict=True)
            if everything or state.due_at is None or state.due_at <= now
        ]
        if not due:
            return PollReport()
        answers = await asyncio.gather(*(self._ask(source, state) for source, state in due))
        done = await self._file(answers)
        if done.reports or done.failed:
            log.info(line("poll", asked=done.asked, unchanged=done.unchanged, failed=len(done.failed),
                          reports=done.reports, alerts=done.alerts, deliveries=done.deliveries))  # fmt: skip
        return done

    async def _ask(self, source: Source, state: FeedState) -> Answer:
        request = FeedRequest(url=source.url, etag=state.etag, last_modified=state.last_modified)
        try:
            result = await self._fetcher.fetch(request)
            if result.body is None:
                return Answer(source=source, state=state, result=result)
            feed = await self._parser.parse(result.body, result.content_type, result.url)
        except FeedError as problem:
            log.warning(line("feed", source=source.id, problem=str(problem)))
            return Answer(source=source, state=state, problem=str(problem))
        return Answer(source=source, state=state, result=result, feed=feed)

    async def _file(self, answers: Sequence[Answer]) -> PollReport:
        now = self._clock()
        arrivals = sorted(
            (arrival for answer in answers for arrival in self._arrivals(answer)),
            key=lambda arrival: (arrival.report.time, arrival.report.source, arrival.report.id),
        )
        names = await self._store.read(lambda tables: known(tables, arrivals))
        filed = self._desk.file(arrivals, names, now)
        states = [self._next_state(answer, filed) for answer in answers]

        def commit(tables: Tables) -> int:
            for state in states:
                tables.feeds.save(state)
            return sum(store_filed(tables, one, now) for one in filed)

        try:
            deliveries = await self._store.write(commit)
        except BaseException:
            await self.start()
            raise
        new = [one for one in filed if one.changed]
        return PollReport(
            asked=len(answers),
            unchanged=sum(answer.feed is None and answer.problem is None for answer in answers),
            failed={answer.source.id: answer.problem for answer in answers if answer.problem},
            reports=len(new),
            alerts=sum(decision.speaks for one in new for decision in one.decisions),
            deliveries=deliveries,
        )

    def _arrivals(self, answer: Answer) -> list[Arrival]:
        if answer.feed is None:
            return []
        now = self._clock()
        return [
            Arrival(
                report=report(entry, answer.source, now),
                aliases=aliases(entry, answer.source),
                seeding=not answer.state.seeded,
            )
            for entry in answer.feed.entries
            if entry.title.strip()
        ]

    def _next_state(self, answer: Answer, filed: Sequence[Filed]) -> FeedState:
        now, state = self._clock(), answer.state
        if answer.problem is not None or answer.result is None:
            wait = min(self._interval * 2 ** min(state.failures, 10), _BACKOFF_CAP)
            return replace(
                state, attempted_at=now, due_at=now + wait, failures=state.failures + 1, problem=answer.problem
            )
        fresh = any(one.changed and one.report.source == answer.source.id for one in filed)
        return replace(
            state,
            etag=answer.result.etag if answer.feed else answer.result.etag or state.etag,
            last_modified=answer.result.last_modified
            if answer.feed
            else answer.result.last_modified or state.last_modified,
            seeded=True,
            attempted_at=now,
            succeeded_at=now,
            new_at=now if fresh else state.new_at,
            due_at=now + self._wait(answer.source),
            failures=0,
            problem=None,
        )

    def _wait(self, source: Source) -> timedelta:
        return timedelta(minutes=source.interval_minutes) if source.interval_minutes else self._interval
