from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.core.alert.compose import attribution_gone, compose, compose_change, compose_correction, report_block
from bot.core.alert.content import AlertInput, Correction, Dispute, HeadlineVersion
from bot.core.model import Reason, Report, ReportId, SourceId, Topic, TopicId

NOW = datetime(2031, 3, 4, 12, tzinfo=UTC)
TOPIC = Topic(id=TopicId("t"), name="Lake talks", terms=(), places=(), actors=())
LEAD = Report(
    id=ReportId("r"), source=SourceId("s"), outlet="The Ledger", family="ledger", language="en", headline="Osk says no",
    summary="", link="https://ledger.example/1", published=NOW, seen=NOW,
)  # fmt: skip


def content(lead=LEAD, **more):
    return compose(
        AlertInput(
            topic=TOPIC,
            act="rejection",
            importance=2,
            reason=Reason.NEW_DEVELOPMENT,
            lead=lead,
            reports=(lead,),
            now=NOW,
            **more,
        ),
        None,
    )


def test_the_same_input_gives_the_same_content():
    assert content() == content()


def test_first_seen_is_shown_where_it_tells_something():
    assert content().block.first_seen is None
    late = replace(LEAD, seen=NOW + timedelta(minutes=31))
    assert content(late).block.first_seen == late.seen
    undated = replace(LEAD, published=None)
    assert content(undated).block.first_seen == NOW


def test_an_empty_list_of_reports_still_counts_the_lead():
    given = AlertInput(
        topic=TOPIC, act=None, importance=1, reason=Reason.NEW_DEVELOPMENT, lead=LEAD, reports=(), now=NOW
    )
    assert compose(given, None).corroboration.number == 1


def test_pronouns_and_own_reporters_are_not_shown():
    assert report_block(replace(LEAD, headline="Guns silent", summary="He said it was over."), None).claims == ()
    own = replace(LEAD, headline="Guns silent", summary="The Ledger's Ada Marrow reports from the lake.")
    assert report_block(own, None).claims == ()


@pytest.mark.parametrize(("language", "headline"), [("ar", "Osk says no"), ("en", "أوسك يقول لا")])
def test_what_we_cannot_read_is_not_called_unattributed(language, headline):
    assert report_block(replace(LEAD, language=language, headline=headline), None).unread


def test_attribution_that_vanished():
    assert attribution_gone("Bridge hit, Osk says", "Bridge hit", None)
    assert not attribution_gone("Bridge hit, Osk says", "Bridge hit, says Ruhl", None)
    versions = (
        HeadlineVersion(headline="Bridge hit, Osk says", seen=NOW),
        HeadlineVersion(headline="Bridge hit", seen=NOW),
    )
    assert content(lead_headline_versions=versions).attribution_gone


def test_the_newest_dispute_is_shown_and_the_others_counted():
    one = Dispute(relation="disputed_by", report=LEAD, link="https://t.me/c/1/2")
    shown = content(disputes=(one, one, replace(one, link="javascript:x")))
    assert shown.more_disputes == 2
    assert shown.dispute.link is None


def test_corrections_mark_the_alert():
    correction = Correction(outlet="The Ledger", text="t", at=NOW)
    shown = content(corrections=(correction, correction, replace(correction, withdrawn=True)))
    assert (shown.corrected_by, shown.withdrawn_by) == (("The Ledger",), ("The Ledger",))


def test_replies():
    change = compose_change(replace(LEAD, headline="Bridge hit"), "Bridge hit, Osk says", NOW, None)
    assert (change.old, change.new, change.attribution_gone) == ("Bridge hit, Osk says", "Bridge hit", True)
    reply = compose_correction(Correction(outlet="O", text="x" * 500, at=NOW, withdrawn=True), "Bridge hit", None)
    assert reply.kind == "withdrawn"
    assert len(reply.new) == 240
