"""What a chat reads. Golden files lie in tests/data/alerts; cases.py there writes them anew."""

import importlib.util
import re
import unicodedata
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.chat.languages import codes, words
from bot.chat.pages.markup import Html, Plain
from bot.chat.pages.render import alert, alert_html, block_html, edit_text, fitted, reply, visible_length
from bot.core.alert.compose import compose, compose_change, compose_correction
from bot.core.alert.content import (
    AlertContent,
    AlertInput,
    ClaimLine,
    Correction,
    Corroboration,
    Dispute,
    DisputeBlock,
    HeadlineVersion,
    ReplyContent,
    ReportBlock,
)
from bot.core.detect.labels import LABELS
from bot.core.model import Actor, Reason, Report, ReportId, SourceId, Topic, TopicId
from tests.botapi.formatting import check_text, format_text
from tests.botapi.htmltext import parse_html

DATA = Path(__file__).parents[2] / "data" / "alerts"


def _load():
    spec = importlib.util.spec_from_file_location("golden_cases", DATA / "cases.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


GOLDEN = _load()
NOON = GOLDEN.NOON
CASES = GOLDEN.cases()


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_golden_text(case):
    assert case.text + "\n" == GOLDEN.path(case.name, "txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_golden_html(case):
    assert case.html + "\n" == GOLDEN.path(case.name, "html").read_text(encoding="utf-8")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_telegram_accepts_every_golden_message(case):
    text, _ = parse_html(case.html)
    assert 0 < len(text.encode("utf-16-le")) // 2 < 600


def test_there_are_enough_cases_and_no_file_without_one():
    assert len(CASES) >= 25
    expected = {GOLDEN.path(case.name, ending).name for case in CASES for ending in ("txt", "html")}
    assert {path.name for path in DATA.iterdir() if path.suffix in (".txt", ".html")} == expected


def test_no_message_says_confirmed_where_no_outlet_does():
    assert not [case.name for case in CASES if "confirm" in case.text.casefold()]


def test_both_sides_of_a_dispute_are_set_alike():
    html = next(case.html for case in CASES if case.name == "disputed by")
    ours, theirs = html.split("\n\nDisputed by:\n")
    tags = re.compile(r"</?[a-z-]+")
    assert [tags.findall(line) for line in ours.split("\n")[2:5]] == [
        tags.findall(line) for line in theirs.split("\n")[:3]
    ]


ANY = st.text(max_size=400)
NASTY = st.text(alphabet="<>&\"'“”‘’\u202e\u2067\u2069\u200f\u0000\n אבا بx…:-,? ", max_size=200)
TEXT = ANY | NASTY
TIMES = st.datetimes(min_value=datetime(1960, 1, 2), max_value=datetime(2200, 1, 1), timezones=st.just(UTC))


def _report(number):
    return st.builds(
        Report,
        id=st.just(ReportId(f"r{number}")),
        source=st.just(SourceId("s")),
        outlet=TEXT,
        family=st.just(f"f{number}"),
        language=st.sampled_from(["en", "ar", "", "xx<"]),
        headline=TEXT,
        summary=TEXT,
        link=st.none() | TEXT | st.just("https://a.example/x?y=1&z=<2>"),
        published=st.none() | TIMES,
        seen=TIMES,
        wire=st.none() | st.just("AP") | TEXT,
    )


TOPIC = st.builds(
    Topic,
    id=st.just(TopicId("t")),
    name=TEXT,
    terms=st.just(()),
    places=st.just(()),
    actors=st.just((Actor(id="a", names=("x",), role="party <b>"),)),
)


@st.composite
def inputs(draw):
    lead = draw(_report(1))
    others = draw(st.lists(_report(2) | _report(3), max_size=3))
    sides = st.builds(
        Dispute, relation=st.sampled_from(["disputes", "disputed_by"]), report=_report(4), link=st.none() | TEXT
    )
    corrections = st.builds(Correction, outlet=TEXT, text=TEXT, at=TIMES, withdrawn=st.booleans())
    return AlertInput(
        topic=draw(TOPIC),
        act=draw(st.none() | TEXT),
        importance=draw(st.sampled_from([1, 2, 3])),
        reason=Reason.NEW_DEVELOPMENT,
        lead=lead,
        reports=(lead, *others),
        lead_headline_versions=tuple(draw(st.lists(st.builds(HeadlineVersion, headline=TEXT, seen=TIMES), max_size=3))),
        disputes=tuple(draw(st.lists(sides, max_size=2))),
        corrections=tuple(draw(st.lists(corrections, max_size=2))),
        now=lead.seen,
    )


class NoActors:
    def mentions(self, text):
        return ()


def plain(text):
    """What is left of a text when invisible characters are gone and white space is levelled."""
    kept = "".join(
        c for c in " ".join(text.split()) if unicodedata.category(c) not in ("Cc", "Cf", "Cs") or c in "\u200c\u200d"
    )
    return " ".join("".join(c for c in kept if not (ord(c) & 0xFFFE == 0xFFFE or 0xFDD0 <= ord(c) <= 0xFDEF)).split())


@settings(max_examples=150, deadline=None)
@given(inputs())
def test_telegram_accepts_any_alert_and_its_length_in_every_language(given_input):
    content = compose(given_input, NoActors())
    for spoken in map(words, codes()):
        html = alert_html(content, spoken)
        text = check_text(format_text(html, parse_mode="HTML", entities=None, find_user=lambda _: None)).text
        assert len(text.encode("utf-16-le")) // 2 < 600, spoken.code
        assert alert(content, Plain(spoken))


@settings(max_examples=200, deadline=None)
@given(_report(1))
def test_the_visible_headline_is_the_outlets(report):
    headline = plain(report.headline)
    topic = Topic(id=TopicId("t"), name="T", terms=(), places=(), actors=())
    given_input = AlertInput(
        topic=topic,
        act=None,
        importance=2,
        reason=Reason.NEW_DEVELOPMENT,
        lead=report,
        reports=(report,),
        now=report.seen,
    )
    text, _ = parse_html(alert_html(compose(given_input, NoActors())))
    line = text.split("\n")[2]
    _the_same_in_every_language(compose(given_input, NoActors()), line)
    shown = line.removeprefix("\u2068").removesuffix("\u2069").removeprefix("“").removesuffix("”")
    if not headline:
        assert line == "(no headline)"
    elif len(headline) <= 160:
        assert shown == headline
    else:
        assert len(shown) <= 240
        assert shown.split("…")[0].strip() in headline


def _the_same_in_every_language(content, headline):
    """Labels are translated, a headline never: its line differs by marks of direction alone."""
    if headline == "(no headline)":
        return
    for spoken in map(words, codes()):
        text, _ = parse_html(alert_html(content, spoken))
        assert _unmarked(text.split("\n")[2]) == _unmarked(headline)


def _unmarked(text):
    return text.translate(dict.fromkeys(map(ord, "\u200f\u2068\u2069")))


@settings(max_examples=100, deadline=None)
@given(_report(1), TEXT, TEXT, st.booleans())
def test_telegram_accepts_any_reply_in_every_language(report, old, text, withdrawn):
    correction = Correction(outlet=report.outlet, text=text, at=report.seen, withdrawn=withdrawn)
    for spoken in map(words, codes()):
        parse_html(reply(compose_change(report, old, report.seen, NoActors()), Html(spoken)))
        parse_html(reply(compose_correction(correction, old, report.link), Html(spoken)))


def test_visible_length_counts_utf16_units():
    report = GOLDEN.report("The Ledger", "Ardania says yes")
    more = replace(report, headline="Ardania says yes 🎉")
    assert visible_length(GOLDEN.alert(more)) - visible_length(GOLDEN.alert(report)) == 3


def test_a_repeat_is_marked():
    content = replace(GOLDEN.alert(GOLDEN.report("The Ledger", "Ardania says yes")), repeat=True)
    assert alert(content, Plain()).startswith("Repeat: ")
    assert alert(replace(content, repeat=False), Plain()) == alert(content, Plain()).split("\n", 1)[1]


def test_times_are_in_the_readers_zone_and_utc_inside():
    moment = datetime(2031, 3, 4, 23, 30, tzinfo=UTC) - timedelta(hours=3)
    report = GOLDEN.report("The Ledger", "Ardania says yes", published=moment, seen=moment)
    html = alert_html(GOLDEN.alert(report))
    assert f'<tg-time unix="{int(moment.timestamp())}" format="Dt">4 Mar 2031 20:30 UTC</tg-time>' in html


# Other languages than English

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
@pytest.mark.parametrize("case", [*GOLDEN.contents(), *GOLDEN.replies()], ids=lambda case: case[0])
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
    assert _unmarked(written(content, Plain(spoken))).count("“") == text.count("“")
    shown = [content.old, content.new, content.headline] if replies else [content.block.headline]
    for published in filter(None, shown):
        assert published in text


@pytest.mark.parametrize("case", GOLDEN.contents(), ids=lambda case: case[0])
def test_arabic_lines_run_right_to_left_and_isolate_what_was_published(case):
    content, arabic = case[1], words("ar")
    text = parse_html(alert_html(content, arabic))[0]
    assert all(line.startswith("\u200f") for line in text.split("\n") if line)
    assert text.count("\u2068") == text.count("\u2069") > 0
    for published in (fitted(content, arabic).topic, content.block.headline and f"“{content.block.headline}”"):
        assert f"\u2068{published}\u2069" in text or not published


def test_an_alert_in_french_and_arabic():
    content = GOLDEN.alert(GOLDEN.report("The Ledger", "Ardania says yes"), act="acceptance")
    french, arabic = (alert(content, Plain(words(code))).split("\n") for code in ("fr", "ar"))
    assert french[0] == "🟠 Lakeland truce talks | Type : acceptation | Importance 2/3"
    assert french[1] == "The Ledger · 4 mars 2031 12:00 UTC"
    assert french[3] == "Qui le dit : Ardania (says) · partie"
    assert _unmarked(arabic[0]) == "🟠 Lakeland truce talks | النوع: قبول | الأهمية 2/3"
    assert _unmarked(arabic[3]) == "القائل: Ardania (says) · طرف"


def test_what_an_edit_brings_to_a_terminal_is_in_its_language():
    content = GOLDEN.alert(GOLDEN.report("The Ledger", "Ardania says yes"), corrections=(
        Correction(outlet="The Ledger", text="no", at=NOON),))  # fmt: skip
    assert edit_text(content).split("\n")[0] == "[was] “Ardania says yes”"
    assert "Corrigé par The Ledger" in edit_text(content, words("fr"))


def test_a_block_is_in_english_unless_told_otherwise():
    block = GOLDEN.alert(GOLDEN.report("The Ledger", "Ardania says yes")).block
    assert "Says who: <b>Ardania</b> (says) · party" in block_html(block)
    assert "Qui le dit : <b>Ardania</b> (says) · partie" in block_html(block, words("fr"))


def test_outlets_and_languages_that_a_feed_does_not_name_are_said_so_in_the_language():
    report = GOLDEN.report("", "نعم", language="")
    assert "outlet not named" in alert(GOLDEN.alert(report), Plain())
    french = alert(GOLDEN.alert(report), Plain(words("fr")))
    assert "média non nommé" in french
    assert "Qui le dit : non lu (langue : inconnue)" in french
