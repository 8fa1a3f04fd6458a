"""A scorer of politeness: a server on loopback that keeps books of every request, and a rubric, one line per rule.

The server plays feeds with different manners; the rubric reads the books afterwards. It knows nothing of the poller:
any client that polls these feeds by this clock can be scored.
"""

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
SLACK = timedelta(seconds=1)


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


RUBRIC: dict[str, Callable[[Books], list[str]]] = {}


def rule(text: str) -> Callable[[Callable[[Books], list[str]]], Callable[[Books], list[str]]]:
    """Put a function into the rubric. It returns what breaks the rule; nothing is a pass."""

    def put(check: Callable[[Books], list[str]]) -> Callable[[Books], list[str]]:
        RUBRIC[text] = check
        return check

    return put


def _pairs(books: Books) -> list[tuple[Request, Request]]:
    return [pair for some in books.of().values() for pair in itertools.pairwise(some)]


@rule("Validators go back byte for byte: the ETag and Last-Modified of the last answer that had them.")
def exact(books: Books) -> list[str]:
    faults = []
    for name, some in books.of().items():
        last: dict[str, str] = {}
        for one in some:
            sent = (one.headers.get("If-None-Match"), one.headers.get("If-Modified-Since"))
            if sent != (last.get("ETag"), last.get("Last-Modified")):
                faults.append(f"{name} {one.at}: {sent}")
            last = one.told if one.status in (200, 304) and "ETag" in one.told else last
    return faults


@rule("No validator is invented for a feed that gave none.")
def invented(books: Books) -> list[str]:
    return [one.feed for one in books.of("none")["none"] if {"If-None-Match", "If-Modified-Since"} & one.headers.keys()]


@rule("At most one unconditional request for each feed that has validators, restarts included.")
def unconditional(books: Books) -> list[str]:
    faults = []
    for name, some in books.of().items():
        served = [one for one in some if "ETag" in one.told]
        bare = [one for one in served[1:] if "If-None-Match" not in one.headers]
        faults += [f"{name}: {len(bare)} more"] if bare else []
    return faults


@rule("No cookies, no Referer, no Authorization, no A-IM (we do not merge deltas).")
def cruft(books: Books) -> list[str]:
    unwanted = {"Cookie", "Referer", "Authorization", "A-Im", "Proxy-Authorization"}
    return [f"{one.feed}: {unwanted & one.headers.keys()}" for one in books.requests if unwanted & one.headers.keys()]


@rule("The address is asked as configured: no cache-busters, nothing added.")
def busters(books: Books) -> list[str]:
    return [one.target for one in books.requests if one.target != f"/{one.feed}/feed?a=1"]


@rule("The User-Agent says who we are and how to reach us, and is always the same.")
def honest(books: Books) -> list[str]:
    agents = {one.headers.get("User-Agent", "") for one in books.requests}
    return [agent for agent in agents if "Trucewire" not in agent or "@" not in agent] or sorted(agents)[1:]


@rule("gzip and brotli are accepted.")
def packed(books: Books) -> list[str]:
    return [
        one.feed for one in books.requests if {"gzip", "br"} - set(one.headers.get("Accept-Encoding", "").split(", "))
    ]


def _too_soon(books: Books, *names: str) -> list[str]:
    return [
        f"{name}: {gap} < {books.feeds[name].least}"
        for name in names
        for gap in books.gaps(name)
        if gap < books.feeds[name].least - SLACK
    ]


@rule("ttl and sy:updatePeriod are kept, over 304 answers too (which do not repeat them).")
def said_in_the_feed(books: Books) -> list[str]:
    assert any(one.status == 304 for one in books.of("ttl")["ttl"])
    return _too_soon(books, "ttl", "period")


@rule("Cache-Control max-age (less Age) and Expires are kept, on 200 and on 304.")
def said_in_headers(books: Books) -> list[str]:
    return _too_soon(books, "max-age", "aged", "expires")


