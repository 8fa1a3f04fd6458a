"""Typed settings in a place with two topics: the answer names what it changed, and one of them can be meant alone."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from bot.chat.commands import Commands
from bot.chat.dialogs import naming
from bot.chat.house import House
from bot.chat.pages.plain import plain
from bot.chat.requests import Request
from bot.core.model import ChatId, Subscription, SubscriptionKey
from bot.core.people import filters
from bot.errors import FilterError
from storage.store import Store
from tests.web.stand import NOW, SOURCES, TOPIC

HILLS = replace(TOPIC, id="hills", name="Hill Talks")
HILLTOP = replace(TOPIC, id="hilltop", name="Hilltop talks")
NOON = datetime(2023, 11, 21, 12, tzinfo=UTC)


def there(*topics):
    return tuple(
        Subscription(key=SubscriptionKey(chat=ChatId(7), thread=0, topic=one.id), since=NOON) for one in topics
    )


@pytest.fixture
async def bot(tmp_path):
    store = Store.open(tmp_path / "a.db")
    commands = Commands(store=store, topics=(TOPIC, HILLS), sources=SOURCES, clock=lambda: NOW)

    async def ask(name, arguments=""):
        answer = await commands.answer(name, Request(chat=ChatId(7), asker=7, arguments=arguments))
        return plain(answer.html)

    def kept():
        found = store.read_now(lambda tables: tables.subscriptions.of_place(ChatId(7), 0))
        return {one.key.topic: one for one in found}

    for topic in ("coast", "hills"):
        await ask("subscribe", topic)
    yield ask, kept
    store.close()


@pytest.mark.parametrize(
    ("typed", "topics", "rest"),
    [
        ("topic:hills level important", ["hills"], "level important"),
        ('TOPIC:"Hill Talks"   captives', ["hills"], "captives"),
        ("captives OR truce topic:hil", ["hills"], "captives OR truce"),
        ('"prisoner swap" topic:hills', ["hills"], '"prisoner swap"'),
        ("topic:hills quiet 23:00-07:00", ["hills"], "quiet 23:00-07:00"),
        ("quiet 23:00-07:00", ["coast", "hills"], "quiet 23:00-07:00"),
        ("topic:hills", ["hills"], ""),
        ("topic:nowhere x", [], "x"),
        ("captives", ["coast", "hills"], "captives"),
        ("hills: captives", ["coast", "hills"], "hills: captives"),
    ],
)
def test_a_topic_is_named_before_or_behind_what_is_typed(typed, topics, rest):
    house = House(store=None, topics=(TOPIC, HILLS), sources=(), clock=lambda: NOON)
    about, text = naming.aimed(house, there(TOPIC, HILLS), typed)
    assert ([one.key.topic for one in about], text) == (topics, rest)


def test_a_beginning_that_two_topics_have_names_none():
    house = House(store=None, topics=(HILLS, HILLTOP), sources=(), clock=lambda: NOON)
    assert naming.named(house, there(HILLS, HILLTOP), "hil") is None
    assert naming.named(house, there(HILLS, HILLTOP), "hill").key.topic == "hills"  # a whole word of one
    assert naming.named(house, there(HILLS, HILLTOP), "hillt").key.topic == "hilltop"


@pytest.mark.parametrize("typed", ["topic:hills captives", "captives topic:hills", 'topic:"Hill Talks" captives'])
def test_what_names_a_topic_is_no_filter(typed):
    """So that no filter that anybody may want to write is taken for it."""
    with pytest.raises(FilterError, match="no field"):
        filters.parse(typed)


@pytest.mark.parametrize("typed", ["subtopic:hills", '"a topic:hills"', 'x "topic:hills', "captives topic: hills"])
def test_what_only_looks_like_it_is_left_as_it_is(typed):
    house = House(store=None, topics=(TOPIC, HILLS), sources=(), clock=lambda: NOON)
    assert naming.aimed(house, there(TOPIC, HILLS), typed) == (there(TOPIC, HILLS), typed)


async def test_a_setting_for_all_topics_says_which_and_how_to_name_one(bot):
    ask, kept = bot
    said = await ask("settings", "level important")
    assert said.split("\n") == [
        "Changed for Coast talks, Hill Talks.", "Coast talks: Level: important", "Hill Talks: Level: important",
        "For one topic alone: /settings topic:hills level important",
    ]  # fmt: skip
    assert {one.level for one in kept().values()} == {1}


async def test_a_setting_for_one_topic_changes_that_alone(bot):
    ask, kept = bot
    said = await ask("settings", "topic:hills quiet 23:00-07:00")
    assert said.startswith("Changed for Hill Talks.\n\nSettings | Hill Talks")
    assert "Quiet hours: 23:00 to 07:00" in said
    assert [topic for topic, one in kept().items() if one.quiet] == ["hills"]
    assert (await ask("settings", "topic:hills")).startswith("Settings | Hill Talks")


async def test_a_refusal_changes_nothing_and_shows_how_to_name_one(bot):
    ask, kept = bot
    said = await ask("pause", "8h hills")
    assert said.endswith("For one topic alone: /pause topic:hills 8h")
    assert not any(one.paused_until for one in kept().values())


async def test_pauses_of_all_and_of_one(bot):
    ask, kept = bot
    assert "Coast talks: Paused until 9 May 20:00" in await ask("pause", "8h")
    assert (await ask("resume", "hills")).startswith("Changed for Hill Talks.")
    assert [topic for topic, one in kept().items() if one.paused_until] == ["coast"]
    assert "Coast talks: No pause" in await ask("resume")
    await ask("pause", "tomorrow topic:hills")
    assert [topic for topic, one in kept().items() if one.paused_until] == ["hills"]
    assert (await ask("pause", "Hill Talks")).startswith("Pause\n")
    assert await ask("resume", "nowhere") == "There is no such topic here. There are: Coast talks, Hill Talks."
    assert kept()["hills"].paused_until


@pytest.mark.parametrize("named", ["hills", "Topic:hills", 'topic:"Hill Talks"', "TOPIC:Hill Talks"])
async def test_a_pause_of_one_ends_however_the_topic_is_written(bot, named):
    ask, kept = bot
    await ask("pause", "8h")
    assert (await ask("resume", named)).startswith("Changed for Hill Talks.")
    assert [topic for topic, one in kept().items() if one.paused_until] == ["coast"]


async def test_a_topic_that_is_watched_but_not_subscribed_to_is_not_another(bot):
    ask, kept = bot
    await ask("unsubscribe", "hills")
    for name, arguments in (("pause", "hills"), ("pause", "topic:hills"), ("resume", "hills")):
        assert await ask(name, arguments) == "There is no such topic here. There are: Coast talks."
    assert not kept()["coast"].paused_until


@pytest.mark.parametrize(
    ("name", "arguments"),
    [("settings", "talks"), ("settings", "topic:talks level important"), ("pause", "talks"), ("resume", "talks"),
     ("filter", "add topic:talks captives")],
)  # fmt: skip
async def test_what_may_mean_several_topics_changes_nothing_and_asks_which(bot, name, arguments):
    ask, kept = bot
    before = kept()
    assert await ask(name, arguments) == "Which topic?\nCoast talks, Hill Talks"
    assert kept() == before


async def test_filters_of_all_and_of_one(bot):
    ask, kept = bot
    said = await ask("filter", "add topic:hills captives OR act:release")
    assert "Changed for Hill Talks." in said
    assert "Hill Talks: No developments have been recorded yet to try it on." in said
    assert {topic: one.filters for topic, one in kept().items()} == {"coast": (), "hills": ("captives OR act:release",)}
    said = (await ask("filter", "add truce")).split("\n")
    assert said[0] == "Changed for Coast talks, Hill Talks."
    assert said[-1] == "For one topic alone: /filter add topic:hills captives"
    said = await ask("filter", "remove truce")
    assert "Changed for Coast talks, Hill Talks." in said
    assert "Changed for Hill Talks." in await ask("filter", "remove captives OR act:release")
    assert not any(one.filters for one in kept().values())


async def test_a_filter_is_tried_on_the_topic_named(bot):
    ask, _ = bot
    assert (await ask("filter", "test topic:hills truce")).endswith("Tried on Hill Talks.")
    said = await ask("filter", "test truce")
    assert said.endswith("Tried on Coast talks.\nFor one topic alone: /filter test topic:hills captives")


async def test_without_a_subscription_a_filter_is_tried_on_the_topic_named_too(bot):
    ask, kept = bot
    await ask("unsubscribe")
    assert (await ask("filter", "test topic:hills truce")).endswith("Tried on Hill Talks.")
    assert "Tried on Coast talks." in await ask("filter", "test truce")
    assert (await ask("filter", "test topic:x truce")).startswith("There is no such topic here.")
    assert (await ask("filter", "add topic:hills truce")).startswith("There is no subscription here.")
    assert not kept()


async def test_a_topic_that_is_not_there_changes_nothing(bot):
    ask, kept = bot
    for name, arguments in (("filter", "add topic:x truce"), ("filter", "test topic:x truce"), ("filter", "remove topic:x a"),
                            ("settings", "topic:x level 1"), ("pause", "topic:x 8h")):  # fmt: skip
        assert await ask(name, arguments) == "There is no such topic here. There are: Coast talks, Hill Talks."
    assert not any(one.filters or one.paused_until or one.level == 1 for one in kept().values())


async def test_a_mistake_in_a_filter_shows_how_to_name_a_topic(bot):
    ask, kept = bot
    assert (await ask("filter", "add hills:truce")).endswith("For one topic alone: /filter add topic:hills captives")
    assert not any(one.filters for one in kept().values())


async def test_with_one_topic_nothing_is_said_of_topics(tmp_path):
    store = Store.open(tmp_path / "b.db")
    commands = Commands(store=store, topics=(TOPIC,), sources=SOURCES, clock=lambda: NOW)
    for name, arguments in (
        ("subscribe", ""),
        ("settings", "level important"),
        ("filter", "add truce"),
        ("pause", "x"),
    ):
        answer = await commands.answer(name, Request(chat=ChatId(7), asker=7, arguments=arguments))
        assert "Changed for" not in answer.html
        assert "alone" not in answer.html
    store.close()


@pytest.mark.parametrize("typed", ["HILLS", "hill talks", "Hill", "hil"])
async def test_subscribing_and_ending_take_whatever_means_one_topic_alone(bot, typed):
    ask, kept = bot
    assert "Unsubscribed from Hill Talks." in await ask("unsubscribe", typed)
    assert list(kept()) == ["coast"]
    assert "Subscribed to Hill Talks." in await ask("subscribe", typed)
    assert set(kept()) == {"coast", "hills"}


@pytest.mark.parametrize(
    ("name", "typed", "head"),
    [
        ("subscribe", "valley", "There is no such topic. There are:"),
        ("subscribe", "talks", "Which topic?"),
        ("unsubscribe", "talks", "Which topic?"),
    ],
)
async def test_subscribing_or_ending_what_is_not_clear_changes_nothing_and_lists_the_topics(bot, name, typed, head):
    ask, kept = bot
    lines = (await ask(name, typed)).splitlines()
    assert lines == [head, f"/{name} coast - Coast talks", f"/{name} hills - Hill Talks"]
    assert set(kept()) == {"coast", "hills"}


async def test_only_what_is_subscribed_to_is_offered_to_be_ended(bot):
    ask, kept = bot
    assert await ask("unsubscribe", "valley") == "There is no such topic here. There are: Coast talks, Hill Talks."
    await ask("unsubscribe", "hills")
    assert await ask("unsubscribe", "hills") == "There is no such topic here. There are: Coast talks."
    assert set(kept()) == {"coast"}


async def test_a_word_that_one_subscribed_topic_has_ends_that_one(bot):
    ask, _ = bot
    await ask("unsubscribe", "coast")
    assert "Unsubscribed from Hill Talks." in await ask("unsubscribe", "talks")


async def test_settings_and_pause_of_a_topic_need_no_more_than_a_part_of_its_name(bot):
    ask, _ = bot
    assert (await ask("settings", "hill")).startswith("Settings | Hill Talks")
    assert (await ask("pause", "coast")).startswith("Pause\n")
    assert "There is no setting valley." in await ask("settings", "valley")
