"""When a feed is asked again: precedence, caps, skipped hours, back-off, rhythm."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bot.core.intake.schedule import Bounds, Case, ServerHints, adaptive, from_window, next_poll, observed
from bot.core.model import SourceId

NOW = datetime(2030, 5, 1, 12, tzinfo=UTC)  # a Wednesday
MIN = timedelta(minutes=1)


def minutes(**case: Any) -> tuple[float, str]:
    """The least wait in minutes (jitter taken off by asking many sources) and why."""
    dues = [next_poll(Case(source=SourceId(f"s{n}"), now=NOW, **case)) for n in range(200)]
    waits = [(due.at - NOW) / MIN for due in dues]
    assert len({round(wait, 6) for wait in waits}) > 100, "every source has a jitter of its own"
    return round(min(waits)), dues[0].why


TTL = ServerHints(ttl_minutes=15)


@pytest.mark.parametrize(
    ("case", "expected"),
    [
        ({}, (15, "adaptive")),
        ({"per_hour": 60.0}, (2, "adaptive")),
        ({"per_hour": 0.0}, (50, "adaptive")),
        ({"per_hour": 0.0, "hot": True}, (10, "adaptive")),
        ({"per_hour": 2.0, "hot": True}, (5, "adaptive")),
        ({"hints": TTL, "per_hour": 60.0}, (15, "hint")),
        ({"hints": TTL, "per_hour": 60.0, "hot": True}, (15, "hint")),
        ({"hints": ServerHints(ttl_minutes=5), "per_hour": 1.0}, (30, "adaptive")),
        ({"hints": ServerHints(fresh_seconds=2.0), "per_hour": 60.0}, (2, "adaptive")),
        ({"hints": ServerHints(update_minutes=20, ttl_minutes=5), "per_hour": 60.0}, (20, "hint")),
        ({"hints": ServerHints(ttl_minutes=600), "per_hour": 60.0}, (30, "hint")),
        ({"hints": ServerHints(ttl_minutes=600), "per_hour": 60.0, "live": False}, (600, "hint")),
        ({"hints": ServerHints(fresh_seconds=9e9), "live": False}, (1440, "hint")),
        ({"configured": 5 * MIN, "hints": TTL, "per_hour": 60.0}, (5, "configured")),
        ({"configured": 5 * MIN, "retry_after": 1200.0, "hints": TTL}, (20, "retry_after")),
        ({"retry_after": 7200.0, "failures": 4}, (120, "retry_after")),
        ({"retry_after": 9e9}, (1440, "retry_after")),
        ({"failures": 1, "per_hour": 6.0}, (8, "backoff")),
        ({"failures": 50, "per_hour": 6.0}, (33, "backoff")),
        ({"failures": 50, "hints": TTL, "local_outage": True}, (2, "outage")),
    ],
)
def test_wait(case: dict[str, Any], expected: tuple[float, str]) -> None:
    assert minutes(**case) == expected


@pytest.mark.parametrize("failures", range(1, 40))
def test_backing_off_never_ends_and_never_takes_more_than_an_hour(failures: int) -> None:
    for number in range(20):
        due = next_poll(Case(source=SourceId(f"s{number}"), now=NOW, failures=failures, per_hour=10.0))
        assert 3 * MIN <= due.at - NOW <= 60 * MIN


def test_jitter_is_a_fact_not_a_draw_and_changes_from_poll_to_poll() -> None:
    case = Case(source=SourceId("s"), now=NOW)
    later = Case(source=SourceId("s"), now=NOW + MIN)
    assert next_poll(case) == next_poll(case)
    assert next_poll(case).at - case.now != next_poll(later).at - later.now


@pytest.mark.parametrize(
    ("skip", "live", "expected"),
    [
        ({"skip_hours": (12,)}, False, 60),
        ({"skip_hours": (12, 13)}, False, 120),
        ({"skip_hours": (12, 13)}, True, 30),
        ({"skip_hours": (11,)}, True, 15),
        ({"skip_days": (2,)}, False, 720),
        ({"skip_days": (2, 3)}, False, 720 + 1440),
        ({"skip_days": tuple(range(7)), "skip_hours": tuple(range(24))}, False, 8 * 1440),
    ],
)
def test_hours_and_days_to_skip(skip: dict[str, Any], live: bool, expected: int) -> None:
    assert minutes(hints=ServerHints(**skip), live=live)[0] == expected


@pytest.mark.parametrize(
    ("per_hour", "hot", "expected"), [(None, False, 15), (1.0, False, 30), (1000.0, False, 2), (1e-9, False, 50)]
)
def test_adaptive(per_hour: float | None, hot: bool, expected: int) -> None:
    assert adaptive(per_hour, Bounds(), hot=hot) == expected * MIN


def test_rate_follows_what_comes_and_forgets() -> None:
    busy = None
    for _ in range(48):
        busy = observed(busy, 5, timedelta(minutes=30))
    assert busy == pytest.approx(10, abs=0.3)
    for _ in range(48):
        busy = observed(busy, 0, timedelta(hours=1))
    assert busy < 0.05
    assert observed(2.0, 0, timedelta(minutes=15), overflow=True) == 4.0


def test_rate_from_a_window() -> None:
    assert from_window([NOW - n * timedelta(minutes=20) for n in range(31)]) == pytest.approx(3.0)
    assert from_window([NOW] * 10) is None
    assert from_window([NOW]) is None


def test_floor_and_ceiling_hold_with_jitter_added() -> None:
    for number in range(300):
        for rate in (0.0, 1e6):
            due = next_poll(Case(source=SourceId(f"s{number}"), now=NOW, per_hour=rate))
            assert 2 * MIN <= due.at - NOW <= 60 * MIN