@rule("A longer wish than half an hour counts as half an hour while the topic is live, and not less.")
def capped(books: Books) -> list[str]:
    return _too_soon(books, "long") + [f"long: {gap}" for gap in books.gaps("long") if gap > timedelta(hours=1)]


@rule("Retry-After is kept on any status (429, 503, 403, 200, 304), in seconds and as a date.")
def retry_after(books: Books) -> list[str]:
    faults = _too_soon(books, "asks")
    for name, least in (("busy", 45 * MIN), ("down", 50 * MIN), ("refuses", 30 * MIN)):
        some = books.of(name)[name]
        pairs = [(one, other) for one, other in itertools.pairwise(some) if one.status in (429, 503, 403)]
        assert len(pairs) >= 3
        faults += [f"{name}: {other.at - one.at}" for one, other in pairs if other.at - one.at < least - SLACK]
    return faults


@rule("A 429 or 503 with Retry-After holds back every feed of that host.")
def retry_after_of_hosts(books: Books) -> list[str]:
    faults = []
    for name, least in (("busy", 45 * MIN), ("down", 50 * MIN)):
        refused = [one for one in books.of(name)[name] if one.status in (429, 503)]
        others = books.of(f"{name}-too")[f"{name}-too"]
        assert len(refused) >= 3
        assert len(others) >= 3
        faults += [
            f"{other.feed}: {other.at - one.at} after {one.status}"
            for one in refused
            for other in others
            if timedelta(0) < other.at - one.at < least - SLACK
        ]
    return faults


@rule("In hours that a feed asks to skip it is asked at most twice an hour.")
def skipped(books: Books) -> list[str]:
    asked = [one.at for one in books.of("sleeps")["sleeps"] if one.at.hour in range(6)]
    by_hour = defaultdict(int)
    for at in asked[1:]:
        by_hour[at.replace(minute=0, second=0, microsecond=0)] += 1
    return [f"{hour}: {count}" for hour, count in by_hour.items() if count > 2]


@rule("Never sooner than two minutes after the last request, whatever happens.")
def floor(books: Books) -> list[str]:
    return [f"{one.feed}: {other.at - one.at}" for one, other in _pairs(books) if other.at - one.at < 2 * MIN - SLACK]


@rule("A restart asks nobody sooner (its books are those of one run with a restart in it).")
def restart(books: Books) -> list[str]:
    return said_in_the_feed(books) + said_in_headers(books) + retry_after(books) + floor(books)


@rule("A feed that fails is asked ever more seldom, down to once an hour, and for ever.")
def backing_off(books: Books) -> list[str]:
    gaps = books.gaps("broken")
    faults = [f"broken: {gap}" for gap in gaps if gap > timedelta(hours=1) + SLACK]
    faults += ["broken: no back-off"] if gaps[5] <= gaps[0] else []
    last = books.of("broken")["broken"][-1].at
    return faults + (["broken: given up"] if books.clock() - last > timedelta(hours=1) + SLACK else [])


@rule("410 three times over a day ends the requests.")
def ended(books: Books) -> list[str]:
    some = books.of("gone")["gone"]
    last = some[-1].at - some[0].at
    return [f"gone: {last}"] if len(some) < 3 or not timedelta(hours=24) <= last <= timedelta(hours=26) else []


@rule("Jitter: no two feeds with one rhythm keep step, and no feed keeps its own.")
def jitter(books: Books) -> list[str]:
    own = books.gaps("plain")
    together = {one.at for one in books.of("plain")["plain"][1:]} & {
        one.at for one in books.of("cookies")["cookies"][1:]
    }
    return (["plain keeps its own step"] if len(set(own)) < len(own) * 0.9 else []) + [str(at) for at in together]


@rule("At most two connections to a host at once.")
def connections(books: Books) -> list[str]:
    return [f"{books.most_at_once} at once"] if books.most_at_once > 2 else []
