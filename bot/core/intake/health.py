"""What polls say of a feed's health: moved, gone, overflowed, frozen, misdated; and when a whole topic is blind.

Pure: every function takes what is known and returns what it means. Nothing here ever ends a feed, except that 410
three times over a day retires it, with a notice.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from urllib.parse import urlsplit

from bot.core.intake import schedule

SIGHTINGS = 3
OVER = timedelta(hours=24)
BLIND_AFTER = timedelta(minutes=30)

# What a feed looks like while our own line is down: nobody answered at all.
_NO_ANSWER = frozenset({"dns", "connect", "timeout"})
_SECOND_LEVEL = frozenset({"ac", "co", "com", "edu", "gov", "net", "org"})


class Flag(StrEnum):
    """What is odd about a feed that is served. Shown in feed health."""

    OVERFLOW = "overflow"
    FROZEN = "frozen"
    NO_ENTRIES = "no_entries"
    TRUNCATED = "truncated"
    MALFORMED = "malformed"
    CAPPED = "capped"
    SAME_TIME_DATES = "same_time_dates"
    NO_DATES = "no_dates"
    REKEYED = "rekeyed"

    @property
    def sentence(self) -> str:
        """The flag in words."""
        return _SENTENCES[self]


_SENTENCES = {
    Flag.OVERFLOW: "may have missed reports: nothing of the poll before was left in the feed",
    Flag.FROZEN: "answers, but has brought nothing new for far longer than usual",
    Flag.NO_ENTRIES: "a feed without entries",
    Flag.TRUNCATED: "the end of the answer was missing; what came was read",
    Flag.MALFORMED: "not well-formed XML; read leniently",
    Flag.CAPPED: "more entries than are read",
    Flag.SAME_TIME_DATES: "all reports carry one time of day: dates are not trusted",
    Flag.NO_DATES: "reports carry no date that can be used",
    Flag.REKEYED: "most entries came under new names at once: filed, not alerted",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Sightings:
    """How often in a row something was seen, and since when."""

    what: str = ""
    count: int = 0
    first: datetime | None = None

    def again(self, what: str, now: datetime) -> "Sightings":
        """One more sighting; another thing starts afresh."""
        if what != self.what or self.first is None:
            return Sightings(what=what, count=1, first=now)
        return Sightings(what=what, count=self.count + 1, first=self.first)

    def sure(self, now: datetime) -> bool:
        """Seen often enough over long enough to act on."""
        return self.count >= SIGHTINGS and self.first is not None and now - self.first >= OVER


class Move(StrEnum):
    """What to do about a permanent redirect."""

    WAIT = "wait"
    ADOPT = "adopt"
    ASK = "ask"  # another domain: only with the operator's consent


def move(seen: Sightings, url: str, now: datetime, *, consent: bool) -> Move:
    """Whether the address a feed permanently redirects to becomes its address."""
    if not seen.sure(now):
        return Move.WAIT
    return Move.ADOPT if consent or site(seen.what) == site(url) else Move.ASK


def site(url: str) -> str:
    """The domain somebody registered: the last two labels of the host, three under the likes of co.uk."""
    host = (urlsplit(url).hostname or "").rstrip(".").lower()
    if ":" in host or host.replace(".", "").isdigit():
        return host
    labels = host.split(".")
    deep = len(labels) > 2 and len(labels[-1]) == 2 and labels[-2] in _SECOND_LEVEL
    return ".".join(labels[-3:] if deep else labels[-2:])


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One feed as a witness of our own line: when its host last answered anything, and whether it is silent now."""

    host: str
    answered_at: datetime | None
    silent: bool


def no_answer(reason: str) -> bool:
    """Whether a failure means that nobody answered, be it their fault or ours."""
    return reason in _NO_ANSWER


def local_outage(host: str, failing_since: datetime, lines: Sequence[Line]) -> bool:
    """Whether a host is silent because our own line is down: at least one other is too, and nobody else has
    answered since this one fell silent.
    """
    others = [line for line in lines if line.host != host]
    answered = any(line.answered_at is not None and line.answered_at >= failing_since for line in others)
    return not answered and any(line.silent for line in others)


def overflowed(*, seeded: bool, had_entries: bool, known: Sequence[bool]) -> bool:
    """Whether the window moved on further than its length: no entry of this poll was known before it."""
    return seeded and had_entries and bool(known) and not any(known)


def frozen(new_at: datetime | None, per_hour: float | None, now: datetime) -> bool:
    """Whether a feed that answers has been silent ten times longer than its rhythm, and half a day at least.

    The rhythm is that of the time before the silence: `per_hour` fades while nothing comes.
    """
    if new_at is None or per_hour is None:
        return False
    usual = max(schedule.before_silence(per_hour, now - new_at), 0.04)
    return now - new_at > max(timedelta(hours=12), timedelta(hours=10 / usual))


def date_flags(moments: Sequence[datetime | None]) -> frozenset[Flag]:
    """What is odd about the dates of a feed's entries."""
    dated = [moment for moment in moments if moment is not None]
    if len(moments) >= 3 and not dated:
        return frozenset({Flag.NO_DATES})
    days = {moment.date() for moment in dated}
    times = {moment.time() for moment in dated}
    return frozenset({Flag.SAME_TIME_DATES}) if len(dated) >= 4 and len(days) >= 2 and len(times) == 1 else frozenset()


def first_chance(published: datetime | None, failing_since: datetime | None, seen: datetime) -> datetime:
    """The first poll that could have seen a report: latency counts from here, so that our failures are in it.

    A feed that failed before it brought the report could have brought it at the first failed poll after publication.
    """
    if failing_since is None or published is None:
        return seen
    return min(seen, max(published, failing_since))


@dataclass(frozen=True, slots=True, kw_only=True)
class Blindness:
    """Since when more than half of a topic's sources are blind, and whether its subscribers were told."""

    since: datetime | None = None
    told: bool = False


class Notice(StrEnum):
    """What the subscribers of a topic are told of its sources, once each."""

    BLIND = "blind"
    SEES_AGAIN = "sees_again"

    @property
    def sentence(self) -> str:
        """The notice in words."""
        return _NOTICES[self]


_NOTICES = {
    Notice.BLIND: "more than half of the sources have not been readable for 30 minutes; reports may be missed",
    Notice.SEES_AGAIN: "at least half of the sources can be read again",
}


def watch(before: Blindness, blind: int, sources: int, now: datetime) -> tuple[Blindness, Notice | None]:
    """The next state of a topic's sight, and the notice due now, if any."""
    if sources == 0 or blind * 2 <= sources:
        return Blindness(), Notice.SEES_AGAIN if before.told else None
    since = before.since or now
    if before.told or now - since < BLIND_AFTER:
        return Blindness(since=since, told=before.told), None
    return Blindness(since=since, told=True), Notice.BLIND
