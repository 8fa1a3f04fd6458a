"""All fixtures of feedparser's own tests and all raw feeds on the shelf: no crash, no hang, nothing lost."""

import io
import warnings
from datetime import UTC, datetime
from pathlib import Path

import feedparser
import pytest

from bot.core.intake.canonical import batch_aliases
from bot.core.intake.entry import ParsedFeed
from bot.core.model import Source, SourceId
from bot.errors import ParseError
from bot.feeds.normalise import report
from bot.feeds.parse import ParserPool

DATA = Path(__file__).parents[3] / "shared" / "data"
FOLDERS = (DATA / "feed_fixtures", DATA / "raw_feeds")
NOW = datetime(2030, 5, 1, 12, tzinfo=UTC)
SOURCE = Source(id=SourceId("s"), outlet="Courier", url="https://courier.example/", language="en", family="courier")

# Entries that feedparser finds and we do not, each with its reason.
EXEMPT = {"rss_incomplete_cdata.xml": "ends inside the headline of its only item: half a headline is no headline"}

pytestmark = pytest.mark.skipif(not all(folder.exists() for folder in FOLDERS), reason="../shared/data is not there")


def files() -> list[Path]:
    return sorted(path for folder in FOLDERS for path in folder.rglob("*.xml"))


def theirs(body: bytes) -> list[str]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        result = feedparser.parse(
            io.BytesIO(body),
            response_headers={"content-type": "application/xml"},
            sanitize_html=False,
            resolve_relative_uris=False,
        )
    return [str(entry.get("title", ""))[:1000].encode("utf-8", "replace").decode() for entry in result.entries]


async def ours(pool: ParserPool, body: bytes) -> ParsedFeed:
    try:
        return await pool.parse(body)
    except ParseError as error:
        if error.reason not in {"malformed", "not_a_feed", "empty", "html", "entities"}:
            raise
        return ParsedFeed()


async def test_no_entry_that_feedparser_finds_is_lost_and_every_one_becomes_a_report() -> None:
    found, lost = 0, {}
    async with ParserPool() as pool:
        for path in files():
            body = path.read_bytes()
            feed = await ours(pool, body)
            titles = [entry.title[:1000] for entry in feed.entries]
            if titles != theirs(body):
                lost[path.name] = (theirs(body), titles)
            for entry, names in zip(feed.entries, batch_aliases(feed.entries, SOURCE), strict=True):
                one = report(entry, SOURCE, NOW, first=names[0])
                assert (one.family, one.seen, one.outlet) == ("courier", NOW, "Courier")
                assert one.published is None or one.published.tzinfo is UTC
                assert one.link is None or one.link.lower().startswith(("http://", "https://"))
                assert "\n" not in one.headline
                assert names
                found += 1
    assert len(files()) > 1900
    assert found > 2500
    assert set(lost) == set(EXEMPT)
