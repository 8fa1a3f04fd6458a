"""ParserPool: feeds, things that are no feeds, and bodies built to hurt."""

import asyncio

import pytest

from bot.errors import ParseError
from bot.feeds.parse import ParserLimits, ParserPool

RSS = b"""<?xml version="1.0"?><rss version="2.0" xmlns:sy="http://purl.org/rss/1.0/modules/syndication/"><channel>
<title>Harbour Courier</title><ttl>15</ttl><sy:updatePeriod>hourly</sy:updatePeriod><sy:updateFrequency>4</sy:updateFrequency>
<skipHours><hour>1</hour><hour>2</hour></skipHours><skipDays><day>Sunday</day></skipDays>
<item><title>Envoys meet again</title><link>https://courier.example/a</link><guid>g1</guid><author>By Reuters</author>
<pubDate>Tue, 30 Apr 2030 10:00:00 +0300</pubDate><description>&lt;p&gt;They met.&lt;/p&gt;</description></item>
<item><title>Second</title><link>https://courier.example/b</link></item></channel></rss>"""


async def reason_of(body: bytes, content_type: str = "") -> str:
    async with ParserPool() as pool:
        with pytest.raises(ParseError) as caught:
            await pool.parse(body, content_type)
    return caught.value.reason


async def test_a_feed_gives_its_entries_and_its_hints() -> None:
    async with ParserPool() as pool:
        feed = await pool.parse(RSS, "application/rss+xml")
    first, second = feed.entries
    assert (first.title, first.link, first.guid, first.author) == (
        "Envoys meet again",
        "https://courier.example/a",
        "g1",
        "By Reuters",
    )
    assert first.published == 1903762800.0
    assert first.published_raw == "Tue, 30 Apr 2030 10:00:00 +0300"
    assert (second.title, second.guid, second.published) == ("Second", "", None)
    assert (feed.ttl_minutes, feed.update_minutes, feed.skip_hours, feed.skip_days) == (15, 15, (1, 2), (6,))
    assert (feed.malformed, feed.truncated, feed.capped) == (False, False, False)


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b"", "empty"),
        (b"  \n", "empty"),
        (b"<!DOCTYPE html><html><body>hello</body></html>", "html"),
        (b"<html><title>Just a moment...</title></html>", "challenge"),
        (b"<rss><channel><title>x", "malformed"),
        (b"no markup at all", "malformed"),
        (b"<note><to>you</to></note>", "not_a_feed"),
        (b"\x00\x01\x02\x03", "malformed"),
        (b"/etc/passwd", "malformed"),
        (b"file:///etc/passwd", "malformed"),
        (b"http://127.0.0.1:1/feed", "malformed"),
    ],
)
async def test_what_is_no_feed(body: bytes, reason: str) -> None:
    assert await reason_of(body) == reason


async def test_a_truncated_feed_is_salvaged_and_half_a_headline_is_dropped() -> None:
    async with ParserPool() as pool:
        whole_first = await pool.parse(RSS[: RSS.index(b"</title><link>https://courier.example/b")])
        second_too = await pool.parse(RSS[: RSS.index(b"</item></channel>")])
    assert [entry.title for entry in whole_first.entries] == ["Envoys meet again"]
    assert [entry.title for entry in second_too.entries] == ["Envoys meet again", "Second"]
    assert whole_first.truncated
    assert second_too.truncated


async def test_malformed_but_whole_is_not_truncated() -> None:
    async with ParserPool() as pool:
        feed = await pool.parse(RSS.replace(b"Second", b"Second & last"))
    assert [entry.title for entry in feed.entries] == ["Envoys meet again", "Second & last"]
    assert (feed.malformed, feed.truncated) == (True, False)


async def test_a_worker_that_is_stopped_is_replaced() -> None:
    limits = ParserLimits(cpu_seconds=0.3)
    async with ParserPool(limits=limits) as pool:
        with pytest.raises(ParseError, match="too_slow"):
            await pool.parse(b"<rss><channel>&broken" + b"<a>" * 300_000)
        assert len((await pool.parse(RSS)).entries) == 2


async def test_parses_side_by_side() -> None:
    async with ParserPool(size=2) as pool:
        feeds = await asyncio.gather(*(pool.parse(RSS) for _ in range(6)))
    assert [len(feed.entries) for feed in feeds] == [2] * 6
