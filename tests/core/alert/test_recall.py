"""What a withdrawn or corrected report leaves behind in the status. Every outlet, party and headline is invented."""

from dataclasses import replace
from datetime import timedelta

from bot.core.alert.recall import Recall, recalled
from bot.core.alert.signals import Reading
from bot.core.alert.states import Field, State
from bot.core.alert.statusjson import state_json, state_of
from tests.core.alert.histories import IN_FORCE, READER, START, folded, report

AGREES = (0, "A", "Ardania and Coastal Front agree to truce, Veland says")
TALK = (0, "A", "Ardania and Coastal Front hold talks in Port Lume")
TALK_TOO = (1, "B", "Coastal Front meets Ardania for talks")
TALK_AGAIN = (2, "C", "Ardania meets Coastal Front for talks in Port Lume")


def take_back(state, history, number, *, why="withdrawn", headline="Withdrawn: our story", hour=50):
    """Recall one of a history's reports; in a correction `headline` is what it says now."""
    earlier, outlet, _, *_ = history[number]
    old = report(earlier, outlet, history[number][2], number=number)
    new = replace(old, headline=headline, version=2, seen=START + timedelta(hours=hour))
    reading = READER.read(new, new.seen)
    return recalled(state, Recall(report=old.id, why=why, reading=reading, at=new.seen))


def recall_in(history, number, **kwargs):
    state, _ = folded(history)
    return take_back(state, history, number, **kwargs)


def facts(changes):
    return [(one.field, one.event, one.before, one.after) for one in changes]


def test_a_withdrawn_statement_moves_both_fields_back_and_says_why():
    state, changes = recall_in([AGREES], 0)
    assert (state.truce.standing.state, state.talks.standing.state) == (State.UNKNOWN, State.UNKNOWN)
    assert facts(changes) == [
        (Field.TRUCE, "withdrawn", State.AGREED, State.UNKNOWN),
        (Field.TALKS, "withdrawn", State.CONCLUDED, State.UNKNOWN),
    ]
    assert {one.at for one in changes} == {START + timedelta(hours=50)}
    assert changes[0].evidence[0].headline == "Withdrawn: our story"


def test_what_two_others_say_stands_without_the_third():
    history = [TALK, TALK_TOO, TALK_AGAIN]
    state, changes = recall_in(history, 0)
    assert state.talks.standing.state is State.NEGOTIATING
    assert [one.outlet for one in state.talks.standing.evidence] == ["Port Courier", "Gull Radio"]
    assert facts(changes) == [(Field.TALKS, "withdrawn", State.NEGOTIATING, State.NEGOTIATING)]


def test_of_two_outlets_the_one_left_is_reported_beside_what_stood_before():
    state, changes = recall_in([TALK, TALK_TOO], 0)
    assert state.talks.standing.state is State.UNKNOWN
    (left,) = state.talks.reported
    assert (left.state, left.outlets, left.evidence[0].outlet) == (State.NEGOTIATING, 1, "Port Courier")
    assert facts(changes) == [(Field.TALKS, "withdrawn", State.NEGOTIATING, State.UNKNOWN)]


def test_what_stands_on_its_own_evidence_is_not_moved_by_an_earlier_step_withdrawn():
    state, changes = recall_in(IN_FORCE, 0)
    assert state.truce.standing.state is State.IN_FORCE
    assert [one.standing.state for one in state.truce.earlier] == [State.UNKNOWN]
    assert facts(changes)[0] == (Field.TRUCE, "withdrawn", State.IN_FORCE, State.IN_FORCE)


def test_an_earlier_standing_returns_with_its_dispute():
    denied = (25, "C", "Coastal Front accuses Ardania of violating truce")
    denies = (26, "B", "Ardania denies breaking truce")
    collapse = (40, "A", "Truce has collapsed, Coastal Front says")
    history = [*IN_FORCE, denied, denies, collapse]
    before, _ = folded(history[:-1])
    assert before.truce.disputed
    state, _ = recall_in(history, 5)
    assert state.truce == before.truce


