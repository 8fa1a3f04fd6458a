"""Deliveries over real SQL and a fake chat: what is due goes out once, in order, and is recorded."""

import asyncio
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

import pytest

from bot.chat.wire.gate import Gate
from bot.clock import VirtualClock
from bot.core.alert.content import ReplyContent
from bot.core.model import (
    Alert,
    AlertId,
    ChatId,
    Decision,
    DevelopmentId,
    Reason,
    Report,
    ReportId,
    SourceId,
    StorylineId,
    SubscriptionKey,
    TopicId,
)
from bot.core.people.delivery import Kind, State
from bot.core.people.outcome import Flooded, Gone, Moved, Refused, Sent, Unknown, Unparsable, Unreachable
from bot.core.people.pacing import UNPACED
from bot.errors import ConfigError
from bot.jobs.deliver import Deliverer
from storage.store import Store

NOW = datetime(2026, 3, 1, 9, 0, tzinfo=UTC)
TOPIC = TopicId("harbour-talks")


def report(number=1, headline="Envoy says port talks resume on Monday", seen=NOW):
    return Report(
        id=ReportId(f"r{number}"), source=SourceId("s"), outlet="Northgate Wire", family="n", language="en",
        headline=headline, summary="", link=None, published=seen, seen=seen,
    )  # fmt: skip


def alert(number=1, *, importance=2, reason=Reason.NEW_DEVELOPMENT, development=None, storyline=None, at=NOW):
    return Alert(
        id=AlertId(f"a{number}"), topic=TOPIC, development=DevelopmentId(development or f"d{number}"),
        storyline=StorylineId(storyline or f"s{number}"), reason=reason, importance=importance,
        report=ReportId(f"r{number}"), version=1, created_at=at,
    )  # fmt: skip


def announce(tables, one, headline="Envoy says port talks resume on Monday", now=None):
    """Store a report, its decision and its alert, and deliver it, as the desk does."""
    tables.reports.add(report(one.id[1:], headline, one.created_at))
    tables.developments.record(
        Decision(report=one.report, version=1, topic=TOPIC, reason=one.reason, at=one.created_at,
                 development=one.development, storyline=one.storyline, importance=one.importance)
    )  # fmt: skip
    tables.developments.add_alert(one)
    return tables.outbox.fan_out(one, now or one.created_at)


def compose(tables, one, now):
    headline = tables.reports.newest(one.report).headline
    return ReplyContent(kind="changed", outlet="Northgate Wire", at=now, old=None, new=headline)


class Chat:
    """A sender that does as it is told: `answers` are taken first, then everything arrives."""

    def __init__(self, answers=(), gate=None):
        self.gate = gate or Gate(UNPACED)
        self.answers = list(answers)
        self.sent = []
        self.edited = []
        self.probes = 0
        self.alive = True

    def _answer(self):
        if not self.answers:
            return Sent(message=100 + len(self.sent))
        answer = self.answers.pop(0)
        if isinstance(answer, BaseException):
            raise answer
        return answer

    async def send(self, chat, thread, message):
        self.sent.append((chat, thread, message))
        await asyncio.sleep(0)
        return self._answer()

    async def edit(self, chat, number, message):
        self.edited.append((chat, number, message))
        return self._answer()

    async def probe(self):
        self.probes += 1
        return self.alive


@pytest.fixture
def store(tmp_path):
    store = Store.open(tmp_path / "bot.db")
    yield store
    store.close()


@pytest.fixture
def clock():
    return VirtualClock(NOW)


def key(chat, thread=0):
    return SubscriptionKey(chat=ChatId(chat), thread=thread, topic=TOPIC)


def subscribe(store, *chats):
    store.write_now(lambda t: [t.subscriptions.subscribe(key(chat), NOW) for chat in chats])


def states(store):
    return [(row.chat, row.kind, row.state, row.reason) for row in store.read_now(lambda t: t.outbox.all())]


def deliverer(store, sender, clock, **more):
    return Deliverer(store=store, sender=sender, compose=compose, clock=clock, **more)


