"""Time comes in as an argument: whoever needs it is handed a Clock. Demo, replay and tests hand in one they turn."""

from collections.abc import Callable
from datetime import UTC, datetime

Clock = Callable[[], datetime]


def system_clock() -> datetime:
    """The machine's time, aware and in UTC."""
    return datetime.now(UTC)


class VirtualClock:
    """A clock that stands where it was put."""

    def __init__(self, start: datetime) -> None:
        self._now = start

    def __call__(self) -> datetime:
        """The moment it stands at."""
        return self._now

    def turn_to(self, moment: datetime) -> None:
        """Set the clock forward; it never goes back."""
        self._now = max(self._now, moment)
