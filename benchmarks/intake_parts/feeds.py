"""100 feeds of 50 invented items on loopback, with ETag and Last-Modified, gzip where asked for.

    python -m benchmarks.intake_parts.feeds

prints its port. POST /turn lets every feed publish two new items; GET /asked says how often feeds were asked for.
"""

import asyncio
import gzip
import re
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

from aiohttp import web

from benchmarks.intake_parts.sizes import FEEDS, FRESH, ITEMS

EPOCH = datetime(2030, 5, 1, tzinfo=UTC)
WORDS = re.findall(
    r"\w+", "envoys talks truce offer answer delay city list hostages border crossing convoy minister spokesman week"
)
TYPE = "application/rss+xml"


def item(feed: int, number: int) -> str:
    words = " ".join(WORDS[(feed * 7 + number * (step + 3)) % len(WORDS)] for step in range(9))
    body = " ".join(WORDS[(feed + number * (step + 5)) % len(WORDS)] for step in range(40))
    link = f"https://outlet{feed}.example/news/2030/05/{number}-{words.replace(' ', '-')}?utm_source=rss"
    return (
        f"<item><title>{words.capitalize()} {number}</title><link>{link.replace('&', '&amp;')}</link>"
        f'<guid isPermaLink="false">outlet{feed}-{number}</guid>'
        f"<pubDate>{format_datetime(EPOCH + timedelta(minutes=number))}</pubDate>"
        f"<description>&lt;p&gt;{body.capitalize()}.&lt;/p&gt;</description></item>"
    )


def document(feed: int, turn: int) -> bytes:
    newest = ITEMS + turn * FRESH
    items = "".join(item(feed, number) for number in range(newest - 1, newest - ITEMS - 1, -1))
    head = f"<title>Outlet {feed}</title><link>https://outlet{feed}.example/</link><description>x</description>"
    return f'<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel>{head}{items}</channel></rss>'.encode()


class Press:
    """All feeds at their present turn, each written and packed once."""

    def __init__(self) -> None:
        self.turn = self.asked = 0
        self._bodies: dict[int, tuple[bytes, bytes]] = {}

    def bodies(self, number: int) -> tuple[bytes, bytes]:
        """A feed as it is now, plain and packed."""
        if number not in self._bodies:
            plain = document(number, self.turn)
            self._bodies[number] = (plain, gzip.compress(plain))
        return self._bodies[number]

    async def feed(self, request: web.Request) -> web.Response:
        self.asked += 1
        number = int(request.match_info["number"])
        changed = format_datetime(EPOCH + timedelta(hours=self.turn), usegmt=True)
        headers = {"ETag": f'"{number}-{self.turn}"', "Last-Modified": changed}
        if request.headers.get("If-None-Match") == headers["ETag"]:
            return web.Response(status=304, headers=headers)
        plain, packed = self.bodies(number)
        if "gzip" in request.headers.get("Accept-Encoding", ""):
            return web.Response(body=packed, headers={**headers, "Content-Encoding": "gzip"}, content_type=TYPE)
        return web.Response(body=plain, headers=headers, content_type=TYPE)

    async def publish(self, _: web.Request) -> web.Response:
        """Let every feed publish; they are written now, not while somebody is measured."""
        self.turn += 1
        self._bodies.clear()
        for number in range(FEEDS):
            self.bodies(number)
        return web.Response()

    async def count(self, _: web.Request) -> web.Response:
        return web.Response(text=str(self.asked))


async def serve() -> None:
    press = Press()
    app = web.Application()
    app.add_routes(
        [web.get("/feed/{number}", press.feed), web.post("/turn", press.publish), web.get("/asked", press.count)]
    )
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    print(runner.addresses[0][1], flush=True)
    await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(serve())
