"""The life of an alert after it was sent: which headlines it shows, what is said when they change.

A link is not a development: an outlet may put another development under an old link. So an alert follows its report
through the versions that are still about it, and lets go of the report where it moved on.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from bot.core.model import SILENT_EDITS, Alert, AlertId, Decision, DevelopmentId, Reason, Report, derived_id

QUICK = timedelta(hours=2)
THREAD = timedelta(hours=48)

_ELSEWHERE = frozenset({Reason.NEW_DEVELOPMENT, Reason.DISPUTE, Reason.CORROBORATION, Reason.DUPLICATE})


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """A version of a report, and what became of it in the alert's topic."""

    report: Report
    decision: Decision | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """The versions of its report that an alert has shown, oldest first; and the one that took the headline back.

    `replaced_by` says something else than the development does, so that it cannot stand above the counts of others.
    """

    row: tuple[Report, ...]
    replaced_by: Report | None = None

    @property
    def lead(self) -> Report:
        """The version that is shown now."""
        return self.row[-1]


def shown(alert: Alert, versions: Sequence[Version], *, alone: bool) -> Shown:
    """What an alert shows of its report. `versions` are all of them, oldest first.

    `alone`: no other outlet reports the development. A correction is not shown in place of what it corrects: it is
    said in a reply, and the alert is marked. A version that is news of its own ends the row; within two hours it still
    takes the headline's place, since then the outlet changed its mind and not its subject. A version that was filed
    elsewhere stands above the alert's counts only where they count nobody else.
    """
    row = [one.report for one in versions if one.report.version <= alert.version]
    for one in versions[len(row) :]:
        if _corrects(one.decision):
            break
        if not _outside(one.decision, alert.development):
            row.append(one.report)
            continue
        told = one.decision is not None and one.decision.reason in _ELSEWHERE
        if told and one.report.seen - row[-1].seen > QUICK:
            break
        if not alone:
            return Shown(row=tuple(row), replaced_by=one.report)
        row.append(one.report)
        if told:
            break
    return Shown(row=tuple(row))


def _corrects(decision: Decision | None) -> bool:
    return decision is not None and decision.reason is Reason.CORRECTION


def _outside(decision: Decision | None, development: DevelopmentId) -> bool:
    """Whether a version was judged anew and is not of this development."""
    return decision is not None and decision.reason not in SILENT_EDITS and decision.development != development


def change_of(alert: Alert, report: Report, decision: Decision) -> Alert:
    """What is said to those who got an alert when its headline changed: a reply of its own, one for each version."""
    return Alert(
        id=AlertId(derived_id("change", alert.id, report.id, str(report.version))),
        topic=alert.topic,
        development=alert.development,
        storyline=alert.storyline,
        reason=Reason.EDIT,
        importance=alert.importance,
        report=report.id,
        version=report.version,
        created_at=decision.at,
    )
