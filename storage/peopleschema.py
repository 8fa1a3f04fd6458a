"""Tables for people, for the steps in `storage/migrations.py` that make them. Released: never edited."""

from sqlite_utils import Database


def announcement_table(db: Database) -> None:
    """The step `announcements`."""
    db.execute(
        "CREATE TABLE announcements (id TEXT PRIMARY KEY, text TEXT NOT NULL, created_at INTEGER NOT NULL) STRICT"
    )
    db.execute("CREATE INDEX announcements_by_time ON announcements (created_at)")


def shown_columns(db: Database) -> None:
    """The step `what_a_chat_is_shown`."""
    db.execute("ALTER TABLE deliveries ADD COLUMN lead TEXT")
    db.execute("ALTER TABLE deliveries ADD COLUMN least INTEGER NOT NULL DEFAULT 1")
