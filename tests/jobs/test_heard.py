"""What a subscription that leaves out outlets or languages is shown: a report it admits, or nothing until there is one."""

from dataclasses import replace
from datetime import time, timedelta

import pytest

from bot.chat.pages.wording import html_of
from bot.core.intake.edits import Edit
from bot.core.model import Reason, SubscriptionKey
from bot.core.people.delivery import Kind, State
from tests.jobs.office import CHAT, NOW, TOPIC

KEY = SubscriptionKey(chat=CHAT, thread=0, topic=TOPIC.id)


def wishes(office, **settings):
    def work(tables):
        tables.subscriptions.save(replace(tables.subscriptions.get(KEY), **settings))

    office.store.write_now(work)


async def ledger_joins(office, headline="Osk says talks resume"):
    """The Ledger has it first."""
    await office.files(Reason.NEW_DEVELOPMENT, headline=headline)


async def post_joins(office, **more):
    await office.files(Reason.CORROBORATION, name="r2", outlet="Post", headline="Osk: lake talks to go on", **more)


LEFT_OUT = [
    {"outlets_out": frozenset({"The Ledger"})},
    {"outlets_in": frozenset({"Post"})},
    {"outlets_in": frozenset({"Post", "Herald"}), "outlets_out": frozenset({"The Ledger"})},
]


@pytest.mark.parametrize("settings", LEFT_OUT)
async def test_nothing_comes_until_an_outlet_that_counts_has_it_and_that_one_leads(office, settings):
    wishes(office, **settings)
    await ledger_joins(office)
    assert office.sent == []
    assert [(one.state, one.reason) for one in office.ledger(Kind.ALERT)] == [(State.HELD, "outlets")]
    await office.passes(hours=7)
    await post_joins(office)
    (message,) = office.sent
    assert (message.content.block.outlet, message.content.block.headline) == ("Post", "Osk: lake talks to go on")
    assert message.content.link == "https://r2.example/"
    assert message.content.corroboration.number == 2
    assert "Osk says talks resume" not in html_of(message)


async def test_without_such_settings_the_first_outlet_leads(office):
    await ledger_joins(office)
    await post_joins(office)
    assert [one.content.block.outlet for one in office.sent] == ["The Ledger"]
    assert [content.block.outlet for _, content in office.edited] == ["The Ledger"]


async def test_a_report_in_a_language_that_is_left_out_does_not_lead(office):
    wishes(office, languages=frozenset({"en"}))
    await office.files(Reason.NEW_DEVELOPMENT, language="fr", headline="Osk annonce des pourparlers")
    assert office.sent == []
    await post_joins(office)
    assert [one.content.block.headline for one in office.sent] == ["Osk: lake talks to go on"]


async def test_edits_keep_the_report_that_led_whatever_the_settings_are_by_then(office):
    wishes(office, outlets_out=frozenset({"The Ledger"}))
    await ledger_joins(office)
    await post_joins(office)
    wishes(office, outlets_out=frozenset())
    await office.passes(minutes=2)
    await office.files(
        Reason.CORROBORATION, name="r3", outlet="Herald", headline="Talks at the lake to resume, Osk says"
    )
    ((number, content),) = office.edited
    assert (number, content.block.outlet, content.corroboration.number) == (101, "Post", 3)


async def test_nobody_is_replied_to_about_a_headline_that_was_not_shown(office):
    wishes(office, outlets_out=frozenset({"The Ledger"}))
    await ledger_joins(office)
    await post_joins(office)
    await office.passes(minutes=5)
    said = {"of": "r1", "version": 1, "withdrawn": True, "where": "summary", "text": "This report has been retracted."}
    await office.files(
        Reason.CORRECTION, version=2, edit=Edit.MATERIAL, summary=said["text"], explanation={"correction": said}
    )
    await office.passes(minutes=2)
    assert len(office.sent) == 1
    assert [(one.state, one.reason) for one in office.ledger(Kind.CORRECTION)] == [(State.DROPPED, "declined: outlets")]
    assert office.edited[-1][1].withdrawn_by == ("The Ledger",), "the message says so all the same"


async def test_what_was_shown_is_corrected_even_to_those_who_leave_the_outlet_out_by_then(office):
    await ledger_joins(office)
    wishes(office, outlets_out=frozenset({"The Ledger"}))
    await office.passes(minutes=5)
    said = {"of": "r1", "version": 1, "withdrawn": True, "where": "summary", "text": "This report has been retracted."}
    await office.files(
        Reason.CORRECTION, version=2, edit=Edit.MATERIAL, summary=said["text"], explanation={"correction": said}
    )
    assert office.sent[-1].content.kind == "withdrawn"


async def test_a_digest_is_led_by_reports_that_count_too(office):
    wishes(office, outlets_out=frozenset({"The Ledger"}), quiet=(time(11), time(14)))
    await ledger_joins(office)
    await post_joins(office)
    assert office.sent == []
    await office.passes(hours=2, seconds=1)
    (digest,) = office.sent
    assert [entry.block.outlet for entry in digest.content.entries] == ["Post"]


async def test_who_waits_for_outlets_is_told_so_and_the_time_to_live_begins_when_they_came(office):
    wishes(office, least_outlets=2)
    await ledger_joins(office)
    await office.passes(hours=8)
    await post_joins(office)
    (message,) = office.sent
    assert "Sent when 2 outlets had reported it" in html_of(message)
    (row,) = office.ledger(Kind.ALERT)
    assert row.expires == NOW + timedelta(hours=8 + 6)
    wishes(office, least_outlets=3)
    await office.passes(minutes=2)
    await office.files(
        Reason.CORROBORATION, name="r3", outlet="Herald", headline="Talks at the lake to resume, Osk says"
    )
    assert office.edited[-1][1].least_outlets == 2, "what was true when it was sent"


async def test_who_waits_for_none_is_told_nothing_of_it(office):
    await ledger_joins(office)
    assert "Sent when" not in html_of(office.sent[0])
