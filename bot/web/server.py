"""The bot's one HTTP server: read-only pages, feeds, and whether the bot is well. Off unless BOT_HTTP is set.

It sets no cookie, runs no script and takes nothing but GET. Pages are in the language of `?lang=`, else of the browser,
feeds and calendars in English unless `?lang=` asks. Answers are kept for some seconds, so that many readers
cost no more than one; every answer has an ETag, and what has not changed is a 304.
"""

import contextlib
import hashlib
from collections import OrderedDict
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime, parsedate_to_datetime
from importlib import resources

from aiohttp import web

from bot.chat.languages import mark
from bot.chat.pages.ics import calendar
from bot.clock import Clock
from bot.core.model import Source, Topic
from bot.errors import StorageError
from bot.web import syndication
from bot.web.pages import LISTED, Listed, Pages
from bot.web.tongue import Tongue, wanted
from storage.store import Store, Tables
from storage.uptake import take_up

KEPT_FOR = timedelta(seconds=15)
MOST_KEPT = 256
STALE_AFTER = timedelta(minutes=30)
AT_ONCE = 600

_FILES = {"style.css": "text/css", "icon.svg": "image/svg+xml"}
_HEADERS = {
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; "
    "form-action 'none'; frame-ancestors *",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Server": "trucewire",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "cross-origin",
}

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """An answer's body as it was made."""

    body: bytes
    kind: str
    at: datetime
    changed: datetime | None = None

    @property
    def etag(self) -> str:
        """The body's own mark."""
        return f'"{hashlib.blake2b(self.body, digest_size=12).hexdigest()}"'


