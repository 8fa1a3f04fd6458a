"""The bot's side that faces people as a process of its own, with the limits people really meet and no pace of sending:

what Telegram allows is not what is measured. Arguments: database, origin of the Bot API, token.
"""

import asyncio
import sys
from datetime import UTC, datetime
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parents[3])]

from bot.chat.commands import Commands  # noqa: E402
from bot.chat.wire.application import build_application, started  # noqa: E402
from bot.chat.wire.webhook import receiving  # noqa: E402
from storage.store import Store  # noqa: E402
from tests.acceptance.people.stage import SOURCES, TOPIC  # noqa: E402


async def main(database, origin, token):
    store = Store.open(Path(database))
    commands = Commands(store=store, topics=(TOPIC,), sources=SOURCES, clock=lambda: datetime.now(UTC))
    application = build_application(token, origin, commands)
    async with started(application), receiving(application, None, ""):
        await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
