"""What delivery costs, measured: python benchmarks/delivery.py [--small]

1. fan-out of one alert over 100,000 subscriptions with 10 filters each, beside a bare INSERT ... SELECT of as many
   rows into a table of the same columns and indexes (and into one with the ledger's key alone)
2. one alert against those 1,000,000 filters, beside asking every filter
3. 1,000 private chats over HTTP, beside what the strict server permits, and its refusals
4. answers to a command while such a fan-out and its deliveries are under way, beside the idle bot
5. peak memory of the bot in 4

Each part runs in a process of its own; the Bot API server of tests/botapi is another one. `--small` divides the sizes by
ten, to see whether it works.
"""

# ruff: noqa: SLF001, E501, ARG001, ASYNC221 - it measures the insides

import argparse
import asyncio
import json
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from random import Random

sys.path[:0] = [str(Path(__file__).parents[1])]

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
from bot.core.people.delivery import Lifetimes  # noqa: E402
from bot.core.people.filters import matches, parse, subject  # noqa: E402

TOPIC = TopicId("harbour-talks")
COMMON = ("envoy", "harbour", "monday", "cargo", "ferry")
HEADLINE = "Envoy says harbour talks resume on Monday after ferry operators drop two demands"
SUMMARY = (
    "Negotiators of both port cities will meet again, a spokesman said, once the pilots have agreed to the timetable "
    "that the arbiter proposed last week; the unions called the plan a first step and asked for guarantees in writing."
)


def clock():
    return datetime.now(UTC)


def filters_of(random, count):
    """Filters as people write them: some words often, most seldom; 85 of 100 subscriptions want a word of the alert."""

    def word():
        return f"w{int(20_000 * random.random() ** 3)}"

    words = [word() for _ in range(count)]
    if words and random.random() < 0.85:
        words[0] = random.choice(COMMON)
    for place in range(count):
        match random.randrange(10):
            case 0:
                words[place] = f'"{words[place]} {word()}"'
            case 1:
                words[place] = f"{words[place]} -{word()}"
            case 2:
                words[place] = f"{words[place]}*"
    return words


def fill(path, subscriptions, filters, first=1):
    """A database with subscriptions, every one with so many filters. Returns the filters' texts."""
    from storage.store import Store

    random, now = Random(7), clock()
    store = Store.open(path)
    texts = []

    def subscribe(tables, chats):
        for chat in chats:
            key = SubscriptionKey(chat=ChatId(chat), thread=0, topic=TOPIC)
            tables.subscriptions.subscribe(key, now)
            texts.extend(filters_of(random, filters))
        rows = [
            (chat, TOPIC, text)
            for chat, text in zip(
                (c for c in chats for _ in range(filters)), texts[-len(chats) * filters :], strict=False
            )
        ]
        tables.outbox._connection.executemany(
            "INSERT OR IGNORE INTO filters (chat, thread, topic, text) VALUES (?, 0, ?, ?)", rows
        )

    for start in range(first, first + subscriptions, 10_000):
        chats = range(start, min(start + 10_000, first + subscriptions))
        store.write_now(lambda tables: subscribe(tables, chats))  # noqa: B023
        store.write_now(lambda tables: tables.outbox._fan.matching(subject("nothing")))  # indexes the new filters
    return store, texts


def alert(number, importance=2):
    now = clock()
    return Alert(
        id=AlertId(f"a{number}"), topic=TOPIC, development=DevelopmentId(f"d{number}"),
        storyline=StorylineId(f"s{number}"), reason=Reason.NEW_DEVELOPMENT, importance=importance,
        report=ReportId(f"r{number}"), version=1, created_at=now,
    )  # fmt: skip


def announce(tables, one):
    tables.reports.add(
        Report(id=one.report, source=SourceId("s"), outlet="Northgate Wire", family="n", language="en",
               headline=HEADLINE, summary=SUMMARY, link=None, published=one.created_at, seen=one.created_at)
    )  # fmt: skip
    tables.developments.record(
        Decision(report=one.report, version=1, topic=TOPIC, reason=one.reason, at=one.created_at, importance=2,
                 development=one.development, storyline=one.storyline)
    )  # fmt: skip
    tables.developments.add_alert(one)
    return tables.outbox.fan_out(one, clock())


