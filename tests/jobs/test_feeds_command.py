"""`trucewire feeds` over real HTTP and a real store."""

import argparse
import tomllib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from aiohttp import web

from bot.clock import VirtualClock
from bot.core.model import Source
from bot.errors import ConfigError, FetchError, ParseError
from bot.feeds import opml
from bot.feeds.egress import EgressPolicy
from bot.feeds.fetch import HttpFetcher
from bot.feeds.parse import ParserPool
from bot.jobs.feeds_command import FeedsCommand, add_arguments
from tests.feeds.serving import item, rss, served
from tests.jobs.newsroom import USER_AGENT, Newsroom, a_source, newsroom

START = datetime(2030, 5, 1, 12, tzinfo=UTC)
FEED = rss(
    [item(f"Story {n}", guid=str(n), at=START - timedelta(minutes=10 * n)) for n in range(8)],
    channel="<ttl>20</ttl><language>en-gb</language>",
)


async def site(request: web.Request) -> web.Response:
    pages = {
        "/feed": (FEED, "application/rss+xml"),
        "/page": (
            b'<html><link rel="alternate" type="application/rss+xml" href="/none"><a href="/feed">x</a></html>',
            "text/html",
        ),
        "/plain": (b"<html><p>nothing here</p></html>", "text/html"),
        "/none": (rss([]), "application/rss+xml"),
    }
    body, kind = pages[request.path]
    return web.Response(body=body, content_type=kind, headers={"ETag": '"1"'})


@asynccontextmanager
async def command(sources: list[Source], room: Newsroom | None = None) -> AsyncIterator[tuple[FeedsCommand, list[str]]]:
    clock = room.clock if room else VirtualClock(START)
    written: list[str] = []
    async with HttpFetcher(USER_AGENT, EgressPolicy(allow_loopback=True), clock) as fetcher, ParserPool() as parser:
        yield (
            FeedsCommand(
                sources=sources, fetcher=fetcher, parser=parser, clock=clock, store=room.store if room else None,
                write=written.append,
            ),
            written,
        )  # fmt: skip


def arguments(*words: str) -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    add_arguments(parser)
    return parser.parse_args(words)


async def test_add_finds_the_feed_on_a_page_probes_it_and_prints_toml() -> None:
    async with served(site) as base, command([]) as (feeds, written):
        assert await feeds.run(arguments("add", base + "/page")) == 0
    text = "\n".join(written)
    assert "8 entries, 8 with guid, 8 with a usable date" in text
    assert "asked every 20 min" in text
    (source,) = tomllib.loads(text[text.index("[[source]]") :])["source"]
    assert source == {
        "id": "courier",
        "outlet": "Courier",
        "url": base + "/feed",
        "language": "en",
        "family": source["family"],
    }


async def test_add_knows_what_is_there_and_what_is_no_feed() -> None:
    async with served(site) as base, command([a_source(base + "/feed")]) as (feeds, written):
        assert await feeds.run(arguments("add", base + "/feed")) == 1
        assert "there already: source 'courier'" in written[-1]
        with pytest.raises(ParseError, match="neither a feed nor a page"):
            await feeds.run(arguments("add", base + "/plain"))
    async with command([]) as (feeds, _):
        with pytest.raises(FetchError):
            await feeds.run(arguments("add", "http://127.0.0.1:9/"))
    with pytest.raises(SystemExit):
        arguments("add", "ftp://x.example/")


