"""Turns at a host within one cycle, over real HTTP."""

from datetime import UTC, datetime

from aiohttp import web

from tests.feeds.serving import item, rss, served
from tests.jobs.newsroom import a_source, newsroom

START = datetime(2030, 5, 1, tzinfo=UTC)


async def test_of_many_feeds_of_a_host_those_not_asked_yet_are_left_out_after_a_429(tmp_path):
    asked = []

    async def answer(request):
        asked.append(request.path)
        return web.Response(status=429, headers={"Retry-After": "3600"})

    async with served(answer) as base:
        sources = [a_source(f"{base}/{number}", f"s{number}") for number in range(8)]
        async with newsroom(tmp_path, START, sources) as room:
            done = await room.poll()
            states = [await room.state(source.id) for source in sources]
            assert len(asked) == done.asked == 2
            assert {one.why for one in states} == {"retry_after", "host"}
            await room.poller.cycle()
            assert len(asked) == 2


async def test_a_429_without_retry_after_holds_nobody_back(tmp_path):
    async def answer(request):
        if request.path == "/0":
            return web.Response(status=429)
        return web.Response(body=rss([item("Truce talks", guid="1", at=START)]), content_type="application/rss+xml")

    async with served(answer) as base:
        sources = [a_source(f"{base}/{number}", f"s{number}") for number in range(5)]
        async with newsroom(tmp_path, START, sources) as room:
            done = await room.poll()
            assert (done.asked, list(done.failed)) == (5, ["s0"])
            assert "host" not in [(await room.state(source.id)).why for source in sources]
