"""What delivery costs, measured: python -m benchmarks.delivery [--small]

1. fan-out of one alert over 100,000 subscriptions with 10 filters each, beside a bare INSERT ... SELECT of as many
   rows into a table of the same columns and indexes (and into one with the ledger's key alone)
2. one alert against those 1,000,000 filters, beside asking every filter
3. 1,000 private chats over HTTP, beside what the strict server permits, and its refusals
4. answers to a command while such a fan-out and its deliveries are under way, beside the idle bot
5. peak memory of the bot in 4

Each part runs in a process of its own, from a module of delivery_parts/; the Bot API server of tests/botapi is another
one. `--small` divides the sizes by ten, to see whether it works. Exit code 1 where a goal is missed.
"""

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SIZES = {"fan_out": 100_000, "match": 100_000, "deliver": 1_000, "answers": 100_000}
GOALS = (
    ("fan_out", "times_bare_insert", lambda value: value <= 5, "within 5 times a bare insert"),
    ("fan_out", "longest_transaction_ms", lambda value: value <= 200, "the writer never held over 200 ms"),
    ("match", "times_faster", lambda value: value >= 100, "100 times faster than asking every filter"),
    ("deliver", "percent_of_permitted", lambda value: value >= 95, "95 % of what is permitted"),
    ("deliver", "refused", lambda value: not any(value.values()), "no request refused"),
    ("answers", "times_idle", lambda value: value <= 5, "within 5 times the idle bot"),
    ("answers", "peak_memory_mb", lambda value: value < 150, "under 150 MB"),
)


def run(part, size):
    """The figures of one part."""
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", f"benchmarks.delivery_parts.{part}", folder, str(size)]
        told = subprocess.run(command, check=True, stdout=subprocess.PIPE, cwd=ROOT)
    return json.loads(told.stdout.splitlines()[-1])


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--small", action="store_true")
    parser.add_argument("--only", choices=SIZES)
    asked = parser.parse_args()
    results = {}
    for part in [asked.only] if asked.only else SIZES:
        results[part] = run(part, SIZES[part] // 10 if asked.small else SIZES[part])
        print(part, json.dumps(results[part]), flush=True)
    missed = 0
    for part, figure, good, goal in GOALS:
        if part in results:
            met = good(results[part][figure])
            missed += not met
            print(f"{'met   ' if met else 'MISSED'} {part}: {goal} ({figure} = {results[part][figure]})")
    return 1 if missed else 0


if __name__ == "__main__":
    raise SystemExit(main())
