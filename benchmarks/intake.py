"""Feed intake side by side with the PyPI package `reader`: CPU per unchanged poll, CPU per changed poll, memory.

    python benchmarks/intake.py                              reader installed beside us (pip install reader)
    python benchmarks/intake.py --reader-python PATH         reader in an environment of its own

One server process serves 100 feeds of 50 items on loopback, with ETag and Last-Modified, gzip where asked for. Each
contender runs in a process of its own, with a database file of its own: a first poll of all feeds, then rounds in which
nothing changed, then rounds in which every feed has two new items. CPU is user and system time of the contender and
its children; memory is the sum of their peak resident sets. Contenders take turns, round by round, in one run.
"""

import argparse
import asyncio
import gzip
import json
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
FEEDS, ITEMS, FRESH, ROUNDS = 100, 50, 2, 7
EPOCH = datetime(2030, 5, 1, tzinfo=UTC)
WORDS = re.findall(
    r"\w+", "envoys talks truce offer answer delay city list hostages border crossing convoy minister spokesman week"
)


def item(feed: int, number: int) -> str:
    words = " ".join(WORDS[(feed * 7 + number * (step + 3)) % len(WORDS)] for step in range(9))
    body = " ".join(WORDS[(feed + number * (step + 5)) % len(WORDS)] for step in range(40))
    link = f"https://outlet{feed}.example/news/2030/05/{number}-{words.replace(' ', '-')}?utm_source=rss"
    return (
        f"<item><title>{words.capitalize()} {number}</title><link>{link.replace('&', '&amp;')}</link>"
        f'<guid isPermaLink="false">outlet{feed}-{number}</guid>'
        f"<pubDate>{format_datetime(EPOCH + timedelta(minutes=number))}</pubDate>"
        f"<description>&lt;p&gt;{body.capitalize()}.&lt;/p&gt;</description></item>"
    )


def document(feed: int, turn: int) -> bytes:
    newest = ITEMS + turn * FRESH
    items = "".join(item(feed, number) for number in range(newest - 1, newest - ITEMS - 1, -1))
    return f'<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>Outlet {feed}</title><link>https://outlet{feed}.example/</link><description>x</description>{items}</channel></rss>'.encode()


def serve() -> None:
    """Serve feeds; POST /turn lets all of them publish. Prints its port."""
    from aiohttp import web

    turn = asked = 0
    bodies: dict[tuple[int, int], tuple[bytes, bytes]] = {}

    async def feed(request: web.Request) -> web.Response:
        nonlocal asked
        asked += 1
        number = int(request.match_info["number"])
        tag, changed = f'"{number}-{turn}"', format_datetime(EPOCH + timedelta(hours=turn), usegmt=True)
        headers = {"ETag": tag, "Last-Modified": changed}
        if request.headers.get("If-None-Match") == tag:
            return web.Response(status=304, headers=headers)
        if (number, turn) not in bodies:
            plain = document(number, turn)
            bodies[number, turn] = (plain, gzip.compress(plain))
        plain, packed = bodies[number, turn]
        if "gzip" in request.headers.get("Accept-Encoding", ""):
            return web.Response(
                body=packed, headers={**headers, "Content-Encoding": "gzip"}, content_type="application/rss+xml"
            )
        return web.Response(body=plain, headers=headers, content_type="application/rss+xml")

    async def publish(_: web.Request) -> web.Response:
        nonlocal turn
        turn += 1
        bodies.clear()
        for number in range(FEEDS):
            plain = document(number, turn)
            bodies[number, turn] = (plain, gzip.compress(plain))
        return web.Response()

    async def count(_: web.Request) -> web.Response:
        return web.Response(text=str(asked))

    async def main() -> None:
        app = web.Application()
        app.add_routes([web.get("/feed/{number}", feed), web.post("/turn", publish), web.get("/asked", count)])
        runner = web.AppRunner(app)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        print(runner.addresses[0][1], flush=True)
        await asyncio.Event().wait()

    asyncio.run(main())


def family() -> list[int]:
    """This process and its children."""
    own = os.getpid()
    children = [int(pid.name) for pid in Path("/proc").iterdir() if pid.name.isdigit() and _parent(pid) == own]
    return [own, *children]


def _parent(process: Path) -> int:
    try:
        return int((process / "stat").read_text().rpartition(")")[2].split()[1])
    except OSError:
        return 0


def cpu_seconds() -> float:
    ticks = 0
    for pid in family():
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        ticks += sum(int(one) for one in fields[11:15])  # own and waited-for children, user and system
    return ticks / os.sysconf("SC_CLK_TCK")


def peak_mib() -> float:
    total = 0
    for pid in family():
        status = Path(f"/proc/{pid}/status").read_text()
        total += next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmHWM"))
    return total / 1024


def rounds(poll: "object") -> None:
    """Poll once per line on standard input; answer with CPU and wall seconds and peak memory."""
    for _ in sys.stdin:
        cpu, wall = cpu_seconds(), time.perf_counter()
        count = poll()  # type: ignore[operator]
        print(
            json.dumps(
                {"cpu": cpu_seconds() - cpu, "wall": time.perf_counter() - wall, "mib": peak_mib(), "new": count}
            ),
            flush=True,
        )


