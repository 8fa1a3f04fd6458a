"""What feedparser reads out of our documents is what the hand-made files say."""

import io
import tomllib
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from pathlib import Path
from time import struct_time

import feedparser
import pytest

from bot.demo.render import broken, page
from bot.demo.week import DemoWeek

WEEK = DemoWeek.load()
DATA = Path(__file__).parents[2] / "bot" / "data" / "demo"
VERSIONS = {"rss": "rss20", "atom": "atom10", "rdf": "rss10"}
every_outlet = pytest.mark.parametrize("outlet", WEEK.outlets, ids=lambda outlet: outlet.id)


@lru_cache(maxsize=64)
def parsed(outlet, changed):
    return feedparser.parse(io.BytesIO(page(outlet, changed).body), sanitize_html=False, resolve_relative_uris=False)


def moment(stamp: struct_time) -> datetime:
    return datetime(*stamp[:6], tzinfo=UTC)


def written_versions(outlet):
    """(version as written, first or edit) straight from the file, edits completed from what stood before."""
    for item in tomllib.loads((DATA / f"{outlet.id}.toml").read_text(encoding="utf-8"))["item"]:
        told = {"dated": item["at"], **item}
        yield told
        for edit in item.get("edit", []):
            told = {**told, **edit}
            yield told


@every_outlet
def test_every_version_reads_back_as_written_at_its_minute(outlet):
    for told in written_versions(outlet):
        feed = parsed(outlet, told["at"])
        assert feed.version == VERSIONS[outlet.dialect]
        assert not feed.bozo
        found = [entry for entry in feed.entries if entry.title == told["title"]]
        assert len(found) == 1, told["title"]
        entry = found[0]
        assert told["summary"].replace("&", "&amp;") in entry.summary or told["summary"] in entry.summary
        dated = told["dated"].replace(hour=12, minute=0) if outlet.noon else told["dated"]
        assert moment(entry.updated_parsed if outlet.dialect == "rdf" else entry.published_parsed) == dated
        assert entry.link.startswith(f"https://{outlet.host}/{told['section']}/")
        assert ("credit" not in told) or entry.author == told["credit"]


@every_outlet
def test_no_first_version_is_there_a_minute_early(outlet):
    items = tomllib.loads((DATA / f"{outlet.id}.toml").read_text(encoding="utf-8"))["item"]
    for item in items[1:]:  # the first one opens the feed: before it there is no document
        early = parsed(outlet, item["at"] - timedelta(minutes=1))
        assert item["title"] not in {entry.title for entry in early.entries}


@every_outlet
def test_guids_come_in_the_outlets_own_way(outlet):
    entries = parsed(outlet, outlet.changed(WEEK.end)).entries
    if outlet.guid == "none":
        assert all("id" not in entry for entry in entries)
    else:
        assert len({entry.id for entry in entries}) == len(entries)
    if outlet.guid == "link":
        assert all(entry.id == entry.link for entry in entries)


@every_outlet
def test_a_page_changes_only_when_the_feed_does(outlet):
    for before, after in zip(outlet.changes[2:], outlet.changes[3:], strict=False):
        assert page(outlet, before) == page(outlet, after - timedelta(seconds=1))


@every_outlet
def test_each_change_can_be_told_by_its_validators(outlet):
    times = [when for when in outlet.changes if when >= WEEK.start]
    pages = [page(outlet, when) for when in times]
    assert len({made.body for made in pages}) == len(pages)
    if outlet.validators in ("both", "etag"):
        assert len({made.etag for made in pages}) == len(pages)
    else:
        assert {made.etag for made in pages} == {None}
    if outlet.validators in ("both", "modified"):
        assert [made.modified for made in pages] == times
    else:
        assert {made.modified for made in pages} == {None}


def test_summaries_hold_html_where_the_outlet_writes_html():
    outlets = {outlet.id: outlet for outlet in WEEK.outlets}
    assert "<p>" in parsed(outlets["ledger"], WEEK.start).entries[0].summary
    assert "<img " in parsed(outlets["carmel"], WEEK.start).entries[0].summary
    assert "<" not in parsed(outlets["northgate"], WEEK.start).entries[0].summary


@every_outlet
def test_a_broken_document_is_malformed_and_holds_no_item(outlet):
    feed = feedparser.parse(io.BytesIO(broken(page(outlet, WEEK.end).body)))
    assert feed.bozo
    assert feed.entries == []
