"""Where pictures are made: a process beside the bot, so that drawing never holds the event loop."""

import asyncio
import importlib.util
import multiprocessing
from collections import OrderedDict
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace

from bot.chat.languages import Words
from bot.chat.pages.views import TimelineView
from bot.errors import BotError
from bot.pictures.draw import png
from bot.pictures.plan import Plan
from bot.pictures.plan import plan as plan_of

KEPT = 32


class PicturesMissingError(BotError):
    """The optional extra that draws is not installed; the text says how to get it."""


class Studio:
    """Draws plans. Equal plans are drawn once while they are among the last 32. Close it at the end."""

    def __init__(self) -> None:
        self._pool: ProcessPoolExecutor | None = None
        self._kept: OrderedDict[Plan, bytes] = OrderedDict()
        self._drawing: dict[Plan, asyncio.Future[bytes]] = {}

    async def picture(self, view: TimelineView, theme: str, words: Words) -> bytes:
        """A timeline as PNG in a language; times are cut to the minute, so that asking again draws nothing anew."""
        minute = view.until.replace(second=0, microsecond=0)
        return await self.draw(plan_of(replace(view, until=minute), "dark" if theme == "dark" else "light", words))

    async def draw(self, plan: Plan) -> bytes:
        """The picture as PNG. Raises PicturesMissingError where there is nothing to draw with."""
        if plan in self._kept:
            self._kept.move_to_end(plan)
            return self._kept[plan]
        if plan not in self._drawing:
            self._drawing[plan] = asyncio.wrap_future(self._process().submit(png, plan))
        try:
            picture = await self._drawing[plan]
        finally:
            self._drawing.pop(plan, None)
        self._kept[plan] = picture
        while len(self._kept) > KEPT:
            self._kept.popitem(last=False)
        return picture

    def _process(self) -> ProcessPoolExecutor:
        if importlib.util.find_spec("matplotlib") is None:
            raise PicturesMissingError("pictures need matplotlib: pip install 'trucewire[pictures]'")
        if self._pool is None:
            context = multiprocessing.get_context("spawn")
            self._pool = ProcessPoolExecutor(1, mp_context=context, max_tasks_per_child=50)
        return self._pool

    def close(self) -> None:
        """End the process."""
        if self._pool is not None:
            self._pool.shutdown(wait=True, cancel_futures=True)
            self._pool = None
