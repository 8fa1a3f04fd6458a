"""Where each version of a report came from, as served: for /why, and for measuring how fast we are."""

from collections.abc import Iterable
from datetime import datetime

from bot.core.intake.entry import Provenance
from bot.core.model import ReportId
from storage.engine import Connection
from storage.times import from_ms, to_ms


class ProvenanceTable:
    """Reads and writes the provenance of reports on one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, report: ReportId, version: int, provenance: Provenance) -> None:
        """Store where a version came from; what is stored already stays."""
        self._connection.execute(
            """INSERT OR IGNORE INTO provenance
            (report, version, published_raw, author, publisher, item_digest, chance_at, dated)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?)""",
            (
                report, version, provenance.published_raw, provenance.author, provenance.publisher,
                provenance.item_digest, to_ms(provenance.chance_at), int(provenance.dated),
            ),
        )  # fmt: skip

    def of(self, report: ReportId, version: int) -> Provenance | None:
        """Where a version came from, or None."""
        row = self._connection.execute(
            "SELECT * FROM provenance WHERE report = ? AND version = ?", (report, version)
        ).fetchone()
        if row is None:
            return None
        return Provenance(
            published_raw=row["published_raw"],
            author=row["author"],
            publisher=row["publisher"],
            item_digest=row["item_digest"],
            chance_at=from_ms(row["chance_at"]),
            dated=bool(row["dated"]),
        )

    def digests(self, reports: Iterable[ReportId]) -> dict[ReportId, frozenset[str]]:
        """The hashes of all items, as served, that made versions of these reports."""
        found: dict[ReportId, set[str]] = {}
        wanted = sorted(set(reports))
        for start in range(0, len(wanted), 500):
            some = wanted[start : start + 500]
            marks = ", ".join("?" * len(some))
            rows = self._connection.execute(
                f"SELECT report, item_digest FROM provenance WHERE report IN ({marks})",  # noqa: S608 (marks only)
                some,
            )
            for row in rows:
                found.setdefault(ReportId(row["report"]), set()).add(row["item_digest"])
        return {report: frozenset(some) for report, some in found.items()}

    def latencies(self, since: datetime) -> tuple[tuple[float, float | None], ...]:
        """Seconds to the first delivery of each alert made since: from the first poll that could have seen the
        report, and from its publication (None where that date is not to be trusted).
        """
        rows = self._connection.execute(
            """SELECT p.chance_at AS chance, r.published_at AS published, p.dated AS dated, min(d.changed_at) AS sent
            FROM alerts a
            JOIN provenance p ON p.report = a.report AND p.version = a.version
            JOIN reports r ON r.id = a.report AND r.version = a.version
            JOIN deliveries d ON d.alert = a.id AND d.kind = 'alert' AND d.state = 'sent'
            WHERE a.created_at >= ? GROUP BY a.id ORDER BY a.created_at""",
            (to_ms(since),),
        )
        return tuple(
            (
                (row["sent"] - row["chance"]) / 1000,
                (row["sent"] - row["published"]) / 1000 if row["dated"] and row["published"] is not None else None,
            )
            for row in rows
        )
