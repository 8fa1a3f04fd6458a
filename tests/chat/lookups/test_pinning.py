"""Operators set where a topic stands, and see what the rules left to them."""

from dataclasses import replace

import pytest

from bot.core.model import TopicId
from tests.chat.lookups.person import TAG, visible
from tests.web.stand import TOPIC, decided, reported


async def test_an_operator_pins_with_who_and_when_and_takes_it_off(bot):
    done = await bot.ask("pin", "truce in force phase 2", operator=True)
    assert "Pinned: truce in force (phase 2), by operator 5." in done.html
    assert "Truce: in force (phase 2) · pinned by operator 5 12:00; by rule: strained" in visible(
        await bot.ask("status")
    )
    assert "The pin is off." in (await bot.ask("pin", "truce off", operator=True)).html
    assert "Truce: strained" in visible(await bot.ask("status"))
    assert "There is no pin." in (await bot.ask("pin", "truce off", operator=True)).html


@pytest.mark.parametrize(
    "arguments", ["truce", "truce stalled", "talks in force", "truce splendid", "truce agreed phase 2", "x y"]
)
async def test_a_pin_that_makes_no_sense_is_explained(bot, arguments):
    assert "/pin truce in force phase 2" in (await bot.ask("pin", arguments, operator=True)).html
    assert await bot.store.read(lambda tables: tables.status.pins(TOPIC.id)) == ()


async def test_nobody_else_can_pin(bot):
    assert await bot.ask("pin", "truce collapsed") is None


async def test_pin_alone_lists_what_the_rules_left(bot):
    def odd(tables):
        for number, headline in ((500, "Truce between Ardania and Coastal Front collapses"),):
            report = reported(2, "lantern", headline, number)
            tables.reports.add(report)
            tables.developments.record(decided(report, f"{number:016x}", 2))

    await bot.store.write(odd)
    page = await bot.ask("pin", operator=True)
    assert "reported: strained → collapsed" in TAG.sub("", page.html)
    assert "Reported (1 outlet): collapsed" in visible(await bot.ask("status"))


async def test_a_pin_says_which_of_several_topics_it_is_on(two):
    assert (await two.ask("pin", "hills truce agreed", operator=True)).html.startswith(
        "<b>Hill talks</b>\nPinned: truce"
    )
    assert "<b>Hill talks</b>\nPinned: talks" in (await two.ask("pin", "Hill Talks talks stalled", operator=True)).html


async def test_a_pin_of_no_topic_is_put_on_none_of_several_and_asks_which(two):
    page = visible(await two.ask("pin", "truce in force phase 2", operator=True))
    assert page.splitlines() == [
        "Which topic?",
        "/pin coast truce in force phase 2 - Coast talks",
        "/pin hills truce in force phase 2 - Hill talks",
    ]
    for topic in ("coast", "hills"):
        assert await two.store.read(lambda tables, topic=topic: tables.status.pins(topic)) == ()


async def test_pin_alone_lists_what_is_left_in_every_topic_and_one_by_name(two):
    every = visible(await two.ask("pin", operator=True))
    assert "Coast talks | reported and not taken by rule" in every
    assert "Hill talks | reported and not taken by rule" in every
    assert "/pin hills truce in force" in every
    one = visible(await two.ask("pin", "HILL", operator=True))
    assert "Hill talks | reported" in one
    assert "Coast talks |" not in one


async def test_pin_alone_fits_one_message_however_much_is_left(two):
    def much(tables):
        for number in range(300, 420):
            headline = (
                f"Truce between Ardania and Coastal Front collapses, says Gull Ward {number} of the harbour board"
            )
            source = ("lantern", "courier")[number % 2]
            report = reported(2 + number % 90, source, headline, number)
            tables.reports.add(report)
            for topic in (TOPIC, replace(TOPIC, id=TopicId("hills"))):
                tables.developments.record(decided(report, f"{topic.id[:1]}{number:015x}", 2, topic=topic))

    await two.store.write(much)
    page = visible(await two.ask("pin", operator=True))
    assert len(page) <= 4096
    assert "Coast talks | reported" in page
    assert "Hill talks | reported" in page
