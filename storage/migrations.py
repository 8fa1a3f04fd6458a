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
