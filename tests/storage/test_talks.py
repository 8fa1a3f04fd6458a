"""Talks: languages, questions with their patience, and a chat forgotten in every table there is."""

from datetime import UTC, datetime, timedelta

from bot.core.model import ChatId, SubscriptionKey, TopicId
from storage.talks import PATIENCE, Question

NOW = datetime(2023, 11, 21, 12, tzinfo=UTC)
CHAT, OTHER = ChatId(7), ChatId(8)
ASKED = Question(action="aaaaaa:zone", place=(CHAT, 0))


def test_a_language_is_remembered_and_changed(store):
    assert store.read_now(lambda tables: tables.talks.language(CHAT)) is None
    for code in ("fr", "ar"):
        store.write_now(lambda tables, code=code: tables.talks.set_language(CHAT, code, NOW))
        assert store.read_now(lambda tables: tables.talks.language(CHAT)) == code


def test_a_language_is_offered_once_and_to_nobody_who_chose_one(store):
    assert store.read_now(lambda tables: tables.talks.may_be_offered(CHAT))
    assert store.write_now(lambda tables: tables.talks.offer_language(CHAT, NOW))
    assert not store.read_now(lambda tables: tables.talks.may_be_offered(CHAT))
    assert not store.write_now(lambda tables: tables.talks.offer_language(CHAT, NOW))
    assert store.read_now(lambda tables: tables.talks.language(CHAT)) is None
    store.write_now(lambda tables: tables.talks.set_language(CHAT, "fr", NOW))
    assert store.read_now(lambda tables: tables.talks.language(CHAT)) == "fr"
    store.write_now(lambda tables: tables.talks.set_language(OTHER, "en", NOW))
    assert not store.read_now(lambda tables: tables.talks.may_be_offered(OTHER))
    assert not store.write_now(lambda tables: tables.talks.offer_language(OTHER, NOW))


def test_one_question_for_each_person_in_each_chat(store):
    later = Question(action="aaaaaa:filter", place=(OTHER, 3), draft="doha")
    store.write_now(lambda tables: tables.talks.ask(CHAT, 1, ASKED, NOW))
    store.write_now(lambda tables: tables.talks.ask(CHAT, 1, later, NOW))
    store.write_now(lambda tables: tables.talks.ask(CHAT, 2, ASKED, NOW))
    assert store.read_now(lambda tables: tables.talks.question(CHAT, 1, NOW)) == later
    assert store.read_now(lambda tables: tables.talks.question(CHAT, 2, NOW)) == ASKED
    assert store.read_now(lambda tables: tables.talks.question(OTHER, 1, NOW)) is None
    store.write_now(lambda tables: tables.talks.answered(CHAT, 1))
    assert store.read_now(lambda tables: tables.talks.question(CHAT, 1, NOW)) is None


def test_questions_are_dropped_when_patience_is_over(store):
    store.write_now(lambda tables: tables.talks.ask(CHAT, 1, ASKED, NOW))
    assert store.read_now(lambda tables: tables.talks.question(CHAT, 1, NOW + PATIENCE))
    late = NOW + PATIENCE + timedelta(seconds=1)
    assert store.read_now(lambda tables: tables.talks.question(CHAT, 1, late)) is None
    store.write_now(lambda tables: tables.talks.ask(CHAT, 2, ASKED, late))
    assert len(store.read_now(lambda tables: tables.talks.everything(CHAT))["questions"]) == 1


def test_every_table_with_a_chat_is_forgotten_and_no_other_chat_is(store):
    """Rows are made for whatever table there is, so a table of tomorrow is tried as well."""

    def fill(tables):
        connection = tables.talks._connection
        connection.execute("PRAGMA defer_foreign_keys = ON")
        for chat in (CHAT, OTHER):
            tables.subscriptions.subscribe(SubscriptionKey(chat=chat, thread=0, topic=TopicId("t")), NOW)
            for table in tables.talks.everything(chat):
                if not tables.talks.everything(chat)[table]:
                    _make_row(connection, table, chat)

    store.write_now(fill)
    assert all(store.read_now(lambda tables: tables.talks.everything(CHAT)).values())
    others = store.read_now(lambda tables: tables.talks.everything(OTHER))
    store.write_now(lambda tables: tables.talks.forget(CHAT))
    assert not any(store.read_now(lambda tables: tables.talks.everything(CHAT)).values())
    assert store.read_now(lambda tables: tables.talks.everything(OTHER)) == others


def _make_row(connection, table, chat):
    made = {"INTEGER": 1, "TEXT": "x", "REAL": 1.0, "BLOB": b"x"}
    columns = [
        row for row in connection.execute(f"PRAGMA table_info({table})") if not (row["pk"] and row["name"] == "seq")
    ]
    values = {row["name"]: made[row["type"]] for row in columns} | {"chat": chat}
    if table == "filters":
        values |= {"thread": 0, "topic": "t"}
    marks = ", ".join("?" * len(values))
    connection.execute(f"INSERT INTO {table} ({', '.join(values)}) VALUES ({marks})", list(values.values()))


def test_words_of_filters_that_somebody_else_has_stay(store):
    for chat, text in ((CHAT, "doha"), (CHAT, "secret"), (OTHER, "doha")):
        key = SubscriptionKey(chat=chat, thread=0, topic=TopicId("t"))
        store.write_now(lambda tables, key=key: tables.subscriptions.subscribe(key, NOW))
        store.write_now(lambda tables, key=key, text=text: tables.subscriptions.add_filter(key, text))
    store.write_now(lambda tables: tables.talks.forget(CHAT))

    def texts(tables):
        return [row["text"] for row in tables.talks._connection.execute("SELECT text FROM filter_texts")]

    assert store.read_now(texts) == ["doha"]
