import pytest

from bot.core.alert.clauses import sentences
from bot.core.alert.passives import is_passive
from bot.core.alert.readings import hits


def first(text):
    tokens = sentences(text)[0]
    return tokens, hits(tokens)[0]


@pytest.mark.parametrize(
    "text",
    [
        "Osk accused of theft",
        "Drivers urged to wait",
        "Plan rejected by Osk",
        "Osk was told",
        "Nine feared dead",
        "Osk called out for lies",
        "Talks off, deal confirmed.",
    ],
)
def test_passives(text):
    assert is_passive(*first(text))


@pytest.mark.parametrize(
    "text",
    [
        "Osk accused Ruhl",
        "Osk said no",
        "Osk warned of famine",
        "Osk threatened to go",
        "Osk confirmed talks failed",
        "Osk confirmed on Friday that",
        "Talks off, mediator confirmed.",
    ],
)
def test_actives(text):
    assert not is_passive(*first(text))
