"""Takes out of the database what nobody reads any more, a few rows at a time, and keeps count of it.

Deliveries that have ended long ago go, but not those of a chat for which something is still open: it may refer to
them. An announcement, or a notice of a topic's feeds, goes when none of its deliveries is left. Of decisions only those
go that found a report off topic: all others are read again (the status when its rules change, the pages and exports of
developments). `find` looks on a reader, `remove` is the short piece for the writer.
"""

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import astuple, dataclass, fields
from datetime import datetime
from typing import Literal

from bot.core.model import AlertId
from bot.core.people.delivery import ENDS
from storage.engine import Connection, Row
from storage.times import from_ms, to_ms

Texts = Literal["announcements", "topic_notices"]  # tables of texts that deliveries carry under their ids

PAGE = 500  # rows that are looked at, and at most removed, in one go
_ENDS = ", ".join(f"'{state}'" for state in sorted(ENDS))
_UNREAD = "NOT EXISTS (SELECT 1 FROM deliveries d WHERE d.alert = a.id)"


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """Rows that may go. `after` is where to look next; None where there is nothing left to look at."""

    rows: tuple[int, ...]
    after: tuple[int, int] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Pruned:
    """How many rows were removed in one go over everything."""

    deliveries: int = 0
    decisions: int = 0
    announcements: int = 0
    notices: int = 0