def timed(act):
    began = time.perf_counter()
    result = act()
    return time.perf_counter() - began, result


def part_fan_out(folder, size):
    from storage import fanout

    store, _ = fill(folder / "fan.db", size, 10)
    ratios, ratios_without_indexes, whole, longest, rows = [], [], [], 0.0, 0
    for number in range(5):
        one = alert(number)
        spent, made = timed(lambda: store.write_now(lambda tables: announce(tables, one)))  # noqa: B023
        rows, holds, beside = made, [spent], 0.0
        while True:
            reading, matched = timed(lambda: store.read_now(lambda tables: tables.outbox.match_next()))
            beside += reading
            if matched is not None:
                spent, _ = timed(lambda: store.write_now(lambda tables: tables.outbox.remember_match(matched, clock())))  # noqa: B023
                holds.append(spent)
            spent, more = timed(lambda: store.write_now(lambda tables: tables.outbox.continue_fan_out(clock())))
            holds.append(spent)
            if more is None:
                break
            rows += more
        whole.append(sum(holds) + beside)
        ratios.append(whole[-1] / bare_insert(store, rows, indexed=True))
        ratios_without_indexes.append(whole[-1] / bare_insert(store, rows, indexed=False))
        longest = max(longest, *holds)
    store.close()
    return {
        "subscriptions": size, "rows": rows, "seconds": round(statistics.median(whole), 3),
        "times_bare_insert": round(statistics.median(ratios), 2),
        "times_bare_insert_without_indexes": round(statistics.median(ratios_without_indexes), 2),
        "longest_transaction_ms": round(longest * 1000), "chunk": fanout.CHUNK,
    }  # fmt: skip


def bare_insert(store, rows, *, indexed):
    """Seconds for one INSERT ... SELECT of so many subscriptions into a table of the ledger's columns and key;

    `indexed` gives it the ledger's other indexes too.
    """

    def act(tables):
        connection = tables.outbox._connection
        connection.execute("DROP TABLE IF EXISTS bare")
        connection.execute(
            "CREATE TABLE bare (seq INTEGER PRIMARY KEY, alert TEXT NOT NULL, chat INTEGER NOT NULL, "
            "thread INTEGER NOT NULL, kind TEXT NOT NULL, round INTEGER NOT NULL DEFAULT 0, topic TEXT, "
            "importance INTEGER, storyline TEXT, priority INTEGER, state TEXT, created_at INTEGER, changed_at INTEGER, "
            "due_at INTEGER, expires_at INTEGER, UNIQUE (alert, chat, thread, kind, round)) STRICT"
        )

        if indexed:
            waiting = "state IN ('held', 'pending', 'in_doubt')"
            connection.execute(f"CREATE INDEX bare_waiting ON bare (priority, seq, chat, due_at) WHERE {waiting}")
            connection.execute(f"CREATE INDEX bare_open ON bare (chat, seq) WHERE {waiting}")

    def insert(tables):
        tables.outbox._connection.execute(
            "INSERT INTO bare (alert, chat, thread, kind, topic, importance, storyline, priority, state, created_at, "
            "changed_at, due_at, expires_at) SELECT 'a', chat, thread, 'alert', topic, 2, 's', 3, 'pending', 1, 1, 1, 1 "
            "FROM subscriptions LIMIT ?", (rows,)
        )  # fmt: skip

    store.write_now(act)
    return timed(lambda: store.write_now(insert))[0]


def part_match(folder, size):
    store, texts = fill(folder / "match.db", size, 10)
    about = subject(f"{HEADLINE}\n{SUMMARY}", outlet=["Northgate Wire"])
    parsed = {text: parse(text) for text in set(texts)}
    nodes = [parsed[text] for text in texts]
    naive, found = timed(lambda: [text for text, node in zip(texts, nodes, strict=True) if matches(node, about)])
    spent = []
    for _ in range(20):
        indexed, matched = timed(lambda: store.write_now(lambda tables: tables.outbox._fan.matching(about)))
        spent.append(indexed)
    assert set(found) == set(matched)
    store.close()
    return {
        "filters": len(texts), "distinct": len(parsed), "match": len(found), "naive_ms": round(naive * 1000, 1),
        "indexed_ms": round(statistics.median(spent) * 1000, 2), "times_faster": round(naive / statistics.median(spent)),
    }  # fmt: skip