def run_ours(base: str, folder: Path) -> None:
    sys.path.insert(0, str(ROOT))
    from bot.core.model import Source, SourceId
    from bot.feeds.egress import EgressPolicy
    from bot.feeds.fetch import HttpFetcher
    from bot.feeds.parse import ParserPool
    from bot.jobs.desk import Desk
    from bot.jobs.poll import Poller
    from storage.store import Store

    sources = [
        Source(
            id=SourceId(f"outlet-{n}"),
            outlet=f"Outlet {n}",
            url=f"{base}/feed/{n}",
            language="en",
            family=f"outlet-{n}",
        )
        for n in range(FEEDS)
    ]
    loop = asyncio.new_event_loop()
    store = Store.open(folder / "ours.db")

    def clock() -> datetime:
        return datetime.now(UTC)

    fetcher = HttpFetcher("Trucewire benchmark", EgressPolicy(allow_loopback=True), clock, deadline=60)
    parser = ParserPool()
    poller = Poller(
        store=store,
        desk=Desk(()),
        fetcher=fetcher,
        parser=parser,
        sources=sources,
        clock=clock,
        interval=timedelta(minutes=2),
    )

    def poll() -> int:
        done = loop.run_until_complete(poller.cycle(everything=True))
        assert not done.failed, done.failed
        return done.reports

    loop.run_until_complete(poller.start())
    rounds(poll)
    loop.run_until_complete(fetcher.close())
    loop.run_until_complete(parser.close())
    store.close()
    loop.close()


def run_reader(base: str, folder: Path) -> None:
    from reader import make_reader

    reader = make_reader(str(folder / "reader.db"))
    for number in range(FEEDS):
        reader.add_feed(f"{base}/feed/{number}")

    def poll() -> int:
        new = 0
        for result in reader.update_feeds_iter(workers=10, scheduled=False):
            assert not isinstance(result.value, Exception), result
            new += result.value.new if result.value else 0
        return new

    rounds(poll)


class Contender:
    """A contender's process; `poll` lets it poll once."""

    def __init__(self, name: str, python: str, base: str, folder: Path) -> None:
        self.name = name
        self._process = subprocess.Popen(
            [python, __file__, "--contender", name, base, str(folder)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def poll(self) -> dict[str, float]:
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.write("poll\n")
        self._process.stdin.flush()
        return json.loads(self._process.stdout.readline())

    def end(self) -> None:
        assert self._process.stdin
        self._process.stdin.close()
        self._process.wait(30)


def measure(reader_python: str, rounds_each: int) -> None:
    server = subprocess.Popen([sys.executable, __file__, "--serve"], stdout=subprocess.PIPE, text=True)
    try:
        assert server.stdout
        base = f"http://127.0.0.1:{server.stdout.readline().strip()}"
        with tempfile.TemporaryDirectory() as folder:
            table = _compare(base, Path(folder), reader_python, rounds_each)
    finally:
        server.kill()
        server.wait()
    print(f"{FEEDS} feeds x {ITEMS} items, {rounds_each} rounds of each kind; CPU ms per poll, median (lowest)")
    for name, rows in table.items():
        shown = "   ".join(
            f"{kind} {statistics.median(values):6.2f} ({min(values):5.2f})"
            for kind, values in rows.items()
            if kind != "MiB"
        )
        print(f"{name:7} {shown}   peak {max(rows['MiB']):.0f} MiB")
    for kind in ("first", "unchanged", "changed"):
        ours, theirs = (statistics.median(table[name][kind]) for name in ("ours", "reader"))
        print(f"{kind}: reader / ours = {theirs / ours:.1f}")


def _asked(base: str) -> int:
    with urllib.request.urlopen(f"{base}/asked") as answer:
        return int(answer.read())


def _compare(base: str, folder: Path, reader_python: str, rounds_each: int) -> dict[str, dict[str, list[float]]]:
    contenders = [Contender("ours", sys.executable, base, folder), Contender("reader", reader_python, base, folder)]
    table: dict[str, dict[str, list[float]]] = {
        one.name: {"first": [], "unchanged": [], "changed": [], "MiB": []} for one in contenders
    }
    plan = ["first", *["unchanged"] * rounds_each, *["changed"] * rounds_each]
    for kind in plan:
        if kind == "changed":
            urllib.request.urlopen(urllib.request.Request(f"{base}/turn", method="POST")).close()
        for contender in contenders:
            before = _asked(base)
            seen = contender.poll()
            assert _asked(base) - before == FEEDS, "a round asks every feed once"
            expected = {"first": FEEDS * ITEMS, "unchanged": 0, "changed": FEEDS * FRESH}[kind]
            assert seen["new"] == expected, (contender.name, kind, seen["new"])
            table[contender.name][kind].append(seen["cpu"] / FEEDS * 1000)
            table[contender.name]["MiB"].append(seen["mib"])
    for contender in contenders:
        contender.end()
    return table


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--reader-python", default=sys.executable, help="the Python that has the package reader")
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    parser.add_argument("--serve", action="store_true", help=argparse.SUPPRESS)
    parser.add_argument("--contender", nargs=3, metavar=("NAME", "BASE", "FOLDER"), help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.serve:
        serve()
    elif arguments.contender:
        name, base, folder = arguments.contender
        {"ours": run_ours, "reader": run_reader}[name](base, Path(folder))
    else:
        measure(arguments.reader_python, arguments.rounds)


if __name__ == "__main__":
    main()
