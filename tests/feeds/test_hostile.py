"""Feeds built to hurt: each is contained, and the loop goes on meanwhile."""

import asyncio
import os
import sys
import zlib
from collections.abc import AsyncIterator, Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import brotli
import pytest
from aiohttp import web
from aiohttp.abc import AbstractResolver

from bot.core.model import Source, SourceId
from bot.errors import FetchError, ParseError
from bot.feeds.egress import EgressPolicy
from bot.feeds.fetch import FeedRequest, HttpFetcher
from bot.feeds.normalise import report
from bot.feeds.parse import ParserLimits, ParserPool
from tests.feeds.serving import item, rss, served

ROOT = Path(__file__).parents[2]
NOW = datetime(2030, 5, 1, 12, tzinfo=UTC)
SOURCE = Source(id=SourceId("s"), outlet="Courier", url="https://courier.example/", language="en", family="s")

NESTED = b"<rss><channel>" + b"<div>" * 350_000
NESTED_AND_BROKEN = b"<rss><channel>&nonsense" + b"<div>" * 350_000
MANY = rss(item(f"Story {n}", guid=str(n)) for n in range(100_000))
LAUGHS = (
    b'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a0 "ha">'
    + b"".join(b'<!ENTITY a%d "%s">' % (n, b"&a%d;" % (n - 1) * 10) for n in range(1, 12))
    + b"]><rss><channel><item><title>&a11;</title></item></channel></rss>"
)
QUADRATIC = (
    b'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "' + b"h" * 100_000 + b'">]><rss><channel><item><title>'
    + b"&a;" * 50_000 + b"</title></item></channel></rss>"
)  # fmt: skip
EXTERNAL = b'<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]><rss version="2.0"><channel><item><title>a &x; b</title></item></channel></rss>'
UNCLOSED = rss([item("Story", more="<description><![CDATA[" + "<div>" * 60_000 + "]]></description>")])
ATTRIBUTES = rss(
    [item("Story", more="<description " + " ".join(f'a{n}="x"' for n in range(60_000)) + ">x</description>")]
)

REFUSED = {"nested": (NESTED, "too_deep"), "nested and broken": (NESTED_AND_BROKEN, "too_slow"), "entity bomb": (LAUGHS, "entities"),
           "one large entity": (QUADRATIC, "entities"), "60k attributes": (ATTRIBUTES, "attributes")}  # fmt: skip
GROWING = (
    b'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "' + b"h" * 200 + b'">]><rss version="2.0"><channel>'
    + (b"<item><title>" + b"&a;" * 700 + b"</title><description>" + b"&a;" * 700 + b"</description></item>") * 200
    + b"</channel></rss>"
)  # fmt: skip
READ = {
    "entities that grow": (GROWING, 200),
    "100k items": (MANY, 1000),
    "unclosed divs": (UNCLOSED, 1),
    "external entity": (EXTERNAL, 1),
}


@pytest.mark.parametrize("name", REFUSED)
async def test_refused(name: str) -> None:
    body, reason = REFUSED[name]
    async with ParserPool(limits=ParserLimits(cpu_seconds=1)) as pool:
        with pytest.raises(ParseError) as caught:
            await pool.parse(body)
        assert caught.value.reason == reason
        assert len((await pool.parse(rss([item("Still here")]))).entries) == 1


@pytest.mark.parametrize("name", READ)
async def test_read_within_limits(name: str) -> None:
    body, count = READ[name]
    async with ParserPool() as pool:
        feed = await pool.parse(body)
    assert len(feed.entries) == count
    assert feed.capped == (name == "100k items")
    assert not any("root:" in entry.title for entry in feed.entries)


async def test_the_loop_goes_on_while_hostile_feeds_are_parsed() -> None:
    lags: list[float] = []
    loop = asyncio.get_running_loop()

    async def beat() -> None:
        while True:
            before = loop.time()
            await asyncio.sleep(0.005)
            lags.append(loop.time() - before - 0.005)

    async with ParserPool(limits=ParserLimits(cpu_seconds=1)) as pool:
        await pool.parse(rss([item("Warm")]))
        beating = asyncio.create_task(beat())
        for body, _ in [*REFUSED.values(), *READ.values()]:
            try:
                await pool.parse(body)
            except ParseError:
                continue
        beating.cancel()
    assert len(lags) > 100
    assert sorted(lags)[int(len(lags) * 0.99)] < 0.05


def zeros(compress: Callable[[bytes], bytes], finish: Callable[[], bytes]) -> bytes:
    """One GiB of zeros, compressed."""
    block = bytes(2**20)
    return b"".join(compress(block) for _ in range(1024)) + finish()


def gzip_bomb() -> bytes:
    packer = zlib.compressobj(1, zlib.DEFLATED, 31)
    return zeros(packer.compress, packer.flush)


def brotli_bomb() -> bytes:
    packer = brotli.Compressor(quality=5)
    return zeros(packer.process, packer.finish)


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="peak memory is read from /proc")
@pytest.mark.parametrize(("encoding", "make"), [("gzip", gzip_bomb), ("br", brotli_bomb)])
async def test_a_bomb_takes_less_than_100_mib(encoding: str, make: Callable[[], bytes]) -> None:
    bomb = make()

    async def handler(request: web.Request) -> web.Response:
        if request.path == "/small":
            return web.Response(body=b"x")
        return web.Response(body=bomb, headers={"Content-Encoding": encoding})

    async with served(handler) as base:
        victim = await asyncio.create_subprocess_exec(
            sys.executable, str(ROOT / "tests/feeds/bomb_victim.py"), base + "/small", base + "/bomb",
            stdout=asyncio.subprocess.PIPE, env={**os.environ, "PYTHONPATH": str(ROOT)},
        )  # fmt: skip
        output, _ = await victim.communicate()
    grown, reason = output.decode().split()
    assert reason == "too_large"
    assert 1 < float(grown) < 100


