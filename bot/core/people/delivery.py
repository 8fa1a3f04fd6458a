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
from enum import StrEnum
from typing import assert_never

from bot.core.model import AlertId, ChatId, Importance, StorylineId, TopicId
from bot.core.people.outcome import Flooded, Gone, Moved, Outcome, Refused, Sent, Unknown, Unparsable, Unreachable
from bot.core.people.settings import Declined, Held, Verdict, Wants

MOST_COPIES = 2


class State(StrEnum):
    """Where a delivery stands. The last five are ends: nothing moves a delivery out of them."""

    HELD = "held"
    PENDING = "pending"
    CLAIMED = "claimed"
    SENDING = "sending"
    IN_DOUBT = "in_doubt"

    SENT = "sent"
    DIGESTED = "digested"
    SUPERSEDED = "superseded"
    EXPIRED = "expired"
    DROPPED = "dropped"

    @property
    def ended(self) -> bool:
        """Whether this is where a delivery ends."""
        return self in ENDS


_PATIENCE_FOR_OUTLETS = timedelta(hours=24)
ENDS = frozenset({State.SENT, State.DIGESTED, State.SUPERSEDED, State.EXPIRED, State.DROPPED})


class Kind(StrEnum):
    """What is delivered: an alert, a reply that says what changed, a correction, an edit of the alert, a digest."""

    ALERT = "alert"
    UPDATE = "update"
    CORRECTION = "correction"
    EDIT = "edit"
    DIGEST = "digest"


class Why(StrEnum):
    """Reasons stored with a state. Those of Telegram's own words are stored as `reason: words`."""

    QUIET = "quiet"  # held: the subscription's quiet hours
    PAUSED = "paused"  # held: the subscription pauses
    DIGEST = "digest"  # held: the subscription wants digests only
    LATE = "late"  # held: too old to be pushed, goes into the next digest
    OUTLETS = "outlets"  # held: waits for more outlets; expired: they never came
    OVERTAKEN = "overtaken"  # superseded: a newer alert of the storyline was waiting behind it
    NO_ORIGINAL = "no_original"  # superseded: what it corrects or edits never went out, or went out corrected
    TOO_LATE = "too_late"  # expired
    UNSUBSCRIBED = "unsubscribed"  # dropped
    DECLINED = "declined"  # dropped: the subscription's settings leave it out, stored as `declined: why`
    QUARANTINED = "quarantined"  # dropped: Telegram could not read this alert in three chats
    IN_DOUBT = "in_doubt"  # dropped: may have arrived, and was not to be repeated
    CHAT_GONE = "chat_gone"  # dropped
    REFUSED = "refused"  # dropped
    UNPARSABLE = "unparsable"  # dropped: not even as plain text
    UNTOPICAL = "topic_gone"  # dropped: the topic is configured no more


_FOR_A_DIGEST = frozenset({Why.LATE, Why.QUIET, Why.PAUSED, Why.DIGEST})


@dataclass(frozen=True, slots=True, kw_only=True)
class Lifetimes:
    """How long a delivery of each kind may wait before it is too old to be pushed."""

    important: timedelta = timedelta(minutes=45)
    other: timedelta = timedelta(hours=6)
    digest: timedelta = timedelta(hours=24)

    def of(self, kind: Kind, importance: Importance) -> timedelta:
        """The lifetime of a delivery."""
        if kind in (Kind.DIGEST, Kind.EDIT):
            return self.digest
        return self.important if importance == 1 and kind is Kind.ALERT else self.other


def priority(kind: Kind, importance: Importance) -> int:
    """The rank in the queue, lowest first; 2 is kept free for answers to people, which have their own way out."""
    match kind:
        case Kind.CORRECTION:
            return 0
        case Kind.ALERT:
            return 1 if importance == 1 else 3
        case Kind.UPDATE:
            return 3
        case Kind.EDIT:
            return 4
        case Kind.DIGEST:
            return 5
        case _:
            assert_never(kind)


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """One row of the ledger. `alert` is the digest's own id where the kind is digest.

    `seq` is the place in the ledger, `round` numbers the edits of one message, `due` is when it may move next (a held
    row, an edit that is being coalesced), `composed` is the state of knowledge that the last attempt put into words,
    `digest` names the digest that a digested row went into.
    """

    seq: int
    alert: AlertId
    chat: ChatId
    thread: int
    topic: TopicId
    kind: Kind
    round: int = 0
    importance: Importance
    storyline: StorylineId
    state: State
    reason: str | None = None
    attempts: int = 0
    copies: int = 0
    plain: bool = False
    created: datetime
    changed: datetime
    due: datetime
    expires: datetime
    composed: datetime | None = None
    message: int | None = None
    digest: str | None = None

    @property
    def repeat(self) -> bool:
        """Whether an earlier copy may have arrived, so that the next one must say so."""
        return self.copies > 0 and self.kind is not Kind.EDIT

    @property
    def awaits_digest(self) -> bool:
        """Whether it is to be told in a digest."""
        return self.state is State.HELD and self.reason in _FOR_A_DIGEST and self.kind is not Kind.DIGEST


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What the ledger and the settings say about a delivery at the moment it could go out.

    `original` is the delivery that a correction, an update or an edit refers to (the digest, where that told of it).
    `verdict` is what the subscription's settings say of it now.
    """

    subscribed: bool = True
    configured: bool = True
    quarantined: bool = False
    overtaken: bool = False
    verdict: Verdict = field(default_factory=Wants)
    original: "Delivery | None" = None


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
    if delivery.expires <= now:
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
    if delivery.kind in (Kind.EDIT, Kind.DIGEST):
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
