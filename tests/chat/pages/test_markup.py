from datetime import UTC, datetime

from bot.chat.pages.markup import Html, Plain, isolated, utc

NOON = datetime(2031, 3, 4, 12, tzinfo=UTC)


def test_right_to_left_text_is_isolated_and_other_text_is_not():
    assert isolated("هدنة") == "\u2068هدنة\u2069"
    assert isolated("הפוגה (5)") == "\u2068הפוגה (5)\u2069"
    assert isolated("Truce 🎉 перемирие 停火") == "Truce 🎉 перемирие 停火"


def test_html_escapes():
    assert Html().strong("<a> & b") == "<b>&lt;a&gt; &amp; b</b>"
    assert Html().link("x", 'https://a.example/?b="&c') == '<a href="https://a.example/?b=&quot;&amp;c">x</a>'


def test_times():
    assert utc(NOON, "Dt") == "4 Mar 2031 12:00 UTC"
    assert utc(NOON, "t") == "12:00 UTC"
    assert Html().time(NOON, "t") == '<tg-time unix="1930392000" format="t">12:00 UTC</tg-time>'


def test_times_that_telegram_refuses_are_text():
    assert Html().time(datetime(2099, 1, 1, tzinfo=UTC), "Dt") == "1 Jan 2099 00:00 UTC"
    assert Html().time(datetime(1969, 1, 1, tzinfo=UTC), "Dt") == "1 Jan 1969 00:00 UTC"


def test_plain():
    assert Plain().link("Link", "https://a.example") == "Link: https://a.example"
