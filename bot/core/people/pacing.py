"""How fast Telegram may be written to, counted so that its sliding windows cannot be overrun whatever the network does.

The server counts a request when it arrives, which is somewhere between our asking and its answering. So a place in a
window is taken when the request leaves and free again one window after the answer came. Moments are seconds of a clock
that never jumps.
"""

from collections import deque
from dataclasses import dataclass, field
from datetime import timedelta
from zlib import crc32

from bot.core.model import ChatId


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """The rates, in seconds.

    Of the `per_second` places an answer to a person takes the next that is free, and for a minute after somebody asked
    `reserve` are kept free for answers; of a group's 20 a minute the ledger uses 15. `spread` keeps sends apart, so
    that an answer soon finds a place.
    """

    per_second: int = 30
    second: float = 1.0
    spread: float = 0.031
    reserve: int = 4
    private_gap: float = 1.005
    group_gap: float = 4.0
    group_answers: int = 5
    minute: float = 60.0

    def gap(self, chat: ChatId) -> timedelta:
        """The least time from an answer to the next send into the same chat. Groups and channels have ids below 0."""
        return timedelta(seconds=self.group_gap if chat < 0 else self.private_gap)


UNPACED = Pace(
    per_second=1_000_000, second=0.0, spread=0.0, private_gap=0.0, group_gap=0.0, group_answers=1_000_000, minute=0.0
)


@dataclass(slots=True)
class Window:
    """At most `most` in any `length` seconds, counted as said above."""

    most: int
    length: float
    open: int = 0
    free: deque[float] = field(default_factory=deque)

    def taken(self, now: float) -> int:
        """How many places are taken."""
        while self.free and self.free[0] <= now:
            self.free.popleft()
        return self.open + len(self.free)

    def wait(self, now: float, keep: int = 0) -> float | None:
        """Seconds until more than `keep` places are free; None while that depends on an answer still to come."""
        excess = self.taken(now) - (self.most - keep)
        if excess < 0:
            return 0.0
        return self.free[excess] - now if excess < len(self.free) else None

    def begin(self) -> None:
        """Take a place."""
        self.open += 1

    def end(self, now: float) -> None:
        """The answer came (or nobody waits for it any more)."""
        self.open -= 1
        self.free.append(now + self.length)


def backoff(attempt: int, key: str, *, first: float = 1.0, most: float = 300.0) -> timedelta:
    """The wait before a further attempt, from the first (0) on: doubling, with full jitter derived from the key."""
    ceiling = min(most, first * 2 ** min(attempt, 30))
    share = crc32(f"{key}:{attempt}".encode()) / 2**32
    return timedelta(seconds=max(first / 2, ceiling * share))


@dataclass(slots=True)
class Breaker:
    """Stops sending after five failures of the transport in a row; `probe_at` says when to ask if it is back.

    The probe is a question that changes nothing (getMe), never a message.
    """

    limit: int = 5
    failures: int = 0
    probes: int = 0
    probe_at: float | None = None

    @property
    def open(self) -> bool:
        """Whether sending is stopped."""
        return self.probe_at is not None

    def failed(self, now: float) -> None:
        """The transport failed once more."""
        self.failures += 1
        if self.failures >= self.limit and not self.open:
            self.probe_at = now + backoff(0, "probe").total_seconds()

    def answered(self) -> None:
        """Telegram answered something, whatever it was."""
        self.failures = self.probes = 0
        self.probe_at = None

    def probe_failed(self, now: float) -> None:
        """It is not back yet."""
        self.probes += 1
        self.probe_at = now + backoff(self.probes, "probe").total_seconds()
