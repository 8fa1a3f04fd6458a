"""The news desk: which report an arrival is, and what becomes of it in every topic.

Read, decide, write: `known` is read from the store, `Desk.file` decides without any I/O and in a fixed order, and
`store_filed` writes what was decided inside the caller's transaction. The memory of each topic lives here; it is
rebuilt from the store at start, and after a transaction that failed.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.core.detect.decide import Detector
from bot.core.model import Decision, Report, ReportId, Topic, alert_for
from storage.store import Tables

MEMORY = timedelta(hours=96)


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """An entry of a feed as it came: the report it would be if it were new, and the names it goes by."""

    report: Report
    aliases: tuple[str, ...]
    seeding: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Filed:
    """What became of an arrival. No decisions: nothing changed since this report was last seen."""

    report: Report
    aliases: tuple[str, ...]
    decisions: tuple[Decision, ...]
    changed: bool = True


def known(tables: Tables, arrivals: Iterable[Arrival]) -> dict[str, Report]:
    """The newest version of each report that an arrival's names lead to, by name."""
    found: dict[str, Report] = {}
    for arrival in arrivals:
        for alias in arrival.aliases:
            if (report := tables.reports.known((alias,))) is not None:
                found[alias] = report
    return found


def store_filed(tables: Tables, filed: Filed, now: datetime) -> int:
    """Write one filed arrival: report, names, decisions, alerts and their deliveries. Returns the deliveries made."""
    tables.reports.add_aliases(filed.report.id, filed.aliases)
    if not filed.changed:
        return 0
    tables.reports.add(filed.report)
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

    def file(self, arrivals: Iterable[Arrival], known: Mapping[str, Report], now: datetime) -> list[Filed]:
        """Decide on each arrival in turn; later ones see what became of earlier ones."""
        names = dict(known)
        filed = []
        for arrival in arrivals:
            one = self._file(arrival, names, now)
            names.update(dict.fromkeys(one.aliases, one.report))
            filed.append(one)
        return filed

    def _file(self, arrival: Arrival, names: Mapping[str, Report], now: datetime) -> Filed:
        before = next((names[alias] for alias in arrival.aliases if alias in names), None)
        if before is not None and _same(before, arrival.report):
            return Filed(report=before, aliases=arrival.aliases, decisions=(), changed=False)
        report = arrival.report if before is None else _next_version(before, arrival.report)
        decisions = tuple(self._judge(report, now, seeding=arrival.seeding))
        return Filed(report=report, aliases=arrival.aliases, decisions=decisions)

    def _judge(self, report: Report, now: datetime, *, seeding: bool) -> Iterable[Decision]:
        for detector, memory in zip(self._detectors, self._memories, strict=True):
            decision = detector.decide(report, memory, now, seeding=seeding)
            detector.learn(memory, report, decision)
            yield decision


def _same(before: Report, after: Report) -> bool:
    return (before.headline, before.summary, before.published) == (after.headline, after.summary, after.published)


def _next_version(before: Report, after: Report) -> Report:
    return replace(after, id=ReportId(before.id), version=before.version + 1)
