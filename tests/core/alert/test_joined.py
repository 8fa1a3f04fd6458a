import pytest

from bot.core.alert.clauses import is_title_case, sentences
from bot.core.alert.found import Setting
from bot.core.alert.joined import sentence_subject


def subject(text, *, sure=True):
    tokens = sentences(text)[0]
    before = next(i for i, token in enumerate(tokens) if token.kind == "comma")
    span = sentence_subject(Setting(tokens, is_title_case(tokens), "title"), before, sure=sure)
    return None if span is None else " ".join(token.text for token in tokens[span.start : span.end])


@pytest.mark.parametrize(
    ("text", "claimant"),
    [
        ("Osk sends envoys home, blames Ruhl", "Osk"),
        ("Family buries son, vows to go on", "Family"),
        ("Osk Sends Envoys Home, Approves Plan", "Osk"),
        ("A group of more than 80 farmers sued the town, saying it was late", "A group of more than 80 farmers"),
        ("Ada Marrow on Friday filed a lawsuit, accusing him of fraud", "Ada Marrow"),
    ],
)
def test_who_does_what_stands_first(text, claimant):
    assert subject(text) == claimant


@pytest.mark.parametrize("text", ["After the vote failed, saying so is hard", "Osk questioning unabated talk, said so"])
def test_abstains_where_no_subject_can_be_told(text):
    assert subject(text) is None


def test_a_cue_that_may_be_a_noun_takes_no_subject_but_a_name():
    assert subject("A party for the club has caused uproar, calls for a boycott", sure=False) is None


def test_titled_in_title_case_needs_a_sure_cue():
    assert subject("Osk Sends Envoys Home, Approves Plan", sure=False) is None
