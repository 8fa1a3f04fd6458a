"""What is held back, or waited too long, goes out when it may: alone, gathered in a digest, or not at all, on record."""

from datetime import time, timedelta

from bot.core.model import Reason
from bot.core.people.delivery import State
from tests.jobs.postroom import Chat
from tests.storage.alerts import NOW, alert, decision, report


async def test_what_waited_too_long_becomes_one_digest(room):
    room.subscribe(1)
    for number in (1, 2, 3):
        room.tell(alert(number, importance=1))
    room.turn_to(hours=12)
    chat = Chat()
    await room.deliver(chat)
    assert len(chat.sent) == 1
    assert len(chat.messages[0].content.entries) == 3
    assert room.states == [State.DIGESTED] * 3 + [State.SENT]


async def test_an_alert_stuck_behind_which_a_newer_of_its_storyline_waits_collapses(room):
    room.subscribe(1)
    room.tell(alert(1, storyline="s"))
    room.tell(alert(2, NOW + timedelta(minutes=20), storyline="s"))
    room.turn_to(minutes=20)
    await room.deliver(Chat())
    assert room.ends == [(State.SUPERSEDED, "overtaken"), (State.SENT, None)]


async def test_quiet_hours_hold_back_and_end_in_one_digest(room):
    room.subscribe(1)
    room.settings(1, quiet=(time(8), time(11)), zone="UTC")
    for number in (1, 2, 3):
        room.tell(alert(number))
    chat = Chat()
    await room.deliver(chat)
    assert chat.sent == []
    assert set(room.ends) == {(State.HELD, "quiet")}
    room.turn_to(hours=2)
    await room.deliver(chat)
    assert [len(message.content.entries) for message in chat.messages] == [3]
    assert room.states == [State.DIGESTED] * 3 + [State.SENT]


async def test_what_waits_for_a_second_outlet_goes_out_when_it_comes_or_ends_on_record(room):
    room.subscribe(1, 2)
    room.settings(1, least_outlets=2)
    room.settings(2, least_outlets=3, silent=True)
    one = alert(1)
    room.tell(one)
    chat = Chat()
    await room.deliver(chat)
    assert set(room.ends) == {(State.HELD, "outlets")}
    room.turn_to(hours=8)

    def corroborate(tables):
        joined = report("r9", room.clock(), family="other", outlet="Sable Post")
        tables.reports.add(joined)
        tables.developments.record(decision(one, report=joined.id, reason=Reason.CORROBORATION, at=joined.seen))
        tables.outbox.ask_again(one, joined.seen)

    room.store.write_now(corroborate)
    await room.deliver(chat)
    assert chat.asked == [1]
    room.turn_to(hours=24)
    await room.deliver(chat)
    assert room.ends == [(State.SENT, None), (State.EXPIRED, "outlets")]
