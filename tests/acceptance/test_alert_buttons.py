"""What people do with an alert: /why, reports, muting its storyline, saying what they think of it. Over real HTTP."""

import json

import pytest

from bot.cli import main
from bot.training.labels import load_window
from tests.acceptance.lifetime import Lifetime

OFFER = "Hamas offers to free 10 captives for a 40-day truce in Gaza"
OFFER_TWO = "Hamas offers release of ten captives in return for 40-day Gaza truce"
REFUSAL = "Israel rejects Hamas offer of a 40-day Gaza truce"
TWO = (("harbour", "The Harbour Post"), ("lantern", "Lantern Wire"))
BUTTONS = ["Reports", "Why", "Mute storyline", "👍", "👎"]


async def alerted(stage):
    stage.publish("harbour", OFFER)
    await stage.passes()
    return stage.alert(OFFER)


async def offering(stage, label):
    """The message with such a button, once it is there."""
    await stage.world.until(lambda: any(label in one.buttons for one in stage.messages()))
    return next(one for one in reversed(stage.messages()) if label in one.buttons)


async def tapped(stage, message, label, user=None):
    tap = await (user or stage.user).taps(message, label)
    await tap.wait()
    return tap.text


async def test_an_alert_has_its_buttons_and_keeps_them_when_it_is_edited(tmp_path):
    async with Lifetime.opened(tmp_path, *TWO) as stage:
        message = await alerted(stage)
        assert message.buttons == BUTTONS
        stage.publish("lantern", OFFER_TWO)
        await stage.passes(minutes=2)
        await stage.later()
        assert "2 outlets" in message.text
        assert message.buttons == BUTTONS


async def test_why_as_a_reply_tells_filters_novelty_reports_and_claimants(tmp_path):
    async with Lifetime.opened(tmp_path, *TWO) as stage:
        await stage.user.says(stage.chat, "/filter add captives")
        await stage.world.reads(stage.chat, "Added")
        stage.publish("harbour", f"Egypt says {OFFER}")
        await stage.passes()
        message = stage.messages()[-1]
        retitled = stage.world.outlets["harbour"].entries[-1]
        retitled.title = f"Egypt says that {OFFER}"
        await stage.passes(minutes=2)
        stage.publish("lantern", OFFER_TWO)
        await stage.passes(minutes=3)
        await stage.user.says(stage.chat, "/why", reply_to=message)
        text = await stage.world.reads(stage.chat, "Why this alert")
        for part in (
            "first report of a development not alerted before (new_development)",
            "Importance",
            "Filter matched: captives",
            "New: no candidate",
            "1. The Harbour Post · published 4 Mar 2031 09:00 UTC, seen 4 Mar 2031 09:00 UTC · Link",
            "version 1, seen 09:00 UTC",
            f"version 2, seen 09:02 UTC: “{retitled.title}”",
            "2. Lantern Wire",
            "Filed as: a further outlet reports a development already alerted",
            "Claimant: Egypt, by the cue “says” (verb), in the headline",
        ):
            assert part in text, part


async def test_why_without_a_reply_is_about_the_last_alert_here(tmp_path):
    async with Lifetime.opened(tmp_path, *TWO) as stage:
        await stage.user.says(stage.chat, "/why")
        await stage.world.reads(stage.chat, "No alert yet")
        await alerted(stage)
        stage.publish("lantern", REFUSAL)
        await stage.passes(minutes=30)
        await stage.user.says(stage.chat, "/why")
        text = await stage.world.reads(stage.chat, "Why this alert")
        assert f"“{REFUSAL}”" in text.split("\n")[1]
        assert f"Compared with “{OFFER}”" in text
        assert "Filters: none set" in text


async def test_the_buttons_why_and_reports_answer_beside_the_alert(tmp_path):
    async with Lifetime.opened(tmp_path, *TWO) as stage:
        message = await alerted(stage)
        before = message.text
        await tapped(stage, message, "Why")
        await stage.world.reads(stage.chat, "Why this alert")
        await tapped(stage, message, "Reports")
        text = await stage.world.reads(stage.chat, "in order of arrival")
        assert "The Harbour Post" in text
        assert (message.text, message.edits) == (before, [])
        assert stage.world.api.calls.violations == []


