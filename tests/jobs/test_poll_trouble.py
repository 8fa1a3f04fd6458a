"""Feeds that fail, move, drip or are gone, and a network of ours that is away."""

import asyncio
from datetime import timedelta
from pathlib import Path

import pytest
from aiohttp import web

from bot.core.intake.health import Notice
from bot.core.model import SourceId
from bot.jobs import poll
from tests.feeds.serving import rss, served
from tests.jobs.newsroom import Newsroom, a_source, newsroom
from tests.jobs.outlet import START, Feed, stories


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
