"""What is folded and read out of reports for the status: states, their changes, statements, deadlines, figures, pins.

All of it but the pins can be made again from reports and decisions; another number of rules makes it so. Reports are
taken up in batches: `pending` reads what was not taken up yet, `save` writes what was made of it.
"""

import json
from datetime import datetime

from bot.core.alert.positions import Statement
from bot.core.alert.states import Field, State
from bot.core.alert.status import Change, Pin
from bot.core.alert.statusjson import evidence_json, state_json, state_of
from bot.core.model import TopicId
from storage.engine import Connection, Row
from storage.reports import report_of
from storage.statusrows import (
    Batch,
    Earlier,
    Fold,
    Past,
    Pending,
    StatedDeadline,
    StatedFigure,
    Taken,
    change_of,
    deadline_of,
    dump,
    figure_of,
    pin_of,
    statement_of,
    statement_text,
)
from storage.times import from_ms, to_ms

_SLACK = 2 * 3600 * 1000  # ms: how far a clock that was set back may go unnoticed
_SILENT = "('off_topic', 'edit', 'redated', 'stale', 'anniversary', 'reissue')"


class StatusTable:
    """Reads and writes the status on one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def pending(self, fold: Fold, limit: int) -> tuple[Pending, ...]:
        """Reports that were decided on and not taken up under these rules, in the order of decisions.

        Of those that are off topic, only versions of a report that was on it: they may withdraw it.
        """
        rows = self._connection.execute(
            f"""SELECT d.at AS decided_at, d.development AS filed, d.reason IN {_SILENT} AS silent,
                CASE WHEN d.reason = 'correction' AND json_extract(d.explanation, '$.correction.withdrawn')
                    THEN json_extract(d.explanation, '$.correction.of') END AS corrects, r.*
            FROM decisions d JOIN reports r ON r.id = d.report AND r.version = d.version
            WHERE d.topic = :topic AND d.at >= :since AND (d.reason <> 'off_topic' OR (d.version > 1 AND EXISTS (
                SELECT 1 FROM taken t WHERE t.topic = d.topic AND t.report = d.report AND t.version < d.version)))
            AND NOT EXISTS (
                SELECT 1 FROM taken t WHERE t.topic = d.topic AND t.report = d.report AND t.version = d.version
                    AND t.rules = :rules)
            ORDER BY d.at, d.rowid LIMIT :limit""",  # noqa: S608 (our own list)
            {"topic": fold.topic, "since": fold.cursor - _SLACK, "rules": fold.rules, "limit": limit},
        )
        return tuple(self._pending(row) for row in rows)

    def _pending(self, row: Row) -> Pending:
        before = self._connection.execute(
            "SELECT * FROM reports WHERE id = ? AND version < ? ORDER BY version DESC LIMIT 1",
            (row["id"], row["version"]),
        ).fetchone()
        return Pending(
            report=report_of(row),
            at=from_ms(row["decided_at"]),
            development=row["filed"],
            tells=not row["silent"],
            before=report_of(before) if before else None,
            corrects=row["corrects"],
        )

    def fold(self, topic: TopicId, rules: str) -> Fold:
        """A topic as folded so far under these rules."""
        row = self._connection.execute("SELECT * FROM status_folds WHERE topic = ?", (topic,)).fetchone()
        generation = row["generation"] if row else 0
        if row is None or row["rules"] != rules:
            return Fold(topic=topic, rules=rules, generation=generation)
        state = state_of(json.loads(row["state"]))
        return Fold(topic=topic, rules=rules, generation=generation, cursor=row["cursor"], state=state)

    def save(self, batch: Batch) -> bool:
        """Write what a batch came to, unless somebody else did meanwhile; whether it was written.

        The first batch under new rules forgets what older rules made.
        """
        fold = batch.after
        row = self._connection.execute("SELECT * FROM status_folds WHERE topic = ?", (fold.topic,)).fetchone()
        if (row["generation"] if row else 0) != fold.generation:
            return False
        if row is not None and row["rules"] != fold.rules:
            self._forget(fold.topic)
        self._connection.execute(
            "INSERT OR REPLACE INTO status_folds (topic, rules, cursor, generation, state) VALUES (?, ?, ?, ?, ?)",
            (fold.topic, fold.rules, fold.cursor, fold.generation + 1, dump(state_json(fold.state))),
        )
        for change in batch.changes:
            self._add_change(fold.topic, change.event, change.field, change.before, change.after, change.phase,
                             change.at, dump([evidence_json(one) for one in change.evidence]))  # fmt: skip
        for taken in batch.taken:
            self._take(fold, taken)
        return True

    def _forget(self, topic: TopicId) -> None:
        for table in ("statements", "deadlines", "figures"):
            self._connection.execute(f"DELETE FROM {table} WHERE topic = ?", (topic,))  # noqa: S608
        self._connection.execute(
            "DELETE FROM status_changes WHERE topic = ? AND event NOT IN ('pinned', 'unpinned')", (topic,)
        )

    def _take(self, fold: Fold, taken: Taken) -> None:
        report, evidence = taken.pending.report, dump(evidence_json(taken.evidence))
        key, at = (fold.topic, report.id, report.version), to_ms(taken.evidence.at)
        if taken.takes_back is not None:
            self._take_back(fold.topic, taken.takes_back)
        known = self._connection.execute(
            "UPDATE taken SET rules = ? WHERE topic = ? AND report = ? AND version = ?", (fold.rules, *key)
        ).rowcount
        if not known:
            row = self._connection.execute(
                "INSERT INTO taken (topic, report, version, rules) VALUES (?, ?, ?, ?)", (*key, fold.rules)
            ).lastrowid
            self._connection.execute(
                "INSERT INTO report_words (rowid, headline, summary, topic) VALUES (?, ?, ?, ?)", (row, *taken.words)
            )
        self._connection.executemany(
            "INSERT OR IGNORE INTO statements (topic, report, version, actor, at, value) VALUES (?, ?, ?, ?, ?, ?)",
            [(*key, one.actor, to_ms(one.at), statement_text(one)) for one in taken.statements],
        )
        self._connection.executemany(
            """INSERT OR IGNORE INTO deadlines (topic, report, version, at, due, day, phrase, in_description, evidence)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)""",
            [
                (*key, at, to_ms(one.due), int(one.day), one.phrase, int(one.in_description), evidence)
                for one in taken.deadlines
            ],
        )
        self._connection.executemany(
            """INSERT OR IGNORE INTO figures (topic, report, version, at, kind, phrase, in_description, evidence)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?)""",
            [(*key, at, one.kind, one.phrase, int(one.in_description), evidence) for one in taken.figures],
        )

    def _take_back(self, topic: TopicId, earlier: Earlier) -> None:
        """Show no more what was read out of a report; the report itself and the decisions on it stay."""
        for table in ("statements", "deadlines", "figures"):
            self._connection.execute(
                f"DELETE FROM {table} WHERE topic = ? AND report = ? AND version <= ?",  # noqa: S608 (our own list)
                (topic, earlier.report, earlier.version),
            )

    def statements(
        self, topic: TopicId, actor: str, limit: int, *, before: datetime | None = None
    ) -> tuple[Statement, ...]:
        """What an actor said, newest first."""
        rows = self._connection.execute(
            """SELECT value FROM statements WHERE topic = ? AND actor = ? AND at < ?
            ORDER BY at DESC, rowid DESC LIMIT ?""",
            (topic, actor, to_ms(before) if before else 2**62, limit),
        )
        return tuple(statement_of(json.loads(row["value"])) for row in rows)

    def statements_since(self, topic: TopicId, since: datetime, limit: int) -> tuple[Statement, ...]:
        """What all actors said since a moment, newest first."""
        rows = self._connection.execute(
            "SELECT value FROM statements WHERE topic = ? AND at >= ? ORDER BY at DESC, rowid DESC LIMIT ?",
            (topic, to_ms(since), limit),
        )
        return tuple(statement_of(json.loads(row["value"])) for row in rows)

    def deadlines(self, topic: TopicId, now: datetime, limit: int) -> tuple[StatedDeadline, ...]:
        """Open deadlines, the next one first; of one moment, the newest report that names it."""
        rows = self._connection.execute(
            """SELECT *, max(at) FROM deadlines WHERE topic = ? AND due > ? GROUP BY due, day ORDER BY due LIMIT ?""",
            (topic, to_ms(now), limit),
        )
        return tuple(deadline_of(row) for row in rows)

    def figures(self, topic: TopicId) -> tuple[StatedFigure, ...]:
        """The newest figure of each kind."""
        found = []
        for kind in ("captives", "prisoners", "days"):
            row = self._connection.execute(
                """SELECT * FROM figures WHERE topic = ? AND kind = ?
                ORDER BY at DESC, in_description, rowid DESC LIMIT 1""",
                (topic, kind),
            ).fetchone()
            found += [figure_of(row)] if row else []
        return tuple(found)

    def changes(self, topic: TopicId, since: datetime, limit: int = 200) -> tuple[Change, ...]:
        """Changes of both fields dated since a moment, as they were recorded: the newest `limit` of them."""
        rows = self._connection.execute(
            """SELECT * FROM (SELECT * FROM status_changes WHERE topic = ? AND at >= ?
                AND event NOT IN ('pinned', 'unpinned') ORDER BY at DESC, seq DESC LIMIT ?)
            ORDER BY seq""",
            (topic, to_ms(since), limit),
        )
        return tuple(change_of(row) for row in rows)

    def past(self, topic: TopicId, name: Field, moment: datetime) -> Past:
        """Where a field stood just before a moment: what was moved last of all that is dated before it.

        Moves are dated by their outlets, and one that is read late may be dated before one that was read earlier.
        """
        move = self._last_change(topic, name, moment, ("moved", "withdrawn", "corrected"))
        pinned = self._last_change(topic, name, moment, ("pinned", "unpinned"))
        disputes = self._connection.execute(
            """SELECT * FROM status_changes WHERE topic = ? AND field = ? AND at < ? AND seq > ? AND event = 'disputed'
            ORDER BY at, seq""",
            (topic, name, to_ms(moment), move["seq"] if move else 0),
        )
        return Past(
            state=State(move["after_state"]) if move else State.UNKNOWN,
            phase=move["phase"] if move else None,
            disputed=tuple(one for row in disputes for one in change_of(row).evidence),
            pin=pin_of(pinned) if pinned and pinned["event"] == "pinned" else None,
        )

    def _last_change(self, topic: TopicId, name: Field, moment: datetime, events: tuple[str, ...]) -> Row | None:
        """The change of some kinds that was recorded last, of those dated before a moment."""
        places = ", ".join("?" * len(events))
        row: Row | None = self._connection.execute(
            f"""SELECT * FROM status_changes WHERE topic = ? AND field = ? AND at < ? AND event IN ({places})
            ORDER BY seq DESC LIMIT 1""",  # noqa: S608 (our own list)
            (topic, name, to_ms(moment), *events),
        ).fetchone()
        return row

    def developments_after(
        self, topic: TopicId, after: tuple[int, str], limit: int, *, until: datetime | None = None
    ) -> tuple[tuple[int, str], ...]:
        """(first_at in ms, id) of developments worth saying, in the order they began, those behind `after`."""
        rows = self._connection.execute(
            """SELECT first_at, id FROM developments d WHERE topic = ? AND (first_at, id) > (?, ?) AND first_at < ?
            AND EXISTS (SELECT 1 FROM decisions x WHERE x.development = d.id AND x.importance IS NOT NULL
                AND x.reason IN ('new_development', 'dispute', 'seed'))
            ORDER BY first_at, id LIMIT ?""",
            (topic, *after, to_ms(until) if until else 2**62, limit),
        )
        return tuple((row["first_at"], row["id"]) for row in rows)

    def all_deadlines(self, topic: TopicId, since: datetime, until: datetime) -> tuple[StatedDeadline, ...]:
        """Every deadline that a report of this time states, open or passed, by its end."""
        rows = self._connection.execute(
            "SELECT * FROM deadlines WHERE topic = ? AND at >= ? AND at < ? ORDER BY due, at, report",
            (topic, to_ms(since), to_ms(until)),
        )
        return tuple(deadline_of(row) for row in rows)

    def pins(self, topic: TopicId) -> tuple[Pin, ...]:
        """The pins that hold now."""
        rows = self._connection.execute("SELECT * FROM status_pins WHERE topic = ? ORDER BY field", (topic,))
        return tuple(
            Pin(field=Field(row["field"]), state=State(row["state"]), phase=row["phase"], who=row["who"],
                at=from_ms(row["at"]))
            for row in rows
        )  # fmt: skip

    def pin(self, topic: TopicId, pin: Pin, before: State) -> None:
        """Pin a state; the record of changes keeps who and when."""
        self._connection.execute(
            "INSERT OR REPLACE INTO status_pins (topic, field, state, phase, who, at) VALUES (?, ?, ?, ?, ?, ?)",
            (topic, pin.field, pin.state, pin.phase, pin.who, to_ms(pin.at)),
        )
        self._add_change(topic, "pinned", pin.field, before, pin.state, pin.phase, pin.at, dump([{"who": pin.who}]))

    def unpin(self, topic: TopicId, name: Field, who: str, at: datetime) -> bool:
        """Take a pin off; whether there was one."""
        removed = self._connection.execute(
            "DELETE FROM status_pins WHERE topic = ? AND field = ? RETURNING state", (topic, name)
        ).fetchone()
        if removed is not None:
            state = State(removed["state"])
            self._add_change(topic, "unpinned", name, state, state, None, at, dump([{"who": who}]))
        return removed is not None

    def _add_change(
        self, topic: TopicId, event: str, name: Field, before: State, after: State, phase: int | None, at: datetime,
        evidence: str,
    ) -> None:  # fmt: skip
        self._connection.execute(
            """INSERT INTO status_changes (topic, field, event, before_state, after_state, phase, at, evidence)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?)""",
            (topic, name, event, before, after, phase, to_ms(at), evidence),
        )