async def test_an_alert_goes_out_once_to_every_subscriber(store, clock):
    subscribe(store, 1, 2, -3)
    assert store.write_now(lambda t: announce(t, alert())) == 3
    chat = Chat()
    report = await deliverer(store, chat, clock).drain()
    assert report.sent == 3
    assert sorted(sent[0] for sent in chat.sent) == [-3, 1, 2]
    assert {state for _, _, state, _ in states(store)} == {State.SENT}
    assert (await deliverer(store, chat, clock).drain()).sent == 0


async def test_the_same_alert_again_reaches_only_who_did_not_get_it(store, clock):
    subscribe(store, 1)
    store.write_now(lambda t: announce(t, alert(importance=2)))
    subscribe(store, 2)
    assert store.write_now(lambda t: announce(t, alert(importance=2))) == 1


async def test_levels_and_filters_decide_who_hears_of_it(store, clock):
    subscribe(store, 1, 2, 3, 4)

    def settings(tables):
        tables.subscriptions.add_filter(key(2), "port -cargo")
        tables.subscriptions.add_filter(key(3), '"port talks" envoy')
        tables.subscriptions.add_filter(key(4), "cargo OR freight")

    store.write_now(settings)
    store.write_now(lambda t: announce(t, alert(importance=2)))
    store.write_now(lambda t: announce(t, alert(2, importance=3), "Cargo waits outside the port"))
    assert [row[0] for row in states(store)] == [1, 2, 3]


@pytest.mark.parametrize(
    ("answer", "state", "reason"),
    [
        (Refused(detail="message is too long"), State.DROPPED, "refused: message is too long"),
        (Gone(detail="bot was blocked by the user"), State.DROPPED, "chat_gone: bot was blocked by the user"),
    ],
)
async def test_what_cannot_be_sent_is_dropped_with_telegrams_own_words(store, clock, answer, state, reason):
    subscribe(store, 1)
    store.write_now(lambda t: announce(t, alert()))
    await deliverer(store, Chat([answer]), clock).drain()
    assert states(store) == [(1, Kind.ALERT, state, reason)]


async def test_a_message_of_unknown_fate_is_repeated_once_and_says_so(store, clock):
    subscribe(store, 1)
    store.write_now(lambda t: announce(t, alert()))
    chat = Chat([Unknown(detail="ReadTimeout"), Unknown(detail="ReadTimeout")])
    for _ in range(4):
        await deliverer(store, chat, clock).drain()
        clock.turn_to(clock() + timedelta(minutes=5))
    assert [message.repeat for _, _, message in chat.sent] == [False, True]
    assert states(store) == [(1, Kind.ALERT, State.DROPPED, "in_doubt")]


async def test_no_connection_costs_nothing_but_time(store, clock):
    subscribe(store, 1)
    store.write_now(lambda t: announce(t, alert()))
    chat = Chat([Unreachable(detail="ConnectError")] * 3)
    for _ in range(5):
        await deliverer(store, chat, clock).drain()
        clock.turn_to(clock() + timedelta(minutes=6))
    assert [message.repeat for _, _, message in chat.sent] == [False] * 4
    assert states(store) == [(1, Kind.ALERT, State.SENT, None)]


async def test_a_group_that_moved_gets_it_under_its_new_id(store, clock):
    subscribe(store, -5)
    store.write_now(lambda t: t.subscriptions.add_filter(key(-5), "port"))
    store.write_now(lambda t: announce(t, alert()))
    chat = Chat([Moved(chat=ChatId(-1005))])
    await deliverer(store, chat, clock).drain()
    assert [sent[0] for sent in chat.sent] == [-5, -1005]
    assert store.read_now(lambda t: t.subscriptions.get(key(-1005)).filters) == ("port",)
    assert store.read_now(lambda t: t.subscriptions.get(key(-5))) is None


