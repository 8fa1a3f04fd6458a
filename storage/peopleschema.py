"""Tables for people, for the steps in `storage/migrations.py` that make them. Released: never edited."""

from sqlite_utils import Database


def announcement_table(db: Database) -> None:
    """The step `announcements`."""
    db.execute(
        "CREATE TABLE announcements (id TEXT PRIMARY KEY, text TEXT NOT NULL, created_at INTEGER NOT NULL) STRICT"
    )
    db.execute("CREATE INDEX announcements_by_time ON announcements (created_at)")