async def test_import_prints_what_is_new_and_export_reads_back(tmp_path: Path) -> None:
    sources = [a_source("https://courier.example/rss")]
    others = [a_source("https://gazette.example/rss", "gazette"), a_source("https://courier.example/rss")]
    file = tmp_path / "list.opml"
    file.write_text(opml.write(others), encoding="utf-8")
    async with command(sources) as (feeds, written):
        assert await feeds.run(arguments("import", str(file))) == 0
        (found,) = tomllib.loads("\n".join(written))["source"]
        assert (found["url"], found["id"]) == ("https://gazette.example/rss", "harbour-courier")
        written.clear()
        assert await feeds.run(arguments("export")) == 0
        assert [one.url for one in opml.read("\n".join(written).encode())] == ["https://courier.example/rss"]
        with pytest.raises(ConfigError, match="cannot be read"):
            await feeds.run(arguments("import", str(tmp_path / "none")))
        file.write_text("nonsense")
        with pytest.raises(ConfigError, match="no OPML"):
            await feeds.run(arguments("import", str(file)))


async def test_probe_says_what_is_in_a_feed_and_what_is_wrong() -> None:
    async with (
        served(site) as base,
        command([a_source(base + "/feed", "good"), a_source(base + "/plain", "bad")]) as (feeds, written),
    ):
        assert await feeds.run(arguments("probe")) == 1
        assert await feeds.run(arguments("probe", "good")) == 0
        with pytest.raises(ConfigError, match="no source 'other'"):
            await feeds.run(arguments("probe", "other"))
    assert any(one.startswith("bad: html") for one in written)
    assert "newest: Story 0" in written[0]


async def test_probe_says_the_interval_that_is_set_by_hand() -> None:
    async with (
        served(site) as base,
        command([a_source(base + "/feed", "good", interval_minutes=7)]) as (feeds, written),
    ):
        assert await feeds.run(arguments("probe")) == 0
    assert "asked every 7 min" in written[0]


async def test_list_shows_health_gaps_and_notes(tmp_path: Path) -> None:
    bodies = {"/a": FEED}

    async def handler(request: web.Request) -> web.Response:
        return (
            web.Response(body=bodies[request.path], content_type="text/xml")
            if request.path in bodies
            else web.Response(status=500)
        )

    async with served(handler) as base:
        sources = [a_source(base + "/a", "a"), a_source(base + "/b", "b"), a_source(base + "/c", "c")]
        async with newsroom(tmp_path, START, sources[:2]) as room:
            await room.poll()
            bodies["/a"] = rss(item(f"New {n}", guid=f"n{n}", at=START + timedelta(minutes=20 + n)) for n in range(4))
            await room.poll(hours=1)
            async with command(sources, room) as (feeds, written):
                assert await feeds.run(arguments("list")) == 0
    text = "\n".join(written)
    assert "may have missed reports from 2030-05-01 12:00 UTC to 2030-05-01 13:00 UTC" in text
    assert "http_500" in text
    assert "failing for 60 min" in text
    assert "never asked" in text
    assert "Notes, newest first:" in text


async def test_list_works_before_there_is_a_database() -> None:
    async with command([a_source("https://courier.example/rss")]) as (feeds, written):
        assert await feeds.run(arguments("list")) == 0
    assert "never asked" in written[0]


async def test_accept_allows_a_move_and_probe_wakes_a_retired_feed(tmp_path: Path) -> None:
    async def handler(request: web.Request) -> web.Response:
        if request.path == "/gone":
            return web.Response(status=410)
        if request.path == "/old":
            return web.Response(status=301, headers={"Location": f"http://127.0.0.9:{request.url.port}/new"})
        return web.Response(body=FEED)

    async with served(handler, host="0.0.0.0") as base:
        here = base.replace("0.0.0.0", "127.0.0.8")
        sources = [a_source(here + "/old", "moves"), a_source(here + "/gone", "gone")]
        async with newsroom(tmp_path, START, sources) as room, command(sources, room) as (feeds, written):
            assert await feeds.run(arguments("accept", "moves")) == 1
            await room.live(START + timedelta(days=3))
            assert await feeds.run(arguments("accept", "moves")) == 0
            assert "127.0.0.9" in written[-1]
            assert (await room.state("gone")).retired_at is not None
            assert await feeds.run(arguments("probe", "gone")) == 1
            assert (await room.state("gone")).retired_at is None
