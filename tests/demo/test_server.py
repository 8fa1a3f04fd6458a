"""The week over HTTP: a small honest feed reader walks through it with a clock of its own."""

import gzip
import io
from datetime import UTC, datetime, timedelta

import aiohttp
import feedparser
import pytest

from bot.demo.server import DemoServer
from bot.demo.week import DemoWeek

WEEK = DemoWeek.load()
OUTLETS = {outlet.id: outlet for outlet in WEEK.outlets}
PLAIN = {"Accept-Encoding": "identity"}


def march(day, hour, minute=0):
    return datetime(2025, 3, day, hour, minute, tzinfo=UTC)


class Hands:
    """A clock set by hand."""

    def __init__(self, now):
        self.now = now

    def __call__(self):
        return self.now


@pytest.fixture
def clock():
    return Hands(WEEK.start)


@pytest.fixture
async def server(clock):
    async with DemoServer(WEEK, clock) as opened:
        yield opened


@pytest.fixture
async def client():
    async with aiohttp.ClientSession(auto_decompress=False) as session:
        yield session


def url(server, outlet):
    return next(source.url for source in server.sources if source.id == outlet)


async def get(client, address, **headers):
    async with client.get(address, headers={**PLAIN, **headers}) as answer:
        return answer, await answer.read()


def test_there_is_nothing_to_read_before_it_is_opened():
    assert DemoServer(WEEK, Hands(WEEK.start)).sources == ()


async def test_each_outlet_is_a_source_on_loopback(server):
    assert [source.outlet for source in server.sources] == [outlet.name for outlet in WEEK.outlets]
    assert len({source.url for source in server.sources}) == 10
    assert len({source.family for source in server.sources}) == 10
    assert all(source.url.startswith("http://127.0.0.") for source in server.sources)


async def test_two_demos_can_run_side_by_side_and_close(clock, client):
    async with DemoServer(WEEK, clock) as first, DemoServer(WEEK, clock) as second:
        assert not {source.url for source in first.sources} & {source.url for source in second.sources}
        address = url(first, "northgate")
    assert first.sources == ()
    with pytest.raises(aiohttp.ClientConnectionError):
        await get(client, address)


async def test_the_feed_is_the_one_of_the_clocks_moment(server, client, clock):
    headline = "Hamas agrees to release Israeli-American Edan Alexander and four bodies"
    clock.now = march(14, 10, 19)
    _, early = await get(client, url(server, "meridian"))
    clock.now = march(14, 10, 20)
    answer, late = await get(client, url(server, "meridian"))
    assert headline.encode() not in early
    assert headline.encode() in late
    assert answer.headers["Content-Type"] == "application/atom+xml; charset=utf-8"


@pytest.mark.parametrize(
    ("outlet", "validators"),
    [
        ("northgate", {"ETag", "Last-Modified"}),
        ("meridian", {"ETag"}),
        ("ledger", {"Last-Modified"}),
        ("carmel", set()),
    ],
)
async def test_validators_are_the_outlets_own(server, client, outlet, validators):
    answer, _ = await get(client, url(server, outlet))
    assert {name for name in ("ETag", "Last-Modified") if name in answer.headers} == validators


@pytest.mark.parametrize(("outlet", "ask", "given"), [
    ("meridian", "If-None-Match", "ETag"),
    ("ledger", "If-Modified-Since", "Last-Modified"),
])  # fmt: skip
async def test_unchanged_is_304_until_it_changes(server, client, clock, outlet, ask, given):
    clock.now = march(14, 9)
    first, _ = await get(client, url(server, outlet))
    again, body = await get(client, url(server, outlet), **{ask: first.headers[given]})
    assert (again.status, body) == (304, b"")
    assert again.headers[given] == first.headers[given]
    clock.now = march(14, 12)
    changed, body = await get(client, url(server, outlet), **{ask: first.headers[given]})
    assert changed.status == 200
    assert b"Alexander" in body


async def test_an_etag_that_differs_outweighs_a_date_that_fits(server, client):
    first, _ = await get(client, url(server, "northgate"))
    date = first.headers["Last-Modified"]
    answer, _ = await get(client, url(server, "northgate"), **{"If-None-Match": '"old"', "If-Modified-Since": date})
    assert answer.status == 200
    tags = f'"old", {first.headers["ETag"]}'
    answer, _ = await get(client, url(server, "northgate"), **{"If-None-Match": tags})
    assert answer.status == 304


