"""The life of an alert, told in stories: further outlets, copies, disputes, changes, corrections. Over real HTTP."""

from tests.acceptance.lifetime import Lifetime
from tests.botapi import faults

OFFER = "Hamas offers to free 10 captives for a 40-day truce in Gaza"
OFFER_TWO = "Hamas offers release of ten captives in return for 40-day Gaza truce"
OFFER_THREE = "Hamas offers 40-day truce in Gaza in exchange for freeing 10 captives"
OFFER_FOUR = "Hamas offers to release 10 captives for 40-day Gaza truce"
FOUR = (("harbour", "The Harbour Post"), ("lantern", "Lantern Wire"), ("quay", "Quayside"), ("mast", "The Mast"))


async def test_one_to_four_outlets_are_one_message_that_is_edited(tmp_path):
    async with Lifetime.opened(tmp_path, *FOUR) as stage:
        stage.publish("harbour", OFFER)
        await stage.passes()
        message = stage.alert(OFFER)
        assert "Reported by 1 outlet" in message.text or "1 outlet, not yet matched" in message.text
        for number, (outlet, headline) in enumerate(
            (("lantern", OFFER_TWO), ("quay", OFFER_THREE), ("mast", OFFER_FOUR)), 2
        ):
            stage.publish(outlet, headline)
            await stage.passes(minutes=5)
            await stage.later()
            assert f"{number} outlets" in stage.alert(OFFER).text
        assert len(stage.messages()) == 1
        assert len(message.edits) == 3
        assert stage.world.api.calls.violations == []


async def test_outlets_in_quick_succession_are_at_most_one_edit_a_minute(tmp_path):
    async with Lifetime.opened(tmp_path, *FOUR) as stage:
        stage.publish("harbour", OFFER)
        await stage.passes()
        for outlet, headline in (("lantern", OFFER_TWO), ("quay", OFFER_THREE), ("mast", OFFER_FOUR)):
            stage.publish(outlet, headline)
            await stage.passes(seconds=10)
        message = stage.alert(OFFER)
        assert "2 outlets" in message.text
        await stage.later()
        assert "4 outlets" in message.text
        assert len(message.edits) == 2


async def test_the_same_outlet_again_changes_nothing_and_sends_nothing(tmp_path):
    async with Lifetime.opened(tmp_path, *FOUR) as stage:
        stage.publish("harbour", OFFER)
        await stage.passes()
        stage.publish("harbour", OFFER_TWO)
        await stage.passes(minutes=5)
        await stage.later()
        assert stage.alert(OFFER).edits == []
        assert stage.world.api.calls.of("editMessageText") == []


async def test_wire_copy_counts_once(tmp_path):
    copy = (
        "Hamas has offered to free ten captives in return for a truce of forty days in Gaza, two people close to the "
        "talks told the agency on Tuesday. (Northgate Press)"
    )
    async with Lifetime.opened(tmp_path, *FOUR) as stage:
        stage.publish("harbour", OFFER, copy)
        await stage.passes()
        stage.publish("lantern", OFFER, copy)
        await stage.passes(minutes=2)
        await stage.later()
        text = stage.alert(OFFER).text
        assert "same copy, not counted: Lantern Wire" in text
        assert "2 outlets" not in text
        stage.publish("quay", OFFER_THREE, "In its own words, Quayside reports from Doha what mediators passed on.")
        await stage.passes(minutes=2)
        await stage.later()
        assert "2 outlets" in stage.alert(OFFER).text
        assert "confirmed" not in stage.alert(OFFER).text.lower()


async def test_a_dispute_is_its_own_alert_and_each_side_shows_the_other(tmp_path):
    claim, denial = "Qatar says agreement reached on Gaza truce", "Hamas denies agreement reached on Gaza truce"
    async with Lifetime.opened(tmp_path, *FOUR) as stage:
        stage.publish("harbour", claim)
        await stage.passes()
        stage.publish("lantern", denial)
        await stage.passes(minutes=20)
        await stage.later()
        first, second = stage.alert(claim), stage.alert(denial)
        assert "Disputed by:" in first.text
        assert f"“{denial}”" in first.text
        assert "Disputes:" in second.text
        assert f"“{claim}”" in second.text
        assert second.reply_to is first
        for message in (first, second):
            for headline in (claim, denial):
                assert f"<b>“{headline}”</b>" in message.html
        assert len(stage.messages()) == 2


