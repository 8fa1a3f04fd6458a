"""Everything passes one gate: deliveries by their turn, answers before them, nothing inside a flood wait."""

import asyncio
import time

import pytest
from telegram.error import RetryAfter
from telegram.ext import Application
from telegram.request import HTTPXRequest

from bot.chat.wire.gate import FloodWaitError, Gate
from bot.chat.wire.limiter import PacedAnswers, delivering, wait_of
from bot.core.model import ChatId
from bot.core.people.pacing import Pace
from tests.botapi import BotApi, faults

QUICK = Pace(
    per_second=10, second=0.3, spread=0.01, reserve=2, private_gap=0.2, group_gap=0.4, group_answers=2, minute=1.0
)


def now():
    return asyncio.get_running_loop().time()


async def test_at_first_it_waits_for_what_a_process_before_may_have_sent():
    gate, began = Gate(QUICK), now()
    await gate.turn(ChatId(1))
    assert now() - began >= 0.3


async def test_no_more_turns_than_places_until_answers_came():
    gate = Gate(QUICK)
    for chat in range(10):
        await gate.turn(ChatId(chat))
    waiting = asyncio.create_task(gate.turn(ChatId(11)))
    await asyncio.sleep(0.1)
    assert not waiting.done()
    answered = now()
    gate.done(ChatId(1))
    await waiting
    assert now() - answered >= 0.3


@pytest.mark.parametrize(("chat", "gap"), [(ChatId(1), QUICK.private_gap), (ChatId(-1), QUICK.group_gap)])
async def test_two_deliveries_to_a_chat_keep_its_gap_whatever_clock_the_ledger_read(chat, gap):
    gate = Gate(QUICK)
    await gate.turn(chat)
    gate.done(chat)
    answered = now()
    await gate.turn(ChatId(2))
    assert now() - answered < 0.2
    await gate.turn(chat)
    assert gap <= now() - answered < gap + 0.2


async def test_an_answer_to_a_group_does_not_wait_for_its_deliveries():
    gate = Gate(QUICK)
    await gate.turn(ChatId(-1))
    gate.done(ChatId(-1))
    ended = now()
    async with gate.answering(ChatId(-1)):
        assert now() - ended < 0.2


async def test_an_answer_comes_before_deliveries_that_wait():
    gate, order = Gate(QUICK), []

    async def deliver(chat):
        await gate.turn(ChatId(chat))
        order.append("delivery")
        await asyncio.sleep(0.01)
        gate.done(ChatId(chat))

    deliveries = [asyncio.create_task(deliver(chat)) for chat in range(40)]
    await asyncio.sleep(0.6)
    async with gate.answering(ChatId(100)):
        order.append("answer")
    await asyncio.gather(*deliveries)
    assert order.index("answer") < 25


async def test_a_private_chat_takes_one_message_in_its_gap_from_whomever():
    gate = Gate(QUICK)
    await gate.turn(ChatId(1))
    gate.done(ChatId(1))
    ended = now()
    async with gate.answering(ChatId(1)):
        assert now() - ended >= 0.2
    assert ChatId(1) in gate.cooling()
    await asyncio.sleep(0.21)
    assert ChatId(1) not in gate.cooling()


async def test_a_group_has_its_own_places_for_answers():
    gate, began = Gate(QUICK), now()
    for _ in range(3):
        async with gate.answering(ChatId(-1)):
            pass
    assert now() - began >= 1.0
    assert ChatId(-1) not in gate.cooling()


async def test_inside_a_flood_wait_no_turn_is_given_and_answers_give_up():
    gate = Gate(QUICK, patience=0.5)
    gate.close(ChatId(1), 30)
    assert await gate.turn(ChatId(1)) is False
    assert await gate.turn(ChatId(2)) is True
    with pytest.raises(FloodWaitError) as refused:
        async with gate.answering(ChatId(1)):
            pass
    assert 29 < refused.value.seconds <= 30
    gate.close(None, 30)
    assert await gate.turn(ChatId(3)) is False


async def test_what_ptb_sends_by_itself_passes_the_gate_and_sends_nothing_inside_a_wait():
    async with BotApi() as api:
        chat = api.private(api.user("Ada"))
        gate = Gate(Pace(second=0.05, private_gap=0.05), patience=0.5)
        application = (
            Application.builder().token(api.token).base_url(api.base_url).request(HTTPXRequest())
            .rate_limiter(PacedAnswers(gate)).build()
        )  # fmt: skip
        async with application:
            await application.bot.send_message(chat.id, "one")
            api.fail("sendMessage", faults.flood(30))
            with pytest.raises(RetryAfter):
                await application.bot.send_message(chat.id, "two")
            before, began = len(api.calls), time.monotonic()
            with pytest.raises(RetryAfter) as refused:
                await application.bot.send_message(chat.id, "three")
            assert len(api.calls) == before
            assert time.monotonic() - began < 1
            assert wait_of(refused.value).total_seconds() >= 29
            with delivering():  # the deliverer has asked the gate itself
                await application.bot.send_message(chat.id, "four")
        assert [message.text for message in chat.from_bot] == ["one", "four"]
