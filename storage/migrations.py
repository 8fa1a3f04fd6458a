"""The steps that make the schema, in order. Append only: a step that has been released is never edited.

Each step runs in one transaction together with the record that it ran (sqlite-utils' Migrations). Tables are STRICT.
"""

from sqlite_utils import Database
from sqlite_utils.migrations import Migrations

from storage.feedschema import standing_tables, topic_notice_table
from storage.filterschema import filter_tables
from storage.lifeschema import life_tables
from storage.pagewatch import page_table
from storage.peopleschema import announcement_table, settings_columns, shown_columns, told_table
from storage.pruneschema import last_pruning_table, prune_tables, pruned_notices
from storage.statusschema import brief_tables, index_beginnings, status_tables

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
def deliveries(db: Database) -> None:
    """The ledger, and what paces it. `seq` is the order of the ledger, `alert` a digest's own id where it is one."""
    db.execute("""
        CREATE TABLE deliveries (
            seq INTEGER PRIMARY KEY,
            alert TEXT NOT NULL, chat INTEGER NOT NULL, thread INTEGER NOT NULL, kind TEXT NOT NULL,
            round INTEGER NOT NULL DEFAULT 0,
            topic TEXT NOT NULL, importance INTEGER NOT NULL, storyline TEXT NOT NULL, priority INTEGER NOT NULL,
            state TEXT NOT NULL, reason TEXT,
            attempts INTEGER NOT NULL DEFAULT 0, copies INTEGER NOT NULL DEFAULT 0 CHECK (copies BETWEEN 0 AND 2),
            plain INTEGER NOT NULL DEFAULT 0,
            created_at INTEGER NOT NULL, changed_at INTEGER NOT NULL, due_at INTEGER NOT NULL,
            expires_at INTEGER NOT NULL, composed_at INTEGER, message INTEGER, digest TEXT,
            UNIQUE (alert, chat, thread, kind, round)
        ) STRICT""")
    db.execute("""CREATE INDEX deliveries_waiting ON deliveries (priority, seq, chat, due_at)
        WHERE state IN ('held', 'pending', 'in_doubt')""")
    db.execute("""CREATE INDEX deliveries_open ON deliveries (chat, seq)
        WHERE state IN ('held', 'pending', 'claimed', 'sending', 'in_doubt')""")
    db.execute("""CREATE INDEX deliveries_under_way ON deliveries (chat) WHERE state IN ('claimed', 'sending')""")
    db.execute("CREATE INDEX deliveries_by_digest ON deliveries (digest) WHERE digest IS NOT NULL")
    db.execute("CREATE INDEX alerts_by_storyline ON alerts (storyline, created_at)")
    db.execute("""
        CREATE TRIGGER deliveries_end BEFORE UPDATE OF state ON deliveries
        WHEN OLD.state IN ('sent', 'digested', 'superseded', 'expired', 'dropped') AND NEW.state <> OLD.state
        BEGIN SELECT RAISE(ABORT, 'a delivery that has ended stays as it is'); END""")
    db.execute("CREATE TABLE pacing (chat INTEGER PRIMARY KEY, next_at INTEGER NOT NULL, set_at INTEGER NOT NULL, "
               "floods INTEGER NOT NULL DEFAULT 0, flooded_at INTEGER) STRICT")  # fmt: skip
    db.execute("CREATE INDEX pacing_floods ON pacing (flooded_at) WHERE flooded_at IS NOT NULL")
    db.execute("CREATE TABLE brake (one INTEGER PRIMARY KEY CHECK (one = 1), next_at INTEGER NOT NULL, "
               "set_at INTEGER NOT NULL) STRICT")  # fmt: skip
    db.execute("CREATE TABLE unparsable (alert TEXT NOT NULL, chat INTEGER NOT NULL, detail TEXT NOT NULL, "
               "at INTEGER NOT NULL, PRIMARY KEY (alert, chat)) STRICT")  # fmt: skip
    db.execute("""
        CREATE TABLE fanouts (
            alert TEXT NOT NULL, kind TEXT NOT NULL, after_chat INTEGER NOT NULL, after_thread INTEGER NOT NULL,
            subject TEXT, began_at INTEGER NOT NULL,
            PRIMARY KEY (alert, kind)
        ) STRICT""")


@migrations()
def filter_index(db: Database) -> None:
    """Which filters a word may match, filled by the next fan-out; and since when a chat does not let us in."""
    filter_tables(db)


@migrations()
def feed_standing(db: Database) -> None:
    """All of a feed's standing, notes on feeds for the operator, sight of topics, and where reports came from."""
    standing_tables(db)


@migrations()
def subscription_settings(db: Database) -> None:
    """What a subscription asks for beside level and filters; `special` where a fan-out has to ask `settings.wants`.

    Lists are JSON, times of the day are minutes after midnight in `zone`, `digest` is 'hourly', such minutes or NULL.
    """
    settings_columns(db)


