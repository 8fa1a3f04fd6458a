"""What filing a report does to alerts that were sent: edits, replies, and the times when there is neither."""

from dataclasses import replace

import pytest

from bot.core.intake.edits import Edit
from bot.core.model import (
    ChatId,
    Decision,
    DevelopmentId,
    Reason,
    Report,
    ReportId,
    SourceId,
    StorylineId,
    SubscriptionKey,
)
from bot.core.people.delivery import Kind, State
from bot.jobs.desk import Filed, store_filed
from tests.jobs.office import ANNOUNCER, CHAT, NOW, TOPIC


async def test_a_report_that_joins_edits_the_alert(office):
    await office.files(Reason.NEW_DEVELOPMENT)
    await office.files(Reason.CORROBORATION, name="r2", outlet="Post", headline="Osk says lake talks are to go on")
    ((number, content),) = office.edited
    assert number == 101
    assert content.corroboration.number == 2


async def test_what_changes_nothing_that_is_shown_makes_no_edit(office):
    await office.files(Reason.NEW_DEVELOPMENT)
    assert await office.files(Reason.DUPLICATE, name="r2", headline="Osk again: talks to resume") == 0
    assert office.ledger(Kind.EDIT) == []


@pytest.mark.parametrize(("hours", "edits"), [(23, 1), (25, 0)])
async def test_edits_end_after_a_day(office, hours, edits):
    await office.files(Reason.NEW_DEVELOPMENT)
    await office.passes(hours=hours)
    await office.files(Reason.CORROBORATION, name="r2", outlet="Post", headline="Osk says lake talks are to go on")
    await office.passes(minutes=2)
    assert len(office.edited) == edits


async def test_a_mark_comes_after_a_day_too(office):
    await office.files(Reason.NEW_DEVELOPMENT)
    await office.passes(days=5)
    said = {"of": "r1", "version": 1, "withdrawn": True, "where": "summary", "text": "This report has been retracted."}
    await office.files(
        Reason.CORRECTION, version=2, edit=Edit.MATERIAL, summary=said["text"], explanation={"correction": said}
    )
    await office.passes(minutes=2)
    reply = office.sent[-1]
    assert (reply.content.kind, reply.content.new, reply.reply_to) == ("withdrawn", said["text"], 101)
    ((_, content),) = office.edited
    assert content.withdrawn_by == ("The Ledger",)
    assert content.block.headline == "Osk says talks resume"


async def test_two_corrections_of_one_report_are_two_replies(office):
    await office.files(Reason.NEW_DEVELOPMENT)
    for version in (2, 3):
        await office.passes(hours=1)
        said = {"of": "r1", "version": 1, "withdrawn": False, "where": "summary", "text": f"Correction: {version}."}
        await office.files(Reason.CORRECTION, version=version, edit=Edit.MATERIAL, explanation={"correction": said})
    assert [one.content.new for one in office.sent[1:]] == ["Correction: 2.", "Correction: 3."]


async def test_a_cosmetic_edit_is_silent_a_material_one_is_told(office):
    await office.files(Reason.NEW_DEVELOPMENT)
    await office.passes(minutes=5)
    await office.files(
        Reason.EDIT, version=2, headline="Osk says the talks resume", development=None, edit=Edit.COSMETIC
    )
    await office.passes(minutes=5)
    assert len(office.sent) == 1
    await office.files(Reason.DUPLICATE, version=3, headline="Osk says talks end", edit=Edit.MATERIAL)
    await office.passes(minutes=5)
    told = office.sent[-1].content
    assert (told.old, told.new) == ("Osk says the talks resume", "Osk says talks end")
    assert [content.block.headline for _, content in office.edited] == [
        "Osk says the talks resume", "Osk says talks end",
    ]  # fmt: skip


async def test_a_headline_turned_round_does_not_stand_above_the_counts_of_others(office):
    await office.files(Reason.NEW_DEVELOPMENT)
    await office.files(Reason.CORROBORATION, name="r2", outlet="Post", headline="Osk says lake talks are to go on")
    await office.passes(minutes=5)
    await office.files(
        Reason.BACKGROUND, version=2, headline="Osk says talks end", development="d2", edit=Edit.MATERIAL
    )
    await office.passes(minutes=5)
    told = office.sent[-1].content
    assert (told.old, told.new) == ("Osk says talks resume", "Osk says talks end")
    _, content = office.edited[-1]
    assert (content.block.headline, content.corroboration.number) == ("Osk says talks resume", 2)
    assert content.changed_by == "The Ledger"


async def test_a_change_below_the_headline_is_no_change_of_the_headline(office):
    await office.files(Reason.NEW_DEVELOPMENT)
    await office.passes(minutes=5)
    await office.files(Reason.DUPLICATE, version=2, summary="Now 30 captives.", edit=Edit.MATERIAL)
    assert office.ledger(Kind.UPDATE) == []


