import pytest

from bot.core.detect import lexicon


def phrases(table):
    return [phrase for found in table.values() for phrase in found.split(", ")]


@pytest.mark.parametrize("name", ["VERBS", "NOUNS", "OBJECTS", "BODIES", "SIDES"])
def test_tables_are_clean(name):
    found = phrases(getattr(lexicon, name))
    assert all(phrase == " ".join(phrase.split()) and phrase for phrase in found)
    assert all(phrase.islower() for phrase in found)


def test_no_phrase_means_two_acts():
    found = phrases(lexicon.VERBS)
    assert sorted({phrase for phrase in found if found.count(phrase) > 1}) == []


def test_kin_and_nouns_speak_of_known_acts():
    known = set(lexicon.VERBS)
    assert {act for row in lexicon.KIN for act in row.split()} <= known
    assert set(lexicon.NOUNS) <= known
    assert set(lexicon.WEAK_NOUNS.split()) <= set(lexicon.NOUNS)
