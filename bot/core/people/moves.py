"""A delivery's life: one pure function, `move`, decides every step; storage only writes down what it says.

    held ──────> pending ──> claimed ──> sending ──> sent
      │             │  ^        │          │  │
      │             │  └────────┴──────────┘  └──> in_doubt ──> claimed (once more, marked) | dropped
      └─> digested  ├──> held (quiet hours, too late)      └──> pending (an edit is simply tried again)
                    └──> superseded | expired | dropped

`sending` is committed before the request leaves, so whatever is `claimed` after a crash was surely not sent and
whatever is `sending` may have been. `copies` counts the requests that may have reached the chat: it never exceeds two,
and the second is marked as a repeat. docs/delivery.md draws it in full.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import assert_never

from bot.core.model import ReportId
from bot.core.people.delivery import Delivery, Kind, State, Why
from bot.core.people.outcome import Flooded, Gone, Moved, Outcome, Refused, Sent, Unknown, Unparsable, Unreachable
from bot.core.people.settings import Declined, Held, Verdict, Wants

MOST_COPIES = 2
_PATIENCE_FOR_OUTLETS = timedelta(hours=24)


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What the ledger and the settings say about a delivery at the moment it could go out.

    `original` is the delivery that a correction, an update or an edit refers to (the digest, where that told of it).
    `verdict` is what the subscription's settings say of it now; `lead` and `least` are what they make of an alert.
    """

    subscribed: bool = True
    configured: bool = True
    quarantined: bool = False
    overtaken: bool = False
    verdict: Verdict = field(default_factory=Wants)
    original: "Delivery | None" = None
    lead: ReportId | None = None
    least: int = 1


@dataclass(frozen=True, slots=True)
class Review:
    """The delivery could go out now: may it still?"""

    facts: Facts


@dataclass(frozen=True, slots=True)
class Claim:
    """It is taken out of the queue."""


@dataclass(frozen=True, slots=True)
class Begin:
    """The request is about to leave. What it says was read from the store at `composed`."""

    composed: datetime


@dataclass(frozen=True, slots=True)
class Settle:
    """The attempt ended."""

    outcome: Outcome


@dataclass(frozen=True, slots=True)
class Recover:
    """Whoever had it is no more."""


@dataclass(frozen=True, slots=True)
class Fold:
    """A digest takes it in."""

    digest: str


Event = Review | Claim | Begin | Settle | Recover | Fold


class IllegalMove(Exception):  # noqa: N818
    """A bug: the event cannot happen to a delivery in this state."""


FROM: Mapping[type, frozenset[State]] = {
    Review: frozenset({State.HELD, State.PENDING, State.IN_DOUBT}),
    Claim: frozenset({State.PENDING, State.IN_DOUBT}),
    Begin: frozenset({State.CLAIMED}),
    Settle: frozenset({State.SENDING}),
    Recover: frozenset({State.CLAIMED, State.SENDING}),
    Fold: frozenset({State.HELD}),
}


def move(delivery: Delivery, event: Event, now: datetime) -> Delivery:  # noqa: PLR0911 - one return for each event
    """The delivery after an event. Raises IllegalMove where the event does not fit its state."""
    if delivery.state not in FROM[type(event)]:
        raise IllegalMove(f"{type(event).__name__} of delivery {delivery.seq}, which is {delivery.state}")
    match event:
        case Review(facts):
            return _reviewed(delivery, facts, now)
        case Claim():
            return _to(delivery, State.CLAIMED, now)
        case Begin(composed):
            attempts, copies = delivery.attempts + 1, delivery.copies + 1
            return replace(_to(delivery, State.SENDING, now), attempts=attempts, copies=copies, composed=composed)
        case Settle(outcome):
            return _settled(delivery, outcome, now)
        case Recover():
            if delivery.state is State.CLAIMED:
                return _to(delivery, State.PENDING if delivery.copies == 0 else State.IN_DOUBT, now)
            return _doubtful(delivery, now)
        case Fold(digest):
            return replace(_to(delivery, State.DIGESTED, now, delivery.reason), digest=digest)
        case _:
            assert_never(event)


def _to(delivery: Delivery, state: State, now: datetime, reason: str | None = None) -> Delivery:
    return replace(delivery, state=state, reason=reason, changed=now)


def _reviewed(delivery: Delivery, facts: Facts, now: datetime) -> Delivery:
    """First what nothing can mend, then age, then what the reader asked for."""
    if delivery.state is State.HELD and delivery.due > now:
        return delivery
    if delivery.kind is Kind.ALERT and delivery.copies == 0:
        delivery = replace(delivery, lead=facts.lead, least=facts.least)
    if ended := _pointless(delivery, facts, now):
        return ended
    if delivery.state is State.IN_DOUBT:
        return _resolved(delivery, now)
    if delivery.awaits_digest:
        return delivery
    if delivery.state is State.HELD and delivery.reason == Why.OUTLETS:
        delivery = replace(delivery, expires=now + (delivery.expires - delivery.created))
    return _aged(delivery, facts, now)


