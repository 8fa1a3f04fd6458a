"""Real feeds as they were served, in the order they were served, through poller and store."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web

from bot.core.intake.canonical import canonical_link
from tests.feeds.serving import served
from tests.jobs.newsroom import Newsroom, a_source, newsroom

RAW = Path(__file__).parents[3] / "shared" / "data" / "raw_feeds"
pytestmark = pytest.mark.skipif(not RAW.exists(), reason="../shared/data/raw_feeds is not there")

SERIES = {
    "bbc": sorted(RAW.glob("bbc_2021*.xml")),
    "nytimes": sorted(RAW.glob("nytimes_2021*.xml")),
    "npr": sorted(RAW.glob("npr_2025_03/*.xml"))[:24],
}
START = datetime(2030, 1, 1, tzinfo=UTC)


async def rows(room: Newsroom, query: str) -> list[Any]:
    return await room.store.read(lambda tables: tables.feeds._connection.execute(query).fetchall())


@pytest.mark.parametrize("name", SERIES)
async def test_a_series_gives_each_item_once_with_its_provenance(name: str, tmp_path: Path) -> None:
    body = b""

    async def handler(request: web.Request) -> web.Response:
        return web.Response(body=body, content_type="text/xml")

    first_alerts = None
    async with served(handler) as base, newsroom(tmp_path, START, [a_source(base)]) as room:
        for path in SERIES[name]:
            body = path.read_bytes()
            done = await room.poll(hours=12)
            assert not done.failed
            first_alerts = done.alerts if first_alerts is None else first_alerts
            again = await room.poll(minutes=5)
            assert (again.unchanged, again.reports) == (1, 0)
        reports = await rows(room, "SELECT id, link FROM reports WHERE version = 1")
        traced = await rows(room, "SELECT report FROM provenance WHERE published_raw <> '' AND chance_at > 0")
        versions = await rows(room, "SELECT id FROM reports")
        state = await room.state("courier")
    assert first_alerts == 0
    assert len(SERIES[name]) >= 3
    assert len({canonical_link(row["link"]) for row in reports}) == len(reports) > 20
    assert len(traced) == len(versions)
    assert state.per_hour > 0
    assert state.succeeded_at - START < timedelta(days=20)
