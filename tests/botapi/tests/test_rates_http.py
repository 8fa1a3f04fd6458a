"""Rates over HTTP: parameters, header, and edits that count."""

import aiohttp
from tests.botapi import BotApi, User


async def test_edits_count_and_the_wait_is_told_twice(api: BotApi, ada: User, call, clock) -> None:
    api.rates.enabled = True
    sent = await call("sendMessage", chat_id=ada.id, text="one")
    message_id = sent["result"]["message_id"]
    async with aiohttp.ClientSession() as session:
        edit = {"chat_id": ada.id, "message_id": message_id, "text": "two"}
        async with session.post(f"{api.base_url}{api.token}/editMessageText", json=edit) as response:
            assert response.status == 429
            assert response.headers["Retry-After"] == "1"
            assert (await response.json())["parameters"] == {"retry_after": 1}
    clock.now += 1
    assert (await call("editMessageText", **edit))["ok"]
    assert api.rates.violations["private"] == 1
    assert [message.text for message in api.private(ada).messages] == ["two"]


async def test_a_refused_call_does_not_use_up_the_rate(api: BotApi, ada: User, call) -> None:
    api.rates.enabled = True
    assert not (await call("sendMessage", chat_id=ada.id))["ok"]
    assert (await call("sendMessage", chat_id=ada.id, text="x"))["ok"]
