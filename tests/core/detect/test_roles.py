import pytest

from bot.core.detect.roles import ActorTable
from bot.core.model import Actor, Topic, TopicId


@pytest.fixture(scope="module")
def table():
    return ActorTable(
        Topic(
            id=TopicId("t"),
            name="T",
            terms=("truce",),
            places=("Norport",),
            actors=(
                Actor(id="norland", names=("Norland", "Norlander", "NL"), role="party"),
                Actor(id="sudmark", names=("Sudmark", "Marek Ostrow"), role="party"),
                Actor(id="vellia", names=("Vellia", "US"), role="mediator"),
                Actor(id="guard", names=("Border Guard",), role="armed group"),
            ),
        )
    )


def test_mentions_point_into_the_text_as_written(table):
    text = "“Vellia” tells us: Marek Ostrow and Norland’s envoys met"
    found = table.mentions(text)
    assert [(text[m.start : m.end], m.actor, m.role) for m in found] == [
        ("Vellia", "vellia", "mediator"),
        ("Marek Ostrow", "sudmark", "party"),
        ("Norland", "norland", "party"),
    ]


def test_neutral_puts_roles_for_names_and_folds_the_rest(table):
    text = "Norland’s envoy, Border Guard & U.S. in Norport: Truce “close”"
    assert table.neutral(text) == 'PARTY_A\'s envoy, ARMED_GROUP & MEDIATOR in PLACE: truce "close"'


def test_neighbouring_names_of_one_role_become_one(table):
    assert table.neutral("Norland Norlander talks") == "PARTY_A talks"


def test_parties_are_the_actors_with_that_role(table):
    assert table.parties == {"norland", "sudmark"}
