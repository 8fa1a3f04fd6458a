"""What each feed said last, when to ask it again, and what the operator should know of it."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.core.intake.health import Blindness, Flag, Sightings
from bot.core.intake.schedule import ServerHints
from bot.core.intake.standing import FeedState
from bot.core.model import SourceId, TopicId
from storage.engine import Connection, Row
from storage.times import from_ms, to_ms

__all__ = ["FeedNote", "FeedState", "FeedTable"]

_SECOND = timedelta(seconds=1)
_KEEP_NOTES = timedelta(days=30)


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedNote:
    """Something the operator should know of a feed."""

    at: datetime
    source: SourceId
    kind: str
    text: str


class FeedTable:
    """Reads and writes the standing of feeds on one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def state(self, source: SourceId) -> FeedState:
        """A feed's standing; that of one never polled is empty."""
        row = self._connection.execute("SELECT * FROM feeds WHERE source = ?", (source,)).fetchone()
        return FeedState(source=source) if row is None else _state_of(row)

    def save(self, state: FeedState) -> None:
        """Store a feed's standing as given."""
        values = _values(state)
        columns, marks = ", ".join(values), ", ".join("?" * len(values))
        self._connection.execute(
            f"INSERT OR REPLACE INTO feeds ({columns}) VALUES ({marks})",  # noqa: S608 (names are ours)
            tuple(values.values()),
        )

    def consent(self, source: SourceId, url: str) -> None:
        """The operator allows a feed to move to this address, on whatever domain."""
        self._connection.execute("UPDATE feeds SET consent = ? WHERE source = ?", (url, source))

    def wake(self, source: SourceId) -> None:
        """Let the schedule ask a retired feed again; any other is left as it is."""
        self._connection.execute(
            "UPDATE feeds SET retired_at = NULL, gone = '[\"\", 0, null]', due_at = NULL"
            " WHERE source = ? AND retired_at IS NOT NULL",
            (source,),
        )

    def add_note(self, note: FeedNote) -> None:
        """Keep a note for the operator, a month long."""
        self._connection.execute("DELETE FROM feed_notes WHERE at < ?", (to_ms(note.at - _KEEP_NOTES),))
        self._connection.execute(
            "INSERT INTO feed_notes (at, source, kind, text) VALUES (?, ?, ?, ?)",
            (to_ms(note.at), note.source, note.kind, note.text),
        )

    def notes(self, limit: int = 20) -> tuple[FeedNote, ...]:
        """The newest notes, newest first."""
        rows = self._connection.execute("SELECT * FROM feed_notes ORDER BY at DESC, rowid DESC LIMIT ?", (limit,))
        return tuple(map(_note_of, rows))

    def notes_after(self, since: datetime) -> tuple[FeedNote, ...]:
        """The notes made after `since`, oldest first."""
        rows = self._connection.execute("SELECT * FROM feed_notes WHERE at > ? ORDER BY at, rowid", (to_ms(since),))
        return tuple(map(_note_of, rows))

    def gaps(self, since: datetime) -> tuple[FeedState, ...]:
        """The feeds whose last gap ended after `since`: they may have missed reports."""
        rows = self._connection.execute("SELECT * FROM feeds WHERE gap_to >= ? ORDER BY source", (to_ms(since),))
        return tuple(_state_of(row) for row in rows)

    def sight(self, topic: TopicId) -> Blindness:
        """Whether more than half of a topic's sources are blind, and since when."""
        row = self._connection.execute("SELECT * FROM sight WHERE topic = ?", (topic,)).fetchone()
        return Blindness() if row is None else Blindness(since=from_ms(row["since"]), told=bool(row["told"]))

    def save_sight(self, topic: TopicId, blindness: Blindness) -> None:
        """Store how a topic's sources see."""
        self._connection.execute(
            "INSERT OR REPLACE INTO sight (topic, since, told) VALUES (?, ?, ?)",
            (topic, to_ms(blindness.since), int(blindness.told)),
        )

    def last_alert(self) -> datetime | None:
        """When the newest alert of any topic was made: topics are hot for a while after one."""
        row = self._connection.execute("SELECT max(created_at) AS at FROM alerts").fetchone()
        at: int | None = row["at"]
        return from_ms(at)


