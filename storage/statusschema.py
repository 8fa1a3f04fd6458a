"""The tables of the status, for the steps in `storage/migrations.py` that make them. Released: never edited."""

from sqlite_utils import Database

from bot.core.model import TopicId
from storage.search import indexed


def status_tables(db: Database) -> None:
    """The step `status_of_topics`."""
    db.execute("CREATE TABLE status_folds (topic TEXT PRIMARY KEY, rules TEXT NOT NULL, cursor INTEGER NOT NULL, "
               "generation INTEGER NOT NULL, state TEXT NOT NULL) STRICT")  # fmt: skip
    db.execute("""
        CREATE TABLE status_changes (
            seq INTEGER PRIMARY KEY, topic TEXT NOT NULL, field TEXT NOT NULL, event TEXT NOT NULL,
            before_state TEXT NOT NULL, after_state TEXT NOT NULL, phase INTEGER, at INTEGER NOT NULL,
            evidence TEXT NOT NULL
        ) STRICT""")
    db.execute("CREATE INDEX status_changes_by_time ON status_changes (topic, at)")
    db.execute("CREATE INDEX status_changes_moved ON status_changes (topic, field, at) WHERE event = 'moved'")
    db.execute("""
        CREATE TABLE status_pins (
            topic TEXT NOT NULL, field TEXT NOT NULL, state TEXT NOT NULL, phase INTEGER, who TEXT NOT NULL,
            at INTEGER NOT NULL,
            PRIMARY KEY (topic, field)
        ) STRICT""")
    db.execute("""
        CREATE TABLE statements (
            topic TEXT NOT NULL, report TEXT NOT NULL, version INTEGER NOT NULL, actor TEXT NOT NULL,
            at INTEGER NOT NULL, value TEXT NOT NULL,
            PRIMARY KEY (topic, report, version, actor)
        ) STRICT""")
    db.execute("CREATE INDEX statements_by_actor ON statements (topic, actor, at)")
    db.execute("CREATE INDEX statements_by_time ON statements (topic, at)")
    db.execute("""
        CREATE TABLE deadlines (
            topic TEXT NOT NULL, report TEXT NOT NULL, version INTEGER NOT NULL, at INTEGER NOT NULL,
            due INTEGER NOT NULL, day INTEGER NOT NULL, phrase TEXT NOT NULL, in_description INTEGER NOT NULL,
            evidence TEXT NOT NULL,
            PRIMARY KEY (topic, report, version, due, day)
        ) STRICT""")
    db.execute("CREATE INDEX deadlines_by_end ON deadlines (topic, due)")
    db.execute("""
        CREATE TABLE figures (
            topic TEXT NOT NULL, report TEXT NOT NULL, version INTEGER NOT NULL, at INTEGER NOT NULL,
            kind TEXT NOT NULL, phrase TEXT NOT NULL, in_description INTEGER NOT NULL, evidence TEXT NOT NULL,
            PRIMARY KEY (topic, report, version, kind)
        ) STRICT""")
    db.execute("CREATE INDEX figures_by_kind ON figures (topic, kind, at)")
    db.execute("""
        CREATE TABLE taken (
            id INTEGER PRIMARY KEY, topic TEXT NOT NULL, report TEXT NOT NULL, version INTEGER NOT NULL,
            rules TEXT NOT NULL,
            UNIQUE (topic, report, version)
        ) STRICT""")
    db.execute("CREATE VIRTUAL TABLE report_words USING fts5 (headline, summary, topic, content='', "
               "tokenize = 'unicode61 remove_diacritics 0')")  # fmt: skip
    db.execute("CREATE TABLE searches (mark TEXT PRIMARY KEY, text TEXT NOT NULL, at INTEGER NOT NULL) STRICT")
    db.execute("CREATE INDEX developments_by_beginning ON developments (topic, first_at)")


def index_beginnings(db: Database) -> None:
    """The step `words_by_their_beginnings`."""
    db.execute("DROP TABLE report_words")
    db.execute("CREATE VIRTUAL TABLE report_words USING fts5 (headline, summary, topic, content='', prefix='3 5', "
               "tokenize = 'unicode61 remove_diacritics 0')")  # fmt: skip
    taken = db.execute("""SELECT t.id, t.topic, r.headline, r.summary, r.outlet FROM taken t
        JOIN reports r ON r.id = t.report AND r.version = t.version ORDER BY t.id""")
    db.conn.executemany(
        "INSERT INTO report_words (rowid, headline, summary, topic) VALUES (?, ?, ?, ?)",
        ((row[0], *indexed(row[2], row[3], row[4], TopicId(row[1]))) for row in taken),
    )


def brief_tables(db: Database) -> None:
    """The step `briefs`."""
    db.execute("""
        CREATE TABLE briefs (
            chat INTEGER NOT NULL, thread INTEGER NOT NULL, topic TEXT NOT NULL, minute INTEGER NOT NULL,
            next_at INTEGER NOT NULL,
            PRIMARY KEY (chat, thread, topic)
        ) STRICT""")
    db.execute("CREATE INDEX briefs_due ON briefs (next_at)")
