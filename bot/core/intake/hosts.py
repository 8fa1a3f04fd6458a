"""What one feed's answer means for the other feeds of its host: who says "wait" speaks for the whole server. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from bot.core.intake import schedule
from bot.core.intake.standing import FeedState, address
from bot.core.model import Source

BUSY = frozenset({429, 503})
_BUSY_PROBLEMS = frozenset(f"http_{status}" for status in BUSY)
_APART = timedelta(minutes=2)  # within this time the feeds of a host come back, each at a moment of its own


def host_of(url: str) -> str:
    """The server behind an address, with its port where one is named."""
    return urlsplit(url).netloc.rpartition("@")[2].lower()


def holds(feeds: Iterable[tuple[Source, FeedState]], now: datetime) -> dict[str, datetime]:
    """Until when each host that answered 429 or 503 with Retry-After is to be left alone."""
    found: dict[str, datetime] = {}
    for source, state in feeds:
        busy = (state.problem or "").partition(":")[0] in _BUSY_PROBLEMS and state.why == "retry_after"
        if busy and state.due_at is not None and state.due_at > now:
            host = host_of(address(state, source))
            found[host] = max(state.due_at, found.get(host, state.due_at))
    return found


def held_back(feeds: Sequence[tuple[Source, FeedState]], now: datetime) -> list[FeedState]:
    """The feeds that would be asked while their host is to be left alone, each with its later moment."""
    until = holds(feeds, now)
    waiting = []
    for source, state in feeds:
        hold = until.get(host_of(address(state, source)))
        if hold is not None and state.retired_at is None and (state.due_at is None or state.due_at < hold):
            at = hold + _APART * schedule.jitter(source.id, hold)
            waiting.append(replace(state, due_at=at, why="host"))
    return waiting
