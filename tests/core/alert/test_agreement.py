import pytest

from bot.core.alert.agreement import agrees
from bot.core.alert.clauses import sentences
from bot.core.alert.readings import hits
from bot.core.alert.subjects import subject_before


def fits(text):
    tokens = sentences(text)[0]
    hit = hits(tokens)[0]
    return agrees(tokens, hit, subject_before(tokens, hit.group.start))


@pytest.mark.parametrize(
    "text",
    [
        "Envoys say no",
        "Osk says no",
        "Osk and Ruhl claim victory",
        "Marl skipper Ada Wolders vows to stay",
        "Police warn of ice",
    ],
)
def test_agreement(text):
    assert fits(text)


@pytest.mark.parametrize("text", ["Women says no", "Ledger Report: rates rise", "Guidelines on Low Back Pain"])
def test_no_agreement(text):
    assert not fits(text)