async def test_an_answer_is_no_dispute(tmp_path):
    refusal = "Israel rejects Hamas offer of a 40-day Gaza truce"
    async with Lifetime.opened(tmp_path, *FOUR) as stage:
        stage.publish("harbour", OFFER)
        await stage.passes()
        stage.publish("lantern", refusal)
        await stage.passes(minutes=20)
        await stage.later()
        assert len(stage.messages()) == 2
        assert not any("Disput" in text for text in stage.texts())


async def test_an_alert_replies_to_the_alert_before_it_in_its_storyline(tmp_path):
    async with Lifetime.opened(tmp_path, *FOUR) as stage:
        stage.publish("harbour", OFFER)
        await stage.passes()
        stage.publish("lantern", "Israel rejects Hamas offer of a 40-day Gaza truce")
        await stage.passes(hours=3)
        assert stage.alert("Israel rejects Hamas offer of a 40-day Gaza truce").reply_to is stage.alert(OFFER)


async def test_a_retitle_without_a_new_fact_edits_and_says_nothing(tmp_path):
    async with Lifetime.opened(tmp_path, *FOUR) as stage:
        entry = stage.publish("harbour", OFFER)
        await stage.passes()
        entry.title = "Hamas offers to free 10 captives for 40-day truce in Gaza"
        await stage.passes(minutes=3)
        await stage.later()
        message = stage.alert(entry.title)
        assert "updated 09:0" in message.text
        assert len(stage.messages()) == 1
        assert len(message.edits) == 1


async def test_a_material_change_edits_and_replies_with_both_headlines(tmp_path):
    async with Lifetime.opened(tmp_path, *FOUR) as stage:
        entry = stage.publish("harbour", OFFER)
        await stage.passes()
        entry.title = OFFER.replace("10", "5")
        await stage.passes(minutes=3)
        await stage.later()
        (reply,) = [one for one in stage.messages() if "Headline changed by" in one.text]
        assert f"Was: “{OFFER}”" in reply.text
        assert f"Now: “{entry.title}”" in reply.text
        message = stage.messages()[0]
        assert reply.reply_to is message
        assert f"“{entry.title}”" in message.text
        assert "updated" in message.text


async def test_attribution_that_vanished_is_said(tmp_path):
    async with Lifetime.opened(tmp_path, *FOUR) as stage:
        entry = stage.publish("harbour", "Qatar says agreement reached on Gaza truce")
        await stage.passes()
        entry.title = "Agreement reached on Gaza truce"
        await stage.passes(minutes=3)
        await stage.later()
        (reply,) = [one for one in stage.messages() if "Headline changed by" in one.text]
        assert "attribution no longer in headline" in reply.text
        assert "attribution no longer in headline" in stage.messages()[0].text


async def test_a_correction_after_a_restart_reaches_everyone_who_got_the_original(tmp_path):
    notice = "Correction: an earlier version of this story gave a wrong number of captives."
    async with Lifetime.opened(tmp_path, *FOUR) as stage:
        _, other = await stage.reader("Grace")
        entry = stage.publish("harbour", OFFER)
        await stage.passes()
        _, late = await stage.reader("Late")
        await stage.stop()
        entry.summary = notice
        await stage.start()
        await stage.passes(minutes=40)
        await stage.later()
        for chat in (stage.chat, other):
            (reply,) = [one for one in stage.messages(chat) if "Correction by" in one.text]
            assert notice in reply.text
            assert f"“{OFFER}”" in reply.text
            message = stage.alert(OFFER, chat)
            assert reply.reply_to is message
            assert "Corrected by The Harbour Post" in message.text
            assert any(entity["type"] == "strikethrough" for entity in message.entities)
        assert stage.messages(late) == []
        await stage.passes(minutes=5)
        assert len([one for one in stage.messages() if "Correction by" in one.text]) == 1


async def test_a_correction_that_changes_the_headline_gives_old_new_and_text(tmp_path):
    notice = "This story was corrected to show that five captives are offered."
    async with Lifetime.opened(tmp_path, *FOUR) as stage:
        entry = stage.publish("harbour", OFFER)
        await stage.passes()
        entry.title, entry.summary = OFFER.replace("10", "5"), notice
        await stage.passes(minutes=30)
        await stage.later()
        (reply,) = [one for one in stage.messages() if "Correction by" in one.text]
        for text in (f"Was: “{OFFER}”", f"Now: “{entry.title}”", f"Text: “{notice}”"):
            assert text in reply.text
        assert "Corrected by The Harbour Post" in stage.alert(OFFER).text
        assert len(stage.messages()) == 2


