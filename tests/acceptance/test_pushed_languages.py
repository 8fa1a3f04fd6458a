"""What is pushed speaks the language of the chat: alerts, edits, corrections, disputes, digests, notices. Over HTTP.

Headlines stay as published in every language, and every message passes the strict Bot API server.
"""

import pytest

from tests.acceptance.lifetime import Lifetime

OFFER = "Hamas offers to free 10 captives for a 40-day truce in Gaza"
OFFER_TWO = "Hamas offers release of ten captives in return for 40-day Gaza truce"
REFUSAL = "Israel rejects Hamas offer of a 40-day Gaza truce"
CLAIM, DENIAL = "Qatar says agreement reached on Gaza truce", "Hamas denies agreement reached on Gaza truce"
TWO = (("harbour", "The Harbour Post"), ("lantern", "Lantern Wire"))
THREE = (*TWO, ("quay", "Quayside"))

SAID = {
    "ar": {
        "marked": "تصحيح من The Harbour Post", "importance": "الأهمية", "two": "وسيلتا إعلام (2)", "why": "لماذا",
        "corrected": "تصحيح من The Harbour Post", "text": "النص: “", "disputed": "يعارضه:", "disputes": "يعارض:",
        "digest": "لم يُرسلا في حينهما، من", "blind": "تعذّرت قراءة أكثر من نصف المصادر منذ 30 دقيقة", "who": "القائل: ",
    },
    "fr": {
        "marked": "Corrigé par The Harbour Post", "importance": "Importance", "two": "2 médias", "why": "Pourquoi",
        "corrected": "Correction de The Harbour Post", "text": "Texte : “", "disputed": "Contesté par :",
        "disputes": "Conteste :", "digest": "2 développements non envoyés sur le moment",
        "blind": "plus de la moitié des sources sont illisibles depuis 30 minutes", "who": "Qui le dit : ",
    },
}  # fmt: skip
ENGLISH = (
    "Says who", "Reported by", "outlet", "Corrected by", "Correction by", "Disput", "Type:", "not sent at the time", "Link",
    "Was:", "Text:", "wording", "reports may be missed",
)  # fmt: skip


def unmarked(text):
    return text.translate(dict.fromkeys(map(ord, "\u200e\u200f\u2068\u2069")))


def ours(text):
    """What is not published text: everything but what stands in quotation marks and the outlets' names."""
    kept, quoted = "", False
    for char in unmarked(text):
        quoted = char == "“" or (quoted and char != "”")
        kept += "" if quoted else char
    return kept


def no_english(text):
    assert [label for label in ENGLISH if label in ours(text)] == [], text


async def pushed(stage, chat, *parts):
    """The one message that has all these parts, whatever marks of direction stand between."""
    found = [one for one in chat.from_bot if all(part in unmarked(one.text) for part in parts)]
    assert len(found) == 1, [one.text for one in chat.from_bot]
    return found[0]


def right_to_left(text):
    return all(line.startswith("\u200f") for line in text.split("\n") if line)


@pytest.mark.parametrize("language", ["ar", "fr"])
async def test_an_alert_its_edit_and_a_correction_of_it(tmp_path, language):
    said = SAID[language]
    async with Lifetime.opened(tmp_path, *TWO) as stage:
        _, chat = await stage.reader("Grace", language)
        entry = stage.publish("harbour", OFFER)
        await stage.passes()
        message = await pushed(stage, chat, f"“{OFFER}”", said["importance"])
        assert said["why"] in message.buttons
        assert {one["type"] for one in message.entities} >= {"bold", "date_time", "text_link"}
        stage.publish("lantern", OFFER_TWO)
        await stage.passes(minutes=2)
        await stage.later()
        assert said["two"] in unmarked(message.text)
        assert said["why"] in message.buttons, "an edit brings the buttons again, in the same language"
        entry.summary = "This story was corrected to show that five captives are offered."
        await stage.passes(minutes=30)
        await stage.later()
        reply = await pushed(stage, chat, said["corrected"], said["text"])
        assert reply.reply_to is message
        assert said["marked"] in unmarked(message.text)
        for one in (message, reply):
            no_english(one.text)
            assert right_to_left(one.text) == (language == "ar")
        assert "Correction by The Harbour Post" in stage.messages()[-1].text, "the English reader still reads English"
        assert stage.world.api.calls.violations == []


@pytest.mark.parametrize("language", ["ar", "fr"])
async def test_both_sides_of_a_dispute(tmp_path, language):
    said = SAID[language]
    async with Lifetime.opened(tmp_path, *TWO) as stage:
        _, chat = await stage.reader("Grace", language)
        stage.publish("harbour", CLAIM)
        await stage.passes()
        stage.publish("lantern", DENIAL)
        await stage.passes(minutes=20)
        await stage.later()
        first = await pushed(stage, chat, said["disputed"], f"{said['who']}Qatar (says)")
        second = await pushed(stage, chat, said["disputes"], f"{said['who']}Hamas (denies)")
        for one in (first, second):
            no_english(one.text)
            assert f"“{CLAIM}”" in unmarked(one.text)
            assert f"“{DENIAL}”" in unmarked(one.text)
        assert stage.world.api.calls.violations == []


