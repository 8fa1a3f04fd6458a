"""One who asks too much is told so once, then ignored; the others hardly notice."""

import asyncio
import sys
import time
from pathlib import Path

import pytest

from bot.chat.wire.buckets import Crowd
from tests.acceptance.people.stage import Stage
from tests.botapi import BotApi

UPDATES = 10_000
ASKED = 60
VICTIM = Path(__file__).with_name("flooded.py")


@pytest.fixture
async def stage(tmp_path):
    """A stage with the limits people really meet."""
    async with Stage(tmp_path, crowd=Crowd()) as one:
        yield one
        assert not one.api.calls.violations


class Stopwatch:
    """When Telegram handed out what each person wrote, and when the answer came."""

    def __init__(self, api):
        self.handed, self.answered = {}, {}
        self._poll = api.updates.poll
        api.updates.poll = self._spied

    async def _spied(self, *asked):
        updates = await self._poll(*asked)
        for one in updates:
            self.handed.setdefault(one["message"]["from"]["id"], time.perf_counter())
        return updates

    async def until_answered(self, people):
        """Wait until each of some people, as chats by id, has an answer."""
        while waiting := [one for one in people if one not in self.answered]:
            now = time.perf_counter()
            self.answered.update({one: now for one in waiting if people[one].from_bot})
            await asyncio.sleep(0.001)

    def p95(self, people):
        """Of the milliseconds between hand-out and answer."""
        took = sorted(self.answered[one] - self.handed[one] for one in people)
        return took[int(len(took) * 0.95)] * 1000


async def writes(api):
    """Somebody new writes; the chat."""
    user = api.user("Bob")
    chat = api.private(user)
    await user.says(chat, "/privacy")
    return user.id, chat


async def one_by_one(api, watch):
    people = {}
    for _ in range(ASKED):
        person, chat = await writes(api)
        await watch.until_answered({person: chat})
        people[person] = chat
        await asyncio.sleep(0.02)
    return people


async def test_ten_thousand_updates_of_one_leave_the_others_within_five_times_of_idle(tmp_path, capsys):
    """All 10,000 wait at Telegram, 100 a page; between them stand the others, and some stand behind them all.

    The bot is a process of its own. What it can answer for is the time from the hand-out of an update to the answer;
    whoever stands behind the flood in Telegram's queue waits for its pages too, which is printed and bounded.
    """
    async with BotApi() as api:
        watch = Stopwatch(api)
        bot = await asyncio.create_subprocess_exec(
            sys.executable, str(VICTIM), str(tmp_path / "bot.db"), api.url, api.token, stderr=asyncio.subprocess.DEVNULL
        )
        try:
            await api.wait_for(lambda: api.updates.polling, 20)
            await one_by_one(api, watch)  # whatever is done for the first time is done now
            idle = await one_by_one(api, watch)
            ada = api.user("Ada")
            chat = api.private(ada)
            between = {}
            for number in range(UPDATES):  # nothing here waits, so that nothing is handed out meanwhile
                await ada.says(chat, "/status")
                if number % (UPDATES // ASKED) == 99:
                    person, place = await writes(api)
                    between[person] = place
            behind = dict([await writes(api)])
            waiting, began = len(api.updates.pending), time.perf_counter()
            await watch.until_answered({**between, **behind})
            drained = time.perf_counter() - began
            await api.wait_for(lambda: len(chat.from_bot) >= 20, 20)
            idle |= await one_by_one(api, watch)  # before and after, since other programs run beside this one
        finally:
            bot.kill()
            await bot.wait()
        quiet, flooded = watch.p95(idle), watch.p95(between)
        with capsys.disabled():
            print(
                f"\nflood of {waiting} waiting updates: p95 of {len(between)} others {flooded:.1f} ms from hand-out, "
                f"idle {quiet:.1f} ms; the one behind them all waited {drained:.2f} s"
            )
        assert waiting == UPDATES + len(between) + 1
        assert len(between) >= ASKED
        assert 20 <= len(chat.from_bot) < 40, "what a bucket holds, one that says it is too much, what ran in meanwhile"
        assert flooded <= 5 * quiet
        assert drained < 10
        assert not api.calls.violations


async def test_who_asks_too_much_is_told_once(stage):
    ada = stage.api.user("Ada")
    chat = stage.api.private(ada)
    for _ in range(40):
        await ada.says(chat, "/privacy")
    await stage.settled()
    told = [text for text in chat.texts if "That was a lot at once" in text]
    assert len(told) == 1
    assert len(chat.from_bot) == 21


async def test_taps_count_too(stage):
    ada = stage.api.user("Ada")
    chat = stage.api.private(ada)
    screen = await stage.says(ada, chat, "/subscribe")
    data = screen.button("Filters")["callback_data"]
    taps = [await ada.sends_callback(screen, data) for _ in range(60)]
    await stage.settled()
    assert 15 <= sum(tap.answered for tap in taps) <= 22


async def test_a_group_has_a_bucket_of_its_own(stage):
    people = [stage.api.user("Ada") for _ in range(30)]
    group = stage.api.supergroup("Readers", creator=people[0], members=people[1:])
    for _ in range(3):
        for one in people:
            await one.says(group, "/privacy")
    await stage.settled()
    assert len(group.from_bot) <= 42
