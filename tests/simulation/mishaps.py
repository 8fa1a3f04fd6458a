"""What goes wrong around the bot: Telegram away, chats that block it or move, clocks that jump."""

import asyncio

from bot.core.model import ChatId
from tests.simulation.disk import transaction


class Mishaps:
    """Each method is one mishap, from its beginning to its end."""

    def __init__(self, *, random, connection, world, clock, chats):
        self.random, self.connection, self.world, self.clock = random, connection, world, clock
        self.chats = chats

    async def outage(self):
        self.world.outage = self.random.choice(["refuse", "swallow"])
        await asyncio.sleep(self.random.uniform(10, 1500))
        self.world.outage = None

    async def block(self):
        chat = self.random.choice(self.chats)
        self.world.blocked.add(chat)
        await asyncio.sleep(self.random.uniform(60, 1800))
        self.world.blocked.discard(chat)
        transaction(self.connection, lambda tables: tables.outbox.chats.back(ChatId(chat)))

    async def migrate(self):
        groups = [chat for chat in self.chats if chat < 0 and chat not in self.world.moved]
        if groups:
            old = self.random.choice(groups)
            self.world.moved[old] = old - 1_000_000
            self.chats.append(old - 1_000_000)
            self.chats.remove(old)

    async def jump(self):
        self.clock.jump(self.random.choice([-1, 1]) * self.random.choice([5, 600, 90_000]))
