"""One polling cycle: ask the feeds that are due, all at once; judge what came in a fixed order; commit it as one.
Feeds slower than a few seconds are judged after the others, in a transaction of their own.

Reports, decisions, alerts, deliveries and the feeds' validators share one transaction: were a validator committed
first, a crash would turn the lost reports into a 304 for ever.
"""

import asyncio
import logging
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Protocol

from bot.clock import Clock
from bot.core.intake import health, hosts, standing
from bot.core.intake.entry import ParsedFeed
from bot.core.intake.health import Blindness, Notice
from bot.core.intake.schedule import Bounds
from bot.core.intake.standing import FeedState, Pace
from bot.core.model import Report, Source, SourceId, TopicId
from bot.errors import FeedError
from bot.feeds.fetch import FeedRequest, FetchResult
from bot.jobs import inbox, notes
from bot.jobs.answers import Answer, next_states
from bot.jobs.desk import Arrival, Desk, Filed, store_filed
from bot.jobs.inbox import Sorted
from bot.jobs.turns import Turns
from bot.logs import line
from storage.feeds import FeedNote
from storage.store import Store, Tables

log = logging.getLogger(__name__)

HOT = timedelta(hours=2)
CEILING = timedelta(minutes=60)
PATIENCE = 3.0  # seconds that a cycle waits for all answers before it files those it has

