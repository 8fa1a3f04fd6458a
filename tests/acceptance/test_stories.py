"""Stories in time, over real HTTP: feeds on addresses of their own, the bot as a process, a strict Telegram."""

import signal
from datetime import timedelta

from tests.acceptance.world import bot_texts

OFFER = "Hamas offers to free 10 captives for a 40-day truce in Gaza"
OFFER_AGAIN = "Hamas offers release of ten captives in return for 40-day Gaza truce"
REFUSAL = "Israel rejects Hamas offer of a 40-day Gaza truce"


def alerts(chat, part):
    return [text for text in bot_texts(chat) if part in text]


async def subscribed(world, name="Ada"):
    user = world.api.user(name)
    chat = world.api.private(user)
    await user.says(chat, "/subscribe")
    await world.reads(chat, "Subscribed to")
    return user, chat


async def opened(world, *outlets):
    """The bot runs, and has read every feed once, so that what comes now is new."""
    for name, title in outlets:
        await world.outlet(name, title)
    for name, _ in outlets:
        world.publish(name, "Harbour festival draws record crowds")
    await world.start()
    await world.polled()


async def test_a_new_report_becomes_one_attributed_alert(world):
    await opened(world, ("harbour", "The Harbour Post"))
    _, chat = await subscribed(world)
    entry = world.publish("harbour", OFFER)
    text = await world.reads(chat, OFFER)
    (message,) = [one for one in chat.from_bot if OFFER in one.text]
    assert "The Harbour Post" in text
    assert entry.published.strftime("%H:%M UTC") in text
    assert any(entity.get("url") == entry.link for entity in message.entities)
    await world.polled()
    assert len(alerts(chat, OFFER)) == 1
    assert world.api.calls.violations == []


async def test_a_second_outlet_reporting_the_same_is_no_second_alert(world):
    await opened(world, ("harbour", "The Harbour Post"), ("lantern", "Lantern Wire"))
    _, chat = await subscribed(world)
    world.publish("harbour", OFFER)
    await world.reads(chat, OFFER)
    before = len(chat.from_bot)
    world.publish("lantern", OFFER_AGAIN)
    await world.polled(3)
    assert len(chat.from_bot) == before


async def test_an_answer_by_the_other_side_is_an_alert_of_its_own(world):
    await opened(world, ("harbour", "The Harbour Post"))
    _, chat = await subscribed(world)
    world.publish("harbour", OFFER)
    await world.reads(chat, OFFER)
    world.publish("harbour", REFUSAL)
    await world.reads(chat, REFUSAL)


async def test_after_a_restart_nothing_is_sent_again_and_news_still_comes(world):
    await opened(world, ("harbour", "The Harbour Post"))
    _, chat = await subscribed(world)
    world.publish("harbour", OFFER)
    await world.reads(chat, OFFER)
    assert await world.stop() == 0
    world.publish("harbour", REFUSAL)
    await world.start()
    await world.reads(chat, REFUSAL)
    await world.polled()
    assert len(alerts(chat, f"“{OFFER}”")) == 1


async def test_killed_hard_it_sends_nothing_again(world):
    await opened(world, ("harbour", "The Harbour Post"))
    _, chat = await subscribed(world)
    world.publish("harbour", OFFER)
    await world.reads(chat, OFFER)
    await world.stop(signal.SIGKILL)
    await world.start()
    await world.polled()
    assert len(alerts(chat, f"“{OFFER}”")) == 1


async def test_who_unsubscribed_gets_nothing_and_who_never_subscribed_neither(world):
    await opened(world, ("harbour", "The Harbour Post"))
    user, chat = await subscribed(world)
    stranger = world.api.user("Grace")
    await stranger.says(world.api.private(stranger), "/start")
    _, witness = await subscribed(world, "Witness")
    await user.says(chat, "/stop")
    await world.reads(chat, "Unsubscribed")
    world.publish("harbour", OFFER)
    await world.reads(witness, OFFER)
    await world.polled()
    assert not alerts(chat, OFFER)
    assert not alerts(world.api.private(stranger), OFFER)


async def test_a_filter_keeps_an_alert_out(world):
    await opened(world, ("harbour", "The Harbour Post"))
    user, chat = await subscribed(world)
    _, witness = await subscribed(world, "Witness")
    await user.says(chat, "/filter add withdrawal")
    await world.reads(chat, "Added")
    world.publish("harbour", OFFER)
    await world.reads(witness, OFFER)
    await user.says(chat, "/filter remove withdrawal")
    await world.reads(chat, "Removed")
    world.publish("harbour", REFUSAL)
    await world.reads(chat, REFUSAL)
    assert not alerts(chat, f"“{OFFER}”")


async def test_a_dead_feed_does_not_stop_the_others(world):
    await opened(world, ("harbour", "The Harbour Post"), ("lantern", "Lantern Wire"), ("quay", "Quayside"))
    user, chat = await subscribed(world)
    world.outlets["lantern"].broken = (500, "out of order")
    world.outlets["quay"].broken = (200, "<html><body>Are you human?</body></html>")
    world.publish("harbour", OFFER)
    await world.reads(chat, OFFER)
    await user.says(chat, "/status")
    status = await world.reads(chat, "Lantern Wire")
    assert "Quayside" in status


async def test_what_was_in_a_feed_at_its_first_poll_is_filed_but_never_alerts(world):
    outlet = await world.outlet("harbour", "The Harbour Post")
    world.publish("harbour", OFFER)
    outlet.entries[0].published -= timedelta(minutes=5)
    await world.start()
    await world.polled()
    user, chat = await subscribed(world)
    await user.says(chat, "/latest")
    await world.reads(chat, OFFER)
    assert not alerts(chat, "Reported by 1 outlet")


async def test_in_a_group_only_admins_change_settings(world):
    await opened(world, ("harbour", "The Harbour Post"))
    admin, member = world.api.user("Ada"), world.api.user("Grace")
    group = world.api.group("Desk", creator=admin, members=[member])
    await member.says(group, "/subscribe")
    await world.reads(group, "Only admins")
    await admin.says(group, "/subscribe")
    await world.reads(group, "Subscribed to")
    await member.says(group, "/status")
    await world.reads(group, "Newest report")


async def test_a_wrong_token_says_so_and_ends_with_2(world):
    await world.outlet("harbour", "The Harbour Post")
    await world.start(token="987654321:AAnotTheTokenThatTelegramKnows-000000")
    assert await world.ended() == 2
    log = world.log.read_text(encoding="utf-8")
    assert "TELEGRAM_BOT_TOKEN" in log
    assert "AAnotTheToken" not in log


async def test_the_token_is_in_no_log_line(world):
    await opened(world, ("harbour", "The Harbour Post"))
    await subscribed(world)
    await world.stop()
    log = world.log.read_text(encoding="utf-8")
    assert "running" in log
    assert world.api.token not in log
