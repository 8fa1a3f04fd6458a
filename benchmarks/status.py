"""How long /status and /search take with 1,000 and with 1,000,000 stored reports.

    python -m benchmarks.status [SMALL [LARGE]] [--keep FOLDER]

Reports are invented, forty a day, filed as decisions of one topic and taken up by the same code as in the bot; only,
since headlines repeat, each is read by the rules once and not a hundred times. Nothing is cached between questions.
Each is asked 200 times through the handlers that people reach. Printed: p50, p95 and the ratio of the p95s. Exit code 1
where the ratio is above 3 or a p95 above 100 ms.
"""

import argparse
import asyncio
import random
import sys
import tempfile
import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace

from bot.chat.commands import Commands
from bot.chat.requests import Kind, Request
from bot.core.intake.standing import FeedState
from bot.core.model import (
    Actor,
    ChatId,
    Decision,
    DevelopmentId,
    Reason,
    Report,
    ReportId,
    Source,
    SourceId,
    StorylineId,
    Topic,
    TopicId,
)
from storage import uptake
from storage.store import Store

NOW = datetime(2031, 5, 9, 12, 0, tzinfo=UTC)
TOPIC = Topic(
    id=TopicId("coast"), name="Coast talks", terms=("truce", "talks"), places=("Port Lume",),
    actors=tuple(
        Actor(id=name.lower(), names=(name,), role=role)
        for name, role in (("Ardania", "party"), ("Norland", "party"), ("Veland", "mediator"), ("Osmia", "mediator"))
    ),
)  # fmt: skip
OUTLETS = tuple(
    Source(id=SourceId(f"o{n}"), outlet=f"Outlet {n}", url=f"http://o{n}.example/", language="en", family=f"o{n}")
    for n in range(20)
)
WHO = ("Ardania", "Norland", "Veland", "Osmia", "Villagers", "Doctors", "Fishermen")
WHAT = (
    "says truce talks go on", "rejects new offer of {n} captives", "accuses Norland of violating truce",
    "says truce will hold until Sunday", "frees {n} prisoners", "calls for truce in Port Lume", "denies breaking truce",
    "sends delegation to Osmia for talks", "says talks at an impasse", "and Ardania agree to extend truce by {n} days",
)  # fmt: skip
FILLER = (
    "harbour",
    "ferry",
    "grain",
    "winter",
    "river",
    "bridge",
    "school",
    "mountain",
    "market",
    "storm",
    "lantern",
    "orchard",
)
SEARCHES = (
    "truce",
    "truce talks Ardania",
    "captives",
    '"breaking truce"',
    "w{r}",
    "harb*",
    "orchard impasse",
    "prisoners w{r}",
)
QUESTIONS = 200


def made(number, count, rng):
    """The report of a number: the newest is the last; about forty a day."""
    outlet = OUTLETS[number % len(OUTLETS)]
    at = NOW - timedelta(minutes=36 * (count - number))
    head = f"{rng.choice(WHO)} {rng.choice(WHAT).format(n=rng.randint(2, 400))}"
    summary = " ".join(rng.choices(FILLER, k=18)) + f" w{rng.randint(0, 50_000)}"
    return Report(
        id=ReportId(f"{number:016x}"), source=outlet.id, outlet=outlet.outlet, family=outlet.family, language="en",
        headline=head, summary=summary, link=f"https://o.example/{number}", published=at, seen=at,
    )  # fmt: skip


def fill(store, count):
    """Write reports, a development for every third, and the decisions on them."""
    rng = random.Random(7)
    for start in range(0, count, 5000):

        def work(tables, start=start):
            for number in range(start, min(count, start + 5000)):
                report = made(number, count, rng)
                first = number - number % 3
                tables.reports.add(report)
                tables.developments.record(
                    Decision(
                        report=report.id,
                        version=1,
                        topic=TOPIC.id,
                        at=report.seen,
                        development=DevelopmentId(f"{first:016x}"),
                        reason=Reason.NEW_DEVELOPMENT if number == first else Reason.CORROBORATION,
                        storyline=StorylineId("s"),
                        importance=1 + number % 3,
                        act="meet",
                    )
                )

        store.write_now(work)
    for source in OUTLETS:
        state = FeedState(source=source.id, seeded=True, succeeded_at=NOW)
        store.write_now(lambda tables, state=state: tables.feeds.save(state))


