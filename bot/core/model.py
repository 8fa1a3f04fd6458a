"""The words of the house, as types. Everything else in the program is about these.

topic        a watched negotiation, described by configuration
source       one feed of one outlet
report       one outlet's item, normalised
decision     what became of a report, and why
development  what one or more reports report; its id is derived from the first of them
storyline    a chain of developments that answer each other
alert        what we say of a development
subscription (chat, message thread, topic)
delivery     one alert for one subscription

All values are frozen; every datetime is aware and in UTC; every id is derived from content, never drawn at random,
so that a replay, or a run repeated after a crash, names the same things by the same names.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, time
from enum import StrEnum
from hashlib import blake2b
from typing import Literal, NewType

TopicId = NewType("TopicId", str)
SourceId = NewType("SourceId", str)
ReportId = NewType("ReportId", str)
DevelopmentId = NewType("DevelopmentId", str)
StorylineId = NewType("StorylineId", str)
AlertId = NewType("AlertId", str)
ChatId = NewType("ChatId", int)

Importance = Literal[1, 2, 3]
Json = str | int | float | bool | None | list["Json"] | dict[str, "Json"]


def derived_id(kind: str, *parts: str) -> str:
    """A stable id of 16 hex digits (64 bits) from a kind and the parts that identify the thing.

    The version byte lets the recipe change without colliding with ids already stored.
    """
    digest = blake2b(digest_size=8)
    digest.update(b"1")
    for part in (kind, *parts):
        encoded = part.encode()
        digest.update(len(encoded).to_bytes(4, "big"))
        digest.update(encoded)
    return digest.hexdigest()


class Reason(StrEnum):
    """What became of a report. Three reasons speak, the others are silent; all are stored."""

    NEW_DEVELOPMENT = "new_development"
    DISPUTE = "dispute"
    CORRECTION = "correction"

    CORROBORATION = "corroboration"
    DUPLICATE = "duplicate"
    BACKGROUND = "background"
    STALE = "stale"
    SEED = "seed"
    OFF_TOPIC = "off_topic"
    EDIT = "edit"
    REDATED = "redated"
    REISSUE = "reissue"
    ANNIVERSARY = "anniversary"

    @property
    def speaks(self) -> bool:
        """Whether a report decided so makes an alert."""
        return self in _SPEAKING

    @property
    def sentence(self) -> str:
        """The reason in words, as /why and `trucewire explain` print it."""
        return _SENTENCES[self]


SILENT_EDITS = frozenset({Reason.EDIT, Reason.REDATED})  # a known report again, without a new fact

_SPEAKING = frozenset({Reason.NEW_DEVELOPMENT, Reason.DISPUTE, Reason.CORRECTION})

_SENTENCES = {
    Reason.NEW_DEVELOPMENT: "first report of a development not alerted before",
    Reason.DISPUTE: "another claimant says the opposite on the same matter",
    Reason.CORRECTION: "the outlet corrected or withdrew a report that was alerted",
    Reason.CORROBORATION: "a further outlet reports a development already alerted",
    Reason.DUPLICATE: "the same outlet or the same wire copy again",
    Reason.BACKGROUND: "on the subject, but no new development",
    Reason.STALE: "published too long ago to be new",
    Reason.SEED: "already in the feed when it was first polled",
    Reason.OFF_TOPIC: "not about this topic",
    Reason.EDIT: "a known report, changed without a new fact",
    Reason.REDATED: "a known report with a new date",
    Reason.REISSUE: "a known report under a new link",
    Reason.ANNIVERSARY: "looks back on something long known",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """A party, mediator, government or other speaker that the topic file names."""

    id: str
    names: tuple[str, ...]
    role: str  # "party", "mediator", or any further word the topic file uses; printed as it stands


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """A watched negotiation. Nothing about any one of them sits in code."""

    id: TopicId
    name: str
    terms: tuple[str, ...]
    places: tuple[str, ...]
    actors: tuple[Actor, ...]
    enabled: bool = True
    freshness_hours: float = 36.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One feed of one outlet. `family` is the publisher: two feeds of one family count as one outlet."""

    id: SourceId
    outlet: str
    url: str
    language: str
    family: str
    interval_minutes: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """One outlet's item: plain text, nothing added, nothing reworded.

    `published` is the outlet's own time (None where it gives none we can read), `seen` is ours. `version` counts the
    headlines an outlet gave the same item, from 1. `wire` is the agency credited in the item, if any.
    """

    id: ReportId
    source: SourceId
    outlet: str
    family: str
    language: str
    headline: str
    summary: str
    link: str | None
    published: datetime | None
    seen: datetime
    version: int = 1
    wire: str | None = None

    @property
    def time(self) -> datetime:
        """The outlet's time where known, else ours."""
        return self.published or self.seen

    def told(self, known: datetime) -> datetime:
        """The time to show beside the outlet: its own where it gave one, else ours; never later than `known`."""
        return min(self.time, known)


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What became of one version of a report in one topic.

    `explanation` is JSON-ready and holds all that led here: gate terms, class score with its top features, frame,
    candidate developments with why each was refused or taken, importance with its reason.
    """

    report: ReportId
    version: int
    topic: TopicId
    reason: Reason
    at: datetime
    development: DevelopmentId | None = None
    storyline: StorylineId | None = None
    importance: Importance | None = None
    act: str | None = None
    disputes: DevelopmentId | None = None
    explanation: Mapping[str, Json] = field(default_factory=dict)

    @property
    def speaks(self) -> bool:
        """Whether an alert goes out because of this report (at some level of importance)."""
        return self.reason.speaks


@dataclass(frozen=True, slots=True, kw_only=True)
class SubscriptionKey:
    """Who hears of what: a chat, a message thread in it (0 where there is none), a topic."""

    chat: ChatId
    thread: int
    topic: TopicId


@dataclass(frozen=True, slots=True, kw_only=True)
class Subscription:
    """One subscription with its settings. `level` is the least importance that is sent: 1, 2 or 3.

    `outlets_in` and `outlets_out` hold publisher families, `languages` those of headlines; empty means all.
    `least_outlets` is how many of them must report a development before it is said. `digest` is "hourly", a time of
    the day, or None for alerts as they come. `quiet` is (from, to), never equal. Times of the day are in `zone`, an
    IANA name. bot/core/people/settings.py says what each of them does.
    """

    key: SubscriptionKey
    level: Importance = 2
    filters: tuple[str, ...] = ()
    active: bool = True
    since: datetime
    outlets_in: frozenset[str] = frozenset()
    outlets_out: frozenset[str] = frozenset()
    languages: frozenset[str] = frozenset()
    least_outlets: int = 1
    digest: time | Literal["hourly"] | None = None
    silent: bool = False
    quiet: tuple[time, time] | None = None
    zone: str = "UTC"
    paused_until: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Development:
    """What one or more reports report, as stored."""

    id: DevelopmentId
    topic: TopicId
    storyline: StorylineId
    act: str | None
    importance: Importance | None
    first_report: ReportId
    first_at: datetime
    changed_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Alert:
    """What we say of a development, because of one version of one report. Its text is composed when it is sent."""

    id: AlertId
    topic: TopicId
    development: DevelopmentId
    storyline: StorylineId
    reason: Reason
    importance: Importance
    report: ReportId
    version: int
    created_at: datetime


def alert_for(decision: Decision) -> Alert | None:
    """The alert that a decision calls for, or None where its reason is silent.

    A development has one alert of each reason, and one for each correction: should it speak again at a higher
    importance, it is the same alert, and the ledger adds only the subscriptions that did not get it.
    """
    if not decision.speaks:
        return None
    assert decision.development is not None
    assert decision.storyline is not None
    assert decision.importance is not None
    particular = (decision.report, str(decision.version)) if decision.reason is Reason.CORRECTION else ("",)
    return Alert(
        id=AlertId(derived_id("alert", decision.development, decision.reason, *particular)),
        topic=decision.topic,
        development=decision.development,
        storyline=decision.storyline,
        reason=decision.reason,
        importance=decision.importance,
        report=decision.report,
        version=decision.version,
        created_at=decision.at,
    )
