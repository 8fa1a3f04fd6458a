"""Sends daily briefs when their time has come.

The next time is written before a brief is sent, so that a crash costs one brief and never repeats one; what is more
than three hours late is yesterday's no more and is left out. Both are logged.
"""

import logging
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import datetime, timedelta

from bot.clock import Clock
from bot.core.model import ChatId, Subscription, Topic
from bot.core.people.settings import next_time
from storage.briefs import Brief
from storage.store import Store, Tables

log = logging.getLogger(__name__)

Say = Callable[[ChatId, int, str], Awaitable[None]]
Compose = Callable[[Topic, datetime, str, str | None], Awaitable[str]]
LATE = timedelta(hours=3)
AT_ONCE = 20


class Briefs:
    """The daily briefs. `say` sends a text to a place.

    `compose` makes the text for a topic, a moment, a time zone and the language of the chat, if it has one.
    """

    def __init__(self, *, store: Store, topics: tuple[Topic, ...], clock: Clock, compose: Compose, say: Say) -> None:
        self._store = store
        self._topics = {topic.id: topic for topic in topics}
        self._clock = clock
        self._compose = compose
        self._say = say

    async def send_due(self) -> int:
        """Send what is due, some at once. Returns how many were sent. Raises StorageError."""
        now = self._clock()
        if not await self._store.read(lambda tables: tables.briefs.due(now, 1)):
            return 0
        taken = await self._store.write(lambda tables: self._take(tables, now))
        sent = 0
        for brief, subscription, language in taken:
            topic = self._topics[brief.key.topic]
            text = await self._compose(topic, now, subscription.zone, language)
            await self._say(brief.key.chat, brief.key.thread, text)
            sent += 1
        if sent:
            log.info("briefs sent=%d", sent)
        return sent

    def _take(self, tables: Tables, now: datetime) -> list[tuple[Brief, Subscription, str | None]]:
        """Those to be sent now; each gets its next time, those of no subscription are dropped."""
        taken = []
        for brief in tables.briefs.due(now, AT_ONCE):
            subscription = tables.subscriptions.get(brief.key)
            if subscription is None or not subscription.active or brief.key.topic not in self._topics:
                tables.briefs.drop(brief.key)
                continue
            tables.briefs.put(replace(brief, due=next_time(brief.clock, subscription.zone, now)))
            paused = subscription.paused_until is not None and subscription.paused_until > now
            if now - brief.due > LATE or paused:
                log.info("brief left out chat=%d why=%s", brief.key.chat, "paused" if paused else "late")
                continue
            taken.append((brief, subscription, tables.talks.language(brief.key.chat)))
        return taken