async def test_a_muted_storyline_is_silent_until_it_is_lifted_and_the_ledger_says_why(tmp_path):
    async with Lifetime.opened(tmp_path, *TWO) as stage:
        _, other = await stage.reader("Grace")
        message = await alerted(stage)
        await tapped(stage, message, "Mute storyline")
        question = await offering(stage, "24 hours")
        assert question.buttons == ["8 hours", "24 hours", "7 days"]
        await tapped(stage, question, "24 hours")
        await stage.world.reads(stage.chat, "muted here until")
        stage.publish("lantern", REFUSAL)
        await stage.passes(minutes=30)
        assert stage.alert(REFUSAL, other).reply_to is stage.alert(OFFER, other)
        assert not any(f"“{REFUSAL}”" in text for text in stage.texts())
        (row,) = [one for one in await stage.ledger() if one.chat == stage.chat.id and one.reason]
        assert (row.state, row.reason) == ("dropped", "declined: muted")
        await stage.user.says(stage.chat, "/muted")
        text = await stage.world.reads(stage.chat, "Muted storylines")
        assert f"“{OFFER}”" in text
        await tapped(stage, await offering(stage, "Lift 1"), "Lift 1")
        await stage.world.reads(stage.chat, "heard here again")
        await stage.user.says(stage.chat, "/muted")
        await stage.world.reads(stage.chat, "Nothing is muted")


async def test_a_mute_ends_by_itself(tmp_path):
    async with Lifetime.opened(tmp_path, *TWO) as stage:
        await tapped(stage, await alerted(stage), "Mute storyline")
        await tapped(stage, await offering(stage, "8 hours"), "8 hours")
        await stage.world.reads(stage.chat, "muted here until")
        await stage.passes(hours=8, minutes=1)
        stage.publish("lantern", REFUSAL)
        await stage.passes()
        assert stage.alert(REFUSAL)


async def test_corrections_of_what_was_got_come_through_a_mute(tmp_path):
    async with Lifetime.opened(tmp_path, *TWO) as stage:
        message = await alerted(stage)
        await tapped(stage, message, "Mute storyline")
        await tapped(stage, await offering(stage, "7 days"), "7 days")
        await stage.world.reads(stage.chat, "muted here until")
        stage.world.outlets["harbour"].entries[-1].summary = "This story has been retracted."
        await stage.passes(hours=1)
        await stage.world.reads(stage.chat, "Withdrawn by The Harbour Post")


async def test_in_a_group_only_admins_mute_and_everybody_may_think(tmp_path):
    async with Lifetime.opened(tmp_path, *TWO) as stage:
        admin, member = stage.world.api.user("Cleo"), stage.world.api.user("Max")
        group = stage.world.api.supergroup("Desk", creator=admin, members=[member])
        await admin.says(group, "/subscribe")
        await stage.world.reads(group, "Subscribed to")
        await alerted(stage)
        message = stage.alert(OFFER, group)
        assert "Only admins" in await tapped(stage, message, "Mute storyline", member)
        assert "Noted" in await tapped(stage, message, "👍", member)
        await tapped(stage, message, "Mute storyline", admin)
        await stage.world.reads(group, "for how long")


async def test_feedback_is_stored_once_a_person_and_exported_as_labels(tmp_path):
    async with Lifetime.opened(tmp_path, *TWO) as stage:
        message = await alerted(stage)
        await tapped(stage, message, "👍")
        stage.publish("lantern", REFUSAL)
        await stage.passes(minutes=30)
        refusal = stage.alert(REFUSAL)
        await tapped(stage, refusal, "👍")
        await tapped(stage, refusal, "👎")
        question = await offering(stage, "Not new")
        assert question.buttons == ["Not new", "Off topic", "Wrong"]
        await tapped(stage, question, "Not new")
        await stage.world.reads(stage.chat, "Noted, thank you")
        given = await stage.bot.store.read(lambda tables: tables.feedback.all())
        assert [one.verdict for one in given] == ["good", "not_new"]
        assert str(stage.user.id) not in {one.voter for one in given}
    out = tmp_path / "window"
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("BOT_DB", str(tmp_path / "bot.db"))
        environment.setenv("BOT_CONFIG", str(tmp_path / "feeds.toml"))
        assert main(["feedback", "--out", str(out)]) == 0
    window = load_window(out)
    assert [json.loads(line)["title"] for line in (out / "items.jsonl").read_text().splitlines()] == [OFFER, REFUSAL]
    (reading,) = window.readings
    assert sorted(reading.class_of.values()) == ["bg", "dev"]


async def test_sources_tells_health_and_the_last_report(tmp_path):
    async with Lifetime.opened(tmp_path, *TWO) as stage:
        await alerted(stage)
        stage.world.outlets["lantern"].broken = (500, "out of order")
        await stage.passes(minutes=5)
        await stage.user.says(stage.chat, "/sources")
        text = await stage.world.reads(stage.chat, "Sources: 1 of 2 answer")
        assert "✓ The Harbour Post: answers" in text
        assert f"“{OFFER}”" in text
        assert "✗ Lantern Wire: " in text
