"""Tables for people, for the steps in `storage/migrations.py` that make them. Released: never edited."""

from sqlite_utils import Database


def settings_columns(db: Database) -> None:
    """The step `subscription_settings`."""
    for column in (
        "outlets_in TEXT NOT NULL DEFAULT '[]'",
        "outlets_out TEXT NOT NULL DEFAULT '[]'",
        "languages TEXT NOT NULL DEFAULT '[]'",
        "least_outlets INTEGER NOT NULL DEFAULT 1",
        "digest TEXT",
        "silent INTEGER NOT NULL DEFAULT 0",
        "quiet_from INTEGER",
        "quiet_to INTEGER",
        "zone TEXT NOT NULL DEFAULT 'UTC'",
        "paused_until INTEGER",
        """special INTEGER NOT NULL GENERATED ALWAYS AS (
            outlets_in <> '[]' OR outlets_out <> '[]' OR languages <> '[]' OR least_outlets > 1
            OR digest IS NOT NULL OR quiet_from IS NOT NULL OR paused_until IS NOT NULL) VIRTUAL""",
    ):
        db.execute(f"ALTER TABLE subscriptions ADD COLUMN {column}")
    db.execute("CREATE INDEX subscriptions_special ON subscriptions (topic, special)")


def announcement_table(db: Database) -> None:
    """The step `announcements`."""
    db.execute(
        "CREATE TABLE announcements (id TEXT PRIMARY KEY, text TEXT NOT NULL, created_at INTEGER NOT NULL) STRICT"
    )
    db.execute("CREATE INDEX announcements_by_time ON announcements (created_at)")


def told_table(db: Database) -> None:
    """The step `what_each_operator_was_told`. `chat` is the operator's own, so that forgetting it forgets this, too."""
    db.execute("DROP TABLE notices")
    db.execute("CREATE TABLE told (chat INTEGER NOT NULL, cause TEXT NOT NULL, at INTEGER NOT NULL, "
               "outcome TEXT NOT NULL, PRIMARY KEY (chat, cause)) STRICT, "
               "WITHOUT ROWID")  # fmt: skip


def shown_columns(db: Database) -> None:
    """The step `what_a_chat_is_shown`."""
    db.execute("ALTER TABLE deliveries ADD COLUMN lead TEXT")
    db.execute("ALTER TABLE deliveries ADD COLUMN least INTEGER NOT NULL DEFAULT 1")
