"""The invented negotiation of the direction pairs, and frames of its headlines."""

import tomllib
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.core.detect.frame import frame
from bot.core.detect.roles import ActorTable
from bot.core.model import Actor, Report, ReportId, SourceId, Topic, TopicId

DIRECTIONS = Path(__file__).parents[2] / "data" / "directions"
WEDNESDAY = datetime(2027, 5, 5, 9, 0, tzinfo=UTC)


def read_topic(path):
    (found,) = tomllib.loads(path.read_text(encoding="utf-8"))["topic"]
    return Topic(
        id=TopicId(found["id"]),
        name=found["name"],
        terms=tuple(found["terms"]),
        places=tuple(found["places"]),
        actors=tuple(Actor(id=one["id"], names=tuple(one["names"]), role=one["role"]) for one in found["actors"]),
    )


@pytest.fixture(scope="session")
def topics():
    return {"gaza": read_topic(DIRECTIONS / "gaza_topic.toml"), "other": read_topic(DIRECTIONS / "other_topic.toml")}


@pytest.fixture(scope="session")
def table(topics):
    return ActorTable(topics["other"])


@pytest.fixture(scope="session")
def make_report():
    def make(headline, summary="", *, outlet="Ledger", minutes=0, name=None):
        return Report(
            id=ReportId(name or f"{outlet}|{headline}|{minutes}"),
            source=SourceId(outlet),
            outlet=outlet,
            family=outlet,
            language="en",
            headline=headline,
            summary=summary,
            link=None,
            published=None,
            seen=WEDNESDAY + timedelta(minutes=minutes),
        )

    return make


@pytest.fixture(scope="session")
def framed(table, make_report):
    """The frame of a headline on the invented topic."""
    return lambda headline, summary="": frame(make_report(headline, summary), table)
