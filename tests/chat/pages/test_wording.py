"""What is pushed, in every language: digests, notices, replies, announcements, repeats."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.chat.languages import codes
from bot.chat.pages.wording import LIMIT, html_of, text_of
from bot.core.alert.content import AlertContent, ClaimLine, Corroboration, ReplyContent, ReportBlock
from bot.core.intake.health import Notice
from bot.core.people.message import AnnouncementContent, BriefContent, DigestContent, Message, NoticeContent
from tests.botapi.htmltext import parse_html

NOON = datetime(2031, 3, 4, 12, tzinfo=UTC)
BLOCK = ReportBlock(
    outlet="The Ledger", published=NOON, first_seen=None, headline="Ardania says yes",
    claims=(ClaimLine(kind="attr", claimant="Ardania", cue="says"),),
)  # fmt: skip
ALERT = AlertContent(
    topic="Lakeland talks", act="acceptance", importance=2, block=BLOCK, corroboration=Corroboration(number=1, outlets=()),
    link="https://ledger.example/1",
)  # fmt: skip
REPLY = ReplyContent(kind="correction", outlet="The Ledger", at=NOON, old="Ardania says yes", new="It said no")
DIGEST = DigestContent(topic="Lakeland talks", since=NOON - timedelta(hours=13), until=NOON, entries=(ALERT, REPLY))


def unmarked(text):
    return text.translate(dict.fromkeys(map(ord, "\u200e\u200f\u2068\u2069")))


def lines(content, language, **more):
    """The lines of a message, without marks of direction; the plain text begins alike."""
    message = Message(content=content, language=language, **more)
    shown = unmarked(parse_html(html_of(message))[0])
    assert unmarked(text_of(message)).split("\n")[0] == shown.split("\n")[0]
    return shown.split("\n")


@pytest.mark.parametrize(
    ("language", "head", "who", "correction", "was"),
    [
        (None, "2 developments not sent at the time, 03 Mar 2031 23:00 to 04 Mar 12:00 UTC", "Says who: ",
         "Correction by The Ledger", "Was: “Ardania says yes”"),
        ("xx", "2 developments not sent at the time, 03 Mar 2031 23:00 to 04 Mar 12:00 UTC", "Says who: ",
         "Correction by The Ledger", "Was: “Ardania says yes”"),
        ("fr", "2 développements non envoyés sur le moment, 03 mars 2031 23:00 à 04 mars 12:00 UTC", "Qui le dit : ",
         "Correction de The Ledger", "Avant : “Ardania says yes”"),
        ("ar", "تطوران (2) لم يُرسلا في حينهما، من 03 مارس 2031 23:00 إلى 04 مارس 12:00 UTC", "القائل: ",
         "تصحيح من The Ledger", "كان: “Ardania says yes”"),
    ],
)  # fmt: skip
def test_a_digest_speaks_the_language_of_the_chat(language, head, who, correction, was):
    shown = lines(DIGEST, language)
    assert shown[0] == f"Lakeland talks | {head}"
    assert f"{who}Ardania (says)" in shown
    assert any(line.startswith(correction) for line in shown)
    assert was in shown


@pytest.mark.parametrize("language", codes())
@pytest.mark.parametrize(
    "content",
    [DIGEST, ALERT, REPLY, NoticeContent(topic="T", sentence=Notice.BLIND.sentence, at=NOON),
     AnnouncementContent(text="a\n<b> & c"), BriefContent(html="<b>Brief</b>\na &amp; b")],
    ids=lambda one: type(one).__name__,
)  # fmt: skip
def test_both_ways_of_writing_say_the_same_lines(content, language):
    """All but links, which stand behind a label in the one and after it in the other."""
    message = Message(content=content, language=language, repeat=True)
    seen, written = unmarked(parse_html(html_of(message))[0]), unmarked(text_of(message))
    assert [line.split(": http")[0] for line in written.split("\n")] == seen.split("\n")


def test_one_development_and_eleven_take_the_forms_that_arabic_has_for_them():
    one = lines(replace(DIGEST, entries=(ALERT,)), "ar")[0]
    hundred = lines(replace(DIGEST, entries=(ALERT,), left_out=99), "ar")[0]
    eleven = lines(replace(DIGEST, entries=(ALERT,) * 11), "ar")[0]
    assert "تطور واحد (1) لم يُرسل" in one
    assert "11 تطوراً لم تُرسل" in eleven
    assert "100 تطور لم تُرسل" in hundred


@pytest.mark.parametrize("language", codes())
def test_a_digest_that_is_too_long_counts_what_it_leaves_out_and_fits(language):
    shown = html_of(Message(content=replace(DIGEST, entries=(ALERT,) * 60), language=language))
    assert len(shown.encode("utf-16-le")) // 2 <= LIMIT
    assert shown.rstrip().endswith("/latest")


@pytest.mark.parametrize(
    ("language", "said"),
    [
        (None, "more than half of the sources have not been readable for 30 minutes; reports may be missed"),
        ("fr", "plus de la moitié des sources sont illisibles depuis 30 minutes ; des dépêches peuvent manquer"),
        ("ar", "تعذّرت قراءة أكثر من نصف المصادر منذ 30 دقيقة؛ قد تفوت تقارير"),
    ],
)
def test_a_notice_is_said_in_the_language(language, said):
    notice = NoticeContent(topic="Lakeland talks", sentence=Notice.BLIND.sentence, at=NOON)
    assert lines(notice, language)[1] == said


@pytest.mark.parametrize("language", codes())
def test_a_sentence_that_no_catalogue_has_is_said_as_it_was_stored(language):
    assert (
        lines(NoticeContent(topic="T", sentence="an older {sentence}", at=NOON), language)[1] == "an older {sentence}"
    )


@pytest.mark.parametrize("language", codes())
def test_an_announcement_is_the_operators_own_text(language):
    assert lines(AnnouncementContent(text="Back at 5 <pm> & well"), language) == ["Back at 5 <pm> & well"]


@pytest.mark.parametrize(
    ("language", "mark"), [("en", "Repeat: "), ("fr", "Répétition : "), ("ar", "تكرار: ")]
)  # fmt: skip
@pytest.mark.parametrize("content", [ALERT, REPLY, AnnouncementContent(text="x")], ids=["alert", "reply", "announced"])
def test_a_repeat_is_marked_in_the_language(content, language, mark):
    assert lines(content, language, repeat=True)[0].startswith(mark)


@pytest.mark.parametrize(
    ("since", "language", "said", "struck"),
    [
        ({"withdrawn_by": ("The Ledger",)}, None, "Withdrawn by The Ledger", True),
        ({"corrected_by": ("The Ledger",)}, None, "Corrected by The Ledger", True),
        ({"corrected_by": ("Quay News",)}, None, "Corrected by Quay News", False),
        ({"changed_by": "The Ledger"}, None, "Headline since changed by The Ledger", False),
        ({"attribution_gone": True}, None, "attribution no longer in headline", False),
        ({"updated": NOON}, None, "updated 12:00 UTC", False),
        ({"withdrawn_by": ("The Ledger",)}, "fr", "Retiré par The Ledger", True),
        ({"withdrawn_by": ("The Ledger",)}, "ar", "سحب الخبر من The Ledger", True),
    ],
)
def test_a_digest_marks_what_became_of_a_report_as_alerts_do(since, language, said, struck):
    entry = replace(ALERT, **since)
    digest = Message(content=replace(DIGEST, entries=(entry,)), language=language)
    alert = Message(content=entry, language=language)
    for made in (html_of, text_of):
        for message in (digest, alert):
            shown = unmarked(parse_html(made(message))[0] if made is html_of else made(message))
            assert said in shown
    assert ("<s>" in html_of(digest)) is ("<s>" in html_of(alert)) is struck
