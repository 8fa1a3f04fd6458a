from dataclasses import replace
from datetime import UTC, datetime, timedelta

from bot.core.alert.life import Version, change_of, shown
from bot.core.model import (
    Alert,
    AlertId,
    Decision,
    DevelopmentId,
    Reason,
    Report,
    ReportId,
    SourceId,
    StorylineId,
    TopicId,
)

NOW = datetime(2031, 3, 4, 12, tzinfo=UTC)
ALERT = Alert(
    id=AlertId("a"), topic=TopicId("t"), development=DevelopmentId("d"), storyline=StorylineId("s"),
    reason=Reason.NEW_DEVELOPMENT, importance=2, report=ReportId("r"), version=1, created_at=NOW,
)  # fmt: skip


def version(number, reason, development="d", hours=0.5):
    at = NOW + timedelta(hours=hours) * (number - 1)
    report = Report(
        id=ReportId("r"), source=SourceId("s"), outlet="The Ledger", family="l", language="en",
        headline=f"Headline {number}", summary="", link=None, published=NOW, seen=at, version=number,
    )  # fmt: skip
    decision = Decision(
        report=report.id, version=number, topic=TopicId("t"), reason=reason, at=at,
        development=development and DevelopmentId(development),
    )  # fmt: skip
    return Version(report=report, decision=decision)


def numbers(*versions, alone=True):
    found = shown(ALERT, [version(1, Reason.NEW_DEVELOPMENT), *versions], alone=alone)
    return [one.version for one in found.row] + ([-found.replaced_by.version] if found.replaced_by else [])


def test_edits_and_versions_of_the_same_development_are_shown():
    assert numbers(
        version(2, Reason.EDIT, None), version(3, Reason.DUPLICATE), version(4, Reason.BACKGROUND, None)
    ) == [1, 2, 3, 4]


def test_a_correction_is_not_shown_in_place_of_what_it_corrects_and_nothing_after_it():
    assert numbers(version(2, Reason.CORRECTION), version(3, Reason.EDIT, None)) == [1]


def test_a_version_that_is_other_news_soon_takes_the_place_and_ends_the_row():
    assert numbers(version(2, Reason.NEW_DEVELOPMENT, "d2"), version(3, Reason.EDIT, None)) == [1, 2]


def test_a_link_that_is_used_again_hours_later_leaves_the_alert_alone():
    assert numbers(version(2, Reason.NEW_DEVELOPMENT, "d2", hours=3), version(3, Reason.EDIT, None, hours=3)) == [1]


def test_what_others_reported_is_not_counted_under_a_headline_that_says_something_else():
    after = version(3, Reason.EDIT, None)
    assert numbers(version(2, Reason.NEW_DEVELOPMENT, "d2"), after, alone=False) == [1, -2]
    assert numbers(version(2, Reason.BACKGROUND, None), after, alone=False) == [1, -2]
    assert numbers(version(2, Reason.NEW_DEVELOPMENT, "d2", hours=3), after, alone=False) == [1]
    assert numbers(version(2, Reason.DUPLICATE), after, alone=False) == [1, 2, 3]


def test_an_alert_of_a_later_version_knows_the_headlines_before_it():
    versions = [version(1, Reason.BACKGROUND, None), version(2, Reason.NEW_DEVELOPMENT)]
    assert [one.version for one in shown(replace(ALERT, version=2), versions, alone=True).row] == [1, 2]


def test_each_change_is_a_reply_of_its_own():
    changes = [change_of(ALERT, one.report, one.decision) for one in (version(2, Reason.EDIT), version(3, Reason.EDIT))]
    assert len({one.id for one in changes}) == 2
    assert {(one.reason, one.development, one.importance) for one in changes} == {(Reason.EDIT, "d", 2)}
    assert [one.version for one in changes] == [2, 3]
