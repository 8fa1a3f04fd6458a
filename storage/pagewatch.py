"""The pages of alerted reports: which are watched, and what was answered when they were asked for."""

from datetime import datetime, timedelta

from sqlite_utils import Database

from bot.core.intake.pages import WATCHED, PageState
from bot.core.model import ReportId
from storage.engine import Connection, Row
from storage.times import from_ms, to_ms

_KEPT = timedelta(days=3)


def page_table(db: Database) -> None:
    """The step `pages_of_alerts`. Released: never edited."""
    db.execute("CREATE TABLE pages (report TEXT PRIMARY KEY, link TEXT NOT NULL, alive INTEGER NOT NULL, "
               "gone INTEGER NOT NULL, status INTEGER, due_at INTEGER NOT NULL, busy INTEGER NOT NULL) "
               "STRICT, WITHOUT ROWID")  # fmt: skip


class PageTable:
    """Reads and writes what is known of pages on one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def watched(self, now: datetime) -> tuple[PageState, ...]:
        """The pages of reports alerted within the last day and not corrected or withdrawn, the longest due first."""
        rows = self._connection.execute(
            """SELECT a.report AS report, r.link AS link, p.link AS known, p.alive, p.gone, p.status, p.due_at, p.busy
            FROM (SELECT DISTINCT report FROM alerts
                WHERE created_at > :since AND reason IN ('new_development', 'dispute')) a
            JOIN reports r ON r.id = a.report AND r.link IS NOT NULL
                AND r.version = (SELECT max(version) FROM reports n WHERE n.id = a.report)
            LEFT JOIN pages p ON p.report = a.report
            WHERE NOT EXISTS (SELECT 1 FROM decisions d WHERE d.report = a.report AND d.reason = 'correction')
            ORDER BY coalesce(p.due_at, 0), a.report""",
            {"since": to_ms(now - WATCHED)},
        )
        return tuple(_page(row) for row in rows)

    def save(self, page: PageState, now: datetime) -> None:
        """Store what is known of a page; forget pages that have not been watched for days."""
        self._connection.execute("DELETE FROM pages WHERE due_at < ?", (to_ms(now - _KEPT),))
        self._connection.execute(
            """INSERT OR REPLACE INTO pages (report, link, alive, gone, status, due_at, busy)
            VALUES (?, ?, ?, ?, ?, ?, ?)""",
            (page.report, page.link, int(page.alive), page.gone, page.status, to_ms(page.due_at), int(page.busy)),
        )


def _page(row: Row) -> PageState:
    report = ReportId(row["report"])
    if row["known"] != row["link"]:
        return PageState(report=report, link=row["link"])
    return PageState(
        report=report, link=row["link"], alive=bool(row["alive"]), gone=row["gone"], status=row["status"],
        due_at=from_ms(row["due_at"]), busy=bool(row["busy"]),
    )  # fmt: skip
