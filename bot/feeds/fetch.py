"""The only door through which feeds come in: one conditional GET, politely, within limits."""

import asyncio
import hashlib
from collections import defaultdict
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from types import TracebackType
from typing import Self

import aiohttp
from yarl import URL

from bot.core.intake import hints
from bot.core.intake.hints import Hints
from bot.errors import FetchError
from bot.feeds.egress import EgressPolicy, EgressRefusedError

MAX_BYTES = 5_000_000
MAX_HOPS = 5
PER_HOST = 2
ACCEPT = "application/rss+xml, application/atom+xml, application/rdf+xml;q=0.9, application/xml;q=0.8, */*;q=0.1"

_PERMANENT = frozenset({301, 308})
_REDIRECTS = frozenset({301, 302, 303, 307, 308})


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedRequest:
    """What to ask for. The validators are those of the last answer, byte for byte, or None."""

    url: str
    etag: str | None = None
    last_modified: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FetchResult:
    """A 200 or a 304.

    `body` is None on 304. `permanent_url` is where 301/308 answers, from the first hop on without a break, led to.
    `complete` is False where the connection broke inside the body: what came is salvage, and its validators are None.
    """

    status: int
    body: bytes | None
    url: str
    content_type: str
    etag: str | None
    last_modified: str | None
    hints: Hints
    permanent_url: str | None
    seconds: float
    complete: bool = True

    @property
    def digest(self) -> str | None:
        """A hash of the body: an answer with the digest of the last one need not be parsed."""
        return hashlib.sha256(self.body).hexdigest() if self.body is not None else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """What a server answered to a HEAD, redirects followed: status, its words for it, the seconds it asked to wait."""

    status: int
    words: str
    retry_after: float | None = None


class HttpFetcher:
    """Fetches feeds. Use as an async context manager, or call `close` at the end.

    One deadline of `deadline` seconds covers all of a fetch: name look-up, hops and body; waiting for one of the two
    places a host has does not count. No cookies, no proxies from the environment, no referer.
    """

    def __init__(
        self,
        user_agent: str,
        egress: EgressPolicy,
        clock: Callable[[], datetime],
        *,
        deadline: float = 10.0,
        resolver: aiohttp.abc.AbstractResolver | None = None,
    ) -> None:
        self._headers = {"User-Agent": user_agent, "Accept": ACCEPT, "Accept-Encoding": "gzip, br"}
        self._egress = egress
        self._clock = clock
        self._deadline = deadline
        self._resolver = resolver
        self._session: aiohttp.ClientSession | None = None
        self._places: defaultdict[str, asyncio.Semaphore] = defaultdict(lambda: asyncio.Semaphore(PER_HOST))

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.close()

    async def close(self) -> None:
        """Close all connections."""
        if self._session is not None:
            await self._session.close()
            self._session = None

    async def fetch(self, request: FeedRequest) -> FetchResult:
        """The answer to one conditional GET; raises FetchError for anything but a 200 or a 304."""
        url = _url(request.url)
        started = asyncio.get_running_loop().time()
        async with self._at(url) as stack:
            return await self._hops(request, url, stack, started)

    async def head(self, address: str) -> Head:
        """What the server says of a page, without the page: one HEAD, redirects followed. Raises FetchError where it

        does not answer.
        """
        url = _url(address)
        async with self._at(url) as stack:
            for _ in range(MAX_HOPS + 1):
                response = await stack.enter_async_context(self._open().head(url, allow_redirects=False))
                if response.status not in _REDIRECTS:
                    found = hints.from_headers(response.headers, self._clock())
                    words = response.reason or ""
                    return Head(status=response.status, words=words[:40], retry_after=found.retry_after)
                url = _next_hop(url, response)
            raise FetchError("redirect_loop", f"more than {MAX_HOPS} redirects")

    @asynccontextmanager
    async def _at(self, url: URL) -> AsyncIterator[AsyncExitStack]:
        """A place at a host, with the deadline running; what goes wrong comes out as a FetchError."""
        async with self._places[url.host or ""]:
            try:
                async with asyncio.timeout(self._deadline), AsyncExitStack() as stack:
                    yield stack
            except TimeoutError as error:
                raise FetchError("timeout", f"no complete answer within {self._deadline:g} s") from error
            except aiohttp.ClientConnectorError as error:
                raise _connect_error(error) from error
            except EgressRefusedError as error:
                raise FetchError("egress", str(error)) from error
            except (aiohttp.ClientError, ValueError, OSError) as error:
                raise FetchError("protocol", _short(error)) from error

    async def _hops(self, request: FeedRequest, url: URL, stack: AsyncExitStack, started: float) -> FetchResult:
        visited = {url}
        permanent: URL | None = None
        unbroken = True
        for _ in range(MAX_HOPS + 1):
            response = await stack.enter_async_context(self._get(request, url))
            if response.status not in _REDIRECTS:
                return await self._result(request, response, permanent, started)
            url = _next_hop(url, response)
            if url in visited:
                raise FetchError("redirect_loop", f"redirected to {url} again")
            visited.add(url)
            unbroken = unbroken and response.status in _PERMANENT
            permanent = url if unbroken else permanent
            response.release()
        raise FetchError("redirect_loop", f"more than {MAX_HOPS} redirects")

    def _get(self, request: FeedRequest, url: URL) -> aiohttp.client._RequestContextManager:
        headers = {}
        if request.etag is not None:
            headers["If-None-Match"] = request.etag
        if request.last_modified is not None:
            headers["If-Modified-Since"] = request.last_modified
        return self._open().get(url, headers=headers, allow_redirects=False)

    def _open(self) -> aiohttp.ClientSession:
        if self._session is None:
            connector = aiohttp.TCPConnector(
                limit_per_host=PER_HOST,
                socket_factory=self._egress.socket,
                resolver=self._resolver,
                ttl_dns_cache=60,
            )
            self._session = aiohttp.ClientSession(
                connector=connector,
                headers=self._headers,
                cookie_jar=aiohttp.DummyCookieJar(),
                timeout=aiohttp.ClientTimeout(total=None),
                trust_env=False,
            )
        return self._session

    async def _result(
        self, request: FeedRequest, response: aiohttp.ClientResponse, permanent: URL | None, started: float
    ) -> FetchResult:
        found = hints.from_headers(response.headers, self._clock())
        _check_status(request, response, found)
        body, complete = (None, True) if response.status == 304 else await _read(response)
        return FetchResult(
            status=response.status,
            body=body,
            url=str(response.url),
            content_type=response.headers.get("Content-Type", ""),
            etag=_validator(response, "ETag") if complete else None,
            last_modified=_validator(response, "Last-Modified") if complete else None,
            hints=found,
            permanent_url=str(permanent) if permanent else None,
            seconds=asyncio.get_running_loop().time() - started,
            complete=complete,
        )


