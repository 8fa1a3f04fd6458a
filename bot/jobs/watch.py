"""Looks after the bot's own troubles and tells the operators, each operator of each trouble at most once a day."""

import logging
from collections.abc import Awaitable, Callable, Iterable, Sequence
from datetime import datetime, timedelta

from bot.clock import Clock
from bot.core.model import ChatId, Source
from bot.core.people.notices import (
    ASKING,
    QUIET_FOR,
    Blind,
    Trouble,
    of_announcement,
    of_feeds,
    of_note,
    of_quarantine,
    of_queue,
)
from bot.errors import UnreachableError
from storage.store import Store, Tables

log = logging.getLogger(__name__)

EVERY = timedelta(minutes=1)
BLIND_FOR = timedelta(hours=3)  # a feed that fails for less is its own business
Tell = Callable[[ChatId, Sequence[Trouble]], Awaitable[bool]]
LOG = ChatId(0)  # where there are no operators, the log is told


class Watch:
    """Tells `tell` of feeds that went blind or ask for a person, of a queue that grows, of alerts in quarantine and of

    announcements that are through: one operator at a time. It returns whether the operator let us tell, and raises
    UnreachableError where the operator is to be told later. Call `look` as often as you like.
    """

    def __init__(
        self, *, store: Store, sources: Sequence[Source], clock: Clock, tell: Tell, operators: Iterable[int] = (),
    ) -> None:  # fmt: skip
        self._store = store
        self._sources = tuple(sources)
        self._clock = clock
        self._tell = tell
        self._operators = tuple(ChatId(one) for one in sorted(operators)) or (LOG,)
        self._looked: datetime | None = None

    async def look(self) -> int:
        """Look, at most once a minute. Returns how many troubles were told, counted for each operator."""
        now = self._clock()
        if self._looked is not None and timedelta(0) <= now - self._looked < EVERY:
            return 0
        self._looked = now
        troubles = await self._store.read(lambda tables: self._found(tables, now))
        return sum([await self._see_to(operator, troubles, now) for operator in self._operators]) if troubles else 0

    async def _see_to(self, operator: ChatId, troubles: Sequence[Trouble], now: datetime) -> int:
        """Tell one operator what is due. It is remembered when it is told, so that until then it stays due."""
        causes = [one.cause for one in troubles]
        due = await self._store.read(lambda tables: tables.ops.due_for(operator, causes, now))
        fresh = [one for one in troubles if one.cause in due]
        if not fresh:
            return 0
        named = "; ".join(one.cause for one in fresh)
        try:
            reached = operator == LOG or await self._tell(operator, fresh)
        except UnreachableError as problem:
            log.warning("operator %d is told later of %s: %s", operator, named, problem)
            return 0
        await self._store.write(lambda tables: tables.ops.told(operator, sorted(due), now, reached=reached))
        whom = "the log" if operator == LOG else f"operator {operator}"
        log.warning("%s %s: %s", whom, "was told" if reached else "cannot be told", named)
        return len(fresh) if reached else 0

    def _found(self, tables: Tables, now: datetime) -> list[Trouble]:
        states = [(source, tables.feeds.state(source.id)) for source in self._sources]
        blind = [
            Blind(source=source.id, outlet=source.outlet, since=state.failing_since, problem=state.problem)
            for source, state in states
            if state.blind and (state.failing_since is None or now - state.failing_since >= BLIND_FOR)
        ]
        load = tables.ops.load(now - QUIET_FOR, now)
        return [
            *of_feeds(blind),
            *of_queue(load.waiting, load.oldest_due, now),
            *_of_the_last_day(tables, now - QUIET_FOR),
        ]


def _of_the_last_day(tables: Tables, since: datetime) -> list[Trouble]:
    """What happened after `since`, one trouble for each cause: looked at for as long as it is told only once."""
    notes = [note for note in tables.feeds.notes_after(since) if note.kind in ASKING]
    newest = {(note.kind, note.source): note.text for note in notes}
    return [
        *(of_note(kind, source, text) for (kind, source), text in newest.items()),
        *(of_quarantine(alert, detail) for alert, detail in tables.ops.quarantined_after(since)),
        *(
            of_announcement(one.announcement.id, one.sent, sum(one.failed.values()))
            for one in tables.announcements.since(since)
            if not one.pending
        ),
    ]
