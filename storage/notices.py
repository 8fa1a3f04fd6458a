"""What the subscribers of a topic are told of its feeds, and a delivery of it to each of them."""

from dataclasses import dataclass
from datetime import datetime

from bot.core.model import AlertId, Topic, derived_id
from bot.core.people.delivery import Kind, Lifetimes, priority
from storage import catalogue
from storage.engine import Connection
from storage.times import from_ms, to_ms


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicNotice:
    """One notice: the topic's name then, and a sentence about its feeds that was true at `at`."""

    name: str
    sentence: str
    at: datetime


class NoticeTable:
    """Reads and writes notices on one connection, inside the caller's transaction."""

    def __init__(self, connection: Connection, lifetimes: Lifetimes | None = None) -> None:
        self._connection = connection
        self._lifetimes = lifetimes or Lifetimes()

    def tell(self, topic: Topic, sentence: str, now: datetime) -> int:
        """Tell every active subscription of a topic, whatever its level and filters. Returns the deliveries made.

        The same sentence at the same moment is the same notice: telling it again adds nothing.
        """
        notice = AlertId(derived_id("notice", topic.id, sentence, str(to_ms(now))))
        self._connection.execute(
            "INSERT OR IGNORE INTO topic_notices (id, topic, name, sentence, created_at) VALUES (?, ?, ?, ?, ?)",
            (notice, topic.id, topic.name, sentence, to_ms(now)),
        )
        values = {
            "notice": notice,
            "topic": topic.id,
            "priority": priority(Kind.NOTICE, 3),
            "now": to_ms(now),
            "expires": to_ms(now + self._lifetimes.of(Kind.NOTICE, 3)),
        }
        return self._connection.execute(catalogue.NOTICE, values).rowcount

    def get(self, notice: AlertId) -> TopicNotice:
        """The notice that a delivery carries. Raises KeyError."""
        row = self._connection.execute("SELECT * FROM topic_notices WHERE id = ?", (notice,)).fetchone()
        if row is None:
            raise KeyError(notice)
        return TopicNotice(name=row["name"], sentence=row["sentence"], at=from_ms(row["created_at"]))
