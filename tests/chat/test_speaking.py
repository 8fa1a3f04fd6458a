"""Whatever is asked for speaks the language of the chat: every command, every button, every error, inline mode too."""

import re
import unicodedata
from datetime import timedelta

import pytest

from bot.chat import commands, languages
from bot.chat.dialogs import screens
from bot.chat.languages import words
from bot.chat.pages import opspage
from bot.chat.pages.plain import plain
from bot.chat.pages.views import FeedsStatus
from bot.chat.requests import Kind, Offers
from bot.core.people import notices
from storage.announcements import Announcement, Progress
from storage.ops import Load
from storage.pruning import Pruned
from tests.chat.asking import ASKED, OTHER, everything, fill
from tests.chat.marked import Marked, known, left_over, marked
from tests.web.stand import NEWS, NOW, SOURCES, TOPIC, decided, reported

HEADLINES = tuple(headline for _, _, headline, _, _ in NEWS)
NAMES = (
    *(one.outlet for one in SOURCES),
    TOPIC.name,
    OTHER.name,
    *(name for one in TOPIC.actors for name in one.names),
)
READ = ("until Sunday", "39 prisoners", "13 captives", "Four-day truce", "accuses", "denies", "says", "agree")
STORED = ("Port Lume", "timeout", "20 s")
ZONES = tuple(part.replace("_", " ") for zone in screens.ZONES for part in (zone, zone.rpartition("/")[2]))
TYPED = (
    "truce in force phase 2",
    "truce off",
    "truce",
    "nosuchword",
    "nothing",
    "nobody",
    "level",
    "Trucewire",
    "/settings zone",
    "/settings digest",
    "/settings quiet",
    "/filter add",
    "/filter test topic:hills captives",
)
USAGES = ("[1h|8h|tomorrow|off]", "[08:00|off]", "@name")  # to be typed as they are
OWN_NAMES = tuple(words(code).name for code in languages.codes())
VERBATIM = (
    *HEADLINES,
    *NAMES,
    *READ,
    *STORED,
    *TYPED,
    *ZONES,
    *screens.ZONES,
    *USAGES,
    *OWN_NAMES,
    "coast",
    "hills",
    "XML",
)


def parts(answer):
    """All that a person sees of an answer."""
    if isinstance(answer, Offers):
        yield answer.notice
        for one in answer.offers:
            yield from (one.title, one.description, one.html)
        return
    yield from (answer.html, answer.notice)
    yield from (button.label for row in answer.rows for button in row)
    if answer.file is not None and answer.file.name.endswith(".ics"):
        body = answer.file.content.decode().replace("\r\n ", "")
        yield from re.findall(r"\\n(.*)", body)


def test_everything_there_is_is_asked():
    assert set(ASKED) == {one.name for one in commands.COMMANDS}


@pytest.mark.parametrize("code", ["ar", "fr"])
@pytest.mark.parametrize("filled", [True, False])
@pytest.mark.parametrize(
    ("kind", "topics"), [(Kind.PRIVATE, (TOPIC,)), (Kind.CHANNEL, (TOPIC,)), (Kind.TERMINAL, (TOPIC, OTHER))]
)
async def test_no_word_of_ours_stands_outside_the_catalogues(store, monkeypatch, code, filled, kind, topics):
    monkeypatch.setattr(commands, "best", lambda *_: Marked(code))
    if filled:
        await store.write(fill)
    asked = 0
    async for what, answer in everything(store, kind=kind, topics=topics):
        asked += 1
        for shown in parts(answer):
            assert not left_over(shown, VERBATIM), (what, shown)
    assert asked > 60


