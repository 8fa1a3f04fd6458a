"""Feeds on loopback for tests: a server for any handler, and RSS with just what a test cares about."""

import html
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable
from contextlib import asynccontextmanager
from datetime import datetime
from email.utils import format_datetime

from aiohttp import web

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


@asynccontextmanager
async def served(handler: Handler, *, host: str = "127.0.0.1", also: Iterable[str] = ()) -> AsyncIterator[str]:
    """Serve every path and method with one handler; gives the origin. `also`: further addresses, on the same port."""

    async def call(request: web.Request) -> web.StreamResponse:
        return await handler(request)

    app = web.Application()
    app.router.add_route("*", "/{tail:.*}", call)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, host, 0).start()
    port = runner.addresses[0][1]
    for one in also:
        await web.TCPSite(runner, one, port).start()
    try:
        yield f"http://{host}:{port}"
    finally:
        await runner.cleanup()


def item(
    title: str, *, link: str = "", guid: str = "", at: datetime | None = None, summary: str = "", more: str = ""
) -> str:
    """One RSS item."""
    parts = [f"<title>{html.escape(title)}</title>"]
    parts += [f"<link>{html.escape(link)}</link>"] if link else []
    parts += [f'<guid isPermaLink="false">{html.escape(guid)}</guid>'] if guid else []
    parts += [f"<pubDate>{format_datetime(at)}</pubDate>"] if at else []
    parts += [f"<description>{html.escape(summary)}</description>"] if summary else []
    return f"<item>{''.join(parts)}{more}</item>"


def rss(items: Iterable[str], *, channel: str = "") -> bytes:
    """An RSS 2.0 document; `channel` goes in before the items."""
    return (
        '<?xml version="1.0" encoding="utf-8"?><rss version="2.0" '
        'xmlns:sy="http://purl.org/rss/1.0/modules/syndication/"><channel><title>Courier</title>'
        f"{channel}{''.join(items)}</channel></rss>"
    ).encode()
