"""Times, spans and names as each language writes them."""

from datetime import UTC, datetime, timedelta

import pytest
from babel.units import format_unit

from bot.chat.languages import words
from bot.chat.pages import phrases
from bot.chat.terms import FLAG, PROBLEM
from bot.core.alert.states import Field, State
from bot.core.intake.health import Flag

NOW = datetime(2031, 5, 9, 12, tzinfo=UTC)
EN, AR, FR = (words(code) for code in ("en", "ar", "fr"))


@pytest.mark.parametrize(
    ("minutes", "english", "arabic", "french"),
    [
        (0, "less than a minute ago", "قبل أقل من دقيقة", "il y a moins d’une minute"),
        (2, "2 min ago", "قبل 2 د", "il y a 2 min"),
        (185, "3 h 5 min ago", "قبل 3 س و5 د", "il y a 3 h 5 min"),
        (2 * 1440, "2 days ago", "قبل يومين (2)", "il y a 2 jours"),
        (3 * 1440, "3 days ago", "قبل 3 أيام", "il y a 3 jours"),
        (11 * 1440, "11 days ago", "قبل 11 يوماً", "il y a 11 jours"),
        (100 * 1440, "100 days ago", "قبل 100 يوم", "il y a 100 jours"),
    ],
)
def test_how_long_ago(minutes, english, arabic, french):
    at = NOW - timedelta(minutes=minutes)
    assert [phrases.ago(at, NOW, one) for one in (EN, AR, FR)] == [english, arabic, french]


@pytest.mark.parametrize("code", ["ar", "fr"])
def test_units_are_those_of_cldr(code):
    said = phrases.ago(NOW - timedelta(minutes=185), NOW, words(code))
    for number, unit in ((3, "hour"), (5, "minute")):
        assert (
            format_unit(number, f"duration-{unit}", "short", locale=code).replace("\u00a0", " ").replace("\u202f", " ")
            in said
        )


@pytest.mark.parametrize(
    ("minutes", "english", "arabic", "french"),
    [
        (-1, "passed", "انقضت", "passée"),
        (59, "in 59 min", "بعد 59 د", "dans 59 min"),
        (150, "in 2 h 30 min", "بعد 2 س و30 د", "dans 2 h 30 min"),
        (3 * 1440 + 60, "in 3 d 1 h", "بعد 3 أيام و1 س", "dans 3 j 1 h"),
    ],
)
def test_a_countdown(minutes, english, arabic, french):
    due = NOW + timedelta(minutes=minutes)
    assert [phrases.countdown(due, NOW, one) for one in (EN, AR, FR)] == [english, arabic, french]


def test_a_moment_has_as_much_date_as_it_needs():
    for at, said in ((NOW - timedelta(hours=4), "08:00"), (NOW - timedelta(days=1), "8 mai 12:00"),
                     (NOW - timedelta(days=400), "4 avr. 2030 12:00")):  # fmt: skip
        assert phrases.moment(at, NOW, FR) == said


def test_a_state_is_the_field_s_own_word():
    """A truce is "aucune", talks are "aucun"."""
    assert phrases.state_words(Field.TRUCE, State.NONE, None, FR) == "aucune"
    assert phrases.state_words(Field.TALKS, State.NONE, None, FR) == "aucun"
    assert phrases.state_words(Field.TRUCE, State.IN_FORCE, 2, EN) == "in force (phase 2)"


def test_what_is_published_is_kept_in_one_piece():
    assert phrases.quoted("Osk says no", EN) == "“Osk says no”"
    assert phrases.quoted("Osk & <b>", AR) == "\u2068“Osk &amp; &lt;b&gt;”\u2069"
    assert phrases.quoted("هدنة", FR) == "“\u2068هدنة\u2069”"


def test_a_name_of_a_trouble_keeps_its_detail_and_one_that_nobody_knows_stays():
    assert phrases.named(PROBLEM, "timeout: 20 s", EN) == "timeout: 20 s"
    assert phrases.named(PROBLEM, "timeout: 20 s", FR) == "timeout - délai dépassé : 20 s"
    assert phrases.named(PROBLEM, "http_418: <teapot>", FR) == "http_418 : &lt;teapot&gt;"
    assert ":" in Flag.OVERFLOW.sentence
    assert phrases.named(FLAG, Flag.OVERFLOW.sentence, FR).startswith("a pu manquer")


def test_a_role_that_is_only_in_a_topic_file_stands_as_it_is_there():
    assert phrases.role_words("party", FR) == "partie"
    assert phrases.role_words("guest & friend", FR) == "guest &amp; friend"
    assert phrases.role_words("guest", AR) == "\u2068guest\u2069"


def test_a_command_to_copy_has_nothing_invisible_in_it():
    assert phrases.command_line("/status coast", AR) == "\u2068<code>/status coast</code>\u2069"
