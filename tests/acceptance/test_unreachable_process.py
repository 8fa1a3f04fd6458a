"""The bot as a process while Telegram cannot be reached: feeds are read all the same, and nothing is lost or said twice."""

import asyncio
import contextlib
import socket

import pytest

from storage.store import Store
from tests.acceptance.lifetime import BELLS
from tests.acceptance.test_stories import OFFER, opened, subscribed
from tests.acceptance.world import World
from tests.botapi import faults

HOST = "127.0.0.9"
LONG = 60  # seconds in which a single run must have ended, whatever Telegram does


class Elsewhere(World):
    """A world whose bot can be told another address for Telegram than that of the emulator."""

    telegram = ""

    def _environment(self, token):
        told = super()._environment(token)
        return {**told, "TELEGRAM_API_BASE_URL": self.telegram or told["TELEGRAM_API_BASE_URL"]}

    async def once(self, telegram=""):
        """One run of `run --once`: its exit code and what it wrote meanwhile."""
        self.telegram = telegram
        before = len(self.said())
        await self.start("--once")
        code = await asyncio.wait_for(self._process.wait(), LONG)
        return code, self.said()[before:]

    def said(self):
        return self.log.read_text(encoding="utf-8") if self.log.exists() else ""

    def queued(self):
        """How many deliveries wait."""
        store = Store.open(self.folder / "bot.db", alone=False)
        try:
            return sum(not row.state.ended for row in store.read_now(lambda tables: tables.outbox.all()))
        finally:
            store.close()


@pytest.fixture
async def world(tmp_path):
    async with Elsewhere(tmp_path) as one:
        yield one


@contextlib.asynccontextmanager
async def nobody():
    """An address where nothing listens."""
    with socket.socket() as one:
        one.bind((HOST, 0))  # bound, so that nobody else takes it, and not listening
        yield f"http://{HOST}:{one.getsockname()[1]}"


@contextlib.asynccontextmanager
async def somebody_mute():
    """An address where connections are taken and nothing is ever answered."""
    writers = []

    async def take(reader, writer):
        writers.append(writer)
        while await reader.read(4096):
            pass

    server = await asyncio.start_server(take, HOST, 0)
    try:
        yield f"http://{HOST}:{server.sockets[0].getsockname()[1]}"
    finally:
        server.close()
        for writer in writers:
            writer.close()


def alerts(chat):
    return [one for one in chat.from_bot if one.text.startswith(BELLS) and OFFER in one.text]


@pytest.mark.parametrize("unreachable", [nobody, somebody_mute])
async def test_a_single_run_reads_feeds_queues_and_ends_and_a_later_one_sends(world, unreachable):
    await opened(world, ("harbour", "The Harbour Post"))
    _, chat = await subscribed(world)
    assert await world.stop() == 0
    world.publish("harbour", OFFER)
    async with unreachable() as telegram:
        code, said = await world.once(telegram)
    assert code == 1
    (line,) = [one for one in said.splitlines() if one.startswith("trucewire: ")]
    assert line == (
        "trucewire: Telegram could not be reached within 10 s; queued deliveries: 1, a later run sends them"
    )
    assert "Traceback" not in said
    assert world.api.token not in said
    assert world.queued() == 1
    assert alerts(chat) == []
    for _ in range(2):
        code, said = await world.once()
        assert code == 0, said
        assert len(alerts(chat)) == 1
    assert "trucewire: " not in said
    assert world.api.calls.violations == []


async def test_a_single_run_says_so_where_telegram_goes_away_while_it_sends(world):
    await opened(world, ("harbour", "The Harbour Post"))
    _, chat = await subscribed(world)
    assert await world.stop() == 0
    world.publish("harbour", OFFER)
    world.api.fail("sendMessage", faults.drop("before"), chat=chat, times=None)
    code, said = await world.once()
    assert code == 1
    told = "queued deliveries: 0, a later run sends them; in doubt: 1, they may have arrived"
    assert f"trucewire: Telegram did not answer; {told}" in said
    world.api.heal()
    code, said = await world.once()
    assert code == 0, said
    assert world.queued() == 0
    assert alerts(chat) == [], "it was tried twice, which is the most; the ledger says in_doubt"


async def test_a_run_that_goes_on_reads_feeds_meanwhile_and_sends_when_telegram_is_back(world):
    await opened(world, ("harbour", "The Harbour Post"))
    user, chat = await subscribed(world)
    assert await world.stop() == 0
    await world.api.stop()
    world.publish("harbour", OFFER)
    await world.start()
    await world.polled(2)
    await world.until(lambda: world.queued() == 1)
    await world.api.start()
    await world.reads(chat, OFFER, 30)
    await user.says(chat, "/status")
    await world.until(lambda: len(chat.from_bot) > 2)
    await world.polled(2)
    assert len(alerts(chat)) == 1
    assert await world.stop() == 0
    assert "Traceback" not in world.said()


async def test_a_run_that_never_reaches_telegram_can_be_stopped(world):
    await world.outlet("harbour", "The Harbour Post")
    async with somebody_mute() as telegram:
        world.telegram = telegram
        await world.start()
        await world.polled(2)
        assert await world.stop() == 0
    assert "Traceback" not in world.said()
