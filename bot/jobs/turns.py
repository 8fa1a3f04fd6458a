"""Who may ask a host when, within one cycle: two at once, and nobody once it has asked us to wait."""

import asyncio
from collections import defaultdict
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from bot.core.intake.hosts import BUSY, host_of
from bot.errors import FetchError
from bot.feeds.fetch import PER_HOST


class Turns:
    """The turns of one cycle."""

    def __init__(self) -> None:
        self._places: defaultdict[str, asyncio.Semaphore] = defaultdict(lambda: asyncio.Semaphore(PER_HOST))
        self._busy: set[str] = set()

    @asynccontextmanager
    async def of(self, url: str) -> AsyncIterator[bool]:
        """A turn at the host of an address: whether it may be asked still. Sees a FetchError that passes through."""
        host = host_of(url)
        async with self._places[host]:
            try:
                yield host not in self._busy
            except FetchError as error:
                if error.status in BUSY and error.retry_after:
                    self._busy.add(host)
                raise