@pytest.mark.parametrize("date", ["yesterday", "", "Wed, 99 Mar 2025 00:00:00 GMT"])
async def test_a_date_that_cannot_be_read_is_no_condition(server, client, date):
    answer, _ = await get(client, url(server, "ledger"), **{"If-Modified-Since": date})
    assert answer.status == 200


async def test_no_validators_no_304(server, client):
    asked = {"If-None-Match": '"x"', "If-Modified-Since": "Fri, 01 Jan 2100 00:00:00 GMT"}
    answer, _ = await get(client, url(server, "carmel"), **asked)
    assert answer.status == 200


async def test_gzip_for_those_who_ask(server, client):
    plain, body = await get(client, url(server, "northgate"))
    packed, less = await get(client, url(server, "northgate"), **{"Accept-Encoding": "gzip, deflate"})
    assert "Content-Encoding" not in plain.headers
    assert packed.headers["Content-Encoding"] == "gzip"
    assert len(less) < len(body)
    assert gzip.decompress(less) == body


async def test_the_radio_fails_in_two_ways_and_comes_back_with_what_was_missed(server, client, clock):
    clock.now = march(13, 23)
    answer, body = await get(client, url(server, "sable"))
    assert answer.status == 500
    clock.now = march(14, 9)
    answer, body = await get(client, url(server, "sable"))
    assert answer.status == 200
    assert feedparser.parse(io.BytesIO(body)).bozo
    clock.now = march(14, 13)
    answer, body = await get(client, url(server, "sable"))
    feed = feedparser.parse(io.BytesIO(body))
    assert not feed.bozo
    assert feed.entries[0].title == "Israel says Hamas offer on captive is psychological warfare"
    assert b"US proposal would extend Gaza truce" in body


async def test_one_broken_outlet_breaks_no_other(server, client, clock):
    clock.now = march(13, 23)
    answers = [(await get(client, source.url))[0].status for source in server.sources]
    assert sorted(answers) == [200] * 9 + [500]


async def read_if_changed(client, source, known):
    """Headlines of a feed, or none where it is unchanged or does not work; `known` keeps the ETags."""
    asked = {"If-None-Match": known[source.url]} if source.url in known else {}
    answer, body = await get(client, source.url, **asked)
    if answer.status != 200:
        return []
    known[source.url] = answer.headers.get("ETag", "")
    return [entry.title for entry in feedparser.parse(io.BytesIO(body), sanitize_html=False).entries]


async def test_a_reader_who_polls_each_hour_sees_all_that_stayed_an_hour_and_at_the_right_hour(server, client, clock):
    sources = [source for source in server.sources if OUTLETS[source.id].validators in ("both", "etag")]
    first_seen, known = {}, {}
    while clock.now < WEEK.end:
        for source in sources:
            for title in await read_if_changed(client, source, known):
                first_seen.setdefault((source.id, title), clock.now)
        clock.now += timedelta(hours=1)
    wanted = {}
    for source in sources:
        for item in OUTLETS[source.id].items:
            ends = [version.at for version in item.versions[1:]] + [item.gone or WEEK.end]
            for version, end in zip(item.versions, ends, strict=True):
                hour = next_hour(max(OUTLETS[source.id].served(version.at), WEEK.start))
                if hour < min(end, WEEK.end):
                    wanted.setdefault((source.id, version.title), hour)
    assert first_seen == wanted


def next_hour(when):
    return when if when == when.replace(minute=0) else when.replace(minute=0) + timedelta(hours=1)


async def test_where_only_one_loopback_address_exists_ports_keep_outlets_apart(clock, client, monkeypatch):
    monkeypatch.setattr("bot.demo.server._NETWORK", "192.0.2.")  # a network that no machine has
    async with DemoServer(WEEK, clock) as server:
        assert len({source.url for source in server.sources}) == 10
        assert all(source.url.startswith("http://127.0.0.1:") for source in server.sources)
        _, body = await get(client, url(server, "ledger"))
    assert b"The Harbour Ledger" in body
