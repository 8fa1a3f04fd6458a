"""What becomes of a delivery that Telegram refuses, does not answer, or answers with other news of the chat."""

from datetime import timedelta

import pytest

from bot.core.model import ChatId
from bot.core.people.delivery import Kind, State
from bot.core.people.outcome import Gone, Moved, Refused, Sent, Unknown, Unparsable, Unreachable
from bot.errors import ConfigError
from bot.jobs.deliver import MOST_IN_FLIGHT
from tests.jobs.postroom import Chat
from tests.storage.alerts import NOW, alert, key


@pytest.mark.parametrize(
    ("answer", "state", "reason"),
    [
        (Refused(detail="message is too long"), State.DROPPED, "refused: message is too long"),
        (Gone(detail="bot was blocked by the user"), State.DROPPED, "chat_gone: bot was blocked by the user"),
    ],
)
async def test_what_cannot_be_sent_is_dropped_with_telegrams_own_words(room, answer, state, reason):
    room.subscribe(1)
    room.tell(alert())
    await room.deliver(Chat(answer))
    assert room.ledger == [(1, Kind.ALERT, state, reason)]


async def test_a_message_of_unknown_fate_is_repeated_once_and_says_so(room):
    room.subscribe(1)
    room.tell(alert())
    chat = Chat(Unknown(detail="ReadTimeout"), Unknown(detail="ReadTimeout"))
    for _ in range(4):
        await room.deliver(chat)
        room.wait(minutes=5)
    assert [message.repeat for message in chat.messages] == [False, True]
    assert room.ledger == [(1, Kind.ALERT, State.DROPPED, "in_doubt")]


async def test_no_connection_costs_nothing_but_time(room):
    room.subscribe(1)
    room.tell(alert())
    chat = Chat(*[Unreachable(detail="ConnectError")] * 3)
    for _ in range(5):
        await room.deliver(chat)
        room.wait(minutes=6)
    assert [message.repeat for message in chat.messages] == [False] * 4
    assert room.ledger == [(1, Kind.ALERT, State.SENT, None)]


async def test_a_group_that_moved_gets_it_under_its_new_id(room):
    room.subscribe(-5)
    room.filter(-5, "port")
    room.tell(alert())
    chat = Chat(Moved(chat=ChatId(-1005)))
    await room.deliver(chat)
    assert chat.asked == [-5, -1005]
    assert room.store.read_now(lambda t: t.subscriptions.get(key(-1005)).filters) == ("port",)
    assert room.store.read_now(lambda t: t.subscriptions.get(key(-5))) is None


async def test_a_chat_that_is_gone_keeps_its_settings_and_resumes(room):
    room.subscribe(1)
    room.filter(1, "port")
    room.tell(alert(1))
    room.tell(alert(2))
    await room.deliver(Chat(Gone(detail="blocked")))
    assert room.ends == [(State.DROPPED, "chat_gone: blocked"), (State.DROPPED, "unsubscribed")]
    assert room.tell(alert(3)) == 0
    assert room.store.write_now(lambda t: t.outbox.chats.back(ChatId(1))) == 1
    assert room.tell(alert(4)) == 1
    assert room.store.read_now(lambda t: t.subscriptions.get(key(1)).filters) == ("port",)


async def test_settings_of_a_chat_that_stays_away_are_forgotten_after_30_days(room):
    room.subscribe(1, 2)
    room.store.write_now(lambda t: t.outbox.chats.gone(ChatId(1), NOW))
    assert room.store.write_now(lambda t: t.outbox.chats.forget_gone(NOW + timedelta(days=29))) == 0
    assert room.store.write_now(lambda t: t.outbox.chats.forget_gone(NOW + timedelta(days=31))) == 1
    assert room.store.read_now(lambda t: t.subscriptions.get(key(2))).active


class Unreadable(Chat):
    """Cannot read any markup."""

    async def send(self, chat, thread, message):
        await super().send(chat, thread, message)
        return Sent(message=1) if message.plain else Unparsable(detail="can't parse entities")


async def test_markup_that_telegram_cannot_read_goes_out_plain_and_its_alert_is_quarantined(room):
    room.subscribe(1, 2, 3, 4, 5)
    room.tell(alert())
    chat = Unreadable()
    one = room.deliverer(chat)
    one.most_in_flight = 1
    await one.drain()
    assert sum(message.plain for message in chat.messages) == 3
    assert room.states == [State.SENT] * 3 + [State.DROPPED] * 2
    assert {reason for state, reason in room.ends if state is State.DROPPED} == {"quarantined"}


async def test_nothing_more_is_begun_after_a_token_was_refused(room):
    room.subscribe(*range(1, 30))
    room.tell(alert())
    chat = Chat(ConfigError("TELEGRAM_BOT_TOKEN", "no"))
    one = room.deliverer(chat)
    with pytest.raises(ConfigError):
        await one.drain()
    sent = len(chat.sent)
    assert sent <= MOST_IN_FLIGHT
    room.wait(minutes=1)
    await one.drain()
    assert len(chat.sent) == sent


async def test_a_token_that_is_refused_stops_everything_and_drops_nothing(room):
    room.subscribe(1, 2)
    room.tell(alert())
    with pytest.raises(ConfigError):
        await room.deliver(Chat(*[ConfigError("TELEGRAM_BOT_TOKEN", "no")] * 2))
    assert set(room.states) == {State.PENDING}
