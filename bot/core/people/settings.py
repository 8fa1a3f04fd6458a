"""What a subscription's settings mean: whether an alert is wanted, now or later, and when a subscription rests.

For the ledger:

    wants(subscription, alert, now) -> Wants | Held | Declined    at fan-out, and again when an outlet is added
    rests_until(subscription, now, digest=...) -> datetime|None   before anything leaves; digest=True for digests
    next_waking(subscription, now) -> datetime                    the end of quiet hours or pause, `now` if awake

A subscription whose column `special` is 0 declines by level and filters only and is never held. `Held.until` is None
where the alert waits for outlets (`why` "outlets"): ask `wants` again for each report that joins the development, and
let the alert's expiry start from then. Otherwise the alert is due at `until`, in a digest. Importance changes nothing:
who asks for quiet gets quiet.

Times of the day are wall-clock times in the subscription's zone. A time that a change of clocks skips stands for the
moment of the change, one that comes twice for the first of the two.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from typing import Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from bot.core.model import Importance, ReportId, Subscription
from bot.core.people import filters
from bot.errors import FilterError

MOST_OUTLETS = 5
MORNING = time(8)

WhyHeld = Literal["quiet", "paused", "digest", "outlets"]
WhyDeclined = Literal["level", "filter", "outlets", "language", "muted"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """One report of a development, as far as settings look at it: its publisher family and its language."""

    family: str
    language: str
    report: ReportId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AlertSubject:
    """What settings are held against. `voices` are the development's reports so far, the lead first."""

    importance: Importance
    voices: tuple[Voice, ...]
    subject: filters.Subject = field(default_factory=lambda: filters.subject(""))


@dataclass(frozen=True, slots=True, kw_only=True)
class Wants:
    """It is to be sent now."""

    silent: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """It waits: until a moment, or (None) until more outlets report it."""

    until: datetime | None
    why: WhyHeld


@dataclass(frozen=True, slots=True, kw_only=True)
class Declined:
    """It is not for this subscription."""

    why: WhyDeclined


Verdict = Wants | Held | Declined


def wants(subscription: Subscription, alert: AlertSubject, now: datetime) -> Verdict:
    """What a subscription's settings say of an alert at a moment."""
    if alert.importance > subscription.level:
        return Declined(why="level")
    if not lets_through(subscription.filters, alert.subject):
        return Declined(why="filter")
    if not enough_outlets(subscription, alert.voices):
        return Held(until=None, why="outlets")
    until = rests_until(subscription, now)
    return Held(until=until, why=_why(subscription, now)) if until else Wants(silent=subscription.silent)


def lets_through(texts: tuple[str, ...], subject: filters.Subject) -> bool:
    """Whether one of some filters matches; no filters let everything through."""
    return not texts or any(filters.matches(node, subject) for node in map(_parsed, texts) if node)


def enough_outlets(subscription: Subscription, voices: tuple[Voice, ...]) -> bool:
    """Whether enough publishers that this subscription listens to report it."""
    return len({voice.family for voice in _admitted(subscription, voices)}) >= max(subscription.least_outlets, 1)


def admits(subscription: Subscription, voice: Voice) -> bool:
    """Whether a report counts for this subscription, by its outlet and its language."""
    heard = not subscription.outlets_in or voice.family in subscription.outlets_in
    read = not subscription.languages or _tongue(voice.language) in subscription.languages
    return heard and read and voice.family not in subscription.outlets_out


def lead_for(subscription: Subscription, voices: tuple[Voice, ...]) -> ReportId | None:
    """The report to show in place of the alert's own, where that one does not count for this subscription: the first

    that does. None where the alert's own does, or where none does.
    """
    if not voices or admits(subscription, voices[0]):
        return None
    return next((voice.report for voice in voices if admits(subscription, voice)), None)


def _admitted(subscription: Subscription, voices: tuple[Voice, ...]) -> list[Voice]:
    return [voice for voice in voices if admits(subscription, voice)]


def _why(subscription: Subscription, now: datetime) -> WhyHeld:
    if subscription.paused_until and subscription.paused_until > now:
        return "paused"
    return "quiet" if in_quiet(subscription, now) else "digest"


def _tongue(language: str) -> str:
    return language.lower().partition("-")[0]


@lru_cache(maxsize=4096)
def _parsed(text: str) -> filters.Node | None:
    """A filter that cannot be read matches nothing: whoever stores filters parses them first."""
    try:
        return filters.parse(text)
    except FilterError:
        return None


# Rest


