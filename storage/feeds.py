"""What each feed said last, and when to ask it again."""

from dataclasses import dataclass
from datetime import datetime

from bot.core.model import SourceId
from storage.engine import Connection
from storage.times import from_ms, to_ms


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedState:
    """One feed's standing. `seeded` is false until its first successful poll was filed."""

    source: SourceId
    etag: str | None = None
    last_modified: str | None = None
    seeded: bool = False
    attempted_at: datetime | None = None
    succeeded_at: datetime | None = None
    new_at: datetime | None = None
    due_at: datetime | None = None
    failures: int = 0
    problem: str | None = None


class FeedTable:
    """Reads and writes the standing of feeds on one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def state(self, source: SourceId) -> FeedState:
        """A feed's standing; that of one never polled is empty."""
        row = self._connection.execute("SELECT * FROM feeds WHERE source = ?", (source,)).fetchone()
        if row is None:
            return FeedState(source=source)
        return FeedState(
            source=source,
            etag=row["etag"],
            last_modified=row["last_modified"],
            seeded=bool(row["seeded"]),
            attempted_at=from_ms(row["attempted_at"]),
            succeeded_at=from_ms(row["succeeded_at"]),
            new_at=from_ms(row["new_at"]),
            due_at=from_ms(row["due_at"]),
            failures=row["failures"],
            problem=row["problem"],
        )

    def save(self, state: FeedState) -> None:
        """Store a feed's standing as given."""
        self._connection.execute(
            """INSERT OR REPLACE INTO feeds
            (source, etag, last_modified, seeded, attempted_at, succeeded_at, new_at, due_at, failures, problem)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
            (
                state.source,
                state.etag,
                state.last_modified,
                int(state.seeded),
                to_ms(state.attempted_at),
                to_ms(state.succeeded_at),
                to_ms(state.new_at),
                to_ms(state.due_at),
                state.failures,
                state.problem,
            ),
        )
