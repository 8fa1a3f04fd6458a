"""Once a day: what ended long ago leaves the database, in pieces so small that no send waits for them."""

import asyncio
import logging
from collections.abc import Callable
from datetime import datetime, timedelta

from bot.clock import Clock
from bot.logs import line
from storage.pruning import Page, Pruned, Texts
from storage.store import Store, Tables

log = logging.getLogger(__name__)

Find = Callable[[Tables, datetime, tuple[int, int]], Page]
Remove = Callable[[Tables, tuple[int, ...], datetime], int]


class Pruning:
    """Removes what is older than `keep`. Stopped at any moment it has removed whole pages only; it may run again."""

    def __init__(self, *, store: Store, clock: Clock, keep: timedelta) -> None:
        self._store = store
        self._clock = clock
        self._keep = keep

    async def run(self) -> Pruned:
        """Remove all that is due, and remember what that was. Raises StorageError."""
        done = Pruned(
            deliveries=await self._all(
                lambda tables, before, after: tables.pruning.find_deliveries(before, after),
                lambda tables, rows, now: tables.pruning.remove_deliveries(rows, now),
            ),
            decisions=await self._all(
                lambda tables, before, after: tables.pruning.find_decisions(before, after),
                lambda tables, rows, now: tables.pruning.remove_decisions(rows, now),
            ),
            announcements=await self._texts("announcements"),
            notices=await self._texts("topic_notices"),
        )
        await self._store.write(lambda tables: tables.pruning.note(done, self._clock()))
        if done != Pruned():
            log.info(line("pruned", deliveries=done.deliveries, decisions=done.decisions,
                          announcements=done.announcements, notices=done.notices))  # fmt: skip
        return done

    async def _texts(self, table: Texts) -> int:
        return await self._all(
            lambda tables, before, after: tables.pruning.find_texts(table, before, after),
            lambda tables, rows, _: tables.pruning.remove_texts(table, rows),
        )

    async def _all(self, find: Find, remove: Remove) -> int:
        now, count = self._clock(), 0
        before = now - self._keep
        after: tuple[int, int] | None = (0, 0)
        while after is not None:
            page = await self._store.read(lambda tables, after=after: find(tables, before, after))  # type: ignore[misc]
            if page.rows:
                count += await self._store.write(lambda tables, rows=page.rows: remove(tables, rows, now))  # type: ignore[misc]
            after = page.after
            await asyncio.sleep(0)
        return count
