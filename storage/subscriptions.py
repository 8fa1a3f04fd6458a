"""Who hears of what: subscriptions and their keyword filters."""

import json
from collections.abc import Iterable
from datetime import datetime, time
from typing import Literal, cast

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

    def of_chat(self, chat: ChatId) -> tuple[Subscription, ...]:
        """The active subscriptions of a chat, in the order of its threads."""
        rows = self._connection.execute(
            "SELECT * FROM subscriptions WHERE chat = ? AND active = 1 ORDER BY thread, topic", (chat,)
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

    def save(self, subscription: Subscription) -> None:
        """Store the settings of a subscription that is there: all but its filters, its being active and since when."""
        one, quiet = subscription, subscription.quiet
        self._connection.execute(
            f"""UPDATE subscriptions SET level = ?, outlets_in = ?, outlets_out = ?, languages = ?, least_outlets = ?,
            digest = ?, silent = ?, quiet_from = ?, quiet_to = ?, zone = ?, paused_until = ? WHERE {_WHERE}""",  # noqa: S608
            (
                one.level,
                _listed(one.outlets_in),
                _listed(one.outlets_out),
                _listed(one.languages),
                one.least_outlets,
                str(_minutes(one.digest)) if isinstance(one.digest, time) else one.digest,
                one.silent,
                _minutes(quiet[0]) if quiet else None,
                _minutes(quiet[1]) if quiet else None,
                one.zone,
                to_ms(one.paused_until),
                *_values(one.key),
            ),
        )

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
            outlets_in=frozenset(json.loads(row["outlets_in"])),
            outlets_out=frozenset(json.loads(row["outlets_out"])),
            languages=frozenset(json.loads(row["languages"])),
            least_outlets=row["least_outlets"],
            digest=_digest(row["digest"]),
            silent=bool(row["silent"]),
            quiet=None if row["quiet_from"] is None else (_clock(row["quiet_from"]), _clock(row["quiet_to"])),
            zone=row["zone"],
            paused_until=from_ms(row["paused_until"]),
        )


def _listed(names: frozenset[str]) -> str:
    return json.dumps(sorted(names), ensure_ascii=False)


def _minutes(moment: time) -> int:
    return moment.hour * 60 + moment.minute


def _clock(minutes: int) -> time:
    return time(minutes // 60, minutes % 60)


def _digest(text: str | None) -> time | Literal["hourly"] | None:
    if text is None or text == "hourly":
        return cast("Literal['hourly'] | None", text)
    return _clock(int(text))
