"""An hour of the bot's life in virtual time, from a seed: real SQL, the real deliverer, everything that can go wrong.

    python tests/simulation/simulate.py --seeds 5000

prints what was simulated and every violation of the contract, and ends with 1 if there was any. A seed names its run.
"""

import argparse
import asyncio
import contextlib
import logging
import shutil
import sys
import tempfile
import time
from collections import Counter, defaultdict
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parents[2])]

from virtual import run  # noqa: E402
from world import Bot, World  # noqa: E402

from bot.core.alert.content import ReplyContent  # noqa: E402
from bot.core.model import (  # noqa: E402
    Alert,
    AlertId,
    ChatId,
    Decision,
    DevelopmentId,
    Reason,
    Report,
    ReportId,
    SourceId,
    StorylineId,
    SubscriptionKey,
    TopicId,
)
from bot.core.people.delivery import Kind, State  # noqa: E402
from bot.jobs.deliver import MOST_IN_FLIGHT, Deliverer  # noqa: E402
from storage import fanout  # noqa: E402
from storage.engine import connect  # noqa: E402
from storage.store import Store, Tables  # noqa: E402

START = datetime(2026, 3, 1, 9, 0, tzinfo=UTC)
TOPIC = TopicId("harbour-talks")
HOURS = 1


class CrashError(Exception):
    """The process is no more."""


class Disk:
    """The store as one life of the bot sees it: what is committed stays, and a dead process commits nothing."""

    def __init__(self, connection, random):
        self.connection = connection
        self.random = random
        self.dead = False

    async def write(self, work):
        await asyncio.sleep(self.random.uniform(0, 0.004))
        if self.dead:
            raise CrashError
        result = transaction(self.connection, work)
        await asyncio.sleep(self.random.uniform(0, 0.004))
        return result

    async def read(self, work):
        await asyncio.sleep(self.random.uniform(0, 0.004))
        return work(Tables(self.connection))


def transaction(connection, work):
    connection.execute("BEGIN IMMEDIATE")
    try:
        result = work(Tables(connection))
    except BaseException:
        connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")
    return result


def compose(tables, alert, now):
    return ReplyContent(kind="changed", outlet="Northgate Wire", at=now, old=None, new=alert.id)


