import pytest

from bot.core.alert.attribution import attribute
from bot.core.alert.rights import speaker, voice
from bot.core.detect.roles import ActorTable
from bot.core.model import Actor, Topic, TopicId

TOPIC = Topic(
    id=TopicId("coast"), name="Coast talks", terms=("truce",), places=("Port Lume",),
    actors=(
        Actor(id="ardania", names=("Ardania", "Ardanian"), role="party"),
        Actor(id="veland", names=("Veland",), role="mediator"),
    ),
)  # fmt: skip
ACTORS = ActorTable(TOPIC)


def read(headline):
    return attribute(headline, "", ACTORS)


@pytest.mark.parametrize(
    ("headline", "claimant", "kind"),
    [
        ("Truce will hold, Veland says", "Veland", "attr"),
        ("Ardania accepts truce text", "Ardania", "act"),
        ("Ardania accepts truce text, Veland says", "Veland", "attr"),
        ("Truce takes effect in Port Lume", None, None),
    ],
)
def test_the_claimant_and_whether_they_say_it_or_the_outlet_states_their_act(headline, claimant, kind):
    found = speaker(read(headline), ACTORS)
    assert (found and found.claimant, found and found.kind) == (claimant, kind)


@pytest.mark.parametrize(
    ("headline", "right"),
    [
        ("Truce will hold, Veland says", "statement"),
        ("Ardania accepts truce text", "statement"),
        ("Truce takes effect in Port Lume", "own"),
        ("Truce will hold, fisherman says", "reported"),
        ("Veland reportedly confirms truce", "reported"),
    ],
)
def test_with_which_right_a_headline_speaks(headline, right):
    assert voice(read(headline), ACTORS, alleging=False) == right


def test_an_accusation_is_a_statement_only_of_what_is_itself_alleged():
    accused = read("Ardania accuses Coastal Front of violating truce")
    assert [voice(accused, ACTORS, alleging=alleging) for alleging in (True, False)] == ["statement", "reported"]
