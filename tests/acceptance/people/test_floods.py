"""One who asks too much is told so once, then ignored; the others hardly notice."""

import asyncio
import time

import pytest

from bot.chat.wire.buckets import Crowd
from tests.acceptance.people.stage import Stage

UPDATES = 10_000
ASKED = 60


@pytest.fixture
async def stage(tmp_path):
    """A stage with the limits people really meet."""
    async with Stage(tmp_path, crowd=Crowd()) as one:
        yield one
        assert not one.api.calls.violations


async def latencies(stage, number, pause):
    """How long each of some people waits for an answer, in seconds, asked one after the other."""
    found = []
    for _ in range(number):
        user = stage.api.user("Bob")
        chat = stage.api.private(user)
        began = time.perf_counter()
        await user.says(chat, "/privacy")
        while not chat.from_bot:  # noqa: ASYNC110 - another task is watched
            await asyncio.sleep(0.001)
        found.append(time.perf_counter() - began)
        await asyncio.sleep(pause)
    return found


def p95(found):
    return sorted(found)[int(len(found) * 0.95)]


async def test_ten_thousand_updates_of_one_leave_the_others_within_five_times_of_idle(stage):
    idle = await latencies(stage, ASKED, 0.02)
    ada = stage.api.user("Ada")
    chat = stage.api.private(ada)
    sent = 0

    async def flood():
        nonlocal sent
        while sent < UPDATES:
            for _ in range(50):
                await ada.says(chat, "/status")
            sent += 50
            while stage.api.updates.pending:  # noqa: ASYNC110
                await asyncio.sleep(0.001)

    flooding = asyncio.create_task(flood())
    busy = await latencies(stage, ASKED, 0.05)
    during = sent
    await flooding
    await stage.settled()
    idle += await latencies(stage, ASKED, 0.02)  # before and after, since other programs run beside this one
    assert during > 100, "the flood and the questions have to meet"
    assert stage.bot.update_queue.dropped > UPDATES * 0.9
    assert len(chat.from_bot) < 60
    assert p95(busy) <= 5 * p95(idle), f"idle {p95(idle) * 1000:.1f} ms, in the flood {p95(busy) * 1000:.1f} ms"


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
