"""A deliverer's life: one drain at a time, an end with grace, and nothing is forgotten by whoever is cut off or fails."""

import asyncio
from datetime import timedelta

import pytest

from bot.chat.wire.gate import Gate
from bot.core.people.delivery import Kind, State
from bot.core.people.pacing import Pace
from bot.jobs.deliver import DeliveryReport
from storage import fanout
from tests.jobs.postroom import Chat
from tests.storage.alerts import alert, compose


class Stalled(Chat):
    """Takes a message and does not answer until `free` is set."""

    def __init__(self):
        super().__init__()
        self.free = asyncio.Event()
        self.taken = asyncio.Event()

    async def send(self, chat, thread, message):
        self.taken.set()
        self.sent.append((chat, thread, message))
        await self.free.wait()
        return self._answer(self._newest)


async def stalled(room):
    """A deliverer that waits for an answer, its chat, and its drain."""
    chat = Stalled()
    one = room.deliverer(chat)
    draining = asyncio.create_task(one.drain())
    await asyncio.wait_for(chat.taken.wait(), 10)
    return one, chat, draining


async def test_what_is_unanswered_when_the_grace_ends_is_in_doubt(room):
    room.subscribe(1)
    room.tell(alert())
    one, _, draining = await stalled(room)
    await one.close(timedelta(seconds=0.1))
    await draining
    assert room.ledger == [(1, Kind.ALERT, State.IN_DOUBT, None)]


async def test_what_is_answered_within_the_grace_is_sent(room):
    room.subscribe(1)
    room.tell(alert())
    one, chat, draining = await stalled(room)
    asyncio.get_running_loop().call_later(0.1, chat.free.set)
    await one.close(timedelta(seconds=10))
    await draining
    assert room.ledger == [(1, Kind.ALERT, State.SENT, None)]


async def test_a_second_drain_leaves_the_work_to_the_first(room):
    room.subscribe(1)
    room.tell(alert())
    one, chat, draining = await stalled(room)
    room.subscribe(2)
    room.tell(alert())
    assert await asyncio.wait_for(one.drain(), 5) == DeliveryReport()
    chat.free.set()
    assert (await draining).sent == 2


async def test_a_drain_that_is_cancelled_leaves_what_is_under_way_to_the_next(room):
    room.subscribe(1)
    room.tell(alert())
    one, chat, draining = await stalled(room)
    draining.cancel()
    await asyncio.gather(draining, return_exceptions=True)
    again = asyncio.create_task(one.drain())
    await asyncio.sleep(0.1)
    assert room.states == [State.SENDING]
    chat.free.set()
    await again
    assert room.states == [State.SENT]
    assert len(chat.sent) == 1


async def test_nothing_is_begun_after_stop(room):
    room.subscribe(1)
    room.tell(alert())
    chat = Chat()
    one = room.deliverer(chat)
    one.stop()
    assert await one.drain() == DeliveryReport()
    assert chat.sent == []
    assert room.states == [State.PENDING]


async def test_an_alert_that_cannot_be_composed_comes_up_and_is_tried_again_while_others_go_out(room):
    room.subscribe(1)
    room.tell(alert(1))
    room.subscribe(2)
    room.tell(alert(2))

    def unable(tables, one, now, lead=None):
        if one.id == "a1":
            raise LookupError("no such outlet")
        return compose(tables, one, now, lead)

    chat = Chat()
    with pytest.raises(LookupError, match="no such outlet"):
        await room.deliverer(chat, compose=unable).drain()
    assert 2 in chat.asked
    assert room.ledger[0] == (1, Kind.ALERT, State.PENDING, None)
    room.wait(minutes=2)
    await room.deliver(chat)
    assert set(room.states) == {State.SENT}


async def test_a_large_fan_out_is_written_on_and_delivered(room, monkeypatch):
    monkeypatch.setattr(fanout, "AT_ONCE", 4)
    monkeypatch.setattr(fanout, "CHUNK", 3)
    room.subscribe(*range(1, 11))
    room.filter(3, "envoy")
    room.filter(4, "cargo")
    assert room.tell(alert()) == 0
    chat = Chat()
    await room.deliver(chat)
    assert room.states == [State.SENT] * 9
    assert sorted(chat.asked) == [1, 2, 3, 5, 6, 7, 8, 9, 10]


async def test_every_place_at_the_gate_is_given_back(room):
    room.subscribe(*range(1, 8))
    room.tell(alert())
    chat = Chat(gate=Gate(Pace(per_second=2, second=0.05, spread=0.0)))
    report = await asyncio.wait_for(room.deliver(chat), 30)
    assert report.sent == 7
