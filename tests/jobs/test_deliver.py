"""What is due goes out once, to whom it is due, and is recorded; later messages find the ones before."""

from datetime import timedelta

from bot.core.model import Reason
from bot.core.people.delivery import Kind, State
from bot.core.people.outcome import Unknown
from tests.jobs.postroom import Chat
from tests.storage.alerts import NOW, alert


async def test_an_alert_goes_out_once_to_every_subscriber(room):
    room.subscribe(1, 2, -3)
    assert room.tell(alert()) == 3
    chat = Chat()
    report = await room.deliver(chat)
    assert report.sent == 3
    assert sorted(chat.asked) == [-3, 1, 2]
    assert set(room.states) == {State.SENT}
    assert (await room.deliver(chat)).sent == 0


async def test_the_same_alert_again_reaches_only_who_did_not_get_it(room):
    room.subscribe(1)
    room.tell(alert())
    room.subscribe(2)
    assert room.tell(alert()) == 1


async def test_levels_and_filters_decide_who_hears_of_it(room):
    room.subscribe(1, 2, 3, 4)
    room.filter(2, "port -cargo")
    room.filter(3, '"port talks" envoy')
    room.filter(4, "cargo OR freight")
    room.tell(alert(importance=2))
    room.tell(alert(2, importance=3), headline="Cargo waits outside the port")
    assert [row[0] for row in room.ledger] == [1, 2, 3]


async def test_a_later_alert_of_a_storyline_replies_to_the_one_before(room):
    room.subscribe(1)
    chat = Chat()
    room.tell(alert(1, storyline="s"))
    await room.deliver(chat)
    room.tell(alert(2, storyline="s"))
    await room.deliver(chat)
    assert [message.reply_to for message in chat.messages] == [None, 101]


async def test_a_correction_goes_only_where_its_original_went(room):
    room.subscribe(1)
    chat = Chat()
    room.tell(alert(1, development="d"))
    await room.deliver(chat)
    room.subscribe(2)
    room.turn_to(minutes=1)
    correction = alert(2, NOW + timedelta(minutes=1), development="d", reason=Reason.CORRECTION)
    assert room.tell(correction) == 1
    await room.deliver(chat)
    assert [(asked, message.reply_to) for asked, _, message in chat.sent] == [(1, None), (1, 101)]
    assert room.ledger[1][1:3] == (Kind.CORRECTION, State.SENT)


async def test_edits_of_a_message_are_coalesced_to_one_a_minute_and_tried_again(room):
    room.subscribe(1)
    one = alert(1)
    chat = Chat()
    room.tell(one)
    await room.deliver(chat)
    room.turn_to(seconds=10)
    assert room.edit(one) == 1
    assert room.edit(one) == 0
    await room.deliver(chat)
    assert [edited[:2] for edited in chat.edited] == [(1, 101)]
    for seconds in (20, 40):
        room.turn_to(seconds=seconds)
        room.edit(one)
        await room.deliver(chat)
    assert len(chat.edited) == 1
    room.turn_to(seconds=71)
    chat.answers = [Unknown(detail="ReadTimeout")]
    await room.deliver(chat)
    room.turn_to(seconds=100)
    await room.deliver(chat)
    assert [edited[:2] for edited in chat.edited] == [(1, 101)] * 3
    assert room.ledger[1][1:3] == (Kind.EDIT, State.SENT)
    room.turn_to(hours=25)
    assert room.edit(one) == 0
