"""Daily briefs go through the ledger: each ends in one recorded state, none is lost, none comes twice."""

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

import pytest

from bot.core.model import ChatId, SubscriptionKey
from bot.core.people.delivery import Kind, State
from bot.core.people.message import BriefContent
from bot.core.people.outcome import Gone, Unknown, Unreachable
from bot.jobs.briefs import Briefs, composer
from bot.jobs.deliver import Deliverer
from storage.briefs import Brief
from storage.store import Store
from tests.jobs.postroom import Chat
from tests.web.stand import NOW, TOPIC, decided, reported

KEY = SubscriptionKey(chat=ChatId(5), thread=0, topic=TOPIC.id)
EIGHT = datetime(2031, 5, 10, 8, 0, tzinfo=UTC)


def compose(tables, topic, now, zone, language):
    return f"<b>{topic.name}</b> {now:%d %H:%M} {zone} {language}"


def no_alerts(tables, alert, now):
    raise AssertionError("a brief is composed of no alert")


class World:
    def __init__(self, store):
        self.store, self.now, self.chat = store, NOW, Chat()

    async def wish(self, key=KEY, clock=time(8), due=EIGHT, **settings):
        def work(tables):
            tables.subscriptions.subscribe(key, NOW)
            if settings:
                subscription = replace(tables.subscriptions.get(key), **settings)
                tables.subscriptions.save(subscription)
            tables.briefs.put(Brief(key=key, clock=clock, due=due))

        await self.store.write(work)

    async def at(self, moment, *answers, deliver=True):
        """Take what is due, and deliver it; how many were taken."""
        self.now = moment
        taken = await Briefs(store=self.store, topics=(TOPIC,), clock=lambda: self.now).deliver_due()
        self.chat.answers = list(answers)
        if deliver:
            await Deliverer(
                store=self.store, sender=self.chat, compose=no_alerts, clock=lambda: self.now,
                brief=composer((TOPIC,), compose),
            ).drain()  # fmt: skip
        return taken

    @property
    def said(self):
        return [(chat, message.content) for chat, _, message in self.chat.sent]

    def ledger(self):
        return [(one.state, one.reason) for one in self.store.read_now(lambda tables: tables.outbox.all())]


@pytest.fixture
async def world(tmp_path):
    store = Store.open(tmp_path / "a.db")
    yield World(store)
    store.close()


async def test_a_brief_comes_at_its_time_once_a_day(world):
    await world.wish()
    await world.store.write(lambda tables: tables.talks.set_language(KEY.chat, "fr", NOW))
    assert await world.at(EIGHT - timedelta(seconds=1)) == 0
    assert await world.at(EIGHT + timedelta(seconds=5)) == 1
    assert await world.at(EIGHT + timedelta(hours=5)) == 0
    assert await world.at(EIGHT + timedelta(days=1)) == 1
    assert world.said == [
        (5, BriefContent(html="<b>Coast talks</b> 10 08:00 UTC fr")),
        (5, BriefContent(html="<b>Coast talks</b> 11 08:00 UTC fr")),
    ]
    assert world.ledger() == [(State.SENT, None)] * 2


async def test_a_crash_between_taking_and_sending_loses_none_and_repeats_none(world):
    await world.wish()
    assert await world.at(EIGHT, deliver=False) == 1
    assert await world.at(EIGHT + timedelta(minutes=1)) == 0
    assert len(world.said) == 1
    assert world.ledger() == [(State.SENT, None)]


async def test_briefs_wait_until_all_reports_are_taken_up_into_the_status(world):
    def crowd(tables):
        for number in range(1, 621):
            report = reported(40, "lantern", f"Veland says talks on truce go on, hour {number}", number)
            tables.reports.add(report)
            tables.developments.record(decided(report, report.id, 2))

    await world.wish()
    await world.store.write(crowd)
    assert await world.at(EIGHT) == 0
    assert await world.at(EIGHT + timedelta(seconds=1)) == 1
    assert len(world.said) == 1


async def test_what_fails_is_tried_again_or_ends_on_record(world):
    await world.wish()
    await world.at(EIGHT, Unreachable(detail="ConnectError"))
    await world.at(EIGHT + timedelta(minutes=5))
    assert world.ledger() == [(State.SENT, None)]
    await world.at(EIGHT + timedelta(days=1), Unknown(detail="reset"))
    await world.at(EIGHT + timedelta(days=1, minutes=5))
    assert [message.repeat for _, _, message in world.chat.sent] == [False, False, False, True]
    await world.at(EIGHT + timedelta(days=2), Gone(detail="Forbidden: bot was blocked by the user"))
    assert world.ledger()[2] == (State.DROPPED, "chat_gone: Forbidden: bot was blocked by the user")


async def test_a_brief_that_is_hours_late_ends_as_too_late(world):
    await world.wish()
    assert await world.at(EIGHT + timedelta(hours=3, seconds=1)) == 1
    assert world.said == []
    assert world.ledger() == [(State.EXPIRED, "too_late")]
    assert await world.at(EIGHT + timedelta(days=1)) == 1
    assert len(world.said) == 1


async def test_a_pause_holds_a_brief_and_quiet_hours_do_not(world):
    await world.wish(quiet=(time(7), time(9)), paused_until=EIGHT + timedelta(hours=1))
    await world.at(EIGHT)
    assert world.ledger() == [(State.HELD, "paused")]
    await world.at(EIGHT + timedelta(hours=1))
    assert world.ledger() == [(State.SENT, None)]
    await world.at(EIGHT + timedelta(days=1))
    assert world.ledger()[1] == (State.SENT, None)


async def test_a_long_pause_ends_it_as_too_late(world):
    await world.wish(paused_until=EIGHT + timedelta(hours=12))
    await world.at(EIGHT)
    await world.at(EIGHT + timedelta(hours=12))
    assert world.ledger() == [(State.EXPIRED, "too_late")]


async def test_who_unsubscribed_gets_none_and_the_wish_is_gone(world):
    await world.wish()
    await world.store.write(lambda tables: tables.subscriptions.unsubscribe(KEY))
    assert await world.at(EIGHT) == 0
    assert await world.store.read(lambda tables: tables.briefs.due(EIGHT + timedelta(days=9), 9)) == ()


async def test_the_longest_waiting_come_first_and_no_more_than_some_at_once(world):
    for chat in range(1, 26):
        await world.wish(replace(KEY, chat=ChatId(chat)), due=EIGHT - timedelta(seconds=chat))
    assert await world.at(EIGHT) == 20
    assert {chat for chat, _ in world.said} == set(range(6, 26))  # several are sent at once, in no order
    assert await world.at(EIGHT) == 5
    assert len({chat for chat, _ in world.said}) == 25


async def test_one_wish_for_each_subscription(world):
    await world.wish()
    await world.wish(due=EIGHT + timedelta(hours=1))
    assert await world.at(EIGHT) == 0
    assert await world.store.write(lambda tables: tables.briefs.drop(KEY)) is True
    assert await world.store.write(lambda tables: tables.briefs.drop(KEY)) is False


def test_a_brief_has_a_place_of_its_own_in_the_ledger():
    assert not Kind.BRIEF.news
