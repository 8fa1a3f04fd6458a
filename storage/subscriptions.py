"""Who hears of what: subscriptions and their keyword filters."""

from collections.abc import Iterable
from datetime import datetime
from typing import cast

from bot.core.model import ChatId, Importance, Subscription, SubscriptionKey, TopicId
from storage.engine import Connection, Row
from storage.times import from_ms, to_ms

_WHERE = "chat = ? AND thread = ? AND topic = ?"


def _values(key: SubscriptionKey) -> tuple[int, int, str]:
    return key.chat, key.thread, key.topic


class SubscriptionTable:
    """Reads and writes subscriptions on one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def subscribe(self, key: SubscriptionKey, now: datetime) -> bool:
        """Make or wake a subscription; settings of an earlier one are kept. True where it was not active before."""
        before = self.get(key)
        self._connection.execute(
            """INSERT INTO subscriptions (chat, thread, topic, since) VALUES (?, ?, ?, ?)
            ON CONFLICT (chat, thread, topic) DO UPDATE SET active = 1,
                since = CASE active WHEN 1 THEN since ELSE excluded.since END""",
            (*_values(key), to_ms(now)),
        )
        return before is None or not before.active

    def unsubscribe(self, key: SubscriptionKey) -> bool:
        """Put a subscription to sleep, settings kept. True where it was active."""
        changed = self._connection.execute(
            f"UPDATE subscriptions SET active = 0 WHERE {_WHERE} AND active = 1",  # noqa: S608
            _values(key),
        )
        return bool(changed.rowcount)

    def get(self, key: SubscriptionKey) -> Subscription | None:
        """One subscription, active or not, or None."""
        row = self._connection.execute(f"SELECT * FROM subscriptions WHERE {_WHERE}", _values(key)).fetchone()  # noqa: S608
        return None if row is None else self._subscription(row)

    def of_place(self, chat: ChatId, thread: int) -> tuple[Subscription, ...]:
        """The active subscriptions of a chat's thread."""
        rows = self._connection.execute(
            "SELECT * FROM subscriptions WHERE chat = ? AND thread = ? AND active = 1 ORDER BY topic", (chat, thread)
        )
        return tuple(self._subscription(row) for row in rows.fetchall())

    def add_filter(self, key: SubscriptionKey, text: str) -> bool:
        """Add a filter. True where it is new."""
        changed = self._connection.execute(
            "INSERT OR IGNORE INTO filters (chat, thread, topic, text) VALUES (?, ?, ?, ?)", (*_values(key), text)
        )
        return bool(changed.rowcount)

    def remove_filter(self, key: SubscriptionKey, text: str) -> bool:
        """Remove a filter. True where it was there."""
        changed = self._connection.execute(f"DELETE FROM filters WHERE {_WHERE} AND text = ?", (*_values(key), text))  # noqa: S608
        return bool(changed.rowcount)

    def of_topic(self, topic: TopicId) -> Iterable[Subscription]:
        """All active subscriptions of a topic."""
        rows = self._connection.execute("SELECT * FROM subscriptions WHERE topic = ? AND active = 1", (topic,))
        return [self._subscription(row) for row in rows.fetchall()]

    def _subscription(self, row: Row) -> Subscription:
        key = SubscriptionKey(chat=ChatId(row["chat"]), thread=row["thread"], topic=TopicId(row["topic"]))
        filters = self._connection.execute(f"SELECT text FROM filters WHERE {_WHERE} ORDER BY rowid", _values(key))  # noqa: S608
        return Subscription(
            key=key,
            level=cast("Importance", row["level"]),
            filters=tuple(found["text"] for found in filters),
            active=bool(row["active"]),
            since=from_ms(row["since"]),
        )
