"""What has been kept as long as promised is deleted, and nothing else."""

from datetime import UTC, datetime, timedelta

from bot.clock import VirtualClock
from bot.core.model import ChatId, SubscriptionKey, TopicId
from bot.jobs.upkeep import Forgotten, Upkeep

NOW = datetime(2031, 3, 4, 9, tzinfo=UTC)
DAY = timedelta(days=1)


def key(chat):
    return SubscriptionKey(chat=ChatId(chat), thread=0, topic=TopicId("talks"))


async def test_a_chat_that_was_gone_for_30_days_is_forgotten_and_one_that_is_there_is_not(store):
    for chat in (1, 2, 3):
        store.write_now(lambda tables, chat=chat: tables.subscriptions.subscribe(key(chat), NOW))
    store.write_now(lambda tables: tables.subscriptions.unsubscribe(key(3)))
    store.write_now(lambda tables: tables.subscriptions.add_filter(key(1), "port"))
    store.write_now(lambda tables: tables.outbox.chats.gone(ChatId(1), NOW))
    clock = VirtualClock(NOW + 29 * DAY)
    upkeep = Upkeep(store=store, clock=clock)
    assert await upkeep.run() == Forgotten(chats=0, subscriptions=0, troubles=0)
    clock.turn_to(NOW + 31 * DAY)
    assert await upkeep.run() == Forgotten(chats=1, subscriptions=0, troubles=0)
    assert await upkeep.run() == Forgotten(chats=0, subscriptions=0, troubles=0)
    left = store.read_now(lambda tables: [tables.subscriptions.get(key(chat)) for chat in (1, 2, 3)])
    assert left[0] is None
    assert left[1].active
    assert left[2] is not None, "who unsubscribed is not gone"


async def test_of_a_chat_that_is_there_only_the_thread_that_was_gone_is_forgotten(store):
    gone, there = (SubscriptionKey(chat=ChatId(-5), thread=thread, topic=TopicId("talks")) for thread in (7, 8))
    for one in (gone, there):
        store.write_now(lambda tables, one=one: tables.subscriptions.subscribe(one, NOW))
    store.write_now(lambda tables: tables.outbox.chats.gone(ChatId(-5), NOW, thread=7))
    done = await Upkeep(store=store, clock=lambda: NOW + 31 * DAY).run()
    assert done == Forgotten(chats=0, subscriptions=1, troubles=0)
    assert store.read_now(lambda tables: tables.subscriptions.get(there)).active
    assert store.read_now(lambda tables: tables.subscriptions.get(gone)) is None


async def test_what_operators_were_told_a_month_ago_is_forgotten_what_they_were_told_lately_is_not(store):
    for cause, at in (("blind:quay", NOW), ("queue", NOW + 30 * DAY)):
        store.write_now(lambda tables, cause=cause, at=at: tables.ops.told(ChatId(7), [cause], at, reached=True))
    now = NOW + 31 * DAY - timedelta(hours=12)
    assert await Upkeep(store=store, clock=lambda: now).run() == Forgotten(chats=0, subscriptions=0, troubles=1)
    assert store.read_now(lambda tables: tables.ops.due_for(ChatId(7), ["queue"], now)) == frozenset()
