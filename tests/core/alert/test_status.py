"""Where histories of reports lead, and what they leave on the way."""

from datetime import timedelta

import pytest

from bot.core.alert.states import Field
from bot.core.alert.status import TopicState, fold_in
from bot.core.alert.statusjson import state_json, state_of
from tests.core.alert.histories import (
    AGREED,
    COLLAPSE,
    COLLAPSED,
    FORCE,
    HISTORIES,
    IN_FORCE,
    NEGOTIATING,
    PARTIES,
    READER,
    START,
    STRAINED,
    U,
    folded,
    report,
)


@pytest.mark.parametrize(
    ("history", "truce", "talks"), [row[1:] for row in HISTORIES], ids=[row[0] for row in HISTORIES]
)
def test_where_a_history_leads(history, truce, talks):
    state, _ = folded(history)
    assert (state.truce.standing.state.value, state.talks.standing.state.value) == (truce.value, talks.value)


def test_there_are_at_least_forty_histories():
    assert len(HISTORIES) >= 40


def test_a_phase_that_is_named_is_kept_and_the_next_one_is_a_move():
    second = (50, "A", "Second phase of truce with Ardania begins, Veland says")
    state, changes = folded([*IN_FORCE, second])
    assert state.truce.standing.phase == 2
    assert state.truce.standing.since == START + timedelta(hours=50)
    assert [one.after for one in changes if one.field is Field.TRUCE and one.event == "moved"] == [AGREED, FORCE, FORCE]


def test_it_stands_since_the_first_report_that_counts():
    state, _ = folded(IN_FORCE)
    standing = state.truce.standing
    assert standing.since == START + timedelta(hours=20)
    assert [one.outlet for one in standing.evidence] == ["The Lantern", "Port Courier"]
    assert {one.voice for one in standing.evidence} == {"own"}


def test_evidence_is_never_dated_later_than_its_decision():
    early = report(5, "A", "Ardania and Coastal Front hold talks, Veland says")
    reading = READER.read(early, START)
    assert reading.evidence.at == START


def test_a_statement_carries_its_claimant_and_cue_verbatim():
    state, _ = folded(IN_FORCE[:1])
    (evidence,) = state.truce.standing.evidence
    assert (evidence.voice, evidence.claimant, evidence.cue, evidence.actors) == (
        "statement",
        "Veland",
        "says",
        ("veland",),
    )


def test_what_one_outlet_reports_stands_beside():
    state, changes = folded([*IN_FORCE, COLLAPSE[0]])
    (reported,) = state.truce.reported
    assert (reported.state, reported.outlets, reported.outside) == (COLLAPSED, 1, False)
    assert changes[-1].event == "reported"


def test_a_move_answers_what_was_reported_of_it():
    state, _ = folded([*IN_FORCE, *COLLAPSE])
    assert state.truce.reported == ()


def test_a_state_that_no_move_leads_to_is_kept_for_the_operator():
    again = (60, "A", "Truce takes effect in Ardania once more")
    state, changes = folded([*IN_FORCE, *COLLAPSE, again])
    (reported,) = state.truce.reported
    assert (reported.state, reported.outside) == (FORCE, True)
    assert changes[-1].event == "outside"


def test_a_denial_by_a_party_disputes_and_moves_nothing():
    history = [
        *IN_FORCE,
        (30, "A", "Coastal Front accuses Ardania of violating truce"),
        (31, "B", "Ardania denies breaking truce"),
    ]
    state, changes = folded(history)
    assert state.truce.standing.state is STRAINED
    assert [one.actors for one in state.truce.disputed] == [("ardania",)]
    assert changes[-1].event == "disputed"


def test_talks_that_one_side_says_and_the_other_denies():
    history = [
        (0, "A", "Ardania and Coastal Front hold talks, Veland says"),
        (2, "B", "No talks under way with Coastal Front, Ardania says"),
    ]
    state, _ = folded(history)
    assert state.talks.standing.state is NEGOTIATING
    assert [one.headline for one in state.talks.disputed] == [history[1][2]]


def test_a_contrary_word_of_another_party_after_a_collapse_is_a_dispute():
    state, _ = folded([*IN_FORCE, *COLLAPSE, (45, "C", "Coastal Front says truce still holds")])
    assert state.truce.standing.state is COLLAPSED
    assert [one.actors for one in state.truce.disputed] == [("front",)]


def test_who_comes_round_disputes_no_more():
    history = [*IN_FORCE, (30, "A", "Coastal Front accuses Ardania of violating truce"), (31, "B", "Ardania denies breaking truce"),
               (50, "B", "Ardania says Coastal Front violated truce")]  # fmt: skip
    state, _ = folded(history)
    assert state.truce.disputed == ()


def test_a_move_ends_a_dispute():
    history = [*IN_FORCE, (30, "A", "Coastal Front accuses Ardania of violating truce"), (31, "B", "Ardania denies breaking truce"),
               *COLLAPSE]  # fmt: skip
    state, _ = folded(history)
    assert (state.truce.standing.state, state.truce.disputed) == (COLLAPSED, ())


def test_other_languages_say_nothing_by_these_rules():
    french = report(0, "A", "Ardania et Coastal Front: truce takes effect", language="fr")
    reading = READER.read(french, french.seen)
    assert reading.signals == ()


@pytest.mark.parametrize("history", [row[1] for row in HISTORIES], ids=[row[0] for row in HISTORIES])
def test_a_folded_state_survives_being_stored(history):
    state, _ = folded(history)
    assert state_of(state_json(state)) == state


@pytest.mark.parametrize("history", [row[1] for row in HISTORIES], ids=[row[0] for row in HISTORIES])
def test_folding_again_after_storing_gives_the_same(history):
    """Batches are of any size: what is folded does not depend on where one ended."""
    state = TopicState()
    for number, (hour, outlet, headline, *wire) in enumerate(history):
        one = report(hour, outlet, headline, wire=wire[0] if wire else None, number=number)
        state, _ = fold_in(state_of(state_json(state)), READER.read(one, one.seen), PARTIES)
    assert state == folded(history)[0]


@pytest.mark.parametrize(
    "headline",
    [
        "Staff of Ardanian ministry sign open letter demanding truce with Coastal Front",
        "Norland parliament votes against truce amendment, Ardania says",
        "Protesters in Port Lume hold vigil for truce",
        "Two hundred killed in quake near Port Lume",
        "Ardanian strikes have killed 20,000 since war began, Coastal Front says",
        "Norland prince attends summit on Ardania",
        "Ardania readies plan to flood tunnels of Coastal Front",
        "Border talks stall in Norland as senators accuse Veland",
        "Ardanian hospital in ruins after siege of Port Lume",
    ],
)
def test_what_sounds_like_it_and_is_not(headline):
    """Each in two outlets, so that their own voice would be enough."""
    state, _ = folded([(0, "A", headline), (1, "B", f"{headline} again")])
    assert (state.truce.standing.state, state.talks.standing.state) == (U, U)


def test_large_strikes_alone_end_no_truce_that_nobody_knows_of():
    state, changes = folded([(0, "A", "Ardania launches large-scale strikes on Port Lume"),
                             (1, "B", "Ardanian jets pound Port Lume in waves of strikes")])  # fmt: skip
    assert state == TopicState()
    assert changes == []


def test_they_do_beside_an_outlet_that_says_the_truce_ended():
    state, _ = folded([(0, "A", "Ardania ends truce with strikes on Port Lume"),
                       (1, "B", "Ardania launches large-scale strikes on Port Lume")])  # fmt: skip
    assert state.truce.standing.state is COLLAPSED
