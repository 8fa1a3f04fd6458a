"""Which subscriptions want a daily brief, and when each is due next."""

from dataclasses import dataclass
from datetime import datetime, time

from bot.core.model import ChatId, SubscriptionKey, TopicId, derived_id
from bot.core.people.delivery import Kind, Lifetimes, priority
from storage import catalogue
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

    def __init__(self, connection: Connection, lifetimes: Lifetimes | None = None) -> None:
        self._connection = connection
        self._lifetimes = lifetimes or Lifetimes()

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

    def deliver(self, brief: Brief, now: datetime) -> None:
        """Write the delivery of a brief that is due; what was due too long ago ends there as too late."""
        key, due = brief.key, to_ms(brief.due)
        values = {
            "brief": derived_id("brief", str(key.chat), str(key.thread), key.topic, str(due)),
            "chat": key.chat,
            "thread": key.thread,
            "topic": key.topic,
            "priority": priority(Kind.BRIEF, 3),
            "now": to_ms(now),
            "expires": to_ms(brief.due + self._lifetimes.of(Kind.BRIEF, 3)),
        }
        self._connection.execute(catalogue.BRIEF, values)

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
