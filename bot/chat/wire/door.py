"""The way in for updates: a bounded queue that lets nobody in who asks too much, and then a lane for each person."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from weakref import WeakValueDictionary

from telegram import Update
from telegram.ext import BaseUpdateProcessor

from bot.chat.wire.buckets import Crowd, Verdict

MOST_WAITING = 1000  # updates; while so many wait, Telegram keeps the others
_MOST_TASKS = 256


class Door(asyncio.Queue[object]):
    """PTB's queue of updates. What is too much is dropped here; one update a minute gets in to be told so."""

    def __init__(self, crowd: Crowd, clock: Callable[[], float] = time.monotonic, size: int = MOST_WAITING) -> None:
        super().__init__(size)
        self._crowd = crowd
        self._clock = clock
        self._too_much: set[int] = set()
        self.dropped = 0

    async def put(self, item: object) -> None:
        """Let an update in, or not. Waits while the queue is full."""
        verdict = self._verdict(item)
        if verdict is Verdict.IGNORE:
            self.dropped += 1
            return
        if verdict is Verdict.REFUSE and isinstance(item, Update):
            self._too_much.add(item.update_id)
        await super().put(item)

    def too_much(self, update: Update) -> bool:
        """Whether an update got in only so that its sender is told that it is too much."""
        if update.update_id not in self._too_much:
            return False
        self._too_much.discard(update.update_id)
        return True

    def _verdict(self, item: object) -> Verdict:
        """What is no person's doing passes: our own standing, and PTB's signals to itself."""
        if not isinstance(item, Update) or item.my_chat_member is not None:
            return Verdict.PASS
        user, chat = item.effective_user, item.effective_chat
        return self._crowd.admit(user.id if user else None, chat.id if chat else None, self._clock())


class Lanes(BaseUpdateProcessor):
    """Works on a few updates at a time, and on one of each person: who asks much waits behind nobody but themselves."""

    def __init__(self, at_once: int) -> None:
        super().__init__(_MOST_TASKS)
        self._places = asyncio.Semaphore(at_once)
        self._lanes: WeakValueDictionary[int, asyncio.Lock] = WeakValueDictionary()

    async def do_process_update(self, update: object, coroutine: Awaitable[None]) -> None:
        """Work on an update when its person's earlier ones are done and there is a place."""
        lane = self._lanes.setdefault(_person(update), asyncio.Lock())
        async with lane, self._places:
            await coroutine

    async def initialize(self) -> None:
        """Nothing to prepare."""

    async def shutdown(self) -> None:
        """Nothing to clean up."""


def _person(update: object) -> int:
    if not isinstance(update, Update):
        return 0
    if update.effective_user is not None:
        return update.effective_user.id
    return update.effective_chat.id if update.effective_chat is not None else 0
