"""Each clause of the contract notices what it is there for; nothing else is shown by a simulation that finds nothing."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.core.model import AlertId, ChatId, ReportId, StorylineId
from bot.core.people.delivery import Delivery, Kind, State
from tests.simulation.contract import violations
from tests.simulation.world import World
from tests.storage.alerts import NOW, TOPIC

ROW = Delivery(
    seq=1, alert=AlertId("a1"), chat=ChatId(7), thread=0, topic=TOPIC, kind=Kind.ALERT, importance=2,
    storyline=StorylineId("s1"), state=State.SENT, copies=1, created=NOW, changed=NOW, due=NOW,
    expires=NOW + timedelta(hours=6), lead=ReportId("r1"),
)  # fmt: skip
LATER = replace(ROW, seq=2, alert=AlertId("a2"))
CORRECTION = replace(LATER, kind=Kind.CORRECTION)


def arrived(row, *, repeat=False):
    return (0.0, row.chat, (row.alert, row.chat, row.thread, row.kind, row.round), repeat)


def found(rows, arrivals, *, wanted=None, in_flight=0, ambiguous=0, moved=None):
    world = World(None, {})
    world.arrived, world.ambiguous, world.moved = arrivals, ambiguous, moved or {}
    return list(violations(rows, world, wanted=wanted or {}, in_flight=in_flight))


def test_a_good_hour_breaks_nothing():
    rows, arrivals = [ROW, CORRECTION], [arrived(ROW), arrived(ROW, repeat=True), arrived(CORRECTION)]
    assert found(rows, arrivals, wanted={"a1": 1}, in_flight=1) == []


@pytest.mark.parametrize(
    ("rows", "arrivals", "sentence"),
    [
        ([replace(ROW, state=State.PENDING)], [], "stuck: a1 7 alert is pending"),
        ([replace(ROW, state=State.DROPPED)], [], "no reason: a1 7 dropped"),
        ([ROW], [], "sent, but never arrived: a1 in 7"),
        ([ROW], [arrived(ROW)] * 2, "an unmarked second copy of"),
        ([ROW], [arrived(ROW), *[arrived(ROW, repeat=True)] * 2], "3 copies of"),
        ([ROW], [arrived(ROW), arrived(ROW, repeat=True)], "1 duplicates"),
        ([replace(ROW, state=State.EXPIRED, reason="old")], [arrived(ROW)], "arrived, but recorded as expired"),
        ([ROW, LATER], [arrived(LATER), arrived(ROW)], "out of order in chat 7"),
        ([replace(ROW, copies=0), CORRECTION], [arrived(CORRECTION)], "a correction before anything"),
        (
            [ROW, replace(CORRECTION, thread=5)],
            [arrived(replace(CORRECTION, thread=5))],
            "a correction before anything",
        ),
    ],
)
def test_a_breach_is_said(rows, arrivals, sentence):
    assert any(sentence in one for one in found(rows, arrivals))


def test_a_subscription_without_a_delivery_is_missed_unless_a_chat_has_gone():
    assert found([ROW], [arrived(ROW)], wanted={"a1": 2}) == ["a1: 1 deliveries for 2 subscriptions"]
    gone = replace(ROW, state=State.DROPPED, reason="chat_gone: blocked")
    assert found([gone], [], wanted={"a1": 2}) == []


def test_a_lost_answer_excuses_one_copy_and_a_move_is_not_another_chat():
    copies = [arrived(ROW), arrived(replace(ROW, chat=ChatId(70)), repeat=True)]
    assert found([replace(ROW, chat=ChatId(70))], copies, ambiguous=1, moved={7: 70}) == []
    assert found([ROW], copies, ambiguous=0, moved={7: 70}) == ["1 duplicates"]
