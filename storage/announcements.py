"""What operators told everybody: one text, one delivery for each chat, and how far that has come."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from bot.core.model import AlertId, derived_id
from bot.core.people.delivery import Kind, Lifetimes, State, priority
from storage import catalogue
from storage.engine import Connection
from storage.times import from_ms, to_ms


@dataclass(frozen=True, slots=True, kw_only=True)
class Announcement:
    """A text that goes, or went, to every chat that was subscribed at `at`."""

    id: AlertId
    text: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How far an announcement has come. `failed` counts what ended otherwise than sent, by reason."""

    announcement: Announcement
    sent: int = 0
    pending: int = 0
    failed: Mapping[str, int] = field(default_factory=dict)


class AnnouncementTable:
    """Reads and writes announcements on one connection, inside the caller's transaction."""

    def __init__(self, connection: Connection, lifetimes: Lifetimes | None = None) -> None:
        self._connection = connection
        self._lifetimes = lifetimes or Lifetimes()

    def audience(self) -> int:
        """How many chats an announcement would go to now."""
        return int(self._connection.execute(catalogue.AUDIENCE).fetchone()["n"])

    def make(self, text: str, now: datetime) -> int:
        """Store an announcement and a delivery of it for each chat. Returns the deliveries made.

        A chat with several subscriptions, in one thread or in many, gets it once: in the thread that stands first.
        The same text at the same moment is the same announcement: making it again adds nothing.
        """
        name = AlertId(derived_id("announcement", text, str(to_ms(now))))
        self._connection.execute(
            "INSERT OR IGNORE INTO announcements (id, text, created_at) VALUES (?, ?, ?)", (name, text, to_ms(now))
        )
        values = {
            "announcement": name,
            "priority": priority(Kind.ANNOUNCEMENT, 3),
            "now": to_ms(now),
            "expires": to_ms(now + self._lifetimes.of(Kind.ANNOUNCEMENT, 3)),
        }
        return self._connection.execute(catalogue.ANNOUNCE, values).rowcount

    def get(self, name: AlertId) -> Announcement:
        """The announcement that a delivery carries. Raises KeyError."""
        row = self._connection.execute("SELECT * FROM announcements WHERE id = ?", (name,)).fetchone()
        if row is None:
            raise KeyError(name)
        return Announcement(id=name, text=row["text"], at=from_ms(row["created_at"]))

    def since(self, moment: datetime) -> tuple[Progress, ...]:
        """The announcements made since a moment, newest first, and how far each has come."""
        rows = self._connection.execute(
            "SELECT id FROM announcements WHERE created_at >= ? ORDER BY created_at DESC, id", (to_ms(moment),)
        ).fetchall()
        return tuple(self._progress(self.get(AlertId(row["id"]))) for row in rows)

    def _progress(self, announcement: Announcement) -> Progress:
        rows = self._connection.execute(catalogue.ANNOUNCED, {"announcement": announcement.id}).fetchall()
        sent = pending = 0
        failed = Counter[str]()
        for row in rows:
            state = State(row["state"])
            if state is State.SENT:
                sent += row["n"]
            elif state.ended:
                failed[(row["reason"] or state).partition(":")[0]] += row["n"]
            else:
                pending += row["n"]
        return Progress(announcement=announcement, sent=sent, pending=pending, failed=dict(failed))
