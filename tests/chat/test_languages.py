"""Every text in every language: none missing, none that lost a value, a tag or a command; and how they are laid out."""

import ast
import re
from collections import Counter
from datetime import UTC, datetime

import pytest

from bot.chat import catalogues
from bot.chat.languages import Markup, best, codes, words

TEXTS = [message for message in catalogues.template() if message.id]
FILES = dict(catalogues.paths())
PAIRS = [pytest.param(code, message, id=f"{code}: {str(message.id)[:50]}") for code in FILES for message in TEXTS]
CATALOGUES = {code: catalogues.read(code, path) for code, path in FILES.items()}
_VALUE = re.compile(r"\{\w+\}")
_TAG = re.compile(r"</?\w+>")
_COMMAND = re.compile(r"(?<![<a-z])/[a-z]+")  # a command, no tag and no "this/that"


def one(message):
    return message.id[0] if isinstance(message.id, tuple) else message.id


def translations(code, message):
    found = CATALOGUES[code].get(one(message), message.context)
    assert found is not None, "not in the catalogue: python -m bot.chat.catalogues update"
    assert not found.fuzzy
    return found.string if isinstance(found.string, tuple) else (found.string,)


def test_there_are_english_arabic_and_french():
    assert set(codes()) >= {"en", "ar", "fr"}
    assert len(TEXTS) > 100


@pytest.mark.parametrize(("code", "message"), PAIRS)
def test_no_text_is_missing_and_none_loses_a_part(code, message):
    for text in translations(code, message):
        assert text.strip()
        for part in (_VALUE, _TAG):
            assert Counter(part.findall(text)) == Counter(part.findall(one(message)))
        assert set(_COMMAND.findall(text)) == set(_COMMAND.findall(one(message)))


@pytest.mark.parametrize("code", [code for code in FILES if words(code).right_to_left])
def test_a_command_in_a_right_to_left_sentence_keeps_its_slash_on_the_left(code):
    said = [text for message in TEXTS for text in translations(code, message)]
    assert any("\u200e/" in text for text in said)
    assert [text for text in said if re.search(r"(?<![<a-z>\u200e])/[a-z]+", text)] == []


@pytest.mark.parametrize("code", FILES)
def test_plurals_have_every_form_of_the_language(code):
    for message in TEXTS:
        if isinstance(message.id, tuple):
            assert len(translations(code, message)) == CATALOGUES[code].num_plurals


@pytest.mark.parametrize("code", FILES)
def test_what_the_program_reads_is_what_the_catalogue_says(code):
    path = FILES[code]
    assert path.with_suffix(".mo").read_bytes() == catalogues.compiled(code, path), (
        "python -m bot.chat.catalogues compile"
    )


@pytest.mark.parametrize("code", FILES)
def test_no_text_stays_in_the_catalogue_that_the_code_has_no_more(code):
    known = {(message.context, one(message)) for message in TEXTS}
    assert {(message.context, one(message)) for message in CATALOGUES[code] if message.id} <= known


def test_a_new_language_is_a_catalogue_and_nothing_else(tmp_path):
    path = tmp_path / "eo" / "LC_MESSAGES" / "trucewire.po"
    catalogues.update("eo", path)
    assert {one(message) for message in catalogues.read("eo", path) if message.id} == {one(one_) for one_ in TEXTS}


@pytest.mark.parametrize(
    ("wanted", "code"),
    [
        (("ar",), "ar"), (("ar-EG",), "ar"), (("fr_CA",), "fr"), (("pt-BR",), "en"), (("",), "en"), ((None,), "en"),
        ((None, "fr"), "fr"), (("ar", "fr"), "ar"), (("xx", "fr"), "fr"), (("../../etc",), "en"),
    ],
)  # fmt: skip
def test_the_first_language_that_we_have_is_spoken(wanted, code):
    assert best(*wanted).code == code


def test_what_is_filled_in_is_escaped_and_markup_is_not():
    said = words("en").say("Channel: {title}", title="<b>&")
    assert said == "Channel: &lt;b&gt;&amp;"
    assert words("en").say("Channel: {title}", title=Markup("<b>x</b>")) == "Channel: <b>x</b>"


def test_arabic_runs_from_right_to_left_and_keeps_foreign_names_in_one_piece():
    arabic = words("ar")
    assert arabic.right_to_left
    assert not words("fr").right_to_left
    text = arabic.lines(arabic.say("Channel: {title}", title="Readers (2)"), "\n", arabic.say("Which topic?"))
    first, gap, last = text.split("\n")
    assert first.startswith("\u200f")
    assert "\u2068Readers (2)\u2069" in first
    assert gap == ""
    assert last.startswith("\u200f")


@pytest.mark.parametrize(
    ("code", "number"),
    [("fr", 0), ("fr", 1), ("fr", 2), ("ar", 0), ("ar", 1), ("ar", 2), ("ar", 3), ("ar", 11), ("ar", 100)],
)
def test_plurals_follow_the_language(code, number):
    said = words(code).count("and {number} more", "and {number} more", number)
    assert str(number) in said
    assert said != f"and {number} more"


def test_french_says_one_other_and_two_others():
    count = words("fr").count
    assert [count("and {number} more", "and {number} more", n) for n in (1, 2)] == ["et 1 autre", "et 2 autres"]


def test_dates_and_names_of_languages_are_the_languages_own():
    at = datetime(2023, 11, 21, 22, 5, tzinfo=UTC)
    assert words("en").moment(at, "Asia/Beirut") == "22 Nov 00:05"
    assert words("fr").moment(at, "Asia/Beirut") == "22 nov. 00:05"
    assert "نوفمبر" in words("ar").moment(at, "UTC")
    assert [words(code).name for code in ("en", "fr", "ar")] == ["English", "Français", "العربية"]
    assert words("fr").tongue("ar") == "arabe"


def test_after_eleven_arabic_counts_in_the_singular_with_its_own_ending_and_after_a_hundred_without():
    count = words("ar").count
    days = [count("{number} days ago", "{number} days ago", number) for number in (2, 3, 11, 99, 100, 103)]
    assert [day.split()[-1] for day in days] == ["(2)", "أيام", "يوماً", "يوماً", "يوم", "أيام"]


@pytest.mark.parametrize(
    ("code", "found"),
    [
        ("say('one {a}', a=1)", ["one {a}"]), ("f'<b>{words.say(\"two\")}</b>'", ["two"]),
        ("label('three' if x else 'four')", ["three", "four"]), ("mark('five' 'six')", ["fivesix"]),
        ("form.count('{number} ape', '{number} apes', n, of=1)", [("{number} ape", "{number} apes")]),
        ("text.count('x')", []), ("say(text)", []), ("print('seven')", []),
    ],
)  # fmt: skip
def test_texts_are_found_wherever_they_are_said(code, found):
    calls = [node for node in ast.walk(ast.parse(code)) if isinstance(node, ast.Call)]
    assert [text for call in calls for text in catalogues.texts_of(call)] == found


def test_the_catalogues_have_the_texts_of_web_pages_too():
    ids = {one(message) for message in TEXTS}
    assert {"To the content", "Latest positions", "{number} headline", "Not found"} <= ids
