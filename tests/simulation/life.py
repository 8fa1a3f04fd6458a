"""The bot as a process: it boots, delivers, is killed at any moment or stopped with grace, and boots again."""

import asyncio
from datetime import timedelta

from bot.jobs.deliver import MOST_IN_FLIGHT, Deliverer
from tests.simulation.disk import Disk, transaction
from tests.simulation.world import Bot
from tests.storage.alerts import compose


class Life:
    """All lives of one bot, one after the other, over the same database."""

    def __init__(self, *, random, connection, world, clock):
        self.random, self.connection, self.world, self.clock = random, connection, world, clock
        self.crashes = self.in_flight_at_deaths = 0
        self.bot = self.deliverer = self.task = self.disk = None
        self._dying = asyncio.Lock()  # two deaths at once are one

    def boot(self):
        self.disk = Disk(self.connection, self.random)
        self.bot = Bot(self.world, self._key_of)
        self.deliverer = Deliverer(store=self.disk, sender=self.bot, compose=compose, clock=self.clock)
        self.task = asyncio.create_task(self._live(self.deliverer))

    async def _live(self, deliverer):
        while True:
            report = await deliverer.drain()
            busy = report.outcomes or (self.unfinished() and not self._far_off())
            probe = deliverer._breaker.probe_at
            nap = 1 if busy else 10
            await asyncio.sleep(nap if probe is None else max(1, probe - self.world.now))

    def _far_off(self):
        """Whether nothing that waits is due within ten seconds: no need to ask every second."""
        due = transaction(self.connection, lambda tables: tables.outbox.next_due(self.clock()))
        return due is not None and due - self.clock() > timedelta(seconds=10)

    async def crash(self):
        """Die between two instructions, and come back within three seconds."""
        async with self._dying:
            self.crashes += 1
            self._look_at_what_is_in_flight()
            self.disk.dead = True
            self.bot.alive = False
            tasks = [self.task, *self.deliverer._tasks]
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
            self.world.forgive(self.world.now)
            await asyncio.sleep(self.random.uniform(0, 3))
            self.boot()

    def _look_at_what_is_in_flight(self):
        sending = self._count("deliveries WHERE state = 'sending'")
        self.in_flight_at_deaths += sending
        if sending > MOST_IN_FLIGHT:
            self.world.note(f"{sending} rows were sending at a crash")

    async def stop(self):
        """Stop with five seconds of grace, and start again."""
        async with self._dying:
            await self.deliverer.close(timedelta(seconds=5))
            await self._end_task()
            if self._count("deliveries WHERE state IN ('claimed', 'sending')"):
                self.world.note("a graceful stop left rows claimed or sending")
            self.in_flight_at_deaths += self.world.open.total()
            self.bot.alive = False
            self.world.forgive(self.world.now)
            self.boot()

    async def end(self):
        """The last death. Raises what the bot died of before, if it did."""
        await self._end_task()
        if not self.task.cancelled() and (problem := self.task.exception()) is not None:
            raise problem

    async def _end_task(self):
        self.task.cancel()
        await asyncio.gather(self.task, return_exceptions=True)

    def unfinished(self):
        """How many deliveries and fan-outs have not ended."""
        waiting = self._count("deliveries WHERE state IN ('held', 'pending', 'claimed', 'sending', 'in_doubt')")
        return waiting + self._count("fanouts")

    def _count(self, rows):
        return self.connection.execute(f"SELECT count(*) FROM {rows}").fetchone()[0]

    def _key_of(self, chat):
        """Which delivery a request to a chat is for; it must have been written down as sending."""
        rows = self.connection.execute(
            "SELECT alert, thread, kind, round, expires_at FROM deliveries WHERE chat = ? AND state = 'sending'",
            (chat,),
        ).fetchall()
        if len(rows) != 1:
            self.world.note(f"a request to chat {chat} with {len(rows)} rows sending")
            return ("?", chat, 0, "?", 0)
        row = rows[0]
        age = self.clock().timestamp() - row["expires_at"] / 1000
        if age > 10 and not self.clock.jumped:
            self.world.note(f"sent {age:.0f} s after it was too old: {tuple(row)}")
        return (row["alert"], chat, row["thread"], row["kind"], row["round"])
