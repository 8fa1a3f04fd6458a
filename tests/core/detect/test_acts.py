import pytest

from bot.core.detect.acts import choose, find_acts, free, modality
from bot.core.detect.words import read


@pytest.fixture
def chosen(table):
    def choose_in(text):
        words = read(text, table)
        verbs, nouns = find_acts(words)
        return words, verbs, *choose(verbs, nouns)

    return choose_in


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("KLF releases pilots", "release"),
        ("Rebels release pilots", "release"),
        ("prisoner release", "release"),
        ("prisoner release delayed", "delay"),
        ("KLF delays release", "delay"),
        ("delay in prisoner deal", "delay"),
        ("Brunia and Lysandia demand truce", "demand"),
        ("new demand", "demand"),
        ("body handed over is not that of pilot", "identify"),
        ("Rebels start giving up posts", "release"),
        ("signing of accord called off", "cancel"),
        ("weather stays fine", None),
    ],
)
def test_the_act_of_a_clause(chosen, text, act):
    _, _, first, _ = chosen(text)
    assert (first and first.concept) == act


def test_a_noun_names_the_act_only_where_no_verb_does(chosen):
    _, verbs, first, _ = chosen("truce talks")
    assert (verbs, first.concept) == ([], "meet")


@pytest.mark.parametrize(
    ("text", "how"),
    [
        ("KLF frees pilots", "done"),
        ("KLF to free pilots", "expected"),
        ("KLF will free pilots", "expected"),
        ("pilots expected to be freed", "expected"),
        ("KLF will not free pilots", "denied"),
        ("KLF offers truce", "offered"),
        ("KLF demands truce", "asked"),
        ("pilot release", "open"),
        ("exchange back on", "expected"),
        ("KLF refuses truce", "done"),
    ],
)
def test_how_far_from_done(chosen, text, how):
    words, verbs, first, _ = chosen(text)
    assert modality(words, first, ahead=False, noun=not verbs) == how


def test_a_day_to_come_makes_a_plain_verb_expected(chosen):
    words, _, first, _ = chosen("truce begins")
    assert modality(words, first, ahead=True, noun=False) == "expected"


def test_governed_acts_do_not_stand_by_themselves(chosen):
    words, verbs, _, inner = chosen("KLF offers to free pilots")
    assert free(verbs, words) == {"propose"}
    assert inner.concept == "release"
    words, verbs, _, _ = chosen("KLF delays handover, accuses army")
    assert free(verbs, words) == {"delay", "accuse"}
