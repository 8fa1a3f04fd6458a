"""A server on loopback that plays feeds with different manners and keeps books of every request, for `politeness`."""

import asyncio
import email.utils
import itertools
from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from aiohttp import web

from tests.feeds.serving import item, rss

HOME, BUSY, DOWN = "127.0.0.1", "127.0.0.2", "127.0.0.3"  # three servers
MIN = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Request:
    """One line of the books."""

    at: datetime
    feed: str
    target: str
    headers: dict[str, str]
    status: int
    told: dict[str, str]
    host: str


@dataclass(slots=True)
class Feed:
    """A feed with manners of its own. `respond` gives status and headers for the nth request (from 0)."""

    name: str
    channel: str = ""
    headers: dict[str, str] = field(default_factory=dict)
    respond: Callable[[int], tuple[int, dict[str, str]] | None] = lambda _: None
    validators: bool = True
    least: timedelta = timedelta(0)  # what the feed asks for, as the rubric reads it
    host: str = HOME


@dataclass(slots=True)
class Books:
    """The server's side: feeds, the clock, and every request."""

    clock: Callable[[], datetime]
    start: datetime
    feeds: dict[str, Feed] = field(default_factory=dict)
    requests: list[Request] = field(default_factory=list)
    at_once: Counter[str] = field(default_factory=Counter)
    most_at_once: int = 0

    def address(self, name: str, base: str) -> str:
        """Where a feed is served, when the first server is at `base`."""
        return f"{base.replace(HOME, self.feeds[name].host)}/{name}/feed?a=1"

    async def __call__(self, request: web.Request) -> web.Response:
        self.at_once[request.host] += 1
        self.most_at_once = max(self.most_at_once, self.at_once[request.host])
        try:
            if len(self.requests) < 100:
                await asyncio.sleep(0.005)  # long enough for others to come in meanwhile
            return self._answer(request)
        finally:
            self.at_once[request.host] -= 1

    def _answer(self, request: web.Request) -> web.Response:
        feed = self.feeds[request.path.strip("/").split("/")[0]]
        number = sum(one.feed == feed.name for one in self.requests)
        status, told = feed.respond(number) or (200, {})
        hour = int((self.clock() - self.start) / timedelta(hours=6))
        told = {**feed.headers, **told}
        if status == 200 and feed.validators:
            told |= {"ETag": f'W/"{feed.name};{hour}, odd"', "Last-Modified": f"sometime in quarter {hour}"}
            unchanged = request.headers.get("If-None-Match") == told["ETag"]
            status = 304 if unchanged and request.headers.get("If-Modified-Since") == told["Last-Modified"] else 200
        headers = {name.title(): value for name, value in request.headers.items()}
        self.requests.append(Request(self.clock(), feed.name, request.path_qs, headers, status, told, feed.host))
        if status != 200:
            return web.Response(status=status, headers=told)
        items = [
            item(f"{feed.name} {n}", guid=str(n), at=self.start + timedelta(hours=6 * n - 60))
            for n in range(hour, hour + 10)
        ]
        return web.Response(body=rss(items, channel=feed.channel), headers=told, content_type="application/rss+xml")

    def of(self, *names: str) -> dict[str, list[Request]]:
        found = defaultdict(list)
        for one in self.requests:
            if not names or one.feed in names:
                found[one.feed].append(one)
        return dict(found)

    def gaps(self, name: str) -> list[timedelta]:
        times = [one.at for one in self.of(name).get(name, [])]
        return [later - earlier for earlier, later in itertools.pairwise(times)]


def http_date(moment: datetime) -> str:
    return email.utils.format_datetime(moment, usegmt=True)


def a_town_of_feeds(books: Books) -> None:
    """Feeds with every manner that the rubric knows."""
    now = books.clock

    def every_third(status: int, header: Callable[[], str]) -> Callable[[int], tuple[int, dict[str, str]] | None]:
        return lambda number: (status, {"Retry-After": header()}) if number % 3 == 2 else None

    half_an_hour = timedelta(minutes=30)
    for feed in (
        Feed("plain"),
        Feed("none", validators=False),
        Feed("ttl", channel="<ttl>25</ttl>", least=25 * MIN),
        Feed(
            "period",
            channel="<sy:updatePeriod>hourly</sy:updatePeriod><sy:updateFrequency>3</sy:updateFrequency>",
            least=20 * MIN,
        ),
        Feed("max-age", headers={"Cache-Control": "max-age=1200"}, least=20 * MIN),
        Feed("aged", headers={"Cache-Control": "max-age=1800", "Age": "300"}, least=25 * MIN),
        Feed("long", headers={"Cache-Control": "max-age=86400"}, least=half_an_hour),  # capped: its topic is live
        Feed(
            "expires",
            respond=lambda _: (200, {"Expires": http_date(now() + 22 * MIN), "Date": http_date(now())}),
            least=22 * MIN,
        ),
        Feed("busy", respond=every_third(429, lambda: "2700"), host=BUSY),
        Feed("busy-too", host=BUSY),
        Feed("down", respond=every_third(503, lambda: http_date(now() + 50 * MIN)), host=DOWN),
        Feed("down-too", host=DOWN),
        Feed("asks", headers={"Retry-After": "2400"}, least=40 * MIN),
        Feed("refuses", respond=lambda number: (403, {"Retry-After": "1800"}) if number % 4 == 1 else None),
        Feed("broken", respond=lambda _: (500, {})),
        Feed("gone", respond=lambda _: (410, {})),
        Feed("cookies", headers={"Set-Cookie": "track=1; Path=/"}),
        Feed("sleeps", channel="<skipHours>" + "".join(f"<hour>{h}</hour>" for h in range(6)) + "</skipHours>"),
    ):
        books.feeds[feed.name] = feed
