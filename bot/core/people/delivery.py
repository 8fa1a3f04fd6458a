"""What a delivery is: one row of the ledger, where it stands, and why. What moves it is in `moves.py`."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import assert_never

from bot.core.model import AlertId, ChatId, Importance, ReportId, StorylineId, TopicId


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


ENDS = frozenset({State.SENT, State.DIGESTED, State.SUPERSEDED, State.EXPIRED, State.DROPPED})


class Kind(StrEnum):
    """What is delivered: an alert, a reply that says what changed, a correction, an edit of the alert, a digest, a

    notice about the feeds of a topic, an operator's announcement, a daily brief.
    """

    ALERT = "alert"
    UPDATE = "update"
    CORRECTION = "correction"
    EDIT = "edit"
    DIGEST = "digest"
    NOTICE = "notice"
    ANNOUNCEMENT = "announcement"
    BRIEF = "brief"

    @property
    def news(self) -> bool:
        """Whether it tells of a development, so that a digest may tell it instead."""
        return self in _NEWS


_NEWS = frozenset({Kind.ALERT, Kind.UPDATE, Kind.CORRECTION, Kind.EDIT})


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
    brief: timedelta = timedelta(hours=3)

    def of(self, kind: Kind, importance: Importance) -> timedelta:
        """The lifetime of a delivery."""
        if kind in (Kind.DIGEST, Kind.EDIT, Kind.ANNOUNCEMENT):
            return self.digest
        if kind is Kind.BRIEF:
            return self.brief
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
        case Kind.EDIT | Kind.NOTICE | Kind.BRIEF:
            return 4
        case Kind.DIGEST | Kind.ANNOUNCEMENT:
            return 5
        case _:
            assert_never(kind)


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """One row of the ledger. `alert` is the own id of a digest, notice, announcement or brief where it is one.

    `seq` is the place in the ledger, `round` numbers the edits of one message, `due` is when it may move next (a held
    row, an edit that is being coalesced), `composed` is the state of knowledge that the last attempt put into words,
    `digest` names the digest that a digested row went into. `lead` is the report that the chat is shown where it is not
    the alert's own, `least` how many outlets the chat waits for: both as settings had it when it went out.
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
    lead: ReportId | None = None
    least: int = 1

    @property
    def repeat(self) -> bool:
        """Whether an earlier copy may have arrived, so that the next one must say so."""
        return self.copies > 0 and self.kind is not Kind.EDIT

    @property
    def awaits_digest(self) -> bool:
        """Whether it is to be told in a digest. Digests tell of news only; whatever else waits for its own turn."""
        return self.state is State.HELD and self.reason in _FOR_A_DIGEST and self.kind.news
