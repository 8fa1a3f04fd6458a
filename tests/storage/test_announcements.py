"""An announcement: one delivery for each chat, whatever it is subscribed to, and how far that has come."""

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

import pytest

from bot.core.model import AlertId, ChatId, SubscriptionKey, TopicId
from bot.core.people.delivery import Kind, State
from bot.core.people.outcome import Gone, Sent, Unknown
from bot.core.people.pacing import Pace
from storage.queue import Knowledge

NOW = datetime(2031, 3, 4, 9, tzinfo=UTC)
NOTHING = Knowledge(knows=lambda _: False)  # no topic is configured, and it matters not


def key(chat, thread=0, topic="talks"):
    return SubscriptionKey(chat=ChatId(chat), thread=thread, topic=TopicId(topic))


@pytest.fixture
def store(store):
    keys = [key(1), key(1, topic="coast"), key(-2, 5), key(-2, 3), key(-2, 4, "coast"), key(3), key(0)]
    for one in keys:
        store.write_now(lambda tables, one=one: tables.subscriptions.subscribe(one, NOW))
    store.write_now(lambda tables: tables.outbox.chats.gone(ChatId(3), NOW))
    return store


def make(store, text="Away at noon", now=NOW):
    return store.write_now(lambda tables: tables.announcements.make(text, now))


def rows(store):
    return store.read_now(lambda tables: tables.outbox.all())


def claim(store, now=NOW):
    return store.write_now(lambda tables: tables.outbox.claim(now, 9, knowledge=NOTHING)).deliveries


def settle(store, row, outcome, now=NOW):
    def work(tables):
        begun = tables.outbox.begin(row, now, composed=now, pace=Pace())
        return tables.outbox.settle(begun, outcome, now, pace=Pace()).delivery

    return store.write_now(work)


def progress(store):
    (one,) = store.read_now(lambda tables: tables.announcements.since(NOW))
    return one.sent, one.pending, dict(one.failed)


def test_a_chat_gets_it_once_whatever_it_is_subscribed_to(store):
    assert store.read_now(lambda tables: tables.announcements.audience()) == 2
    assert make(store) == 2
    assert [(one.chat, one.thread, one.kind, one.state) for one in rows(store)] == [
        (-2, 3, Kind.ANNOUNCEMENT, State.PENDING),
        (1, 0, Kind.ANNOUNCEMENT, State.PENDING),
    ]
    assert {one.expires for one in rows(store)} == {NOW + timedelta(hours=24)}
    told = store.read_now(lambda tables: tables.announcements.get(rows(store)[0].alert))
    assert (told.text, told.at) == ("Away at noon", NOW)


def test_the_same_again_adds_nothing_and_a_later_one_is_another(store):
    assert [make(store), make(store), make(store, now=NOW + timedelta(hours=1))] == [2, 0, 2]


def test_an_unknown_announcement_is_a_bug(store):
    with pytest.raises(KeyError):
        store.read_now(lambda tables: tables.announcements.get(AlertId("none")))


def test_progress_counts_what_was_sent_what_waits_and_why_it_failed(store):
    make(store)
    assert progress(store) == (0, 2, {})
    first, second = claim(store)
    settle(store, first, Sent(message=4))
    assert progress(store) == (1, 1, {})
    settle(store, second, Gone(detail="Forbidden: bot was blocked by the user"))
    assert progress(store) == (1, 0, {"chat_gone": 1})


def test_a_lost_answer_is_repeated_once_and_then_in_doubt_for_good(store):
    make(store)
    for minutes in (0, 10):
        now = NOW + timedelta(minutes=minutes)
        (row,) = [one for one in claim(store, now) if one.chat == 1]
        assert row.repeat == bool(minutes)
        assert settle(store, row, Unknown(detail="reset"), now).state is State.IN_DOUBT
        store.write_now(lambda tables: tables.outbox.recover(NOW, pace=Pace()))
    claim(store, NOW + timedelta(minutes=20))
    assert [(one.state, one.reason, one.copies) for one in rows(store) if one.chat == 1] == [
        (State.DROPPED, "in_doubt", 2)
    ]


def test_it_waits_for_the_end_of_quiet_hours_and_goes_into_no_digest(store):
    quiet = replace(
        store.read_now(lambda tables: tables.subscriptions.get(key(1, topic="coast"))), quiet=(time(8), time(10))
    )
    hourly = replace(quiet, key=key(-2, 3), quiet=None, digest="hourly")
    store.write_now(lambda tables: [tables.subscriptions.save(one) for one in (quiet, hourly)])
    make(store)
    (row,) = claim(store)
    assert row.chat == -2
    settle(store, row, Sent(message=4))
    assert [(one.state, one.reason) for one in rows(store) if one.chat == 1] == [(State.HELD, "quiet")]
    assert [one.chat for one in claim(store, NOW + timedelta(hours=1))] == [1]


def test_who_left_all_topics_meanwhile_gets_none_and_who_left_one_still_does(store):
    make(store)
    for one in (key(1, topic="coast"), key(-2, 3), key(-2, 4, "coast"), key(-2, 5)):
        store.write_now(lambda tables, one=one: tables.subscriptions.unsubscribe(one))
    assert [one.chat for one in claim(store)] == [1]
    assert [(one.state, one.reason) for one in rows(store) if one.chat == -2] == [(State.DROPPED, "unsubscribed")]


def test_what_nobody_could_be_told_within_a_day_expires(store):
    make(store)
    assert claim(store, NOW + timedelta(hours=24)) == ()
    assert {(one.state, one.reason) for one in rows(store)} == {(State.EXPIRED, "too_late")}
    assert progress(store) == (0, 0, {"too_late": 2})
