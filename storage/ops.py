"""What an operator looks at: the queue, its lag, what became of deliveries, what is in doubt or quarantined."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.core.model import ChatId
from bot.core.people.notices import QUIET_FOR
from storage.engine import Connection
from storage.times import from_ms, to_ms

_TOLD_KEPT = timedelta(days=30)
_QUIET = {"told": QUIET_FOR, "refused": timedelta(hours=1)}  # until an operator is told of the same cause again


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

    def due_for(self, operator: ChatId, causes: Iterable[str], now: datetime) -> frozenset[str]:
        """Which of these causes an operator is to be told of now.

        What was told is due again a day later, what Telegram did not let us tell an hour later.
        """
        rows = self._connection.execute("SELECT cause, at, outcome FROM told WHERE chat = ?", (operator,))
        quiet = {row["cause"] for row in rows if now - _QUIET[row["outcome"]] < from_ms(row["at"]) <= now}
        return frozenset(causes) - quiet

    def told(self, operator: ChatId, causes: Iterable[str], now: datetime, *, reached: bool) -> None:
        """Remember of what an operator was told, or that Telegram does not let us tell them."""
        outcome = "told" if reached else "refused"
        self._connection.executemany(
            "INSERT OR REPLACE INTO told (chat, cause, at, outcome) VALUES (?, ?, ?, ?)",
            [(operator, cause, to_ms(now), outcome) for cause in causes],
        )

    def forget_told(self, now: datetime) -> int:
        """Delete what operators were told so long ago that it makes no difference. Returns how many records."""
        return self._connection.execute("DELETE FROM told WHERE at < ?", (to_ms(now - _TOLD_KEPT),)).rowcount

    def _number(self, statement: str, *values: int) -> int:
        return int(self._connection.execute(statement, values).fetchone()[0])

    def _counts(self, statement: str, since: datetime) -> dict[str, int]:
        return {row["name"]: row["n"] for row in self._connection.execute(f"{statement} ORDER BY 1", (to_ms(since),))}
