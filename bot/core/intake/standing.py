"""One feed's standing between polls, and how an answer or a failure changes it.

Pure: the state that was, what came, and the time go in; the state to store comes out. The store keeps it word for
word, so politeness survives a restart.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from bot.core.intake import health, schedule
from bot.core.intake.entry import ParsedFeed
from bot.core.intake.health import Flag, Line, Move, Sightings
from bot.core.intake.hints import Hints
from bot.core.intake.schedule import Bounds, Case, ServerHints
from bot.core.model import Source, SourceId

GAP_SHOWN = timedelta(hours=24)


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedState:
    """One feed's standing. `seeded` is false until its first successful poll was filed.

    `configured` is the address in the configuration when this was written, `url` the one adopted in its place ("" for
    none). `gap_from` to `gap_to`: reports of that time may have been missed. `failing_since` is the first failure in a
    row; failures while our own line is down do not count in `failures`.
    """

    source: SourceId
    etag: str | None = None
    last_modified: str | None = None
    seeded: bool = False
    attempted_at: datetime | None = None
    succeeded_at: datetime | None = None
    new_at: datetime | None = None
    due_at: datetime | None = None
    failures: int = 0
    problem: str | None = None
    configured: str = ""
    url: str = ""
    digest: str | None = None
    hints: ServerHints = field(default_factory=ServerHints)
    per_hour: float | None = None
    entries: int = 0
    interval: timedelta | None = None
    why: str = ""
    moved: Sightings = field(default_factory=Sightings)
    consent: str = ""
    gone: Sightings = field(default_factory=Sightings)
    retired_at: datetime | None = None
    failing_since: datetime | None = None
    gap_from: datetime | None = None
    gap_to: datetime | None = None
    flags: frozenset[Flag] = frozenset()

    @property
    def blind(self) -> bool:
        """Whether this feed tells us nothing now."""
        return self.failing_since is not None or self.retired_at is not None or Flag.NO_ENTRIES in self.flags

    def may_have_missed(self, now: datetime) -> bool:
        """Whether a gap was seen within the last day."""
        return self.gap_to is not None and now - self.gap_to <= GAP_SHOWN


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """What a good answer brought. `feed` is None where nothing had changed (a 304, or the same body again)."""

    etag: str | None
    last_modified: str | None
    hints: Hints
    digest: str | None = None
    permanent_url: str | None = None
    feed: ParsedFeed | None = None
    new: int = 0
    overflow: bool = False
    rekeyed: bool = False
    moments: Sequence[datetime | None] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Failed:
    """What went wrong. `local`: our own line is down, which counts against nobody (nor did the failures before)."""

    reason: str
    problem: str
    retry_after: float | None = None
    local: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """What bears on the next poll besides the feed itself."""

    bounds: Bounds = field(default_factory=Bounds)
    live: bool = True
    hot: bool = False


def current(state: FeedState, source: Source) -> FeedState:
    """The state to poll with: when the configured address was changed, all that belonged to the old one is dropped."""
    if state.configured in ("", source.url):
        return replace(state, configured=source.url)
    kept = FeedState(source=state.source, seeded=state.seeded, per_hour=state.per_hour, new_at=state.new_at)
    return replace(kept, configured=source.url, succeeded_at=state.succeeded_at)


def address(state: FeedState, source: Source) -> str:
    """Where to ask."""
    return state.url or source.url


def after_answer(state: FeedState, source: Source, answered: Answered, now: datetime, pace: Pace) -> FeedState:
    """The state after a 200 that could be read, or a 304."""
    state = _moved(_remembered(state, answered), source, answered, now)
    rate = _rate(state, answered, now)
    gap = (state.succeeded_at, now) if answered.overflow else (state.gap_from, state.gap_to)
    state = replace(
        state,
        seeded=state.seeded or answered.feed is not None,
        attempted_at=now,
        succeeded_at=now,
        new_at=now if answered.new else state.new_at or now,
        failures=0,
        problem=None,
        failing_since=None,
        gone=Sightings(),
        retired_at=None,
        per_hour=rate,
        gap_from=gap[0],
        gap_to=gap[1],
    )
    state = replace(state, flags=_flags(state, answered, now))
    return _due(state, source, pace, now, retry_after=answered.hints.retry_after)


def after_failure(state: FeedState, source: Source, failed: Failed, now: datetime, pace: Pace) -> FeedState:
    """The state after a failure. Only 410, three times over a day, retires a feed."""
    gone = state.gone.again("410", now) if failed.reason == "http_410" else Sightings()
    state = replace(
        state,
        attempted_at=now,
        failures=0 if failed.local else state.failures + 1,
        problem=failed.problem,
        failing_since=state.failing_since or now,
        gone=gone,
        retired_at=state.retired_at or (now if gone.sure(now) else None),
    )
    return _due(state, source, pace, now, retry_after=failed.retry_after, local=failed.local)


def _remembered(state: FeedState, answered: Answered) -> FeedState:
    """Validators and hints. Of a truncated answer neither is kept: the next poll must bring the whole feed."""
    feed = answered.feed
    if feed is None:
        fresh = answered.hints.fresh if answered.hints.fresh is not None else state.hints.fresh_seconds
        return replace(
            state,
            etag=answered.etag or state.etag,
            last_modified=answered.last_modified or state.last_modified,
            hints=replace(state.hints, fresh_seconds=fresh),
        )
    if feed.truncated:
        return replace(state, digest=None)
    hints = ServerHints(
        fresh_seconds=answered.hints.fresh,
        ttl_minutes=feed.ttl_minutes,
        update_minutes=feed.update_minutes,
        skip_hours=feed.skip_hours,
        skip_days=feed.skip_days,
    )
    return replace(
        state,
        etag=answered.etag,
        last_modified=answered.last_modified,
        digest=answered.digest,
        hints=hints,
        entries=len(feed.entries),
    )


def _moved(state: FeedState, source: Source, answered: Answered, now: datetime) -> FeedState:
    target = answered.permanent_url
    if target is None or target == address(state, source):
        return replace(state, moved=Sightings())
    seen = state.moved.again(target, now)
    if health.move(seen, address(state, source), now, consent=state.consent == target) is Move.ADOPT:
        return replace(state, url=target, moved=Sightings(), consent="")
    return replace(state, moved=seen)


def line_of(state: FeedState, source: Source) -> Line:
    """What a feed's standing tells of our own line."""
    reason = (state.problem or "").partition(":")[0]
    silent = state.failing_since is not None and health.no_answer(reason)
    answered = state.succeeded_at if silent else state.attempted_at
    return Line(host=urlsplit(address(state, source)).netloc, answered_at=answered, silent=silent)