def test_what_was_outside_the_table_is_offered_to_what_stands_again():
    collapse = (40, "A", "Truce has collapsed, Coastal Front says")
    holds = [(41, "B", "Truce takes effect in Ardania once more"), (42, "C", "Second phase of truce begins in Ardania")]
    history = [AGREES, collapse, *holds]
    state, _ = folded(history)
    assert state.truce.standing.state is State.COLLAPSED
    back, changes = take_back(state, history, 1)
    assert back.truce.standing.state is State.AGREED
    assert {one.state for one in back.truce.reported} == {State.IN_FORCE}
    assert not any(one.outside for one in back.truce.reported)
    assert facts(changes) == [(Field.TRUCE, "withdrawn", State.COLLAPSED, State.AGREED)]


def test_a_correction_that_still_says_it_takes_the_place_of_what_it_said():
    now = "Correction: Ardania and Coastal Front agree to truce of four days, Veland says"
    state, changes = recall_in([AGREES], 0, why="corrected", headline=now)
    assert state.truce.standing.state is State.AGREED
    assert [one.headline for one in state.truce.standing.evidence] == [now]
    assert state.truce.standing.since == START
    assert changes == ()


def test_a_correction_that_no_longer_says_it_moves_back():
    now = "Correction: Ardania and Coastal Front trade blame, Veland says"
    state, changes = recall_in([AGREES], 0, why="corrected", headline=now)
    assert state.truce.standing.state is State.UNKNOWN
    assert facts(changes)[0] == (Field.TRUCE, "corrected", State.AGREED, State.UNKNOWN)


def test_a_corrected_attribution_may_be_too_little():
    now = "Correction: Ardania and Coastal Front agree to truce, sources say"
    state, _ = recall_in([AGREES], 0, why="corrected", headline=now)
    assert state.truce.standing.state is State.UNKNOWN
    assert [one.state for one in state.truce.reported] == [State.AGREED]


ACCEPTED = [(0, "A", "Ardania says it accepts truce plan"), (30, "B", "Coastal Front says it accepts truce plan")]


def test_acceptances_are_evidence_of_the_agreement_and_count_together():
    state, _ = folded(ACCEPTED)
    assert [one.outlet for one in state.truce.standing.evidence] == ["The Lantern", "Port Courier"]
    assert state.truce.standing.since == START + timedelta(hours=30)
    for number in (0, 1):
        back, _ = take_back(state, ACCEPTED, number)
        assert back.truce.standing.state is State.UNKNOWN
        assert back.talks.standing.state is State.UNKNOWN
        assert [who for who, _ in back.accepted] == [("front", "ardania")[number]]


def test_an_acceptance_that_is_withdrawn_waits_for_nobody():
    state, _ = recall_in(ACCEPTED[:1], 0)
    assert state.accepted == ()


def test_a_dispute_that_is_withdrawn_is_none():
    history = [(0, "A", "Ardania and Coastal Front hold talks, Veland says"),
               (2, "B", "No talks under way with Coastal Front, Ardania says")]  # fmt: skip
    state, changes = recall_in(history, 1)
    assert state.talks.disputed == ()
    assert facts(changes) == [(Field.TALKS, "withdrawn", State.NEGOTIATING, State.NEGOTIATING)]


def test_a_report_that_moved_nothing_leaves_nothing():
    state, _ = folded([AGREES])
    other = report(3, "B", "Port Lume opens its new theatre")
    recall = Recall(report=other.id, why="withdrawn", reading=READER.read(other, other.seen), at=other.seen)
    assert recalled(state, recall) == (state, ())


def test_a_withdrawn_headline_says_nothing_itself():
    reading = READER.read(report(0, "A", "RETRACTED: Ardania and Coastal Front agree to truce, Veland says"), START)
    assert reading == Reading(evidence=reading.evidence, about=False)


def test_a_state_with_its_past_is_stored_and_read_back():
    for history in (IN_FORCE, ACCEPTED):
        state, _ = folded(history)
        assert state_of(state_json(state)) == state
