"""Every setting changes what is sent, over the whole way: feeds, the bot as a process, Telegram."""

import pytest

from tests.acceptance.test_stories import OFFER, OFFER_AGAIN, opened, subscribed
from tests.acceptance.world import World

AT_ONCE = {
    "nothing set": "",
    "a party that is named": "/filter add party:hamas",
    "an outlet by field": "/filter add outlet:harbour",
    "one of two filters": "/filter add party:hamas",
    "its own language": "/settings languages en",
    "its outlet alone": "/settings outlets +the harbour post",
    "silently": "/settings sound off",
}
WITH_THE_SECOND = {"two outlets needed": "/settings minimum 2"}
LED_BY_THE_SECOND = {
    "the other outlet alone": "/settings outlets +lantern wire",
    "the first outlet left out": "/settings outlets -the harbour post",
}
NEVER = {
    "a party that is not named": "/filter add party:egypt",
    "another outlet by field": "/filter add outlet:meridian",
    "nobody says so": "/filter add says:egypt",
    "three outlets needed": "/settings minimum 3",
    "paused": "/pause 1h",
    "in a digest": "/settings digest hourly",
}


@pytest.fixture
async def world(tmp_path):
    async with World(tmp_path) as one:
        yield one


async def test_settings_decide_who_gets_an_alert_and_when(world):
    await opened(world, ("harbour", "The Harbour Post"), ("lantern", "Lantern Wire"), ("quay", "Quayside"))
    chats = {}
    for name, command in {**AT_ONCE, **WITH_THE_SECOND, **LED_BY_THE_SECOND, **NEVER}.items():
        user, chats[name] = await subscribed(world, "Ada")
        if command:
            before = len(chats[name].from_bot)
            await user.says(chats[name], command)
            await world.until(lambda chat=chats[name], before=before: len(chat.from_bot) > before)

    def got(name, headline=OFFER):
        return [one for one in chats[name].from_bot if f"“{headline}”" in one.text]

    world.publish("harbour", OFFER)
    for name in AT_ONCE:
        await world.reads(chats[name], f"“{OFFER}”")
    await world.polled(2)
    assert [name for name in chats if got(name)] == list(AT_ONCE)
    assert got("silently")[0].silent
    assert not got("nothing set")[0].silent

    world.publish("lantern", OFFER_AGAIN)
    for name in WITH_THE_SECOND:
        await world.until(lambda name=name: any(OFFER in one.text for one in chats[name].from_bot))
    for name in LED_BY_THE_SECOND:
        await world.reads(chats[name], f"“{OFFER_AGAIN}”")
    await world.polled(2)
    assert not [name for name in LED_BY_THE_SECOND if got(name)]
    assert "Sent when 2 outlets had reported it" in got("two outlets needed")[0].text
    assert not [name for name in NEVER if got(name)]
    assert all(len(got(name)) == 1 for name in AT_ONCE)