@pytest.mark.parametrize("language", ["ar", "fr"])
async def test_a_digest_of_what_came_in_quiet_hours(tmp_path, language):
    said = SAID[language]
    async with Lifetime.opened(tmp_path, *TWO) as stage:
        user, chat = await stage.reader("Grace", language)
        before = len(chat.from_bot)
        await user.says(chat, "/settings quiet 08:30-12:00")
        await stage.world.until(lambda: len(chat.from_bot) > before)
        stage.publish("harbour", OFFER)
        await stage.passes()
        stage.publish("lantern", REFUSAL)
        await stage.passes(minutes=30)
        assert not any(OFFER in one.text for one in chat.from_bot)
        await stage.passes(hours=3)
        digest = await pushed(stage, chat, said["digest"], f"“{OFFER}”", f"“{REFUSAL}”")
        no_english(digest.text)
        assert right_to_left(digest.text) == (language == "ar")
        assert stage.world.api.calls.violations == []


@pytest.mark.parametrize("language", ["ar", "fr"])
async def test_a_notice_that_sources_are_blind(tmp_path, language):
    async with Lifetime.opened(tmp_path, *THREE) as stage:
        _, chat = await stage.reader("Grace", language)
        for outlet in ("harbour", "lantern"):
            stage.world.outlets[outlet].broken = (503, "down")
        for _ in range(6):
            await stage.passes(minutes=10)
        notice = await pushed(stage, chat, SAID[language]["blind"])
        no_english(notice.text)
        assert stage.world.api.calls.violations == []


async def test_after_a_change_of_language_the_next_edit_and_the_next_alert_come_in_the_new_one(tmp_path):
    async with Lifetime.opened(tmp_path, *TWO) as stage:
        stage.publish("harbour", OFFER)
        await stage.passes()
        message = stage.alert(OFFER)
        assert "Why" in message.buttons
        await stage.user.says(stage.chat, "/language fr")
        await stage.world.reads(stage.chat, "Réglages")
        await stage.passes(minutes=5)
        assert message.edits == [], "nothing is edited for the language alone"
        stage.publish("lantern", OFFER_TWO)
        await stage.passes(minutes=2)
        await stage.later()
        assert "2 médias" in message.text
        assert "Pourquoi" in message.buttons
        no_english(message.text)
        stage.publish("lantern", REFUSAL)
        await stage.passes(minutes=30)
        no_english((await pushed(stage, stage.chat, f"“{REFUSAL}”", "Importance")).text)


async def test_a_group_is_told_in_the_language_of_the_admin_who_subscribed_it(tmp_path):
    async with Lifetime.opened(tmp_path, *TWO) as stage:
        admin = stage.world.api.user("Cleo", language="fr")
        group = stage.world.api.supergroup("Desk", creator=admin)
        await admin.says(group, "/subscribe")
        await stage.world.reads(group, "Abonné à")
        stage.publish("harbour", OFFER)
        await stage.passes()
        no_english((await pushed(stage, group, f"“{OFFER}”", "Importance")).text)


async def test_who_has_chosen_a_language_keeps_it_whatever_the_telephone_speaks(tmp_path):
    async with Lifetime.opened(tmp_path, *TWO) as stage:
        user, chat = await stage.reader("Grace", "ar")
        await user.says(chat, "/language en")
        await stage.world.reads(chat, "Settings")
        await user.says(chat, "/subscribe")
        await stage.world.reads(chat, "Already subscribed")
        stage.publish("harbour", OFFER)
        await stage.passes()
        assert stage.alert(OFFER, chat).text.count("\u200f") == 0
        assert "Importance" in stage.alert(OFFER, chat).text


async def test_the_example_at_the_subscription_is_in_the_language_too(tmp_path):
    async with Lifetime.opened(tmp_path, *TWO) as stage:
        stage.publish("harbour", OFFER)
        await stage.passes()
        _, chat = await stage.reader("Grace", "fr")
        assert f"“{OFFER}”" in chat.last.text
        assert "Type : proposition" in chat.last.text
        no_english(chat.last.text)


async def test_in_a_group_a_second_subscription_says_nothing_of_its_language(tmp_path):
    async with Lifetime.opened(tmp_path, *TWO) as stage:
        ada, cleo = stage.world.api.user("Ada"), stage.world.api.user("Cleo", language="fr")
        group = stage.world.api.supergroup("Desk", creator=ada, admins=[cleo])
        await ada.says(group, "/subscribe")
        await stage.world.reads(group, "Subscribed to")
        await cleo.says(group, "/subscribe")
        await stage.world.reads(group, "Déjà abonné")
        stage.publish("harbour", OFFER)
        await stage.passes()
        assert "Type: proposal" in (await pushed(stage, group, f"“{OFFER}”", "Importance")).text
