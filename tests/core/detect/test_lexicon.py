import pytest

from bot.core.detect import lexicon
from bot.core.detect.verbs import VERBS


def phrases(table):
    return [phrase for found in table.values() for phrase in found.split(", ")]


@pytest.mark.parametrize("name", ["NOUNS", "OBJECTS", "BODIES", "SIDES"])
def test_tables_are_clean(name):
    found = phrases(getattr(lexicon, name))
    assert all(phrase == " ".join(phrase.split()) and phrase for phrase in found)
    assert all(phrase.islower() for phrase in found)


def test_kin_and_nouns_speak_of_known_acts():
    known = set(VERBS)
    assert {act for row in lexicon.KIN for act in row.split()} <= known
    assert set(lexicon.NOUNS) <= known
    assert set(lexicon.WEAK_NOUNS.split()) <= set(lexicon.NOUNS)