async def test_a_chat_that_is_gone_keeps_its_settings_and_resumes(store, clock):
    subscribe(store, 1)
    store.write_now(lambda t: t.subscriptions.add_filter(key(1), "port"))
    store.write_now(lambda t: announce(t, alert(1)))
    store.write_now(lambda t: announce(t, alert(2)))
    await deliverer(store, Chat([Gone(detail="blocked")]), clock).drain()
    assert [row[2:] for row in states(store)] == [
        (State.DROPPED, "chat_gone: blocked"),
        (State.DROPPED, "unsubscribed"),
    ]
    assert store.write_now(lambda t: announce(t, alert(3))) == 0
    assert store.write_now(lambda t: t.outbox.chats.back(ChatId(1))) == 1
    assert store.write_now(lambda t: announce(t, alert(4))) == 1
    assert store.read_now(lambda t: t.subscriptions.get(key(1)).filters) == ("port",)


async def test_settings_of_a_chat_that_stays_away_are_forgotten_after_30_days(store, clock):
    subscribe(store, 1, 2)
    store.write_now(lambda t: t.outbox.chats.gone(ChatId(1), NOW))
    assert store.write_now(lambda t: t.outbox.chats.forget_gone(NOW + timedelta(days=29))) == 0
    assert store.write_now(lambda t: t.outbox.chats.forget_gone(NOW + timedelta(days=31))) == 1
    assert store.read_now(lambda t: t.subscriptions.get(key(2))).active


async def test_markup_that_telegram_cannot_read_goes_out_plain_and_its_alert_is_quarantined(store, clock):
    subscribe(store, 1, 2, 3, 4, 5)
    store.write_now(lambda t: announce(t, alert()))
    unreadable = Unparsable(detail="can't parse entities")

    class Unreadable(Chat):
        async def send(self, chat, thread, message):
            await super().send(chat, thread, message)
            return Sent(message=1) if message.plain else unreadable

    chat = Unreadable()
    one = deliverer(store, chat, clock)
    one.most_in_flight = 1
    await one.drain()
    assert sum(message.plain for _, _, message in chat.sent) == 3
    assert [state for _, _, state, _ in states(store)] == [State.SENT] * 3 + [State.DROPPED] * 2
    assert {reason for _, _, state, reason in states(store) if state is State.DROPPED} == {"quarantined"}


async def test_a_token_that_is_refused_stops_everything_and_drops_nothing(store, clock):
    subscribe(store, 1, 2)
    store.write_now(lambda t: announce(t, alert()))
    one = deliverer(store, Chat([ConfigError("TELEGRAM_BOT_TOKEN", "no")] * 2), clock)
    with pytest.raises(ConfigError):
        await one.drain()
    assert {state for _, _, state, _ in states(store)} == {State.PENDING}


async def test_a_flood_wait_holds_all_rows_of_its_chat_and_survives_a_restart(store, clock):
    subscribe(store, 1, 2)
    store.write_now(lambda t: announce(t, alert()))
    chat = Chat([Flooded(wait=timedelta(seconds=20000))])
    await deliverer(store, chat, clock).drain()
    assert len(chat.sent) == 2
    clock.turn_to(NOW + timedelta(seconds=19000))
    after_restart = Chat()
    await deliverer(store, after_restart, clock).drain()
    assert after_restart.sent == []
    clock.turn_to(NOW + timedelta(seconds=20001))
    after_restart = Chat()
    await deliverer(store, after_restart, clock).drain()
    [waiting] = {sent[0] for sent in chat.sent[:1]}
    assert [sent[0] for sent in after_restart.sent] == [waiting]


async def test_a_clock_set_forward_does_not_end_a_flood_wait(store, clock):
    subscribe(store, 1)
    store.write_now(lambda t: announce(t, alert()))
    chat = Chat([Flooded(wait=timedelta(seconds=20000))])
    one = deliverer(store, chat, clock)
    await one.drain()
    clock.turn_to(NOW + timedelta(hours=5, minutes=50))
    await one.drain()
    assert len(chat.sent) == 1


async def test_two_chats_flooded_within_the_window_stop_everybody(store, clock):
    subscribe(store, *range(1, 30))
    store.write_now(lambda t: announce(t, alert()))
    chat = Chat([Flooded(wait=timedelta(seconds=60))] * 2)
    await deliverer(store, chat, clock).drain()
    assert len(chat.sent) <= 8
    clock.turn_to(NOW + timedelta(seconds=61))
    await deliverer(store, Chat(), clock).drain()
    assert {state for _, _, state, _ in states(store)} == {State.SENT}


