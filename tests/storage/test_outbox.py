"""The ledger as storage keeps it: large fan-outs, the whole move of a chat, what waits, what is looked up."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.core.model import (
    Alert,
    AlertId,
    ChatId,
    Decision,
    DevelopmentId,
    Reason,
    Report,
    ReportId,
    SourceId,
    StorylineId,
    SubscriptionKey,
    TopicId,
)
from bot.core.people.delivery import State
from bot.core.people.outcome import Flooded, Moved, Sent
from bot.core.people.pacing import Pace
from storage import fanout
from storage.store import Store

NOW = datetime(2026, 3, 1, 9, 0, tzinfo=UTC)
TOPIC = TopicId("harbour-talks")
PACE = Pace()


@pytest.fixture
def store(tmp_path):
    store = Store.open(tmp_path / "bot.db")
    yield store
    store.close()


def key(chat, thread=0):
    return SubscriptionKey(chat=ChatId(chat), thread=thread, topic=TOPIC)


def alert(number=1, at=NOW, **more):
    given = {
        "id": AlertId(f"a{number}"), "topic": TOPIC, "development": DevelopmentId(f"d{number}"),
        "storyline": StorylineId("s"), "reason": Reason.NEW_DEVELOPMENT, "importance": 2,
        "report": ReportId(f"r{number}"), "version": 1, "created_at": at,
    }  # fmt: skip
    return Alert(**(given | more))


def announce(tables, one):
    tables.reports.add(
        Report(id=one.report, source=SourceId("s"), outlet="Northgate Wire", family="n", language="en",
               headline="Ferry talks go on", summary="", link=None, published=None, seen=one.created_at)
    )  # fmt: skip
    tables.developments.record(
        Decision(report=one.report, version=1, topic=TOPIC, reason=one.reason, at=one.created_at, importance=2,
                 development=one.development, storyline=one.storyline)
    )  # fmt: skip
    tables.developments.add_alert(one)
    return tables.outbox.fan_out(one, one.created_at)


def subscribe(store, *chats):
    store.write_now(lambda t: [t.subscriptions.subscribe(key(chat), NOW) for chat in chats])


def send(tables, outcome, now=NOW, limit=1):
    """Claim, begin and settle; returns the deliveries as settled."""
    claimed = tables.outbox.claim(now, limit).deliveries
    begun = [tables.outbox.begin(one, now, composed=now, pace=PACE) for one in claimed]
    return [tables.outbox.settle(one, outcome, now, pace=PACE).delivery for one in begun]


@pytest.fixture
def in_chunks(monkeypatch):
    monkeypatch.setattr(fanout, "AT_ONCE", 4)
    monkeypatch.setattr(fanout, "CHUNK", 3)


def test_a_large_fan_out_commits_a_cursor_and_goes_on_in_chunks(store, in_chunks):
    subscribe(store, *range(-4, 6))
    assert store.write_now(lambda t: announce(t, alert())) == 0
    made = []
    while (more := store.write_now(lambda t: t.outbox.continue_fan_out(NOW))) is not None:
        made.append(more)
    assert made == [3, 3, 3, 1]
    assert store.read_now(lambda t: t.outbox.counts()) == {State.PENDING: 10}


def test_chunks_done_twice_add_nothing(store, in_chunks):
    subscribe(store, *range(1, 11))
    store.write_now(lambda t: announce(t, alert()))
    store.write_now(lambda t: t.outbox.continue_fan_out(NOW))
    store.write_now(lambda t: announce(t, alert()))
    while store.write_now(lambda t: t.outbox.continue_fan_out(NOW)) is not None:
        pass
    assert store.read_now(lambda t: t.outbox.counts()) == {State.PENDING: 10}


def test_what_a_large_fan_out_matches_is_found_by_a_reader(store, in_chunks):
    subscribe(store, *range(1, 11))
    store.write_now(lambda t: t.subscriptions.add_filter(key(3), "ferry"))
    store.write_now(lambda t: t.subscriptions.add_filter(key(4), "cargo"))
    store.write_now(lambda t: announce(t, alert()))
    matched = store.read_now(lambda t: t.outbox.match_next())
    assert matched.filters == ["ferry"]
    store.write_now(lambda t: t.outbox.remember_match(matched, NOW))
    assert store.read_now(lambda t: t.outbox.match_next()) is None
    while store.write_now(lambda t: t.outbox.continue_fan_out(NOW)) is not None:
        pass
    assert sorted(row.chat for row in store.read_now(lambda t: t.outbox.all())) == [1, 2, 3, 5, 6, 7, 8, 9, 10]


def test_a_chat_that_moves_is_renamed_in_every_table_that_knows_chats(store):
    """A new table with a column `chat` is found by itself; this only fails if the search for such tables does."""
    subscribe(store, -5)
    store.write_now(lambda t: t.subscriptions.add_filter(key(-5), "ferry"))
    store.write_now(lambda t: announce(t, alert()))
    store.write_now(lambda t: send(t, Moved(chat=ChatId(-1005))))

    def left(tables):
        connection = tables.outbox._connection
        return {
            table: connection.execute(f"SELECT count(*) FROM {table} WHERE chat = -5").fetchone()[0]
            for table in tables.outbox.chats.tables()
        }

    counts = store.read_now(left)
    assert {"subscriptions", "filters", "deliveries", "pacing", "unparsable"} <= counts.keys()
    assert set(counts.values()) == {0}
    assert store.read_now(lambda t: t.outbox.all()[0].chat) == -1005


def test_a_chat_that_moves_to_one_known_already_keeps_that_ones_settings(store):
    subscribe(store, -5, -1005)
    store.write_now(lambda t: t.subscriptions.add_filter(key(-1005), "ferry"))
    store.write_now(lambda t: announce(t, alert()))
    store.write_now(lambda t: t.outbox.chats.moved(ChatId(-5), ChatId(-1005)))
    assert store.read_now(lambda t: t.subscriptions.get(key(-1005)).filters) == ("ferry",)
    assert store.write_now(lambda t: [one.state for one in send(t, Sent(message=1), limit=8)]) == [State.SENT]
    later = NOW + timedelta(seconds=5)
    store.write_now(lambda t: t.outbox.claim(later, 8))
    rows = store.read_now(lambda t: {row.chat: (row.state, row.reason) for row in t.outbox.all()})
    assert rows == {-1005: (State.SENT, None), -5: (State.DROPPED, "unsubscribed")}


def test_heads_of_chats_come_by_priority_and_one_of_each(store):
    subscribe(store, 1, 2)
    store.write_now(lambda t: announce(t, alert(1)))
    subscribe(store, 3)
    store.write_now(lambda t: announce(t, alert(2, importance=1, storyline=StorylineId("other"))))
    claimed = store.write_now(lambda t: t.outbox.claim(NOW, 8).deliveries)
    assert [(row.chat, row.alert) for row in claimed] == [(1, "a1"), (2, "a1"), (3, "a2")]
    assert store.write_now(lambda t: t.outbox.claim(NOW, 8).deliveries) == ()


def test_a_cooling_chat_is_left_for_later(store):
    subscribe(store, 1, 2)
    store.write_now(lambda t: announce(t, alert()))
    claimed = store.write_now(lambda t: t.outbox.claim(NOW, 8, cooling={ChatId(1)}).deliveries)
    assert [row.chat for row in claimed] == [2]


def test_what_is_due_next(store):
    subscribe(store, 1)
    assert store.read_now(lambda t: t.outbox.next_due(NOW)) is None
    store.write_now(lambda t: announce(t, alert(1)))
    store.write_now(lambda t: announce(t, alert(2)))
    assert store.read_now(lambda t: t.outbox.next_due(NOW)) == NOW
    store.write_now(lambda t: send(t, Sent(message=1)))
    assert store.read_now(lambda t: t.outbox.next_due(NOW)) == NOW + PACE.gap(ChatId(1))
    later = NOW + timedelta(seconds=2)
    store.write_now(lambda t: send(t, Flooded(wait=timedelta(seconds=90)), later))
    assert store.read_now(lambda t: t.outbox.next_due(later)) == later + timedelta(seconds=90)


def test_floods_in_a_row_make_the_wait_longer_and_a_message_ends_that(store):
    subscribe(store, 1)
    store.write_now(lambda t: announce(t, alert()))
    now, waits = NOW, []
    for _ in range(9):
        store.write_now(lambda t: send(t, Flooded(wait=timedelta(seconds=1)), now))  # noqa: B023
        due = store.read_now(lambda t: t.outbox.next_due(now))  # noqa: B023
        waits.append((due - now).total_seconds())
        now = due
    assert waits == [1, 2, 4, 8, 16, 32, 64, 128, 256]
    store.write_now(lambda t: send(t, Sent(message=1), now))
    assert store.read_now(lambda t: t.outbox.flooded(now)) == {}


def test_a_brake_that_falls_between_claim_and_departure_gives_the_row_back(store):
    subscribe(store, 1, 2, 3)
    store.write_now(lambda t: announce(t, alert()))

    def brake(tables):
        first, second, third = tables.outbox.claim(NOW, 3).deliveries
        for one in (first, second):
            begun = tables.outbox.begin(one, NOW, composed=NOW, pace=PACE)
            settled = tables.outbox.settle(begun, Flooded(wait=timedelta(seconds=60)), NOW, pace=PACE)
        return settled.brake, tables.outbox.begin(third, NOW, composed=NOW, pace=PACE)

    assert store.write_now(brake) == (timedelta(seconds=60), None)
    assert store.read_now(lambda t: t.outbox.counts()) == {State.PENDING: 3}
    assert store.write_now(lambda t: t.outbox.claim(NOW + timedelta(seconds=59), 8).deliveries) == ()
