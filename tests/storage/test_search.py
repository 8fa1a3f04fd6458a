"""Search: every language by the same folding, ranked, safe against what people type."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.model import Reason, TopicId
from storage.engine import sqlite
from storage.search import index_text, match_of
from storage.uptake import take_up_now
from tests.web.stand import NOW, TOPIC, decided, fill, reported

MORE = (
    (5, "gull", "מתווכים אומרים שהדיונים בפורט לומה נמשכים", "he"),
    (4, "gull", "調停者は停戦協議が続くと言う", "ja"),
    (4, "gull", "Унесите мир: переговоры продолжаются", "ru"),
    (2, "courier", "Négociations à Port Lume: l'Élysée s'étonne", "fr"),
)


@pytest.fixture
def store(store):
    store.write_now(fill)

    def more(tables):
        for number, (hours, source, headline, _) in enumerate(MORE, 50):
            report = reported(hours, source, headline, number)
            tables.reports.add(report)
            tables.developments.record(decided(report, f"{number:016x}", 2))
        off = reported(1, "lantern", "Truce of the gardeners", 90)
        tables.reports.add(off)
        tables.developments.record(decided(off, None, None, reason=Reason.OFF_TOPIC))

    store.write_now(more)
    take_up_now(store, (TOPIC,))
    return store


def found(store, query, *, only=False, topic=TOPIC.id):
    hits = store.read_now(lambda tables: tables.search.find(query, (topic,), only=only))
    return [hit.report.headline for hit in hits]


def test_all_words_must_be_there_in_any_case_and_order(store):
    assert found(store, "EFFECT truce") == [
        "Four-day truce takes effect in Port Lume", "Truce between Ardania and Coastal Front takes effect",
    ]  # fmt: skip
    assert found(store, "effect prisoners") == []


def test_newest_first_and_off_topic_reports_are_not_there(store):
    headlines = found(store, "truce")
    assert headlines[0] == "Ardania denies breaking truce"
    assert "Truce of the gardeners" not in headlines


def test_a_headline_goes_before_a_description(store):
    def add(tables):
        report = reported(-1, "lantern", "Night in Port Lume", 91, summary="The gardeners of the captives sing.")
        tables.reports.add(report)
        tables.developments.record(decided(report, "91" * 8, 2))

    store.write_now(add)
    take_up_now(store, (TOPIC,))
    assert found(store, "captives") == ["Ardania frees 39 prisoners in exchange for 13 captives", "Night in Port Lume"]


@pytest.mark.parametrize(
    ("query", "part"),
    [
        ("أسرى", "أسرى"),
        ("اسري", "أسرى"),  # folded letters
        ("بورت", "بورت"),
        ("דיונים", "דיונים"),  # written with a particle before it
        ("停戦", "停戦"),
        ("переговоры", "переговоры"),
        ("negociations elysee", "Négociations"),
        ('"port lume"', "Port Lume"),
        ("negoc*", "Négociations"),
        ("violat* ardania", "violating"),
    ],
)
def test_every_language_is_found(store, query, part):
    assert any(part in headline for headline in found(store, query)), found(store, query)


@pytest.mark.parametrize("query", ["captivz*", "violatx* truce", "zz*", "negociatz*"])
def test_a_beginning_is_held_to_all_of_its_letters(store, query):
    """The index knows three and five letters of a beginning; the rest is looked at in the reports."""
    assert found(store, query) == []


def test_a_phrase_asks_for_its_order(store):
    assert found(store, '"takes effect"')
    assert found(store, '"effect takes"') == []


def test_a_report_is_found_once_in_its_newest_version_that_matches(store):
    def edit(tables):
        tables.reports.add(reported(1, "lantern", "Ardania denies breaking truce again", 5, version=2))
        tables.developments.record(decided(reported(1, "lantern", "", 5, version=2), "05" * 8, 2))

    store.write_now(edit)
    take_up_now(store, (TOPIC,))
    assert found(store, "denies breaking") == ["Ardania denies breaking truce again"]


def test_other_topics_reports_are_left_out_where_there_are_some(store):
    assert found(store, "truce", only=True, topic=TopicId("elsewhere")) == []
    assert found(store, "truce", only=True) == found(store, "truce")


WORDS = sqlite.connect(":memory:")
WORDS.execute("CREATE VIRTUAL TABLE report_words USING fts5 (headline, summary, topic, content='')")


@given(st.text(max_size=60))
def test_nothing_that_is_typed_is_an_operator(query):
    """Whatever it is, it is words or nothing, and never an error of the engine."""
    match = match_of(query)
    if match is not None:
        WORDS.execute("SELECT rowid FROM report_words WHERE report_words MATCH ?", (match,)).fetchall()


@pytest.mark.parametrize("query", ["", "   ", '"', "* * *", "-", "()", '""'])
def test_no_word_is_no_search(query):
    assert match_of(query) is None


@pytest.mark.parametrize("query", ['headline:x" OR "a', "NEAR(a b)", "a AND NOT b", "x* ^y {z}"])
def test_operators_are_taken_as_words(store, query):
    assert found(store, query) == []


def test_what_is_indexed_of_a_word_is_what_is_asked_for():
    assert "יונים" in index_text("לדיונים") or "דיונים" in index_text("לדיונים")
    assert index_text("停戦協議").split()[1:] == ["停戦", "戦協", "協議"]


def test_a_query_is_kept_for_its_buttons_for_a_month(store):
    store.write_now(lambda tables: tables.search.remember("m", "truce", NOW))
    assert store.read_now(lambda tables: tables.search.remembered("m")) == "truce"
    store.write_now(lambda tables: tables.search.remember("n", "other", NOW + timedelta(days=31)))
    assert store.read_now(lambda tables: tables.search.remembered("m")) is None
