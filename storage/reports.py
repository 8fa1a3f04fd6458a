"""Reports, every version of them, and the names (aliases) each goes by."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from bot.core.model import Report, ReportId, SourceId
from storage.engine import Connection, Row
from storage.times import from_ms, to_ms

_COLUMNS = "id, version, source, outlet, family, language, headline, summary, link, published_at, seen_at, wire"


def report_of(row: Row) -> Report:
    """The report a row of `reports` holds."""
    return Report(
        id=ReportId(row["id"]),
        version=row["version"],
        source=SourceId(row["source"]),
        outlet=row["outlet"],
        family=row["family"],
        language=row["language"],
        headline=row["headline"],
        summary=row["summary"],
        link=row["link"],
        published=from_ms(row["published_at"]),
        seen=from_ms(row["seen_at"]),
        wire=row["wire"],
    )


class ReportTable:
    """Reads and writes reports on one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, report: Report) -> None:
        """Store one version of a report; a version that is stored already stays as it is."""
        self._connection.execute(
            f"INSERT OR IGNORE INTO reports ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",  # noqa: S608
            (
                report.id,
                report.version,
                report.source,
                report.outlet,
                report.family,
                report.language,
                report.headline,
                report.summary,
                report.link,
                to_ms(report.published),
                to_ms(report.seen),
                report.wire,
            ),
        )

    def add_aliases(self, report: ReportId, aliases: Iterable[str]) -> None:
        """Remember further names of a report; a name that is taken already keeps its first owner."""
        self._connection.executemany(
            "INSERT OR IGNORE INTO aliases (alias, report) VALUES (?, ?)", [(alias, report) for alias in aliases]
        )

    def known(self, aliases: Iterable[str]) -> Report | None:
        """The newest version of the report that goes by the first of these names that is known."""
        for alias in aliases:
            row = self._connection.execute("SELECT report FROM aliases WHERE alias = ?", (alias,)).fetchone()
            if row is not None:
                return self.newest(ReportId(row["report"]))
        return None

    def by_alias(self, aliases: Iterable[str]) -> dict[str, tuple[Report, ...]]:
        """For each of these names that is known, all versions of its report, oldest first."""
        owners = self._owners(sorted(set(aliases)))
        versions: dict[ReportId, list[Report]] = {}
        for one in self._all_versions(sorted(set(owners.values()))):
            versions.setdefault(one.id, []).append(one)
        kept = {report: tuple(some) for report, some in versions.items()}
        return {alias: kept[report] for alias, report in owners.items() if report in kept}

    def _all_versions(self, reports: Sequence[ReportId]) -> Iterator[Report]:
        for start in range(0, len(reports), 500):
            some = reports[start : start + 500]
            marks = ", ".join("?" * len(some))
            rows = self._connection.execute(
                f"SELECT * FROM reports WHERE id IN ({marks}) ORDER BY id, version",  # noqa: S608 (marks only)
                some,
            )
            yield from (report_of(row) for row in rows)

    def _owners(self, aliases: Sequence[str]) -> dict[str, ReportId]:
        owners: dict[str, ReportId] = {}
        for start in range(0, len(aliases), 500):
            some = aliases[start : start + 500]
            marks = ", ".join("?" * len(some))
            rows = self._connection.execute(
                f"SELECT alias, report FROM aliases WHERE alias IN ({marks})",  # noqa: S608 (marks only)
                some,
            )
            owners |= {row["alias"]: ReportId(row["report"]) for row in rows}
        return owners

    def headlines(self, source: SourceId, since: datetime) -> tuple[tuple[str, ReportId], ...]:
        """Headline and id of the source's reports first seen since, oldest first."""
        rows = self._connection.execute(
            "SELECT headline, id FROM reports WHERE source = ? AND seen_at >= ? ORDER BY seen_at, id, version",
            (source, to_ms(since)),
        )
        return tuple((row["headline"], ReportId(row["id"])) for row in rows)

    def newest(self, report: ReportId) -> Report | None:
        """The newest version of a report, or None."""
        row = self._connection.execute(
            "SELECT * FROM reports WHERE id = ? ORDER BY version DESC LIMIT 1", (report,)
        ).fetchone()
        return None if row is None else report_of(row)

    def by_link(self, link: str) -> Report | None:
        """The newest version of the report last seen under a link, as the outlet gave it, or None."""
        row = self._connection.execute(
            "SELECT * FROM reports WHERE link = ? ORDER BY seen_at DESC, version DESC LIMIT 1", (link,)
        ).fetchone()
        return None if row is None else report_of(row)

    def last_of(self, source: SourceId) -> Report | None:
        """The report of a source that was seen last, in its newest version; None where there is none."""
        row = self._connection.execute(
            "SELECT * FROM reports WHERE source = ? ORDER BY seen_at DESC, rowid DESC LIMIT 1", (source,)
        ).fetchone()
        return None if row is None else report_of(row)

    def versions(self, report: ReportId) -> tuple[Report, ...]:
        """All versions of a report, oldest first."""
        rows = self._connection.execute("SELECT * FROM reports WHERE id = ? ORDER BY version", (report,))
        return tuple(report_of(row) for row in rows)

    def newest_seen(self) -> datetime | None:
        """When the newest report was first seen, or None while there is none."""
        row = self._connection.execute("SELECT max(seen_at) AS at FROM reports").fetchone()
        newest: int | None = row["at"]
        return from_ms(newest)