def read_once():
    """Let each headline be read by the rules once. What is stored of a report is the same as without this."""
    reader, known, spoken = uptake.reader_of(TOPIC), {}, {}
    read, statements = reader.read, uptake.statements

    def cached_read(report, moment, development=None):
        if report.headline not in known:
            known[report.headline] = read(replace(report, summary=""), moment)
        reading, at = known[report.headline], min(report.time, moment)
        here = {"at": at, "outlet": report.outlet, "family": report.family, "link": report.link, "report": report.id}
        return replace(reading, evidence=replace(reading.evidence, development=development, **here))

    def cached_statements(report, actors, moment, development=None):
        if report.headline not in spoken:
            spoken[report.headline] = statements(replace(report, summary=""), actors, moment, development)
        here = {"at": min(report.time, moment), "outlet": report.outlet, "family": report.family, "link": report.link}
        return tuple(replace(one, report=report.id, development=development, **here) for one in spoken[report.headline])

    shell = SimpleNamespace(read=cached_read, actors=reader.actors)
    uptake.reader_of, uptake.statements, uptake.BATCH = (lambda _: shell), cached_statements, 2000


def take_up_all(store):
    while (found := store.read_now(lambda tables: uptake.batch(tables, TOPIC, 2000))) is not None:
        store.write_now(lambda tables, found=found: tables.status.save(found))


async def ask(commands, name, arguments):
    before = time.perf_counter()
    answer = await commands.answer(name, Request(chat=ChatId(1), kind=Kind.PRIVATE, arguments=arguments))
    took = time.perf_counter() - before
    assert answer.html
    return took * 1000


async def measured(store):
    """Milliseconds of each question, by command."""
    commands, rng = Commands(store=store, topics=(TOPIC,), sources=OUTLETS, clock=lambda: NOW), random.Random(11)
    took = {"status": [], "search": []}
    for warm in range(10):
        await ask(commands, "status", "")
        await ask(commands, "search", SEARCHES[warm % len(SEARCHES)].format(r=warm))
    for _ in range(QUESTIONS):
        took["status"].append(await ask(commands, "status", ""))
        took["search"].append(await ask(commands, "search", rng.choice(SEARCHES).format(r=rng.randint(0, 50_000))))
    return {name: sorted(some) for name, some in took.items()}


def at(some, share):
    return some[min(len(some) - 1, int(share * len(some)))]


def run(folder, count):
    path = folder / f"status-{count}.db"
    fresh = not path.exists()
    store = Store.open(path)
    if fresh:
        before = time.perf_counter()
        fill(store, count)
        filled = time.perf_counter()
        take_up_all(store)
        taken = time.perf_counter() - filled
        print(f"{count:>9,} reports stored in {filled - before:.0f} s, taken up in {taken:.0f} s", flush=True)
    took = asyncio.run(measured(store))
    store.close()
    for name, some in took.items():
        print(
            f"{count:>9,} /{name:7} p50 {at(some, 0.5):6.1f} ms   p95 {at(some, 0.95):6.1f} ms   max {some[-1]:6.1f} ms"
        )
    return {name: at(some, 0.95) for name, some in took.items()}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("small", nargs="?", type=int, default=1_000)
    parser.add_argument("large", nargs="?", type=int, default=1_000_000)
    parser.add_argument("--keep", type=Path, help="a folder for the databases, used again when they are there")
    given = parser.parse_args()
    read_once()
    with tempfile.TemporaryDirectory(prefix="trucewire-bench-") as made_here:
        folder = given.keep or Path(made_here)
        small, large = run(folder, given.small), run(folder, given.large)
    bad = False
    for name in small:
        ratio = large[name] / small[name]
        bad |= ratio > 3 or max(large[name], small[name]) > 100
        print(f"/{name:7} ratio of p95: {ratio:.2f}")
    return int(bad)


if __name__ == "__main__":
    sys.exit(main())
