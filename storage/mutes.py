"""Storylines that a place does not want to hear of for a while."""

from dataclasses import dataclass
from datetime import datetime

from bot.core.model import AlertId, ChatId, StorylineId, TopicId
from storage.engine import Connection, Row
from storage.times import from_ms, to_ms


@dataclass(frozen=True, slots=True, kw_only=True)
class Mute:
    """A muted storyline. `alert` is the one under which it was muted: it tells people which storyline that is."""

    chat: ChatId
    thread: int
    storyline: StorylineId
    topic: TopicId
    alert: AlertId
    since: datetime
    until: datetime


class MuteTable:
    """Reads and writes mutes on one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def mute(self, mute: Mute) -> None:
        """Mute a storyline; muted already, it gets the new end. What is over is forgotten."""
        self._connection.execute("DELETE FROM mutes WHERE until <= ?", (to_ms(mute.since),))
        self._connection.execute(
            "INSERT OR REPLACE INTO mutes (chat, thread, storyline, topic, alert, since, until)"
            " VALUES (?, ?, ?, ?, ?, ?, ?)",
            (mute.chat, mute.thread, mute.storyline, mute.topic, mute.alert, to_ms(mute.since), to_ms(mute.until)),
        )

    def lift(self, chat: ChatId, thread: int, storyline: StorylineId) -> bool:
        """Let a storyline be heard again. Whether it was muted."""
        return bool(
            self._connection.execute(
                "DELETE FROM mutes WHERE chat = ? AND thread = ? AND storyline = ?", (chat, thread, storyline)
            ).rowcount
        )

    def muted(self, chat: ChatId, thread: int, storyline: StorylineId, now: datetime) -> bool:
        """Whether a storyline is muted in a place."""
        found = self._connection.execute(
            "SELECT 1 FROM mutes WHERE chat = ? AND thread = ? AND storyline = ? AND until > ?",
            (chat, thread, storyline, to_ms(now)),
        ).fetchone()
        return found is not None

    def of_place(self, chat: ChatId, thread: int, now: datetime) -> tuple[Mute, ...]:
        """What is muted in a place, the next to end first."""
        rows = self._connection.execute(
            "SELECT * FROM mutes WHERE chat = ? AND thread = ? AND until > ? ORDER BY until, storyline",
            (chat, thread, to_ms(now)),
        )
        return tuple(_mute_of(row) for row in rows)


def _mute_of(row: Row) -> Mute:
    return Mute(
        chat=ChatId(row["chat"]),
        thread=row["thread"],
        storyline=StorylineId(row["storyline"]),
        topic=TopicId(row["topic"]),
        alert=AlertId(row["alert"]),
        since=from_ms(row["since"]),
        until=from_ms(row["until"]),
    )
