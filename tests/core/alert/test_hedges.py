import pytest

from bot.core.alert.hedges import hedges, negations


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Truce reportedly near", ("reportedly",)),
        ("Truce May Start on Friday", ("May",)),
        ("Truce starts on 3 May", ()),
        ("Truce in May 2031 recalled", ()),
        ("Envoy set to leave, could return", ("set to", "could")),
        ("Is the truce over?", ("?",)),
        ("Army hits ‘command post’", ("‘command post’",)),
        ("“We may go home now, all of us”", ()),
        ("Truce begins", ()),
    ],
)
def test_hedges(text, expected):
    assert hedges(text, claimed=False) == expected


def test_quotations_of_a_named_speaker_are_no_hedges():
    assert hedges("Osk: Army hit ‘command post’", claimed=True) == ()


def test_negations():
    assert negations("Osk won’t accept, and never will; Ruhl denies it") == ("won’t", "never", "denies")