async def test_a_retraction_days_later_under_a_link_of_its_own(tmp_path):
    async with Lifetime.opened(tmp_path, *FOUR) as stage:
        stage.publish("harbour", OFFER)
        await stage.passes()
        await stage.passes(days=3)
        stage.publish("harbour", f"Retracted: {OFFER}")
        await stage.passes()
        await stage.later()
        (reply,) = [one for one in stage.messages() if "Withdrawn by" in one.text and one.reply_to]
        assert f"Text: “Retracted: {OFFER}”" in reply.text
        message = stage.alert(OFFER)
        assert reply.reply_to is message
        assert "Withdrawn by The Harbour Post" in message.text
        assert len(stage.messages()) == 2


async def test_troops_that_were_withdrawn_retract_nothing(tmp_path):
    async with Lifetime.opened(tmp_path, *FOUR) as stage:
        entry = stage.publish("harbour", OFFER)
        await stage.passes()
        entry.summary = "Troops were withdrawn from the corridor on Monday, and an offer was retracted."
        await stage.passes(minutes=5)
        await stage.later()
        assert not any("Withdrawn by" in text or "Correction by" in text for text in stage.texts())


async def test_edits_that_telegram_refuses_end_and_nothing_is_sent_twice(tmp_path):
    async with Lifetime.opened(tmp_path, *FOUR) as stage:
        _, other = await stage.reader("Grace")
        stage.publish("harbour", OFFER)
        await stage.passes()
        api = stage.world.api
        message = (
            "Bad Request: message is not modified: specified new message content and reply markup are exactly the same"
        )
        api.fail("editMessageText", faults.refused(message), chat=stage.chat)
        api.fail("editMessageText", faults.refused("Bad Request: message to edit not found"), chat=other)
        stage.publish("lantern", OFFER_TWO)
        await stage.passes(minutes=2)
        await stage.later()
        await stage.later()
        states = {one.chat: (one.state, one.reason) for one in await stage.ledger() if one.kind == "edit"}
        assert states[stage.chat.id] == ("sent", None)
        assert states[other.id][0] == "dropped"
        assert "message to edit not found" in states[other.id][1]
        assert len(api.calls.of("editMessageText")) == 2
        stage.publish("quay", OFFER_THREE)
        await stage.passes(minutes=2)
        await stage.later()
        assert "3 outlets" in stage.alert(OFFER).text
        assert len(stage.messages()) == 1
        assert [str(call["params"]["chat_id"]) for call in api.calls.of("editMessageText")].count(str(other.id)) == 1


async def test_a_second_report_a_day_later_joins_silently(tmp_path):
    async with Lifetime.opened(tmp_path, *FOUR) as stage:
        stage.publish("harbour", OFFER)
        await stage.passes()
        await stage.passes(hours=25)
        stage.publish("lantern", OFFER_TWO)
        await stage.passes()
        await stage.later()
        assert len(stage.messages()) == 1
        assert stage.alert(OFFER).edits == []


async def test_in_a_supergroup_both_sides_of_a_dispute_link_to_each_others_message(tmp_path):
    claim, denial = "Qatar says agreement reached on Gaza truce", "Hamas denies agreement reached on Gaza truce"
    async with Lifetime.opened(tmp_path, *FOUR) as stage:
        admin = stage.world.api.user("Cleo")
        group = stage.world.api.supergroup("Desk", creator=admin)
        await admin.says(group, "/subscribe")
        await stage.world.reads(group, "Subscribed to")
        stage.publish("harbour", claim)
        await stage.passes()
        stage.publish("lantern", denial)
        await stage.passes(minutes=20)
        await stage.later()
        first, second = stage.alert(claim, group), stage.alert(denial, group)
        inner = str(group.id).removeprefix("-100")
        for one, other in ((first, second), (second, first)):
            links = {entity.get("url") for entity in one.entities}
            assert f"https://t.me/c/{inner}/{other.id}" in links


async def test_what_changed_while_the_bot_was_down_is_told_when_it_is_back(tmp_path):
    async with Lifetime.opened(tmp_path, *FOUR) as stage:
        entry = stage.publish("harbour", OFFER)
        await stage.passes()
        await stage.stop()
        stage.publish("lantern", OFFER_TWO)
        entry.title = OFFER.replace("10", "5")
        await stage.start()
        await stage.passes(minutes=50)
        await stage.later()
        message = stage.messages()[0]
        assert "2 outlets" in message.text
        assert f"“{entry.title}”" in message.text
        assert [text for text in stage.texts() if "Headline changed by" in text]
