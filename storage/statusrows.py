"""What the tables of the status take and give, and how their rows are written."""

import json
from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Any

from bot.core.alert.deadlines import Deadline
from bot.core.alert.figures import Figure
from bot.core.alert.positions import Statement
from bot.core.alert.signals import Evidence
from bot.core.alert.states import Field, State
from bot.core.alert.status import Change, Pin, TopicState
from bot.core.alert.statusjson import evidence_of
from bot.core.model import DevelopmentId, Report, ReportId, TopicId
from storage.engine import Row
from storage.times import from_ms


@dataclass(frozen=True, slots=True, kw_only=True)
class Pending:
    """A report that was decided on and not taken up yet. `tells` is false where it can say nothing new.

    `before` is the version before, `corrects` the report that this one withdraws, be it itself or another one of the
    publisher.
    """

    report: Report
    at: datetime
    development: DevelopmentId | None
    tells: bool
    before: Report | None = None
    corrects: ReportId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Earlier:
    """What was read out of a report up to a version is not shown any more: it was withdrawn or corrected."""

    report: ReportId
    version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """What was read out of one report."""

    pending: Pending
    evidence: Evidence
    statements: tuple[Statement, ...] = ()
    deadlines: tuple[Deadline, ...] = ()
    figures: tuple[Figure, ...] = ()
    takes_back: Earlier | None = None
    words: tuple[str, str, str] = ("", "", "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Fold:
    """A topic as folded: under which rules, how far (ms of the last decision), how often written, and the state."""

    topic: TopicId
    rules: str
    generation: int = 0
    cursor: int = 0
    state: TopicState = field(default_factory=TopicState)


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """What a batch of reports comes to: the fold after it, the changes on the way, and what each report holds."""

    after: Fold
    changes: tuple[Change, ...]
    taken: tuple[Taken, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Past:
    """Where a field stood at a moment, by the record of changes: moved by rule, disputed since, pinned by an operator.

    What was said again and disputed no more leaves no record, so `disputed` is what was disputed since the last move.
    """

    state: State = State.UNKNOWN
    phase: int | None = None
    disputed: tuple[Evidence, ...] = ()
    pin: Pin | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StatedDeadline:
    """A deadline with the report that names it."""

    deadline: Deadline
    evidence: Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class StatedFigure:
    """A figure with the report that states it."""

    figure: Figure
    evidence: Evidence


def dump(value: Any) -> str:  # noqa: ANN401 (JSON)
    """JSON, the same bytes for the same value."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True)


def statement_text(one: Statement) -> str:
    """A statement as it is stored."""
    return dump(asdict(one) | {"at": one.at.isoformat(), "contradicts": None})


def statement_of(value: dict[str, Any]) -> Statement:
    """The statement that was stored."""
    at = datetime.fromisoformat(value["at"])
    return Statement(**value | {"at": at, "report": ReportId(value["report"]), "objects": tuple(value["objects"])})


def deadline_of(row: Row) -> StatedDeadline:
    """The deadline a row of `deadlines` holds."""
    deadline = Deadline(
        due=from_ms(row["due"]), phrase=row["phrase"], day=bool(row["day"]), in_description=bool(row["in_description"])
    )
    return StatedDeadline(deadline=deadline, evidence=evidence_of(json.loads(row["evidence"])))


def figure_of(row: Row) -> StatedFigure:
    """The figure a row of `figures` holds."""
    figure = Figure(kind=row["kind"], phrase=row["phrase"], in_description=bool(row["in_description"]))
    return StatedFigure(figure=figure, evidence=evidence_of(json.loads(row["evidence"])))


def change_of(row: Row) -> Change:
    """The change a row of `status_changes` holds."""
    return Change(
        field=Field(row["field"]),
        event=row["event"],
        before=State(row["before_state"]),
        after=State(row["after_state"]),
        phase=row["phase"],
        at=from_ms(row["at"]),
        evidence=tuple(evidence_of(one) for one in json.loads(row["evidence"])),
    )


def pin_of(row: Row) -> Pin:
    """The pin that a row of `status_changes` records."""
    return Pin(
        field=Field(row["field"]),
        state=State(row["after_state"]),
        phase=row["phase"],
        who=str(json.loads(row["evidence"])[0]["who"]),
        at=from_ms(row["at"]),
    )
