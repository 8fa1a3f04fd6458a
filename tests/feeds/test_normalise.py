"""Entries as outlets write them, and the reports they become. All outlets here are invented."""

from datetime import UTC, datetime

import pytest

from bot.core.intake.entry import Entry
from bot.core.model import Source, SourceId
from bot.feeds.normalise import aliases, plain, published, report, safe_link

SEEN = datetime(2030, 5, 1, 12, tzinfo=UTC)
SOURCE = Source(id=SourceId("courier-world"), outlet="Harbour Courier", url="https://courier.example/rss", language="en", family="courier")  # fmt: skip


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("Truce &amp; talks", "Truce & talks"),
        ("AT&amp;amp;T", "AT&T"),
        ("<p>One.</p><p>Two.</p>", "One. Two."),
        ("a<script>alert(1)</script>b<style>p{}</style>c", "abc"),
        ("  spaced\n out\u00a0here ", "spaced out here"),
        ("5 < 6 and 7 > 2", "5 < 6 and 7 > 2"),
        ("\u202eevil\u202c zero\u200bwidth\ufeff", "evil zerowidth"),
        ("nul\x00led", "nulled"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("<img src=x onerror=alert(1)>Talks", "Talks"),
        ("", ""),
    ],
)
def test_plain(markup: str, text: str) -> None:
    assert plain(markup) == text


@pytest.mark.parametrize(
    ("seconds", "expected"),
    [
        (datetime(2030, 5, 1, 11, tzinfo=UTC).timestamp(), datetime(2030, 5, 1, 11, tzinfo=UTC)),
        (datetime(2030, 5, 1, 12, 10, tzinfo=UTC).timestamp(), datetime(2030, 5, 1, 12, 10, tzinfo=UTC)),
        (0.0, None),
        (datetime(2099, 1, 1, tzinfo=UTC).timestamp(), None),
        (1e18, None),
        (None, None),
    ],
)
def test_published(seconds: float | None, expected: datetime | None) -> None:
    assert published(Entry(published=seconds), SEEN) == expected


@pytest.mark.parametrize(
    ("link", "expected"),
    [
        ("https://a.example/x?utm_source=rss", "https://a.example/x?utm_source=rss"),
        (" http://a.example/x ", "http://a.example/x"),
        ("javascript:alert(1)", None),
        ("data:text/html,x", None),
        ("/relative", None),
        ("https://user@a.example/", None),
        ("https://a.example/" + "x" * 3000, None),
        ('https://a.example/"><b>', None),
        ("", None),
    ],
)
def test_safe_link(link: str, expected: str | None) -> None:
    assert safe_link(link) == expected


def test_a_report_is_plain_and_has_its_provenance() -> None:
    entry = Entry(
        title="<b>Envoys</b> return", summary="DOHA (Reuters) - They <i>came</i> back.", link="javascript:x",
        guid="https://courier.example/a", published=SEEN.timestamp(), published_raw="now",
    )  # fmt: skip
    made = report(entry, SOURCE, SEEN)
    assert (made.headline, made.summary, made.link) == (
        "Envoys return",
        "DOHA (Reuters) - They came back.",
        "https://courier.example/a",
    )
    assert (made.outlet, made.family, made.wire, made.published, made.version) == (
        "Harbour Courier",
        "courier",
        "Reuters",
        SEEN,
        1,
    )


def test_the_id_comes_of_family_and_first_alias() -> None:
    entry = Entry(title="x", link="https://courier.example/a")
    made = report(entry, SOURCE, SEEN)
    assert made.id == report(entry, SOURCE, SEEN, version=3).id
    assert report(Entry(title="y", link="http://www.courier.example/a?utm_medium=rss"), SOURCE, SEEN).id == made.id
    assert report(Entry(title="x", link="https://courier.example/b"), SOURCE, SEEN).id != made.id
    assert report(entry, SOURCE, SEEN, first="link:courier:courier.example/a").id == made.id


def test_aliases_are_never_empty() -> None:
    assert aliases(Entry(), SOURCE)
    assert aliases(Entry(link="https://courier.example/a", guid="7"), SOURCE)[0] == "link:courier:courier.example/a"


def test_an_item_without_a_headline_shows_the_beginning_of_its_text() -> None:
    made = report(Entry(summary="<p>Envoys met.</p>" + "x" * 500), SOURCE, SEEN)
    assert made.headline.startswith("Envoys met. xxx")
    assert len(made.headline) == 200
