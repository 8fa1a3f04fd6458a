"""The ledger as storage keeps it: large fan-outs, the whole move of a chat, what waits, what is looked up."""

from datetime import timedelta

import pytest

from bot.core.model import ChatId
from bot.core.people.delivery import State
from bot.core.people.outcome import Flooded, Moved, Sent
from storage import fanout
from tests.storage.alerts import NOW, PACE, alert, key, send, subscribe, tell


@pytest.fixture
def in_chunks(monkeypatch):
    monkeypatch.setattr(fanout, "AT_ONCE", 4)
    monkeypatch.setattr(fanout, "CHUNK", 3)


def chunks(store):
    """Go on until a fan-out is whole; the deliveries of each chunk."""
    made = []
    while (more := store.write_now(lambda t: t.outbox.continue_fan_out(NOW))) is not None:
        made.append(more)
    return made


def claim(store, now=NOW, **more):
    return store.write_now(lambda t: t.outbox.claim(now, 8, **more).deliveries)


def next_due(store, now=NOW):
    return store.read_now(lambda t: t.outbox.next_due(now))


def counts(store):
    return store.read_now(lambda t: t.outbox.counts())


def test_a_large_fan_out_commits_a_cursor_and_goes_on_in_chunks(store, in_chunks):
    subscribe(store, *range(-4, 6))
    assert tell(store, alert()) == 0
    assert chunks(store) == [3, 3, 3, 1]
    assert counts(store) == {State.PENDING: 10}


def test_chunks_done_twice_add_nothing(store, in_chunks):
    subscribe(store, *range(1, 11))
    tell(store, alert())
    store.write_now(lambda t: t.outbox.continue_fan_out(NOW))
    tell(store, alert())
    chunks(store)
    assert counts(store) == {State.PENDING: 10}


def test_what_a_large_fan_out_matches_is_found_by_a_reader(store, in_chunks):
    subscribe(store, *range(1, 11))
    store.write_now(lambda t: t.subscriptions.add_filter(key(3), "ferry"))
    store.write_now(lambda t: t.subscriptions.add_filter(key(4), "cargo"))
    tell(store, alert())
    matched = store.read_now(lambda t: t.outbox.match_next())
    assert matched.filters == ["ferry"]
    store.write_now(lambda t: t.outbox.remember_match(matched, NOW))
    assert store.read_now(lambda t: t.outbox.match_next()) is None
    chunks(store)
    assert sorted(row.chat for row in store.read_now(lambda t: t.outbox.all())) == [1, 2, 3, 5, 6, 7, 8, 9, 10]


def test_a_chat_that_moves_is_renamed_in_every_table_that_knows_chats(store):
    """A new table with a column `chat` is found by itself; this only fails if the search for such tables does."""
    subscribe(store, -5)
    store.write_now(lambda t: t.subscriptions.add_filter(key(-5), "ferry"))
    tell(store, alert())
    store.write_now(lambda t: send(t, Moved(chat=ChatId(-1005))))

    def left(tables):
        connection = tables.outbox._connection
        return {
            table: connection.execute(f"SELECT count(*) FROM {table} WHERE chat = -5").fetchone()[0]
            for table in tables.outbox.chats.tables()
        }

    still_there = store.read_now(left)
    assert {"subscriptions", "filters", "deliveries", "pacing", "unparsable"} <= still_there.keys()
    assert set(still_there.values()) == {0}
    assert store.read_now(lambda t: t.outbox.all()[0].chat) == -1005


def test_a_chat_that_moves_to_one_known_already_keeps_that_ones_settings(store):
    subscribe(store, -5, -1005)
    store.write_now(lambda t: t.subscriptions.add_filter(key(-1005), "ferry"))
    tell(store, alert())
    store.write_now(lambda t: t.outbox.chats.moved(ChatId(-5), ChatId(-1005)))
    assert store.read_now(lambda t: t.subscriptions.get(key(-1005)).filters) == ("ferry",)
    assert store.write_now(lambda t: [one.state for one in send(t, Sent(message=1), limit=8)]) == [State.SENT]
    claim(store, NOW + timedelta(seconds=5))
    rows = store.read_now(lambda t: {row.chat: (row.state, row.reason) for row in t.outbox.all()})
    assert rows == {-1005: (State.SENT, None), -5: (State.DROPPED, "unsubscribed")}


def test_heads_of_chats_come_by_priority_and_one_of_each(store):
    subscribe(store, 1, 2)
    tell(store, alert(1))
    subscribe(store, 3)
    tell(store, alert(2, importance=1))
    claimed = claim(store)
    assert [(row.chat, row.alert) for row in claimed] == [(1, "a1"), (2, "a1"), (3, "a2")]
    assert claim(store) == ()


def test_a_cooling_chat_is_left_for_later(store):
    subscribe(store, 1, 2)
    tell(store, alert())
    claimed = claim(store, cooling={ChatId(1)})
    assert [row.chat for row in claimed] == [2]


def test_what_is_due_next(store):
    subscribe(store, 1)
    assert next_due(store) is None
    tell(store, alert(1, storyline="s"))
    tell(store, alert(2, storyline="s"))
    assert next_due(store) == NOW
    store.write_now(lambda t: send(t, Sent(message=1)))
    assert next_due(store) == NOW + PACE.gap(ChatId(1))
    later = NOW + timedelta(seconds=2)
    store.write_now(lambda t: send(t, Flooded(wait=timedelta(seconds=90)), later))
    assert next_due(store, later) == later + timedelta(seconds=90)


def test_floods_in_a_row_make_the_wait_longer_and_a_message_ends_that(store):
    subscribe(store, 1)
    tell(store, alert())
    now, waits = NOW, []
    for _ in range(9):
        store.write_now(lambda t: send(t, Flooded(wait=timedelta(seconds=1)), now))  # noqa: B023
        due = next_due(store, now)
        waits.append((due - now).total_seconds())
        now = due
    assert waits == [1, 2, 4, 8, 16, 32, 64, 128, 256]
    store.write_now(lambda t: send(t, Sent(message=1), now))
    assert store.read_now(lambda t: t.outbox.flooded(now)) == {}


def test_a_brake_that_falls_between_claim_and_departure_gives_the_row_back(store):
    subscribe(store, 1, 2, 3)
    tell(store, alert())

    def brake(tables):
        first, second, third = tables.outbox.claim(NOW, 3).deliveries
        for one in (first, second):
            begun = tables.outbox.begin(one, NOW, composed=NOW, pace=PACE)
            settled = tables.outbox.settle(begun, Flooded(wait=timedelta(seconds=60)), NOW, pace=PACE)
        return settled.brake, tables.outbox.begin(third, NOW, composed=NOW, pace=PACE)

    assert store.write_now(brake) == (timedelta(seconds=60), None)
    assert counts(store) == {State.PENDING: 3}
    assert claim(store, NOW + timedelta(seconds=59)) == ()
