"""The way in, measured: how many taps it takes, and how long the bot lets people wait on the way."""

import re
import time
from zoneinfo import ZoneInfo

import pytest

from bot.chat.terminal import Terminal
from tests.acceptance.people.stage import OTHER, TOPIC, Stage

READING = 5.0  # seconds that a person takes for a screen: forty words at eight a second
HALF_A_MINUTE = 30.0
HEADLINE = "River Front offers to free ten captives"


@pytest.fixture
async def stage(tmp_path):
    async with Stage(tmp_path) as one:
        one.record(HEADLINE)
        yield one
        assert not one.api.calls.violations


class Newcomer:
    """Somebody who has never been here. Notes each tap and how long the bot took to answer it."""

    def __init__(self, stage):
        self.stage, self.user = stage, stage.api.user("Ada")
        self.chat = stage.api.private(self.user)
        self.waits = []

    async def presses_start(self):
        """The button that Telegram itself shows at the bottom of a bot's empty chat."""
        began = time.perf_counter()
        await self.user.says(self.chat, "/start")
        await self._answered(lambda: self.chat.from_bot, began)

    async def taps(self, label):
        message, before = self.chat.last, (len(self.chat.from_bot), len(self.chat.last.edits))
        began = time.perf_counter()
        await self.user.taps(message, label)
        await self._answered(lambda: (len(self.chat.from_bot), len(message.edits)) != before, began)

    async def _answered(self, there, began):
        await self.stage.api.wait_for(there)
        self.waits.append(time.perf_counter() - began)
        await self.stage.settled()


async def test_from_start_to_alerts_on_ones_own_clock_in_half_a_minute(stage, capsys):
    ada = Newcomer(stage)
    await ada.presses_start()
    assert "one alert for each new development" in ada.chat.last.text
    await ada.taps("Get alerts")
    shown = ada.chat.last
    assert "Subscribed to Delta truce talks" in shown.text
    assert f"“{HEADLINE}”" in shown.text, "a real alert of late as an example"
    assert {"Filters", "Time zone"} <= set(shown.buttons)
    await ada.taps("Time zone")
    await ada.taps("Beirut")
    subscription = stage.subscription(ada.chat.id)
    assert subscription.active
    assert subscription.zone == "Asia/Beirut"
    assert f"{stage.now.astimezone(ZoneInfo('Asia/Beirut')):%H:%M}" in ada.chat.last.text
    taps, slowest, waited = len(ada.waits), max(ada.waits), sum(ada.waits)
    with capsys.disabled():
        print(
            f"\nonboarding: {taps} taps, the bot took {waited * 1000:.0f} ms for all, {slowest * 1000:.0f} ms at most; "
            f"with {READING:.0f} s of reading for each screen {taps * READING + waited:.1f} s"
        )
    assert taps == 4
    assert taps * READING + waited < HALF_A_MINUTE


async def test_a_link_with_a_topic_subscribes_with_one_tap(stage):
    ada = Newcomer(stage)
    await ada.user.says(ada.chat, "/start delta-truce")
    await stage.api.wait_for(lambda: ada.chat.from_bot)
    assert stage.subscription(ada.chat.id)
    assert f"“{HEADLINE}”" in ada.chat.last.text


async def test_start_in_a_subscribed_chat_leads_to_its_settings(stage):
    ada = Newcomer(stage)
    await stage.says(ada.user, ada.chat, "/subscribe")
    shown = await stage.says(ada.user, ada.chat, "/start")
    assert "Already subscribed to Delta truce talks." in shown.text
    assert "/settings" in shown.text
    assert "/subscribe" not in shown.text
    assert shown.buttons == ["Filters", "Time zone", "All settings", "Language"]
    await stage.taps(ada.user, shown, "All settings")
    assert "Level:" in ada.chat.last.text
    await stage.says(ada.user, ada.chat, "/unsubscribe")
    assert "Get alerts: Delta truce talks" in (await stage.says(ada.user, ada.chat, "/start")).buttons


async def test_start_of_several_topics_offers_what_does_not_come_yet(tmp_path):
    async with Stage(tmp_path, topics=(TOPIC, OTHER)) as stage:
        ada = Newcomer(stage)
        await stage.says(ada.user, ada.chat, "/subscribe ridge-truce")
        shown = await stage.says(ada.user, ada.chat, "/start")
        assert shown.buttons == ["Filters", "Time zone", "All settings", "Get alerts: Delta truce talks", "Language"]
        await stage.taps(ada.user, shown, "Get alerts")
        shown = await stage.says(ada.user, ada.chat, "/start")
        assert shown.buttons == ["Settings: Delta truce talks", "Settings: Ridge truce talks", "Language"]
        await stage.taps(ada.user, shown, "Settings: Ridge")
        assert "Ridge truce talks" in ada.chat.last.text
        assert not stage.api.calls.violations


async def test_start_in_the_terminal_knows_that_it_is_subscribed(stage):
    terminal = Terminal(stage.commands)
    assert re.search(r"^  1 Get alerts: Delta", await terminal.say("/start"), re.MULTILINE)
    await terminal.say("/subscribe")
    shown = await terminal.say("/start")
    assert "Get alerts" not in shown
    assert "Already subscribed to Delta truce talks." in shown
    assert "  3 All settings" in shown
    assert "Level:" in await terminal.say("3")
