import pytest

from bot.core.alert.tags import tagged
from bot.core.detect.roles import ActorTable
from bot.core.model import Actor, Topic, TopicId

TABLE = ActorTable(
    Topic(
        id=TopicId("t"),
        name="T",
        terms=(),
        places=(),
        actors=(
            Actor(id="ardania", names=("Ardania", "Ardanian", "Brandt"), role="party"),
            Actor(id="front", names=("River Front",), role="party"),
            Actor(id="verrin", names=("Verrin", "Verrine"), role="mediator"),
        ),
    )
)


def tag(claimant):
    return tagged(claimant, 0, len(claimant), TABLE.mentions(claimant))


@pytest.mark.parametrize(
    "claimant",
    [
        "Ardania", "Ardania's government", "Ardanian officials", "A senior Ardanian official", "Oskar Brandt",
        "the foreign minister of Ardania", "Ardanian Prime Minister Oskar Brandt", "Ardanian army spokesman Jo Hale",
    ],
)  # fmt: skip
def test_offices_and_names_speak_for_their_actor(claimant):
    assert tag(claimant).roles == ("party",)


@pytest.mark.parametrize(
    "claimant",
    [
        "Families of Ardanian captives", "Ardania Airways", "Ardanian media", "former Ardanian minister", "Ardanian opposition",
        "Ardanian protesters", "Siblings freed from the River Front", "Marrow", "Ardanian-born author Jo Hale",
    ],
)  # fmt: skip
def test_a_mere_mention_gives_no_tag(claimant):
    assert tag(claimant).roles == ()


def test_several_actors_give_each_role_once():
    assert tag("Ardania and River Front").roles == ("party",)
    assert tag("Ardania and Verrin").roles == ("party", "mediator")


def test_bare_names():
    assert tag("Ardania").bare
    assert tag("Ardania and Verrin").bare
    assert not tag("Ardanian officials").bare
