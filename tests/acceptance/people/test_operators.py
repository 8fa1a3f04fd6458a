"""Operators: how things are, and a word to everybody, with a preview and a count; nobody else has any of it."""

from datetime import timedelta
from functools import partial

import pytest

from bot.chat.wire.application import tell_operator
from bot.jobs.prune import Pruning
from bot.jobs.watch import Watch
from storage.times import to_ms
from tests.acceptance.people.stage import Stage
from tests.botapi import faults

OPERATOR = 1001


@pytest.fixture
async def stage(tmp_path):
    async with Stage(tmp_path, operators=(OPERATOR,)) as one:
        one.olive = one.api.user("Olive")
        yield one
        await one.settled()
        assert not one.api.calls.violations


async def audience(stage, number):
    chats = []
    for _ in range(number):
        user = stage.api.user("Ada")
        chats.append(stage.api.private(user))
        await stage.says(user, chats[-1], "/subscribe")
    return chats


async def test_an_announcement_is_shown_and_counted_before_it_goes_out_once(stage):
    chats = await audience(stage, 3)
    place = stage.api.private(stage.olive)
    shown = await stage.says(stage.olive, place, "/ops announce Maintenance at <noon> & later")
    assert "Maintenance at <noon> & later" in shown.text
    assert shown.buttons == ["Send to 3 places", "Cancel"]
    assert all("Maintenance" not in chat.last.text for chat in chats)
    again = shown.button("Send to")["callback_data"]
    await stage.taps(stage.olive, shown, "Send to")
    assert "Going out to 3 places" in place.last.text
    assert "0 sent, 3 pending, 0 failed" in (await stage.says(stage.olive, place, "/ops")).text
    await stage.delivers()
    assert [chat.last.text for chat in chats] == ["Maintenance at <noon> & later"] * 3
    assert "3 sent, 0 pending, 0 failed" in (await stage.says(stage.olive, place, "/ops")).text
    await stage.olive.sends_callback(shown, again)
    await stage.settled()
    await stage.delivers()
    assert [chat.texts.count("Maintenance at <noon> & later") for chat in chats] == [1, 1, 1]


async def test_who_cannot_be_reached_is_counted(stage):
    chats = await audience(stage, 2)
    stage.api.fail("sendMessage", faults.forbidden("blocked"), chat=chats[0], times=None)
    place = stage.api.private(stage.olive)
    await stage.taps(stage.olive, await stage.says(stage.olive, place, "/ops announce Hello"), "Send to")
    await stage.delivers()
    assert "1 sent, 0 pending, 1 failed (chat_gone 1): Hello" in (await stage.says(stage.olive, place, "/ops")).text
    assert chats[1].last.text == "Hello"


async def test_an_announcement_can_be_dropped(stage):
    (chat,) = await audience(stage, 1)
    place = stage.api.private(stage.olive)
    await stage.taps(stage.olive, await stage.says(stage.olive, place, "/ops announce Hello"), "Cancel")
    await stage.delivers()
    assert chat.last.text != "Hello"


async def test_ops_shows_the_ledger_and_the_feeds(stage):
    await audience(stage, 2)
    said = await stage.says(stage.olive, stage.api.private(stage.olive), "/ops")
    for part in ("Feeds answering: 0 of 11", "Queue: 0 could go out now", "In doubt: 0, quarantined alerts: 0",
                 "Active subscriptions: 2", "Last 24 h:"):  # fmt: skip
        assert part in said.text


async def test_ops_shows_what_was_pruned_last_and_when(stage):
    place = stage.api.private(stage.olive)
    assert "Nothing was pruned yet" in (await stage.says(stage.olive, place, "/ops")).text
    await audience(stage, 2)
    await stage.taps(stage.olive, await stage.says(stage.olive, place, "/ops announce Hello"), "Send to")
    await stage.delivers()
    stage.now += timedelta(days=31)
    await Pruning(store=stage.store, clock=lambda: stage.now, keep=timedelta(days=30)).run()
    stage.now += timedelta(hours=3)
    said = (await stage.says(stage.olive, place, "/ops")).text
    assert "Pruned 3 h 0 min ago: deliveries 2, decisions off topic 0, announcements 1, notices 0" in said


