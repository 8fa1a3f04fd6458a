from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.core.model import ChatId
from bot.core.people.pacing import Breaker, Pace, Window, backoff


@given(
    st.lists(st.tuples(st.floats(0, 0.4), st.floats(0, 1)), min_size=1, max_size=120),
    st.integers(1, 10),
)
def test_whatever_the_network_does_no_window_of_the_server_is_overrun(requests, most):
    """The server counts an arrival anywhere between departure and answer."""
    window, now, under_way, arrivals = Window(most, 1.0), 0.0, [], []
    for latency, share in requests:
        while True:
            for answer in sorted(one for one in under_way if one <= now):
                under_way.remove(answer)
                window.end(answer)
            wait = window.wait(now)
            if wait == 0:
                break
            now = min([now + wait] if wait is not None else under_way, default=now) + 1e-9
        window.begin()
        under_way.append(now + latency)
        arrivals.append(now + latency * share)
    arrivals.sort()
    for first, beyond in zip(arrivals, arrivals[most:], strict=False):
        assert beyond - first >= 1.0 - 1e-6


def test_places_that_are_kept_free_count_as_taken():
    window = Window(3, 1.0)
    window.begin()
    assert window.wait(0.0) == 0
    assert window.wait(0.0, keep=2) is None
    window.end(0.0)
    assert window.wait(0.25, keep=2) == 0.75


def test_backoff_doubles_up_to_its_ceiling_and_is_the_same_each_time():
    waits = [backoff(attempt, "row") for attempt in range(20)]
    assert waits == [backoff(attempt, "row") for attempt in range(20)]
    assert all(timedelta(seconds=0.5) <= wait <= timedelta(seconds=300) for wait in waits)
    assert len(set(waits)) > 10


def test_the_breaker_opens_after_five_failures_in_a_row_and_only_then():
    breaker = Breaker()
    for _ in range(4):
        breaker.failed(0.0)
    breaker.answered()
    for _ in range(4):
        breaker.failed(0.0)
    assert not breaker.open
    breaker.failed(1.0)
    assert breaker.open
    first = breaker.probe_at
    breaker.probe_failed(first)
    assert breaker.probe_at > first
    breaker.answered()
    assert not breaker.open


def test_groups_leave_room_for_answers():
    pace = Pace()
    assert 60 / pace.gap(ChatId(-5)).total_seconds() + pace.group_answers <= 20
    assert pace.gap(ChatId(5)) >= timedelta(seconds=1)