@pytest.mark.parametrize(
    ("gone", "filled"),
    [((None, "Refresh"), True), (("talks", "negotiating"), True), (("act", "meeting"), True), (("role", "party"), True), (("act", "release"), True),
     (("act as read", "hold"), True), (("rule of wording", "verb"), True),
     ((None, "Nothing read from: {names}"), False), ((None, "nothing waits"), True)],
)  # fmt: skip
async def test_a_label_that_no_catalogue_has_is_found(store, monkeypatch, gone, filled):
    """The walk above can fail: one text is taken out of the catalogues, and is seen where it is shown."""
    monkeypatch.setattr(commands, "best", lambda *_: Marked("fr"))
    monkeypatch.setattr("tests.chat.marked.known", lambda: known() - {gone})
    if filled:
        await store.write(fill)
    found = [left_over(one, VERBATIM) async for _, answer in everything(store) for one in parts(answer)]
    leaked = {word for some in found for word in some}
    assert leaked
    assert leaked <= set(re.findall(r"\w+", gone[1]))


async def test_the_scheduled_brief_speaks_the_language_that_its_chat_chose(store):
    await store.write(fill)
    made = commands.Commands(store=store, topics=(TOPIC,), sources=SOURCES, clock=lambda: NOW)
    assert "jeudi 8 mai 2031, heures UTC" in store.read_now(lambda tables: made.brief(tables, TOPIC, NOW, "UTC", "fr"))
    assert "Thursday 8 May 2031, times UTC" in store.read_now(lambda tables: made.brief(tables, TOPIC, NOW, "UTC"))


def test_a_value_that_is_filled_in_stands_outside_the_marks():
    assert marked("Truce: {state}") == "⟦Truce: ⟧{state}"
    assert left_over(Marked("fr").say("Type: {act}", act="meeting"), ()) == ["meeting"]
    assert left_over("<b>⟦Truce⟧</b> · Port &amp; Courier", ("Port & Courier",)) == []


_ISOLATED = re.compile("\u2068[^\u2068\u2069]*\u2069")
_CODE = re.compile(r"<code>.*?</code>|<tg-time[^>]*>|</?[a-z][^>]*>", re.DOTALL)
_LATIN = re.compile(r"[A-Za-z]{2,}")
# Latin in Arabic texts: commands and what to type, the zone, names of troubles, file formats, the bot's name
_LATIN_IN_ARABIC = {"UTC", "XML", "OR", "Trucewire", "Europe", "Paris", "Asia", "Beirut", "timeout"} | {
    "important", "default", "everything", "outlet", "party", "act", "says", "all", "off", "hourly", "tomorrow", "on",
}  # fmt: skip


def outside(shown):
    """An Arabic text without what is isolated in it, without commands and markup."""
    while _ISOLATED.search(shown):
        shown = _ISOLATED.sub(" ", shown)
    return re.sub(r"/[a-z]+( [a-z0-9]+)*", " ", _CODE.sub(" ", shown))


def direction(line):
    """Which way a line runs: that of its first letter that is not in an isolate."""
    strong = (unicodedata.bidirectional(char) for char in re.sub(r"<[^>]*>", "", _ISOLATED.sub("", line)))
    return next((one for one in strong if one in ("L", "R", "AL")), None)


@pytest.mark.parametrize("kind", [Kind.PRIVATE, Kind.CHANNEL])
async def test_in_arabic_whatever_is_latin_is_kept_apart(store, kind):
    """What is published stays, in an isolate; everything else is Arabic. Labels of buttons hold names as they are."""
    await store.write(fill)
    async for what, answer in everything(store, kind=kind, language="ar"):
        if isinstance(answer, Offers) or what.startswith(("/help", "/language", "/export")):
            continue
        latin = set(_LATIN.findall(outside(answer.html))) - _LATIN_IN_ARABIC
        assert not latin, (what, answer.html)
        for line in answer.html.split("\n"):
            assert direction(line) != "L", (what, line)


async def test_in_french_no_english_is_left(store):
    english = {
        chunk.strip()
        for _, text in known()
        for chunk in re.split(r"\{\w+\}|<[^>]*>", text)
        if len(chunk.split()) > 1 and len(chunk.strip()) > 8 and "/" not in chunk
    }
    french = {
        chunk.strip() for _, text in known() for chunk in re.split(r"\{\w+\}|<[^>]*>", words("fr").translated(text))
    }
    await store.write(fill)
    seen = 0
    async for what, answer in everything(store, language="fr"):
        for shown in parts(answer):
            text = plain(shown)
            for one in HEADLINES:
                text = text.replace(one, "")
            assert not [one for one in english - french if one in text], (what, text)
            seen += 1
    assert seen > 200


