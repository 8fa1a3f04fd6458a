"""The standing of feeds comes back from the database as it was stored."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.core.intake.health import Blindness, Flag, Sightings
from bot.core.intake.schedule import ServerHints
from bot.core.intake.standing import FeedState
from bot.core.model import SourceId, TopicId
from storage.feeds import FeedNote
from storage.store import Store

NOW = datetime(2030, 5, 1, 12, tzinfo=UTC)
FULL = FeedState(
    source=SourceId("s"), etag='W/"ü\'s"', last_modified="odd, but theirs", seeded=True, attempted_at=NOW, succeeded_at=NOW, new_at=NOW,
    due_at=NOW + timedelta(minutes=3), failures=4, problem="dns: x", configured="https://a.example/", url="https://b.example/",
    digest="abc", hints=ServerHints(fresh_seconds=1.5, ttl_minutes=15, update_minutes=60, skip_hours=(1, 23), skip_days=(6,)),
    per_hour=2.5, entries=36, interval=timedelta(seconds=90), why="hint", moved=Sightings(what="https://c.example/", count=2, first=NOW),
    consent="https://c.example/", gone=Sightings(what="410", count=1, first=NOW), retired_at=NOW, failing_since=NOW,
    gap_from=NOW - timedelta(hours=1), gap_to=NOW, flags=frozenset({Flag.FROZEN, Flag.OVERFLOW}),
)  # fmt: skip


@pytest.mark.parametrize("state", [FULL, FeedState(source=SourceId("s"))])
def test_a_state_comes_back_as_it_was(store: Store, state: FeedState) -> None:
    store.write_now(lambda tables: tables.feeds.save(FULL))
    store.write_now(lambda tables: tables.feeds.save(state))
    assert store.read_now(lambda tables: tables.feeds.state(SourceId("s"))) == state


def test_a_feed_never_polled_has_an_empty_state(store: Store) -> None:
    assert store.read_now(lambda tables: tables.feeds.state(SourceId("x"))) == FeedState(source=SourceId("x"))


def test_notes_come_back_newest_first_and_are_kept_a_month(store: Store) -> None:
    def note(days: int) -> FeedNote:
        return FeedNote(at=NOW + timedelta(days=days), source=SourceId("s"), kind="frozen", text=f"day {days}")

    for days in (0, 20, 40):
        store.write_now(lambda tables, days=days: tables.feeds.add_note(note(days)))
    assert store.read_now(lambda tables: tables.feeds.notes()) == (note(40), note(20))
    assert store.read_now(lambda tables: tables.feeds.notes(1)) == (note(40),)


def test_gaps_consent_and_waking(store: Store) -> None:
    store.write_now(lambda tables: tables.feeds.save(FULL))
    assert store.read_now(lambda tables: tables.feeds.gaps(NOW)) == (FULL,)
    assert store.read_now(lambda tables: tables.feeds.gaps(NOW + timedelta(seconds=1))) == ()
    store.write_now(lambda tables: tables.feeds.consent(SourceId("s"), "https://d.example/"))
    store.write_now(lambda tables: tables.feeds.wake(SourceId("s")))
    state = store.read_now(lambda tables: tables.feeds.state(SourceId("s")))
    assert (state.consent, state.retired_at, state.gone, state.due_at) == (
        "https://d.example/",
        None,
        Sightings(),
        None,
    )


def test_sight(store: Store) -> None:
    topic = TopicId("t")
    assert store.read_now(lambda tables: tables.feeds.sight(topic)) == Blindness()
    for seen in (Blindness(since=NOW, told=True), Blindness()):
        store.write_now(lambda tables, seen=seen: tables.feeds.save_sight(topic, seen))
        assert store.read_now(lambda tables: tables.feeds.sight(topic)) == seen


def test_last_alert_while_there_is_none(store: Store) -> None:
    assert store.read_now(lambda tables: tables.feeds.last_alert()) is None
