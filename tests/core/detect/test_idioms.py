import pytest

from bot.core.detect import idioms


@pytest.mark.parametrize("name", ["IDIOMS", "NOUN_IDIOMS", "FORCES", "GENRES", "EXPLAINING"])
def test_lists_are_clean(name):
    found = getattr(idioms, name).split(", ")
    assert sorted(one for one in found if found.count(one) > 1) == []
    assert all(one == " ".join(one.split()) and one.islower() for one in found)


@pytest.mark.parametrize(
    "headline",
    [
        "Selmar holds its breath",
        "Factory in Vostan cuts 300 jobs",
        "Dog attack in Vostan",
        "Ferry has close call",
        "Podcast: the talks nobody wants",
        "How the truce talks came about",
    ],
)
def test_everyday_english_is_no_act(framed, headline):
    assert framed(headline).act is None
