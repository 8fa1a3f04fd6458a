"""What a chat reads. Golden files lie in tests/data/alerts; cases.py there writes them anew."""

import re
import unicodedata
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.chat.languages import codes, words
from bot.chat.pages.markup import Html, Plain
from bot.chat.pages.render import alert, alert_html, reply, visible_length
from bot.core.alert.compose import compose, compose_change, compose_correction
from bot.core.alert.content import (
    AlertInput,
    Correction,
    Dispute,
    HeadlineVersion,
)
from bot.core.model import Actor, Reason, Report, ReportId, SourceId, Topic, TopicId
from tests.botapi.formatting import check_text, format_text
from tests.botapi.htmltext import parse_html
from tests.chat.marked import unmarked
from tests.data.alerts import cases as golden

DATA = Path(__file__).parents[2] / "data" / "alerts"


NOON = golden.NOON
CASES = golden.cases()


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_golden_text(case):
    assert case.text + "\n" == golden.path(case.name, "txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_golden_html(case):
    assert case.html + "\n" == golden.path(case.name, "html").read_text(encoding="utf-8")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_telegram_accepts_every_golden_message(case):
    text, _ = parse_html(case.html)
    assert 0 < len(text.encode("utf-16-le")) // 2 < 600


def test_there_are_enough_cases_and_no_file_without_one():
    assert len(CASES) >= 25
    expected = {golden.path(case.name, ending).name for case in CASES for ending in ("txt", "html")}
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
        assert unmarked(text.split("\n")[2]) == unmarked(headline)


@settings(max_examples=100, deadline=None)
@given(_report(1), TEXT, TEXT, st.booleans())
def test_telegram_accepts_any_reply_in_every_language(report, old, text, withdrawn):
    correction = Correction(outlet=report.outlet, text=text, at=report.seen, withdrawn=withdrawn)
    for spoken in map(words, codes()):
        parse_html(reply(compose_change(report, old, report.seen, NoActors()), Html(spoken)))
        parse_html(reply(compose_correction(correction, old, report.link), Html(spoken)))


def test_visible_length_counts_utf16_units():
    report = golden.report("The Ledger", "Ardania says yes")
    more = replace(report, headline="Ardania says yes 🎉")
    assert visible_length(golden.alert(more)) - visible_length(golden.alert(report)) == 3


def test_a_repeat_is_marked():
    content = replace(golden.alert(golden.report("The Ledger", "Ardania says yes")), repeat=True)
    assert alert(content, Plain()).startswith("Repeat: ")
    assert alert(replace(content, repeat=False), Plain()) == alert(content, Plain()).split("\n", 1)[1]


def test_times_are_in_the_readers_zone_and_utc_inside():
    moment = datetime(2031, 3, 4, 23, 30, tzinfo=UTC) - timedelta(hours=3)
    report = golden.report("The Ledger", "Ardania says yes", published=moment, seen=moment)
    html = alert_html(golden.alert(report))
    assert f'<tg-time unix="{int(moment.timestamp())}" format="Dt">4 Mar 2031 20:30 UTC</tg-time>' in html
