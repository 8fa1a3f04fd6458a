"""Run as a process of its own: fetch one address and print by how many MiB memory grew at its peak, and the reason."""

import asyncio
import sys
from datetime import UTC, datetime
from pathlib import Path

from bot.errors import FetchError
from bot.feeds.egress import EgressPolicy
from bot.feeds.fetch import FeedRequest, HttpFetcher


def peak() -> float:
    """Peak resident MiB. getrusage would not do: its peak is inherited from the process that started us."""
    status = Path("/proc/self/status").read_text()
    return next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmHWM")) / 1024


async def main(small: str, bomb: str) -> None:
    async with HttpFetcher("victim", EgressPolicy(allow_loopback=True), lambda: datetime.now(UTC)) as fetcher:
        await fetcher.fetch(FeedRequest(url=small))
        idle = peak()
        try:
            await fetcher.fetch(FeedRequest(url=bomb))
            reason = "fetched"
        except FetchError as error:
            reason = error.reason
        print(f"{peak() - idle:.1f} {reason}")


asyncio.run(main(*sys.argv[1:]))
