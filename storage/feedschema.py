"""The tables of feeds, for the steps in `storage/migrations.py` that make them. Released: never edited."""

from sqlite_utils import Database


def standing_tables(db: Database) -> None:
    """The step `feed_standing`."""
    for column in (
        "configured TEXT NOT NULL DEFAULT ''",
        "url TEXT NOT NULL DEFAULT ''",
        "digest TEXT",
        "fresh_seconds REAL",
        "ttl_minutes REAL",
        "update_minutes REAL",
        "skip_hours TEXT NOT NULL DEFAULT '[]'",
        "skip_days TEXT NOT NULL DEFAULT '[]'",
        "per_hour REAL",
        "entries INTEGER NOT NULL DEFAULT 0",
        "interval_seconds REAL",
        "why TEXT NOT NULL DEFAULT ''",
        """moved TEXT NOT NULL DEFAULT '["", 0, null]'""",
        "consent TEXT NOT NULL DEFAULT ''",
        """gone TEXT NOT NULL DEFAULT '["", 0, null]'""",
        "retired_at INTEGER",
        "failing_since INTEGER",
        "gap_from INTEGER",
        "gap_to INTEGER",
        "flags TEXT NOT NULL DEFAULT '[]'",
    ):
        db.execute(f"ALTER TABLE feeds ADD COLUMN {column}")
    db.execute("CREATE TABLE feed_notes (at INTEGER NOT NULL, source TEXT NOT NULL, kind TEXT NOT NULL, "
               "text TEXT NOT NULL) STRICT")  # fmt: skip
    db.execute("CREATE INDEX feed_notes_by_time ON feed_notes (at)")
    db.execute("CREATE TABLE sight (topic TEXT PRIMARY KEY, since INTEGER, told INTEGER NOT NULL DEFAULT 0) STRICT")
    db.execute("""
        CREATE TABLE provenance (
            report TEXT NOT NULL, version INTEGER NOT NULL,
            published_raw TEXT NOT NULL, author TEXT NOT NULL, publisher TEXT NOT NULL, item_digest TEXT NOT NULL,
            chance_at INTEGER NOT NULL, dated INTEGER NOT NULL,
            PRIMARY KEY (report, version)
        ) STRICT""")
    db.execute("CREATE INDEX reports_by_source ON reports (source, seen_at)")
    db.execute("CREATE INDEX aliases_by_report ON aliases (report)")


def topic_notice_table(db: Database) -> None:
    """The step `notices_of_topics`."""
    db.execute("CREATE TABLE topic_notices (id TEXT PRIMARY KEY, topic TEXT NOT NULL, name TEXT NOT NULL, "
               "sentence TEXT NOT NULL, created_at INTEGER NOT NULL) STRICT")  # fmt: skip
