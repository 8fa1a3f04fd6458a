"""Simulates delivery from many seeds, an hour of the bot's life each: see hour.py.

    python -m tests.simulation.simulate --seeds 5000

prints what was simulated and every violation of the contract, and ends with 1 if there was any. A seed names its run.
"""

import argparse
import contextlib
import logging
import shutil
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parents[2])]

from storage import fanout  # noqa: E402
from storage.store import Store  # noqa: E402
from tests.simulation.hour import Hour  # noqa: E402
from tests.simulation.virtual import run  # noqa: E402


@contextlib.contextmanager
def small_chunks():
    """Fan-outs of more than five subscriptions go on in chunks of three."""
    before = fanout.AT_ONCE, fanout.CHUNK
    fanout.AT_ONCE, fanout.CHUNK = 5, 3
    try:
        yield
    finally:
        fanout.AT_ONCE, fanout.CHUNK = before


@contextlib.contextmanager
def quiet():
    """A deliverer that says nothing of what goes wrong: everything does."""
    log = logging.getLogger("bot.jobs.deliver")
    level = log.level
    log.setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        log.setLevel(level)


def simulate(seeds):
    """Run seeds; returns the totals and {seed: violations}."""
    totals, wrong = Counter(), {}
    with tempfile.TemporaryDirectory() as folder, small_chunks(), quiet():
        blank = Path(folder) / "blank.db"
        Store.open(blank).close()
        for seed in seeds:
            path = Path(folder) / "run.db"
            for leftover in Path(folder).glob("run.db*"):
                leftover.unlink()
            shutil.copy(blank, path)
            hour = Hour(seed, path)
            run(hour.main())
            totals.update(hour.totals())
            if hour.world.wrong:
                wrong[seed] = hour.world.wrong
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
