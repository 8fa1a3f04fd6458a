"""The queue: confirmed by offset only, filtered by what the bot asked for, one poller at a time."""

import asyncio

import pytest
from tests.botapi import BotApi, User
from tests.botapi.errors import Refusal
from tests.botapi.updates import DEFAULT_KINDS, UpdateQueue


async def test_updates_stay_until_confirmed() -> None:
    queue = UpdateQueue(first_id=10)
    queue.add("message", {"n": 1})
    queue.add("message", {"n": 2})
    assert [u["update_id"] for u in await queue.poll(0, 100, 0)] == [10, 11]
    assert [u["update_id"] for u in await queue.poll(0, 1, 0)] == [10]
    assert [u["update_id"] for u in await queue.poll(11, 100, 0)] == [11]
    assert await queue.poll(12, 100, 0) == []
    assert queue.pending == []


async def test_a_negative_offset_keeps_the_last() -> None:
    queue = UpdateQueue(first_id=10)
    for n in range(5):
        queue.add("message", {"n": n})
    assert [u["message"]["n"] for u in await queue.poll(-2, 100, 0)] == [3, 4]
    assert len(queue.pending) == 2


async def test_a_poll_waits_for_the_first_update() -> None:
    queue = UpdateQueue()
    poll = asyncio.create_task(queue.poll(0, 100, 5))
    await asyncio.sleep(0)
    assert queue.polling
    queue.add("message", {})
    assert len(await asyncio.wait_for(poll, 1)) == 1
    assert not queue.polling


async def test_the_older_of_two_pollers_gets_409() -> None:
    queue = UpdateQueue()
    older = asyncio.create_task(queue.poll(0, 100, 5))
    await asyncio.sleep(0)
    newer = asyncio.create_task(queue.poll(0, 100, 5))
    with pytest.raises(Refusal) as refused:
        await asyncio.wait_for(older, 1)
    assert refused.value.code == 409
    assert refused.value.description.startswith("Conflict: terminated by other getUpdates request")
    queue.add("message", {})
    assert len(await asyncio.wait_for(newer, 1)) == 1


def test_kinds_that_must_be_asked_for() -> None:
    queue = UpdateQueue()
    queue.add("chat_member", {})
    assert queue.pending == []
    assert len(queue.dropped) == 1
    queue.allow(["chat_member"])
    queue.add("chat_member", {})
    queue.add("message", {})
    assert [list(update)[1] for update in queue.pending] == ["chat_member"]
    queue.allow(None)
    assert queue.allowed == ("chat_member",)
    queue.allow([])
    assert queue.allowed == DEFAULT_KINDS


async def test_the_bot_dies_with_updates_in_hand(api: BotApi, ada: User, call) -> None:
    """What was handed out but not confirmed comes again."""
    await ada.says(api.private(ada), "/start")
    first = await call("getUpdates")
    again = await call("getUpdates", timeout=0)
    assert first["result"] == again["result"]
    assert first["result"][0]["message"]["text"] == "/start"


async def test_a_dead_poller_does_not_block(api: BotApi, ada: User, call) -> None:
    poll = asyncio.create_task(call("getUpdates", timeout=50))
    await api.wait_for(lambda: api.updates.polling)
    poll.cancel()
    await api.wait_for(lambda: not api.updates.polling)
    await ada.says(api.private(ada), "hello")
    assert len((await call("getUpdates", timeout=5))["result"]) == 1


async def test_limit_is_clamped_and_an_empty_poll_lasts_its_time() -> None:
    queue = UpdateQueue()
    loop = asyncio.get_running_loop()
    begun = loop.time()
    assert await queue.poll(0, 100, 0.1) == []
    assert 0.09 <= loop.time() - begun < 2
    for n in range(101):
        queue.add("message", {"n": n})
    assert [len(await queue.poll(0, limit, 0)) for limit in (-1, 0, 1, 100, 101)] == [1, 1, 1, 100, 100]
