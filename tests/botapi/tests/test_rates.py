"""Sliding windows and flood waits, in virtual time."""

import pytest
from tests.botapi.errors import Refusal
from tests.botapi.model import Chat
from tests.botapi.rates import Rates

PRIVATE = [Chat(number, "private") for number in range(100)]
GROUP = Chat(-1, "group")
CHANNEL = Chat(-100, "channel")


def refused_for(rates: Rates, chat: Chat, now: float) -> int:
    """Seconds to wait, 0 for an accepted call."""
    refusal: Refusal | None = None
    try:
        rates.check(chat, now)
    except Refusal as refused:
        refusal = refused
    if refusal is None:
        return 0
    assert refusal.body()["description"] == f"Too Many Requests: retry after {refusal.retry_after}"
    return refusal.retry_after or 0


def test_one_a_second_in_a_private_chat() -> None:
    rates = Rates(enabled=True)
    assert refused_for(rates, PRIVATE[0], 0.0) == 0
    assert refused_for(rates, PRIVATE[1], 0.5) == 0
    assert refused_for(rates, PRIVATE[0], 0.999) == 1
    assert rates.violations == {"overall": 0, "private": 1, "group": 0, "inside_wait": 0}
    assert refused_for(rates, PRIVATE[0], 2.0) == 0
    assert refused_for(rates, PRIVATE[0], 3.0) == 0
    assert rates.accepted == 4


@pytest.mark.parametrize("chat", [GROUP, CHANNEL])
def test_twenty_a_minute_in_a_group_and_a_channel(chat: Chat) -> None:
    rates = Rates(enabled=True)
    assert [refused_for(rates, chat, float(second)) for second in range(20)] == [0] * 20
    assert refused_for(rates, chat, 20.0) == 40
    assert rates.violations["group"] == 1
    assert refused_for(rates, chat, 60.0) == 0
    assert refused_for(rates, chat, 60.5) == 1


def test_thirty_a_second_overall() -> None:
    rates = Rates(enabled=True)
    assert [refused_for(rates, chat, 0.01 * place) for place, chat in enumerate(PRIVATE[:30])] == [0] * 30
    assert refused_for(rates, PRIVATE[30], 0.99) == 1
    assert rates.violations["overall"] == 1
    assert refused_for(rates, PRIVATE[31], 1.99) == 0


def test_the_window_slides() -> None:
    """Thirty at the end of one second and thirty at the start of the next are sixty in one."""
    rates = Rates(enabled=True)
    assert [refused_for(rates, chat, 0.9) for chat in PRIVATE[:30]] == [0] * 30
    assert refused_for(rates, PRIVATE[30], 1.1) == 1


def test_who_sends_inside_a_wait_waits_longer() -> None:
    rates = Rates(enabled=True)
    for _ in range(20):
        rates.check(GROUP, 0.0)
    waits = [refused_for(rates, GROUP, 1.0), refused_for(rates, GROUP, 2.0), refused_for(rates, GROUP, 3.0)]
    assert waits == [59, 118, 236]
    assert rates.violations["inside_wait"] == 2
    assert refused_for(rates, PRIVATE[0], 3.0) == 0, "another chat is not held"
    assert refused_for(rates, GROUP, 239.0) == 0
    assert rates.accepted == 22


def test_what_counts() -> None:
    rates = Rates(enabled=True)
    assert all(map(rates.counts, ("sendMessage", "sendPhoto", "editMessageText", "editMessageReplyMarkup")))
    assert not any(map(rates.counts, ("sendChatAction", "answerCallbackQuery", "getChat", "deleteMessage")))
    assert not Rates().counts("sendMessage"), "off until switched on"


def test_a_call_to_no_known_chat_counts_overall() -> None:
    rates = Rates(enabled=True)
    for _ in range(30):
        rates.check(None, 0.0)
    with pytest.raises(Refusal):
        rates.check(PRIVATE[0], 0.5)
    assert rates.violations["overall"] == 1
