from bot.core.detect.verbs import VERBS
from bot.core.detect.verbs_of_talks import OF_TALKS
from bot.core.detect.verbs_on_ground import ON_GROUND

PHRASES = [phrase for found in VERBS.values() for phrase in found.split(", ")]


def test_verbs_are_clean():
    assert all(phrase == " ".join(phrase.split()) and phrase.islower() for phrase in PHRASES)


def test_no_phrase_means_two_acts():
    assert sorted({phrase for phrase in PHRASES if PHRASES.count(phrase) > 1}) == []


def test_an_act_stands_in_one_table():
    assert not set(OF_TALKS) & set(ON_GROUND)
