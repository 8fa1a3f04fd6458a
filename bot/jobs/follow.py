"""What follows for alerts that were sent when something is filed: edits, replies. Nothing is ever deleted.

`look` before the writing, `follow` after it, in one transaction: an alert whose content has changed in between is
edited (the ledger paces and ends that), and where the headline it shows was changed materially, a reply says so.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from bot.core.alert import life
from bot.core.alert.content import AlertContent
from bot.core.alert.life import Shown
from bot.core.intake.edits import Edit
from bot.core.model import Alert, Decision, Reason, Report
from bot.jobs.announce import Announcer
from storage.store import Tables


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """An alert as it was before the writing: its content, and the versions of its report that it shows."""

    alert: Alert
    content: AlertContent
    shown: Shown


def look(tables: Tables, report: Report, decisions: Iterable[Decision], announcer: Announcer) -> tuple[Seen, ...]:
    """The alerts that these decisions on a report may change, as they are."""
    found = {alert.id: alert for decision in decisions for alert in _touched(tables, report, decision)}
    return tuple(
        _seen(tables, alert, report.seen, announcer) for alert in found.values() if announcer.knows(alert.topic)
    )


def follow(
    tables: Tables, before: Iterable[Seen], report: Report, edit: Edit, decisions: Iterable[Decision],
    announcer: Announcer, now: datetime,
) -> int:  # fmt: skip
    """Write the edits and replies that are due. Returns how many deliveries were made."""
    by_topic = {decision.topic: decision for decision in decisions}
    made = 0
    for was in before:
        alert = tables.developments.alert(was.alert.id) or was.alert
        is_now = _seen(tables, alert, report.seen, announcer)
        tables.outbox.ask_again(alert, now)
        if is_now.content != was.content:
            made += tables.outbox.edit(alert, now)
        if edit is Edit.MATERIAL and _changed(was.shown, is_now.shown, report):
            change = life.change_of(alert, report, by_topic[alert.topic])
            tables.developments.add_alert(change)
            made += tables.outbox.update(change, now)
    return made


def _touched(tables: Tables, report: Report, decision: Decision) -> Iterable[Alert]:
    developments = tables.developments
    if decision.development is not None:
        yield from developments.alerts_of(decision.development)
    if decision.disputes is not None:
        yield from developments.alerts_of(decision.disputes)
    if report.version > 1 and decision.reason is not Reason.CORRECTION:
        yield from (alert for alert in developments.alerts_led_by(report.id) if alert.topic == decision.topic)


def _changed(was: Shown, is_now: Shown, report: Report) -> bool:
    """Whether a version of an alert's report has another headline, be it shown in the alert now or not."""
    if is_now.replaced_by is not None and was.replaced_by is None:
        return is_now.replaced_by == report and report.headline != was.lead.headline
    return is_now.lead.headline != was.lead.headline


def _seen(tables: Tables, alert: Alert, now: datetime, announcer: Announcer) -> Seen:
    content = announcer.alert(tables, alert, now)
    return Seen(alert=alert, content=content, shown=announcer.shown(tables, alert))
