"""Buttons that are forged, stolen, old or tapped twice: answered politely, and nothing happens."""

import pytest

from bot.chat.wire.seals import Seals

OUT_OF_DATE = "This button is out of date. /settings shows what is there now."


async def settings(stage, name="Ada"):
    user = stage.api.user(name)
    chat = stage.api.private(user)
    await stage.says(user, chat, "/subscribe")
    return user, chat, await stage.says(user, chat, "/settings")


def data(message, label):
    return message.button(label)["callback_data"]


async def sends(stage, user, message, text):
    tap = await user.sends_callback(message, text)
    await tap.wait()
    await stage.settled()
    return tap.text


@pytest.mark.parametrize(
    "forged",
    [
        "x",
        "set:aaaaaa:level:1",
        "AAAAAAAAset:aaaaaa:level:1",
        "AAAAAAAA",
        "a" * 64,
        "ÿÿÿÿ",
        "\0\0",
        "AAAAAAAA-5~forget",
    ],
)
async def test_forged_data_is_told_to_be_out_of_date(stage, forged):
    user, chat, screen = await settings(stage)
    assert await sends(stage, user, screen, forged) == OUT_OF_DATE
    assert stage.subscription(chat.id).level == 2


async def test_a_changed_action_does_not_open(stage):
    user, chat, screen = await settings(stage)
    wanted = data(screen, "important").replace("level:1", "level:3")
    assert await sends(stage, user, screen, wanted) == OUT_OF_DATE
    assert stage.subscription(chat.id).level == 2


async def test_another_chats_button_does_not_open_here(stage):
    _, _, screen = await settings(stage)
    other, place, theirs = await settings(stage, "Bob")
    assert await sends(stage, other, theirs, data(screen, "important")) == OUT_OF_DATE
    assert stage.subscription(place.id).level == 2


async def test_another_bots_seal_does_not_open(stage):
    user, chat, screen = await settings(stage)
    forged = Seals("654321:another-token").close(chat.id, "forget")
    assert await sends(stage, user, screen, forged) == OUT_OF_DATE
    assert stage.subscription(chat.id)


async def test_buttons_survive_a_restart(stage):
    user, chat, screen = await settings(stage)
    await stage.stop()
    await stage.start()
    await stage.taps(user, screen, "important")
    assert stage.subscription(chat.id).level == 1


async def test_a_second_tap_does_no_harm(stage):
    user, chat, screen = await settings(stage)
    again = data(screen, "important")
    await stage.taps(user, screen, "important")
    assert await sends(stage, user, screen, again) == "Saved"
    assert stage.subscription(chat.id).level == 1


async def test_a_button_of_a_subscription_that_has_ended_is_out_of_date(stage):
    user, chat, screen = await settings(stage)
    await stage.says(user, chat, "/unsubscribe")
    assert await stage.taps(user, screen, "important") == OUT_OF_DATE
    assert stage.subscription(chat.id) is None


async def test_a_button_below_a_deleted_message_is_out_of_date(stage):
    user, _, screen = await settings(stage)
    wanted = data(screen, "important")
    await user.deletes(screen)
    assert await sends(stage, user, screen, wanted) == OUT_OF_DATE


async def test_a_filter_that_waited_too_long_is_out_of_date(stage):
    user, chat, _ = await settings(stage)
    shown = await stage.says(user, chat, "/filter test captives")
    stage.now = stage.now.replace(hour=13)
    assert await stage.taps(user, shown, "Save") == OUT_OF_DATE
    assert stage.subscription(chat.id).filters == ()


async def test_a_tap_that_telegram_has_given_up_on_is_still_done(stage):
    user, chat, screen = await settings(stage)
    tap = await user.sends_callback(screen, data(screen, "important"))
    tap.expire()
    await stage.settled()
    assert stage.subscription(chat.id).level == 1


async def test_no_button_is_longer_than_telegram_takes(stage):
    seals = Seals(stage.api.token)
    longest = max(
        (len(one) for one in ("set:aaaaaa:zone:America/Los_Angeles", "set:aaaaaa:outlet:bbbbbb+10")), default=0
    )
    assert 8 + len("-1001234567890~") + longest <= 64
    with pytest.raises(AssertionError):
        seals.close(1, "x" * 60)