@migrations()
def talks(db: Database) -> None:
    """What a chat told us of itself, and the question that a person has been asked and not yet answered."""
    db.execute("CREATE TABLE chats (chat INTEGER PRIMARY KEY, language TEXT, since INTEGER NOT NULL) STRICT")
    db.execute("""
        CREATE TABLE questions (
            chat INTEGER NOT NULL, asker INTEGER NOT NULL, question TEXT NOT NULL, draft TEXT NOT NULL DEFAULT '',
            at INTEGER NOT NULL,
            PRIMARY KEY (chat, asker)
        ) STRICT""")


@migrations()
def question_places(db: Database) -> None:
    """Of which place's settings a question asks; a channel is set up from a private chat."""
    db.execute("ALTER TABLE questions ADD COLUMN about INTEGER NOT NULL DEFAULT 0")
    db.execute("ALTER TABLE questions ADD COLUMN thread INTEGER NOT NULL DEFAULT 0")


@migrations()
def status_of_topics(db: Database) -> None:
    """What is folded and read out of reports for the status, pins of operators, and the words to search by."""
    status_tables(db)


@migrations()
def life_of_alerts(db: Database) -> None:
    """Storylines that a place does not want to hear of for a while, and what readers think of alerts."""
    life_tables(db)


@migrations()
def fanouts_keep_what_matched(db: Database) -> None:
    """A fan-out that goes on in chunks is held against the filters once, at its beginning."""
    db.execute("ALTER TABLE fanouts RENAME COLUMN subject TO matched")


@migrations()
def subscriptions_count_filters(db: Database) -> None:
    """How many filters a subscription has, so that a fan-out finds those without any."""
    db.execute("ALTER TABLE subscriptions ADD COLUMN filters INTEGER NOT NULL DEFAULT 0")
    db.execute("""UPDATE subscriptions SET filters = (SELECT count(*) FROM filters f
        WHERE f.chat = subscriptions.chat AND f.thread = subscriptions.thread AND f.topic = subscriptions.topic)""")
    db.execute("CREATE INDEX subscriptions_unfiltered ON subscriptions (topic, chat, thread, active, level) "
               "WHERE filters = 0")  # fmt: skip
    for name, event, row, change in (("added", "INSERT", "NEW", "+ 1"), ("removed", "DELETE", "OLD", "- 1")):
        db.execute(f"""CREATE TRIGGER filters_{name} AFTER {event} ON filters
            BEGIN UPDATE subscriptions SET filters = filters {change}
                WHERE chat = {row}.chat AND thread = {row}.thread AND topic = {row}.topic; END""")  # noqa: S608 - words of this file


@migrations()
def briefs(db: Database) -> None:
    """Who wants yesterday in a few lines every day, at what minute of the day, and when the next one is due."""
    brief_tables(db)


@migrations()
def notices(db: Database) -> None:
    """When operators were last told of each trouble."""
    db.execute("CREATE TABLE notices (cause TEXT PRIMARY KEY, told_at INTEGER NOT NULL) STRICT")


@migrations()
def what_is_due_later(db: Database) -> None:
    """Finding what falls due next does not look at all that waits for its turn."""
    db.execute("CREATE INDEX deliveries_due ON deliveries (due_at) "
               "WHERE due_at > 0 AND state IN ('held', 'pending', 'in_doubt')")  # fmt: skip
    db.execute("CREATE INDEX pacing_next ON pacing (next_at)")


@migrations()
def words_by_their_beginnings(db: Database) -> None:
    """The index of words again, now with the beginnings of words: looking those up took as long as the table is big."""
    index_beginnings(db)


@migrations()
def notices_of_topics(db: Database) -> None:
    """What the subscribers of a topic were told of its feeds, each under the id that its deliveries carry."""
    topic_notice_table(db)


@migrations()
def announcements(db: Database) -> None:
    """What operators told everybody, each under the id that its deliveries carry."""
    announcement_table(db)


@migrations()
def what_a_chat_is_shown(db: Database) -> None:
    """Which report a chat is shown in place of the alert's own, and for how many outlets it waited."""
    shown_columns(db)


@migrations()
def counts_of_what_was_pruned(db: Database) -> None:
    """How many deliveries and decisions were removed, since they ended long ago."""
    prune_tables(db)


@migrations()
def pages_of_alerts(db: Database) -> None:
    """What servers answered when the pages of alerted reports were asked for."""
    page_table(db)


@migrations()
def last_pruning(db: Database) -> None:
    """When all was last gone over for what ended long ago, and how much was removed."""
    last_pruning_table(db)


@migrations()
def offers_of_a_language(db: Database) -> None:
    """When a chat was asked whether it would rather read us in the language of its Telegram; asked once."""
    db.execute("ALTER TABLE chats ADD COLUMN offered_at INTEGER")


@migrations()
def what_each_operator_was_told(db: Database) -> None:
    """Which operator was told of which trouble, and when; before, only that somebody was, which is not taken over."""
    told_table(db)


@migrations()
def topic_notices_are_pruned(db: Database) -> None:
    """How many notices of topics were removed by the last pruning."""
    pruned_notices(db)
