"""Faults strike where and as often as planned, before or after the call had its effect."""

import asyncio

import aiohttp
import pytest
from tests.botapi import BotApi, User, faults


async def test_each_official_403(api: BotApi, ada: User, call) -> None:
    for reason, text in faults.FORBIDDEN_TEXTS.items():
        api.fail("sendMessage", faults.forbidden(reason))
        answer = await call("sendMessage", chat_id=ada.id, text="x")
        assert (answer["error_code"], answer["description"]) == (403, f"Forbidden: {text}")
    assert api.private(ada).messages == []


@pytest.mark.parametrize(
    ("fault", "code", "description", "parameters"),
    [
        (faults.chat_not_found(), 400, "Bad Request: chat not found", None),
        (faults.flood(7), 429, "Too Many Requests: retry after 7", {"retry_after": 7}),
        (
            faults.migrated(-100_1),
            400,
            "Bad Request: group chat was upgraded to a supergroup chat",
            {"migrate_to_chat_id": -1001},
        ),
        (faults.server_error(500), 500, "Internal Server Error", None),
        (faults.unauthorized(), 401, "Unauthorized", None),
        (faults.refused("message thread not found"), 400, "Bad Request: message thread not found", None),
    ],
)
async def test_refusals(api: BotApi, ada: User, call, fault, code, description, parameters) -> None:
    api.fail("sendMessage", fault)
    answer = await call("sendMessage", chat_id=ada.id, text="x")
    assert (answer["error_code"], answer["description"]) == (code, description)
    assert answer.get("parameters") == parameters
    assert (await call("sendMessage", chat_id=ada.id, text="x"))["ok"], "once by default"


async def test_a_proxys_error_page_is_no_json(api: BotApi, ada: User) -> None:
    api.fail("sendMessage", faults.server_error(502, as_json=False))
    async with aiohttp.ClientSession() as session:
        body = {"chat_id": ada.id, "text": "x"}
        async with session.post(f"{api.base_url}{api.token}/sendMessage", json=body) as response:
            assert (response.status, response.content_type) == (502, "text/html")
            assert "Bad Gateway" in await response.text()
    assert api.calls[-1]["answer"]["error_code"] == 502


async def test_an_error_after_the_message_was_taken(api: BotApi, ada: User, call) -> None:
    api.fail("sendMessage", faults.server_error(500, when="after"))
    assert (await call("sendMessage", chat_id=ada.id, text="x"))["error_code"] == 500
    assert [message.text for message in api.private(ada).messages] == ["x"]


@pytest.mark.parametrize(("when", "kept"), [("before", 0), ("after", 1)])
async def test_dropped_connections(api: BotApi, ada: User, call, when, kept) -> None:
    api.fail("sendMessage", faults.drop(when))
    with pytest.raises(aiohttp.ClientConnectionError):
        await call("sendMessage", chat_id=ada.id, text="x")
    assert len(api.private(ada).messages) == kept
    assert api.calls[-1]["answer"] is None


async def test_a_stall_keeps_the_message_and_never_answers(api: BotApi, ada: User, call) -> None:
    api.fail("sendMessage", faults.stall())
    with pytest.raises(TimeoutError):
        await asyncio.wait_for(call("sendMessage", chat_id=ada.id, text="x"), 0.2)
    assert len(api.private(ada).messages) == 1
    assert api.calls[-1]["answer"] is None


async def test_a_slow_answer_comes_late(api: BotApi, ada: User, call) -> None:
    api.fail("sendMessage", faults.slow(0.2))
    pending = asyncio.create_task(call("sendMessage", chat_id=ada.id, text="x"))
    await api.wait_for(lambda: api.private(ada).messages)
    assert not pending.done()
    assert (await pending)["ok"]


async def test_where_and_how_often(api: BotApi, ada: User, call) -> None:
    eve = api.user("Eve")
    plan = api.fail("send*", faults.flood(), chat=api.private(eve), times=2, skip=1, contains="hot")

    async def send(user: User, text: str) -> bool:
        return (await call("sendMessage", chat_id=user.id, text=text))["ok"]

    assert await send(ada, "hot")
    assert await send(eve, "cold")
    assert [await send(eve, "hot") for _ in range(4)] == [True, False, False, True]
    assert plan.used == 2


async def test_always_until_healed(api: BotApi, ada: User, call) -> None:
    api.fail("*", faults.server_error(), times=None)
    assert [(await call("sendMessage", chat_id=ada.id, text="x"))["ok"] for _ in range(3)] == [False] * 3
    assert (await call("getUpdates"))["ok"], "* spares getUpdates"
    api.heal()
    assert (await call("sendMessage", chat_id=ada.id, text="x"))["ok"]


async def test_down_and_up_again(api: BotApi, ada: User, call) -> None:
    await call("sendMessage", chat_id=ada.id, text="before")
    url = api.url
    await api.stop()
    with pytest.raises(aiohttp.ClientConnectionError):
        await call("sendMessage", chat_id=ada.id, text="lost")
    await api.start()
    assert api.url == url
    await call("sendMessage", chat_id=ada.id, text="after")
    assert api.private(ada).texts == ["before", "after"]
