"""HttpFetcher against a real server on loopback."""

import asyncio
import gzip
from datetime import UTC, datetime

import pytest
from aiohttp import web

from bot.errors import FetchError
from bot.feeds.egress import EgressPolicy
from bot.feeds.fetch import FeedRequest, HttpFetcher
from tests.feeds.serving import served

NOW = datetime(2030, 5, 1, 12, tzinfo=UTC)


def a_fetcher(*, loopback: bool = True, deadline: float = 5.0) -> HttpFetcher:
    return HttpFetcher("test/1 (+mailto:ops@example.org)", EgressPolicy(loopback), lambda: NOW, deadline=deadline)


async def reason_of(url: str, fetcher: HttpFetcher, **validators: str) -> str:
    with pytest.raises(FetchError) as caught:
        await fetcher.fetch(FeedRequest(url=url, **validators))
    return caught.value.reason


async def test_a_200_gives_body_validators_and_hints() -> None:
    async def handler(request: web.Request) -> web.Response:
        headers = {"ETag": 'W/"a,b"', "Last-Modified": "Tue, 30 Apr 2030 1:02:03 +0000", "Cache-Control": "max-age=300"}
        return web.Response(body=b"<rss/>", headers=headers, content_type="application/rss+xml")

    async with served(handler) as base, a_fetcher() as fetcher:
        result = await fetcher.fetch(FeedRequest(url=base + "/feed"))
    assert (result.status, result.body, result.etag) == (200, b"<rss/>", 'W/"a,b"')
    assert result.last_modified == "Tue, 30 Apr 2030 1:02:03 +0000"  # odd, and kept as it was served
    assert result.hints.fresh == 300
    assert result.complete
    assert result.permanent_url is None


async def test_validators_go_back_byte_for_byte_and_a_304_has_no_body() -> None:
    seen: list[web.Request] = []

    async def handler(request: web.Request) -> web.Response:
        seen.append(request)
        return web.Response(status=304, headers={"ETag": '"z"', "Cache-Control": "max-age=60"})

    async with served(handler) as base, a_fetcher() as fetcher:
        result = await fetcher.fetch(FeedRequest(url=base, etag="no quotes;", last_modified="yesterday, more or less"))
    assert (result.status, result.body, result.digest, result.hints.fresh) == (304, None, None, 60)
    assert seen[0].headers["If-None-Match"] == "no quotes;"
    assert seen[0].headers["If-Modified-Since"] == "yesterday, more or less"
    assert not {"Cookie", "Referer", "A-IM"} & set(seen[0].headers)


async def test_an_unasked_304_and_an_error_status_are_refused() -> None:
    async def handler(request: web.Request) -> web.Response:
        status = int(request.path[1:])
        return web.Response(status=status, headers={"Retry-After": "120"})

    async with served(handler) as base, a_fetcher() as fetcher:
        assert await reason_of(base + "/304", fetcher) == "http_304"
        assert await reason_of(base + "/500", fetcher) == "http_500"
        with pytest.raises(FetchError) as caught:
            await fetcher.fetch(FeedRequest(url=base + "/429"))
    assert (caught.value.status, caught.value.retry_after) == (429, 120)


async def test_redirects_are_followed_and_only_an_unbroken_permanent_run_is_reported() -> None:
    hops = {"/a": (301, "/b"), "/b": (308, "/c"), "/c": (302, "/d"), "/e": (302, "/f"), "/f": (301, "/d")}

    async def handler(request: web.Request) -> web.Response:
        if request.path in hops:
            status, target = hops[request.path]
            return web.Response(status=status, headers={"Location": target})
        return web.Response(body=b"feed")

    async with served(handler) as base, a_fetcher() as fetcher:
        permanent = await fetcher.fetch(FeedRequest(url=base + "/a"))
        broken = await fetcher.fetch(FeedRequest(url=base + "/e"))
    assert (permanent.permanent_url, permanent.url) == (base + "/c", base + "/d")
    assert (broken.permanent_url, broken.url) == (None, base + "/d")


@pytest.mark.parametrize(
    ("location", "reason"),
    [("/loop", "redirect_loop"), ("/chain?0", "redirect_loop"), ("", "bad_redirect"), ("file:///etc/passwd", "egress"),
     ("gopher://127.0.0.1/", "egress"), ("http://169.254.169.254/latest/", "egress"), ("http://[::ffff:7f00:1]/", "egress"),
     ("http://10.0.0.8/", "egress"), ("http://[64:ff9b::a9fe:a9fe]/", "egress"), ("http://168.63.129.16/", "egress")],
)  # fmt: skip
async def test_redirects_that_lead_nowhere_good(location: str, reason: str) -> None:
    async def handler(request: web.Request) -> web.Response:
        target = f"/chain?{int(request.query_string) + 1}" if request.path == "/chain" else location
        return web.Response(status=302, headers={"Location": target} if target else {})

    async with served(handler) as base, a_fetcher() as fetcher:
        assert await reason_of(base + "/loop", fetcher) == reason


async def test_loopback_is_refused_unless_allowed() -> None:
    async def handler(request: web.Request) -> web.Response:
        raise AssertionError("must not be reached")

    async with served(handler) as base, a_fetcher(loopback=False) as fetcher:
        assert await reason_of(base, fetcher) == "egress"


async def test_a_slow_drip_ends_at_the_deadline() -> None:
    async def handler(request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse()
        await response.prepare(request)
        for _ in range(100):
            await response.write(b"x")
            await asyncio.sleep(0.05)
        return response

    async with served(handler) as base, a_fetcher(deadline=0.4) as fetcher:
        assert await reason_of(base, fetcher) == "timeout"


async def test_a_body_over_the_cap_and_a_bomb_are_refused() -> None:
    async def handler(request: web.Request) -> web.Response:
        if request.path == "/plain":
            return web.Response(body=b"x" * 5_000_001)
        return web.Response(body=gzip.compress(b"\0" * 30_000_000), headers={"Content-Encoding": "gzip"})

    async with served(handler) as base, a_fetcher() as fetcher:
        assert await reason_of(base + "/plain", fetcher) == "too_large"
        assert await reason_of(base + "/gzip", fetcher) == "too_large"


async def test_a_connection_that_breaks_inside_the_body_gives_salvage_without_validators() -> None:
    async def handler(request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse(headers={"Content-Length": "1000", "ETag": '"whole"'})
        await response.prepare(request)
        await response.write(b"<rss>half")
        request.transport.close()
        return response

    async with served(handler) as base, a_fetcher() as fetcher:
        result = await fetcher.fetch(FeedRequest(url=base))
    assert (result.body, result.complete, result.etag) == (b"<rss>half", False, None)


@pytest.mark.parametrize(
    "url", ["ftp://example.org/", "nonsense", "http:///x", "http://user:pw@example.org/", "http://[::1"]
)
async def test_addresses_that_are_none(url: str) -> None:
    async with a_fetcher() as fetcher:
        assert await reason_of(url, fetcher) == "bad_url"


async def test_nobody_listens() -> None:
    async def handler(request: web.Request) -> web.Response:
        return web.Response()

    async with served(handler) as base:
        pass
    async with a_fetcher() as fetcher:
        assert await reason_of(base, fetcher) == "connect"
