from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

import pytest

from bot.core.model import ChatId, SubscriptionKey
from bot.jobs.briefs import Briefs
from storage.briefs import Brief
from storage.store import Store
from tests.web.stand import NOW, TOPIC

KEY = SubscriptionKey(chat=ChatId(5), thread=0, topic=TOPIC.id)
EIGHT = datetime(2031, 5, 10, 8, 0, tzinfo=UTC)


class World:
    def __init__(self, store):
        self.store, self.now, self.said, self.fails = store, NOW, [], False

    def briefs(self):
        async def compose(topic, now, zone, language):
            return f"{topic.name} {now:%d %H:%M} {language or zone}"

        async def say(chat, thread, html):
            if self.fails:
                raise RuntimeError("the process died here")
            self.said.append((chat, thread, html))

        return Briefs(store=self.store, topics=(TOPIC,), clock=lambda: self.now, compose=compose, say=say)

    async def wish(self, key=KEY, clock=time(8), due=EIGHT, **settings):
        def work(tables):
            tables.subscriptions.subscribe(key, NOW)
            if settings:
                subscription = replace(tables.subscriptions.get(key), **settings)
                tables.subscriptions.save(subscription)
            tables.briefs.put(Brief(key=key, clock=clock, due=due))

        await self.store.write(work)

    async def at(self, moment):
        self.now = moment
        return await self.briefs().send_due()


@pytest.fixture
async def world(tmp_path):
    store = Store.open(tmp_path / "a.db")
    yield World(store)
    store.close()


async def test_a_brief_comes_at_its_time_once_a_day(world):
    await world.wish()
    assert await world.at(EIGHT - timedelta(seconds=1)) == 0
    assert await world.at(EIGHT + timedelta(seconds=5)) == 1
    assert await world.at(EIGHT + timedelta(hours=5)) == 0
    assert await world.at(EIGHT + timedelta(days=1)) == 1
    assert world.said == [(5, 0, "Coast talks 10 08:00 UTC"), (5, 0, "Coast talks 11 08:00 UTC")]


async def test_a_crash_costs_one_brief_and_repeats_none(world):
    await world.wish()
    world.fails = True
    with pytest.raises(RuntimeError):
        await world.at(EIGHT)
    world.fails = False
    assert await world.at(EIGHT + timedelta(minutes=1)) == 0
    assert await world.at(EIGHT + timedelta(days=1)) == 1


async def test_a_brief_that_is_hours_late_is_left_out(world):
    await world.wish()
    assert await world.at(EIGHT + timedelta(hours=3, seconds=1)) == 0
    assert await world.at(EIGHT + timedelta(days=1)) == 1


async def test_who_unsubscribed_gets_none_and_the_wish_is_gone(world):
    await world.wish()
    await world.store.write(lambda tables: tables.subscriptions.unsubscribe(KEY))
    assert await world.at(EIGHT) == 0
    assert await world.store.read(lambda tables: tables.briefs.due(EIGHT + timedelta(days=9), 9)) == ()


async def test_the_longest_waiting_come_first_and_no_more_than_some_at_once(world):
    for chat in range(1, 26):
        await world.wish(replace(KEY, chat=ChatId(chat)), due=EIGHT - timedelta(seconds=chat))
    assert await world.at(EIGHT) == 20
    assert [chat for chat, _, _ in world.said][:2] == [25, 24]
    assert await world.at(EIGHT) == 5


async def test_one_wish_for_each_subscription(world):
    await world.wish()
    await world.wish(due=EIGHT + timedelta(hours=1))
    assert await world.at(EIGHT) == 0
    assert await world.store.write(lambda tables: tables.briefs.drop(KEY)) is True
    assert await world.store.write(lambda tables: tables.briefs.drop(KEY)) is False


async def test_a_brief_speaks_the_language_of_its_chat(world):
    await world.wish()
    await world.store.write(lambda tables: tables.talks.set_language(KEY.chat, "fr", NOW))
    assert await world.at(EIGHT) == 1
    assert world.said == [(5, 0, "Coast talks 10 08:00 fr")]