async def test_a_change_is_told_to_nobody_who_did_not_get_the_alert(office):
    await office.files(Reason.NEW_DEVELOPMENT)
    key = SubscriptionKey(chat=ChatId(8), thread=0, topic=TOPIC.id)
    office.store.write_now(lambda tables: tables.subscriptions.subscribe(key, NOW))
    await office.passes(minutes=5)
    await office.files(Reason.DUPLICATE, version=2, headline="Osk says talks end", edit=Edit.MATERIAL)
    assert {one.chat for one in office.ledger(Kind.UPDATE)} == {CHAT}


async def test_an_alert_that_went_out_later_says_it_already(office):
    """A change while the alert still waits: the alert is composed when it is sent, nothing has to follow."""
    await office.files(Reason.NEW_DEVELOPMENT)
    office.chat.sent.clear()
    one = Report(
        id=ReportId("r9"), source=SourceId("s"), outlet="Post", family="p", language="en", headline="Osk says no",
        summary="", link=None, published=office.clock(), seen=office.clock(),
    )  # fmt: skip
    first = Decision(
        report=one.id, version=1, topic=TOPIC.id, reason=Reason.NEW_DEVELOPMENT, at=office.clock(), importance=2,
        development=DevelopmentId("d9"), storyline=StorylineId("s9"),
    )  # fmt: skip
    later = replace(one, version=2, headline="Osk says yes")
    second = replace(first, version=2, reason=Reason.DUPLICATE)
    for report, decision, edit in ((one, first, Edit.NEW), (later, second, Edit.MATERIAL)):
        filed = Filed(report=report, aliases=(), decisions=(decision,), edit=edit)
        office.store.write_now(lambda tables, filed=filed: store_filed(tables, filed, office.clock(), ANNOUNCER))
    await office.passes(minutes=2)
    (message,) = office.sent
    assert message.content.block.headline == "Osk says yes"
    assert office.ledger(Kind.UPDATE) == office.ledger(Kind.EDIT) == []


@pytest.mark.parametrize(("hours", "reply"), [(47, 101), (49, None)])
async def test_a_storyline_is_a_thread_for_two_days(office, hours, reply):
    await office.files(Reason.NEW_DEVELOPMENT)
    await office.passes(hours=hours)
    await office.files(Reason.NEW_DEVELOPMENT, name="r2", development="d2", headline="Osk says talks begin anew")
    assert office.sent[-1].reply_to == reply


async def test_a_dispute_replies_to_what_it_disputes_whatever_the_storyline(office):
    await office.files(Reason.NEW_DEVELOPMENT)
    await office.files(
        Reason.NEW_DEVELOPMENT, name="r2", development="d2", storyline="s2", headline="Osk says ten are free"
    )
    await office.passes(hours=1)
    await office.files(
        Reason.DISPUTE, name="r3", outlet="Post", development="d3", storyline="s3", disputes=DevelopmentId("d"),
        headline="Ardania denies that talks resume",
    )  # fmt: skip
    await office.passes(minutes=2)
    assert office.sent[-1].reply_to == 101
    assert office.sent[-1].content.dispute.relation == "disputes"
    ((number, content),) = office.edited
    assert (number, content.dispute.relation) == (101, "disputed_by")
    assert all(one.state is State.SENT for kind in Kind for one in office.ledger(kind))


async def test_an_edit_that_says_nothing_new_is_stored_with_the_development_it_belongs_to(office):
    await office.files(Reason.NEW_DEVELOPMENT)
    await office.files(Reason.CORROBORATION, name="r2", outlet="Post", headline="Osk to talk on")
    before = office.store.read_now(lambda tables: tables.developments.get(DevelopmentId("d")))
    await office.passes(hours=1)
    for version, reason, edit in ((2, Reason.EDIT, Edit.COSMETIC), (3, Reason.REDATED, Edit.REDATED)):
        await office.files(
            reason, name="r2", outlet="Post", headline="Osk to talk on, again", version=version, edit=edit,
            development=None,
        )  # fmt: skip
    decisions = office.store.read_now(lambda tables: tables.developments.decisions(ReportId("r2")))
    assert [(one.version, one.development, one.storyline, one.importance) for one in decisions] == [
        (version, "d", "s", 2) for version in (1, 2, 3)
    ]
    reports = office.store.read_now(lambda tables: tables.developments.reports(DevelopmentId("d")))
    assert [(one.id, one.version, one.headline) for one in reports] == [
        ("r1", 1, "Osk says talks resume"),
        ("r2", 3, "Osk to talk on, again"),
    ]
    assert office.store.read_now(lambda tables: tables.developments.get(DevelopmentId("d"))) == before


async def test_an_edit_of_a_version_that_moved_on_stays_with_what_it_moved_on_to(office):
    await office.files(Reason.NEW_DEVELOPMENT)
    await office.files(
        Reason.BACKGROUND, version=2, headline="Osk opens a bridge", development=None, edit=Edit.MATERIAL
    )
    await office.files(Reason.EDIT, version=3, headline="Osk opens bridge", development=None, edit=Edit.COSMETIC)
    decisions = office.store.read_now(lambda tables: tables.developments.decisions(ReportId("r1")))
    assert [one.development for one in decisions] == ["d", None, None]
