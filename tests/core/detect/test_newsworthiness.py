from datetime import UTC, datetime

import pytest

from bot.core.detect.frame import frame
from bot.core.detect.gate import Gate
from bot.core.detect.newsworthiness import Reader, stem
from bot.core.detect.roles import ActorTable
from bot.core.model import Actor, Report, ReportId, SourceId, Topic, TopicId

NOW = datetime(2031, 5, 1, 12, tzinfo=UTC)


def topic(front: str, republic: str, place: str) -> Topic:
    return Topic(
        id=TopicId("t"), name="Talks", terms=("ceasefire", "captive"), places=(place,),
        actors=(
            Actor(id="front", names=(front,), role="party"),
            Actor(id="republic", names=(republic,), role="party"),
            Actor(id="selm", names=("Selm",), role="mediator"),
            Actor(id="un", names=("UN", "Security Council"), role="organisation"),
        ),
    )  # fmt: skip


def features(
    headline: str, summary: str = "", link: str | None = None, names=("FHF", "Maro", "Orva")
) -> dict[str, float]:
    of = topic(*names)
    actors = ActorTable(of)
    report = Report(
        id=ReportId(headline), source=SourceId("s"), outlet="The Lamp", family="lamp", language="en", headline=headline,
        summary=summary, link=link, published=NOW, seen=NOW,
    )  # fmt: skip
    return Reader(of, actors).features(report, Gate(of).judge(report), frame(report, actors))


def test_no_feature_holds_a_name_of_the_topic() -> None:
    found = features("FHF tells Maro: no ceasefire in Orva", "Selm and the UN met FHF in Orva.")
    assert not [name for name in found if any(word in name.casefold() for word in ("fhf", "maro", "orva", "selm"))]


def test_another_negotiation_gives_the_same_features() -> None:
    one = features("FHF accepts ceasefire in Orva", "Maro waits.")
    other = features("Kest accepts ceasefire in Tull", "Brane waits.", names=("Kest", "Brane", "Tull"))
    assert one == other


def test_countries_and_the_united_nations_are_roles_too() -> None:
    found = features("Brazil and the UN call for ceasefire in Orva")
    assert {"x:has OUTSIDER", "x:has COUNCIL"} <= found.keys()
    assert not any("brazil" in name for name in found)


@pytest.mark.parametrize(
    ("headline", "look"),
    [
        ("Will FHF sign?", "x:question mark"),
        ("Why FHF wants a ceasefire", "x:opener question"),
        ("Watch: captives come home to Orva", "x:opener moving"),
        ("Analysis: what FHF gains", "x:prefix opinion"),
        ("What we know about the Orva ceasefire", "x:phrase list"),
        ("Orva war live: FHF says no", "x:phrase live"),
        ("Tuesday briefing: captives come home", "x:phrase letter"),
        ("‘I dreamt of it’: mother of captive waits", "x:opens with a quote"),
        ("Mother of captive in Orva waits", "x:class kin"),
    ],
)
def test_looks_of_background_are_seen(headline: str, look: str) -> None:
    assert look in features(headline)


@pytest.mark.parametrize(
    ("link", "look"),
    [
        ("https://lamp.example/opinion/2031/ceasefire", "x:section opinion"),
        ("https://lamp.example/video/orva", "x:section moving"),
        ("https://lamp.example/world/live/orva-live-updates", "x:section live"),
        ("https://lamp.example/newsletters/morning", "x:section letter"),
    ],
)
def test_the_link_tells_the_kind_of_page(link: str, look: str) -> None:
    assert look in features("FHF says no", link=link)
    assert look not in features("FHF says no", link="https://lamp.example/world/1")


def test_numbers_are_levelled() -> None:
    assert "h:NUM captiv" in features("FHF frees 12 captives")


def test_forms_of_a_word_share_a_stem() -> None:
    assert len({stem(word) for word in ("release", "released", "releases", "releasing")}) == 1
    assert len({stem(word) for word in ("deny", "denied", "denies")}) == 1
    assert stem("PARTY") == "PARTY"
