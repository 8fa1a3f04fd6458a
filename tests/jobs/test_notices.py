"""What the poller tells of a topic's sight becomes deliveries inside its own transaction, and goes out."""

from datetime import UTC, datetime

import pytest

from bot.clock import VirtualClock
from bot.core.intake.health import Notice
from bot.core.model import ChatId, SubscriptionKey, Topic, TopicId
from bot.core.people.delivery import Kind, State
from bot.core.people.message import NoticeContent
from bot.core.people.outcome import Unknown
from bot.jobs.deliver import Deliverer
from bot.jobs.notices import teller
from tests.jobs.postroom import Chat

NOW = datetime(2031, 3, 4, 9, tzinfo=UTC)
TOPIC = Topic(id=TopicId("talks"), name="Harbour talks", terms=("talks",), places=(), actors=())
KEY = SubscriptionKey(chat=ChatId(1), thread=0, topic=TOPIC.id)


@pytest.fixture
def store(store):
    """With one subscription."""
    store.write_now(lambda tables: tables.subscriptions.subscribe(KEY, NOW))
    return store


def no_alerts(tables, alert, now):
    raise AssertionError("a notice is composed of no alert")


async def deliver(store, chat, clock):
    await Deliverer(store=store, sender=chat, compose=no_alerts, clock=clock).drain()


async def test_what_the_poller_tells_goes_out_silently_under_the_topics_name(store):
    store.write_now(lambda tables: teller([TOPIC])(tables, TOPIC.id, Notice.BLIND, NOW))
    chat = Chat()
    await deliver(store, chat, VirtualClock(NOW))
    (message,) = chat.messages
    assert message.content == NoticeContent(topic="Harbour talks", sentence=Notice.BLIND.sentence, at=NOW)
    assert message.silent
    assert message.alert is None


async def test_a_lost_answer_repeats_it_once_and_says_so(store):
    store.write_now(lambda tables: teller([TOPIC])(tables, TOPIC.id, Notice.BLIND, NOW))
    chat, clock = Chat(Unknown(detail="reset")), VirtualClock(NOW)
    await deliver(store, chat, clock)
    clock.turn_to(datetime(2031, 3, 4, 9, 5, tzinfo=UTC))
    await deliver(store, chat, clock)
    assert [message.repeat for message in chat.messages] == [False, True]
    (row,) = store.read_now(lambda tables: tables.outbox.all())
    assert (row.kind, row.state) == (Kind.NOTICE, State.SENT)


async def test_a_transaction_that_fails_tells_nobody(store):
    def fails(tables):
        teller([TOPIC])(tables, TOPIC.id, Notice.BLIND, NOW)
        raise RuntimeError("later in the cycle")

    with pytest.raises(RuntimeError):
        store.write_now(fails)
    assert store.read_now(lambda tables: tables.outbox.all()) == ()
