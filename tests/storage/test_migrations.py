"""The schema from every earlier version, and what the database itself forbids."""

import pytest
from sqlite_utils import Database

from storage.engine import connect, sqlite
from storage.migrations import migrations

STEPS = [step.name for step in migrations.pending(Database(memory=True))]


def schema(connection):
    rows = connection.execute(
        "SELECT type, name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite_%' AND name NOT LIKE '_sqlite%' ORDER BY 1, 2"
    )
    return [tuple(row) for row in rows]


@pytest.fixture(scope="module")
def newest(tmp_path_factory):
    connection = connect(tmp_path_factory.mktemp("newest") / "bot.db")
    migrations.apply(Database(connection))
    yield schema(connection)
    connection.close()


@pytest.mark.parametrize("before", range(1, len(STEPS)), ids=STEPS[1:])
def test_every_earlier_version_becomes_the_newest(tmp_path, newest, before):
    connection = connect(tmp_path / "bot.db")
    migrations.apply(Database(connection), stop_before=STEPS[before])
    assert schema(connection) != newest
    migrations.apply(Database(connection))
    assert schema(connection) == newest
    assert connection.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
    connection.close()


def test_filters_that_were_there_before_the_index_are_counted_and_found(tmp_path):
    connection = connect(tmp_path / "bot.db")
    migrations.apply(Database(connection), stop_before="filter_index")
    connection.execute("INSERT INTO subscriptions (chat, thread, topic, since) VALUES (1, 0, 't', 0)")
    connection.execute("INSERT INTO filters VALUES (1, 0, 't', 'port')")
    migrations.apply(Database(connection))
    assert connection.execute("SELECT filters FROM subscriptions").fetchone()[0] == 1
    assert connection.execute("SELECT text, indexed FROM filter_texts").fetchone()[:] == ("port", 0)
    connection.close()


@pytest.fixture
def db(tmp_path):
    connection = connect(tmp_path / "bot.db")
    migrations.apply(Database(connection))
    yield connection
    connection.close()


def row(db, state):
    db.execute(
        "INSERT INTO deliveries (alert, chat, thread, kind, topic, importance, storyline, priority, state, created_at,"
        " changed_at, due_at, expires_at) VALUES ('a', 1, 0, 'alert', 't', 2, 's', 3, ?, 0, 0, 0, 0)",
        (state,),
    )


@pytest.mark.parametrize("end", ["sent", "digested", "superseded", "expired", "dropped"])
def test_the_database_itself_keeps_an_ended_delivery_where_it_is(db, end):
    row(db, end)
    with pytest.raises(sqlite.IntegrityError, match="ended"):
        db.execute("UPDATE deliveries SET state = 'pending'")


def test_a_third_copy_cannot_be_written_down(db):
    row(db, "sending")
    with pytest.raises(sqlite.IntegrityError):
        db.execute("UPDATE deliveries SET copies = 3")


def test_a_delivery_is_there_once(db):
    row(db, "sent")
    with pytest.raises(sqlite.IntegrityError, match="UNIQUE"):
        row(db, "pending")


def test_filters_are_counted_as_they_come_and_go(db):
    db.execute("INSERT INTO subscriptions (chat, thread, topic, since) VALUES (1, 0, 't', 0)")
    for text in ("port", "ferry"):
        db.execute("INSERT INTO filters VALUES (1, 0, 't', ?)", (text,))
    db.execute("UPDATE subscriptions SET chat = 2")
    db.execute("DELETE FROM filters WHERE text = 'port'")
    assert db.execute("SELECT chat, filters FROM subscriptions").fetchone()[:] == (2, 1)
