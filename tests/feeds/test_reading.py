"""feedparser's answer as values of ours."""

from datetime import UTC, datetime

import pytest

from bot.errors import ParseError
from bot.feeds.reading import read
from tests.feeds.serving import item, rss

AT = datetime(2030, 5, 1, 12, tzinfo=UTC)
RDF = b"""<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel rdf:about="x"><title>Courier</title></channel>
<item rdf:about="https://courier.example/1"><title>One</title><link>https://courier.example/1</link><dc:date>2030-05-01T12:00:00Z</dc:date></item></rdf:RDF>"""
ATOM = b"""<feed xmlns="http://www.w3.org/2005/Atom"><title>Courier</title><link rel="self" href="https://courier.example/atom"/>
<entry><id>tag:1</id><title type="html">One &amp;amp; two</title><link rel="enclosure" href="https://x.example/a.mp3"/><link href="/1"/>
<updated>2030-05-01T12:00:00Z</updated><author><name>AFP</name></author><content type="html">&lt;p&gt;Body&lt;/p&gt;</content></entry></feed>"""


def test_rss_rdf_and_atom() -> None:
    (one,) = read(
        rss([item("One", link="https://courier.example/1", guid="g", at=AT, more="<source url='x'>Gazette</source>")])
    ).entries
    assert (one.title, one.link, one.guid, one.published, one.publisher) == (
        "One",
        "https://courier.example/1",
        "g",
        AT.timestamp(),
        "Gazette",
    )
    (one,) = read(RDF).entries
    assert (one.title, one.guid, one.updated) == ("One", "https://courier.example/1", AT.timestamp())
    feed = read(ATOM, base_url="https://courier.example/atom")
    (one,) = feed.entries
    assert (one.title, one.author, one.summary, one.guid) == ("One &amp; two", "AFP", "<p>Body</p>", "tag:1")
    assert (one.link, feed.self_link, feed.version) == (
        "https://courier.example/1",
        "https://courier.example/atom",
        "atom10",
    )


@pytest.mark.parametrize(
    ("channel", "expected"),
    [
        ("<ttl>15</ttl>", (15, None, (), ())),
        ("<ttl>soon</ttl>", (None, None, (), ())),
        ("<sy:updatePeriod> Hourly </sy:updatePeriod>", (None, 60, (), ())),
        ("<sy:updatePeriod>daily</sy:updatePeriod><sy:updateFrequency>24</sy:updateFrequency>", (None, 60, (), ())),
        ("<sy:updatePeriod>hourly</sy:updatePeriod><sy:updateFrequency>0</sy:updateFrequency>", (None, 60, (), ())),
        (
            "<skipHours><hour>24</hour><hour>3</hour></skipHours><skipDays><day>Saturday</day><day>Sunday</day></skipDays>",
            (None, None, (0, 3), (5, 6)),
        ),
    ],
)
def test_hints_in_the_feed(channel: str, expected: tuple[object, ...]) -> None:
    feed = read(rss([item("One")], channel=channel))
    assert (feed.ttl_minutes, feed.update_minutes, feed.skip_hours, feed.skip_days) == expected


def test_the_charset_of_the_header_counts() -> None:
    body = rss([item("Doha à midi")]).replace(b' encoding="utf-8"', b"").decode().encode("iso-8859-1")
    assert read(body, "text/xml; charset=iso-8859-1").entries[0].title == "Doha à midi"


def test_other_xml_is_no_feed() -> None:
    with pytest.raises(ParseError, match="not_a_feed"):
        read(b"<note/>")
