"""The way in for updates: a bounded queue that lets nobody in who asks too much, before anything is done for them."""

import asyncio
import time
from collections.abc import Callable

from telegram import Update

from bot.chat.buckets import Crowd, Verdict

MOST_WAITING = 1000  # updates; while so many wait, Telegram keeps the others


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