def asks_to_move(state: FeedState, source: Source, now: datetime) -> str | None:
    """The address on another domain that waits for the operator's consent."""
    if state.moved.first is None:
        return None
    asked = health.move(state.moved, address(state, source), now, consent=False) is Move.ASK
    return state.moved.what if asked and state.consent != state.moved.what else None


def _rate(state: FeedState, answered: Answered, now: datetime) -> float | None:
    """The feed's rhythm; None until its dates or its first new report tell of one."""
    if state.per_hour is None:
        dated = [moment for moment in answered.moments if moment is not None]
        rate = schedule.from_window(dated)
        if rate is not None or not answered.new or state.succeeded_at is None:
            return rate
    since = state.succeeded_at or now
    return schedule.observed(state.per_hour, answered.new, now - since, overflow=answered.overflow)


def _flags(state: FeedState, answered: Answered, now: datetime) -> frozenset[Flag]:
    feed = answered.feed
    found = state.flags - {Flag.FROZEN} if feed is None else _of_feed(feed, answered)
    return found | {Flag.FROZEN} if health.frozen(state.new_at, state.per_hour, now) else found


def _of_feed(feed: ParsedFeed, answered: Answered) -> frozenset[Flag]:
    told = {
        Flag.NO_ENTRIES: not feed.entries,
        Flag.TRUNCATED: feed.truncated,
        Flag.MALFORMED: feed.malformed and not feed.truncated,
        Flag.CAPPED: feed.capped,
        Flag.OVERFLOW: answered.overflow,
        Flag.REKEYED: answered.rekeyed,
    }
    return frozenset(flag for flag, is_so in told.items() if is_so) | health.date_flags(answered.moments)


def _due(
    state: FeedState, source: Source, pace: Pace, now: datetime, *, retry_after: float | None, local: bool = False
) -> FeedState:
    configured = timedelta(minutes=source.interval_minutes) if source.interval_minutes else None
    due = schedule.next_poll(
        Case(
            source=source.id,
            now=now,
            retry_after=retry_after,
            configured=configured,
            hints=state.hints,
            per_hour=state.per_hour,
            failures=state.failures,
            live=pace.live,
            hot=pace.hot,
            local_outage=local,
        ),
        pace.bounds,
    )
    return replace(state, due_at=due.at, interval=due.interval, why=due.why)
