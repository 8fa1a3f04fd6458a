import pytest

from bot.core.alert.speakers import DOCUMENTS, LABELS, PEOPLE, THINGS, is_person, is_unnamed


@pytest.mark.parametrize(
    "word",
    [
        "official",
        "officials",
        "ministry",
        "authorities",
        "bosses",
        "ex-minister",
        "activists",
        "spokeswomen",
        "responders",
    ],
)
def test_people(word):
    assert is_person(word)


@pytest.mark.parametrize("word", ["truce", "orders", "headquarters", "talks", "report", "bridge"])
def test_not_people(word):
    assert not is_person(word)


def test_no_word_both_speaks_and_does_not():
    assert not PEOPLE & THINGS
    assert not DOCUMENTS & THINGS - {"document"}
    assert {"columnist", "league", "tv"} >= PEOPLE & LABELS


@pytest.mark.parametrize(
    "claimant",
    [
        "officials",
        "A Verrine official",
        "media reports",
        "two people familiar with the talks",
        "sources",
        "state media",
    ],
)
def test_unnamed(claimant):
    assert is_unnamed(claimant)


@pytest.mark.parametrize("claimant", ["Ada Marrow", "Verrine official Ada Marrow", "the foreign ministry", "Ardania"])
def test_named(claimant):
    assert not is_unnamed(claimant)
