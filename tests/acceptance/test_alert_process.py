"""Two of the stories with the bot as a process of its own, and the clock as it is."""

from tests.acceptance.test_stories import OFFER, OFFER_AGAIN, opened, subscribed

NOTICE = "Correction: an earlier version of this story gave a wrong number of captives."


async def test_a_second_outlet_edits_the_alert_within_seconds(world):
    await opened(world, ("harbour", "The Harbour Post"), ("lantern", "Lantern Wire"))
    _, chat = await subscribed(world)
    world.publish("harbour", OFFER)
    await world.reads(chat, OFFER)
    world.publish("lantern", OFFER_AGAIN)
    await world.reads(chat, "2 outlets")
    assert len([one for one in chat.from_bot if OFFER in one.text]) == 1
    assert world.api.calls.violations == []


async def test_a_correction_after_a_restart_replies_and_marks(world):
    await opened(world, ("harbour", "The Harbour Post"))
    _, chat = await subscribed(world)
    entry = world.publish("harbour", OFFER)
    await world.reads(chat, OFFER)
    await world.stop()
    entry.summary = NOTICE
    await world.start()
    await world.reads(chat, NOTICE)
    await world.reads(chat, "Corrected by The Harbour Post")
    (original,) = [one for one in chat.from_bot if "Corrected by The Harbour Post" in one.text]
    (reply,) = [one for one in chat.from_bot if NOTICE in one.text]
    assert reply.reply_to is original
    assert any(entity["type"] == "strikethrough" for entity in original.entities)
