"""The table of moves: closed, and what the issue says of it."""

import pytest

from bot.core.alert.states import MOVES, RESTATED, STATES, Field, State, allowed, parse, restated


@pytest.mark.parametrize("name", list(Field))
def test_every_state_of_a_field_has_a_row_and_leads_only_to_states_of_the_field(name):
    assert set(MOVES[name]) == {State.UNKNOWN, *STATES[name]}
    for after in MOVES[name].values():
        assert after <= set(STATES[name])


@pytest.mark.parametrize("name", list(Field))
def test_nothing_ever_leads_back_to_not_known(name):
    assert not any(State.UNKNOWN in after for after in MOVES[name].values())


@pytest.mark.parametrize("before", [State.AGREED, State.IN_FORCE, State.STRAINED, State.EXTENDED, State.EXPIRED])
def test_a_truce_can_collapse_from_wherever_it_stands(before):
    assert allowed(Field.TRUCE, before, State.COLLAPSED)


def test_a_collapsed_truce_needs_a_new_agreement():
    assert MOVES[Field.TRUCE][State.COLLAPSED] == {State.AGREED}


def test_no_state_of_talks_is_one_of_truce_but_none():
    assert set(STATES[Field.TRUCE]) & set(STATES[Field.TALKS]) == {State.NONE}


@pytest.mark.parametrize("name", list(Field))
def test_what_is_a_move_is_never_taken_for_an_old_step(name):
    assert not any(allowed(name, before, said) for before, said in RESTATED[name])


def test_an_agreement_told_while_in_force_is_an_old_step():
    assert restated(Field.TRUCE, State.IN_FORCE, State.AGREED)


@pytest.mark.parametrize("text", ["in force", "IN_FORCE", "in-force", " In  Force "])
def test_states_as_people_type_them(text):
    assert parse(text) is State.IN_FORCE


def test_a_word_that_is_no_state():
    assert parse("splendid") is None
