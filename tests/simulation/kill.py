"""kill -9 at random moments of a real process, against the strict Bot API server over HTTP.

    python tests/simulation/kill.py --times 50

prints what arrived, and ends with 1 where an acknowledged alert was lost, there were more duplicates than sends in
flight, a second copy was not marked, a rate was overrun, or the database is damaged.
"""

import argparse
import asyncio
import sys
import tempfile
from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from random import Random

sys.path[:0] = [str(Path(__file__).parents[2])]

from storage.engine import connect  # noqa: E402
from storage.store import Store  # noqa: E402
from tests.botapi import BotApi  # noqa: E402
from tests.storage.alerts import subscribe  # noqa: E402

VICTIM = Path(__file__).with_name("victim.py")
CHATS = 24
MOST_IN_FLIGHT = 8


@dataclass
class Tally:
    """What happened."""

    kills: int = 0
    acknowledged: int = 0
    deliveries: int = 0
    copies: int = 0
    duplicates: int = 0
    in_flight: int = 0
    wrong: list = field(default_factory=list)


class Killer:
    """Starts the victim again and again."""

    def __init__(self, api, database, random):
        self.api, self.database, self.random = api, database, random
        self.acknowledged = {}
        self.ready = asyncio.Event()
        self.tally = Tally()

    def subscribe(self):
        store = Store.open(self.database)
        people = [self.api.user(f"P{number}") for number in range(CHATS)]
        subscribe(store, *(self.api.private(person).id for person in people), at=datetime.now(UTC))
        store.close()

    async def start(self, seconds):
        return await asyncio.create_subprocess_exec(
            sys.executable, str(VICTIM), str(self.database), self.api.url, self.api.token, str(seconds),
            stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE,
        )  # fmt: skip

    async def listen(self, process):
        async for line in process.stdout:
            word, *rest = line.decode().split()
            if word == "ready":
                self.ready.set()
            if word == "committed" and len(rest) == 2:
                self.acknowledged[rest[0]] = int(rest[1])

    async def life(self):
        self.ready.clear()
        process = await self.start(60)
        hearing = asyncio.create_task(self.listen(process))
        await asyncio.wait_for(self.ready.wait(), 60)
        # its first second it waits, for what a life before may have sent just now
        await asyncio.sleep(self.random.uniform(0.8, 2.8))
        process.kill()
        await process.wait()
        await hearing
        await process.stderr.read()
        self.tally.kills += 1
        connection = connect(self.database)
        sending = connection.execute("SELECT count(*) FROM deliveries WHERE state = 'sending'").fetchone()[0]
        if sending > MOST_IN_FLIGHT:
            self.tally.wrong.append(f"{sending} sends in flight")
        self.tally.in_flight += sending
        connection.close()

    async def last_life(self):
        process = await self.start(0)
        out, err = await asyncio.wait_for(process.communicate(), 1200)
        if process.returncode:
            self.tally.wrong.append(f"ended with {process.returncode}: {(out + err).decode()[-500:]}")

    def count(self):
        """Hold what arrived against what was acknowledged and what the ledger says."""
        connection = connect(self.database)
        if (verdict := connection.execute("PRAGMA integrity_check").fetchone()[0]) != "ok":
            self.tally.wrong.append(f"integrity: {verdict}")
        copies = self.count_copies()
        self.check_ledger(connection, copies)
        self.check_acknowledged(connection)
        self.tally.copies, self.tally.duplicates = copies.total(), sum(count - 1 for count in copies.values())
        if self.tally.duplicates > self.tally.in_flight:
            self.tally.wrong.append(f"{self.tally.duplicates} duplicates, {self.tally.in_flight} in flight")
        if any(self.api.rates.violations.values()):
            self.tally.wrong.append(f"rates overrun: {self.api.rates.violations}")
        connection.close()

    def count_copies(self):
        """How often each alert arrived in each chat: twice at most, and all but the first marked as repeats."""
        copies, marked = Counter(), Counter()
        for call in self.api.calls.of("sendMessage"):
            text, chat = call["params"]["text"], int(call["params"]["chat_id"])
            name = next(word.rstrip(".”") for word in text.split() if word.startswith("a1"))
            if call["answer"] is not None and call["answer"].get("ok"):
                marked[name, chat] += copies[name, chat] > 0 and "Repeat" in text
                copies[name, chat] += 1
        for (name, chat), count in copies.items():
            if count > 2 or marked[name, chat] != count - 1:
                self.tally.wrong.append(f"{count} copies of {name} in {chat}, {marked[name, chat]} marked")
        return copies

    def check_ledger(self, connection, copies):
        for row in connection.execute("SELECT alert, chat, state, reason FROM deliveries"):
            if row["state"] != "sent" and row["reason"] is None:
                self.tally.wrong.append(f"{row['alert']} in {row['chat']} is {row['state']}")
            if row["state"] == "sent" and not copies[row["alert"], row["chat"]]:
                self.tally.wrong.append(f"{row['alert']} never arrived in {row['chat']}")

    def check_acknowledged(self, connection):
        """Every alert that was said to be committed has its deliveries."""
        made = Counter(row["alert"] for row in connection.execute("SELECT alert FROM deliveries WHERE kind = 'alert'"))
        self.tally.acknowledged, self.tally.deliveries = len(self.acknowledged), made.total()
        for name, wanted in self.acknowledged.items():
            if made[name] != wanted:
                self.tally.wrong.append(f"{name}: {made[name]} of {wanted}")


async def kill(times, seed=0):
    """Kill so many times; what came of it."""
    with tempfile.TemporaryDirectory() as folder:
        async with BotApi() as api:
            api.rates.enabled = True
            killer = Killer(api, Path(folder) / "bot.db", Random(seed))
            killer.subscribe()
            for _ in range(times):
                await killer.life()
            await killer.last_life()
            killer.count()
            return killer.tally


def main():
    parser = argparse.ArgumentParser(description="Kill a delivering bot many times.")
    parser.add_argument("--times", type=int, default=50)
    parser.add_argument("--seed", type=int, default=0)
    asked = parser.parse_args()
    tally = asyncio.run(kill(asked.times, asked.seed))
    print(tally)
    return 1 if tally.wrong else 0


if __name__ == "__main__":
    raise SystemExit(main())
