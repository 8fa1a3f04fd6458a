"""Laws of a delivery's life, over every script of events that hypothesis thinks of."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.core.model import AlertId, ChatId, ReportId, StorylineId, TopicId
from bot.core.people.delivery import Delivery, Kind, Lifetimes, State
from bot.core.people.moves import (
    FROM,
    MOST_COPIES,
    Begin,
    Claim,
    Facts,
    Fold,
    IllegalMove,
    Recover,
    Review,
    Settle,
    move,
)
from bot.core.people.outcome import Flooded, Gone, Moved, Refused, Sent, Unknown, Unparsable, Unreachable
from bot.core.people.settings import Declined, Held

NOW = datetime(2026, 3, 1, 9, 0, tzinfo=UTC)

OUTCOMES = [
    Sent(message=5), Unreachable(detail="ConnectError"), Flooded(wait=timedelta(seconds=3)), Unknown(detail="ReadTimeout"),
    Moved(chat=ChatId(-1)), Gone(detail="blocked"), Unparsable(detail="tag"), Refused(detail="too long"),
]  # fmt: skip
MAY_HAVE_ARRIVED = (Sent, Unknown)


def delivery(kind=Kind.ALERT, state=State.PENDING, importance=2, **more):
    life = Lifetimes().of(kind, importance)
    given = {
        "seq": 1, "alert": AlertId("a"), "chat": ChatId(1), "thread": 0, "topic": TopicId("t"), "kind": kind,
        "importance": importance, "storyline": StorylineId("s"), "state": state, "created": NOW, "changed": NOW,
        "due": NOW, "expires": NOW + life,
    }  # fmt: skip
    return Delivery(**(given | more))


def original(state=State.SENT, **more):
    return delivery(state=state, copies=1, composed=NOW, message=7, **more)


facts = st.builds(
    Facts,
    subscribed=st.sampled_from([True] * 9 + [False]),
    quarantined=st.sampled_from([False] * 9 + [True]),
    overtaken=st.sampled_from([False] * 4 + [True]),
    original=st.sampled_from([None, original()]),
)
steps = st.lists(
    st.tuples(st.sampled_from(OUTCOMES), st.booleans(), facts, st.integers(0, 4000)), min_size=1, max_size=60
)


@settings(max_examples=400, deadline=None)
@given(kind=st.sampled_from(Kind), script=steps)
def test_no_script_sends_more_than_two_copies_or_an_unmarked_second(kind, script):
    row, now, arrivals = delivery(kind), NOW, []
    for outcome, crash, known, seconds in script:
        if row.state.ended:
            break
        row = move(row, Review(known), now)
        if row.state is State.HELD and row.awaits_digest:
            row = move(row, Fold("d"), now)
        if row.state not in FROM[Claim]:
            continue
        row = move(row, Claim(), now)
        repeat = row.repeat
        row = move(row, Begin(now), now)
        if crash:
            arrivals.append(repeat)
            row = move(row, Recover(), now)
        else:
            arrivals += [repeat] if isinstance(outcome, MAY_HAVE_ARRIVED) else []
            row = move(row, Settle(outcome), now)
        now += timedelta(seconds=seconds)
    if kind is not Kind.EDIT:
        assert len(arrivals) <= MOST_COPIES
        assert arrivals in ([], [False], [False, True])


@settings(max_examples=200, deadline=None)
@given(kind=st.sampled_from(Kind), script=steps)
def test_every_delivery_ends_and_says_why(kind, script):
    row, now = delivery(kind), NOW
    for outcome, crash, known, seconds in [*script, *[(OUTCOMES[1], False, Facts(original=original()), 4000)] * 40]:
        if row.state.ended:
            break
        now += timedelta(seconds=seconds)
        row = move(row, Review(known), now)
        if row.awaits_digest:
            row = move(row, Fold("d"), now)
        elif row.state in FROM[Claim]:
            row = move(move(row, Claim(), now), Begin(now), now)
            row = move(row, Recover() if crash else Settle(outcome), now)
    assert row.state.ended
    assert row.reason or row.state is State.SENT
    assert (row.digest is not None) == (row.state is State.DIGESTED)


@pytest.mark.parametrize("state", [state for state in State if state.ended])
@pytest.mark.parametrize(
    "event",
    [Review(Facts()), Claim(), Begin(NOW), Settle(Sent(message=1)), Recover(), Fold("d")],
    ids=lambda e: type(e).__name__,
)
def test_nothing_moves_a_delivery_that_has_ended(state, event):
    with pytest.raises(IllegalMove):
        move(delivery(state=state), event, NOW)


def test_what_surely_did_not_arrive_costs_no_copy():
    sending = move(move(delivery(), Claim(), NOW), Begin(NOW), NOW)
    for outcome in (Unreachable(detail=""), Flooded(wait=timedelta(1)), Moved(chat=ChatId(2)), Unparsable(detail="")):
        assert (move(sending, Settle(outcome), NOW).state, move(sending, Settle(outcome), NOW).copies) == (
            State.PENDING,
            0,
        )


def test_a_claim_that_a_crash_took_away_is_free_and_a_request_is_in_doubt():
    claimed = move(delivery(), Claim(), NOW)
    assert move(claimed, Recover(), NOW).state is State.PENDING
    assert move(move(claimed, Begin(NOW), NOW), Recover(), NOW).state is State.IN_DOUBT


@pytest.mark.parametrize(
    ("kind", "state"), [(Kind.ALERT, State.IN_DOUBT), (Kind.DIGEST, State.DROPPED), (Kind.EDIT, State.PENDING)]
)
def test_doubt_is_settled_by_kind(kind, state):
    sending = move(move(delivery(kind), Claim(), NOW), Begin(NOW), NOW)
    doubtful = move(sending, Settle(Unknown(detail="ReadTimeout")), NOW)
    assert move(doubtful, Review(Facts(original=original())), NOW).state is state


def test_what_is_in_doubt_too_long_is_not_repeated():
    doubtful = delivery(state=State.IN_DOUBT, copies=1)
    late = doubtful.expires + timedelta(seconds=1)
    assert move(doubtful, Review(Facts()), late).reason == "in_doubt"


def test_a_late_alert_waits_for_a_digest_and_a_late_digest_expires():
    late = NOW + timedelta(hours=25)
    alert, digest = (move(delivery(kind), Review(Facts()), late) for kind in (Kind.ALERT, Kind.DIGEST))
    assert (alert.state, alert.reason, alert.awaits_digest) == (State.HELD, "late", True)
    assert (digest.state, digest.reason) == (State.EXPIRED, "too_late")


@pytest.mark.parametrize(
    ("verdict", "state", "reason"),
    [
        (Declined(why="filter"), State.DROPPED, "declined: filter"),
        (Held(until=None, why="outlets"), State.EXPIRED, "outlets"),
        (Held(until=NOW + timedelta(hours=30), why="quiet"), State.HELD, "late"),
    ],
)
def test_no_digest_tells_for_being_late_what_settings_leave_out(verdict, state, reason):
    row = move(delivery(), Review(Facts(verdict=verdict)), NOW + timedelta(hours=25))
    assert (row.state, row.reason) == (state, reason)


def test_what_the_chat_is_shown_is_written_down_until_it_goes_out():
    told = Facts(lead=ReportId("r2"), least=3)
    row = move(delivery(), Review(told), NOW)
    assert (row.lead, row.least) == ("r2", 3)
    under_way = move(move(row, Claim(), NOW), Begin(NOW), NOW)
    doubtful = move(under_way, Settle(Unknown(detail="reset")), NOW)
    again = move(doubtful, Review(Facts()), NOW)
    assert (again.lead, again.least) == ("r2", 3)
    assert move(delivery(Kind.UPDATE), Review(told), NOW).lead is None


@pytest.mark.parametrize(
    ("composed", "state"),
    [(NOW - timedelta(seconds=1), State.PENDING), (NOW, State.PENDING), (NOW + timedelta(seconds=1), State.SUPERSEDED)],
)
def test_a_correction_is_needless_where_the_original_was_worded_after_it(composed, state):
    row = delivery(Kind.CORRECTION)
    assert (
        move(row, Review(Facts(original=original().__class__(**_values(original(), composed=composed)))), NOW).state
        is state
    )


def test_a_notice_rests_with_its_reader_goes_into_no_digest_and_is_not_sent_late():
    morning = NOW + timedelta(hours=5)
    row = replace(delivery(Kind.NOTICE), expires=NOW + timedelta(hours=6))
    rests = move(row, Review(Facts(verdict=Held(until=morning, why="quiet"))), NOW)
    assert (rests.state, rests.reason, rests.due, rests.awaits_digest) == (State.HELD, "quiet", morning, False)
    assert move(rests, Review(Facts()), morning).state is State.PENDING
    late = move(rests, Review(Facts()), NOW + timedelta(hours=6))
    assert (late.state, late.reason) == (State.EXPIRED, "too_late")


def _values(row, **changes):
    return {name: getattr(row, name) for name in row.__slots__} | changes


@pytest.mark.parametrize("state", [State.PENDING, State.CLAIMED, State.SUPERSEDED, State.DIGESTED, State.EXPIRED])
def test_a_correction_of_what_never_went_out_is_superseded(state):
    row = move(delivery(Kind.CORRECTION), Review(Facts(original=delivery(state=state))), NOW)
    assert (row.state, row.reason) == (State.SUPERSEDED, "no_original")


def test_settings_are_heard_before_anything_leaves():
    morning = NOW.replace(hour=11)
    rests = move(delivery(), Review(Facts(verdict=Held(until=morning, why="quiet"))), NOW)
    assert (rests.state, rests.reason, rests.due) == (State.HELD, "quiet", morning)
    declined = move(delivery(), Review(Facts(verdict=Declined(why="language"))), NOW)
    assert (declined.state, declined.reason) == (State.DROPPED, "declined: language")


def test_what_waited_for_outlets_lives_from_the_moment_they_came():
    waits = move(delivery(importance=1), Review(Facts(verdict=Held(until=None, why="outlets"))), NOW)
    assert (waits.state, waits.reason, waits.awaits_digest) == (State.HELD, "outlets", False)
    poked = delivery(state=State.HELD, importance=1, reason="outlets")
    later = NOW + timedelta(hours=3)
    there = move(poked, Review(Facts()), later)
    assert (there.state, there.expires - later) == (State.PENDING, timedelta(minutes=45))
    assert (
        move(poked, Review(Facts(verdict=Held(until=None, why="outlets"))), NOW + timedelta(hours=24)).state
        is State.EXPIRED
    )
