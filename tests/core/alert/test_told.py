from datetime import UTC, datetime, timedelta

from bot.core.alert.told import KEPT, Told, ToldNews
from bot.core.model import Decision, DevelopmentId, Reason, Report, ReportId, SourceId, StorylineId, TopicId

NOW = datetime(2031, 3, 4, 12, tzinfo=UTC)


def report(name, family="ledger"):
    return Report(
        id=ReportId(name), source=SourceId("s"), outlet="The Ledger", family=family, language="en", headline=name,
        summary="", link=None, published=NOW, seen=NOW,
    )  # fmt: skip


def decision(name, reason=Reason.NEW_DEVELOPMENT, development="d", at=NOW):
    return Decision(
        report=ReportId(name), version=1, topic=TopicId("t"), reason=reason, at=at,
        development=DevelopmentId(development), storyline=StorylineId("s"), importance=2,
    )  # fmt: skip


def test_what_is_alerted_is_told_and_what_joins_belongs_to_it():
    told = ToldNews()
    told.learn(report("a"), decision("a"))
    told.learn(report("b", "post"), decision("b", Reason.CORROBORATION))
    told.learn(report("c"), decision("c", Reason.BACKGROUND, "other"))
    assert len(told) == 1
    found = told.of(ReportId("b"))
    assert found is not None
    assert found.lead.id == "a"
    assert set(found.reports) == {"a", "b"}
    assert [one.id for _, one in told.of_family("post")] == ["b"]
    assert told.of(ReportId("c")) is None
    assert told.get(DevelopmentId("d")) is found


def test_two_weeks_later_it_is_forgotten():
    told = ToldNews()
    told.learn(report("a"), decision("a"))
    told.learn(report("b"), decision("b", development="d2", at=NOW + KEPT + timedelta(hours=1)))
    assert told.of(ReportId("a")) is None
    assert told.get(DevelopmentId("d")) is None
    assert told.of(ReportId("b")) is not None


def test_what_the_store_holds_is_added_with_its_reports():
    told = ToldNews()
    one = Told(development=DevelopmentId("d"), storyline=StorylineId("s"), importance=1, lead=report("a"), at=NOW)
    told.add(one, [report("a"), report("b", "post")])
    assert {report.id for _, report in told.of_family("post")} == {"b"}
