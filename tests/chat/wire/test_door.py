"""The door: what is too much is dropped before the queue, what is nobody's doing passes, and the queue is bounded."""

import asyncio

import pytest
from telegram import Chat, Message, Update, User

from bot.chat.wire.buckets import Crowd, Rate
from bot.chat.wire.door import Door, Lanes


def door(burst=2, size=10):
    return Door(Crowd(Rate(burst=burst, per_second=0), Rate(burst=100, per_second=0)), clock=lambda: 0.0, size=size)


def update(number, user=1):
    message = Message(1, None, Chat(user, "private"), from_user=User(user, "Ada", is_bot=False), text="x")
    return Update(number, message=message)


async def test_too_much_is_dropped_and_one_is_let_in_to_be_told():
    queue = door()
    updates = [update(number) for number in range(6)]
    for one in updates:
        await queue.put(one)
    assert queue.qsize() == 3
    assert queue.dropped == 3
    assert [queue.too_much(one) for one in updates] == [False, False, True, False, False, False]
    assert not queue.too_much(updates[2])


def raw(number, user=1, kind="message"):
    place = {"id": user, "type": "private"}
    sender = {"id": user, "is_bot": False, "first_name": "Ada"}
    said = {"message_id": 1, "date": 0, "chat": place, "from": sender, "text": "x"}
    tapped = {"id": "1", "from": sender, "chat_instance": "1", "message": said, "data": "x"}
    return {"update_id": number, kind: tapped if kind == "callback_query" else said}


@pytest.mark.parametrize("kind", ["message", "callback_query", "edited_message"])
async def test_what_is_sifted_is_dropped_before_it_is_read_and_asked_once(kind):
    queue = door()
    kept = queue.sift([raw(number, kind=kind) for number in range(9)] + [raw(9, user=2), raw(10)])
    assert [one["update_id"] for one in kept] == [0, 1, 2, 9, 10], "two pass, one is told, Bob, and the last"
    updates = Update.de_list(kept, None)
    for one in updates:
        await queue.put(one)
    assert queue.qsize() == 4
    assert queue.dropped == 7
    assert [one.update_id for one in updates if queue.too_much(one)] == [2]


async def test_our_own_standing_passes_the_sieve():
    queue = door(burst=0)
    change = {"update_id": 1, "my_chat_member": {"from": {"id": 1}, "chat": {"id": 1}}}
    assert queue.sift([change, change]) == [change, change]
    assert queue.sift([]) == []


async def test_others_come_in():
    queue = door()
    for number in range(6):
        await queue.put(update(number))
    await queue.put(update(7, user=2))
    assert queue.qsize() == 4


async def test_signals_pass():
    queue = door(burst=0)
    await queue.put(object())
    assert queue.qsize() == 1


async def test_a_full_queue_makes_whoever_brings_wait():
    queue = door(burst=100, size=1)
    await queue.put(update(1))
    with pytest.raises(TimeoutError):
        async with asyncio.timeout(0.02):
            await queue.put(update(2))


async def test_one_persons_updates_wait_for_each_other_and_for_nobody_else():
    lanes, under_way, most, order = Lanes(8), 0, 0, []

    async def work(name):
        nonlocal under_way, most
        under_way += 1
        most = max(most, under_way)
        await asyncio.sleep(0.01)
        order.append(name)
        under_way -= 1

    mine = [lanes.process_update(update(number, user=1), work(f"ada {number}")) for number in range(12)]
    await asyncio.gather(*mine, lanes.process_update(update(99, user=2), work("bob")))
    assert most == 2
    assert order.index("bob") <= 1
    assert [one for one in order if one != "bob"] == [f"ada {number}" for number in range(12)]


async def test_no_more_than_a_few_at_a_time():
    lanes, under_way, most = Lanes(3), 0, 0

    async def work():
        nonlocal under_way, most
        under_way += 1
        most = max(most, under_way)
        await asyncio.sleep(0.005)
        under_way -= 1

    await asyncio.gather(*(lanes.process_update(update(one, user=one), work()) for one in range(1, 12)))
    assert most == 3
