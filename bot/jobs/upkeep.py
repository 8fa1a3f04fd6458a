"""Deletes what has been kept for as long as was promised, once a day. Running it twice does no harm."""

import logging
from dataclasses import dataclass

from bot.clock import Clock
from bot.logs import line
from storage.store import Store, Tables

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Forgotten:
    """What was deleted: chats and single threads that have been gone for long, troubles told to operators long ago."""

    chats: int
    subscriptions: int
    troubles: int


class Upkeep:
    """The daily clearing up."""

    def __init__(self, *, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    async def run(self) -> Forgotten:
        """Forget what is due, in one transaction. Raises StorageError."""
        now = self._clock()

        def forget(tables: Tables) -> Forgotten:
            gone = tables.outbox.chats.long_gone(now)
            for chat in gone:
                tables.talks.forget(chat)
            return Forgotten(
                chats=len(gone),
                subscriptions=tables.outbox.chats.forget_gone(now),
                troubles=tables.ops.forget_told(now),
            )

        done = await self._store.write(forget)
        if done.chats or done.subscriptions or done.troubles:
            log.info(line("upkeep", chats=done.chats, subscriptions=done.subscriptions, troubles=done.troubles))
        return done
