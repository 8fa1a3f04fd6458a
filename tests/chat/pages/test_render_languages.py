"""What a chat reads in other languages than English: it fits, says all in the language, and loses nothing."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.chat.languages import codes, words
from bot.chat.pages.markup import Html, Plain
from bot.chat.pages.render import alert, alert_html, block_html, edit_text, fitted, reply, visible_length
from bot.core.alert.content import (
    AlertContent,
    ClaimLine,
    Correction,
    Corroboration,
    DisputeBlock,
    ReplyContent,
    ReportBlock,
)
from bot.core.detect.labels import LABELS
from tests.botapi.htmltext import parse_html
from tests.chat.marked import unmarked
from tests.data.alerts import cases as golden

NOON = golden.NOON
FOREIGN = [code for code in codes() if code != "en"]
LONG = st.text(alphabet="abcdefgh ijklm nopq ", min_size=40, max_size=100)


@settings(max_examples=80, deadline=None)
@given(
    headline=LONG, other=LONG, name=LONG, claimant=LONG, kind=st.sampled_from(["attr", "act"]), below=st.booleans(),
    act=st.sampled_from(sorted(LABELS.values())), hedges=st.integers(0, 1), outlets=st.integers(1, 9),
    updated=st.booleans(), disputed=st.booleans(),
)  # fmt: skip
@example(
    headline="a" * 100, other="b" * 100, name="c" * 100, claimant="d" * 100, kind="act", below=True, act="acceptance",
    hedges=1, outlets=2, updated=True, disputed=True,
)  # fmt: skip
def test_a_dense_alert_fits_in_every_language(
    headline, other, name, claimant, kind, below, act, hedges, outlets, updated, disputed
):
    """As much of everything as the widest headlines that were seen leave room for, and the other side of a dispute."""
    claim = ClaimLine(kind=kind, claimant=claimant[:80], cue="reportedly", tags=("party",), in_description=below)
    block = ReportBlock(
        outlet=name[:40], published=NOON, first_seen=NOON + timedelta(days=1), headline=headline,
        claims=(claim, claim), more_claims=2, hedges=("reportedly",) * hedges,
    )  # fmt: skip
    against = DisputeBlock(relation="disputed_by", block=replace(block, headline=other), link="https://a.example/1")
    content = AlertContent(
        topic=name[:60], act=act, importance=1, block=block, link="https://a.example/2",
        corroboration=Corroboration(number=outlets, outlets=(name[:40],) * outlets, claimants=(claimant[:80],)),
        dispute=against if disputed else None, updated=NOON if updated else None,
    )  # fmt: skip
    for spoken in map(words, codes()):
        assert visible_length(fitted(content, spoken), spoken) < 600, spoken.code


@pytest.mark.parametrize("code", FOREIGN)
@pytest.mark.parametrize("case", [*golden.contents(), *golden.replies()], ids=lambda case: case[0])
def test_no_english_label_is_left_and_nothing_published_is_lost(case, code):
    name, content = case
    spoken = words(code)
    replies = isinstance(content, ReplyContent)
    written = reply if replies else alert
    text = parse_html(written(content, Html(spoken)))[0]
    for label in ("Says who", "Actor:", "Type:", "outlet,", "outlets", "wording", "Hedged", "stated", "unnamed",
                  "Corrected by", "Withdrawn by", "updated", "Disputed by", "Other side", "Was:", "Now:", "Text:",
                  "not read", "first seen", "and 1 more", "claimant", "same copy", "Reported by", "Correction by",
                  "Headline", "no headline", "no time", "Disputes", "Link", "party", "mediator"):  # fmt: skip
        assert label not in text, (name, label)
    assert unmarked(written(content, Plain(spoken))).count("“") == text.count("“")
    shown = [content.old, content.new, content.headline] if replies else [content.block.headline]
    for published in filter(None, shown):
        assert published in text


@pytest.mark.parametrize("case", golden.contents(), ids=lambda case: case[0])
def test_arabic_lines_run_right_to_left_and_isolate_what_was_published(case):
    content, arabic = case[1], words("ar")
    text = parse_html(alert_html(content, arabic))[0]
    assert all(line.startswith("\u200f") for line in text.split("\n") if line)
    assert text.count("\u2068") == text.count("\u2069") > 0
    for published in (fitted(content, arabic).topic, content.block.headline and f"“{content.block.headline}”"):
        assert f"\u2068{published}\u2069" in text or not published


def test_an_alert_in_french_and_arabic():
    content = golden.alert(golden.report("The Ledger", "Ardania says yes"), act="acceptance")
    french, arabic = (alert(content, Plain(words(code))).split("\n") for code in ("fr", "ar"))
    assert french[0] == "🟠 Lakeland truce talks | Type : acceptation | Importance 2/3"
    assert french[1] == "The Ledger · 4 mars 2031 12:00 UTC"
    assert french[3] == "Qui le dit : Ardania (says) · partie"
    assert unmarked(arabic[0]) == "🟠 Lakeland truce talks | النوع: قبول | الأهمية 2/3"
    assert unmarked(arabic[3]) == "القائل: Ardania (says) · طرف"


def test_what_an_edit_brings_to_a_terminal_is_in_its_language():
    content = golden.alert(golden.report("The Ledger", "Ardania says yes"), corrections=(
        Correction(outlet="The Ledger", text="no", at=NOON),))  # fmt: skip
    assert edit_text(content).split("\n")[0] == "[was] “Ardania says yes”"
    assert "Corrigé par The Ledger" in edit_text(content, words("fr"))


def test_a_block_is_in_english_unless_told_otherwise():
    block = golden.alert(golden.report("The Ledger", "Ardania says yes")).block
    assert "Says who: <b>Ardania</b> (says) · party" in block_html(block)
    assert "Qui le dit : <b>Ardania</b> (says) · partie" in block_html(block, words("fr"))


def test_outlets_and_languages_that_a_feed_does_not_name_are_said_so_in_the_language():
    report = golden.report("", "نعم", language="")
    assert "outlet not named" in alert(golden.alert(report), Plain())
    french = alert(golden.alert(report), Plain(words("fr")))
    assert "média non nommé" in french
    assert "Qui le dit : non lu (langue : inconnue)" in french
