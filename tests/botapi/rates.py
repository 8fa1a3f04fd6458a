"""Telegram's rates as sliding windows. Off until switched on."""

import math
from collections import deque
from dataclasses import dataclass, field
from typing import Literal

from .errors import too_many_requests
from .model import Chat

Kind = Literal["overall", "private", "group"]
COUNTED = ("send", "editMessage", "copyMessage", "forwardMessage")
NOT_COUNTED = ("sendChatAction", "sendMessageDraft")


@dataclass(frozen=True, slots=True)
class Limit:
    """At most `calls` in any `seconds`."""

    calls: int
    seconds: float


@dataclass(slots=True)
class _Window:
    limit: Limit
    times: deque[float] = field(default_factory=deque)
    until: float = 0.0
    penalty: int = 0

    def free_at(self, now: float) -> float:
        """When the next call fits, in seconds of the clock; `now` or earlier means at once."""
        while self.times and self.times[0] + self.limit.seconds <= now:
            self.times.popleft()
        return now if len(self.times) < self.limit.calls else self.times[-self.limit.calls] + self.limit.seconds


@dataclass(eq=False)
class Rates:
    """Counts what sends or edits a message, by arrival. Refused calls do not count.

    Who calls inside a flood wait is refused again and the wait grows: it is set anew to twice the last one.
    `violations` counts the refusals, `inside_wait` among them; `accepted` the calls that passed.
    """

    enabled: bool = False
    overall: Limit = Limit(30, 1.0)
    private: Limit = Limit(1, 1.0)
    group: Limit = Limit(20, 60.0)
    violations: dict[str, int] = field(
        default_factory=lambda: {"overall": 0, "private": 0, "group": 0, "inside_wait": 0}
    )
    accepted: int = 0
    _windows: dict[int | None, _Window] = field(default_factory=dict)

    def counts(self, method: str) -> bool:
        """Whether a method uses up the rates."""
        return self.enabled and method.startswith(COUNTED) and method not in NOT_COUNTED

    def check(self, chat: Chat | None, now: float) -> None:
        """Let a call pass, or refuse it.

        Raises:
            Refusal: 429 with the seconds to wait.
        """
        windows = self._windows_for(chat)
        for kind, window in windows:
            self._check_wait(window, now)
            if (free := window.free_at(now)) > now:
                self.violations[kind] += 1
                self._make_wait(window, now, max(1, math.ceil(free - now)))
        for _, window in windows:
            window.times.append(now)
            window.penalty = 0
        self.accepted += 1

    def _windows_for(self, chat: Chat | None) -> list[tuple[Kind, _Window]]:
        overall = self._windows.setdefault(None, _Window(self.overall))
        if chat is None:
            return [("overall", overall)]
        kind: Kind = "private" if chat.type == "private" else "group"
        limit = self.private if kind == "private" else self.group
        return [("overall", overall), (kind, self._windows.setdefault(chat.id, _Window(limit)))]

    def _check_wait(self, window: _Window, now: float) -> None:
        if now < window.until:
            self.violations["inside_wait"] += 1
            self._make_wait(window, now, 2 * window.penalty)

    def _make_wait(self, window: _Window, now: float, seconds: int) -> None:
        window.penalty = seconds
        window.until = max(window.until, now + seconds)
        raise too_many_requests(math.ceil(window.until - now))