def _note_of(row: Row) -> FeedNote:
    return FeedNote(at=from_ms(row["at"]), source=SourceId(row["source"]), kind=row["kind"], text=row["text"])


def _values(state: FeedState) -> Mapping[str, str | int | float | None]:
    hints = state.hints
    return {
        "source": state.source,
        "etag": state.etag,
        "last_modified": state.last_modified,
        "seeded": int(state.seeded),
        "attempted_at": to_ms(state.attempted_at),
        "succeeded_at": to_ms(state.succeeded_at),
        "new_at": to_ms(state.new_at),
        "due_at": to_ms(state.due_at),
        "failures": state.failures,
        "problem": state.problem,
        "configured": state.configured,
        "url": state.url,
        "digest": state.digest,
        "fresh_seconds": hints.fresh_seconds,
        "ttl_minutes": hints.ttl_minutes,
        "update_minutes": hints.update_minutes,
        "skip_hours": json.dumps(hints.skip_hours),
        "skip_days": json.dumps(hints.skip_days),
        "per_hour": state.per_hour,
        "entries": state.entries,
        "interval_seconds": state.interval / _SECOND if state.interval is not None else None,
        "why": state.why,
        "moved": _sightings_text(state.moved),
        "consent": state.consent,
        "gone": _sightings_text(state.gone),
        "retired_at": to_ms(state.retired_at),
        "failing_since": to_ms(state.failing_since),
        "gap_from": to_ms(state.gap_from),
        "gap_to": to_ms(state.gap_to),
        "flags": json.dumps(sorted(state.flags)),
    }


def _state_of(row: Row) -> FeedState:
    seconds: float | None = row["interval_seconds"]
    return FeedState(
        source=SourceId(row["source"]),
        etag=row["etag"],
        last_modified=row["last_modified"],
        seeded=bool(row["seeded"]),
        attempted_at=from_ms(row["attempted_at"]),
        succeeded_at=from_ms(row["succeeded_at"]),
        new_at=from_ms(row["new_at"]),
        due_at=from_ms(row["due_at"]),
        failures=row["failures"],
        problem=row["problem"],
        configured=row["configured"],
        url=row["url"],
        digest=row["digest"],
        hints=_hints_of(row),
        per_hour=row["per_hour"],
        entries=row["entries"],
        interval=None if seconds is None else seconds * _SECOND,
        why=row["why"],
        moved=_sightings_of(row["moved"]),
        consent=row["consent"],
        gone=_sightings_of(row["gone"]),
        retired_at=from_ms(row["retired_at"]),
        failing_since=from_ms(row["failing_since"]),
        gap_from=from_ms(row["gap_from"]),
        gap_to=from_ms(row["gap_to"]),
        flags=frozenset(Flag(name) for name in json.loads(row["flags"])),
    )


def _hints_of(row: Row) -> ServerHints:
    return ServerHints(
        fresh_seconds=row["fresh_seconds"],
        ttl_minutes=row["ttl_minutes"],
        update_minutes=row["update_minutes"],
        skip_hours=_numbers(row["skip_hours"]),
        skip_days=_numbers(row["skip_days"]),
    )


def _numbers(text: str) -> tuple[int, ...]:
    numbers: Sequence[int] = json.loads(text)
    return tuple(numbers)


def _sightings_text(seen: Sightings) -> str:
    return json.dumps([seen.what, seen.count, to_ms(seen.first)])


def _sightings_of(text: str) -> Sightings:
    what, count, first = json.loads(text)
    return Sightings(what=what, count=count, first=from_ms(first))
