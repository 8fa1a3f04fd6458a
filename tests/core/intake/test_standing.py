"""A feed's standing from poll to poll."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bot.core.intake.entry import Entry, ParsedFeed
from bot.core.intake.health import Flag
from bot.core.intake.hints import Hints
from bot.core.intake.schedule import ServerHints
from bot.core.intake.standing import (
    Answered,
    Failed,
    FeedState,
    Pace,
    address,
    after_answer,
    after_failure,
    asks_to_move,
    current,
    line_of,
)
from bot.core.model import Source, SourceId

NOW = datetime(2030, 5, 1, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
SOURCE = Source(id=SourceId("s"), outlet="Courier", url="https://courier.example/rss", language="en", family="courier")
EMPTY = FeedState(source=SOURCE.id)
FEED = ParsedFeed(entries=(Entry(title="A"), Entry(title="B")), ttl_minutes=20, skip_hours=(3,))


def answered(feed: ParsedFeed | None = FEED, **more: Any) -> Answered:
    fields: dict[str, Any] = {"etag": '"1"', "last_modified": "then", "hints": Hints(), "digest": "d", "feed": feed}
    return Answered(**fields | more)


def after(state: FeedState, *answers: Answered, every: timedelta = HOUR, start: datetime = NOW) -> FeedState:
    for number, one in enumerate(answers):
        state = after_answer(state, SOURCE, one, start + number * every, Pace())
    return state


def test_a_first_answer_is_remembered() -> None:
    state = after(EMPTY, answered(hints=Hints(fresh=60)))
    assert (state.etag, state.last_modified, state.digest, state.entries, state.seeded) == ('"1"', "then", "d", 2, True)
    assert state.hints == ServerHints(fresh_seconds=60, ttl_minutes=20, skip_hours=(3,))
    assert (state.succeeded_at, state.new_at, state.failures, state.why) == (NOW, NOW, 0, "hint")


def test_a_304_keeps_what_the_feed_said_and_takes_what_the_headers_say() -> None:
    state = after(
        EMPTY, answered(), answered(None, etag=None, last_modified=None, digest=None, hints=Hints(fresh=1500))
    )
    assert (state.etag, state.last_modified, state.digest) == ('"1"', "then", "d")
    assert state.hints == ServerHints(fresh_seconds=1500, ttl_minutes=20, skip_hours=(3,))
    assert after(state, answered(None)).hints.fresh_seconds == 1500  # a 304 that says nothing changes nothing


def test_a_200_without_validators_forgets_the_old_ones() -> None:
    state = after(EMPTY, answered(), answered(etag=None, last_modified=None))
    assert (state.etag, state.last_modified) == (None, None)


def test_of_a_truncated_answer_no_validators_are_kept() -> None:
    state = after(EMPTY, answered(), answered(replace(FEED, truncated=True), etag='"2"', digest="e"))
    assert (state.etag, state.digest) == ('"1"', None)
    assert Flag.TRUNCATED in state.flags


def test_failures_count_and_one_answer_forgives_them() -> None:
    state = after(EMPTY, answered())
    for hour in (1, 2, 3):
        state = after_failure(
            state, SOURCE, Failed(reason="http_500", problem="http_500: x"), NOW + hour * HOUR, Pace()
        )
    assert (state.failures, state.failing_since, state.blind, state.etag) == (3, NOW + HOUR, True, '"1"')
    state = after(state, answered(), start=NOW + 4 * HOUR)
    assert (state.failures, state.failing_since, state.problem, state.blind) == (0, None, None, False)


def test_a_local_outage_is_not_counted_and_asked_again_soon() -> None:
    failed = Failed(reason="dns", problem="dns: x", local=True)
    state = after_failure(replace(EMPTY, failures=2), SOURCE, failed, NOW, Pace())
    assert (state.failures, state.why, state.blind) == (0, "outage", True)
    assert state.due_at is not None
    assert state.due_at - NOW < timedelta(minutes=3)


def test_only_410_three_times_over_a_day_retires() -> None:
    gone = Failed(reason="http_410", problem="http_410")
    state = EMPTY
    for hour in (0, 12, 23):
        state = after_failure(state, SOURCE, gone, NOW + hour * HOUR, Pace())
    assert state.retired_at is None
    between = after_failure(state, SOURCE, Failed(reason="http_404", problem="http_404"), NOW + 24 * HOUR, Pace())
    assert after_failure(between, SOURCE, gone, NOW + 25 * HOUR, Pace()).retired_at is None  # not in a row
    assert after_failure(state, SOURCE, gone, NOW + 24 * HOUR, Pace()).retired_at == NOW + 24 * HOUR


def test_a_move_is_adopted_and_forgotten_when_the_configuration_changes() -> None:
    target = "https://www.courier.example/new"
    state = after(current(EMPTY, SOURCE), *[answered(permanent_url=target)] * 3, every=13 * HOUR)
    assert address(state, SOURCE) == target
    changed = replace(SOURCE, url="https://courier.example/other")
    fresh = current(state, changed)
    assert (address(fresh, changed), fresh.etag, fresh.seeded) == (changed.url, None, True)
    assert current(state, SOURCE) == state


def test_a_move_to_another_domain_asks_first() -> None:
    far = "https://elsewhere.example/new"
    state = after(EMPTY, *[answered(permanent_url=far)] * 3, every=13 * HOUR)
    assert address(state, SOURCE) == SOURCE.url
    assert asks_to_move(state, SOURCE, NOW + 26 * HOUR) == far
    allowed = after(replace(state, consent=far), answered(permanent_url=far), start=NOW + 39 * HOUR)
    assert address(allowed, SOURCE) == far
    assert asks_to_move(after(state, answered(), start=NOW + 39 * HOUR), SOURCE, NOW + 39 * HOUR) is None  # moved back


def test_a_gap_is_kept_from_one_success_to_the_next() -> None:
    state = after(EMPTY, answered(), answered(overflow=True, new=2), answered())
    assert (state.gap_from, state.gap_to) == (NOW, NOW + HOUR)
    assert state.may_have_missed(NOW + 20 * HOUR)
    assert not state.may_have_missed(NOW + 26 * HOUR)


def test_flags_tell_what_is_odd_and_go_when_it_is_over() -> None:
    odd = after(EMPTY, answered(ParsedFeed()))
    assert odd.flags == {Flag.NO_ENTRIES}
    assert odd.blind
    assert after(odd, answered(), start=NOW + HOUR).flags == frozenset()
    lively = answered(moments=[NOW - n * HOUR / 4 for n in range(20)])
    silent = after(after(EMPTY, lively), answered(None), start=NOW + 60 * HOUR)
    assert Flag.FROZEN in silent.flags
    assert Flag.FROZEN not in after(silent, answered(new=1), start=NOW + 61 * HOUR).flags


@pytest.mark.parametrize(
    ("problem", "silent"), [("dns: x", True), ("timeout: x", True), ("http_500: x", False), ("html: x", False)]
)
def test_what_a_failure_says_of_our_own_line(problem: str, silent: bool) -> None:
    failed = Failed(reason=problem.partition(":")[0], problem=problem)
    line = line_of(after_failure(after(EMPTY, answered()), SOURCE, failed, NOW + HOUR, Pace()), SOURCE)
    assert (line.host, line.silent) == ("courier.example", silent)
    assert line.answered_at == (NOW if silent else NOW + HOUR)


def test_a_rhythm_is_only_known_once_something_tells_of_it() -> None:
    quiet = after(EMPTY, answered(), answered(None), answered(None), every=20 * HOUR)
    assert quiet.per_hour is None
    assert Flag.FROZEN not in quiet.flags
    assert (after(quiet, answered(new=1), start=NOW + 60 * HOUR).per_hour or 0) > 0
