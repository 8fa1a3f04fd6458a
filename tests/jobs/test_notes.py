"""What the operator is told, once each time it begins."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.core.intake.health import Flag, Sightings
from bot.core.intake.standing import FeedState
from bot.jobs.notes import about
from tests.jobs.newsroom import a_source

NOW = datetime(2030, 5, 1, 12, tzinfo=UTC)
SOURCE = a_source("https://courier.example/rss")
BEFORE = FeedState(source=SOURCE.id, attempted_at=NOW - timedelta(hours=1))
ASKING = Sightings(what="https://elsewhere.example/", count=3, first=NOW - timedelta(hours=24))


@pytest.mark.parametrize(
    ("changes", "kinds"),
    [
        ({}, []),
        ({"retired_at": NOW}, ["retired"]),
        ({"url": "https://courier.example/new"}, ["moved"]),
        ({"moved": ASKING}, ["asks_to_move"]),
        ({"flags": frozenset({Flag.REKEYED, Flag.OVERFLOW})}, ["overflow", "rekeyed"]),
        ({"flags": frozenset({Flag.MALFORMED, Flag.TRUNCATED, Flag.CAPPED})}, []),
        ({"failures": 5, "problem": "dns: x"}, []),
    ],
)
def test_a_note_when_it_begins_and_none_while_it_lasts(changes: dict[str, object], kinds: list[str]) -> None:
    after = replace(BEFORE, **changes)
    made = list(about(SOURCE, BEFORE, after, NOW))
    assert [note.kind for note in made] == kinds
    assert all("Harbour Courier (courier): " in note.text and note.at == NOW for note in made)
    later = replace(after, attempted_at=NOW)
    assert list(about(SOURCE, later, later, NOW + timedelta(hours=1))) == []