class Run:
    """One seed."""

    def __init__(self, seed, path):
        self.seed = seed
        self.random = Random(seed)
        self.connection = connect(path)
        self.connection.execute("PRAGMA synchronous = OFF")
        chance = self.random.choice([0, 0.01, 0.04])
        self.world = World(self.random, {"refuse": chance, "ambiguous": chance, "flood": chance / 2})
        self.offset = timedelta(0)
        self.jumped = False
        self.crashes = self.in_flight_at_crashes = 0
        self.wanted = {}  # (alert, chat as it was, thread) -> True
        self.alerts = []
        self.bot = self.deliverer = self.task = self.disk = None

    def clock(self):
        return START + timedelta(seconds=asyncio.get_running_loop().time()) + self.offset

    # The bot and its deaths

    def boot(self):
        self.disk = Disk(self.connection, self.random)
        self.bot = Bot(self.world, self.key_of)
        self.deliverer = Deliverer(store=self.disk, sender=self.bot, compose=compose, clock=self.clock)
        self.task = asyncio.create_task(self.live(self.deliverer))

    async def live(self, deliverer):
        while True:
            report = await deliverer.drain()
            busy = report.outcomes or (self.unfinished() and not self.far_off())
            probe = deliverer._breaker.probe_at
            nap = 1 if busy else 10
            await asyncio.sleep(nap if probe is None else max(1, probe - self.world.now))

    def far_off(self):
        """Whether nothing that waits is due within ten seconds: no need to ask every second."""
        due = transaction(self.connection, lambda tables: tables.outbox.next_due(self.clock()))
        return due is not None and due - self.clock() > timedelta(seconds=10)

    async def crash(self):
        self.crashes += 1
        rows = self.connection.execute("SELECT count(*) FROM deliveries WHERE state = 'sending'").fetchone()
        self.in_flight_at_crashes += rows[0]
        if rows[0] > MOST_IN_FLIGHT:
            self.world.note(f"{rows[0]} rows were sending at a crash")
        self.disk.dead = True
        self.bot.alive = False
        tasks = [self.task, *self.deliverer._tasks]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        self.world.forgive(self.world.now)
        await asyncio.sleep(self.random.uniform(0, 3))
        self.boot()

    async def stop(self):
        await self.deliverer.close(timedelta(seconds=5))
        self.task.cancel()
        await asyncio.gather(self.task, return_exceptions=True)
        left = self.connection.execute(
            "SELECT count(*) FROM deliveries WHERE state IN ('claimed', 'sending')"
        ).fetchone()
        if left[0]:
            self.world.note("a graceful stop left rows claimed or sending")
        self.in_flight_at_crashes += self.world.open.total()
        self.bot.alive = False
        self.world.forgive(self.world.now)
        self.boot()

    def key_of(self, chat, message, number):
        """Which row this request is for; it must have been written down as sending."""
        rows = self.connection.execute(
            "SELECT alert, thread, kind, round, expires_at FROM deliveries WHERE chat = ? AND state = 'sending'",
            (chat,),
        ).fetchall()
        if len(rows) != 1:
            self.world.note(f"a request to chat {chat} with {len(rows)} rows sending")
            return ("?", chat, 0, "?", 0)
        row = rows[0]
        age = self.clock().timestamp() - row["expires_at"] / 1000
        if age > 10 and not self.jumped:
            self.world.note(f"sent {age:.0f} s after it was too old: {tuple(row)}")
        return (row["alert"], chat, row["thread"], row["kind"], row["round"])

    # The news

    def subscribe(self):
        self.chats = [*range(1, self.random.randint(4, 14)), *(-n for n in range(1, self.random.randint(2, 5)))]

        def work(tables):
            for chat in self.chats:
                for thread in [0] if chat > 0 else range(self.random.randint(1, 2)):
                    key = SubscriptionKey(chat=ChatId(chat), thread=thread, topic=TOPIC)
                    tables.subscriptions.subscribe(key, START)

        transaction(self.connection, work)

    def announce(self):
        now, number = self.clock(), len(self.alerts)
        original = self.random.choice(self.alerts) if self.alerts and self.random.random() < 0.2 else None
        reason = Reason.CORRECTION if original else Reason.NEW_DEVELOPMENT
        alert = Alert(
            id=AlertId(f"a{number}"), topic=TOPIC, reason=reason, importance=self.random.choice([1, 2]),
            development=original.development if original else DevelopmentId(f"d{number}"),
            storyline=original.storyline if original else StorylineId(f"s{self.random.randint(0, 3)}"),
            report=ReportId(f"r{number}"), version=1, created_at=now,
        )  # fmt: skip

        def work(tables):
            tables.reports.add(
                Report(id=alert.report, source=SourceId("s"), outlet="Northgate Wire", family="n", language="en",
                       headline=f"Headline {number}", summary="", link=None, published=now, seen=now)
            )  # fmt: skip
            tables.developments.record(
                Decision(report=alert.report, version=1, topic=TOPIC, reason=reason, at=now, importance=2,
                         development=alert.development, storyline=alert.storyline)
            )  # fmt: skip
            tables.developments.add_alert(alert)
            tables.outbox.fan_out(alert, now)
            if original is None:
                self.wanted[alert.id] = len(list(tables.subscriptions.of_topic(TOPIC)))

        transaction(self.connection, work)
        if original is None:
            self.alerts.append(alert)
        else:
            self.alerts.append(original)
        if self.random.random() < 0.06:
            self.world.poisoned.add(alert.id)

    def edit(self):
        if self.alerts:
            alert = self.random.choice(self.alerts)
            transaction(self.connection, lambda tables: tables.outbox.edit(alert, self.clock()))

    # What goes wrong

    async def outage(self):
        self.world.outage = self.random.choice(["refuse", "swallow"])
        await asyncio.sleep(self.random.uniform(10, 1500))
        self.world.outage = None

    async def block(self):
        chat = self.random.choice(self.chats)
        self.world.blocked.add(chat)
        await asyncio.sleep(self.random.uniform(60, 1800))
        self.world.blocked.discard(chat)
        transaction(self.connection, lambda tables: tables.outbox.chats.back(ChatId(chat)))

    async def migrate(self):
        groups = [chat for chat in self.chats if chat < 0 and chat not in self.world.moved]
        if groups:
            old = self.random.choice(groups)
            self.world.moved[old] = old - 1_000_000
            self.chats.append(old - 1_000_000)
            self.chats.remove(old)

    async def jump(self):
        self.jumped = True
        self.offset += timedelta(seconds=self.random.choice([-1, 1]) * self.random.choice([5, 600, 90_000]))

    async def _at(self, moment, act):
        await asyncio.sleep(moment)
        result = act()
        if result is not None:
            await result

    # The whole

    async def main(self):
        random = self.random
        self.subscribe()
        self.boot()
        plan = [(self.announce, random.randint(3, 14)), (self.edit, random.randint(0, 8)),
                (self.crash, random.randint(0, 5)), (self.stop, random.randint(0, 1)),
                (self.outage, random.choice([0, 0, 1, 2])), (self.block, random.choice([0, 1, 2])),
                (self.migrate, random.choice([0, 0, 1])), (self.jump, random.choice([0, 0, 0, 2]))]  # fmt: skip
        acts = [(random.uniform(0, HOURS * 3600), act) for act, times in plan for _ in range(times)]
        if random.random() < 0.5:  # several at the same moment
            acts = [(round(moment / 1800) * 1800 + random.uniform(0, 1), act) for moment, act in acts]
        one_at_a_time = asyncio.Lock()

        async def guarded(act):
            async with one_at_a_time:  # two deaths at once are one
                result = act()
                if result is not None:
                    await result

        deaths = (self.crash, self.stop)
        tasks = [
            asyncio.create_task(self._at(moment, (lambda a=act: guarded(a)) if act in deaths else act))
            for moment, act in sorted(acts, key=lambda pair: pair[0])
        ]
        await asyncio.gather(*tasks)
        self.world.faults.clear()
        for _ in range(60):
            await asyncio.sleep(600)
            if not self.unfinished():
                break
        self.task.cancel()
        await asyncio.gather(self.task, return_exceptions=True)
        if (problem := self.died()) is not None:
            raise problem
        self.check()
        self.connection.close()

    def died(self):
        if self.task.done() and not self.task.cancelled():
            return self.task.exception()
        return None

    def unfinished(self):
        return (
            self.connection.execute(
                "SELECT count(*) FROM deliveries WHERE state IN ('held', 'pending', 'claimed', 'sending', 'in_doubt')"
            ).fetchone()[0]
            + self.connection.execute("SELECT count(*) FROM fanouts").fetchone()[0]
        )

    def check(self):
        world, rows = self.world, transaction(self.connection, lambda tables: tables.outbox.all())
        for row in rows:
            if not row.state.ended:
                world.note(f"stuck: {row.alert} {row.chat} {row.kind} is {row.state}")
            if row.state in (State.DROPPED, State.SUPERSEDED, State.EXPIRED) and not row.reason:
                world.note(f"no reason: {row.alert} {row.chat} {row.state}")
        self.check_copies(rows)
        self.check_order(rows)
        made = Counter(row.alert for row in rows if row.kind is Kind.ALERT)
        for alert, wanted in self.wanted.items():
            if made[alert] < wanted - (0 if not self.world.blocked else 1) and not self.lost_to_settings(alert):
                world.note(f"{alert}: {made[alert]} deliveries for {wanted} subscriptions")

    def lost_to_settings(self, alert):
        """Chunks that followed later find subscriptions as they were then: some had gone."""
        return self.connection.execute("SELECT 1 FROM deliveries WHERE reason LIKE 'chat_gone%'").fetchone() is not None

    def check_copies(self, rows):
        copies = defaultdict(list)
        back = {new: old for old, new in self.world.moved.items()}
        for moment, chat, key, repeat in self.world.arrived:
            copies[(key[0], back.get(chat, chat), *key[2:])].append((moment, repeat))
        duplicates = 0
        for key, found in copies.items():
            duplicates += len(found) - 1
            if len(found) > 2:
                self.world.note(f"{len(found)} copies of {key}")
            if any(not repeat for _, repeat in found[1:]):
                self.world.note(f"an unmarked second copy of {key}")
        if duplicates > self.in_flight_at_crashes + self.world.ambiguous:
            self.world.note(f"{duplicates} duplicates")
        for row in rows:
            arrived = copies.get((row.alert, back.get(row.chat, row.chat), row.thread, row.kind, row.round))
            if row.state is State.SENT and row.kind is not Kind.EDIT and not arrived:
                self.world.note(f"sent, but never arrived: {row.alert} in {row.chat}")
            if arrived and row.state not in (State.SENT, State.IN_DOUBT, State.DROPPED):
                self.world.note(f"arrived, but recorded as {row.state}: {row.alert} in {row.chat}")

    def check_order(self, rows):
        back = {new: old for old, new in self.world.moved.items()}
        place = {(row.alert, back.get(row.chat, row.chat), row.thread, row.kind, row.round): row.seq for row in rows}
        last = {}
        seen = set()
        for _, here, found, _ in self.world.arrived:
            chat = back.get(here, here)
            key = (found[0], chat, *found[2:])
            if key in seen or key not in place:
                continue
            seen.add(key)
            if place[key] < last.get(chat, 0):
                self.world.note(f"out of order in chat {chat}: {key}")
            last[chat] = place[key]
            if key[3] == "correction" and not self.may_have_original(rows, key, place[key]):
                self.world.note(f"a correction before anything it could correct: {key}")

    def may_have_original(self, rows, key, seq):
        """Whether an alert may have stood in that place before the correction."""
        back = {new: old for old, new in self.world.moved.items()}
        return any(
            (back.get(row.chat, row.chat), row.thread) == key[1:3]
            and row.kind in (Kind.ALERT, Kind.DIGEST)
            and row.copies
            and row.seq < seq
            for row in rows
        )


