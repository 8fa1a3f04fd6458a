from datetime import UTC, datetime

from bot.core.alert.wire import near_identical, same_copy
from bot.core.model import Report, ReportId, SourceId

NOW = datetime(2031, 3, 4, tzinfo=UTC)
COPY = "Envoys of both sides left the lake resort on Sunday without a date for the next round, three diplomats said."


def report(outlet, headline="Envoys leave", summary="", wire=None):
    return Report(
        id=ReportId(outlet), source=SourceId(outlet), outlet=outlet, family=outlet, language="en", headline=headline,
        summary=summary, link=None, published=NOW, seen=NOW, wire=wire,
    )  # fmt: skip


def test_the_same_agency_counts_once():
    assert same_copy(report("A", wire="Lakepress"), report("B", "Other words", wire="Lakepress"))
    assert not same_copy(report("A", wire="Lakepress"), report("B", wire="Coast Wire"))
    assert not same_copy(report("A", wire="Lakepress"), report("B"))


def test_an_agencys_own_feed_is_its_copy():
    assert same_copy(report("Lakepress"), report("B", wire="Lakepress"))


def test_the_same_description_is_one_copy():
    assert near_identical(
        report("A", summary=COPY), report("B", "No date for next round", summary=COPY.replace("Sunday", "Monday"))
    )
    assert not near_identical(
        report("A", summary=COPY),
        report("B", summary="Both delegations went home, and no one could say when they meet."),
    )


def test_a_short_headline_alone_proves_nothing():
    assert not near_identical(report("A", "Front rejects plan"), report("B", "Front rejects plan"))
    long = "Envoys of both sides leave lake resort without any date for a next round of talks"
    assert near_identical(report("A", long), report("B", long))
