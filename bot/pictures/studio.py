"""Where pictures are made: a process beside the bot, so that drawing never holds the event loop."""

import asyncio
import importlib.util
import logging
import multiprocessing
from collections import OrderedDict
from concurrent.futures import BrokenExecutor, ProcessPoolExecutor
from dataclasses import replace

from bot.chat.languages import Words
from bot.chat.pages.views import TimelineView
from bot.errors import BotError
from bot.pictures.draw import png
from bot.pictures.plan import Plan
from bot.pictures.plan import plan as plan_of

log = logging.getLogger(__name__)

KEPT = 32
PER_PROCESS = 50  # pictures; then a fresh process draws, since what draws keeps some memory of each
FAILED = "the picture could not be drawn"


class PicturesMissingError(BotError):
    """The optional extra that draws is not installed; the text says how to get it."""


class PictureError(BotError):
    """A picture could not be drawn, though there is something to draw with."""


class Studio:
    """Draws plans. Equal plans are drawn once while they are among the last 32. Close it at the end."""

    def __init__(self) -> None:
        self._pool: ProcessPoolExecutor | None = None
        self._given = 0
        self._kept: OrderedDict[Plan, bytes] = OrderedDict()
        self._drawing: dict[Plan, asyncio.Task[bytes]] = {}

    async def picture(self, view: TimelineView, theme: str, words: Words) -> bytes:
        """A timeline as PNG in a language; times are cut to the minute, so that asking again draws nothing anew."""
        minute = view.until.replace(second=0, microsecond=0)
        return await self.draw(plan_of(replace(view, until=minute), "dark" if theme == "dark" else "light", words))

    async def draw(self, plan: Plan) -> bytes:
        """The picture as PNG. Raises PicturesMissingError where there is nothing to draw with, else PictureError.

        Whoever stops waiting takes the picture from nobody else who waits for it.
        """
        if plan in self._kept:
            self._kept.move_to_end(plan)
            return self._kept[plan]
        if plan not in self._drawing:
            self._drawing[plan] = asyncio.create_task(self._drawn(plan))
            self._drawing[plan].add_done_callback(lambda _: self._drawing.pop(plan))
        return await asyncio.shield(self._drawing[plan])

    async def _drawn(self, plan: Plan) -> bytes:
        """Draw, and keep what was drawn. A process that was killed is replaced, once for each picture."""
        try:
            picture = await self._in_process(plan)
        except BrokenExecutor:
            log.warning("the process that draws was killed, another one begins")
            try:
                picture = await self._in_process(plan)
            except BrokenExecutor:
                raise PictureError(FAILED) from None
        self._kept[plan] = picture
        while len(self._kept) > KEPT:
            self._kept.popitem(last=False)
        return picture

    async def _in_process(self, plan: Plan) -> bytes:
        pool = self._process()
        try:
            return await asyncio.wrap_future(pool.submit(png, plan))
        except BrokenExecutor:
            if self._pool is pool:  # it would refuse whatever comes
                self._pool = None
            raise

    def _process(self) -> ProcessPoolExecutor:
        if importlib.util.find_spec("matplotlib") is None:
            raise PicturesMissingError("pictures need matplotlib: pip install 'trucewire[pictures]'")
        if self._pool is not None and self._given >= PER_PROCESS:
            self._pool.shutdown(wait=False)  # max_tasks_per_child can leave undrawn for ever what waits at that moment
            self._pool = None
        if self._pool is None:
            self._pool, self._given = ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")), 0
        self._given += 1
        return self._pool

    def close(self) -> None:
        """End the process."""
        if self._pool is not None:
            self._pool.shutdown(wait=True, cancel_futures=True)
            self._pool = None