@contextlib.contextmanager
def small_chunks():
    """Fan-outs of more than five subscriptions go on in chunks of three."""
    before = fanout.AT_ONCE, fanout.CHUNK
    fanout.AT_ONCE, fanout.CHUNK = 5, 3
    try:
        yield
    finally:
        fanout.AT_ONCE, fanout.CHUNK = before


def simulate(seeds):
    """Run seeds; returns the totals and {seed: violations}."""
    totals, wrong = Counter(), {}
    level = logging.getLogger("bot.jobs.deliver").level
    logging.getLogger("bot.jobs.deliver").setLevel(logging.CRITICAL)
    with tempfile.TemporaryDirectory() as folder, small_chunks():
        blank = Path(folder) / "blank.db"
        Store.open(blank).close()
        for seed in seeds:
            path = Path(folder) / "run.db"
            for leftover in Path(folder).glob("run.db*"):
                leftover.unlink()
            shutil.copy(blank, path)
            one = Run(seed, path)
            run(one.main())
            totals.update(seeds=1, crashes=one.crashes, ambiguous=one.world.ambiguous, requests=one.world.requests,
                          arrived=len(one.world.arrived), edits=one.world.edits.total())  # fmt: skip
            if one.world.wrong:
                wrong[seed] = one.world.wrong
    logging.getLogger("bot.jobs.deliver").setLevel(level)
    return totals, wrong


def main():
    parser = argparse.ArgumentParser(description="Simulate delivery from many seeds.")
    parser.add_argument("--seeds", type=int, default=5000)
    parser.add_argument("--first", type=int, default=0)
    asked = parser.parse_args()
    began = time.monotonic()
    totals, wrong = Counter(), {}
    end = asked.first + asked.seeds
    for start in range(asked.first, end, 100):
        more, broken = simulate(range(start, min(start + 100, end)))
        totals.update(more)
        wrong |= broken
        for seed, violations in broken.items():
            print(f"seed {seed}:", *violations[:5], sep="\n  ")
        print(f"{totals['seeds']} seeds, {len(wrong)} with violations", flush=True)
    seconds = time.monotonic() - began
    print(", ".join(f"{count} {name}" for name, count in totals.items()), f"in {seconds:.0f} s")
    print(f"{len(wrong)} seeds with violations")
    return 1 if wrong else 0


if __name__ == "__main__":
    raise SystemExit(main())
