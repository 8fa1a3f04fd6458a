"""Answers to a command while fan-outs and their deliveries are under way, beside the idle bot; and the peak memory.

    python -m benchmarks.delivery_parts.answers FOLDER SUBSCRIPTIONS

The database is filled by another process, so that the memory is the bot's alone.
"""

import asyncio
import json
import resource
import statistics
import subprocess
import sys
from contextlib import asynccontextmanager
from pathlib import Path

from telegram.ext import Application, CommandHandler

from benchmarks.delivery_parts.ledger import announce, clock
from benchmarks.delivery_parts.remote import ROOT, ServerProcess, connections
from bot.chat.wire.gate import Gate
from bot.chat.wire.limiter import PacedAnswers
from bot.chat.wire.sender import TelegramSender
from bot.core.model import ChatId
from bot.core.people.pacing import Pace
from bot.jobs.deliver import Deliverer
from storage.store import Store
from tests.storage.alerts import TOPIC, compose

PEOPLE = 1000
TIMES = 60
EVERY = 5  # seconds between fan-outs


async def measure(folder, size):
    database = folder / "answers.db"
    filling = [sys.executable, "-m", "benchmarks.delivery_parts.ledger", str(database.absolute()), str(size)]
    subprocess.run(filling, check=True, cwd=ROOT)  # noqa: ASYNC221 - nothing else is under way yet
    store = Store.open(database)
    gate = Gate(Pace())
    with ServerProcess(PEOPLE) as server:
        async with bot(store, server, gate) as application:
            idle = await asyncio.to_thread(server.status, TIMES)
            asking = asyncio.create_task(asyncio.to_thread(server.status, TIMES))
            sender = TelegramSender(application.bot, gate)
            deliverer = Deliverer(store=store, sender=sender, compose=compose, clock=clock)
            fan_outs = await keep_busy(store, deliverer, asking)
            busy = await asking
        report = server.report()
    rows = store.read_now(lambda tables: sum(tables.outbox.counts().values()))
    store.close()
    idle95, busy95 = (statistics.quantiles(spent, n=20)[-1] for spent in (idle, busy))
    return {
        "idle_p95_ms": round(idle95 * 1000, 1), "busy_p95_ms": round(busy95 * 1000, 1),
        "times_idle": round(busy95 / idle95, 2), "fan_outs": fan_outs, "rows": rows, "sent": report["sent"],
        "refused": report["refused"],
        "peak_memory_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
    }  # fmt: skip


@asynccontextmanager
async def bot(store, server, gate):
    """A bot that answers /status with what it finds in the store."""

    async def status(update, _):
        chat = ChatId(update.effective_chat.id)
        _, latest, _ = await store.read(
            lambda tables: (
                tables.subscriptions.of_place(chat, 0),
                tables.developments.latest(TOPIC, 3),
                tables.reports.newest_seen(),
            )
        )
        await update.effective_chat.send_message(f"Status: {len(latest)} developments")

    builder = Application.builder().token(server.token).base_url(server.base_url)
    application = builder.request(connections()).rate_limiter(PacedAnswers(gate)).build()
    application.add_handler(CommandHandler("status", status))
    async with application:
        await application.start()
        await application.updater.start_polling()
        yield application
        await application.updater.stop()
        await application.stop()


async def keep_busy(store, deliverer, asking):
    """A new fan-out over all subscriptions every five seconds, and deliveries all the time. Returns the fan-outs."""
    drains = []
    while not asking.done():
        await store.write(lambda tables: announce(tables, len(drains)))
        drains.append(asyncio.create_task(deliverer.drain()))
        await asyncio.wait([asking], timeout=EVERY)
    deliverer.stop()
    await asyncio.gather(*drains)
    return len(drains)


if __name__ == "__main__":
    print(json.dumps(asyncio.run(measure(Path(sys.argv[1]), int(sys.argv[2])))))
