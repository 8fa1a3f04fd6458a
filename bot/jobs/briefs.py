"""Puts daily briefs into the ledger when their time has come, and composes them when they are sent.

The next time and the delivery are written in one transaction, so a crash neither loses a brief nor repeats one. What
cannot be sent within three hours is yesterday's no more: the ledger ends it as too late.
"""

import logging
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from bot.clock import Clock
from bot.core.model import SubscriptionKey, Topic
from bot.core.people.delivery import Delivery
from bot.core.people.settings import next_time
from bot.jobs.messages import ComposeBrief
from storage.store import Store, Tables
from storage.uptake import take_up

log = logging.getLogger(__name__)

Compose = Callable[[Tables, Topic, datetime, str, str | None], str]
AT_ONCE = 20
_TAKEN_UP = 600  # reports, so that a brief knows them


class Briefs:
    """The daily briefs of some topics."""

    def __init__(self, *, store: Store, topics: tuple[Topic, ...], clock: Clock) -> None:
        self._store = store
        self._topics = topics
        self._clock = clock

    async def deliver_due(self) -> int:
        """Put what is due into the ledger, some at once. Returns how many. Raises StorageError.

        While more reports wait to be taken up into the status than one call takes up, as after new rules, briefs wait:
        they would tell where the talks stood long ago.
        """
        now = self._clock()
        if not await self._store.read(lambda tables: tables.briefs.due(now, 1)):
            return 0
        if await take_up(self._store, self._topics, _TAKEN_UP) >= _TAKEN_UP:
            return 0
        made = await self._store.write(lambda tables: self._take(tables, now))
        if made:
            log.info("briefs due=%d", made)
        return made

    def _take(self, tables: Tables, now: datetime) -> int:
        """Each gets its delivery and its next time; those of no subscription are dropped."""
        made = 0
        known = {topic.id for topic in self._topics}
        for brief in tables.briefs.due(now, AT_ONCE):
            subscription = tables.subscriptions.get(brief.key)
            if subscription is None or not subscription.active or brief.key.topic not in known:
                tables.briefs.drop(brief.key)
                continue
            tables.briefs.put(replace(brief, due=next_time(brief.clock, subscription.zone, now)))
            tables.briefs.deliver(brief, now)
            made += 1
        return made


def composer(topics: tuple[Topic, ...], compose: Compose) -> ComposeBrief:
    """How the brief of a delivery is composed. `compose` takes topic, moment, time zone and language."""
    by_id = {topic.id: topic for topic in topics}

    def brief(tables: Tables, delivery: Delivery) -> str:
        key = SubscriptionKey(chat=delivery.chat, thread=delivery.thread, topic=delivery.topic)
        subscription = tables.subscriptions.get(key)
        zone = subscription.zone if subscription else "UTC"
        return compose(tables, by_id[delivery.topic], delivery.created, zone, tables.talks.language(delivery.chat))

    return brief
