"""Tables for the life of alerts, for the step in `storage/migrations.py` that makes them. Released: never edited."""

from sqlite_utils import Database


def life_tables(db: Database) -> None:
    """The step `life_of_alerts`. `voter` is a hash of chat and person: one voice each, and nobody's number."""
    db.execute("""
        CREATE TABLE mutes (
            chat INTEGER NOT NULL, thread INTEGER NOT NULL, storyline TEXT NOT NULL, topic TEXT NOT NULL,
            alert TEXT NOT NULL, since INTEGER NOT NULL, until INTEGER NOT NULL,
            PRIMARY KEY (chat, thread, storyline)
        ) STRICT""")
    db.execute("""
        CREATE TABLE feedback (
            alert TEXT NOT NULL, chat INTEGER NOT NULL, voter TEXT NOT NULL, verdict TEXT NOT NULL,
            report TEXT NOT NULL, version INTEGER NOT NULL, topic TEXT NOT NULL, development TEXT NOT NULL,
            at INTEGER NOT NULL,
            PRIMARY KEY (alert, chat, voter)
        ) STRICT""")
    db.execute("CREATE INDEX feedback_by_chat ON feedback (chat)")
    db.execute("CREATE INDEX alerts_by_report ON alerts (report)")
    db.execute("CREATE INDEX alerts_by_time ON alerts (topic, created_at)")
    db.execute("CREATE INDEX decisions_by_disputed ON decisions (disputes) WHERE disputes IS NOT NULL")
