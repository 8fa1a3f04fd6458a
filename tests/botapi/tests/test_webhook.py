"""Updates by webhook: the secret, the order, and another try after a refusal."""

from collections.abc import AsyncIterator
from typing import Any

import pytest
from aiohttp import web
from tests.botapi import BotApi, User


class Hook:
    """A bot's endpoint."""

    def __init__(self) -> None:
        self.got: list[dict[str, Any]] = []
        self.secrets: set[str | None] = set()
        self.status = 200
        self.url = ""

    async def take(self, request: web.Request) -> web.Response:
        self.secrets.add(request.headers.get("X-Telegram-Bot-Api-Secret-Token"))
        if self.status == 200:
            self.got.append(await request.json())
        return web.Response(status=self.status)


@pytest.fixture
async def hook() -> AsyncIterator[Hook]:
    made = Hook()
    app = web.Application()
    app.router.add_post("/hook", made.take)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    made.url = f"http://127.0.0.1:{runner.addresses[0][1]}/hook"
    yield made
    await runner.cleanup()


async def test_updates_come_with_the_secret_and_again_after_a_refusal(api: BotApi, ada: User, call, hook: Hook) -> None:
    await ada.says(api.private(ada), "before")
    assert (await call("setWebhook", url=hook.url, secret_token="s-1"))["ok"]
    await api.wait_for(lambda: hook.got)
    hook.status = 500
    await ada.says(api.private(ada), "during")
    await api.wait_for(lambda: api.world.webhook.get("last_error_message"))
    info = (await call("getWebhookInfo"))["result"]
    assert (info["pending_update_count"], info["url"]) == (1, hook.url)
    assert "500" in info["last_error_message"]
    hook.status = 200
    await api.wait_for(lambda: len(hook.got) == 2)
    assert [update["message"]["text"] for update in hook.got] == ["before", "during"]
    assert hook.secrets == {"s-1"}

    conflict = await call("getUpdates")
    assert conflict["error_code"] == 409
    assert "can't use getUpdates method while webhook is active" in conflict["description"]
    assert (await call("deleteWebhook"))["ok"]
    assert (await call("getUpdates"))["ok"]


@pytest.mark.parametrize(
    ("params", "words"),
    [
        ({"url": "http://bot.example/hook"}, "An HTTPS URL must be provided for webhook"),
        ({"url": "https://bot.example:8081/hook"}, "ports 80, 88, 443 or 8443"),
        ({"url": "https://bot.example/hook", "secret_token": "not this!"}, "unallowed characters"),
    ],
)
async def test_refused_webhooks(call, params, words) -> None:
    assert words in (await call("setWebhook", **params))["description"]
