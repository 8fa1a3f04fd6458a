"""The way in for updates: a sieve, a bounded queue that lets nobody in who asks too much, and a lane for each person.

Of 10,000 updates of one person all but a few are dropped while they are plain JSON, before PTB makes objects of them:
whoever stands behind them in Telegram's queue waits half as long.
"""

import asyncio
import json
import time
from collections.abc import Awaitable, Callable
from typing import Any
from weakref import WeakValueDictionary

from telegram import Update
from telegram.ext import BaseUpdateProcessor
from telegram.request import HTTPXRequest

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
        self._sifted: dict[int, Verdict] = {}
        self.dropped = 0

    def sift(self, updates: list[dict[str, Any]]) -> list[dict[str, Any]]:
        """The updates of one answer of Telegram, as JSON, that are worth being read; the last one always is.

        PTB confirms them all by the last. What was asked here is not asked again by `put`.
        """
        verdicts = [(one, self._admit(*_sender(one))) for one in updates]
        kept = [(one, verdict) for one, verdict in verdicts[:-1] if verdict is not Verdict.IGNORE] + verdicts[-1:]
        self._sifted = {one["update_id"]: verdict for one, verdict in kept}
        self.dropped += len(updates) - len(kept)
        return [one for one, _ in kept]

    async def put(self, item: object) -> None:
        """Let an update in, or not. Waits while the queue is full."""
        sifted = self._sifted.pop(item.update_id, None) if isinstance(item, Update) else None
        verdict = self._verdict(item) if sifted is None else sifted
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
        return self._admit(user.id if user else None, chat.id if chat else None)

    def _admit(self, user: int | None, chat: int | None) -> Verdict:
        return self._crowd.admit(user, chat, self._clock())


class SiftedRequest(HTTPXRequest):
    """What PTB asks for updates with: their sender is looked at before anything else is done with them."""

    def __init__(self, door: Door, **options: Any) -> None:  # noqa: ANN401 - PTB's options
        super().__init__(**options)
        self._door = door

    async def do_request(self, *args: Any, **options: Any) -> tuple[int, bytes]:  # noqa: ANN401 - PTB's signature
        """Ask, and sift what comes; what is no list of updates is left to PTB as it is."""
        status, payload = await super().do_request(*args, **options)
        try:
            answer = json.loads(payload)
        except ValueError:
            return status, payload
        if not isinstance(answer, dict) or not isinstance(answer.get("result"), list):
            return status, payload
        kept = self._door.sift(answer["result"])
        return status, json.dumps({**answer, "result": kept}).encode()


def _sender(update: dict[str, Any]) -> tuple[int | None, int | None]:
    """The ids of the person and the chat that an update as JSON comes from; none where it is no person's doing."""
    kind = next((name for name in update if name != "update_id"), None)
    if kind is None or kind == "my_chat_member":
        return None, None
    said = update[kind]
    chat = said.get("chat") or said.get("message", {}).get("chat") or {}
    return said.get("from", {}).get("id"), chat.get("id")


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
