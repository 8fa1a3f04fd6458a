"""The news desk: which report an arrival is, and what becomes of it in every topic.

Read, decide, write: `known` is read from the store, `Desk.file` decides without any I/O and in a fixed order, and
`store_filed` writes what was decided inside the caller's transaction. The memory of each topic lives here; it is
rebuilt from the store at start, and after a transaction that failed.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.core.alert import review
from bot.core.alert.told import KEPT, Told, ToldNews
from bot.core.detect.decide import Detector, Known
from bot.core.detect.roles import ActorTable
from bot.core.intake import edits
from bot.core.intake.edits import Change, Edit
from bot.core.intake.entry import Provenance
from bot.core.model import SILENT_EDITS, Decision, Reason, Report, Topic, alert_for
from bot.jobs.announce import Announcer
from bot.jobs.follow import follow, look
from storage.store import Tables

MEMORY = timedelta(hours=96)

_SILENT_EDITS = {Edit.REDATED: Reason.REDATED, Edit.COSMETIC: Reason.EDIT}


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """An entry of a feed as it came: the report it would be if it were new, and the names it goes by."""

    report: Report
    aliases: tuple[str, ...]
    seeding: bool = False
    provenance: Provenance | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Filed:
    """What became of an arrival. No decisions: nothing changed since this report was last seen.

    `edit` says how it differs from the version before.
    """

    report: Report
    aliases: tuple[str, ...]
    decisions: tuple[Decision, ...]
    changed: bool = True
    edit: Edit = Edit.NEW
    provenance: Provenance | None = None


def known(tables: Tables, arrivals: Iterable[Arrival]) -> dict[str, tuple[Report, ...]]:
    """All versions, oldest first, of each report that an arrival's names lead to, by name."""
    return tables.reports.by_alias(alias for arrival in arrivals for alias in arrival.aliases)


def store_filed(tables: Tables, filed: Filed, now: datetime, announcer: Announcer) -> int:
    """Write one filed arrival: report, names, decisions, alerts with their deliveries, and what follows for alerts that

    were sent before. Returns the deliveries made.
    """
    tables.reports.add_aliases(filed.report.id, filed.aliases)
    if not filed.changed:
        return 0
    decisions = tuple(_placed(tables, decision) for decision in filed.decisions)
    before = look(tables, filed.report, decisions, announcer)
    tables.reports.add(filed.report)
    if filed.provenance is not None:
        tables.provenance.add(filed.report.id, filed.report.version, filed.provenance)
    deliveries = 0
    for decision in decisions:
        tables.developments.record(decision)
        if (alert := alert_for(decision)) is not None:
            tables.developments.add_alert(alert)
            reports = tables.developments.reports(alert.development)
            about = announcer.about(alert, decision.act, filed.report, reports)
            deliveries += tables.outbox.fan_out(alert, now, about.subject)
    return deliveries + follow(tables, before, filed.report, filed.edit, decisions, announcer, now)


def _placed(tables: Tables, decision: Decision) -> Decision:
    """An edit that says nothing new belongs where the version before it was filed."""
    if decision.reason not in SILENT_EDITS or decision.development is not None:
        return decision
    decided = (one for one in tables.developments.decisions(decision.report) if one.topic == decision.topic)
    before = max((one for one in decided if one.version < decision.version), key=lambda one: one.version, default=None)
    if before is None or before.storyline is None:
        return decision
    return replace(decision, development=before.development, storyline=before.storyline, importance=before.importance)


