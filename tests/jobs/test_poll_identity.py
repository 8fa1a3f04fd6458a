"""Which report an entry is: edited, dated anew, under another name, in a sister feed, it is the one we have."""

from datetime import datetime
from pathlib import Path

import pytest

from tests.feeds.serving import item, rss, served
from tests.jobs.newsroom import a_source, newsroom
from tests.jobs.outlet import MIN, START, Feed, stories


async def test_edits_and_redates_of_known_reports(tmp_path: Path) -> None:
    def one(title: str, at: datetime) -> bytes:
        return rss([item(title, guid="g", link="https://courier.example/1", at=at)])

    feed = Feed(one("Four captives freed", START))
    async with served(feed) as base, newsroom(tmp_path, START + MIN, [a_source(base)]) as room:
        await room.poll()
        feed.body = one("Four captives freed", START + 5 * MIN)
        await room.poll(minutes=10)
        feed.body = one("Four captives are freed", START + 5 * MIN)
        await room.poll(minutes=10)
        feed.body = one("Six captives freed", START + 5 * MIN)
        assert (await room.poll(minutes=10)).alerts == 1
        feed.body = one("Four captives freed", START)  # as it was
        assert (await room.poll(minutes=10)).reports == 0
        versions = await room.store.read(
            lambda tables: next(iter(tables.reports.by_alias(["link:courier:courier.example/1"]).values()))
        )
        reasons = {one.version: (await room.reasons()) for one in versions}
    assert [one.version for one in versions] == [1, 2, 3, 4]
    assert sorted(reasons[1]) == ["edit", "new_development", "redated", "seed"]


async def test_a_feed_under_new_names_is_filed_silently_and_the_operator_is_told(tmp_path: Path) -> None:
    feed = Feed(rss(stories(*range(8))))
    async with served(feed) as base, newsroom(tmp_path, START, [a_source(base)]) as room:
        await room.poll()
        feed.body = rss([
            item("Fresh", guid="nf", link="https://courier.example/nf", at=START + 8 * MIN),
            item("Reworded", guid="nr", link="https://courier.example/nr", at=START - 100 * MIN),
            *stories(*range(8), name=lambda n: f"n{n}", ago=61),
        ])  # fmt: skip
        done = await room.poll(minutes=10)
        after = await room.poll(minutes=10)
        reasons = await room.reasons()
    assert done.alerts == 1
    assert [note.kind for note in done.notes] == ["rekeyed"]
    assert reasons.count("new_development") == 1
    assert reasons.count("seed") == 9  # eight first, and the reworded one; the rest are known reports with a new date
    assert reasons.count("redated") == 8
    assert after.reports == 0


async def test_one_story_in_two_feeds_of_a_family_is_one_report(tmp_path: Path) -> None:
    feed = Feed(rss([]))
    async with served(feed) as base:
        sources = [a_source(base + "/a", "a", family="courier"), a_source(base + "/b", "b", family="courier")]
        async with newsroom(tmp_path, START, sources) as room:
            await room.poll()
            feed.body = rss([item("Fresh", link="https://courier.example/1", at=START)])
            done = await room.poll(minutes=5)
    assert (done.reports, done.alerts) == (1, 1)


REISSUES = {
    "a guid that counts edits": (
        item("Envoys meet", guid="https://www.bbc.com/news/articles/c0abc12345de#0", link="https://www.bbc.com/news/articles/c0abc12345de?at_medium=RSS&at_campaign=rss", at=START),
        item("Envoys meet", guid="https://www.bbc.com/news/articles/c0abc12345de#3", link="https://www.bbc.co.uk/news/articles/c0abc12345de?at_medium=RSS", at=START),
    ),
    "a slug that follows the headline": (
        item("Envoys meet", guid="https://www.dw.com/en/envoys-meet/a-79000001", link="https://www.dw.com/en/envoys-meet/a-79000001?maca=en-rss-en-all-1573-xml-mrss", at=START),
        item("Envoys are to meet", guid="https://www.dw.com/en/envoys-are-to-meet/a-79000001", link="https://www.dw.com/en/envoys-are-to-meet/a-79000001?maca=en-rss", at=START),
    ),
    "a guid that is a time": (
        item("Envoys meet", guid="https://www.aljazeera.com/?t=1903867200", link="https://www.aljazeera.com/news/2030/5/1/envoys-meet?traffic_source=rss", at=START),
        item("Envoys meet", guid="https://www.aljazeera.com/?t=1903870000", link="https://www.aljazeera.com/news/2030/5/1/envoys-meet", at=START),
    ),
    "a link by another path": (
        item("Envoys meet", guid="1", link="https://news.un.org/feed/view/en/story/2030/05/1150000", at=START),
        item("Envoys meet", guid="2", link="https://news.un.org/en/story/2030/05/1150000", at=START),
    ),
    "http and https": (
        item("Envoys meet", guid="http://courier.example/1", link="http://courier.example/1", at=START),
        item("Envoys meet", guid="https://courier.example/1", link="https://www.courier.example/1/", at=START),
    ),
    "an aggregator's new string": (
        item("Envoys meet - Courier", guid="CBMiAAA", link="https://news.google.com/rss/articles/CBMiAAA?oc=5", at=START),
        item("Envoys meet - Courier", guid="CBMiBBB", link="https://news.google.com/rss/articles/CBMiBBB?oc=5", at=START),
    ),
    "no guid and the article's number": (
        item("Envoys meet", link="https://www.jpost.com/middle-east/article-812345", at=START),
        item("Envoys meet!", link="https://www.jpost.com/israel-news/article-812345?itemid=9", at=START + MIN),
    ),
    "a token of the visit": (
        item("Envoys meet", link="https://courier.example/r/1/a1b2", at=START),
        item("Envoys meet", link="https://courier.example/r/2/c3d4", at=START),
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", REISSUES)
async def test_one_article_under_new_keys_is_no_second_report(tmp_path: Path, name: str) -> None:
    first, second = REISSUES[name]
    feed = Feed(rss(stories(1)))
    async with served(feed) as base, newsroom(tmp_path, START + MIN, [a_source(base)]) as room:
        await room.poll()
        feed.body = rss([first, *stories(1)])
        assert (await room.poll(minutes=5)).alerts == 1
        feed.body = rss([second, *stories(1)])
        assert (await room.poll(minutes=5)).alerts == 0
        feed.body = rss(stories(1))  # it leaves the feed
        await room.poll(minutes=5)
        feed.body = rss([first, *stories(1)])  # and comes back as it was
        back = await room.poll(minutes=5)
    assert (back.reports, back.alerts) == (0, 0)
