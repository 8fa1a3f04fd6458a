from datetime import UTC, datetime, timedelta

import pytest

from bot.core.alert.positions import Statement, marked, opposed, statements
from bot.core.detect.roles import ActorTable
from bot.core.model import Actor, DevelopmentId, Report, ReportId, SourceId, Topic, TopicId

TOPIC = Topic(
    id=TopicId("coast"), name="Coast talks", terms=("truce",), places=("Port Lume",),
    actors=(Actor(id="ardania", names=("Ardania", "Ardanian"), role="party"), Actor(id="veland", names=("Veland",), role="mediator")),
)  # fmt: skip
ACTORS = ActorTable(TOPIC)
AT = datetime(2031, 5, 7, 10, 0, tzinfo=UTC)


def report(headline, summary="", language="en"):
    return Report(
        id=ReportId("r"), source=SourceId("s"), outlet="The Lantern", family="lantern", language=language, headline=headline,
        summary=summary, link="https://a.example/1", published=AT, seen=AT,
    )  # fmt: skip


def read(headline, summary="", development=None, **more):
    return statements(report(headline, summary, **more), ACTORS, AT, development)


def test_who_speaks_for_an_actor_states_something():
    (said,) = read("Ardanian foreign minister says truce will hold")
    assert (said.actor, said.role, said.claimant, said.cue) == ("ardania", "party", "Ardanian foreign minister", "says")
    assert not said.in_description
    assert not said.own


def test_an_act_that_the_outlet_states_itself_is_the_outlet_s_own_wording():
    (did,) = read("Ardania accepts truce text")
    assert (did.claimant, did.cue, did.own) == ("Ardania", "accepts", True)


def test_a_claimant_in_the_description_is_marked():
    (said,) = read("Truce frays in Port Lume", "Veland said the truce was in danger.")
    assert (said.actor, said.in_description) == ("veland", True)


def test_nobody_speaks_in_the_outlet_s_own_words():
    assert read("Truce frays in Port Lume") == ()


def test_a_statement_about_something_else_is_none_unless_it_belongs_to_a_development():
    headline = "Veland says its harvest was good"
    assert read(headline) == ()
    assert len(read(headline, development=DevelopmentId("d"))) == 1


def test_other_languages_are_not_read():
    assert read("Ardania says truce holds", language="fr") == ()


def made(hours, act, *objects, denied=False, below=False, unnamed=False):
    return Statement(
        actor="ardania", role="party", at=AT + timedelta(hours=hours), outlet="The Lantern", family="lantern", headline="h",
        link=None, report=ReportId(f"{hours}"), development=None, claimant="Ardania", cue="says", unnamed=unnamed,
        in_description=below, act=act, objects=objects, denied=denied,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("one", "other", "contrary"),
    [
        (made(2, "reject", "plan"), made(1, "accept", "plan"), True),
        (made(2, "reject", "plan"), made(1, "accept", "aid"), False),
        (made(2, "reject", "plan"), made(1, "reject", "plan"), False),
        (made(2, "meet", "talks", denied=True), made(1, "meet", "talks"), True),
        (made(2, "reject", "plan", below=True), made(1, "accept", "plan"), False),
        (made(2, "reject", "plan", unnamed=True), made(1, "accept", "plan"), False),
        (made(2, "collapse", "truce"), made(1, "hold", "truce"), True),
        (made(2, "delay", "hostage"), made(1, "release", "hostage"), False),
    ],
)
def test_which_statements_are_opposites(one, other, contrary):
    assert opposed(one, other) is contrary
    assert opposed(other, one) is contrary


def test_a_contradiction_is_marked_with_the_time_of_the_newest_earlier_opposite():
    newest = made(40, "reject", "plan")
    found = marked([newest, made(30, "hold", "truce"), made(20, "accept", "plan"), made(10, "accept", "plan")])
    assert [one.contradicts for one in found] == [AT + timedelta(hours=20), None, None, None]


def test_what_was_said_long_ago_does_not_bind():
    assert marked([made(24 * 15, "reject", "plan"), made(0, "accept", "plan")])[0].contradicts is None