async def test_after_five_failures_it_asks_getme_and_sends_nothing(store, clock):
    subscribe(store, *range(1, 20))
    store.write_now(lambda t: announce(t, alert()))
    chat = Chat([Unreachable(detail="ConnectError")] * 50)
    chat.alive = False
    one = deliverer(store, chat, clock)
    await one.drain()
    assert 5 <= len(chat.sent) <= 5 + 7  # those under way when the fifth failed
    before = len(chat.sent)
    await asyncio.sleep(1.1)
    await one.drain()
    assert (chat.probes, len(chat.sent)) == (1, before)


async def test_what_waited_too_long_becomes_one_digest(store, clock):
    subscribe(store, 1)
    for number in (1, 2, 3):
        store.write_now(lambda t, n=number: announce(t, alert(n, importance=1)))
    clock.turn_to(NOW + timedelta(hours=12))
    chat = Chat()
    await deliverer(store, chat, clock).drain()
    assert len(chat.sent) == 1
    assert len(chat.sent[0][2].content.entries) == 3
    assert [state for _, _, state, _ in states(store)] == [State.DIGESTED] * 3 + [State.SENT]


async def test_an_alert_stuck_behind_which_a_newer_of_its_storyline_waits_collapses(store, clock):
    subscribe(store, 1)
    store.write_now(lambda t: announce(t, alert(1, storyline="s")))
    later = NOW + timedelta(minutes=20)
    store.write_now(lambda t: announce(t, alert(2, storyline="s", at=later)))
    clock.turn_to(later)
    chat = Chat()
    await deliverer(store, chat, clock).drain()
    assert [row[2:] for row in states(store)] == [(State.SUPERSEDED, "overtaken"), (State.SENT, None)]


async def test_a_later_alert_of_a_storyline_replies_to_the_one_before(store, clock):
    subscribe(store, 1)
    chat = Chat()
    store.write_now(lambda t: announce(t, alert(1, storyline="s")))
    await deliverer(store, chat, clock).drain()
    store.write_now(lambda t: announce(t, alert(2, storyline="s")))
    await deliverer(store, chat, clock).drain()
    assert [message.reply_to for _, _, message in chat.sent] == [None, 101]


async def test_a_correction_goes_only_where_its_original_went(store, clock):
    subscribe(store, 1)
    chat = Chat()
    store.write_now(lambda t: announce(t, alert(1, development="d")))
    await deliverer(store, chat, clock).drain()
    subscribe(store, 2)
    clock.turn_to(NOW + timedelta(minutes=1))
    correction = alert(2, development="d", reason=Reason.CORRECTION, at=clock())
    assert store.write_now(lambda t: announce(t, correction)) == 1
    await deliverer(store, chat, clock).drain()
    assert [(sent[0], sent[2].reply_to) for sent in chat.sent] == [(1, None), (1, 101)]
    assert states(store)[1][1:3] == (Kind.CORRECTION, State.SENT)


async def test_edits_of_a_message_are_coalesced_to_one_a_minute_and_tried_again(store, clock):
    subscribe(store, 1)
    one = alert(1)
    chat = Chat()
    store.write_now(lambda t: announce(t, one))
    await deliverer(store, chat, clock).drain()
    clock.turn_to(NOW + timedelta(seconds=10))
    assert store.write_now(lambda t: t.outbox.edit(one, clock())) == 1
    assert store.write_now(lambda t: t.outbox.edit(one, clock())) == 0
    await deliverer(store, chat, clock).drain()
    assert [edited[:2] for edited in chat.edited] == [(1, 101)]
    for seconds in (20, 40):
        clock.turn_to(NOW + timedelta(seconds=seconds))
        store.write_now(lambda t: t.outbox.edit(one, clock()))
        await deliverer(store, chat, clock).drain()
    assert len(chat.edited) == 1
    clock.turn_to(NOW + timedelta(seconds=71))
    chat.answers = [Unknown(detail="ReadTimeout")]
    await deliverer(store, chat, clock).drain()
    clock.turn_to(NOW + timedelta(seconds=100))
    await deliverer(store, chat, clock).drain()
    assert [edited[:2] for edited in chat.edited] == [(1, 101)] * 3
    assert states(store)[1][1:3] == (Kind.EDIT, State.SENT)
    clock.turn_to(NOW + timedelta(hours=25))
    assert store.write_now(lambda t: t.outbox.edit(one, clock())) == 0


