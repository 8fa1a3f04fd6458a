"""An hour of the bot's life in virtual time, from a seed: real SQL, the real deliverer, everything that can go wrong."""

import asyncio
from random import Random

from storage.engine import connect
from tests.simulation.contract import violations
from tests.simulation.disk import transaction
from tests.simulation.life import Life
from tests.simulation.mishaps import Mishaps
from tests.simulation.news import News
from tests.simulation.virtual import Watch
from tests.simulation.world import World

SECONDS = 3600


class Hour:
    """One seed. `faults` are the chances of what goes wrong with a request, by default drawn from the seed."""

    def __init__(self, seed, path, faults=None):
        self.random = Random(seed)
        self.connection = connect(path)
        self.connection.execute("PRAGMA synchronous = OFF")
        self.world = World(self.random, self._some_faults() if faults is None else faults)
        shared = {"random": self.random, "connection": self.connection, "world": self.world, "clock": Watch()}
        self.life = Life(**shared)
        self.news = News(**shared)
        self.mishaps = Mishaps(**shared, chats=self.news.chats)
        self.rows = ()

    def _some_faults(self):
        chance = self.random.choice([0, 0.01, 0.04])
        return {"refuse": chance, "ambiguous": chance, "flood": chance / 2}

    async def main(self):
        """The whole hour, and as long as it takes to deliver what is left."""
        self.begin()
        await asyncio.gather(*[asyncio.create_task(_at(moment, act)) for moment, act in self._plan()])
        self.world.faults.clear()
        for _ in range(60):
            await asyncio.sleep(600)
            if not self.life.unfinished():
                break
        await self.end()

    def begin(self):
        self.news.subscribe()
        self.life.boot()

    async def end(self):
        """Hold the contract against what came of it: see `world.wrong`."""
        await self.life.end()
        self.rows = transaction(self.connection, lambda tables: tables.outbox.all())
        in_flight = self.life.in_flight_at_deaths
        for violation in violations(self.rows, self.world, wanted=self.news.wanted, in_flight=in_flight):
            self.world.note(violation)
        self.connection.close()

    def _plan(self):
        """(second, act), in the order of time. In half of the seeds several happen at the same moment."""
        random, life, news, mishaps = self.random, self.life, self.news, self.mishaps
        plan = [
            (news.announce, random.randint(3, 14)),
            (news.edit, random.randint(0, 8)),
            (life.crash, random.randint(0, 5)),
            (life.stop, random.randint(0, 1)),
            (mishaps.outage, random.choice([0, 0, 1, 2])),
            (mishaps.block, random.choice([0, 1, 2])),
            (mishaps.migrate, random.choice([0, 0, 1])),
            (mishaps.jump, random.choice([0, 0, 0, 2])),
        ]
        acts = [(random.uniform(0, SECONDS), act) for act, times in plan for _ in range(times)]
        if random.random() < 0.5:
            acts = [(round(moment / 1800) * 1800 + random.uniform(0, 1), act) for moment, act in acts]
        return sorted(acts, key=lambda pair: pair[0])

    def totals(self):
        """What was simulated, in numbers."""
        return {
            "seeds": 1, "crashes": self.life.crashes, "ambiguous": self.world.ambiguous,
            "requests": self.world.requests, "arrived": len(self.world.arrived), "edits": self.world.edits.total(),
        }  # fmt: skip


async def _at(moment, act):
    await asyncio.sleep(moment)
    result = act()
    if result is not None:
        await result
