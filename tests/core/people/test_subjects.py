"""What filters look at: the outlet's words, outlets, parties under every name, the act, the claimants; never our labels."""

from datetime import UTC, datetime

import pytest

from bot.core.model import Actor, Report, ReportId, SourceId, Topic, TopicId
from bot.core.people.filters import matches, parse
from bot.core.people.subjects import Subjects

NOW = datetime(2023, 11, 21, 12, tzinfo=UTC)
TOPIC = Topic(
    id=TopicId("t"), name="Delta truce talks", terms=("truce",), places=("Delta",),
    actors=(
        Actor(id="river", names=("River Front", "الجبهة"), role="party"),
        Actor(id="lagoon", names=("Lagoon",), role="mediator"),
    ),
)  # fmt: skip


def report(outlet, headline, summary="", language="en"):
    return Report(
        id=ReportId(f"{outlet}-{headline}"), source=SourceId(outlet), outlet=f"The {outlet.title()} Post", family=outlet,
        language=language, headline=headline, summary=summary, link=None, published=NOW, seen=NOW,
    )  # fmt: skip


LEAD = report("harbour", "River Front offers truce, says envoy Okello", "Talks go on in the Lagoon capital.")
SECOND = report("lantern", "Truce offered", language="fr")
ABOUT = Subjects(TOPIC).alert(2, "offer", LEAD, (SECOND, LEAD))


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("truce", True),
        ("capital", True),
        ("importance", False),
        ("mediator", False),
        ("outlet:harbour", True),
        ("outlet:lantern", True),
        ("outlet:post", True),
        ("outlet:vigie", False),
        ("party:river", True),
        ('party:"river front"', True),
        ("party:الجبهة", True),
        ("party:lagoon", True),
        ("party:okello", False),
        ("act:offer", True),
        ("act:denial", False),
        ("says:okello", True),
        ("says:lagoon", False),
        ("outlet:harbour party:river -act:denial", True),
    ],
)
def test_a_field_looks_at_its_own_words(text, wanted):
    assert matches(parse(text), ABOUT.subject) is wanted


def test_voices_are_the_lead_first_and_each_report_once():
    assert [(voice.family, voice.language) for voice in ABOUT.voices] == [("harbour", "en"), ("lantern", "fr")]


def test_without_an_act_no_act_matches():
    assert not matches(parse("act:offer"), Subjects(TOPIC).words(None, LEAD))
