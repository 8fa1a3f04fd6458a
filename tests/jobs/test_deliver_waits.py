"""When nothing may be sent for a while: flood waits, a Telegram that does not answer, clocks that jump meanwhile."""

import asyncio
from datetime import timedelta

import pytest

from bot.chat.wire.gate import Gate
from bot.clock import VirtualClock
from bot.core.people.delivery import Kind, State
from bot.core.people.outcome import Flooded, Unknown, Unreachable
from bot.core.people.pacing import UNPACED
from tests.jobs.postroom import Chat, PostRoom
from tests.storage.alerts import NOW, alert


async def test_a_flood_wait_holds_all_rows_of_its_chat_and_survives_a_restart(room):
    room.subscribe(1, 2)
    room.tell(alert())
    chat = Chat(Flooded(wait=timedelta(seconds=20000)))
    await room.deliver(chat)
    assert len(chat.sent) == 2
    room.turn_to(seconds=19000)
    after_restart = Chat()
    await room.deliver(after_restart)
    assert after_restart.sent == []
    room.turn_to(seconds=20001)
    after_restart = Chat()
    await room.deliver(after_restart)
    assert after_restart.asked == chat.asked[:1]


async def test_a_clock_set_forward_does_not_end_a_flood_wait(room):
    room.subscribe(1)
    room.tell(alert())
    chat = Chat(Flooded(wait=timedelta(seconds=20000)))
    one = room.deliverer(chat)
    await one.drain()
    room.turn_to(hours=5, minutes=50)
    await one.drain()
    assert len(chat.sent) == 1


async def test_a_clock_set_forward_does_not_end_a_flood_wait_from_before_a_restart(room):
    room.subscribe(1)
    room.tell(alert())
    await room.deliver(Chat(Flooded(wait=timedelta(seconds=20000))))
    chat = Chat()
    one = room.deliverer(chat)
    room.turn_to(seconds=10)
    await one.drain()
    room.turn_to(hours=5, minutes=50)
    await one.drain()
    assert chat.sent == []


async def test_a_clock_set_forward_does_not_end_a_wait_of_everybody(room):
    room.subscribe(1, 2)
    room.tell(alert())
    chat = Chat(*[Flooded(wait=timedelta(seconds=20000))] * 2)
    one = room.deliverer(chat)
    await one.drain()
    room.turn_to(hours=5, minutes=50)
    room.subscribe(3)
    room.tell(alert(2, room.clock()))
    await one.drain()
    assert sorted(chat.asked) == [1, 2]


class SlowFor3(Gate):
    """Lets chat 3 pass only when told to, and then even if it has heard of a flood wait."""

    def __init__(self):
        super().__init__(UNPACED)
        self.now = asyncio.Event()

    async def turn(self, chat):
        if chat == 3:
            await self.now.wait()
        return await super().turn(chat) or chat == 3


async def test_what_was_claimed_before_everybody_must_wait_is_not_sent_either(room):
    room.subscribe(1, 2, 3)
    room.tell(alert())
    chat = Chat(*[Flooded(wait=timedelta(seconds=60))] * 2, gate=SlowFor3())
    draining = asyncio.create_task(room.deliver(chat))
    async with asyncio.timeout(10):
        while room.store.read_now(lambda tables: tables.outbox.braked_until()) is None:  # noqa: ASYNC110
            await asyncio.sleep(0.01)
    assert sorted(room.states) == [State.CLAIMED, State.PENDING, State.PENDING]
    chat.gate.now.set()
    await draining
    assert sorted(chat.asked) == [1, 2]
    assert room.states == [State.PENDING] * 3


async def test_two_chats_flooded_within_the_window_stop_everybody(room):
    room.subscribe(*range(1, 30))
    room.tell(alert())
    chat = Chat(*[Flooded(wait=timedelta(seconds=60))] * 2)
    await room.deliver(chat)
    assert len(chat.sent) <= 8
    room.turn_to(seconds=61)
    await room.deliver(Chat())
    assert set(room.states) == {State.SENT}


@pytest.mark.parametrize("failure", [Unreachable(detail="ConnectError"), Unknown(detail="ReadTimeout")])
async def test_after_five_failures_it_asks_getme_and_sends_nothing(room, failure):
    room.subscribe(*range(1, 20))
    room.tell(alert())
    chat = Chat(*[failure] * 50)
    chat.alive = False
    one = room.deliverer(chat)
    await one.drain()
    assert 5 <= len(chat.sent) <= 5 + 7  # those under way when the fifth failed
    before = len(chat.sent)
    await asyncio.sleep(1.1)
    await one.drain()
    assert (chat.probes, len(chat.sent)) == (1, before)


async def test_a_clock_set_back_strands_nothing(room):
    room.subscribe(1)
    ahead = PostRoom(room.store, VirtualClock(NOW + timedelta(days=365)))
    ahead.tell(alert(at=ahead.clock()))
    await ahead.deliver(Chat(Unreachable(detail="ConnectError")))
    chat = Chat()
    room.turn_to(seconds=1)
    for _ in range(2):
        await room.deliver(chat)
        room.wait(seconds=10)
    assert room.ledger == [(1, Kind.ALERT, State.SENT, None)]


async def test_everybodys_wait_is_no_longer_after_a_restart_with_the_clock_set_back(room):
    room.subscribe(*range(1, 30))
    ahead = PostRoom(room.store, VirtualClock(NOW + timedelta(hours=25)))
    ahead.tell(alert(at=ahead.clock()))
    await ahead.deliver(Chat(*[Flooded(wait=timedelta(seconds=60))] * 2))
    chat = Chat()
    await room.deliver(chat)  # another deliverer, 25 hours earlier: a process that was started again
    assert not chat.sent
    assert 0 < chat.gate.closed_for() <= 60


async def test_a_clock_set_back_meanwhile_strands_nothing(room):
    room.subscribe(1)
    moment = NOW + timedelta(days=365)
    room.tell(alert(at=moment))
    chat = Chat(Unreachable(detail="ConnectError"))
    one = room.deliverer(chat, clock=lambda: moment)
    await one.drain()
    moment = NOW
    for _ in range(2):
        await one.drain()
        moment += timedelta(seconds=10)
    assert room.ledger == [(1, Kind.ALERT, State.SENT, None)]
