"""Over half of a topic's sources turn blind for half an hour: each subscriber is told once, and once when it ends."""

from dataclasses import replace
from datetime import time

from bot.core.model import ChatId, SubscriptionKey, TopicId
from bot.core.people.delivery import Kind, State
from tests.acceptance.lifetime import Lifetime

THREE = (("harbour", "The Harbour Post"), ("lantern", "Lantern Wire"), ("quay", "Quayside"))
BLIND = "more than half of the sources have not been readable for 30 minutes; reports may be missed"
AGAIN = "at least half of the sources can be read again"


def turn_blind(stage, *outlets):
    for outlet in outlets:
        stage.world.outlets[outlet].broken = (503, "down")


def turn_well(stage):
    for outlet in stage.world.outlets.values():
        outlet.broken = None


async def test_each_subscriber_is_told_once_and_once_when_it_ends(tmp_path):
    async with Lifetime.opened(tmp_path, *THREE) as stage:
        _, other = await stage.reader("Grace")
        turn_blind(stage, "harbour", "lantern")
        for _ in range(3):
            await stage.passes(minutes=10)
        assert stage.texts() == stage.texts(other) == [], "seen blind for the first time twenty minutes ago"
        for _ in range(6):
            await stage.passes(minutes=10)
        for chat in (stage.chat, other):
            (told,) = stage.messages(chat)
            assert told.text.startswith("Gaza truce talks · ")
            assert told.text.endswith(f"\n{BLIND}")
            assert [one["type"] for one in told.entities][:1] == ["bold"]
        turn_well(stage)
        for _ in range(3):
            await stage.passes(minutes=10)
        for chat in (stage.chat, other):
            assert [text.partition("\n")[2] for text in stage.texts(chat)] == [BLIND, AGAIN]
        assert stage.world.api.calls.violations == []


async def test_a_restart_in_between_tells_nobody_twice(tmp_path):
    async with Lifetime.opened(tmp_path, *THREE) as stage:
        turn_blind(stage, "harbour", "lantern")
        for _ in range(5):
            await stage.passes(minutes=10)
        await stage.stop()
        await stage.start()
        for _ in range(5):
            await stage.passes(minutes=10)
        assert [text.partition("\n")[2] for text in stage.texts()] == [BLIND]


async def test_one_blind_feed_of_three_is_no_news_to_subscribers(tmp_path):
    async with Lifetime.opened(tmp_path, *THREE) as stage:
        turn_blind(stage, "harbour")
        for _ in range(6):
            await stage.passes(minutes=10)
        turn_well(stage)
        await stage.passes(minutes=10)
        assert stage.texts() == []


async def test_a_notice_waits_for_the_end_of_quiet_hours_and_the_longer_night_lets_it_expire(tmp_path):
    async with Lifetime.opened(tmp_path, *THREE) as stage:
        _, sleeper = await stage.reader("Grace")
        quiet = {stage.chat.id: (time(9, 0), time(12, 0)), sleeper.id: (time(9, 0), time(20, 0))}
        for chat, hours in quiet.items():
            key = SubscriptionKey(chat=ChatId(chat), thread=0, topic=TopicId("gaza-truce"))
            stage.bot.store.write_now(
                lambda tables, key=key, hours=hours: tables.subscriptions.save(
                    replace(tables.subscriptions.get(key), quiet=hours)
                )
            )
        turn_blind(stage, "harbour", "lantern")
        for _ in range(10):
            await stage.passes(minutes=10)
        assert stage.texts() == stage.texts(sleeper) == []
        for _ in range(20):
            await stage.passes(minutes=30)
        assert [text.partition("\n")[2] for text in stage.texts()] == [BLIND]
        assert stage.texts(sleeper) == []
        notices = [one for one in await stage.ledger() if one.kind is Kind.NOTICE]
        assert {one.chat: (one.state, one.reason) for one in notices} == {
            stage.chat.id: (State.SENT, None),
            sleeper.id: (State.EXPIRED, "too_late"),
        }
