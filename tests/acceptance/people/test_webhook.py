"""Updates by webhook, on the bot's own HTTP server: the secret is checked, nothing is taken twice."""

import io
import json

import aiohttp
import pytest
from aiohttp import web

from bot.chat.wire.webhook import SECRET_HEADER, Webhook
from bot.web.hook import add_webhook
from bot.web.server import serving
from tests.acceptance.people.stage import Stage

SECRET = "a-secret-of-the-tests_1"


class Hooked(Stage):
    """A stage whose bot is brought its updates."""

    async def start(self):
        await super().start()
        await self.bot.updater.stop()
        self.hook = Webhook(self.bot, SECRET)
        application = web.Application()
        add_webhook(application, "/telegram", self.hook.take)
        self.server = serving(application, "127.0.0.1", 0)
        self.url = f"{await self.server.__aenter__()}/telegram"

    async def stop(self):
        await self.server.__aexit__(None, None, None)
        await self.bot.stop()
        await self.bot.shutdown()

    async def posts(self, body, secret=SECRET):
        headers = {} if secret is None else {SECRET_HEADER: secret}
        async with (
            aiohttp.ClientSession() as session,
            session.post(self.url, data=io.BytesIO(body.encode()), headers=headers) as response,
        ):
            return response.status


@pytest.fixture
async def stage(tmp_path):
    async with Hooked(tmp_path) as one:
        yield one


def update(number, user, text="/privacy"):
    chat = {"id": user.id, "type": "private", "first_name": "Ada"}
    entities = [{"type": "bot_command", "offset": 0, "length": len(text)}]
    message = {"message_id": 5, "date": 1, "chat": chat, "text": text, "entities": entities,
               "from": {"id": user.id, "is_bot": False, "first_name": "Ada"}}  # fmt: skip
    return json.dumps({"update_id": number, "message": message})


async def test_telegram_brings_updates_and_people_are_answered(stage):
    await stage.hook.announce(stage.url)
    told = stage.api.calls.of("setWebhook")[-1]["params"]
    assert told["secret_token"] == SECRET
    ada = stage.api.user("Ada")
    chat = stage.api.private(ada)
    screen = await stage.says(ada, chat, "/subscribe")
    await stage.taps(ada, screen, "All settings")
    assert "Level: default" in screen.text
    assert not stage.api.calls.violations


@pytest.mark.parametrize("secret", [None, "", "wrong", SECRET + "x", SECRET[:-1], "ü", "x" * 300])
async def test_who_does_not_know_the_secret_is_refused(stage, secret):
    ada = stage.api.user("Ada")
    assert await stage.posts(update(1, ada), secret) == 403
    await stage.settled()
    assert stage.api.private(ada).from_bot == []


async def test_an_update_that_is_brought_twice_is_answered_once(stage):
    ada = stage.api.user("Ada")
    assert [await stage.posts(update(7, ada)) for _ in range(3)] == [200, 200, 200]
    await stage.settled()
    assert len(stage.api.private(ada).from_bot) == 1


@pytest.mark.parametrize(
    ("body", "status"),
    [("", 400), ("{", 400), ("[1]", 400), ("3", 400), ("x" * 1_100_000, 413), ('{"update_id": 1}', 200)],
)
async def test_what_is_no_update_is_refused(stage, body, status):
    assert await stage.posts(body) == status


async def test_an_update_that_cannot_be_read_is_dropped_and_the_next_is_answered(stage, caplog):
    ada = stage.api.user("Ada")
    assert await stage.posts('{"update_id": 3, "message": {"message_id": 5}}') == 200
    assert "an update that cannot be read was dropped" in caplog.text
    assert await stage.posts(update(4, ada)) == 200
    await stage.settled()
    assert len(stage.api.private(ada).from_bot) == 1


async def test_nothing_but_posts(stage):
    async with aiohttp.ClientSession() as session, session.get(stage.url) as response:
        assert response.status == 405
