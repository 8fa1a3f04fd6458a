"""Feed intake side by side with the PyPI package `reader`: CPU per unchanged poll, CPU per changed poll, memory.

    python -m benchmarks.intake                         reader installed beside us (pip install reader)
    python -m benchmarks.intake --reader-python PATH    reader in an environment of its own

One server process serves 100 feeds of 50 items on loopback, with ETag and Last-Modified, gzip where asked for. Each
contender runs in a process of its own, with a database file of its own: a first poll of all feeds, then rounds in which
nothing changed, then rounds in which every feed has two new items. CPU is user and system time of the contender and
its children; memory is the sum of their peak resident sets. Contenders take turns, round by round, in one run.
The server, the meter and the contenders are modules of intake_parts/.
"""

import argparse
import json
import shutil
import statistics
import subprocess
import sys
import tempfile
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks.intake_parts.sizes import FEEDS, FRESH, ITEMS

ROOT = Path(__file__).resolve().parents[1]
ROUNDS = 7
NEW = {"first": FEEDS * ITEMS, "unchanged": 0, "changed": FEEDS * FRESH}  # items by kind of round
Table = dict[str, dict[str, list[float]]]  # contender -> kind of round, or MiB -> measurements


def start(python: str, module: str, *arguments: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [python, "-m", f"benchmarks.intake_parts.{module}", *arguments],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT,
    )  # fmt: skip


class Contender:
    """A contender's process; `poll` lets it poll once."""

    def __init__(self, name: str, process: subprocess.Popen[str]) -> None:
        self.name = name
        self._process = process

    def poll(self) -> dict[str, float]:
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.write("poll\n")
        self._process.stdin.flush()
        seen: dict[str, float] = json.loads(self._process.stdout.readline())
        return seen

    def end(self) -> None:
        assert self._process.stdin
        self._process.stdin.close()
        self._process.wait(30)


@contextmanager
def feeds() -> Iterator[str]:
    """The server's origin, as long as it is wanted."""
    server = start(sys.executable, "feeds")
    try:
        assert server.stdout
        yield f"http://127.0.0.1:{server.stdout.readline().strip()}"
    finally:
        server.kill()
        server.wait()


def compare(base: str, folder: str, reader_python: str, rounds_each: int) -> Table:
    """Let both poll in turns, and see that each asked every feed and found what was new."""
    contenders = [
        Contender("ours", start(sys.executable, "ours", base, folder)),
        Contender("reader", start(reader_python, "theirs", base, folder)),
    ]
    table: Table = {one.name: {kind: [] for kind in (*NEW, "MiB")} for one in contenders}
    for kind in ["first", *["unchanged"] * rounds_each, *["changed"] * rounds_each]:
        if kind == "changed":
            urllib.request.urlopen(urllib.request.Request(f"{base}/turn", method="POST")).close()
        for contender in contenders:
            before = asked(base)
            seen = contender.poll()
            assert asked(base) - before == FEEDS, "a round asks every feed once"
            assert seen["new"] == NEW[kind], (contender.name, kind, seen["new"])
            table[contender.name][kind].append(seen["cpu"] / FEEDS * 1000)
            table[contender.name]["MiB"].append(seen["mib"])
    for contender in contenders:
        contender.end()
    return table


def asked(base: str) -> int:
    with urllib.request.urlopen(f"{base}/asked") as answer:
        return int(answer.read())


def show(table: Table, rounds_each: int) -> None:
    print(f"{FEEDS} feeds x {ITEMS} items, {rounds_each} rounds of each kind; CPU ms per poll, median (lowest)")
    for name, measured in table.items():
        shown = "   ".join(
            f"{kind} {statistics.median(measured[kind]):6.2f} ({min(measured[kind]):5.2f})" for kind in NEW
        )
        print(f"{name:7} {shown}   peak {max(measured['MiB']):.0f} MiB")
    for kind in NEW:
        ours, theirs = (statistics.median(table[name][kind]) for name in ("ours", "reader"))
        print(f"{kind}: reader / ours = {theirs / ours:.1f}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--reader-python", default=sys.executable, help="the Python that has the package reader")
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    given = parser.parse_args()
    reader_python = Path(shutil.which(given.reader_python) or given.reader_python).absolute()  # we start it elsewhere
    with feeds() as base, tempfile.TemporaryDirectory() as folder:
        table = compare(base, folder, str(reader_python), given.rounds)
    show(table, given.rounds)


if __name__ == "__main__":
    main()
