import pytest

from bot.core.alert.clauses import sentences
from bot.core.alert.cues import CUES
from bot.core.alert.particles import particle_follows, said_noun


def follows(text):
    tokens = sentences(text)[0]
    at = next(i for i, token in enumerate(tokens) if token.low in CUES)
    return particle_follows(tokens, at, CUES[tokens[at].low][0])


@pytest.mark.parametrize(
    "text",
    [
        "Osk calls for peace",
        "Osk calls plan ‘a farce’",
        "Osk calls Ruhl a fraud",
        "Osk pushes the mayor to resign",
        "Lawmakers Push Governor to Act",
        "Osk pushes back on claims",
        "Osk reacts to verdict: ‘We tried’",
        "Osk issues a stark warning",
        "Osk speaks out",
    ],
)
def test_what_the_cue_needs_is_there(text):
    assert follows(text)


@pytest.mark.parametrize(
    "text",
    [
        "Osk calls a vote",
        "Osk called Ruhl a day later",
        "Osk pushes troops to the border",
        "Police push back crowd",
        "Markets react to rates",
        "Osk issues bonds",
        "Osk makes a statement by going",
        "Osk speaks at rally",
    ],
)
def test_what_the_cue_needs_is_missing(text):
    assert not follows(text)


def test_the_noun_of_saying_is_part_of_the_cue():
    tokens = sentences("Osk sends stern warning to Ruhl")[0]
    assert tokens[said_noun(tokens, 1)].low == "warning"
    assert said_noun(sentences("Osk sends troops to Ruhl")[0], 1) == 0
