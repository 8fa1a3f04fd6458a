from datetime import UTC, datetime

from bot.core.alert.attribution import attribute
from bot.core.alert.corroborate import corroboration, count_outlets, distinct_claimants
from bot.core.detect.roles import ActorTable
from bot.core.model import Actor, Report, ReportId, SourceId, Topic, TopicId

NOW = datetime(2031, 3, 4, tzinfo=UTC)
TABLE = ActorTable(
    Topic(
        id=TopicId("t"), name="T", terms=(), places=(),
        actors=(Actor(id="ardania", names=("Ardania", "Ardanian", "Brandt"), role="party"),),
    )
)  # fmt: skip


def report(outlet, headline, wire=None, family=None):
    return Report(
        id=ReportId(outlet + headline), source=SourceId(outlet), outlet=outlet, family=family or outlet, language="en",
        headline=headline, summary="", link=None, published=NOW, seen=NOW, wire=wire,
    )  # fmt: skip


def counted(*reports, importance=2):
    claims = {one.id: attribute(one.headline, "", TABLE).shown for one in reports}
    return corroboration(reports, claims, importance)


def names(*headlines):
    return distinct_claimants(claim for text in headlines for claim in attribute(text, "", TABLE).shown)


def test_two_feeds_of_one_family_are_one_outlet():
    outlets = count_outlets([report("A World", "x y", family="a"), report("A Live", "z", family="a")])
    assert [one.outlet for one in outlets.counted] == ["A World"]
    assert outlets.copies == ()


def test_wire_copy_is_shown_but_not_counted():
    found = counted(report("A", "x", wire="LP"), report("B", "y", wire="LP"), report("C", "z"))
    assert (found.number, found.outlets, found.copies) == (2, ("A", "C"), (("B", "LP"),))


def test_spellings_of_one_claimant_are_one():
    assert names("Marrow says no", "Foreign Minister Ada Marrow says no") == ("Marrow",)
    assert names("Ardania says no", "Brandt says no") == ("Ardania",)
    assert names("Osk says no", "Ruhl says no") == ("Osk", "Ruhl")


def test_same_claimant_is_said_only_if_every_outlet_names_it():
    assert counted(report("A", "Osk says no"), report("B", "No, says Osk")).same_claimant
    assert not counted(report("A", "Osk says no"), report("B", "No deal")).same_claimant


def test_claimants_of_one_side():
    assert counted(report("A", "Brandt says no"), report("B", "Ardanian officials say no")).one_side
    assert not counted(report("A", "Brandt says no"), report("B", "Osk says no")).one_side


def test_one_outlet_on_high_stakes_is_unmatched():
    assert counted(report("A", "Osk says no"), importance=1).unmatched
    assert not counted(report("A", "Osk says no"), importance=2).unmatched
    assert not counted(report("A", "Osk says no"), report("B", "No, says Osk"), importance=1).unmatched
