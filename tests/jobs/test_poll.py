"""Polling cycles over real HTTP: what is filed, what is kept, and what never alerts."""

from pathlib import Path

import pytest

from bot.core.intake.health import Flag
from tests.feeds.serving import item, rss, served
from tests.jobs.newsroom import a_source, newsroom
from tests.jobs.outlet import MIN, START, Feed, stories


async def test_the_first_poll_is_filed_and_never_alerts_the_next_one_does(tmp_path: Path) -> None:
    feed = Feed(rss(stories(1, 2)))
    async with served(feed) as base, newsroom(tmp_path, START, [a_source(base)]) as room:
        first = await room.poll()
        again = await room.poll(minutes=10)
        feed.body = rss([item("Fresh", guid="f", at=START + 15 * MIN), *stories(1, 2)])
        third = await room.poll(minutes=10)
    assert (first.reports, first.alerts) == (2, 0)
    assert (again.unchanged, again.reports) == (1, 0)
    assert (third.reports, third.alerts) == (1, 1)


async def test_validators_and_digest_survive_a_restart(tmp_path: Path) -> None:
    feed = Feed(rss(stories(1)))
    async with served(feed) as base:
        sources = [a_source(base)]
        async with newsroom(tmp_path, START, sources) as room:
            await room.poll()
        async with newsroom(tmp_path, START + MIN, sources) as room:
            assert (await room.poller.cycle()).asked == 0  # not due yet
            assert (await room.poll(minutes=30)).unchanged == 1
            feed.headers = {"ETag": '"other"'}
            feed.body += b"\n"
            await room.poll(minutes=30)
            feed.headers = {"ETag": '"yet another, same body"'}
            assert (await room.poll(minutes=30)).unchanged == 1


async def test_a_window_that_overflowed_is_a_recorded_gap_and_shortens_the_interval(tmp_path: Path) -> None:
    feed = Feed(rss(stories(*range(6))))
    async with served(feed) as base, newsroom(tmp_path, START, [a_source(base)]) as room:
        await room.poll()
        interval = (await room.state("courier")).interval
        feed.body = rss([item(f"New {n}", guid=f"n{n}", at=START + (30 + n) * MIN) for n in range(6)])
        done = await room.poll(minutes=60)
        state = await room.state("courier")
        gaps = await room.store.read(lambda tables: tables.feeds.gaps(START))
    assert done.alerts == 6  # news after a gap is news
    assert (state.gap_from, state.gap_to) == (START, START + 60 * MIN)
    assert state.may_have_missed(START + 2 * 60 * MIN)
    assert state.interval <= interval / 2
    assert [one.source for one in gaps] == ["courier"]


async def test_a_truncated_feed_is_salvaged_and_its_validators_are_not_stored(tmp_path: Path) -> None:
    whole = rss(stories(1, 2, 3))
    feed = Feed(whole[: whole.index(b"</item>", whole.index(b"Story 2")) + 7])
    async with served(feed) as base, newsroom(tmp_path, START, [a_source(base)]) as room:
        done = await room.poll()
        state = await room.state("courier")
    assert done.reports == 2
    assert (state.etag, state.digest) == (None, None)
    assert Flag.TRUNCATED in state.flags


async def test_provenance_is_stored_with_every_version(tmp_path: Path) -> None:
    feed = Feed(b"nonsense")
    async with served(feed) as base, newsroom(tmp_path, START, [a_source(base)]) as room:
        await room.poll()
        feed.body = rss([item("Fresh", guid="1", at=START - 5 * MIN, more="<author>Reuters</author>")])
        await room.poll(minutes=30)
        (one,) = await room.store.read(lambda tables: next(iter(tables.reports.by_alias(["guid:courier:1"]).values())))
        provenance = await room.store.read(lambda tables: tables.provenance.of(one.id, 1))
    assert (one.family, one.wire, one.seen) == ("courier", "Reuters", START + 30 * MIN)
    assert provenance.published_raw == "Wed, 01 May 2030 11:55:00 +0000"
    assert provenance.chance_at == START  # the failed poll could have seen it
    assert provenance.dated


async def test_nothing_is_lost_when_the_commit_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    feed = Feed(rss(stories(1)))
    async with served(feed) as base, newsroom(tmp_path, START, [a_source(base)]) as room:
        await room.poll()
        feed.body = rss([item("Fresh", guid="f", at=START), *stories(1)])
        commit = room.poller._commit
        monkeypatch.setattr(room.poller, "_commit", lambda *a: (commit(*a), 1 / 0))
        with pytest.raises(ZeroDivisionError):
            await room.poll(minutes=10)
        monkeypatch.undo()
        done = await room.poll(minutes=10)
    assert (done.unchanged, done.reports, done.alerts) == (0, 1, 1)
