"""Serves the demo week over HTTP on loopback, as it stood at the moment a given clock shows."""

import gzip
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from email.utils import format_datetime, parsedate_to_datetime
from functools import lru_cache
from types import TracebackType
from typing import Self

from aiohttp import web

from bot.clock import Clock
from bot.core.model import Source, SourceId
from bot.demo.render import Page, broken, page
from bot.demo.week import DemoWeek, Outlet

FEED_PATH = "/feed.xml"
_NETWORK = "127.0.0."
_FIRST_HOST = 11  # 127.0.0.11, .12, ... : each outlet is a host of its own, as on the open network


class DemoServer:
    """One small HTTP server per outlet: `async with DemoServer(week, clock) as server: server.sources`."""

    def __init__(self, week: DemoWeek, clock: Clock) -> None:
        self._week = week
        self._clock = clock
        self._runners: list[web.AppRunner] = []
        self._sources: list[Source] = []

    async def __aenter__(self) -> Self:
        try:
            for number, outlet in enumerate(self._week.outlets):
                await self._open(outlet, f"{_NETWORK}{_FIRST_HOST + number}")
        except OSError:
            await self._close()
            raise
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._close()

    @property
    def sources(self) -> tuple[Source, ...]:
        """The outlets as the poller wants them, with the addresses they got."""
        return tuple(self._sources)

    async def _open(self, outlet: Outlet, address: str) -> None:
        app = web.Application()
        app.router.add_get(FEED_PATH, _handler(outlet, self._clock))
        runner = web.AppRunner(app, access_log=None)
        await runner.setup()
        self._runners.append(runner)
        await _listen(runner, address)
        host, port = runner.addresses[0][:2]
        url = f"http://{host}:{port}{FEED_PATH}"
        self._sources.append(
            Source(id=SourceId(outlet.id), outlet=outlet.name, url=url, language=outlet.language, family=outlet.id)
        )

    async def _close(self) -> None:
        while self._runners:
            await self._runners.pop().cleanup()
        self._sources.clear()


async def _listen(runner: web.AppRunner, address: str) -> None:
    """Bind a free port of `address`; systems that know 127.0.0.1 only get a port there."""
    try:
        await web.TCPSite(runner, address, 0).start()
    except OSError:
        await web.TCPSite(runner, "127.0.0.1", 0).start()


def _handler(outlet: Outlet, clock: Clock) -> Callable[[web.Request], Awaitable[web.StreamResponse]]:
    at_change = lru_cache(maxsize=8)(lambda changed: page(outlet, changed))

    async def answer(request: web.Request) -> web.StreamResponse:
        now = clock()
        fault = outlet.fault(now)
        if fault == "500":
            return web.Response(
                status=500, text="<html><body>Internal Server Error</body></html>", content_type="text/html"
            )
        current = at_change(outlet.changed(now))
        if fault == "malformed":
            return _packed(request, broken(current.body), {"Content-Type": current.content_type})
        return _conditional(request, current)

    return answer


def _conditional(request: web.Request, current: Page) -> web.Response:
    headers = {"Content-Type": current.content_type, "Cache-Control": "max-age=60"}
    if current.etag is not None:
        headers["ETag"] = current.etag
    if current.modified is not None:
        headers["Last-Modified"] = format_datetime(current.modified, usegmt=True)
    if _unchanged(request, current):
        del headers["Content-Type"]
        return web.Response(status=304, headers=headers)
    return _packed(request, current.body, headers)


def _unchanged(request: web.Request, current: Page) -> bool:
    """RFC 9110: If-None-Match decides where sent; If-Modified-Since is looked at only without it."""
    wanted = request.headers.get("If-None-Match")
    if wanted is not None:
        return current.etag is not None and current.etag in (tag.strip() for tag in wanted.split(","))
    since = request.headers.get("If-Modified-Since")
    return since is not None and current.modified is not None and current.modified <= _http_date(since)


def _http_date(text: str) -> datetime:
    """A header's date, or the earliest one there is where it cannot be read."""
    try:
        return parsedate_to_datetime(text).astimezone(UTC)
    except ValueError:
        return datetime.min.replace(tzinfo=UTC)


def _packed(request: web.Request, body: bytes, headers: dict[str, str]) -> web.Response:
    if "gzip" not in request.headers.get("Accept-Encoding", ""):
        return web.Response(body=body, headers=headers)
    return web.Response(body=gzip.compress(body, 1, mtime=0), headers={**headers, "Content-Encoding": "gzip"})
