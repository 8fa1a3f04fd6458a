"""The one gate to Telegram: everything that is sent passes it, deliveries by their turn, answers to people before them.

Deliveries are paced by the ledger, chat by chat; what they share with answers is the number of places a second. Nothing
passes inside a flood wait.
"""

import asyncio
import contextlib
from collections.abc import AsyncIterator

from bot.core.model import ChatId
from bot.core.people.pacing import Pace, Window

_ASKED = 60.0
_BLINK = 0.01
_CATCH_UP = 0.15  # seconds by which sends may be late and still catch up
_MANY = 1000


class FloodWaitError(Exception):
    """An answer would come too late to be of use: the chat, or the bot, must not send for so many seconds."""

    def __init__(self, seconds: float) -> None:
        super().__init__(f"no place for an answer for {seconds:.0f} s")
        self.seconds = seconds


class Gate:
    """Counts what is under way. Make one inside the event loop's thread; it is not for others."""

    def __init__(self, pace: Pace, *, patience: float = 5.0) -> None:
        """Take the rates, and for how many seconds an answer may wait."""
        self.pace = pace
        self._patience = patience
        self._all = Window(pace.per_second, pace.second)
        self._opens: float | None = None
        self._next = float("-inf")
        self._asked = float("-inf")
        self._queue = asyncio.Lock()
        self._chats: dict[ChatId, Window] = {}
        self._answers = 0
        self._deliveries: dict[ChatId, float] = {}
        self._closed: dict[ChatId | None, float] = {}

    # Deliveries

    async def turn(self, chat: ChatId) -> bool:
        """Wait for a place, in the order of asking, and take it; `done` gives it back. False inside a flood wait.

        The ledger keeps the gap between two messages to a chat, but by a clock that can be set forward meanwhile.
        """
        if (early := self._deliveries.get(chat, 0.0) - _now()) > 0:
            await asyncio.sleep(min(early, self._gap(chat)))
        async with self._queue:
            while (wait := self._turn_in()) > 0:  # noqa: ASYNC110 - time is what it waits for
                await asyncio.sleep(wait)
            if self.closed_for(chat):
                return False
            self._take()
            self._deliveries[chat] = float("inf")
            return True

    def done(self, chat: ChatId) -> None:
        """The answer came, or none will."""
        now = _now()
        self._all.end(now)
        self._deliveries[chat] = now + self._gap(chat)
        if len(self._deliveries) > _MANY:
            self._deliveries = {chat: until for chat, until in self._deliveries.items() if until > now}

    def _gap(self, chat: ChatId) -> float:
        return self.pace.gap(chat).total_seconds()

    def _opening(self, now: float) -> float:
        """Seconds until the first place may be taken: nobody knows what a process before this one sent just now."""
        if self._opens is None:
            self._opens = now + self.pace.second
        return self._opens - now

    def _turn_in(self) -> float:
        now = _now()
        keep = self.pace.reserve if now - self._asked < _ASKED else 0
        place = self._all.wait(now, min(max(keep, self._answers), self.pace.per_second - 1))
        waits = (_BLINK if place is None else place, self._next - now)
        return max(*waits, self._opening(now))

    def _take(self) -> None:
        now = _now()
        self._next = max(self._next, now - _CATCH_UP) + self.pace.spread
        self._all.begin()

    def cooling(self) -> frozenset[ChatId]:
        """Chats into which an answer went just now, so that a delivery has to wait."""
        now = _now()
        self._chats = {chat: window for chat, window in self._chats.items() if window.taken(now)}
        return frozenset(chat for chat in self._chats if chat >= 0)

    # Flood waits

    def close(self, chat: ChatId | None, seconds: float) -> None:
        """Let nothing pass to a chat (None: to anybody) for some seconds."""
        self._closed[chat] = max(self._closed.get(chat, 0.0), _now() + seconds)

    def closed_for(self, chat: ChatId | None = None) -> float:
        """Seconds for which nothing may pass to a chat (None: to anybody)."""
        until = max(self._closed.get(None, 0.0), self._closed.get(chat, 0.0))
        return max(until - _now(), 0.0)

    # Answers

    @contextlib.asynccontextmanager
    async def answering(self, chat: ChatId) -> AsyncIterator[None]:
        """Send an answer inside this. Raises FloodWaitError where it would have to wait longer than is of use."""
        self._asked = _now()
        deadline = self._asked + self._patience
        self._answers += 1
        try:
            while (wait := self._answer_in(chat)) > 0:
                if _now() + wait > deadline:
                    raise FloodWaitError(wait)
                await asyncio.sleep(wait)
        finally:
            self._answers -= 1
        window = self._window(chat)
        window.begin()
        self._take()
        try:
            yield
        finally:
            self._all.end(_now())
            window.end(_now())

    def _answer_in(self, chat: ChatId) -> float:
        now = _now()
        waits = (self._all.wait(now), self._window(chat).wait(now))
        return max(
            *(_BLINK if wait is None else wait for wait in waits),
            self.closed_for(chat),
            self._opening(now),
            self._busy(chat, now),
        )

    def _window(self, chat: ChatId) -> Window:
        pace = self.pace
        fresh = Window(pace.group_answers, pace.minute) if chat < 0 else Window(1, pace.private_gap)
        return self._chats.setdefault(chat, fresh)

    def _busy(self, chat: ChatId, now: float) -> float:
        """Seconds until a private chat, which takes one message a second from whomever, is free of deliveries."""
        if chat < 0 or chat not in self._deliveries:
            return 0.0
        return max(0.0, min(self._deliveries[chat] - now, _BLINK))


def _now() -> float:
    return asyncio.get_running_loop().time()
