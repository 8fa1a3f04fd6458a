import pytest

from bot.core.detect.phrases import Form, Phrases, forms


@pytest.mark.parametrize(
    ("verb", "expected"),
    [
        ("free", {"free", "frees", "freed", "freeing"}),
        ("release", {"release", "releases", "released", "releasing"}),
        ("deny", {"deny", "denies", "denied", "denying"}),
        ("reach", {"reach", "reaches", "reached", "reaching"}),
        ("veto", {"veto", "vetoes", "vetoed", "vetoing"}),
        ("break", {"break", "breaks", "broke", "broken", "breaking"}),
        ("agree", {"agree", "agrees", "agreed", "agreeing"}),
    ],
)
def test_forms_of_verbs(verb, expected):
    assert set(forms(verb)) == expected


def found(phrases, text):
    return [(hit.concept, hit.start, hit.end) for hit in phrases.find(text.split())]


def test_the_longest_phrase_at_a_place_wins():
    phrases = Phrases({"give": "give+", "accept": "give+ green light"})
    assert found(phrases, "both give green light today") == [("accept", 1, 4)]


def test_words_may_stand_between_the_parts_of_a_verb_phrase():
    assert found(Phrases({"deal": "reach+ deal"}), "sides reached a tentative prisoner deal") == [("deal", 1, 6)]
    assert found(Phrases({"deal": "reach+ deal"}), "sides reached a point far from any deal") == []


def test_a_tilde_allows_no_words_between():
    assert found(Phrases({"delay": "hold~ back"}), "held in camps back home") == []
    assert found(Phrases({"delay": "hold~ back"}), "held back trucks") == [("delay", 0, 2)]


def test_no_deal_reached_is_not_a_deal():
    assert found(Phrases({"deal": "reach+ deal"}), "talks reach no deal") == []


def test_fixed_phrases_are_found_as_written_only():
    phrases = Phrases({"stall": "no deal"})
    (hit,) = phrases.find(["no", "deal"])
    assert (hit.form, hit.words) == (Form.FIXED, 2)
    assert found(phrases, "no early deal") == []


@pytest.mark.parametrize(
    ("verb", "past"),
    [("stop", "stopped"), ("submit", "submitted"), ("cancel", "cancelled"), ("cancel", "canceled"), ("hail", "hailed")],
)
def test_verbs_double_their_last_letter_where_english_does(verb, past):
    assert forms(verb)[past] is Form.PAST


def test_of_phrases_as_long_the_one_that_ends_first_is_found():
    table = Phrases({"stall": "drag+ on", "accuse": "drag+ feet"})
    assert [hit.concept for hit in table.find("dragging its feet on releases".split())] == ["accuse"]  # noqa: SIM905


def test_nothing_is_found_in_an_idiom():
    table = Phrases({"hold": "hold+", "meet": "breath"}, idioms="hold+ breath")
    assert list(table.find(["holds", "its", "breath"])) == []
