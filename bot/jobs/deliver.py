"""Delivers what the ledger holds: claims, writes `sending`, sends, settles; up to eight at a time, one per chat.

The ledger decides and remembers everything; this is only the hand that carries it out. It may be killed at any moment.
"""

import asyncio
import logging
from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial

from bot.clock import Clock
from bot.core.model import ChatId
from bot.core.people.delivery import Delivery
from bot.core.people.outcome import Flooded, Outcome, Sent, Unknown, Unreachable
from bot.core.people.pacing import Breaker
from bot.errors import ConfigError, StorageError
from bot.jobs.messages import Compose, ComposeBrief, Prepared, prepare
from bot.jobs.sending import Sender
from bot.logs import line
from storage.fanout import Matched
from storage.queue import Claimed, Knowledge
from storage.store import Store, Tables

log = logging.getLogger(__name__)

MOST_IN_FLIGHT = 8  # and as many connections in the HTTP pool
_PATIENCE = 1.5  # seconds
_LONGEST_NAP = 1.0
_SHORTEST_NAP = 0.02
_COOLING_NAP = 0.25
_A_WHILE = timedelta(minutes=1)
_BACKWARDS = timedelta(seconds=1)
_NOTHING = Claimed(deliveries=(), moved=0)


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliveryReport:
    """What one drain did: attempts by outcome, as lower-case names of the Outcome classes."""

    outcomes: dict[str, int] = field(default_factory=dict)

    @property
    def sent(self) -> int:
        """How many messages arrived."""
        return self.outcomes.get("sent", 0)