class PruneTable:
    """Finds and removes old rows on one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def find_deliveries(self, before: datetime, after: tuple[int, int] = (0, 0), limit: int = PAGE) -> Page:
        """The next page of the ledger, in its order: deliveries that ended before a moment. Ends at younger ones."""
        rows = self._connection.execute(
            f"""SELECT seq, created_at, changed_at < :before AND state IN ({_ENDS}) AND NOT EXISTS (
                SELECT 1 FROM deliveries o WHERE o.chat = d.chat
                    AND o.state IN ('held', 'pending', 'claimed', 'sending', 'in_doubt')) AS over
            FROM deliveries d WHERE seq > :after ORDER BY seq LIMIT :limit""",  # noqa: S608 (our own list)
            {"before": to_ms(before), "after": after[1], "limit": limit},
        ).fetchall()
        old = [row for row in rows if row["created_at"] < to_ms(before)]
        more = len(rows) == limit and len(old) == len(rows)
        return Page(rows=tuple(row["seq"] for row in old if row["over"]), after=(0, rows[-1]["seq"]) if more else None)

    def remove_deliveries(self, rows: Sequence[int], now: datetime) -> int:
        """Remove deliveries, counted by alert, kind, state and reason (without Telegram's words). Returns how many."""
        removed = self._connection.execute(
            f"""DELETE FROM deliveries WHERE seq IN (SELECT value FROM json_each(?)) AND state IN ({_ENDS})
            RETURNING alert, kind, state, reason""",  # noqa: S608 (our own list)
            (json.dumps(list(rows)),),
        ).fetchall()
        counted = Counter(_key(row) for row in removed)
        self._connection.executemany(
            """INSERT INTO pruned_deliveries (alert, kind, state, reason, count, last_at) VALUES (?, ?, ?, ?, ?, ?)
            ON CONFLICT (alert, kind, state, reason) DO UPDATE SET count = count + excluded.count,
                last_at = excluded.last_at""",
            [(*key, count, to_ms(now)) for key, count in sorted(counted.items())],
        )
        return len(removed)

    def find_decisions(self, before: datetime, after: tuple[int, int] = (0, 0), limit: int = PAGE) -> Page:
        """The next page of decisions, by time: first versions that were off topic before a moment."""
        rows = self._connection.execute(
            """SELECT rowid, at FROM decisions
            WHERE reason = 'off_topic' AND version = 1 AND at < :before AND (at, rowid) > (:at, :row)
            ORDER BY at, rowid LIMIT :limit""",
            {"before": to_ms(before), "at": after[0], "row": after[1], "limit": limit},
        ).fetchall()
        last = (rows[-1]["at"], rows[-1]["rowid"]) if len(rows) == limit else None
        return Page(rows=tuple(row["rowid"] for row in rows), after=last)

    def remove_decisions(self, rows: Sequence[int], now: datetime) -> int:
        """Remove decisions, counted by topic and reason. Returns how many."""
        removed = self._connection.execute(
            """DELETE FROM decisions WHERE rowid IN (SELECT value FROM json_each(?)) AND reason = 'off_topic'
            RETURNING topic, reason""",
            (json.dumps(list(rows)),),
        ).fetchall()
        counted = Counter((row["topic"], row["reason"]) for row in removed)
        self._connection.executemany(
            """INSERT INTO pruned_decisions (topic, reason, count, last_at) VALUES (?, ?, ?, ?)
            ON CONFLICT (topic, reason) DO UPDATE SET count = count + excluded.count, last_at = excluded.last_at""",
            [(*key, count, to_ms(now)) for key, count in sorted(counted.items())],
        )
        return len(removed)

    def find_texts(self, table: Texts, before: datetime, after: tuple[int, int] = (0, 0), limit: int = PAGE) -> Page:
        """The next page of announcements or notices, by time: made before a moment, and no delivery of them is left."""
        rows = self._connection.execute(
            f"""SELECT rowid, created_at FROM {table} a
            WHERE created_at < :before AND (created_at, rowid) > (:at, :row) AND {_UNREAD}
            ORDER BY created_at, rowid LIMIT :limit""",  # noqa: S608 (our own words)
            {"before": to_ms(before), "at": after[0], "row": after[1], "limit": limit},
        ).fetchall()
        last = (rows[-1]["created_at"], rows[-1]["rowid"]) if len(rows) == limit else None
        return Page(rows=tuple(row["rowid"] for row in rows), after=last)

    def remove_texts(self, table: Texts, rows: Sequence[int]) -> int:
        """Remove announcements or notices, whose deliveries are counted under their ids. Returns how many."""
        return self._connection.execute(
            f"DELETE FROM {table} AS a WHERE rowid IN (SELECT value FROM json_each(?)) AND {_UNREAD}",  # noqa: S608
            (json.dumps(list(rows)),),
        ).rowcount

    def note(self, pruned: Pruned, now: datetime) -> None:
        """Remember when everything was gone over, and what was removed: an operator looks at it."""
        self._connection.execute(
            """INSERT OR REPLACE INTO last_pruning (one, at, deliveries, decisions, announcements, notices)
            VALUES (1, ?, ?, ?, ?, ?)""",
            (to_ms(now), *astuple(pruned)),
        )

    def last(self) -> tuple[datetime, Pruned] | None:
        """When everything was gone over last, and what was removed; None where it never was."""
        row = self._connection.execute("SELECT * FROM last_pruning").fetchone()
        if row is None:
            return None
        return from_ms(row["at"]), Pruned(**{one.name: row[one.name] for one in fields(Pruned)})

    def deliveries_of(self, alert: AlertId) -> dict[tuple[str, str, str], int]:
        """How many deliveries of an alert (or digest, notice) were removed, by kind, state and reason."""
        rows = self._connection.execute(
            "SELECT kind, state, reason, count FROM pruned_deliveries WHERE alert = ? ORDER BY 1, 2, 3", (alert,)
        )
        return {(row["kind"], row["state"], row["reason"]): row["count"] for row in rows}

    def totals(self) -> tuple[int, int]:
        """How many deliveries and decisions were ever removed."""
        rows = (
            self._connection.execute(f"SELECT coalesce(sum(count), 0) AS n FROM {table}").fetchone()  # noqa: S608
            for table in ("pruned_deliveries", "pruned_decisions")
        )
        deliveries, decisions = (int(row["n"]) for row in rows)
        return deliveries, decisions


def _key(row: Row) -> tuple[str, str, str, str]:
    reason = (row["reason"] or "").partition(": ")
    words = reason[0] if reason[0] in {"refused", "unparsable", "chat_gone"} else "".join(reason)
    return row["alert"], row["kind"], row["state"], words
