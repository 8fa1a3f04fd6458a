"""Polling cycles over real HTTP: what is filed, what is kept, and what never alerts."""

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from aiohttp import web

from bot.core.intake.health import Flag, Notice
from bot.core.model import SourceId
from bot.jobs import poll
from tests.feeds.serving import item, rss, served
from tests.jobs.newsroom import Newsroom, a_source, newsroom

START = datetime(2030, 5, 1, 12, tzinfo=UTC)
MIN = timedelta(minutes=1)


class Feed:
    """What an outlet serves now; set `body`, `status` or `headers` to change it."""

    def __init__(self, body: bytes = b"") -> None:
        self.body = body
        self.status = 200
        self.headers: dict[str, str] = {}
        self.paths: list[str] = []

    async def __call__(self, request: web.Request) -> web.Response:
        self.paths.append(request.path)
        tag = f'"{hash(self.body)}"'
        if self.status == 200 and request.headers.get("If-None-Match") == tag:
            return web.Response(status=304, headers={"ETag": tag})
        return web.Response(
            status=self.status, body=self.body, headers={"ETag": tag, **self.headers}, content_type="text/xml"
        )


def stories(*numbers: int, name: Callable[[int], str] = str, headline: str = "Story", ago: int = 60) -> list[str]:
    return [
        item(
            f"{headline} {n}", guid=f"g{name(n)}", link=f"https://courier.example/{name(n)}", at=START - (ago + n) * MIN
        )
        for n in numbers
    ]


async def test_the_first_poll_is_filed_and_never_alerts_the_next_one_does(tmp_path: Path) -> None:
    feed = Feed(rss(stories(1, 2)))
    async with served(feed) as base, newsroom(tmp_path, START, [a_source(base)]) as room:
        first = await room.poll()
        again = await room.poll(minutes=10)
        feed.body = rss([item("Fresh", guid="f", at=START + 15 * MIN), *stories(1, 2)])
        third = await room.poll(minutes=10)
    assert (first.reports, first.alerts) == (2, 0)
    assert (again.unchanged, again.reports) == (1, 0)
    assert (third.reports, third.alerts) == (1, 1)


async def test_validators_and_digest_survive_a_restart(tmp_path: Path) -> None:
    feed = Feed(rss(stories(1)))
    async with served(feed) as base:
        sources = [a_source(base)]
        async with newsroom(tmp_path, START, sources) as room:
            await room.poll()
        async with newsroom(tmp_path, START + MIN, sources) as room:
            assert (await room.poller.cycle()).asked == 0  # not due yet
            assert (await room.poll(minutes=30)).unchanged == 1
            feed.headers = {"ETag": '"other"'}
            feed.body += b"\n"
            await room.poll(minutes=30)
            feed.headers = {"ETag": '"yet another, same body"'}
            assert (await room.poll(minutes=30)).unchanged == 1


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


async def test_a_window_that_overflowed_is_a_recorded_gap_and_shortens_the_interval(tmp_path: Path) -> None:
    feed = Feed(rss(stories(*range(6))))
    async with served(feed) as base, newsroom(tmp_path, START, [a_source(base)]) as room:
        await room.poll()
        interval = (await room.state("courier")).interval
        feed.body = rss([item(f"New {n}", guid=f"n{n}", at=START + (30 + n) * MIN) for n in range(6)])
        done = await room.poll(minutes=60)
        state = await room.state("courier")
        gaps = await room.store.read(lambda tables: tables.feeds.gaps(START))
    assert done.alerts == 6  # news after a gap is news
    assert (state.gap_from, state.gap_to) == (START, START + 60 * MIN)
    assert state.may_have_missed(START + 2 * 60 * MIN)
    assert state.interval <= interval / 2
    assert [one.source for one in gaps] == ["courier"]


async def test_a_truncated_feed_is_salvaged_and_its_validators_are_not_stored(tmp_path: Path) -> None:
    whole = rss(stories(1, 2, 3))
    feed = Feed(whole[: whole.index(b"</item>", whole.index(b"Story 2")) + 7])
    async with served(feed) as base, newsroom(tmp_path, START, [a_source(base)]) as room:
        done = await room.poll()
        state = await room.state("courier")
    assert done.reports == 2
    assert (state.etag, state.digest) == (None, None)
    assert Flag.TRUNCATED in state.flags