class Site:
    """Answers requests from the store. `origin` is the public address where it is known, else the request's own."""

    def __init__(
        self, *, store: Store, topics: tuple[Topic, ...], sources: tuple[Source, ...], clock: Clock, origin: str = "",
    ) -> None:  # fmt: skip
        self._store = store
        self._pages = Pages(topics, sources)
        self._sources = sources
        self._clock = clock
        self._origin = origin
        self._kept: OrderedDict[str, Made] = OrderedDict()

    def application(self) -> web.Application:
        """The routes, with headers and errors seen to. Others may add routes of theirs before it starts."""
        application = web.Application(middlewares=[self._guard])
        get = application.router.add_get
        get("/", self._index)
        get("/topic/{topic}", self._topic)
        get("/topic/{topic}/deadlines.ics", self._deadlines)
        get("/development/{development:[0-9a-f]{16}}", self._development)
        for place in ("", "/topic/{topic}"):
            get(f"{place}/feed.atom", self._atom)
            get(f"{place}/feed.json", self._json)
        get("/healthz", self._health)
        for name in _FILES:
            get(f"/{name}", self._file)
        return application

    @web.middleware
    async def _guard(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        try:
            response = await handler(request)
        except web.HTTPNotFound:
            response = self._page_missing(request, mark("Not found"), 404)
        except web.HTTPMethodNotAllowed as problem:
            response = web.Response(status=405, headers={"Allow": problem.headers["Allow"]})
        except StorageError:
            response = self._page_missing(request, mark("The store does not answer"), 503)
        response.headers.update(_HEADERS)
        return response

    def _page_missing(self, request: web.Request, heading: str, status: int) -> web.Response:
        page = self._pages.missing(heading, self._clock(), _tongue(request))
        return web.Response(text=page, content_type="text/html", status=status)

    async def _index(self, request: web.Request) -> web.Response:
        return await self._page(request, self._pages.index)

    async def _topic(self, request: web.Request) -> web.Response:
        topic = self._asked(request)
        return await self._page(request, lambda tables, *how: self._pages.of_topic(tables, topic, *how))

    async def _development(self, request: web.Request) -> web.Response:
        wanted = request.match_info["development"]
        return await self._page(request, lambda tables, *how: self._pages.of_development(tables, wanted, *how))

    async def _page(self, request: web.Request, work: Callable[[Tables, datetime, Tongue], str | None]) -> web.Response:
        tongue = _tongue(request)

        async def make(now: datetime) -> Made:
            await take_up(self._store, self._pages.topics, AT_ONCE)
            text = await self._store.read(lambda tables: work(tables, now, tongue))
            if text is None:
                raise web.HTTPNotFound
            return Made(body=text.encode(), kind="text/html", at=now)

        return await self._answer(request, make, key=f"{tongue} {request.path}", vary=", Accept-Language")

    def _asked(self, request: web.Request) -> Topic:
        topic = self._pages.topic(request.match_info["topic"])
        if topic is None:
            raise web.HTTPNotFound
        return topic

    async def _atom(self, request: web.Request) -> web.Response:
        return await self._feed(request, "application/atom+xml", syndication.atom)

    async def _json(self, request: web.Request) -> web.Response:
        return await self._feed(request, "application/feed+json", syndication.json_feed)

    async def _feed(self, request: web.Request, kind: str, write: Callable[..., bytes]) -> web.Response:
        topics = (self._asked(request),) if "topic" in request.match_info else self._pages.topics
        base = self._origin or f"{request.scheme}://{request.host}"
        tongue = wanted(request.query.get("lang"), "")  # a feed is fetched by programs: English unless the address asks
        address = f"{base}{request.path}" + (f"?lang={tongue.code}" if tongue.chosen else "")

        def gather(tables: Tables) -> list[Listed]:
            found = [one for topic in topics for one in self._pages.listed(tables, topic, LISTED)]
            return sorted(found, key=lambda one: one.at, reverse=True)[:LISTED]

        async def make(now: datetime) -> Made:
            listed = await self._store.read(gather)
            title = ", ".join(topic.name for topic in topics)
            body = write(f"Trucewire: {title}", address, base, listed, tongue.words)
            return Made(body=body, kind=kind, at=now, changed=syndication.newest(listed))

        return await self._answer(request, make, key=address)

    async def _deadlines(self, request: web.Request) -> web.Response:
        topic = self._asked(request)
        tongue = wanted(request.query.get("lang"), "")

        async def make(now: datetime) -> Made:
            found = await self._store.read(lambda tables: tables.status.deadlines(topic.id, now, 100))
            return Made(
                body=calendar([(one, topic.name) for one in found], now, tongue.words), kind="text/calendar", at=now
            )

        return await self._answer(request, make, key=f"{tongue} {request.path}")

    async def _health(self, request: web.Request) -> web.Response:
        """200 while some feed answered of late, else 503; the numbers behind it as JSON."""
        del request
        now = self._clock()
        states = await self._store.read(lambda tables: [tables.feeds.state(source.id) for source in self._sources])
        last = max((state.succeeded_at for state in states if state.succeeded_at), default=None)
        well = last is not None and now - last <= STALE_AFTER
        found = {
            "status": "ok" if well else "stale",
            "last_successful_poll": last.isoformat() if last else None,
            "sources": len(states),
            "blind": sum(state.blind for state in states),
        }
        return web.json_response(found, status=200 if well else 503, headers={"Cache-Control": "no-store"})

    async def _file(self, request: web.Request) -> web.Response:
        name = request.path.removeprefix("/")

        async def make(now: datetime) -> Made:
            body = resources.files("bot").joinpath("data").joinpath("web").joinpath(name).read_bytes()
            return Made(body=body, kind=_FILES[name], at=now)

        return await self._answer(request, make)

    async def _answer(
        self, request: web.Request, make: Callable[[datetime], Awaitable[Made]], *, key: str = "", vary: str = ""
    ) -> web.Response:
        now, key = self._clock(), key or request.path
        made = self._kept.get(key)
        if made is None or not timedelta(0) <= now - made.at < KEPT_FOR:
            made = await make(now)
            self._kept[key] = made
            self._kept.move_to_end(key)
            while len(self._kept) > MOST_KEPT:
                self._kept.popitem(last=False)
        headers = {"ETag": made.etag, "Cache-Control": "public, max-age=15", "Vary": f"Accept-Encoding{vary}"}
        if made.changed is not None:
            headers["Last-Modified"] = format_datetime(made.changed.astimezone(UTC), usegmt=True)
        if _unchanged(request, made):
            return web.Response(status=304, headers=headers)
        response = web.Response(body=made.body, content_type=made.kind, charset="utf-8", headers=headers)
        response.enable_compression()
        return response


def _tongue(request: web.Request) -> Tongue:
    return wanted(request.query.get("lang"), request.headers.get("Accept-Language", ""))


def _unchanged(request: web.Request, made: Made) -> bool:
    """Whether the reader has this already: by ETag where one is sent, else by date."""
    if tags := request.headers.get("If-None-Match"):
        return tags.strip() == "*" or made.etag in [tag.strip().removeprefix("W/") for tag in tags.split(",")]
    since = request.headers.get("If-Modified-Since")
    if not since or made.changed is None:
        return False
    try:
        moment = parsedate_to_datetime(since)
    except ValueError:
        return False
    return made.changed.replace(microsecond=0) <= (moment if moment.tzinfo else moment.replace(tzinfo=UTC))


@contextlib.asynccontextmanager
async def serving(application: web.Application, host: str, port: int) -> AsyncIterator[str]:
    """Serve on an address; gives the origin. Port 0 takes a free one. Raises OSError where it cannot listen."""
    runner = web.AppRunner(application, access_log=None)
    await runner.setup()
    try:
        site = web.TCPSite(runner, host, port)
        await site.start()
        bound = runner.addresses[0]
        yield f"http://{f'[{bound[0]}]' if ':' in bound[0] else bound[0]}:{bound[1]}"
    finally:
        await runner.cleanup()
