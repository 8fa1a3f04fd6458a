"""Decisions, the developments they add up to, and the alerts that say them."""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import cast

from bot.core.model import (
    SILENT_EDITS,
    Alert,
    AlertId,
    Decision,
    Development,
    DevelopmentId,
    Importance,
    Reason,
    Report,
    ReportId,
    StorylineId,
    TopicId,
)
from storage.engine import Connection, Row
from storage.reports import report_of
from storage.times import from_ms, to_ms

_WORTH_SAYING = """EXISTS (SELECT 1 FROM decisions x WHERE x.development = d.id
    AND x.reason IN ('new_development', 'dispute', 'seed') AND x.importance IS NOT NULL)"""
_TELLING = "reason IN ('new_development', 'dispute')"


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """A report together with what became of it."""

    report: Report
    decision: Decision


def _importance(value: int | None) -> Importance | None:
    return cast("Importance | None", value)


def _decision_of(row: Row) -> Decision:
    return Decision(
        report=ReportId(row["report"]),
        version=row["version"],
        topic=TopicId(row["topic"]),
        reason=Reason(row["reason"]),
        at=from_ms(row["at"]),
        development=row["development"],
        storyline=row["storyline"],
        importance=_importance(row["importance"]),
        act=row["act"],
        disputes=row["disputes"],
        explanation=json.loads(row["explanation"]),
    )


def development_of(row: Row) -> Development:
    """The development a row of `developments` holds."""
    return Development(
        id=DevelopmentId(row["id"]),
        topic=TopicId(row["topic"]),
        storyline=StorylineId(row["storyline"]),
        act=row["act"],
        importance=_importance(row["importance"]),
        first_report=ReportId(row["first_report"]),
        first_at=from_ms(row["first_at"]),
        changed_at=from_ms(row["changed_at"]),
    )


def alert_of(row: Row) -> Alert:
    """The alert a row of `alerts` holds."""
    return Alert(
        id=AlertId(row["id"]),
        topic=TopicId(row["topic"]),
        development=DevelopmentId(row["development"]),
        storyline=StorylineId(row["storyline"]),
        reason=Reason(row["reason"]),
        importance=cast("Importance", row["importance"]),
        report=ReportId(row["report"]),
        version=row["version"],
        created_at=from_ms(row["created_at"]),
    )


