"""The tables of filters, for the steps in `storage/migrations.py` that make them. Released: never edited."""

from sqlite_utils import Database


def filter_tables(db: Database) -> None:
    """The step `filter_index`."""
    db.execute("CREATE TABLE filter_texts (text TEXT PRIMARY KEY, indexed INTEGER NOT NULL DEFAULT 0) STRICT")
    db.execute("CREATE INDEX filter_texts_new ON filter_texts (text) WHERE indexed = 0")
    db.execute("CREATE TABLE filter_words (word TEXT NOT NULL, text TEXT NOT NULL, PRIMARY KEY (word, text)) "
               "STRICT, WITHOUT ROWID")  # fmt: skip
    db.execute("CREATE INDEX filters_by_text ON filters (topic, text, chat, thread)")
    db.execute("CREATE INDEX subscriptions_in_order ON subscriptions (topic, chat, thread, active, level)")
    db.execute("""
        CREATE TRIGGER filters_to_index AFTER INSERT ON filters
        BEGIN INSERT OR IGNORE INTO filter_texts (text) VALUES (NEW.text); END""")
    db.execute("INSERT OR IGNORE INTO filter_texts (text) SELECT DISTINCT text FROM filters")
    db.execute("ALTER TABLE subscriptions ADD COLUMN gone_at INTEGER")
    db.execute("""
        CREATE TRIGGER subscriptions_back AFTER UPDATE OF active ON subscriptions
        WHEN NEW.active = 1 AND NEW.gone_at IS NOT NULL
        BEGIN UPDATE subscriptions SET gone_at = NULL
            WHERE chat = NEW.chat AND thread = NEW.thread AND topic = NEW.topic; END""")
