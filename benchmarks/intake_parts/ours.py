"""Our intake, polling every feed once a round; no topic, so no detection, as reader has none.

python -m benchmarks.intake_parts.ours ORIGIN FOLDER
"""

import asyncio
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

from benchmarks.intake_parts.meter import rounds
from benchmarks.intake_parts.sizes import FEEDS
from bot.core.model import Source, SourceId
from bot.feeds.egress import EgressPolicy
from bot.feeds.fetch import HttpFetcher
from bot.feeds.parse import ParserPool
from bot.jobs.desk import Desk
from bot.jobs.poll import Poller
from storage.store import Store


def source(base: str, number: int) -> Source:
    name = f"outlet-{number}"
    return Source(id=SourceId(name), outlet=f"Outlet {number}", url=f"{base}/feed/{number}", language="en", family=name)


def clock() -> datetime:
    return datetime.now(UTC)


def main(base: str, folder: Path) -> None:
    loop = asyncio.new_event_loop()
    store = Store.open(folder / "ours.db")
    fetcher = HttpFetcher("Trucewire benchmark", EgressPolicy(allow_loopback=True), clock, deadline=60)
    parser = ParserPool()
    poller = Poller(
        store=store, desk=Desk(()), fetcher=fetcher, parser=parser, sources=[source(base, n) for n in range(FEEDS)],
        clock=clock, interval=timedelta(minutes=2),
    )  # fmt: skip

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


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