def crowd(tables):
    """Many long headlines, all of them important."""
    for number in range(200, 280):
        long = (
            f"Ardania says it gives Coastal Front {number} hours to free {number} captives and to end the siege of Port Lume, "
            "and that talks go on until Friday, as Veland urges both to agree"
        )
        report = reported(number % 70, ("lantern", "courier", "gull")[number % 3], long, number)
        tables.reports.add(report)
        tables.developments.record(decided(report, f"{number:016x}", 1, act="proposal"))


@pytest.mark.parametrize("code", ["en", "ar", "fr"])
async def test_every_answer_fits_into_a_message(store, code):
    await store.write(fill)
    await store.write(crowd)
    longest = 0
    async for what, answer in everything(store, language=code):
        if not isinstance(answer, Offers):
            length = len(re.sub(r"<[^>]*>", "", answer.html).encode("utf-16-le")) // 2
            assert length <= 4096, what
            assert answer.html.count("</") <= 100, what
            longest = max(longest, length)
    assert longest > 3000  # something was left out


# What operators read


LOAD = Load(
    waiting=3, oldest_due=NOW - timedelta(minutes=5), in_doubt=1, quarantined=1,
    ended={"sent": 5, "digested": 2, "expired": 1, "dropped": 1}, failures={"chat_gone": 1, "refused": 2}, subscriptions=9,
)  # fmt: skip
TROUBLES = [
    *notices.of_feeds([
        notices.Blind(source="gull", outlet="Gull Radio", since=NOW, problem="timeout: 20 s"),
        notices.Blind(source="gull", outlet="Gull Radio", since=None, problem=None),
    ]),
    *notices.of_queue(900, NOW - timedelta(hours=1), NOW),
    *(notices.of_note(kind, "gull", "Gull Radio (gull)") for kind in notices.ASKING),
    notices.of_quarantine("a1", "parse entities"),
    notices.of_announcement("x", 3, 1),
]  # fmt: skip
SAID = ("Gull Radio", "gull", "timeout", "20 s", "parse entities", "a1", "Hello", *LOAD.ended, *LOAD.failures)


def announced():
    one = Announcement(id="x", text="Hello", at=NOW)
    return (Progress(announcement=one, sent=3, pending=1, failed={"chat_gone": 1}),)


@pytest.mark.parametrize("code", ["ar", "fr"])
def test_what_operators_read_is_in_the_catalogues(code):
    spoken = Marked(code)
    feeds = FeedsStatus(asked=3, answering=2, last_success=None, failing=(("Gull Radio", "timeout: 20 s"),))
    for pruned in (None, (NOW, Pruned(deliveries=4, decisions=5, announcements=6, notices=7))):
        found = opspage.Operations(load=LOAD, feeds=feeds, announced=announced(), pruned=pruned)
        assert not left_over(opspage.page(found, NOW, spoken), SAID)
    assert not left_over(opspage.troubles(TROUBLES, spoken), SAID)
    assert not left_over(opspage.troubles(TROUBLES * 3, spoken), SAID)


def test_names_of_what_became_of_deliveries_stay_and_are_explained():
    feeds = FeedsStatus(asked=1, answering=1, last_success=None, failing=())
    found = opspage.Operations(load=LOAD, feeds=feeds)
    assert "chat_gone - chat disparu 1" in opspage.page(found, NOW, words("fr"))
    assert "chat_gone 1, refused 2" in opspage.page(found, NOW, words("en"))


def test_troubles_are_told_in_english_as_before():
    told = opspage.troubles(TROUBLES, words("en")).split("\n")
    assert told[0] == "Gull Radio (gull) is blind since 09 May 12:00 UTC: timeout: 20 s"
    assert told[1] == "Gull Radio (gull) is blind: no reason known"
    assert told[2] == "The queue grows: 900 wait, the oldest for 60 min"
    assert told[3] == "Gull Radio (gull)"
    assert opspage.troubles(TROUBLES * 2, words("en")).split("\n")[-1] == "and 3 more: /ops"
