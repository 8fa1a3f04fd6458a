"""Deadlines read from text: what is named, to which precision; never more than was said. All texts invented."""

from datetime import UTC, datetime

import pytest

from bot.core.alert.deadlines import deadlines

AT = datetime(2031, 5, 7, 10, 0, tzinfo=UTC)  # a Wednesday


def may(day, hour=0, minute=0):
    return datetime(2031, 5, day, hour, minute, tzinfo=UTC)


@pytest.mark.parametrize(
    ("headline", "due", "day"),
    [
        ("Envoy gives Front 48 hours to accept", may(9, 10), False),
        ("Front given one day to leave or face war", may(8, 10), False),
        ("Truce runs until Saturday", may(11), True),
        ("Truce until Wednesday", may(8), True),
        ("Deadline of noon on Friday for talks", may(9, 12), False),
        ("Deadline for deal is midnight", may(8), False),
        ("Truce expires on 15 May at 6pm", may(15, 18), False),
        ("Truce until May 20", may(21), True),
        ("Ardania gives Front until 6pm Saturday", may(10, 18), False),
        ("Ardania gives Front until 6:30pm on Saturday", may(10, 18, 30), False),
        ("Truce ends on Friday, mediator says", may(10), True),
        ("Ultimatum expires tomorrow", may(9), True),
        ("Front has until tonight to answer", may(8), True),
    ],
)
def test_what_a_headline_names(headline, due, day):
    (found,) = deadlines(headline, "", AT)
    assert (found.due, found.day, found.in_description) == (due, day, False)
    assert found.phrase in headline


@pytest.mark.parametrize(
    "headline",
    [
        "Written by Friday",
        "Talks to resume on Friday",
        "Ardania and Front hold talks",
        "Truce until 31 June",
        "Truce until 45 May",
        "Truce until May 2032",
        "Fighting in 2031",
        "Deadline looms",
        "Truce at 13pm",
        "Gives them 900 days",
    ],
)
def test_what_names_none(headline):
    assert deadlines(headline, "", AT) == ()


def test_a_date_gone_by_is_next_year_s_or_none():
    assert deadlines("Truce until 3 January", "", AT) == ()  # eight months off: not believable
    assert deadlines("Truce until 3 January", "", datetime(2031, 12, 20, tzinfo=UTC))[0].due == datetime(
        2032, 1, 4, tzinfo=UTC
    )


def test_the_headline_comes_first_and_a_description_is_marked():
    found = deadlines("Truce until Saturday", "The offer stands until Sunday, and the truce until Saturday.", AT)
    assert [(one.due, one.in_description) for one in found] == [(may(11), False), (may(12), True)]


@pytest.mark.parametrize(
    "text", ["until " * 400, "deadline " + "of " * 300 + "Friday", "gives " + "x " * 500 + "2 days"]
)
def test_hostile_text_costs_little(text):
    import time

    before = time.perf_counter()
    deadlines(text, text, AT)
    assert time.perf_counter() - before < 0.2