def unreadable(tables, now):
    """An alert that Telegram could not read in three chats."""
    for chat in range(3):
        tables.ops._connection.execute("INSERT INTO unparsable VALUES ('a1', ?, 'entities', ?)", (chat, to_ms(now)))


def watching(stage, *operators):
    """Who tells operators."""
    tell = partial(tell_operator, stage.bot)
    return Watch(store=stage.store, sources=(), clock=lambda: stage.now, tell=tell, operators=operators)


async def test_a_trouble_that_came_while_telegram_was_away_is_told_when_it_is_back(stage):
    place = stage.api.private(stage.olive)
    watch = watching(stage, OPERATOR)
    stage.store.write_now(lambda tables: unreadable(tables, stage.now))
    stage.api.fail("sendMessage", faults.drop("before"), chat=place, times=None)
    assert await watch.look() == 0
    stage.api.heal()
    stage.now += timedelta(minutes=2)
    assert await watch.look() == 1
    assert "a1" in place.last.text
    stage.now += timedelta(minutes=2)
    assert await watch.look() == 0


async def test_an_operator_who_never_came_keeps_no_other_from_being_told(tmp_path):
    async with Stage(tmp_path, operators=(999, OPERATOR)) as stage:
        place = stage.api.private(stage.api.user("Olive"))
        stage.store.write_now(lambda tables: unreadable(tables, stage.now))
        assert await watching(stage, 999, OPERATOR).look() == 1
        assert "a1" in place.last.text


@pytest.mark.parametrize("fault", [faults.drop("before"), faults.flood(30), faults.server_error()])
async def test_an_operator_whom_telegram_kept_us_from_telling_is_told_later_the_other_not_again(tmp_path, fault):
    async with Stage(tmp_path, operators=(OPERATOR, OPERATOR + 1)) as stage:
        first, second = (stage.api.private(stage.api.user(name)) for name in ("Olive", "Oscar"))
        stage.store.write_now(lambda tables: unreadable(tables, stage.now))
        stage.api.fail("sendMessage", fault, chat=second, times=None)
        assert await watching(stage, OPERATOR, OPERATOR + 1).look() == 1
        assert ("a1" in first.last.text, len(second.from_bot)) == (True, 0)
        stage.api.heal()
        stage.now += timedelta(minutes=2)
        await stage.stop()
        await stage.start()
        assert await watching(stage, OPERATOR, OPERATOR + 1).look() == 1
        assert (len(first.from_bot), len(second.from_bot)) == (1, 1)


async def test_nobody_else_has_the_command(stage):
    ada = stage.api.user("Ada")
    chat = stage.api.private(ada)
    for asked in ("/ops", "/ops announce Hello", "/pin truce agreed"):
        assert (await stage.says(ada, chat, asked)).text == "That is no command of mine. /help lists them."


async def test_an_operator_is_nobody_special_in_a_group(stage):
    group = stage.api.supergroup("Readers", creator=stage.olive)
    await stage.olive.says(group, "/ops")
    assert await stage.silent(group)
    assert "/ops" not in (await stage.says(stage.olive, group, "/help")).text
    assert "/ops" in (await stage.says(stage.olive, stage.api.private(stage.olive), "/help")).text


async def test_a_button_for_operators_is_no_use_to_others(stage):
    shown = await stage.says(stage.olive, stage.api.private(stage.olive), "/ops announce Hello")
    ada = stage.api.user("Ada")
    tap = await ada.sends_callback(shown, shown.button("Send to")["callback_data"])
    await stage.settled()
    assert "out of date" in tap.text


async def test_a_new_token_keeps_every_subscription(stage):
    (chat,) = await audience(stage, 1)
    await stage.stop()
    stage.api.token = "7654321:" + "N" * 35
    await stage.start()
    assert stage.subscription(chat.id)
    ada = stage.api.user("Bea")
    assert "one alert" in (await stage.says(ada, stage.api.private(ada), "/start")).text
