"""A bot that lives to be killed: the real store, deliverer and sender, and a newsroom that commits an alert every

0.8 seconds. Prints what is committed. Arguments: database, origin of the Bot API, token, seconds of news (0: only
deliver, and end when nothing waits).
"""

import asyncio
import sys
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parents[2])]

from telegram import Bot  # noqa: E402
from telegram.request import HTTPXRequest  # noqa: E402

from bot.chat.wire.sender import TelegramSender  # noqa: E402
from bot.jobs.deliver import Deliverer  # noqa: E402
from storage.store import Store  # noqa: E402
from tests.storage.alerts import alert, announce, compose  # noqa: E402


def clock():
    return datetime.now(UTC)


async def newsroom(store, seconds):
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        one = alert(time.time_ns(), clock())
        made = await store.write(lambda tables: announce(tables, one, headline=f"News {one.id}."))  # noqa: B023
        print("committed", one.id, made, flush=True)
        await asyncio.sleep(0.8)


async def main(database, origin, token, seconds):
    store = Store.open(Path(database))
    request = HTTPXRequest(connection_pool_size=8, read_timeout=25)
    async with Bot(token, base_url=f"{origin}/bot", request=request) as bot:
        deliverer = Deliverer(store=store, sender=TelegramSender(bot), compose=compose, clock=clock)
        news = asyncio.create_task(newsroom(store, seconds))
        print("ready", flush=True)
        while True:
            await deliverer.drain()
            if not seconds and await store.read(lambda tables: tables.outbox.next_due(clock())) is None:
                break
            await asyncio.sleep(0.1)
        await news
        await deliverer.close(timedelta(seconds=5))
    store.close()


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:4], float(sys.argv[4])))
