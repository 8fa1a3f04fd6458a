"""What storage holds, gathered for composing: kinds of alerts, both sides of a dispute, corrections by others."""

from datetime import UTC, datetime, timedelta

from bot.core.alert.content import AlertContent, ReplyContent
from bot.core.alert.life import change_of
from bot.core.model import (
    Decision,
    DevelopmentId,
    Reason,
    Report,
    ReportId,
    SourceId,
    StorylineId,
    Topic,
    TopicId,
    alert_for,
)
from bot.jobs.announce import Announcer

NOW = datetime(2031, 3, 4, 12, tzinfo=UTC)
ANNOUNCER = Announcer([Topic(id=TopicId("t"), name="Lake talks", terms=("truce",), places=(), actors=())])


def put(
    store, headline, reason=Reason.NEW_DEVELOPMENT, *, name="r1", outlet="Ledger", version=1, development="d", **more
):
    """Store a version with its decision and the alert it calls for; the report, the decision and the alert."""
    report = Report(
        id=ReportId(name), source=SourceId(outlet), outlet=outlet, family=outlet, language="en", headline=headline,
        summary="", link=f"https://{name}.example/", published=NOW, seen=NOW + timedelta(minutes=version), version=version,
    )  # fmt: skip
    decision = Decision(
        report=report.id, version=version, topic=TopicId("t"), reason=reason, at=report.seen, importance=2,
        development=DevelopmentId(development), storyline=StorylineId("s"), **more,
    )  # fmt: skip
    alert = alert_for(decision)

    def write(tables):
        tables.reports.add(report)
        tables.developments.record(decision)
        if alert:
            tables.developments.add_alert(alert)

    store.write_now(write)
    return report, decision, alert


def content(store, alert):
    return store.read_now(lambda tables: ANNOUNCER.content(tables, alert, NOW))


def test_an_alert_is_an_alert_a_change_and_a_correction_are_replies(store):
    *_, alert = put(store, "Osk says talks resume")
    report, decision, _ = put(store, "Osk says talks end", Reason.DUPLICATE, version=2)
    said = {"of": "r1", "version": 1, "withdrawn": False, "where": "headline", "text": "Correction: talks go on"}
    *_, corrected = put(
        store, "Correction: talks go on", Reason.CORRECTION, version=3, explanation={"correction": said}
    )
    assert isinstance(content(store, alert), AlertContent)
    change = content(store, change_of(alert, report, decision))
    assert isinstance(change, ReplyContent)
    assert (change.kind, change.old, change.new) == ("changed", "Osk says talks resume", "Osk says talks end")
    correction = content(store, corrected)
    assert isinstance(correction, ReplyContent)
    assert (correction.kind, correction.old, correction.new, correction.headline) == (
        "correction", "Osk says talks resume", "Correction: talks go on", None,
    )  # fmt: skip


def test_a_correction_by_another_outlet_is_named_and_strikes_nothing_of_ours(store):
    *_, alert = put(store, "Osk says talks resume")
    put(store, "Osk: talks to go on", Reason.CORROBORATION, name="r2", outlet="Post")
    said = {"of": "r2", "version": 1, "withdrawn": True, "where": "summary", "text": "This report has been retracted."}
    put(
        store,
        "Osk: talks to go on",
        Reason.CORRECTION,
        name="r2",
        outlet="Post",
        version=2,
        explanation={"correction": said},
    )
    found = content(store, alert)
    assert found.withdrawn_by == ("Post",)
    assert found.block.outlet == "Ledger"


def test_both_sides_of_a_dispute_show_the_newest_headline_of_the_other(store):
    *_, first = put(store, "Osk says talks resume")
    *_, second = put(
        store,
        "Ardania denies it",
        Reason.DISPUTE,
        name="r2",
        outlet="Post",
        development="d2",
        disputes=DevelopmentId("d"),
    )
    put(store, "Ardania denies talks resume", Reason.DUPLICATE, name="r2", outlet="Post", version=2, development="d2")
    one, other = content(store, first), content(store, second)
    assert (one.dispute.relation, one.dispute.block.headline) == ("disputed_by", "Ardania denies talks resume")
    assert (other.dispute.relation, other.dispute.block.headline) == ("disputes", "Osk says talks resume")
    assert one.dispute.link == "https://r2.example/"
