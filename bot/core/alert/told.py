"""What was told of late: the developments that were alerted, with their reports. One topic's.

A report that corrects or disputes an alert can be known as such only by what was alerted. Built again at start from
the store; what is older than two weeks is forgotten.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.core.model import Decision, DevelopmentId, Importance, Reason, Report, ReportId, StorylineId

KEPT = timedelta(days=14)
_TELLS = frozenset({Reason.NEW_DEVELOPMENT, Reason.DISPUTE})


@dataclass(slots=True, kw_only=True)
class Told:
    """A development that was alerted: the report that led the alert, and all its reports in their newest versions."""

    development: DevelopmentId
    storyline: StorylineId
    importance: Importance
    lead: Report
    at: datetime
    reports: dict[ReportId, Report] = field(default_factory=dict)


class ToldNews:
    """The alerted developments of one topic, oldest first."""

    def __init__(self) -> None:
        self._developments: dict[DevelopmentId, Told] = {}
        self._of_report: dict[ReportId, DevelopmentId] = {}

    def __len__(self) -> int:
        return len(self._developments)

    def add(self, told: Told, reports: Iterable[Report] = ()) -> None:
        """Remember a development with its reports."""
        self._developments[told.development] = told
        for report in (told.lead, *reports):
            self._file(told, report)

    def learn(self, report: Report, decision: Decision) -> None:
        """Remember what a decision tells, or adds to what was told."""
        self._forget(decision.at - KEPT)
        if decision.development is None:
            return
        told = self._developments.get(decision.development)
        if told is not None:
            self._file(told, report)
        elif decision.reason in _TELLS and decision.storyline is not None and decision.importance is not None:
            self.add(
                Told(
                    development=decision.development,
                    storyline=decision.storyline,
                    importance=decision.importance,
                    lead=report,
                    at=decision.at,
                )
            )

    def get(self, development: DevelopmentId) -> Told | None:
        """An alerted development, or None."""
        return self._developments.get(development)

    def of(self, report: ReportId) -> Told | None:
        """The alerted development that a report was filed under last, or None."""
        development = self._of_report.get(report)
        return None if development is None else self._developments.get(development)

    def of_family(self, family: str) -> Iterator[tuple[Told, Report]]:
        """A publisher's reports of alerted developments, the latest development first."""
        for told in reversed(self._developments.values()):
            for report in told.reports.values():
                if report.family == family:
                    yield told, report

    def _file(self, told: Told, report: Report) -> None:
        told.reports[report.id] = report
        self._of_report[report.id] = told.development

    def _forget(self, oldest: datetime) -> None:
        while self._developments:
            told = next(iter(self._developments.values()))
            if told.at >= oldest:
                return
            del self._developments[told.development]
            for report in told.reports:
                if self._of_report.get(report) == told.development:
                    del self._of_report[report]
