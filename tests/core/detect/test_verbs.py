from bot.core.detect.verbs import VERBS

PHRASES = [phrase for found in VERBS.values() for phrase in found.split(", ")]


def test_verbs_are_clean():
    assert all(phrase == " ".join(phrase.split()) and phrase.islower() for phrase in PHRASES)


def test_no_phrase_means_two_acts():
    assert sorted({phrase for phrase in PHRASES if PHRASES.count(phrase) > 1}) == []
