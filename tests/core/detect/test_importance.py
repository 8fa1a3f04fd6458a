from datetime import UTC, datetime

import pytest

from bot.core.detect.frame import frame
from bot.core.detect.importance import kind, weigh
from bot.core.detect.roles import ActorTable
from bot.core.model import Actor, Report, ReportId, SourceId, Topic, TopicId

NOW = datetime(2031, 5, 1, 12, tzinfo=UTC)
ACTORS = ActorTable(
    Topic(
        id=TopicId("orva"), name="Orva talks", terms=("ceasefire",), places=("Orva",),
        actors=(
            Actor(id="front", names=("FHF",), role="party"),
            Actor(id="republic", names=("Maro",), role="party"),
            Actor(id="selm", names=("Selm",), role="mediator"),
            Actor(id="france", names=("France",), role="government"),
        ),
    )
)  # fmt: skip


def framed(headline: str):
    return frame(
        Report(
            id=ReportId(headline), source=SourceId("s"), outlet="The Lamp", family="lamp", language="en",
            headline=headline, summary="", link=None, published=NOW, seen=NOW,
        ),
        ACTORS,
    )  # fmt: skip


@pytest.mark.parametrize(
    "headline",
    [
        "FHF accepts ceasefire proposal",
        "Maro rejects truce offer",
        "Maro and FHF extend truce by two days",
        "FHF releases nine hostages",
        "Truce takes effect in Orva",
        "Maro resumes offensive after truce talks fail",
        "Delayed prisoner swap back on after night of calls",
        "France vetoes UN resolution on Orva truce",
        "France says ten hostages are freed in Orva",
    ],
)
def test_a_change_of_state_by_those_concerned_is_1(headline: str) -> None:
    weighed = weigh(framed(headline), ACTORS, "minor")
    assert weighed.level == 1, weighed
    assert "state of the talks" in weighed.why


@pytest.mark.parametrize(
    "headline",
    ["FHF to release nine hostages on Friday", "Selm hosts talks on truce", "Maro's envoy arrives for talks"],
)
def test_a_step_is_2(headline: str) -> None:
    assert weigh(framed(headline), ACTORS, None).level == 2


def test_an_outsiders_word_changes_no_state() -> None:
    assert weigh(framed("France rejects truce proposal"), ACTORS, None).level == 2


def test_what_reads_like_colour_is_3() -> None:
    found = framed("France welcomes truce")
    assert weigh(found, ACTORS, "minor").level == 3
    assert weigh(found, ACTORS, None).level == 2


def test_a_question_changes_no_state() -> None:
    assert weigh(framed("Maro accepts ceasefire proposal?"), ACTORS, None).level == 2


def test_kinds_tell_doers_and_objects_apart() -> None:
    assert kind(framed("FHF accepts ceasefire proposal"), ACTORS) == "state"
    assert kind(framed("Selm hosts talks on truce"), ACTORS) == "step"
    assert kind(framed("France calls for ceasefire"), ACTORS) == "outsider on core"
    assert kind(framed("Autumn colours in the valley"), ACTORS) == "no act"


@pytest.mark.parametrize(
    "headline",
    [
        "French parliament approves truce motion",
        "FHF's captivity of nine hostages ends",
        "Maro faces a hard choice after the truce expires",
    ],
)
def test_what_is_told_of_others_or_behind_changes_no_state(headline: str) -> None:
    assert weigh(framed(headline), ACTORS, None).level == 2


def test_what_the_council_adopts_binds() -> None:
    assert weigh(framed("Security Council adopts truce resolution"), ACTORS, None).level == 1


def test_an_act_behind_is_a_kind_of_its_own() -> None:
    assert kind(framed("Maro faces a hard choice after the truce expires"), ACTORS) == "behind"


def test_what_no_act_tells_may_read_like_a_change_of_state() -> None:
    read = weigh(framed("Guns fall silent along the Orva front"), ACTORS, "major")
    assert (read.level, read.state) == (1, False)
    assert "reads like" in read.why
