"""The news desk: which report an arrival is, and what becomes of it in every topic.

Read, decide, write: `known` is read from the store, `Desk.file` decides without any I/O and in a fixed order, and
`store_filed` writes what was decided inside the caller's transaction. The memory of each topic lives here; it is
rebuilt from the store at start, and after a transaction that failed.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.core.detect.decide import Detector
from bot.core.intake import edits
from bot.core.intake.edits import Change, Edit
from bot.core.intake.entry import Provenance
from bot.core.model import Decision, Reason, Report, Topic, alert_for
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
    """What became of an arrival. No decisions: nothing changed since this report was last seen."""

    report: Report
    aliases: tuple[str, ...]
    decisions: tuple[Decision, ...]
    changed: bool = True
    provenance: Provenance | None = None


def known(tables: Tables, arrivals: Iterable[Arrival]) -> dict[str, tuple[Report, ...]]:
    """All versions, oldest first, of each report that an arrival's names lead to, by name."""
    return tables.reports.by_alias(alias for arrival in arrivals for alias in arrival.aliases)


def store_filed(tables: Tables, filed: Filed, now: datetime) -> int:
    """Write one filed arrival: report, names, decisions, alerts and their deliveries. Returns the deliveries made."""
    tables.reports.add_aliases(filed.report.id, filed.aliases)
    if not filed.changed:
        return 0
    tables.reports.add(filed.report)
    if filed.provenance is not None:
        tables.provenance.add(filed.report.id, filed.report.version, filed.provenance)
    deliveries = 0
    for decision in filed.decisions:
        tables.developments.record(decision)
        if (alert := alert_for(decision)) is not None:
            tables.developments.add_alert(alert)
            deliveries += tables.outbox.fan_out(alert, now)
    return deliveries


class Desk:
    """Holds one detector and one memory for each enabled topic."""

    def __init__(self, detectors: Sequence[Detector]) -> None:
        self._detectors = tuple(detectors)
        self._memories = [detector.memory() for detector in self._detectors]

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
            decisions = tuple(self._silent(report, change, now))
        else:
            decisions = tuple(self._judge(report, now, seeding=arrival.seeding))
        return Filed(report=report, aliases=arrival.aliases, decisions=decisions, provenance=arrival.provenance)

    def _silent(self, report: Report, change: Change, now: datetime) -> Iterable[Decision]:
        """The decision on an edit that says nothing new, in every topic."""
        for detector in self._detectors:
            yield Decision(
                report=report.id,
                version=report.version,
                topic=detector.topic.id,
                reason=_SILENT_EDITS[change.edit],
                at=now,
                explanation={"edit": change.edit.value},
            )

    def _judge(self, report: Report, now: datetime, *, seeding: bool) -> Iterable[Decision]:
        for detector, memory in zip(self._detectors, self._memories, strict=True):
            decision = detector.decide(report, memory, now, seeding=seeding)
            detector.learn(memory, report, decision)
            yield decision


def _next_version(before: tuple[Report, ...], after: Report) -> Report:
    return replace(after, id=before[-1].id, version=before[-1].version + 1) if before else after