def _url(text: str) -> URL:
    try:
        url = URL(text)
    except ValueError as error:
        raise FetchError("bad_url", f"{text!r} is no URL") from error
    if url.scheme not in {"http", "https"} or not url.host or url.user is not None:
        raise FetchError("bad_url", f"{text!r}: only http and https addresses with a host and no user name")
    return url


def _next_hop(url: URL, response: aiohttp.ClientResponse) -> URL:
    location = response.headers.get("Location", "")
    if not location:
        raise FetchError("bad_redirect", f"{response.status} without a Location")
    try:
        target = url.join(URL(location)).with_fragment(None)
    except ValueError as error:
        raise FetchError("bad_redirect", f"{response.status} to {location[:200]!r}") from error
    if target.scheme not in {"http", "https"} or not target.host or target.user is not None:
        raise FetchError("egress", f"{response.status} to {location[:200]!r}")
    return target


def _check_status(request: FeedRequest, response: aiohttp.ClientResponse, found: Hints) -> None:
    conditional = request.etag is not None or request.last_modified is not None
    if response.status == 200 or (response.status == 304 and conditional):
        return
    reason = f"http_{response.status}"
    raise FetchError(reason, response.reason or "", status=response.status, retry_after=found.retry_after)


async def _read(response: aiohttp.ClientResponse) -> tuple[bytes, bool]:
    """The body after decompression, and whether all of it came."""
    chunks: list[bytes] = []
    size = 0
    try:
        async for chunk in response.content.iter_any():
            chunks.append(chunk)
            size += len(chunk)
            if size > MAX_BYTES:
                raise FetchError("too_large", f"more than {MAX_BYTES} bytes after decompression")
    except aiohttp.ClientPayloadError:
        if not chunks:
            raise
        return b"".join(chunks), False
    return b"".join(chunks), True


def _validator(response: aiohttp.ClientResponse, name: str) -> str | None:
    """The header exactly as served, or None where it is not plain text that could be sent back unchanged."""
    text = response.headers.get(name)
    return text if text and text.isprintable() and text.isascii() else None


def _connect_error(error: aiohttp.ClientConnectorError) -> FetchError:
    if isinstance(error.os_error, EgressRefusedError):
        return FetchError("egress", str(error.os_error))
    if isinstance(error, aiohttp.ClientConnectorDNSError):
        return FetchError("dns", f"{error.host} has no address")
    kind = "tls" if isinstance(error, aiohttp.ClientSSLError) else "connect"
    return FetchError(kind, f"{error.host}: {error.os_error.strerror or error.os_error}")


def _short(error: Exception) -> str:
    return f"{type(error).__name__}: {error}"[:200]
