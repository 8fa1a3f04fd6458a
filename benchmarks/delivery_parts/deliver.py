"""One alert to private chats over HTTP, beside what the strict server permits, and its refusals.

python -m benchmarks.delivery_parts.deliver FOLDER CHATS
"""

import asyncio
import json
import sys
from pathlib import Path

from telegram import Bot

from benchmarks.delivery_parts.ledger import announce, clock, fill
from benchmarks.delivery_parts.remote import ServerProcess, connections
from bot.chat.wire.sender import TelegramSender
from bot.jobs.deliver import Deliverer
from tests.storage.alerts import compose

PERMITTED = 30  # messages a second


async def measure(folder, size):
    store, _ = fill(folder / "deliver.db", size, filters=0)
    store.write_now(lambda tables: announce(tables, 1))
    with ServerProcess(size) as server:
        async with Bot(server.token, base_url=server.base_url, request=connections()) as bot:
            await Deliverer(store=store, sender=TelegramSender(bot), compose=compose, clock=clock).drain()
        report = server.report()
    store.close()
    least = (size - 1) // PERMITTED  # seconds: the last of `size` sends cannot arrive sooner after the first
    return {
        "chats": size, "sent": report["sent"], "seconds": round(report["span"], 2),
        "percent_of_permitted": round(100 * least / report["span"], 1), "refused": report["refused"],
    }  # fmt: skip


if __name__ == "__main__":
    print(json.dumps(asyncio.run(measure(Path(sys.argv[1]), int(sys.argv[2])))))