def rests_until(subscription: Subscription, now: datetime, *, digest: bool = False) -> datetime | None:
    """Until when nothing is to be sent, None where something may be sent now.

    A digest and a notice (digest=True) keep to quiet hours and pauses, all else also to the times of digests.
    """
    waking = next_waking(subscription, now)
    if not digest and subscription.digest is not None:
        return next_waking(subscription, next_digest(subscription, now))
    return waking if waking > now else None


def next_waking(subscription: Subscription, now: datetime) -> datetime:
    """The first moment, `now` or later, that is neither paused nor in quiet hours."""
    moment = max(now, subscription.paused_until or now)
    while in_quiet(subscription, moment):  # again where a change of clocks lays two nights side by side
        moment = _end_of_quiet(subscription, moment)
    return moment


def in_quiet(subscription: Subscription, moment: datetime) -> bool:
    """Whether a moment lies in quiet hours: from the first of its bounds, up to but not including the second."""
    if subscription.quiet is None:
        return False
    return any(start <= moment < end for start, end in _nights(subscription, moment))


def next_digest(subscription: Subscription, now: datetime) -> datetime:
    """The first time of a digest after `now`."""
    if subscription.digest == "hourly":
        return _next_hour(subscription, now)
    assert subscription.digest is not None
    return next_time(subscription.digest, subscription.zone, now)


def next_time(clock: time, zone: str, now: datetime) -> datetime:
    """The first moment after `now` at which the clocks of a zone show a time."""
    today = now.astimezone(_zone(zone)).date()
    moments = (_at(today + timedelta(days=days), clock, zone) for days in (-1, 0, 1, 2))
    return next(moment for moment in moments if moment > now)


def tomorrow(subscription: Subscription, now: datetime) -> datetime:
    """Tomorrow morning, where the subscription's clock hangs: the end of its quiet hours, or eight."""
    waking = subscription.quiet[1] if subscription.quiet else MORNING
    today = now.astimezone(_zone(subscription.zone)).date()
    return _at(today + timedelta(days=1), waking, subscription.zone)


def _nights(subscription: Subscription, moment: datetime) -> list[tuple[datetime, datetime]]:
    """The quiet hours around a moment, those that began the day before among them."""
    assert subscription.quiet is not None
    start, end = subscription.quiet
    today = moment.astimezone(_zone(subscription.zone)).date()
    over = timedelta(days=1) if end < start else timedelta(0)
    days = [today + timedelta(days=shift) for shift in (-1, 0, 1)]
    return [(_at(day, start, subscription.zone), _at(day + over, end, subscription.zone)) for day in days]


def _end_of_quiet(subscription: Subscription, moment: datetime) -> datetime:
    return next(end for start, end in _nights(subscription, moment) if start <= moment < end)


def _next_hour(subscription: Subscription, now: datetime) -> datetime:
    """The next full hour on the zone's clocks; some zones are half an hour off."""
    local = now.astimezone(_zone(subscription.zone))
    past = timedelta(minutes=local.minute, seconds=local.second, microseconds=local.microsecond)
    return now - past + timedelta(hours=1)


def _at(day: date, clock: time, zone: str) -> datetime:
    """The moment a zone's clocks show a time on a day; for a time they skip, the moment they are put forward."""
    local = datetime.combine(day, clock, _zone(zone))
    moment = local.astimezone(UTC)
    if moment.astimezone(_zone(zone)).replace(tzinfo=None) == local.replace(tzinfo=None):
        return moment
    return _change(moment, zone)


def _change(about: datetime, zone: str) -> datetime:
    """The change of clocks nearest before a moment that lies shortly behind it, found by halving."""
    offset: Callable[[datetime], timedelta | None] = lambda at: at.astimezone(_zone(zone)).utcoffset()  # noqa: E731
    low, high = about - timedelta(hours=26), about
    after = offset(high)
    while high - low > timedelta(seconds=1):
        middle = low + (high - low) / 2
        low, high = (low, middle) if offset(middle) == after else (middle, high)
    return high.replace(microsecond=0)


@lru_cache(maxsize=1024)
def _zone(name: str) -> ZoneInfo:
    return ZoneInfo(name)


def known_zone(name: str) -> str | None:
    """The IANA name of a zone as typed, or None where there is no such zone."""
    tidy = "/".join("_".join(part.split()) for part in name.strip().split("/"))
    for candidate in (tidy, tidy.title(), tidy.upper()):
        try:
            return ZoneInfo(candidate).key
        except (ZoneInfoNotFoundError, ValueError, OSError):
            continue
    return None
