import pytest

from bot.core.alert.clauses import sentences
from bot.core.alert.readings import hits
from bot.core.alert.speaking import head, is_plural
from bot.core.alert.subjects import Span, noun_after, subject_before


def subject(text):
    tokens = sentences(text)[0]
    span = subject_before(tokens, hits(tokens)[-1].group.start)
    return " ".join(token.text for token in tokens[span.start : span.end] if token.kind == "word") if span else None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("On Tuesday Osk said no", "Osk"),
        ("Osk on Tuesday said no", "Osk"),
        ("In a long interview, the premier said no", "the premier"),
        ("Verrin, a mediator, said no", "Verrin"),
        ("The man who leads the talks said no", "The man"),
        ("Front hits bridge as Osk says no", "Osk"),
        ("Osk in a statement said no", "Osk"),
        ("Ardania, Verrin and Lowmark said no", "Ardania Verrin and Lowmark"),
        ("Over 50 envoys said no", "Over 50 envoys"),
        ("There says", None),
    ],
)
def test_subjects(text, expected):
    assert subject(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the ministry of health in Lakeland on Friday", "the ministry of health in Lakeland"),
        ("documents published in spring", "documents"),
        ("officials who asked for calm", "officials"),
    ],
)
def test_nouns_after_a_cue(text, expected):
    tokens = sentences(text)[0]
    span = noun_after(tokens, 0)
    assert " ".join(token.text for token in tokens[span.start : span.end]) == expected


def test_heads_and_numbers():
    tokens = sentences("Families of captives held in Lakeland")[0]
    span = Span(0, len(tokens))
    assert head(tokens, span).low == "families"
    assert is_plural(tokens, span)
    assert not is_plural(sentences("The ministry")[0], Span(0, 2))