# Called inside the cycle's transaction when the subscribers of a topic are to be told of its sources.
Tell = Callable[[Tables, TopicId, Notice, datetime], None]


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
class PollReport:
    """What one cycle did. `notes` is for the operator, `notices` what subscribers were told of their sources."""

    asked: int = 0
    unchanged: int = 0
    failed: dict[str, str] = field(default_factory=dict)
    reports: int = 0
    alerts: int = 0
    deliveries: int = 0
    notes: tuple[FeedNote, ...] = ()
    notices: tuple[tuple[TopicId, Notice], ...] = ()

    def __add__(self, other: "PollReport") -> "PollReport":
        return PollReport(
            asked=self.asked + other.asked,
            unchanged=self.unchanged + other.unchanged,
            failed=self.failed | other.failed,
            reports=self.reports + other.reports,
            alerts=self.alerts + other.alerts,
            deliveries=self.deliveries + other.deliveries,
            notes=self.notes + other.notes,
            notices=self.notices + other.notices,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Outcome:
    """All that one cycle will write."""

    states: Sequence[FeedState]
    filed: Sequence[Filed]
    notes: Sequence[FeedNote]
    sights: Mapping[TopicId, Blindness]
    notices: Sequence[tuple[TopicId, Notice]]

    @property
    def anything(self) -> bool:
        """Whether there is anything to write."""
        return bool(self.states or self.sights or self.notices)


class Poller:
    """Polls sources into the store. `interval` is the shortest the adaptive interval gets, `ceiling` the longest."""

    def __init__(  # noqa: PLR0913
        self, *, store: Store, desk: Desk, fetcher: Fetcher, parser: Parser, sources: Sequence[Source], clock: Clock,
        interval: timedelta, ceiling: timedelta = CEILING, tell: Tell | None = None,
    ) -> None:  # fmt: skip
        self._store = store
        self._desk = desk
        self._fetcher = fetcher
        self._parser = parser
        self._sources = tuple(sources)
        self._clock = clock
        self._bounds = Bounds(floor=interval, ceiling=max(interval, ceiling))
        self._tell = tell

    async def start(self) -> None:
        """Remember what the store holds of the last days."""
        now = self._clock()
        await self._store.read(lambda tables: self._desk.restore(tables, now))

    async def cycle(self, *, everything: bool = False) -> PollReport:
        """Ask every feed that is due (or every feed), file what came, and say what was done."""
        now = self._clock()
        states = await self._store.read(self._states)
        due = [
            (source, state)
            for source, state in zip(self._sources, states, strict=True)
            if everything or _is_due(state, now)
        ]
        turns = Turns()
        asking = [asyncio.create_task(self._ask(source, state, turns)) for source, state in due]
        try:
            done = await self._file_as_they_come(asking, states)
        finally:
            for one in asking:
                one.cancel()
        if done.reports or done.failed:
            log.info(line("poll", asked=done.asked, unchanged=done.unchanged, failed=len(done.failed),
                          reports=done.reports, alerts=done.alerts, deliveries=done.deliveries))  # fmt: skip
        return done

    async def _file_as_they_come(
        self, asking: Sequence[asyncio.Task[Answer | None]], states: Sequence[FeedState]
    ) -> PollReport:
        """File what has come when patience ends, so that a feed that drips holds nobody up; then the rest."""
        if asking:
            await asyncio.wait(asking, timeout=PATIENCE)
        slow = [one for one in asking if not one.done()]
        done = await self._file(_answers(one.result() for one in asking if one not in slow), states)
        if not slow:
            return done
        late = _answers(await asyncio.gather(*slow))
        return done + await self._file(late, await self._store.read(self._states))

    def _states(self, tables: Tables) -> list[FeedState]:
        return [standing.current(tables.feeds.state(source.id), source) for source in self._sources]

    async def _ask(self, source: Source, state: FeedState, turns: Turns) -> Answer | None:
        """What came of asking a feed; None where its host asked us to wait meanwhile."""
        request = FeedRequest(url=standing.address(state, source), etag=state.etag, last_modified=state.last_modified)
        try:
            async with turns.of(request.url) as free:
                if not free:
                    return None
                result = await self._fetcher.fetch(request)
            if result.body is None or result.digest == state.digest:
                return Answer(source=source, state=state, result=result)
            feed = await self._parser.parse(result.body, result.content_type, result.url)
        except FeedError as error:
            log.warning(line("feed", source=source.id, problem=str(error)))
            return Answer(source=source, state=state, error=error)
        return Answer(source=source, state=state, result=result, feed=feed)

    async def _file(self, answers: Sequence[Answer], before: Sequence[FeedState]) -> PollReport:
        now = self._clock()
        if not answers and not any(state.blind for state in before):
            return PollReport()
        sorted_, hot, sights = await self._store.read(lambda tables: self._read(tables, answers, now))
        filed = self._desk.file(_in_order(sorted_.values()), _known(sorted_.values()), now)
        outcome = self._outcome(answers, before, sorted_, filed, Pace(bounds=self._bounds, hot=hot), sights, now)
        if not outcome.anything:
            return PollReport()
        try:
            deliveries = await self._store.write(lambda tables: self._commit(tables, outcome, now))
        except BaseException:  # the desk has learned what is not stored: it learns anew from what is
            await self.start()
            raise
        return _report(answers, outcome, deliveries)

    def _read(
        self, tables: Tables, answers: Sequence[Answer], now: datetime
    ) -> tuple[dict[SourceId, Sorted], bool, dict[TopicId, Blindness]]:
        sorted_ = {
            answer.source.id: inbox.sort(tables, answer.source, answer.state, answer.feed.entries, now)
            for answer in answers
            if answer.feed is not None
        }
        last = tables.feeds.last_alert()
        sights = {topic.id: tables.feeds.sight(topic.id) for topic in self._desk.topics}
        return sorted_, last is not None and now - last <= HOT, sights

    def _outcome(
        self, answers: Sequence[Answer], before: Sequence[FeedState], sorted_: Mapping[SourceId, Sorted],
        filed: Sequence[Filed], pace: Pace, sights: Mapping[TopicId, Blindness], now: datetime,
    ) -> _Outcome:  # fmt: skip
        others = list(zip(self._sources, before, strict=True))
        states = next_states(answers, others, sorted_, pace, now)
        polled = {state.source: state for state in states}
        blind = sum(polled.get(state.source, state).blind for state in before)
        watched = {topic: health.watch(sight, blind, len(before), now) for topic, sight in sights.items()}
        notices = [(topic, notice) for topic, (_, notice) in watched.items() if notice]
        waiting = hosts.held_back([(source, polled.get(source.id, state)) for source, state in others], now)
        return _Outcome(
            states=list({state.source: state for state in (*states, *waiting)}.values()),
            filed=filed,
            notes=[
                *(
                    note
                    for answer, state in zip(answers, states, strict=True)
                    for note in notes.about(answer.source, answer.state, state, now)
                ),
                *(notes.of_sight(topic, notice, now) for topic, notice in notices),
            ],
            sights={topic: sight for topic, (sight, _) in watched.items() if sight != sights[topic]},
            notices=notices,
        )

    def _commit(self, tables: Tables, outcome: _Outcome, now: datetime) -> int:
        for state in outcome.states:
            tables.feeds.save(state)
        for note in outcome.notes:
            tables.feeds.add_note(note)
        for topic, sight in outcome.sights.items():
            tables.feeds.save_sight(topic, sight)
        deliveries = sum(store_filed(tables, one, now, self._desk.announcer) for one in outcome.filed)
        for topic, notice in outcome.notices:
            if self._tell is not None:
                self._tell(tables, topic, notice, now)
        return deliveries


def _answers(found: Iterable[Answer | None]) -> list[Answer]:
    return [answer for answer in found if answer is not None]


def _is_due(state: FeedState, now: datetime) -> bool:
    return state.retired_at is None and (state.due_at is None or state.due_at <= now)


def _in_order(found: Iterable[Sorted]) -> list[Arrival]:
    """All arrivals in an order that does not depend on which feed answered first."""
    arrivals = [arrival for one in found for arrival in one.arrivals]
    return sorted(arrivals, key=lambda arrival: (arrival.report.time, arrival.report.source, arrival.report.id))


def _known(found: Iterable[Sorted]) -> dict[str, tuple[Report, ...]]:
    return {alias: versions for one in found for alias, versions in one.known.items()}


def _report(answers: Sequence[Answer], outcome: _Outcome, deliveries: int) -> PollReport:
    new = [one for one in outcome.filed if one.changed]
    return PollReport(
        asked=len(answers),
        unchanged=sum(answer.feed is None and answer.error is None for answer in answers),
        failed={answer.source.id: str(answer.error) for answer in answers if answer.error},
        reports=len(new),
        alerts=sum(decision.speaks for one in new for decision in one.decisions),
        deliveries=deliveries,
        notes=tuple(outcome.notes),
        notices=tuple(outcome.notices),
    )