class Desk:
    """Holds one detector for each enabled topic, what it remembers, and what was told of late."""

    def __init__(self, detectors: Sequence[Detector]) -> None:
        self._detectors = tuple(detectors)
        self._memories = [detector.memory() for detector in self._detectors]
        self._told = {detector.topic.id: ToldNews() for detector in self._detectors}
        self._actors = {detector.topic.id: ActorTable(detector.topic) for detector in self._detectors}
        self.announcer = Announcer(self.topics)

    @property
    def topics(self) -> tuple[Topic, ...]:
        """The topics that are decided, in order."""
        return tuple(detector.topic for detector in self._detectors)

    def restore(self, tables: Tables, now: datetime) -> None:
        """Forget everything and learn again what the store holds of the last days."""
        self._memories = [detector.memory() for detector in self._detectors]
        for detector, memory in zip(self._detectors, self._memories, strict=True):
            for judged in tables.developments.judged_since(detector.topic.id, now - MEMORY):
                detector.learn(memory, judged.report, judged.decision)
            self._told[detector.topic.id] = _told_since(tables, detector.topic, now - KEPT)

    def file(self, arrivals: Iterable[Arrival], known: Mapping[str, tuple[Report, ...]], now: datetime) -> list[Filed]:
        """Decide on each arrival in turn; later ones see what became of earlier ones."""
        names = dict(known)
        filed = []
        for arrival in arrivals:
            before = next((names[alias] for alias in arrival.aliases if alias in names), ())
            one = self._file(arrival, before, now)
            after = (*before, one.report) if one.changed else before
            names.update(dict.fromkeys(one.aliases, after))
            filed.append(one)
        return filed

    def _file(self, arrival: Arrival, before: tuple[Report, ...], now: datetime) -> Filed:
        """File one arrival; `before` holds the versions of the report it is, if it is a known one."""
        change = edits.against(before, arrival.report)
        if change.edit is Edit.UNCHANGED:
            return Filed(report=before[-1], aliases=arrival.aliases, decisions=(), changed=False)
        report = _next_version(before, arrival.report)
        if change.edit in _SILENT_EDITS:
            decisions = tuple(self._silent(report, before, change, now))
        else:
            decisions = tuple(self._judge(report, before, now, seeding=arrival.seeding))
        return Filed(
            report=report,
            aliases=arrival.aliases,
            decisions=decisions,
            edit=change.edit,
            provenance=arrival.provenance,
        )

    def withdraw(self, versions: Sequence[Report], words: str, now: datetime) -> Filed | None:
        """File a further version of an alerted report, which says nothing but that its page is gone, in its server's

        `words`. None where no alert tells of it.
        """
        report = replace(versions[-1], version=versions[-1].version + 1, seen=now)
        decisions = []
        for detector, memory in zip(self._detectors, self._memories, strict=True):
            topic, told = detector.topic.id, self._told[detector.topic.id]
            if (decision := review.gone(report, versions[-1], topic, told, words, now)) is not None:
                decisions.append(self._learned(detector, memory, report, decision))
        return Filed(report=report, aliases=(), decisions=tuple(decisions), edit=Edit.COSMETIC) if decisions else None

    def _silent(self, report: Report, before: tuple[Report, ...], change: Change, now: datetime) -> Iterable[Decision]:
        """The decision on an edit that says nothing new, in every topic, unless it is a correction that says little.

        Which development it belongs to is looked up when it is stored.
        """
        for detector, memory in zip(self._detectors, self._memories, strict=True):
            told = self._told[detector.topic.id]
            if (corrected := review.correction(report, before, detector.topic.id, told, now)) is not None:
                yield self._learned(detector, memory, report, corrected)
                continue
            yield Decision(
                report=report.id,
                version=report.version,
                topic=detector.topic.id,
                reason=_SILENT_EDITS[change.edit],
                at=now,
                explanation={"edit": change.edit.value},
            )

    def _judge(self, report: Report, before: tuple[Report, ...], now: datetime, *, seeding: bool) -> Iterable[Decision]:
        for detector, memory in zip(self._detectors, self._memories, strict=True):
            topic, told = detector.topic.id, self._told[detector.topic.id]
            decision = None if seeding else review.correction(report, before, topic, told, now)
            if decision is None:
                decision = detector.decide(report, memory, now, seeding=seeding)
                if not seeding:
                    decision = review.correcting(report, decision, told)
                    decision = review.disputing(report, decision, told, self._actors[topic])
            yield self._learned(detector, memory, report, decision)

    def _learned(self, detector: Detector, memory: Known, report: Report, decision: Decision) -> Decision:
        detector.learn(memory, report, decision)
        self._told[detector.topic.id].learn(report, decision)
        return decision


def _told_since(tables: Tables, topic: Topic, since: datetime) -> ToldNews:
    """What the store holds of alerts since a moment."""
    news = ToldNews()
    for alert, lead, reports in tables.developments.told_since(topic.id, since):
        told = Told(
            development=alert.development,
            storyline=alert.storyline,
            importance=alert.importance,
            lead=lead,
            at=alert.created_at,
        )
        news.add(told, reports)
    return news


def _next_version(before: tuple[Report, ...], after: Report) -> Report:
    return replace(after, id=before[-1].id, version=before[-1].version + 1) if before else after