def _aged(delivery: Delivery, facts: Facts, now: datetime) -> Delivery:
    if delivery.expires <= now and not _unwanted(facts.verdict):
        return _too_late(delivery, now)
    if facts.overtaken and delivery.kind is Kind.ALERT and delivery.copies == 0:
        return _to(delivery, State.SUPERSEDED, now, Why.OVERTAKEN)
    return _wanted(delivery, facts.verdict, now)


def _wanted(delivery: Delivery, verdict: Verdict, now: datetime) -> Delivery:
    """What the settings make of it. What is on its way to being repeated is no new delivery to them."""
    match verdict:
        case Declined(why=why):
            return _to(delivery, State.DROPPED, now, f"{Why.DECLINED}: {why}")
        case Held(until=None):
            until = delivery.created + _PATIENCE_FOR_OUTLETS
            if until <= now:
                return _to(delivery, State.EXPIRED, now, Why.OUTLETS)
            return replace(_to(delivery, State.HELD, now, Why.OUTLETS), due=until)
        case Held(until=until, why=why) if until > now:
            return replace(_to(delivery, State.HELD, now, Why(why)), due=until)
        case Held() | Wants():
            return delivery if delivery.state is State.PENDING else _to(delivery, State.PENDING, now)
        case _:
            assert_never(verdict)


def _unwanted(verdict: Verdict) -> bool:
    """Whether settings leave it out, or let it wait for outlets: then no digest is to tell it for being late."""
    return isinstance(verdict, Declined) or (isinstance(verdict, Held) and verdict.until is None)


def _pointless(delivery: Delivery, facts: Facts, now: datetime) -> Delivery | None:
    if not facts.subscribed:
        return _to(delivery, State.DROPPED, now, Why.UNSUBSCRIBED)
    if not facts.configured:
        return _to(delivery, State.DROPPED, now, Why.UNTOPICAL)
    if facts.quarantined and not delivery.plain:
        return _to(delivery, State.DROPPED, now, Why.QUARANTINED)
    if delivery.kind in (Kind.CORRECTION, Kind.UPDATE, Kind.EDIT) and delivery.copies == 0:
        return None if _has_original(delivery, facts) else _to(delivery, State.SUPERSEDED, now, Why.NO_ORIGINAL)
    return None


def _has_original(delivery: Delivery, facts: Facts) -> bool:
    """Whether a message stands in the chat that does not yet say what this delivery says.

    An alert is composed when it is sent: one that went out after the correction was known shows it already.
    """
    original = facts.original
    if original is None or original.copies == 0 or original.composed is None or original.composed > delivery.created:
        return False
    return original.state is State.SENT or delivery.kind is Kind.CORRECTION


def _too_late(delivery: Delivery, now: datetime) -> Delivery:
    if delivery.kind is Kind.EDIT or not delivery.kind.news:
        return _to(delivery, State.EXPIRED, now, Why.TOO_LATE)
    return replace(_to(delivery, State.HELD, now, Why.LATE), due=now)


def _resolved(delivery: Delivery, now: datetime) -> Delivery:
    """In doubt: repeat once while fresh, else leave it and say so. An edit may be tried as often as it takes."""
    if delivery.kind is Kind.EDIT:
        return _to(delivery, State.EXPIRED, now, Why.TOO_LATE) if delivery.expires <= now else delivery
    fresh = delivery.expires > now and delivery.copies < MOST_COPIES and delivery.kind is not Kind.DIGEST
    return delivery if fresh else _to(delivery, State.DROPPED, now, Why.IN_DOUBT)


def _settled(delivery: Delivery, outcome: Outcome, now: datetime) -> Delivery:  # noqa: PLR0911 - one for each outcome
    match outcome:
        case Sent(message=message):
            return replace(_to(delivery, State.SENT, now, delivery.reason), message=message)
        case Unknown():
            return _doubtful(delivery, now)
        case Unreachable() | Flooded() | Moved():
            return _back(delivery, now)
        case Gone(detail=detail):
            return _refused(delivery, now, f"{Why.CHAT_GONE}: {detail}")
        case Refused(detail=detail):
            return _refused(delivery, now, f"{Why.REFUSED}: {detail}")
        case Unparsable(detail=detail):
            if delivery.plain:
                return _refused(delivery, now, f"{Why.UNPARSABLE}: {detail}")
            return replace(_back(delivery, now), plain=True)
        case _:
            assert_never(outcome)


def _back(delivery: Delivery, now: datetime) -> Delivery:
    """This attempt surely did not arrive; an earlier one may have, and then the doubt remains."""
    copies = delivery.copies - 1
    back = _to(delivery, State.PENDING if copies == 0 else State.IN_DOUBT, now)
    return replace(back, copies=copies)


def _doubtful(delivery: Delivery, now: datetime) -> Delivery:
    if delivery.kind is Kind.EDIT:
        return replace(_to(delivery, State.PENDING, now), copies=0)
    return _to(delivery, State.IN_DOUBT, now)


def _refused(delivery: Delivery, now: datetime, reason: str) -> Delivery:
    return replace(_to(delivery, State.DROPPED, now, reason), copies=delivery.copies - 1)
