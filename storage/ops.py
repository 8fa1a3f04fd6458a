"""What an operator looks at: the queue, its lag, what became of deliveries, what is in doubt or quarantined."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from storage.engine import Connection
from storage.times import from_ms, to_ms

_TOLD_KEPT = timedelta(days=30)


@dataclass(frozen=True, slots=True, kw_only=True)
class Load:
    """The ledger at a glance. `ended` counts deliveries that ended since the moment asked about, by state."""

    waiting: int
    oldest_due: datetime | None
    in_doubt: int
    quarantined: int
    ended: Mapping[str, int] = field(default_factory=dict)
    failures: Mapping[str, int] = field(default_factory=dict)
    subscriptions: int = 0


class OpsTable:
    """Reads figures on one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def load(self, since: datetime, now: datetime, *, quarantine_at: int = 3) -> Load:
        """The ledger's figures. Waiting are deliveries that could go out now."""
        due = self._connection.execute(
            """SELECT count(*) AS n, min(due_at) AS oldest FROM deliveries
            WHERE state IN ('pending', 'claimed', 'sending') AND due_at <= ?""",
            (to_ms(now),),
        ).fetchone()
        oldest: int | None = due["oldest"]
        return Load(
            waiting=due["n"],
            oldest_due=from_ms(oldest),
            in_doubt=self._number("SELECT count(*) FROM deliveries WHERE state = 'in_doubt'"),
            quarantined=self._number(
                "SELECT count(*) FROM (SELECT alert FROM unparsable GROUP BY alert HAVING count(*) >= ?)", quarantine_at
            ),
            ended=self._counts(
                """SELECT state AS name, count(*) AS n FROM deliveries WHERE changed_at >= ?
                AND state IN ('sent', 'digested', 'superseded', 'expired', 'dropped') GROUP BY state""",
                since,
            ),
            failures=self._counts(
                """SELECT CASE instr(reason, ':') WHEN 0 THEN reason ELSE substr(reason, 1, instr(reason, ':') - 1) END
                    AS name, count(*) AS n
                FROM deliveries WHERE changed_at >= ? AND state = 'dropped' AND reason IS NOT NULL GROUP BY name""",
                since,
            ),
            subscriptions=self._number("SELECT count(*) FROM subscriptions WHERE active = 1"),
        )

    def quarantined_after(self, since: datetime, *, quarantine_at: int = 3) -> tuple[tuple[str, str], ...]:
        """Alerts that a chat could not read after `since` and that are quarantined, and what Telegram said of each."""
        rows = self._connection.execute(
            """SELECT alert, min(detail) AS detail FROM unparsable
            GROUP BY alert HAVING count(*) >= ? AND max(at) > ? ORDER BY max(at), alert""",
            (quarantine_at, to_ms(since)),
        )
        return tuple((row["alert"], row["detail"]) for row in rows)

    def tell_of(self, cause: str, now: datetime, quiet_for: timedelta) -> bool:
        """Whether a trouble is to be told now; it is remembered as told."""
        changed = self._connection.execute(
            """INSERT INTO notices (cause, told_at) VALUES (?, ?)
            ON CONFLICT (cause) DO UPDATE SET told_at = excluded.told_at
                WHERE told_at <= ? OR told_at > excluded.told_at""",
            (cause, to_ms(now), to_ms(now - quiet_for)),
        )
        return bool(changed.rowcount)

    def untold(self, causes: Iterable[str]) -> None:
        """Telling of these failed: they are to be told when they are looked at next."""
        self._connection.executemany("DELETE FROM notices WHERE cause = ?", [(cause,) for cause in causes])

    def forget_told(self, now: datetime) -> int:
        """Delete what operators were told so long ago that it makes no difference. Returns how many troubles."""
        return self._connection.execute("DELETE FROM notices WHERE told_at < ?", (to_ms(now - _TOLD_KEPT),)).rowcount

    def _number(self, statement: str, *values: int) -> int:
        return int(self._connection.execute(statement, values).fetchone()[0])

    def _counts(self, statement: str, since: datetime) -> dict[str, int]:
        return {row["name"]: row["n"] for row in self._connection.execute(f"{statement} ORDER BY 1", (to_ms(since),))}
