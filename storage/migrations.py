"""The steps that make the schema, in order. Append only: a step that has been released is never edited.

Each step runs in one transaction together with the record that it ran (sqlite-utils' Migrations). Tables are STRICT.
"""

from sqlite_utils import Database
from sqlite_utils.migrations import Migrations

migrations = Migrations("trucewire")


@migrations()
def feeds_and_reports(db: Database) -> None:
    """What each feed said last, the reports it gave, and the names each report goes by."""
    db.execute("""
        CREATE TABLE feeds (
            source TEXT PRIMARY KEY,
            etag TEXT, last_modified TEXT,
            seeded INTEGER NOT NULL DEFAULT 0,
            attempted_at INTEGER, succeeded_at INTEGER, new_at INTEGER, due_at INTEGER,
            failures INTEGER NOT NULL DEFAULT 0, problem TEXT
        ) STRICT""")
    db.execute("""
        CREATE TABLE reports (
            id TEXT NOT NULL, version INTEGER NOT NULL,
            source TEXT NOT NULL, outlet TEXT NOT NULL, family TEXT NOT NULL, language TEXT NOT NULL,
            headline TEXT NOT NULL, summary TEXT NOT NULL, link TEXT, published_at INTEGER, seen_at INTEGER NOT NULL,
            wire TEXT,
            PRIMARY KEY (id, version)
        ) STRICT""")
    db.execute("CREATE INDEX reports_by_time ON reports (seen_at)")
    db.execute("CREATE TABLE aliases (alias TEXT PRIMARY KEY, report TEXT NOT NULL) STRICT, WITHOUT ROWID")


@migrations()
def decisions_and_alerts(db: Database) -> None:
    """What became of each report, the developments found, and what we say of them."""
    db.execute("""
        CREATE TABLE developments (
            id TEXT PRIMARY KEY, topic TEXT NOT NULL, storyline TEXT NOT NULL,
            act TEXT, importance INTEGER, first_report TEXT NOT NULL,
            first_at INTEGER NOT NULL, changed_at INTEGER NOT NULL
        ) STRICT""")
    db.execute("CREATE INDEX developments_by_change ON developments (topic, changed_at)")
    db.execute("""
        CREATE TABLE decisions (
            report TEXT NOT NULL, version INTEGER NOT NULL, topic TEXT NOT NULL,
            reason TEXT NOT NULL, at INTEGER NOT NULL,
            development TEXT REFERENCES developments (id), storyline TEXT, importance INTEGER, act TEXT, disputes TEXT,
            explanation TEXT NOT NULL,
            PRIMARY KEY (report, version, topic)
        ) STRICT""")
    db.execute("CREATE INDEX decisions_by_development ON decisions (development) WHERE development IS NOT NULL")
    db.execute("CREATE INDEX decisions_by_time ON decisions (topic, at)")
    db.execute("""
        CREATE TABLE alerts (
            id TEXT PRIMARY KEY, topic TEXT NOT NULL, development TEXT NOT NULL REFERENCES developments (id),
            storyline TEXT NOT NULL, reason TEXT NOT NULL, importance INTEGER NOT NULL,
            report TEXT NOT NULL, version INTEGER NOT NULL, created_at INTEGER NOT NULL
        ) STRICT""")
    db.execute("CREATE INDEX alerts_by_development ON alerts (development)")


@migrations()
def subscriptions(db: Database) -> None:
    """Who wants to hear of what. Thread 0 stands for a chat without topics."""
    db.execute("""
        CREATE TABLE subscriptions (
            chat INTEGER NOT NULL, thread INTEGER NOT NULL, topic TEXT NOT NULL,
            level INTEGER NOT NULL DEFAULT 2, active INTEGER NOT NULL DEFAULT 1, since INTEGER NOT NULL,
            PRIMARY KEY (chat, thread, topic)
        ) STRICT""")
    db.execute("CREATE INDEX subscriptions_by_topic ON subscriptions (topic, active, level)")
    db.execute("""
        CREATE TABLE filters (
            chat INTEGER NOT NULL, thread INTEGER NOT NULL, topic TEXT NOT NULL, text TEXT NOT NULL,
            PRIMARY KEY (chat, thread, topic, text),
            FOREIGN KEY (chat, thread, topic) REFERENCES subscriptions (chat, thread, topic)
                ON UPDATE CASCADE ON DELETE CASCADE
        ) STRICT""")


@migrations()
def feed_standing(db: Database) -> None:
    """All of a feed's standing, notes on feeds for the operator, sight of topics, and where reports came from."""
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