class Deliverer:
    """Drains the ledger through one sender."""

    def __init__(
        self, *, store: Store, sender: Sender, compose: Compose, clock: Clock,
        knowledge: Knowledge | None = None, brief: ComposeBrief | None = None,
    ) -> None:  # fmt: skip
        """Take the store, the sender, who composes, the clock, what the ledger is told of alerts, who writes briefs."""
        self._store = store
        self._sender, self._gate = sender, sender.gate
        self._compose, self._brief = compose, brief
        self._clock = clock
        self._knowledge = knowledge
        self.most_in_flight = MOST_IN_FLIGHT
        self._breaker = Breaker()
        self._tasks: set[asyncio.Task[None]] = set()
        self._under_way: set[int] = set()
        self._problems: list[BaseException] = []
        self._outcomes: Counter[str] = Counter()
        self._last_seen: datetime | None = None
        self._stopping = False
        self._draining = False

    # The life of the deliverer

    def stop(self) -> None:
        """Begin nothing more."""
        self._stopping = True

    async def close(self, grace: timedelta) -> None:
        """Wait for what is under way, at most `grace`; what is unanswered then is in doubt, and recorded so."""
        self.stop()
        if self._tasks:
            _, late = await asyncio.wait(self._tasks, timeout=grace.total_seconds())
            for task in late:
                task.cancel()
            await asyncio.gather(*late, return_exceptions=True)
        await self._recover()

    async def drain(self) -> DeliveryReport:
        """Send whatever is due, and what falls due within a moment. Returns when nothing is.

        Raises ConfigError for a token that is not known (nothing is dropped), StorageError, and whatever is a bug.
        """
        if self._draining or self._stopping:
            return DeliveryReport()
        self._draining = True
        self._outcomes.clear()
        try:
            await self._look_at_the_clock()
            await self._recover()
            spreading = asyncio.create_task(self._spread())
            await asyncio.gather(spreading, self._work(spreading))
        finally:
            self._draining = False
        if self._outcomes:
            log.info(line("delivered", **self._outcomes))
        return DeliveryReport(outcomes=dict(self._outcomes))

    async def _look_at_the_clock(self) -> None:
        """At start, and when the clock was set back: waits keep their length, not their end."""
        now, before = self._clock(), self._last_seen
        if before is None or now < before - _BACKWARDS:
            await self._store.write(lambda tables: tables.outbox.mend_clock(now))
        if before is None:
            chats, everybody = await self._store.read(
                lambda tables: (tables.outbox.flooded(now), tables.outbox.braked_until())
            )
            self._remember_floods(chats, everybody, now)
        self._last_seen = now

    def _remember_floods(self, chats: dict[ChatId, datetime], everybody: datetime | None, now: datetime) -> None:
        for chat, until in chats.items():
            self._gate.close(chat, (until - now).total_seconds())
        if everybody is not None:
            self._gate.close(None, (everybody - now).total_seconds())

    async def _recover(self) -> None:
        now, pace = self._clock(), self._gate.pace
        busy = frozenset(self._under_way)
        lost = await self._store.write(lambda tables: tables.outbox.recover(now, pace=pace, except_for=busy))
        for one in lost:
            log.warning(line("recovered", delivery=one.seq, state=one.state))

    async def _spread(self) -> None:
        """Go on with large fan-outs, a chunk a transaction, while deliveries go on."""
        while not self._stopping:
            now = self._clock()
            if (matched := await self._store.read(lambda tables: tables.outbox.match_next())) is not None:
                await self._store.write(partial(_remember, matched, now))
            if await self._store.write(partial(_continue, now)) is None:
                return

    # The queue

    async def _work(self, spreading: asyncio.Task[None]) -> None:
        napped_at: datetime | None = None
        while not self._stopping:
            claimed = await self._claim() if await self._reachable() else _NOTHING
            for delivery in claimed.deliveries:
                self._start(delivery)
            if claimed.deliveries or claimed.moved:
                continue
            now = self._clock()
            due = await self._due_in(now)
            if self._tasks:
                await asyncio.wait(self._tasks, timeout=min(due, _LONGEST_NAP), return_when=asyncio.FIRST_COMPLETED)
                self._collect()
            elif not spreading.done():
                await asyncio.wait({spreading}, timeout=_SHORTEST_NAP)  # the next chunk has something to send
            elif due > _PATIENCE or napped_at == now:
                break
            else:
                await asyncio.sleep(due)
                napped_at = now
        while self._tasks:
            await asyncio.wait(self._tasks, return_when=asyncio.FIRST_COMPLETED)
            self._collect()
        if self._problems:
            problem, *_ = self._problems
            self._problems.clear()
            raise problem

    async def _reachable(self) -> bool:
        """Whether Telegram is thought to answer; asks it, with a question that changes nothing, when it is time."""
        breaker = self._breaker
        if breaker.probe_at is not None and _monotonic() >= breaker.probe_at and not self._gate.closed_for():
            if await self._sender.probe():
                breaker.answered()
                log.info(line("reachable", again=True))
            else:
                breaker.probe_failed(_monotonic())
        return not breaker.open

    async def _claim(self) -> Claimed:
        free = self.most_in_flight - len(self._tasks)
        if free <= 0:
            return _NOTHING
        now, cooling = self._clock(), self._gate.cooling()
        return await self._store.write(
            lambda tables: tables.outbox.claim(now, free, cooling=cooling, knowledge=self._knowledge)
        )

    async def _due_in(self, now: datetime) -> float:
        """Seconds until something may go out; infinite where nothing waits, all hands are full or nobody is reached."""
        if self._breaker.open or len(self._tasks) >= self.most_in_flight:
            return float("inf")
        cooling = self._gate.cooling()
        due = await self._store.read(lambda tables: tables.outbox.next_due(now, cooling))
        wait = float("inf") if due is None else max((due - now).total_seconds(), _SHORTEST_NAP)
        return min(wait, _COOLING_NAP) if cooling else wait

    def _start(self, delivery: Delivery) -> None:
        self._under_way.add(delivery.seq)
        task = asyncio.create_task(self._deliver(delivery))
        task.add_done_callback(lambda _: self._under_way.discard(delivery.seq))
        self._tasks.add(task)

    def _collect(self) -> None:
        """Forget what is done. A bug in one delivery is raised when the others are through; some end the work now."""
        done = {task for task in self._tasks if task.done()}
        self._tasks -= done
        for task in done:
            problem = None if task.cancelled() else task.exception()
            if problem is not None:
                self._problems.append(problem)
                self._stopping |= isinstance(problem, ConfigError | StorageError)

    # One delivery

    async def _deliver(self, delivery: Delivery) -> None:
        composed = self._clock()
        try:
            work = partial(prepare, delivery=delivery, compose=self._compose, now=composed, brief=self._brief)
            prepared = await self._store.read(work)
        except BaseException:  # nothing was sent: the row is free again, then it goes on up
            await self._release(delivery, postponed=_A_WHILE)
            raise
        if not await self._gate.turn(delivery.chat):
            await self._release(delivery, postponed=timedelta(seconds=self._gate.closed_for(delivery.chat)))
            return
        try:
            begun = await self._begin(delivery, composed)
            outcome = None if begun is None else await self._send(begun, prepared)
        finally:
            self._gate.done(delivery.chat)
        if begun is not None and outcome is not None:
            await self._settle(begun, outcome)

    async def _begin(self, delivery: Delivery, composed: datetime) -> Delivery | None:
        now, pace = self._clock(), self._gate.pace
        return await self._store.write(lambda tables: tables.outbox.begin(delivery, now, composed=composed, pace=pace))

    async def _send(self, delivery: Delivery, prepared: Prepared) -> Outcome:
        try:
            if prepared.edits is not None:
                return await self._sender.edit(delivery.chat, prepared.edits, prepared.message)
            return await self._sender.send(delivery.chat, delivery.thread, prepared.message)
        except ConfigError:
            await self._settle(delivery, Unreachable(detail="token"))
            raise

    async def _settle(self, delivery: Delivery, outcome: Outcome) -> None:
        now, pace = self._clock(), self._gate.pace
        settled = await self._store.write(lambda tables: tables.outbox.settle(delivery, outcome, now, pace=pace))
        self._outcomes[type(outcome).__name__.lower()] += 1
        if isinstance(outcome, Unreachable | Unknown):
            self._breaker.failed(_monotonic())
        else:
            self._breaker.answered()
        if isinstance(outcome, Flooded):
            self._gate.close(delivery.chat, outcome.wait.total_seconds())
            if settled.brake is not None:
                self._gate.close(None, settled.brake.total_seconds())
        if not isinstance(outcome, Sent):
            log.warning(line("delivery", seq=delivery.seq, outcome=outcome, state=settled.delivery.state))
        if settled.quarantined:
            log.error(line("quarantined", alert=delivery.alert, reason="Telegram could not read it in three chats"))

    async def _release(self, delivery: Delivery, postponed: timedelta = timedelta(0)) -> None:
        now = self._clock()
        await self._store.write(lambda tables: tables.outbox.release(delivery, now, postponed=postponed))


def _remember(matched: Matched, now: datetime, tables: Tables) -> None:
    tables.outbox.remember_match(matched, now)


def _continue(now: datetime, tables: Tables) -> int | None:
    return tables.outbox.continue_fan_out(now)


def _monotonic() -> float:
    return asyncio.get_running_loop().time()
