"""Which subscriptions want a daily brief, and when each is due next."""

from dataclasses import dataclass
from datetime import datetime, time

from bot.core.model import ChatId, SubscriptionKey, TopicId
from storage.engine import Connection
from storage.times import from_ms, to_ms


@dataclass(frozen=True, slots=True, kw_only=True)
class Brief:
    """A wish for a daily brief: for which subscription, at what time of its day, and when it is due next."""

    key: SubscriptionKey
    clock: time
    due: datetime


class BriefTable:
    """Reads and writes wishes for briefs on one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def put(self, brief: Brief) -> None:
        """Store a wish; there is one for each subscription."""
        key = brief.key
        self._connection.execute(
            "INSERT OR REPLACE INTO briefs (chat, thread, topic, minute, next_at) VALUES (?, ?, ?, ?, ?)",
            (key.chat, key.thread, key.topic, brief.clock.hour * 60 + brief.clock.minute, to_ms(brief.due)),
        )

    def drop(self, key: SubscriptionKey) -> bool:
        """Take a wish back; whether there was one."""
        done = self._connection.execute(
            "DELETE FROM briefs WHERE chat = ? AND thread = ? AND topic = ?", (key.chat, key.thread, key.topic)
        )
        return done.rowcount > 0

    def due(self, now: datetime, limit: int) -> tuple[Brief, ...]:
        """Wishes whose time has come, the longest waiting first."""
        rows = self._connection.execute(
            "SELECT * FROM briefs WHERE next_at <= ? ORDER BY next_at, chat, thread, topic LIMIT ?", (to_ms(now), limit)
        )
        return tuple(
            Brief(
                key=SubscriptionKey(chat=ChatId(row["chat"]), thread=row["thread"], topic=TopicId(row["topic"])),
                clock=time(row["minute"] // 60, row["minute"] % 60),
                due=from_ms(row["next_at"]),
            )
            for row in rows
        )
