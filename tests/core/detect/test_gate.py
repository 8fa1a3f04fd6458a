"""The gate, on a topic and headlines of our own."""

import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.core.detect.gate import Gate
from bot.core.model import Actor, Report, ReportId, SourceId, Topic, TopicId

NOW = datetime(2031, 5, 1, 12, tzinfo=UTC)
TOPIC = Topic(
    id=TopicId("orva"),
    name="Orva talks",
    terms=("ceasefire", "cease-fire", "captive", "هدنة"),
    places=("Orva", "Lakemouth"),
    actors=(
        Actor(id="front", names=("Free Hills Front", "FHF"), role="party"),
        Actor(id="republic", names=("Republic", "Maro"), role="Party"),
        Actor(id="selm", names=("Selm",), role="mediator"),
        Actor(id="france", names=("France",), role="government"),
    ),
)
GATE = Gate(TOPIC)


def report(headline: str, summary: str = "") -> Report:
    return Report(
        id=ReportId(headline), source=SourceId("s"), outlet="The Lamp", family="lamp", language="en", headline=headline,
        summary=summary, link=None, published=NOW, seen=NOW,
    )  # fmt: skip


@pytest.mark.parametrize(
    "headline",
    [
        "FHF calls for ceasefire",
        "Captives held in Orva for a third month",
        "Cease fire near, Selm says",
        "FHF accepts parts of the plan",
        "FHF tells Maro to come to the lake",
        "هدنة في Orva",
    ],
)
def test_opens_for_the_subject(headline: str) -> None:
    finding = GATE.judge(report(headline))
    assert finding.open, finding.explain()


@pytest.mark.parametrize(
    ("headline", "missing"),
    [
        ("Bakers' union wins pay rise", "neither a word of the subject nor a party or place"),
        ("Ceasefire holds in Sudan", "no party, mediator or place of the topic, or another country is meant"),
        ("France and Sudan agree ceasefire", "no party, mediator or place of the topic, or another country is meant"),
        ("New tram line for Lakemouth", "no word of the subject"),
        ("Pro-Orva students on campus", "neither a word of the subject nor a party or place"),
    ],
)
def test_says_what_was_missing(headline: str, missing: str) -> None:
    finding = GATE.judge(report(headline))
    assert (finding.open, finding.why) == (False, missing)


def test_a_running_storyline_lets_a_bare_place_or_party_in() -> None:
    bare = report("Nine soldiers cross Lakemouth bridge")
    assert not GATE.judge(bare).open
    assert GATE.judge(bare, running=True).open


def test_a_running_storyline_lets_no_other_conflict_in() -> None:
    other = report("France offers to host talks on Sudan")
    assert not GATE.judge(other, running=True).open


def test_a_short_name_in_capitals_is_no_common_word() -> None:
    gate = Gate(replace(TOPIC, actors=(Actor(id="us", names=("US",), role="party"),)))
    assert gate.judge(report("US offers truce")).open
    assert not gate.judge(report("Join us for a deal on hiking boots")).open


def test_roles_of_those_named_are_told_apart() -> None:
    finding = GATE.judge(report("Selm and France press FHF on ceasefire"))
    assert (finding.parties, finding.mediators, finding.others) == (("front",), ("selm",), ("france",))


def test_the_explanation_is_json_and_leaves_out_what_is_empty() -> None:
    told = GATE.judge(report("FHF calls for ceasefire")).explain()
    assert json.loads(json.dumps(told)) == told
    assert told["terms"] == ["ceasefire"]
    assert "mediators" not in told


def test_lets_at_least_98_of_100_labelled_developments_through() -> None:
    shared = Path(__file__).parents[3].parent / "shared" / "data"
    windows = sorted(shared.glob("window_*"))
    if not windows:
        pytest.skip("no ../shared/data beside this checkout")
    from bot.feeds.normalise import report as report_of
    from bot.settings import load_settings
    from bot.training.labels import load_window

    (topic, *_) = load_settings(Path(__file__).parents[3] / "feeds.toml").enabled_topics
    gate, passed, total = Gate(topic), 0, 0
    for window in map(load_window, windows):
        developments = {item for reading in window.readings for item in reading.group_of}
        for item in window.items:
            if item.id in developments:
                total += 1
                passed += gate.judge(report_of(item.entry, item.source, item.at), running=True).open
    assert passed / total >= 0.98


def test_parties_and_places_of_other_topics_are_elsewhere() -> None:
    neighbour = replace(
        TOPIC,
        id=TopicId("delta"),
        places=("Delta", "Orva"),
        actors=(
            Actor(id="river", names=("River League",), role="party"),
            Actor(id="republic", names=("Maro",), role="party"),
            Actor(id="tessaly", names=("Tessaly",), role="mediator"),
        ),
    )
    gate = Gate(TOPIC, [TOPIC, neighbour])
    theirs = report("River League accepts mediators' ceasefire proposal")
    assert GATE.judge(theirs).open, "without the other topic nothing tells that it is meant"
    assert not gate.judge(theirs).open
    assert gate.judge(report("Maro accepts ceasefire in Orva")).elsewhere == (), "what is shared is not elsewhere"
    assert gate.judge(report("Tessaly's ceasefire proposal accepted")).open, "mediators are shared by many"
