"""The life of an alert after it was sent: which headlines it shows, what is said when they change.

A link is not a development: an outlet may put another development under an old link. So an alert follows its report
through the versions that are still about it, and lets go of the report where it moved on.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from bot.core.model import Alert, AlertId, Decision, DevelopmentId, Reason, Report, derived_id

QUICK = timedelta(hours=2)
THREAD = timedelta(hours=48)

_ELSEWHERE = frozenset({Reason.NEW_DEVELOPMENT, Reason.DISPUTE, Reason.CORROBORATION, Reason.DUPLICATE})


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """A version of a report, and what became of it in the alert's topic."""

    report: Report
    decision: Decision | None


def shown(alert: Alert, versions: Sequence[Version]) -> tuple[Report, ...]:
    """The versions of its report that an alert has shown up to now, oldest first, from the first version on.

    `versions` are all of them, oldest first. A correction is not shown in place of what it corrects: it is said in a
    reply, and the alert is marked. A version that is news of its own ends the row; where the outlet changed its mind
    within two hours it is still shown, since then it takes the place of what was alerted.
    """
    row = [one.report for one in versions if one.report.version <= alert.version]
    for one in versions:
        if one.report.version <= alert.version:
            continue
        if _corrects(one.decision):
            break
        if _moved_on(one.decision, alert.development):
            if row and one.report.seen - row[-1].seen <= QUICK:
                row.append(one.report)
            break
        row.append(one.report)
    return tuple(row)


def _corrects(decision: Decision | None) -> bool:
    return decision is not None and decision.reason is Reason.CORRECTION


def _moved_on(decision: Decision | None, development: DevelopmentId) -> bool:
    """Whether a version was filed under another development that is told of."""
    return decision is not None and decision.reason in _ELSEWHERE and decision.development != development


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
