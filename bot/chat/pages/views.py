"""What the status pages show, as plain values: the same for a chat, a terminal and the web page."""

from dataclasses import dataclass
from datetime import datetime

from bot.chat.pages.lines import Line
from bot.core.alert.positions import Statement
from bot.core.alert.signals import Evidence
from bot.core.alert.states import Field, State
from bot.core.alert.status import Change, Pin, Reported, Standing
from bot.core.model import DevelopmentId, Topic
from storage.statusrows import StatedDeadline, StatedFigure


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldView:
    """One field as shown: what stands, who disputes it, what is reported beside it, and a pin if there is one."""

    name: Field
    standing: Standing
    disputed: tuple[Evidence, ...]
    reported: tuple[Reported, ...]
    pin: Pin | None = None

    @property
    def shown(self) -> State:
        """The state shown: the pinned one where there is a pin."""
        return self.pin.state if self.pin else self.standing.state

    @property
    def phase(self) -> int | None:
        """The phase of the state shown."""
        return self.pin.phase if self.pin else self.standing.phase


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorView:
    """An actor of the topic file with its newest statements, newest first."""

    id: str
    name: str
    role: str
    statements: tuple[Statement, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Changed:
    """A development of the last day, as a line. `outlets` counts the same copy once, as alerts do."""

    development: DevelopmentId
    at: datetime
    act: str | None
    importance: int | None
    outlets: int
    evidence: Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceView:
    """One feed: when it last answered, and why it is blind if it is. `missed`: reports may have been missed."""

    outlet: str
    succeeded: datetime | None
    blind: str | None
    missed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusView:
    """All that is known of a topic at a moment. `behind`: reports that are stored and not taken up yet."""

    topic: Topic
    now: datetime
    fields: tuple[FieldView, ...]
    changed: tuple[Changed, ...]
    last_day: int
    actors: tuple[ActorView, ...]
    deadlines: tuple[StatedDeadline, ...]
    figures: tuple[StatedFigure, ...]
    newest_report: datetime | None
    last_success: datetime | None
    sources: tuple[SourceView, ...]

    def field(self, name: Field) -> FieldView:
        """One of the two fields."""
        return next(one for one in self.fields if one.name is name)

    @property
    def blind(self) -> tuple[SourceView, ...]:
        """The feeds that tell us nothing now."""
        return tuple(one for one in self.sources if one.blind)


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineView:
    """A stretch of time: changes of the fields, what parties and mediators said, gaps in what we saw."""

    topic: Topic
    since: datetime
    until: datetime
    changes: tuple[Change, ...]
    truce_before: State
    talks_before: State
    statements: tuple[Statement, ...]
    lines: tuple[tuple[datetime, Line], ...]
    gaps: tuple[tuple[datetime, datetime, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class BriefView:
    """A day: what the status is now, where the fields stood at its end, what changed on it, its developments and how

    many there were.
    """

    status: StatusView
    since: datetime
    until: datetime
    fields: tuple[FieldView, ...]
    changes: tuple[Change, ...]
    developments: tuple[Changed, ...]
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedsStatus:
    """How the feeds do. `failing` pairs an outlet with what is wrong."""

    asked: int
    answering: int
    last_success: datetime | None
    failing: tuple[tuple[str, str], ...]