async def test_what_is_unanswered_when_the_grace_ends_is_in_doubt(store, clock):
    subscribe(store, 1)
    store.write_now(lambda t: announce(t, alert()))

    class Stalled(Chat):
        async def send(self, chat, thread, message):
            self.sent.append(message)
            await asyncio.sleep(60)

    chat = Stalled()
    one = deliverer(store, chat, clock)
    draining = asyncio.create_task(one.drain())
    while not chat.sent:  # noqa: ASYNC110
        await asyncio.sleep(0.01)
    await one.close(timedelta(seconds=0.1))
    await draining
    assert states(store) == [(1, Kind.ALERT, State.IN_DOUBT, None)]


def settings(store, chat, **changes):
    def change(tables):
        tables.subscriptions.save(replace(tables.subscriptions.get(key(chat)), **changes))

    store.write_now(change)


async def test_quiet_hours_hold_back_and_end_in_one_digest(store, clock):
    subscribe(store, 1)
    settings(store, 1, quiet=(time(8), time(11)), zone="UTC")
    for number in (1, 2, 3):
        store.write_now(lambda t, n=number: announce(t, alert(n)))
    chat = Chat()
    await deliverer(store, chat, clock).drain()
    assert chat.sent == []
    assert {row[2:] for row in states(store)} == {(State.HELD, "quiet")}
    clock.turn_to(NOW + timedelta(hours=2))
    await deliverer(store, chat, clock).drain()
    assert [len(message.content.entries) for _, _, message in chat.sent] == [3]
    assert [row[2] for row in states(store)] == [State.DIGESTED] * 3 + [State.SENT]


async def test_what_waits_for_a_second_outlet_goes_out_when_it_comes_or_ends_on_record(store, clock):
    subscribe(store, 1, 2)
    settings(store, 1, least_outlets=2)
    settings(store, 2, least_outlets=3, silent=True)
    one = alert(1)
    store.write_now(lambda t: announce(t, one))
    chat = Chat()
    await deliverer(store, chat, clock).drain()
    assert {row[2:] for row in states(store)} == {(State.HELD, "outlets")}
    clock.turn_to(NOW + timedelta(hours=8))

    def second(tables):
        tables.reports.add(replace(report(9, seen=clock()), family="other", outlet="Sable Post"))
        tables.developments.record(
            Decision(report=ReportId("r9"), version=1, topic=TOPIC, reason=Reason.CORROBORATION, at=clock(),
                     development=one.development, storyline=one.storyline, importance=2)
        )  # fmt: skip
        tables.outbox.ask_again(one, clock())

    store.write_now(second)
    await deliverer(store, chat, clock).drain()
    assert [sent[0] for sent in chat.sent] == [1]
    clock.turn_to(NOW + timedelta(hours=24))
    await deliverer(store, chat, clock).drain()
    assert [row[2:] for row in states(store)] == [(State.SENT, None), (State.EXPIRED, "outlets")]


async def test_a_clock_set_back_strands_nothing(store, clock):
    subscribe(store, 1)
    ahead = VirtualClock(NOW + timedelta(days=365))
    store.write_now(lambda t: announce(t, alert(at=ahead())))
    await deliverer(store, Chat([Unreachable(detail="ConnectError")]), ahead).drain()
    chat = Chat()
    clock.turn_to(NOW + timedelta(seconds=1))
    for _ in range(2):
        await deliverer(store, chat, clock).drain()
        clock.turn_to(clock() + timedelta(seconds=10))
    assert states(store) == [(1, Kind.ALERT, State.SENT, None)]