@pytest.mark.parametrize(
    ("status", "body", "reason"),
    [
        (500, b"", "http_500"), (200, b"", "empty"), (200, b"<html><p>hello</p></html>", "html"),
        (200, b"<html>Just a moment...</html>", "challenge"), (200, b"<rss><chan", "malformed"),
    ],
)  # fmt: skip
async def test_a_feed_that_fails_is_counted_and_does_not_stop_the_others(
    tmp_path: Path, status: int, body: bytes, reason: str
) -> None:
    bad, good = Feed(body), Feed(rss(stories(1)))
    bad.status = status
    async with served(bad, host="127.0.0.2") as one, served(good, host="127.0.0.3") as other:
        sources = [a_source(one, "bad"), a_source(other, "good")]
        async with newsroom(tmp_path, START, sources) as room:
            done = await room.poll()
            state = await room.state("bad")
    assert done.failed["bad"].startswith(reason)
    assert done.reports == 1
    assert (state.failures, state.failing_since, state.why) == (1, START, "backoff")


async def test_one_story_in_two_feeds_of_a_family_is_one_report(tmp_path: Path) -> None:
    feed = Feed(rss([]))
    async with served(feed) as base:
        sources = [a_source(base + "/a", "a", family="courier"), a_source(base + "/b", "b", family="courier")]
        async with newsroom(tmp_path, START, sources) as room:
            await room.poll()
            feed.body = rss([item("Fresh", link="https://courier.example/1", at=START)])
            done = await room.poll(minutes=5)
    assert (done.reports, done.alerts) == (1, 1)


async def test_gone_three_times_over_a_day_retires_a_feed_and_nothing_else_does(tmp_path: Path) -> None:
    gone, broken = Feed(), Feed()
    gone.status, broken.status = 410, 404
    async with served(gone, host="127.0.0.2") as one, served(broken, host="127.0.0.3") as other:
        sources = [a_source(one, "gone"), a_source(other, "broken")]
        async with newsroom(tmp_path, START, sources) as room:
            await room.live(START + timedelta(hours=23))
            assert (await room.state("gone")).retired_at is None
            await room.live(START + timedelta(days=4))
            retired = (await room.state("gone")).retired_at
            notes = await room.store.read(lambda tables: tables.feeds.notes())
            asked = len(gone.paths)
            await room.live(START + timedelta(days=6))
    assert retired is not None
    assert [note.kind for note in notes] == ["retired", "blind"]
    assert len(gone.paths) == asked
    assert len(broken.paths) > 24 * 6 - 10  # hourly at the slowest, for ever


async def test_a_permanent_redirect_is_adopted_after_a_day_and_kept_over_a_restart(tmp_path: Path) -> None:
    body = rss(stories(1))
    paths: list[str] = []

    async def handler(request: web.Request) -> web.Response:
        paths.append(request.path)
        if request.path == "/old":
            return web.Response(status=301, headers={"Location": "/new"})
        return web.Response(body=body, content_type="text/xml")

    async with served(handler) as base:
        sources = [a_source(base + "/old")]
        async with newsroom(tmp_path, START, sources) as room:
            await room.live(START + timedelta(hours=23))
            assert (await room.state("courier")).url == ""
            await room.live(START + timedelta(hours=27))
            assert (await room.state("courier")).url == base + "/new"
        paths.clear()
        async with newsroom(tmp_path, START + timedelta(hours=30), sources) as room:
            await room.poll()
    assert paths == ["/new"]


async def test_a_redirect_to_another_domain_waits_for_consent(tmp_path: Path) -> None:
    feed = Feed(rss(stories(1)))

    async with served(feed, host="127.0.0.4") as far:

        async def handler(request: web.Request) -> web.Response:
            return web.Response(status=308, headers={"Location": far + "/feed"})

        async with served(handler) as base, newsroom(tmp_path, START, [a_source(base)]) as room:
            await room.live(START + timedelta(hours=30))
            before = await room.state("courier")
            notes = await room.store.read(lambda tables: tables.feeds.notes())
            await room.store.write(lambda tables: tables.feeds.consent(SourceId("courier"), far + "/feed"))
            await room.live(START + timedelta(hours=32))
            after = await room.state("courier")
    assert before.url == ""
    assert [note.kind for note in notes] == ["asks_to_move"]
    assert after.url == far + "/feed"


