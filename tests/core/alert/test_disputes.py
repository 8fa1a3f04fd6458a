from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.core.alert.disputes import Alerted, disputed
from bot.core.detect.roles import ActorTable
from bot.core.model import Actor, DevelopmentId, Report, ReportId, SourceId, Topic, TopicId

NOW = datetime(2031, 3, 4, 12, tzinfo=UTC)
TOPIC = Topic(
    id=TopicId("t"), name="Lake talks", terms=("truce", "talks"), places=("Lake City",),
    actors=(
        Actor(id="ardania", names=("Ardania", "Ardanian"), role="party"),
        Actor(id="river-front", names=("River Front",), role="party"),
        Actor(id="osk", names=("Osk",), role="mediator"),
        Actor(id="farland", names=("Farland",), role="neighbour"),
    ),
)  # fmt: skip
ACTORS = ActorTable(TOPIC)


def report(headline, name="r2", summary=""):
    return Report(
        id=ReportId(name), source=SourceId("s"), outlet="The Ledger", family=name, language="en", headline=headline,
        summary=summary, link=None, published=NOW, seen=NOW,
    )  # fmt: skip


def dispute(before, after):
    return disputed(report(after), [Alerted(development=DevelopmentId("d"), lead=report(before, "r1"))], ACTORS)


@pytest.mark.parametrize(
    ("before", "after", "by"),
    [
        ("River Front says it has accepted the truce proposal", "Ardania denies that River Front accepted the truce proposal", "ardania"),
        ("Osk says agreement reached on lake truce", "Ardania says no agreement reached on lake truce", "ardania"),
        ("Osk says lake truce is holding", "Ardania says lake truce has collapsed", "ardania"),
        ("Ardania accuses River Front of violating lake ceasefire", "River Front denies violating lake ceasefire", "river-front"),
        ("River Front agrees to free 20 captives, Osk says", "River Front denies agreeing to free 20 captives", "river-front"),
        ("Ardania says River Front rejected hostage deal", "River Front says it accepted hostage deal", "river-front"),
        ("Osk says Ardania violated lake ceasefire", "Ardania denies violating lake ceasefire", "ardania"),
        ("River Front claims deal to free 50 hostages is agreed", "Ardania says there is no deal to free 50 hostages", "ardania"),
        ("Ardania accepts lake truce plan", "Osk denies Ardania accepting lake truce plan", "osk"),
    ],
)  # fmt: skip
def test_the_opposite_by_another_claimant_on_the_same_matter(before, after, by):
    found = dispute(before, after)
    assert found is not None
    assert (found.development, found.by) == ("d", by)
    assert found.evidence


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("River Front offers to free ten captives for a truce", "Ardania rejects River Front offer of a truce"),
        ("River Front frees three captives", "Ardania denies visas to aid workers"),
        ("Ardania agrees to lake truce", "Ardania strikes Lake City"),
        ("Osk says agreement reached on lake truce", "Osk denies agreement reached on lake truce"),
        ("Osk says agreement reached on lake truce", "Farland denies agreement reached on lake truce"),
        ("Osk says agreement reached on lake truce", "Agreement on lake truce denied, sources say"),
        ("Lake truce is holding", "Lake truce has collapsed"),
        (
            "River Front delays release of captives until aid comes",
            "Ardania says River Front delays release of captives over aid dispute",
        ),
        ("River Front says talks in Lake City have failed", "Osk says talks in Lake City to resume on Sunday"),
        ("River Front says deal is agreed", "Ardania says no deal until captives are free"),
        ("Osk says agreement reached on lake truce", "Festival on the lake draws record crowds"),
    ],
)
def test_no_dispute_without_evidence(before, after):
    assert dispute(before, after) is None


def test_a_report_does_not_dispute_itself_and_the_likeliest_comes_first():
    claim = report("Osk says agreement reached on lake truce", "r1")
    denial = report("Ardania denies agreement reached on lake truce")
    rows = [
        Alerted(development=DevelopmentId(f"d{number}"), lead=lead)
        for number, lead in enumerate((denial, claim, claim))
    ]
    found = disputed(denial, rows, ACTORS)
    assert found is not None
    assert found.development == "d1"
    assert found.explain() == {"development": "d1", "by": "ardania", "evidence": found.evidence}


def test_what_was_so_yesterday_may_not_be_so_today():
    before, after = report("Osk says lake truce is holding", "r1"), report("Ardania says lake truce has collapsed")
    lead = Alerted(development=DevelopmentId("d"), lead=replace(before, seen=NOW - timedelta(hours=25)))
    assert disputed(after, [lead], ACTORS) is None
