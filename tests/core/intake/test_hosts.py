"""What one feed's 429 means for the others of its host."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.core.intake.hosts import held_back, holds, host_of
from bot.core.intake.standing import FeedState
from bot.core.model import Source, SourceId

NOW = datetime(2031, 5, 5, 12, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)


def feed(name, host="courier.example", **more):
    source = Source(id=SourceId(name), outlet="Courier", url=f"https://{host}/{name}", language="en", family="courier")
    return source, FeedState(source=source.id, **more)


def busy(problem="http_429: Too Many Requests", why="retry_after", due=HOUR, **more):
    return feed("a", problem=problem, why=why, due_at=NOW + due, **more)


@pytest.mark.parametrize("status", ["http_429", "http_503: Service Unavailable"])
def test_the_others_of_the_host_wait_as_long(status):
    waiting = held_back([busy(status), feed("b", due_at=NOW), feed("c"), feed("d", host="other.example")], NOW)
    assert [one.source for one in waiting] == ["b", "c"]
    assert {one.why for one in waiting} == {"host"}
    moments = {one.due_at for one in waiting}
    assert len(moments) == 2
    assert all(NOW + HOUR <= at <= NOW + HOUR + timedelta(minutes=2) for at in moments)


@pytest.mark.parametrize(
    "state", [busy("http_403"), busy(None), busy(why="backoff"), busy(due=timedelta(0)), busy("timeout")]
)
def test_nothing_else_holds_a_host_back(state):
    assert holds([state], NOW) == {}
    assert held_back([state, feed("b")], NOW) == []


def test_who_waits_longer_anyway_and_who_is_retired_stay_as_they_are():
    later = feed("b", due_at=NOW + 2 * HOUR)
    retired = feed("c", retired_at=NOW)
    assert held_back([busy(), later, retired], NOW) == []


def test_a_held_feed_is_held_once():
    (waiting,) = held_back([busy(), feed("b")], NOW)
    assert held_back([busy(), (feed("b")[0], waiting)], NOW + HOUR / 2) == []


def test_the_longest_wait_of_a_host_counts():
    other = feed("z", problem="http_503", why="retry_after", due_at=NOW + 3 * HOUR)
    assert holds([busy(), other], NOW) == {"courier.example": NOW + 3 * HOUR}


def test_an_adopted_address_counts_by_its_own_host():
    moved = feed("b", url="https://other.example/b")
    assert held_back([busy(), moved], NOW) == []


@pytest.mark.parametrize(
    ("url", "host"),
    [
        ("https://Courier.Example/feed", "courier.example"),
        ("http://me:secret@courier.example:8080/", "courier.example:8080"),
    ],
)
def test_the_host_of_an_address(url, host):
    assert host_of(url) == host
