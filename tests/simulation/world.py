"""Telegram as the simulation has it: sliding windows, flood waits, blocks, migrations, outages, lost answers.

It notes whatever breaks the contract in `wrong`, and every copy of every message that arrived in `arrived`.
"""

import asyncio
from collections import Counter, defaultdict, deque
from datetime import timedelta

from bot.chat.wire.gate import Gate
from bot.core.model import ChatId
from bot.core.people.outcome import Flooded, Gone, Moved, Sent, Unknown, Unparsable, Unreachable
from bot.core.people.pacing import Pace

OVERALL, PRIVATE, GROUP = (30, 1.0), (1, 1.0), (20, 60.0)


class World:
    """The other side. Survives the bot's crashes."""

    def __init__(self, random, faults):
        self.random = random
        self.faults = faults  # chances: refuse, ambiguous, flood
        self.wrong = []
        self.arrived = []  # (time, chat, key, repeat)
        self.edits = Counter()
        self.ambiguous = 0
        self.outage = None  # "refuse" or "swallow"
        self.blocked = set()
        self.moved = {}
        self.poisoned = set()
        self.windows = defaultdict(deque)
        self.floods = {}  # chat -> (until, known since)
        self.open = Counter()
        self.requests = 0

    @property
    def now(self):
        return asyncio.get_running_loop().time()

    def home(self, chat):
        """The id that a chat had before it moved."""
        return next((old for old, new in self.moved.items() if new == chat), chat)

    def note(self, text):
        self.wrong.append(f"{self.now:.3f}: {text}")

    def over_the_limit(self, chat):
        """Seconds to wait if this request is one too many; counts it if not."""
        limits = [(None, OVERALL), (chat, PRIVATE if chat > 0 else GROUP)]
        for name, (most, length) in limits:
            window = self.windows[name]
            while window and window[0] + length <= self.now:
                window.popleft()
            if len(window) >= most:
                return max(1, int(window[0] + length - self.now) + 1)
        for name, _ in limits:
            self.windows[name].append(self.now)
        return None

    def forgive(self, moment):
        """After a crash: what the dead bot had no time to write down, it cannot know."""
        self.floods = {chat: wait for chat, wait in self.floods.items() if wait[1] < moment - 1}
        self.open.clear()


class Bot:
    """A sender: one for each life of the bot."""

    def __init__(self, world, key_of):
        self.world = world
        self.key_of = key_of
        self.gate = Gate(Pace())
        self.alive = True

    async def send(self, chat, thread, message):
        return await self._request(chat, message, None)

    async def edit(self, chat, number, message):
        return await self._request(chat, message, number)

    async def probe(self):
        await asyncio.sleep(0.05)
        return self.world.outage is None

    async def _request(self, chat, message, number):
        world, random = self.world, self.world.random
        key = self.key_of(chat)
        began = world.now
        world.requests += 1
        for place in (chat, None):
            until, known = world.floods.get(place, (0, 0))
            if began < until and began > known + 0.2:
                world.note(f"request to {chat} inside a flood wait of {place}")
        if world.open[chat]:
            world.note(f"two requests at once to chat {chat}")
        world.open[chat] += 1
        try:
            await asyncio.sleep(random.uniform(0.005, 0.08))
            answer = self._answer(chat, message, number, key)
            await asyncio.sleep(20 if isinstance(answer, Unknown) else random.uniform(0.005, 0.08))
        finally:
            if self.alive:
                world.open[chat] -= 1
        if isinstance(answer, Flooded):
            world.floods[chat] = (world.now + answer.wait.total_seconds() - 0.2, world.now)
        return answer

    def _answer(self, chat, message, number, key):
        world, random, faults = self.world, self.world.random, self.world.faults
        if world.outage == "refuse" or random.random() < faults.get("refuse", 0):
            return Unreachable(detail="ConnectError")
        if chat in world.moved:
            return Moved(chat=ChatId(world.moved[chat]))
        if chat in world.blocked:
            return Gone(detail="Forbidden: bot was blocked by the user")
        if (wait := world.over_the_limit(chat)) is not None:
            world.note(f"over the limit in chat {chat}")
            return Flooded(wait=timedelta(seconds=wait))
        if random.random() < faults.get("flood", 0):
            return Flooded(wait=timedelta(seconds=random.randint(3, 40)))
        if key[0] in world.poisoned and not message.plain:
            return Unparsable(detail="can't parse entities")
        lost = world.outage == "swallow" or random.random() < faults.get("ambiguous", 0)
        if lost and random.random() < 0.5:
            world.ambiguous += 1
            return Unknown(detail="ReadTimeout")  # and it did not arrive
        self._arrive(chat, message, number, key)
        if lost:
            world.ambiguous += 1
            return Unknown(detail="ReadTimeout")  # and it did
        return Sent(message=number or len(world.arrived))

    def _arrive(self, chat, message, number, key):
        if number is not None:
            self.world.edits[key] += 1
            return
        self.world.arrived.append((self.world.now, chat, key, message.repeat))