class DevelopmentTable:
    """Reads and writes decisions, developments and alerts on one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def record(self, decision: Decision) -> None:
        """Store a decision, and what it says of its development: made if new, else its act, importance and time.

        An edit that says nothing new leaves its development as it is.
        """
        if decision.development is not None and decision.reason not in SILENT_EDITS:
            self._connection.execute(
                """INSERT INTO developments (id, topic, storyline, act, importance, first_report, first_at, changed_at)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT (id) DO UPDATE SET changed_at = excluded.changed_at,
                    act = coalesce(act, excluded.act),
                    importance = min(coalesce(importance, 3), coalesce(excluded.importance, 3))""",
                (
                    decision.development,
                    decision.topic,
                    decision.storyline,
                    decision.act,
                    decision.importance,
                    decision.report,
                    to_ms(decision.at),
                    to_ms(decision.at),
                ),
            )
        self._connection.execute(
            """INSERT OR IGNORE INTO decisions
            (report, version, topic, reason, at, development, storyline, importance, act, disputes, explanation)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
            (
                decision.report,
                decision.version,
                decision.topic,
                decision.reason,
                to_ms(decision.at),
                decision.development,
                decision.storyline,
                decision.importance,
                decision.act,
                decision.disputes,
                json.dumps(decision.explanation, ensure_ascii=False, sort_keys=True),
            ),
        )

    def add_alert(self, alert: Alert) -> None:
        """Store an alert; said again at a higher importance, it takes that importance."""
        self._connection.execute(
            """INSERT INTO alerts
            (id, topic, development, storyline, reason, importance, report, version, created_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (id) DO UPDATE SET importance = min(importance, excluded.importance)""",
            (
                alert.id,
                alert.topic,
                alert.development,
                alert.storyline,
                alert.reason,
                alert.importance,
                alert.report,
                alert.version,
                to_ms(alert.created_at),
            ),
        )

    def get(self, development: DevelopmentId) -> Development | None:
        """One development, or None."""
        row = self._connection.execute("SELECT * FROM developments WHERE id = ?", (development,)).fetchone()
        return None if row is None else development_of(row)

    def alert(self, alert: AlertId) -> Alert | None:
        """One alert, or None."""
        row = self._connection.execute("SELECT * FROM alerts WHERE id = ?", (alert,)).fetchone()
        return None if row is None else alert_of(row)

    def alerts_of(self, development: DevelopmentId) -> tuple[Alert, ...]:
        """The alerts that told of a development, oldest first; replies to them are not among them."""
        rows = self._connection.execute(
            f"SELECT * FROM alerts WHERE development = ? AND {_TELLING} ORDER BY created_at, id",  # noqa: S608
            (development,),
        )
        return tuple(alert_of(row) for row in rows)

    def newest_alert(self, topic: TopicId) -> Alert | None:
        """The alert of a topic that was made last; replies to one are not meant."""
        row = self._connection.execute(
            f"SELECT * FROM alerts WHERE topic = ? AND {_TELLING} ORDER BY created_at DESC, id LIMIT 1",  # noqa: S608
            (topic,),
        ).fetchone()
        return None if row is None else alert_of(row)

    def alerts_led_by(self, report: ReportId) -> tuple[Alert, ...]:
        """The alerts that show a report, in one of its versions, oldest first."""
        rows = self._connection.execute(
            f"SELECT * FROM alerts WHERE report = ? AND {_TELLING} ORDER BY created_at, id",  # noqa: S608
            (report,),
        )
        return tuple(alert_of(row) for row in rows)

    def disputing(self, development: DevelopmentId) -> tuple[Alert, ...]:
        """The alerts that dispute a development, oldest first."""
        rows = self._connection.execute(
            """SELECT DISTINCT a.* FROM decisions d JOIN alerts a ON a.development = d.development
            AND a.reason = 'dispute' WHERE d.disputes = ? ORDER BY a.created_at, a.id""",
            (development,),
        )
        return tuple(alert_of(row) for row in rows)

    def corrections(self, development: DevelopmentId) -> tuple[Judged, ...]:
        """The reports that correct or withdraw one of a development, oldest first."""
        rows = self._connection.execute(
            "SELECT * FROM decisions WHERE development = ? AND reason = 'correction' ORDER BY at, rowid", (development,)
        ).fetchall()
        return tuple(Judged(report=self._version(row), decision=_decision_of(row)) for row in rows)

    def told_since(self, topic: TopicId, since: datetime) -> tuple[tuple[Alert, Report, tuple[Report, ...]], ...]:
        """The alerts of a topic since a moment, each with its report as alerted and all its development's reports."""
        rows = self._connection.execute(
            f"SELECT * FROM alerts WHERE topic = ? AND created_at >= ? AND {_TELLING} ORDER BY created_at, id",  # noqa: S608
            (topic, to_ms(since)),
        ).fetchall()
        return tuple((alert_of(row), self._version(row), self.reports(row["development"])) for row in rows)

    def latest(self, topic: TopicId, limit: int) -> tuple[Development, ...]:
        """The developments that began last, newest first: those that would have been alerted at some level."""
        rows = self._connection.execute(
            f"SELECT * FROM developments d WHERE topic = ? AND {_WORTH_SAYING} ORDER BY first_at DESC, id LIMIT ?",  # noqa: S608
            (topic, limit),
        )
        return tuple(development_of(row) for row in rows)

    def count_since(self, topic: TopicId, since: datetime) -> int:
        """How many developments worth saying began since a moment."""
        row = self._connection.execute(
            f"SELECT count(*) AS n FROM developments d WHERE topic = ? AND first_at >= ? AND {_WORTH_SAYING}",  # noqa: S608
            (topic, to_ms(since)),
        ).fetchone()
        return int(row["n"])

    def reports(self, development: DevelopmentId) -> tuple[Report, ...]:
        """The reports of a development, each in the newest version filed under it, in order of arrival.

        Those of one poll are in the order they were taken, so that the first is the one that made the development.
        """
        rows = self._connection.execute(
            """SELECT r.*, min(d.at) OVER (PARTITION BY r.id) AS first_at,
                min(d.rowid) OVER (PARTITION BY r.id) AS first_row, max(r.version) OVER (PARTITION BY r.id) AS top
            FROM decisions d JOIN reports r ON r.id = d.report AND r.version = d.version
            WHERE d.development = ? ORDER BY first_at, first_row""",
            (development,),
        )
        return tuple(report_of(row) for row in rows if row["version"] == row["top"])

    def judged_since(self, topic: TopicId, since: datetime) -> tuple[Judged, ...]:
        """Reports with their decisions since a moment, in the order they were taken: what a memory is rebuilt from."""
        rows = self._connection.execute(
            "SELECT * FROM decisions WHERE topic = ? AND at >= ? ORDER BY at, rowid", (topic, to_ms(since))
        ).fetchall()
        return tuple(Judged(report=self._version(row), decision=_decision_of(row)) for row in rows)

    def decisions(self, report: ReportId) -> tuple[Decision, ...]:
        """All decisions on a report, oldest first."""
        rows = self._connection.execute("SELECT * FROM decisions WHERE report = ? ORDER BY at, rowid", (report,))
        return tuple(_decision_of(row) for row in rows)

    def _version(self, row: Row) -> Report:
        found = self._connection.execute(
            "SELECT * FROM reports WHERE id = ? AND version = ?", (row["report"], row["version"])
        ).fetchone()
        return report_of(found)
