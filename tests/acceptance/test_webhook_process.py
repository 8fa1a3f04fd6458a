"""The bot as a process that is brought its updates: BOT_WEBHOOK_URL on its one HTTP server, the secret checked."""

import json
import socket

import aiohttp
import pytest

from bot.chat.wire.webhook import SECRET_HEADER
from tests.acceptance.world import World, bot_texts
from tests.botapi import faults

HOST = "127.0.0.8"
SECRET = "a-secret-of-the-tests_2"


class Hooked(World):
    """A world whose bot listens."""

    def __init__(self, folder):
        super().__init__(folder)
        with socket.socket() as one:
            one.bind((HOST, 0))
            self.port = one.getsockname()[1]

    @property
    def url(self):
        return f"http://{HOST}:{self.port}/brought-to-us"

    def _environment(self, token):
        listening = {"BOT_HTTP": f"{HOST}:{self.port}", "BOT_WEBHOOK_URL": self.url, "BOT_WEBHOOK_SECRET": SECRET}
        return {**super()._environment(token), **listening}

    async def posts(self, update, secret):
        headers = {} if secret is None else {SECRET_HEADER: secret}
        body = json.dumps(update)
        async with aiohttp.ClientSession() as session, session.post(self.url, data=body, headers=headers) as response:
            return response.status


@pytest.fixture
async def world(tmp_path):
    async with Hooked(tmp_path) as one:
        await one.outlet("harbour", "The Harbour Post")
        await one.start()
        await one.until(lambda: one.api.calls.of("setWebhook"))
        yield one


def forged(user):
    chat = {"id": user.id, "type": "private", "first_name": "Ada"}
    return {
        "update_id": 1,
        "message": {
            "message_id": 5, "date": 1, "chat": chat, "text": "/privacy",
            "entities": [{"type": "bot_command", "offset": 0, "length": 8}],
            "from": {"id": user.id, "is_bot": False, "first_name": "Ada"},
        },
    }  # fmt: skip


async def test_updates_are_brought_to_the_process_and_only_with_the_secret(world):
    told = world.api.calls.of("setWebhook")[-1]["params"]
    assert (told["url"], told["secret_token"]) == (world.url, SECRET)
    ada, eve = world.api.user("Ada"), world.api.user("Eve")
    chat, nobodys = world.api.private(ada), world.api.private(eve)
    for secret in (None, "wrong", SECRET[:-1]):
        assert await world.posts(forged(eve), secret) == 403
    await ada.says(chat, "/subscribe")
    await world.reads(chat, "Subscribed to Gaza truce talks")
    await ada.taps(chat.last, "All settings")
    await world.until(lambda: any("Level: default" in text for text in bot_texts(chat)))
    assert bot_texts(nobodys) == []
    assert await world.posts(forged(eve), SECRET) == 200
    await world.until(lambda: bot_texts(nobodys))
    assert not world.api.calls.of("getUpdates")
    assert not world.api.calls.violations
    assert await world.stop() == 0
    log = world.log.read_text(encoding="utf-8")
    assert SECRET not in log
    assert world.api.token not in log


async def test_an_address_that_telegram_does_not_take_ends_the_run_with_2(tmp_path):
    async with Hooked(tmp_path) as one:
        await one.outlet("harbour", "The Harbour Post")
        one.api.fail("setWebhook", faults.refused("bad webhook: a public address is needed"), times=None)
        await one.start()
        assert await one.ended() == 2
        log = one.log.read_text(encoding="utf-8")
        assert "trucewire: BOT_WEBHOOK_URL: Telegram does not take it: " in log
        assert "a public address is needed" in log
        assert "Traceback" not in log
