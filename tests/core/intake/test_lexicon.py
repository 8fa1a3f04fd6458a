"""Stems and words of the lexicon."""

import pytest

from bot.core.intake.lexicon import ACTS, NEGATIONS, NUMBERS, PHASES, STOP, stem


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("strikes", "strike"),
        ("denies", "deny"),
        ("denied", "deny"),
        ("agreed", "agree"),
        ("stopped", "stop"),
        ("minister's", "minister"),
        ("firing", "fires"),
    ],
)
def test_one_stem(one: str, other: str) -> None:
    assert stem(one) == stem(other)


@pytest.mark.parametrize(("one", "other"), [("no", "nos"), ("talk", "take"), ("arm", "army")])
def test_two_stems(one: str, other: str) -> None:
    assert stem(one) != stem(other)


def test_numbers() -> None:
    assert (NUMBERS["four"], NUMBERS["twenty-three"], NUMBERS["ninety"]) == ("4", "23", "90")
    assert "one" not in NUMBERS


@pytest.mark.parametrize(
    ("word", "act"),
    [
        ("agreed", "agree"),
        ("urges", "demand"),
        ("dies", "kill"),
        ("freed", "free"),
        ("releasing", "free"),
        ("broke", "violate"),
        ("rose", "rise"),
    ],
)
def test_acts_are_found_in_any_form(word: str, act: str) -> None:
    assert ACTS[stem(word)] == act


def test_negations_and_phases() -> None:
    assert (NEGATIONS[stem("denied")], NEGATIONS[stem("refusing")], NEGATIONS["never"]) == ("deny", "refuse", "not")
    assert not set(PHASES) & STOP