async def test_a_body_that_is_a_path_or_an_address_is_not_followed(tmp_path: Path) -> None:
    file = tmp_path / "feed.xml"
    file.write_bytes(rss([item("From a file")]))
    asked: list[str] = []

    async def handler(request: web.Request) -> web.Response:
        asked.append(request.path)
        return web.Response(body=rss([item("From an address")]))

    async with served(handler) as base, ParserPool() as pool:
        for body in (str(file).encode(), file.as_uri().encode(), f"{base}/x".encode(), f"feed:{base}/x".encode()):
            with pytest.raises(ParseError):
                await pool.parse(body)
    assert asked == []


class Changing(AbstractResolver):
    """DNS that answers something else every time."""

    def __init__(self, *addresses: str) -> None:
        self.addresses = list(addresses)

    async def resolve(self, host: str, port: int = 0, family: Any = 0) -> list[Any]:
        address = self.addresses.pop(0)
        return [{"hostname": host, "host": address, "port": port, "family": 2, "proto": 0, "flags": 0}]

    async def close(self) -> None:
        pass


class OnlyOne(EgressPolicy):
    """Allows one loopback address as if it were a public one."""

    def problem(self, host: str, port: int) -> str | None:
        return None if host == "127.0.0.1" else EgressPolicy().problem(host, port)


async def test_dns_that_rebinds_and_redirects_inside() -> None:
    async def handler(request: web.Request) -> web.Response:
        if request.path == "/in":
            return web.Response(status=302, headers={"Location": request.query["to"]})
        return web.Response(body=b"x", headers={"Connection": "close"})

    async with served(handler) as base:
        port = base.rpartition(":")[2]
        resolver = Changing("127.0.0.1", "10.0.0.7", "127.0.0.1", "169.254.169.254")
        for number in range(4):
            async with HttpFetcher("t", OnlyOne(), lambda: NOW, resolver=resolver) as fetcher:
                request = FeedRequest(url=f"http://rebinds.example:{port}/")
                if number % 2 == 0:
                    assert (await fetcher.fetch(request)).body == b"x"
                    continue
                with pytest.raises(FetchError) as caught:
                    await fetcher.fetch(request)
                assert caught.value.reason == "egress"
        for target in (
            "http://127.0.0.2:80/",
            "http://169.254.169.254/latest/meta-data/",
            "http://[::1]/",
            "http://0.0.0.0/",
        ):
            async with HttpFetcher("t", OnlyOne(), lambda: NOW) as fetcher:
                with pytest.raises(FetchError) as caught:
                    await fetcher.fetch(FeedRequest(url=f"{base}/in?to={target}"))
                assert caught.value.reason in {"egress", "protocol"}


async def parsed(body: bytes, content_type: str = "") -> Any:
    async with ParserPool() as pool:
        return await pool.parse(body, content_type)


async def test_wrong_charsets() -> None:
    latin = rss([item("Pourparlers à Doha")]).decode().encode("windows-1252")
    assert (await parsed(latin, "text/xml; charset=utf-8")).entries[0].title.startswith("Pourparlers")
    lying = rss([item("Pourparlers à Doha")]).replace(b'encoding="utf-8"', b'encoding="no-such-charset"')
    assert (await parsed(lying)).entries[0].title == "Pourparlers à Doha"
    wide = (
        rss([item("Pourparlers à Doha")]).replace(b'encoding="utf-8"', b'encoding="utf-16"').decode().encode("utf-16")
    )
    assert (await parsed(wide)).entries[0].title == "Pourparlers à Doha"


async def test_a_body_that_makes_feedparser_itself_fail_is_malformed() -> None:
    with pytest.raises(ParseError, match="malformed: UnicodeDecodeError"):
        await parsed(rss([item("A")]).replace(b'encoding="utf-8"', b'encoding="utf-8\xc3"'))


async def test_odd_characters_and_dates_and_links() -> None:
    body = rss([
        item("Nul\x00led", link="javascript:alert(1)", guid="1"),
        item("Old", at=datetime(1970, 1, 1, tzinfo=UTC), link="data:text/html,x", guid="2"),
        item("Far", at=datetime(2099, 1, 1, tzinfo=UTC), link="file:///etc/passwd", guid="3"),
        item("None", guid="4"),
        item("Surrogate", guid="&#xD800;5"),
    ])  # fmt: skip
    feed = await parsed(body)
    reports = [report(entry, SOURCE, NOW) for entry in feed.entries]
    assert [one.headline for one in reports[:1]] == ["Nulled"]
    assert {one.published for one in reports} == {None}
    assert {one.link for one in reports} == {None}
    assert len({one.id for one in reports}) == 5


@pytest.fixture
async def server_of_a_huge_title() -> AsyncIterator[str]:
    async def handler(request: web.Request) -> web.Response:
        return web.Response(body=rss([item("x" * int(request.path[1:]))]))

    async with served(handler) as base:
        yield base


async def test_a_title_of_10_mb_is_not_fetched_and_one_of_4_mb_is_cut(server_of_a_huge_title: str) -> None:
    async with HttpFetcher("t", EgressPolicy(allow_loopback=True), lambda: NOW) as fetcher:
        with pytest.raises(FetchError, match="too_large"):
            await fetcher.fetch(FeedRequest(url=server_of_a_huge_title + "/10000000"))
        result = await fetcher.fetch(FeedRequest(url=server_of_a_huge_title + "/4000000"))
    (entry,) = (await parsed(result.body or b"")).entries
    assert len(entry.title) == 10_000
    assert len(report(entry, SOURCE, NOW).headline) == 600
