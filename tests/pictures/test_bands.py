"""States too short for their name: each has a number in the picture and a line that says what it is."""

from dataclasses import replace
from itertools import pairwise

import pytest

from bot.chat.languages import words
from bot.core.alert.states import Field, State
from bot.pictures.bands import MOST_NUMBERS
from tests.pictures.test_plan import EN, HOUR, START, moved, plan, view

A, F, X = State.AGREED, State.IN_FORCE, State.COLLAPSED


def talks(change):
    return replace(change, field=Field.TALKS)


def drawn(changes, spoken=EN, days=7):
    return plan(replace(view(changes), until=START + days * 24 * HOUR), "light", spoken)


def test_every_band_has_its_name_or_a_number_with_a_line_that_names_it():
    made = drawn([
        moved(100, A, F), moved(102, F, X), moved(103, X, A),
        talks(moved(1, State.UNKNOWN, State.PROPOSED)), talks(moved(30, State.PROPOSED, State.NEGOTIATING)),
        talks(moved(167, State.NEGOTIATING, State.STALLED)),
    ])  # fmt: skip
    assert [(one.state, one.number) for one in made.truce] == [(A, None), (F, 1), (X, 2), (A, None)]
    assert [one.number for one in made.talks] == [3, None, None, 4]
    assert [(one.number, one.state, one.text) for one in made.notes] == [
        (1, F, "Truce: in force, 9 May 04:00 to 06:00"),
        (2, X, "Truce: collapsed, 9 May 06:00 to 07:00"),
        (3, State.UNKNOWN, "Talks: not known, until 5 May 01:00"),
        (4, State.STALLED, "Talks: stalled, since 11 May 23:00"),
    ]
    assert made.left_out == ""


def test_a_move_that_was_recorded_later_stands_from_its_date_on_though_others_are_dated_after_it():
    made = drawn([moved(60, A, F), moved(100, F, A), moved(80, A, X)])
    assert [(one.start - START, one.state) for one in made.truce] == [(0 * HOUR, A), (60 * HOUR, F), (80 * HOUR, X)]
    assert [one.state for one in drawn([moved(60, A, F), moved(0, F, X)]).truce] == [X]


def test_where_every_name_has_room_there_are_no_numbers():
    made = drawn([moved(60, A, F), moved(120, F, X)])
    assert [one.number for one in made.truce] == [None] * 3
    assert made.notes == ()


def test_a_state_over_midnight_has_both_days():
    assert [one.text for one in drawn([moved(47, A, F), moved(49, F, X)]).notes] == [
        "Truce: in force, 6 May 23:00 to 7 May 01:00"
    ]


@pytest.mark.parametrize("first", [0.5, 20, 168 - 3 * 13])
def test_numbers_stand_in_order_clear_of_each_other_and_inside(first):
    changes = [moved(first + 3 * at, (F, X)[at % 2], (X, F)[at % 2]) for at in range(13)]
    made = drawn(changes)
    tags = [(one.tag - made.since) / (made.until - made.since) for one in made.truce if one.number]
    assert len(tags) >= 12
    assert all(after - before > 0.0299 for before, after in pairwise(tags))
    assert tags[0] > 0.01
    assert tags[-1] < 0.99


def test_a_number_alone_stands_above_the_middle_of_its_band():
    (one,) = [band for band in drawn([moved(50, A, F), moved(52, F, X)]).truce if band.number]
    assert abs(one.tag - (START + 51 * HOUR)) < HOUR / 60


def test_the_newest_have_numbers_where_there_are_too_many_and_the_others_are_counted():
    made = drawn([moved(10 + 3 * at, (F, X)[at % 2], (X, F)[at % 2]) for at in range(30)], days=30)
    assert [one.number for one in made.notes] == list(range(1, MOST_NUMBERS + 1))
    short = [one for one in made.truce if one.short]
    assert [one.number for one in short[-MOST_NUMBERS:]] == list(range(1, MOST_NUMBERS + 1))
    assert made.left_out == f"{len(short) - MOST_NUMBERS} more that were short: /timeline"


def test_lines_are_in_the_language():
    made = drawn([moved(100, A, F), moved(102, F, X)], words("fr"))
    assert made.notes[0].text == "Trêve : en vigueur, 9 mai 04:00 à 06:00"
