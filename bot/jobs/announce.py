"""From a stored alert to everything its message shows: gathers what composing needs, decides nothing."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from bot.core.alert import life
from bot.core.alert.compose import compose, compose_change, compose_correction
from bot.core.alert.content import AlertContent, AlertInput, Correction, Dispute, HeadlineVersion, ReplyContent
from bot.core.alert.life import Shown, Version
from bot.core.detect.roles import ActorTable
from bot.core.model import Alert, Decision, Json, Reason, Report, ReportId, Topic, TopicId
from bot.core.people.settings import AlertSubject
from bot.core.people.subjects import Subjects
from storage.developments import Judged
from storage.store import Tables


class Announcer:
    """Composes alerts of any of the topics it was given."""

    def __init__(self, topics: Iterable[Topic]) -> None:
        self._topics = {topic.id: topic for topic in topics}
        self._actors = {topic.id: ActorTable(topic) for topic in self._topics.values()}
        self._subjects = {topic.id: Subjects(topic) for topic in self._topics.values()}

    def knows(self, topic: TopicId) -> bool:
        """Whether the topic is configured."""
        return topic in self._topics

    def about(self, alert: Alert, act: str | None, lead: Report, reports: Sequence[Report]) -> AlertSubject:
        """What filters and settings are held against."""
        return self._subjects[alert.topic].alert(alert.importance, act, lead, reports)

    def content(
        self, tables: Tables, alert: Alert, now: datetime, lead: ReportId | None = None
    ) -> AlertContent | ReplyContent:
        """What the message of an alert shows at `now`: of a change or a correction, the reply that tells of it.

        `lead` is the report of the development to show in place of the alert's own.
        """
        if alert.reason is Reason.EDIT:
            return self._change(tables, alert)
        if alert.reason is Reason.CORRECTION:
            return self._correction(tables, alert)
        return self.alert(tables, alert, now, lead)

    def alert(self, tables: Tables, alert: Alert, now: datetime, lead: ReportId | None = None) -> AlertContent:
        """What an alert that is no reply shows at `now`."""
        return compose(self.input(tables, alert, now, lead), self._actors[alert.topic])

    def input(self, tables: Tables, alert: Alert, now: datetime, instead: ReportId | None = None) -> AlertInput:
        """The alert's development as storage knows it. `instead` is the report to lead with."""
        development = tables.developments.get(alert.development)
        reports = tables.developments.reports(alert.development)
        other = next((one for one in reports if one.id == instead), None)
        shown = self.shown(tables, alert) if other is None else _shown(tables, other)
        lead = shown.lead
        return AlertInput(
            topic=self._topics[alert.topic],
            act=development.act if development else None,
            importance=alert.importance,
            reason=alert.reason,
            lead=lead,
            reports=tuple(lead if report.id == lead.id else report for report in reports),
            lead_headline_versions=_headlines(shown.row),
            replaced=shown.replaced_by is not None,
            disputes=self._disputes(tables, alert),
            corrections=tuple(_said(one) for one in tables.developments.corrections(alert.development)),
            now=now,
        )

    def shown(self, tables: Tables, alert: Alert) -> Shown:
        """The versions of its report that the alert shows and has shown."""
        decided = {one.version: one for one in tables.developments.decisions(alert.report) if one.topic == alert.topic}
        versions = tables.reports.versions(alert.report)
        others = {one.family for one in tables.developments.reports(alert.development)} - {versions[0].family}
        rows = [Version(report=report, decision=decided.get(report.version)) for report in versions]
        return life.shown(alert, rows, alone=not others)

    def _disputes(self, tables: Tables, alert: Alert) -> tuple[Dispute, ...]:
        """The other sides: what this alert disputes, then whatever disputes it."""
        found = [("disputed_by", other) for other in tables.developments.disputing(alert.development)]
        own = _decision(tables, alert)
        before = tables.developments.alerts_of(own.disputes)[:1] if own and own.disputes else ()
        return (
            *(Dispute(relation="disputes", report=self.shown(tables, other).lead) for other in before),
            *(Dispute(relation="disputed_by", report=self.shown(tables, other).lead) for _, other in found),
        )

    def _change(self, tables: Tables, alert: Alert) -> ReplyContent:
        report, before = _version(tables, alert.report, alert.version)
        old = next((one.headline for one in reversed(before) if one.headline != report.headline), report.headline)
        return compose_change(report, old, report.seen, self._actors[alert.topic])

    def _correction(self, tables: Tables, alert: Alert) -> ReplyContent:
        report, _ = _version(tables, alert.report, alert.version)
        decision = _decision(tables, alert)
        assert decision is not None
        told = _told(decision)
        original, _ = _version(tables, ReportId(str(told["of"])), int(str(told["version"])))
        renamed = told["where"] == "summary" and report.headline != original.headline
        said = _said(Judged(report=report, decision=decision))
        return compose_correction(
            said, original.headline, report.link, new_headline=report.headline if renamed else None
        )


def _shown(tables: Tables, report: Report) -> Shown:
    """A report that an alert shows in place of its own: the versions up to the one filed under the development."""
    versions = tables.reports.versions(report.id)
    return Shown(row=tuple(one for one in versions if one.version <= report.version))


def _decision(tables: Tables, alert: Alert) -> Decision | None:
    """The decision that made an alert."""
    return next(
        (
            one
            for one in tables.developments.decisions(alert.report)
            if one.topic == alert.topic and one.version == alert.version
        ),
        None,
    )


def _version(tables: Tables, report: ReportId, version: int) -> tuple[Report, tuple[Report, ...]]:
    """A version of a report, and the versions before it."""
    versions = tables.reports.versions(report)
    before = tuple(one for one in versions if one.version < version)
    return next(one for one in versions if one.version == version), before


def _told(decision: Decision) -> dict[str, Json]:
    told = decision.explanation["correction"]
    assert isinstance(told, dict)
    return told


def _said(one: Judged) -> Correction:
    told = _told(one.decision)
    return Correction(
        outlet=one.report.outlet,
        text=str(told["text"]),
        at=one.report.seen,
        withdrawn=bool(told["withdrawn"]),
    )


def _headlines(row: Sequence[Report]) -> tuple[HeadlineVersion, ...]:
    """The headlines of some versions, oldest first, each once in a row."""
    found: list[HeadlineVersion] = []
    for report in row:
        if not found or found[-1].headline != report.headline:
            found.append(HeadlineVersion(headline=report.headline, seen=report.seen))
    return tuple(found)
