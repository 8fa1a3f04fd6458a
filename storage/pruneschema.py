"""The tables of what was pruned, for the steps in `storage/migrations.py` that make them. Released: never edited."""

from sqlite_utils import Database


def prune_tables(db: Database) -> None:
    """The step `counts_of_what_was_pruned`. No chats in it."""
    db.execute("CREATE TABLE pruned_deliveries (alert TEXT NOT NULL, kind TEXT NOT NULL, state TEXT NOT NULL, "
               "reason TEXT NOT NULL, count INTEGER NOT NULL, last_at INTEGER NOT NULL, "
               "PRIMARY KEY (alert, kind, state, reason)) STRICT, WITHOUT ROWID")  # fmt: skip
    db.execute("CREATE TABLE pruned_decisions (topic TEXT NOT NULL, reason TEXT NOT NULL, count INTEGER NOT NULL, "
               "last_at INTEGER NOT NULL, PRIMARY KEY (topic, reason)) STRICT, WITHOUT ROWID")  # fmt: skip
    db.execute("CREATE INDEX decisions_off_topic ON decisions (at) WHERE reason = 'off_topic' AND version = 1")


def last_pruning_table(db: Database) -> None:
    """The step `last_pruning`. One row."""
    db.execute("CREATE TABLE last_pruning (one INTEGER PRIMARY KEY CHECK (one = 1), at INTEGER NOT NULL, "
               "deliveries INTEGER NOT NULL, decisions INTEGER NOT NULL, "
               "announcements INTEGER NOT NULL) STRICT")  # fmt: skip


def pruned_notices(db: Database) -> None:
    """The step `topic_notices_are_pruned`."""
    db.execute("ALTER TABLE last_pruning ADD COLUMN notices INTEGER NOT NULL DEFAULT 0")
    db.execute("CREATE INDEX topic_notices_by_time ON topic_notices (created_at)")
