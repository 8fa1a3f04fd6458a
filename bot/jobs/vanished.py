"""Asks, an hour apart, whether the pages of the last day's alerts are still there: the outlet's silent withdrawal.

Off unless `[polling] watch_pages` says so. A HEAD is all that is asked, one at a time, never of a host that asked us
to wait, be it for a feed or for a page.
"""

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bot.clock import Clock
from bot.core.intake import hosts, pages
from bot.core.intake.hosts import host_of
from bot.core.intake.pages import PageState
from bot.core.model import Source
from bot.errors import FetchError
from bot.feeds.fetch import Head
from bot.jobs.desk import Desk, store_filed
from bot.logs import line
from storage.store import Store, Tables

log = logging.getLogger(__name__)

AT_A_TIME = 4  # pages in one look; looks come every second


class Asker(Protocol):
    """What watching needs of whoever fetches."""

    async def head(self, url: str) -> Head:
        """What the server answers to a HEAD. Raises FetchError where it does not answer."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class PageWatch:
    """Looks after pages. Call `look` often; never while a poll is under way, since both use the desk."""

    store: Store
    desk: Desk
    asker: Asker
    sources: Sequence[Source]
    clock: Clock

    async def look(self) -> int:
        """Ask for the pages that are due, and file those that are gone. Returns how many reports were withdrawn."""
        now = self.clock()
        due = await self.store.read(lambda tables: self._due(tables, now))
        return sum([await self._ask(page) for page in due])

    def _due(self, tables: Tables, now: datetime) -> list[PageState]:
        """The pages that are due, of each host one, of hosts that may be asked."""
        known = tables.pages.watched(now)
        states = [(source, tables.feeds.state(source.id)) for source in self.sources]
        waiting = set(hosts.holds(states, now))
        waiting |= {host_of(page.link) for page in known if page.busy and page.due_at and page.due_at > now}
        found: dict[str, PageState] = {}
        for page in known:
            host = host_of(page.link)
            if host not in waiting and (page.due_at is None or page.due_at <= now):
                found.setdefault(host, page)
        return list(found.values())[:AT_A_TIME]

    async def _ask(self, page: PageState) -> bool:
        words = ""
        try:
            head = await self.asker.head(page.link)
        except FetchError as error:
            log.info(line("page", report=page.report, problem=str(error)))
            after = pages.after(page, None, self.clock(), error.retry_after)
        else:
            words = f"HTTP {head.status} {head.words}".strip()
            after = pages.after(page, head.status, self.clock(), head.retry_after)
        now = self.clock()
        try:
            return await self.store.write(lambda tables: self._file(tables, after, words, now))
        except BaseException:  # the desk has learned what is not stored: it learns anew from what is
            await self.store.read(lambda tables: self.desk.restore(tables, now))
            raise

    def _file(self, tables: Tables, page: PageState, words: str, now: datetime) -> bool:
        tables.pages.save(page, now)
        if not page.withdrawn:
            return False
        filed = self.desk.withdraw(tables.reports.versions(page.report), words, now)
        if filed is None:
            return False
        store_filed(tables, filed, now, self.desk.announcer)
        log.info(line("page_gone", report=page.report, answer=words))
        return True
