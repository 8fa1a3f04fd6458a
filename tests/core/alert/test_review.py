from dataclasses import replace
from datetime import UTC, datetime

import pytest

from bot.core.alert.review import correcting, correction, disputing
from bot.core.alert.told import ToldNews
from bot.core.detect.roles import ActorTable
from bot.core.model import (
    Actor,
    Decision,
    DevelopmentId,
    Reason,
    Report,
    ReportId,
    SourceId,
    StorylineId,
    Topic,
    TopicId,
)

NOW = datetime(2031, 3, 4, 12, tzinfo=UTC)
T = TopicId("t")
ACTORS = ActorTable(
    Topic(
        id=T, name="Lake talks", terms=("truce",), places=("Lake City",),
        actors=(Actor(id="ardania", names=("Ardania",), role="party"), Actor(id="osk", names=("Osk",), role="mediator")),
    )
)  # fmt: skip
CLAIM = "Osk says agreement reached on lake truce"


def report(headline=CLAIM, name="r", summary="", version=1, family="ledger"):
    return Report(
        id=ReportId(name), source=SourceId("s"), outlet="The Ledger", family=family, language="en", headline=headline,
        summary=summary, link=None, published=NOW, seen=NOW, version=version,
    )  # fmt: skip


def decision(one, reason=Reason.NEW_DEVELOPMENT, development="d", **more):
    return Decision(
        report=one.id, version=one.version, topic=T, reason=reason, at=NOW, development=DevelopmentId(development),
        storyline=StorylineId("s"), importance=2, **more,
    )  # fmt: skip


@pytest.fixture
def told():
    news = ToldNews()
    news.learn(report(), decision(report()))
    return news


def test_a_new_version_that_says_so_corrects_the_alert_it_led(told):
    after = report(summary="This story has been corrected.", version=2)
    found = correction(after, [report()], T, told, NOW)
    assert found is not None
    assert (found.reason, found.development, found.importance, found.version) == (Reason.CORRECTION, "d", 2, 2)
    assert found.explanation["correction"] == {
        "of": "r", "version": 1, "withdrawn": False, "where": "summary", "text": "This story has been corrected.",
    }  # fmt: skip


def test_a_correction_of_what_was_never_told_corrects_nothing():
    after = report(summary="This story has been corrected.", version=2)
    assert correction(after, [report()], T, ToldNews(), NOW) is None


def test_a_correction_under_a_link_of_its_own_needs_the_publisher_and_the_headline(told):
    def under(headline, **more):
        return correction(report(headline, "new", **more), [], T, told, NOW)

    assert under(f"Correction: {CLAIM}") is not None
    assert under(f"Correction: {CLAIM}", family="post") is None
    assert under("Correction: harbour festival was on Sunday") is None


def test_detection_may_file_a_correction_where_headlines_differ(told):
    new = report("Correction", "new", summary="Our lake story was wrong.")
    assert correcting(new, decision(new, Reason.DUPLICATE), told).reason is Reason.CORRECTION
    assert correcting(new, decision(new, Reason.BACKGROUND, "other"), told).reason is Reason.BACKGROUND
    plain = report("Truce talks", "new")
    assert correcting(plain, decision(plain, Reason.DUPLICATE), told).reason is Reason.DUPLICATE


DENIAL = report("Ardania denies agreement reached on lake truce", "n", family="post")
CANDIDATES = {"filing": {"candidates": [{"development": "d", "score": 0.4, "reason": "said or denied"}]}}
STRONG, WEAK = ({"score": {"probability": one, "threshold": 0.4}} for one in (0.3, 0.1))


def test_a_denial_is_not_counted_with_what_it_denies(told):
    found = disputing(DENIAL, decision(DENIAL, Reason.CORROBORATION, explanation=CANDIDATES), told, ACTORS)
    assert (found.reason, found.disputes) == (Reason.DISPUTE, "d")
    assert found.development not in (None, "d")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (decision(DENIAL, development="d2", explanation=CANDIDATES), Reason.DISPUTE),
        (decision(DENIAL, Reason.BACKGROUND, "d2", explanation=CANDIDATES | STRONG), Reason.DISPUTE),
        (decision(DENIAL, Reason.BACKGROUND, "d2", explanation=CANDIDATES | WEAK), Reason.BACKGROUND),
        (decision(DENIAL, Reason.DUPLICATE, "d", explanation=CANDIDATES), Reason.DUPLICATE),
        (decision(DENIAL, development="d", explanation=CANDIDATES), Reason.NEW_DEVELOPMENT),
        (decision(DENIAL, development="d2"), Reason.NEW_DEVELOPMENT),
    ],
)
def test_a_new_development_that_denies_a_told_one_disputes_it(told, before, after):
    found = disputing(DENIAL, before, told, ACTORS)
    assert found.reason is after
    assert found.disputes == ("d" if after is Reason.DISPUTE else None)
    assert replace(found, reason=before.reason, disputes=None, explanation=before.explanation) == before