async def test_a_local_outage_counts_against_nobody_and_subscribers_are_told_once(tmp_path: Path) -> None:
    feed = Feed(rss(stories(1)))
    async with served(feed, host="127.0.0.2") as one, served(feed, host="127.0.0.3") as other:
        sources = [a_source(one, "one"), a_source(other, "other")]
    async with newsroom(tmp_path, START, sources) as room:
        await room.live(START + timedelta(hours=2))
        state = await room.state("one")
        told = [notice for _, notice, _ in room.told]
    assert (state.failures, state.failing_since) == (0, START)
    assert state.problem is not None
    assert told == [Notice.BLIND]


async def test_subscribers_are_told_when_the_sources_see_again(tmp_path: Path) -> None:
    bad, good = Feed(b"nonsense"), Feed(rss(stories(1)))
    async with served(bad, host="127.0.0.2") as one, served(good, host="127.0.0.3") as other:
        sources = [a_source(one, "one"), a_source(one, "two"), a_source(other, "three")]
        async with newsroom(tmp_path, START, sources) as room:
            await room.live(START + timedelta(hours=3))
            bad.body = good.body
            await room.live(START + timedelta(hours=5))
            told = [notice for _, notice, _ in room.told]
            notes = await room.store.read(lambda tables: tables.feeds.notes())
    assert told == [Notice.BLIND, Notice.SEES_AGAIN]
    assert [note.kind for note in notes] == ["sees_again", "blind"]


async def test_provenance_is_stored_with_every_version(tmp_path: Path) -> None:
    feed = Feed(b"nonsense")
    async with served(feed) as base, newsroom(tmp_path, START, [a_source(base)]) as room:
        await room.poll()
        feed.body = rss([item("Fresh", guid="1", at=START - 5 * MIN, more="<author>Reuters</author>")])
        await room.poll(minutes=30)
        (one,) = await room.store.read(lambda tables: next(iter(tables.reports.by_alias(["guid:courier:1"]).values())))
        provenance = await room.store.read(lambda tables: tables.provenance.of(one.id, 1))
    assert (one.family, one.wire, one.seen) == ("courier", "Reuters", START + 30 * MIN)
    assert provenance.published_raw == "Wed, 01 May 2030 11:55:00 +0000"
    assert provenance.chance_at == START  # the failed poll could have seen it
    assert provenance.dated


async def test_nothing_is_lost_when_the_commit_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    feed = Feed(rss(stories(1)))
    async with served(feed) as base, newsroom(tmp_path, START, [a_source(base)]) as room:
        await room.poll()
        feed.body = rss([item("Fresh", guid="f", at=START), *stories(1)])
        commit = room.poller._commit
        monkeypatch.setattr(room.poller, "_commit", lambda *a: (commit(*a), 1 / 0))
        with pytest.raises(ZeroDivisionError):
            await room.poll(minutes=10)
        monkeypatch.undo()
        done = await room.poll(minutes=10)
    assert (done.unchanged, done.reports, done.alerts) == (0, 1, 1)


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


async def test_a_feed_that_drips_does_not_hold_up_the_others(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(poll, "PATIENCE", 1.5)
    filed_before_it_came: list[int] = []
    feed = Feed(rss(stories(1)))
    async with served(feed, host="127.0.0.2") as quick:
        room: Newsroom

        async def drip(request: web.Request) -> web.Response:
            for _ in range(200):
                reports = await room.store.read(lambda tables: len(tables.reports.by_alias(["guid:quick:g1"])))
                if reports:
                    break
                await asyncio.sleep(0.05)
            filed_before_it_came.append(reports)
            return web.Response(body=rss(stories(2)), content_type="text/xml")

        async with served(drip, host="127.0.0.3") as slow:
            sources = [a_source(slow + "/feed", "slow"), a_source(quick, "quick")]
            async with newsroom(tmp_path, START, sources, deadline=20.0) as room:
                done = await room.poll()
    assert filed_before_it_came == [1]
    assert (done.asked, done.reports, done.failed) == (2, 2, {})
