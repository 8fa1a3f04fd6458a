"""A notice about a topic's feeds: one delivery for each active subscription, once, whatever its settings."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.core.model import AlertId, ChatId, SubscriptionKey, Topic, TopicId
from bot.core.people.delivery import Kind, State

NOW = datetime(2031, 3, 4, 9, tzinfo=UTC)
TOPIC = Topic(id=TopicId("talks"), name="Harbour talks", terms=("talks",), places=(), actors=())


def key(chat, topic="talks"):
    return SubscriptionKey(chat=ChatId(chat), thread=0, topic=TopicId(topic))


@pytest.fixture
def store(store):
    for one in (key(1), key(2), key(3), key(4, "other")):
        store.write_now(lambda tables, one=one: tables.subscriptions.subscribe(one, NOW))
    store.write_now(lambda tables: tables.outbox.chats.gone(ChatId(3), NOW))
    return store


def tell(store, sentence="feeds are away", now=NOW):
    return store.write_now(lambda tables: tables.notices.tell(TOPIC, sentence, now))


def test_every_active_subscription_of_the_topic_gets_it(store):
    assert tell(store) == 2
    rows = store.read_now(lambda tables: tables.outbox.all())
    assert [(one.chat, one.kind, one.state, one.topic) for one in rows] == [
        (1, Kind.NOTICE, State.PENDING, "talks"),
        (2, Kind.NOTICE, State.PENDING, "talks"),
    ]
    assert {one.expires for one in rows} == {NOW + timedelta(hours=6)}
    notice = store.read_now(lambda tables: tables.notices.get(rows[0].alert))
    assert (notice.name, notice.sentence, notice.at) == ("Harbour talks", "feeds are away", NOW)


def test_the_same_notice_again_adds_nothing_and_a_later_one_is_another(store):
    assert [tell(store), tell(store)] == [2, 0]
    assert tell(store, now=NOW + timedelta(days=1)) == 2


def test_an_unknown_notice_is_a_bug(store):
    with pytest.raises(KeyError):
        store.read_now(lambda tables: tables.notices.get(AlertId("none")))