class ServerProcess:
    """The strict Bot API server, in a process of its own."""

    def __init__(self, users):
        self.process = subprocess.Popen(
            [sys.executable, __file__, "--serve", str(users)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        hello = json.loads(self.process.stdout.readline())
        self.url, self.token = hello["url"], hello["token"]

    def ask(self, **what):
        self.process.stdin.write(json.dumps(what) + "\n")
        self.process.stdin.flush()
        return json.loads(self.process.stdout.readline())

    def stop(self):
        self.process.stdin.close()
        self.process.wait()


async def serve(users):
    """Answer questions on standard input: report the sends, or let people ask /status and say how long it took."""
    from tests.botapi import BotApi

    async with BotApi() as api:
        api.rates.enabled = True
        people = [api.user(f"P{number}", id=number) for number in range(1, users + 1)]
        print(json.dumps({"url": api.url, "token": api.token}), flush=True)
        loop = asyncio.get_running_loop()
        while line := await loop.run_in_executor(None, sys.stdin.readline):
            asked = json.loads(line)
            if asked["do"] == "report":
                times = sorted(call["at"] for call in api.calls.of("sendMessage"))
                print(json.dumps({"sent": len(times), "span": times[-1] - times[0] if times else 0,
                                  "refused": api.rates.violations}), flush=True)  # fmt: skip
            else:
                # the last people: deliveries reach the first ones first
                asking = people[-asked["times"] :]
                print(json.dumps([await ask(api, person) for person in asking]), flush=True)


async def ask(api, person):
    chat = api.private(person)

    def answers():
        return sum(message.text.startswith("Status") for message in chat.from_bot)

    before, began = answers(), time.perf_counter()
    await person.says(chat, "/status")
    with suppress(TimeoutError):
        await api.wait_for(lambda: answers() > before, 30)
    spent = time.perf_counter() - began
    await asyncio.sleep(0.25)
    return spent


def compose(tables, one, now):
    return ReplyContent(kind="changed", outlet="Northgate Wire", at=one.created_at, old=None, new=HEADLINE)


async def part_deliver(folder, size):
    from telegram import Bot
    from telegram.request import HTTPXRequest

    from bot.chat.wire.sender import TelegramSender
    from bot.jobs.deliver import Deliverer

    store, _ = fill(folder / "deliver.db", size, 0)
    server = ServerProcess(size)
    store.write_now(lambda tables: announce(tables, alert(1)))
    request = HTTPXRequest(connection_pool_size=8, read_timeout=25)
    async with Bot(server.token, base_url=f"{server.url}/bot", request=request) as bot:
        await Deliverer(store=store, sender=TelegramSender(bot), compose=compose, clock=clock).drain()
    report = server.ask(do="report")
    server.stop()
    store.close()
    least = (size - 1) // 30  # seconds: the last of `size` sends cannot arrive sooner after the first
    return {
        "chats": size, "sent": report["sent"], "seconds": round(report["span"], 2),
        "percent_of_permitted": round(100 * least / report["span"], 1), "refused": report["refused"],
    }  # fmt: skip


async def part_answers(folder, size):
    from telegram.ext import Application, CommandHandler
    from telegram.request import HTTPXRequest

    from bot.chat.wire.gate import Gate
    from bot.chat.wire.limiter import PacedAnswers
    from bot.chat.wire.sender import TelegramSender
    from bot.core.people.pacing import Pace
    from bot.jobs.deliver import Deliverer
    from storage.store import Store

    database, times = folder / "answers.db", 60
    subprocess.run([sys.executable, __file__, "--fill", str(database), str(size)], check=True)
    store = Store.open(database)
    server = ServerProcess(1000)
    gate = Gate(Pace())

    async def status(update, context):
        chat = ChatId(update.effective_chat.id)
        asked = await store.read(
            lambda tables: (
                tables.subscriptions.of_place(chat, 0),
                tables.developments.latest(TOPIC, 3),
                tables.reports.newest_seen(),
            )
        )
        await update.effective_chat.send_message(f"Status: {len(asked[1])} developments")

    application = (
        Application.builder().token(server.token).base_url(f"{server.url}/bot")
        .request(HTTPXRequest(connection_pool_size=8, read_timeout=25)).rate_limiter(PacedAnswers(gate)).build()
    )  # fmt: skip
    application.add_handler(CommandHandler("status", status))
    loop = asyncio.get_running_loop()
    async with application:
        await application.start()
        await application.updater.start_polling()
        idle = await loop.run_in_executor(None, lambda: server.ask(do="ask", times=times))
        deliverer = Deliverer(store=store, sender=TelegramSender(application.bot, gate), compose=compose, clock=clock)
        asking = loop.run_in_executor(None, lambda: server.ask(do="ask", times=times))
        number = 0
        drains = []
        while not asking.done():  # a new fan-out over all subscriptions every five seconds, deliveries all the time
            await store.write(lambda tables: announce(tables, alert(number)))  # noqa: B023
            number += 1
            drains.append(asyncio.create_task(deliverer.drain()))
            await asyncio.wait([asking], timeout=5)
        busy = await asking
        deliverer.stop()
        await asyncio.gather(*drains)
        await application.updater.stop()
        await application.stop()
    report = await loop.run_in_executor(None, lambda: server.ask(do="report"))
    server.stop()
    rows = store.read_now(lambda tables: sum(tables.outbox.counts().values()))
    store.close()
    idle95, busy95 = (statistics.quantiles(spent, n=20)[-1] for spent in (idle, busy))
    return {
        "idle_p95_ms": round(idle95 * 1000, 1), "busy_p95_ms": round(busy95 * 1000, 1),
        "times_idle": round(busy95 / idle95, 2), "fan_outs": number, "rows": rows, "sent": report["sent"],
        "refused": report["refused"],
        "peak_memory_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
    }  # fmt: skip


def run_part(name, size):
    with tempfile.TemporaryDirectory() as folder:
        part = {"fan_out": part_fan_out, "match": part_match, "deliver": part_deliver, "answers": part_answers}[name]
        result = part(Path(folder), size)
        print(json.dumps(asyncio.run(result) if asyncio.iscoroutine(result) else result))


GOALS = (
    ("fan_out", "times_bare_insert", lambda value: value <= 5, "within 5 times a bare insert"),
    ("fan_out", "longest_transaction_ms", lambda value: value <= 200, "the writer never held over 200 ms"),
    ("match", "times_faster", lambda value: value >= 100, "100 times faster than asking every filter"),
    ("deliver", "percent_of_permitted", lambda value: value >= 95, "95 % of what is permitted"),
    ("deliver", "refused", lambda value: not any(value.values()), "no request refused"),
    ("answers", "times_idle", lambda value: value <= 5, "within 5 times the idle bot"),
    ("answers", "peak_memory_mb", lambda value: value < 150, "under 150 MB"),
)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--small", action="store_true")
    parser.add_argument("--only", choices=["fan_out", "match", "deliver", "answers"])
    parser.add_argument("--part", nargs=2, help=argparse.SUPPRESS)
    parser.add_argument("--serve", type=int, help=argparse.SUPPRESS)
    parser.add_argument("--fill", nargs=2, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.serve:
        return asyncio.run(serve(asked.serve))
    if asked.fill:
        return fill(Path(asked.fill[0]), int(asked.fill[1]), 10)[0].close()
    if asked.part:
        return run_part(asked.part[0], int(asked.part[1]))
    sizes = {"fan_out": 100_000, "match": 100_000, "deliver": 1_000, "answers": 100_000}
    results = {}
    for name, size in sizes.items():
        if asked.only in (None, name):
            size = size // 10 if asked.small else size  # noqa: PLW2901
            told = subprocess.run(
                [sys.executable, __file__, "--part", name, str(size)], check=True, capture_output=True
            )
            results[name] = json.loads(told.stdout.splitlines()[-1])
            print(name, json.dumps(results[name]), flush=True)
    missed = 0
    for name, figure, good, goal in GOALS:
        if name in results:
            met = good(results[name][figure])
            missed += not met
            print(f"{'met   ' if met else 'MISSED'} {name}: {goal} ({figure} = {results[name][figure]})")
    return 1 if missed else 0


assert Lifetimes().other.total_seconds() > 600, "the benchmark must end before alerts expire"

if __name__ == "__main__":
    raise SystemExit(main())
