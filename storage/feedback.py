"""What readers think of alerts, stored with the report and the development that the decision was about."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.core.model import Alert, AlertId, ChatId, DevelopmentId, ReportId, TopicId, derived_id
from storage.engine import Connection, Row
from storage.times import from_ms, to_ms


class Verdict(StrEnum):
    """What a reader says of an alert. `bad` is one who has not said why."""

    GOOD = "good"
    BAD = "bad"
    NOT_NEW = "not_new"
    OFF_TOPIC = "off_topic"
    WRONG = "wrong"


@dataclass(frozen=True, slots=True, kw_only=True)
class Feedback:
    """One reader's word on one alert."""

    alert: AlertId
    chat: ChatId
    voter: str
    verdict: Verdict
    report: ReportId
    version: int
    topic: TopicId
    development: DevelopmentId
    at: datetime


def voter(chat: ChatId, asker: int) -> str:
    """Who somebody is within a chat, without their number."""
    return derived_id("voter", str(chat), str(asker))


class FeedbackTable:
    """Reads and writes feedback on one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def give(self, alert: Alert, chat: ChatId, who: str, verdict: Verdict, now: datetime) -> None:
        """Store somebody's word on an alert; a later one takes the place of an earlier."""
        self._connection.execute(
            "INSERT OR REPLACE INTO feedback"
            " (alert, chat, voter, verdict, report, version, topic, development, at)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (alert.id, chat, who, verdict, alert.report, alert.version, alert.topic, alert.development, to_ms(now)),
        )

    def all(self) -> tuple[Feedback, ...]:
        """Everything, oldest first."""
        rows = self._connection.execute("SELECT * FROM feedback ORDER BY at, alert, chat, voter")
        return tuple(_feedback_of(row) for row in rows)


def _feedback_of(row: Row) -> Feedback:
    return Feedback(
        alert=AlertId(row["alert"]),
        chat=ChatId(row["chat"]),
        voter=row["voter"],
        verdict=Verdict(row["verdict"]),
        report=ReportId(row["report"]),
        version=row["version"],
        topic=TopicId(row["topic"]),
        development=DevelopmentId(row["development"]),
        at=from_ms(row["at"]),
    )
