"""The package `reader`, polling every feed once a round. It runs in reader's Python, so it imports nothing of the bot.

python -m benchmarks.intake_parts.theirs ORIGIN FOLDER
"""

import sys
from pathlib import Path

from reader import make_reader

from benchmarks.intake_parts.meter import rounds
from benchmarks.intake_parts.sizes import FEEDS


def main(base: str, folder: Path) -> None:
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


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
