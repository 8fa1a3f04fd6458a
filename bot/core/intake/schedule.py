"""When to ask a feed again. Pure: what is known goes in, a moment and the reason come out.

Order of precedence:
    1. Retry-After of the last answer, whatever its status (at most a day);
    2. an interval that the operator configured for the source;
    3. the server's hints (the longest of freshness, ttl and update period; then skipped hours and days), which only
       lengthen the interval. For a source of a live topic they count for at most half an hour;
    4. the adaptive interval, from the feed's own rhythm, shorter while its topic is hot.
A failing feed backs off, at most to an hour, and is asked for ever. All delays carry jitter, upwards only: never sooner
than was asked of us. Jitter is derived from source and time, so a test reads one exact number.
"""

import math
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from bot.core.model import SourceId, derived_id

RETRY_AFTER_CAP = timedelta(days=1)
LIVE_HINT_CAP = timedelta(minutes=30)
HINT_CAP = timedelta(days=1)
BACKOFF_CAP = timedelta(hours=1)
HOT_CAP = timedelta(minutes=10)

_FIRST_GUESS_PER_HOUR = 2.0
_MEMORY_HOURS = 6.0
_JITTER = 0.2


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    """Between which the adaptive interval moves."""

    floor: timedelta = timedelta(minutes=2)
    ceiling: timedelta = timedelta(minutes=60)


@dataclass(frozen=True, slots=True, kw_only=True)
class ServerHints:
    """What the server said of coming back, as stored from its last answer that said it. Kept over 304 and restarts."""

    fresh_seconds: float | None = None
    ttl_minutes: float | None = None
    update_minutes: float | None = None
    skip_hours: tuple[int, ...] = ()
    skip_days: tuple[int, ...] = ()

    @property
    def interval(self) -> timedelta:
        """The longest wait any hint asks for; zero where none does."""
        minutes = max(self.ttl_minutes or 0.0, self.update_minutes or 0.0, (self.fresh_seconds or 0.0) / 60)
        return timedelta(minutes=min(minutes, HINT_CAP / timedelta(minutes=1)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """All that bears on the next poll of one source, after an answer or a failure."""

    source: SourceId
    now: datetime
    retry_after: float | None = None
    configured: timedelta | None = None
    hints: ServerHints = ServerHints()
    per_hour: float | None = None
    failures: int = 0
    live: bool = True
    hot: bool = False
    local_outage: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """When, and why then: retry_after, configured, hint, adaptive, backoff or outage."""

    at: datetime
    why: str
    interval: timedelta


def next_poll(case: Case, bounds: Bounds = Bounds()) -> Due:
    """When the source is asked next."""
    if case.retry_after:
        return _due(case, min(timedelta(seconds=case.retry_after), RETRY_AFTER_CAP), "retry_after", jitter=0.05)
    interval, why = _regular(case, bounds)
    if case.local_outage:
        return _due(case, bounds.floor, "outage")
    if case.failures:
        return _backoff(case, interval)
    due = _due(case, interval, why)
    return due if case.configured else _skipping(case, due)


def _regular(case: Case, bounds: Bounds) -> tuple[timedelta, str]:
    if case.configured:
        return case.configured, "configured"
    own = adaptive(case.per_hour, bounds, hot=case.hot)
    hint = min(case.hints.interval, LIVE_HINT_CAP) if case.live else case.hints.interval
    return (hint, "hint") if hint > own else (own, "adaptive")


def adaptive(per_hour: float | None, bounds: Bounds, *, hot: bool) -> timedelta:
    """Half the usual time between two reports of the feed; a third of that, at most ten minutes, while hot.

    The ceiling holds with jitter added.
    """
    rate = _FIRST_GUESS_PER_HOUR if per_hour is None else per_hour
    hours = 0.5 / rate if rate > 1e-6 else math.inf
    interval = timedelta(hours=min(hours, 24.0))
    if hot:
        interval = min(interval / 3, HOT_CAP)
    return max(min(interval, bounds.ceiling / (1 + _JITTER)), bounds.floor)


def observed(per_hour: float | None, new: int, elapsed: timedelta, *, overflow: bool = False) -> float:
    """The feed's rate after a poll that brought `new` reports, `elapsed` after the one before.

    An exponential mean over six hours. After an overflow more came than we saw: the rate is doubled at least.
    """
    hours = max(elapsed / timedelta(hours=1), 1 / 60)
    before = _FIRST_GUESS_PER_HOUR if per_hour is None else per_hour
    keep = math.exp(-hours / _MEMORY_HOURS)
    rate = before * keep + (new / hours) * (1 - keep)
    return max(rate, 2 * before) if overflow else rate


def before_silence(per_hour: float, silence: timedelta) -> float:
    """The rate a feed had when its last report came, from the one that has faded since."""
    return per_hour * math.exp(min(silence / timedelta(hours=1) / _MEMORY_HOURS, 600.0))


def from_window(moments: list[datetime]) -> float | None:
    """A first rate from the dates in a feed's window, in reports an hour; None where they do not tell."""
    if len(moments) < 3:
        return None
    span = (max(moments) - min(moments)) / timedelta(hours=1)
    return (len(moments) - 1) / span if span > 0.1 else None


def jitter(source: SourceId, now: datetime) -> float:
    """A number from 0 to 1 that differs by source and by moment."""
    return int(derived_id("jitter", source, now.isoformat())[:8], 16) / 0x1_0000_0000


def _due(case: Case, interval: timedelta, why: str, jitter: float = _JITTER) -> Due:
    return Due(at=case.now + interval * (1 + jitter * _unit(case)), why=why, interval=interval)


def _unit(case: Case) -> float:
    return jitter(case.source, case.now)


def _backoff(case: Case, interval: timedelta) -> Due:
    """Full jitter between the regular interval and twice it for each failure in a row, capped."""
    top = max(interval, min(interval * 2 ** min(case.failures, 10), BACKOFF_CAP))
    at = case.now + interval + (top - interval) * (0.5 + 0.5 * _unit(case))
    return Due(at=at, why="backoff", interval=at - case.now)


def _skipping(case: Case, due: Due) -> Due:
    """Move a poll out of the hours and days a feed asks us to skip; for a live topic by half an hour at most."""
    if not _skipped(case.hints, due.at):
        return due
    at = due.at
    last = case.now + (LIVE_HINT_CAP if case.live else timedelta(days=8))
    while _skipped(case.hints, at) and at < last:
        at = (at + timedelta(hours=1)).replace(minute=0, second=0, microsecond=0)
    at = max(min(at, last), due.at)
    spread = min(timedelta(minutes=5), due.interval) * _unit(case)
    return replace(due, at=at + spread, why="hint")


def _skipped(hints: ServerHints, at: datetime) -> bool:
    utc = at.astimezone(UTC)
    return utc.hour in hints.skip_hours or utc.weekday() in hints.skip_days
