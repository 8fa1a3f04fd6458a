"""The server as a program of its own."""

import asyncio
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import aiohttp
from tests.botapi import BotApi
from tests.botapi.console import Console

from tests import botapi

ROOT = Path(botapi.__file__).parents[2]


async def start(*options: str) -> asyncio.subprocess.Process:
    pipe = asyncio.subprocess.PIPE
    command = (sys.executable, "-m", "tests.botapi", *options)
    return await asyncio.create_subprocess_exec(*command, cwd=ROOT, stdin=pipe, stdout=pipe)


async def event(process: asyncio.subprocess.Process) -> dict[str, Any]:
    assert process.stdout
    read: dict[str, Any] = json.loads(await asyncio.wait_for(process.stdout.readline(), 20))
    return read


async def tell(process: asyncio.subprocess.Process, **command: Any) -> dict[str, Any]:
    assert process.stdin
    process.stdin.write(json.dumps(command).encode() + b"\n")
    return await event(process)


async def test_a_process_that_is_driven_by_lines(tmp_path: Path) -> None:
    process = await start("--token", "42:process", "--log", str(tmp_path / "calls.jsonl"))
    ready = await event(process)
    assert ready["event"] == "ready"
    assert (await tell(process, do="user", name="Ada", id=1)) == {"event": "done", "id": 1, "result": 1001}
    async with aiohttp.ClientSession() as session:
        body = {"chat_id": 1001, "text": "<b>x</b>", "parse_mode": "HTML"}
        async with session.post(f"{ready['url']}/bot42:process/sendMessage", json=body) as response:
            assert response.status == 200
    called = await event(process)
    assert (called["event"], called["method"], called["params"]) == ("call", "sendMessage", body)
    seen = await tell(process, do="messages", chat=1001)
    assert seen["result"] == [{"id": 1, "from_bot": True, "html": "<b>x</b>", "buttons": []}]
    assert process.stdin
    process.stdin.close()
    assert await asyncio.wait_for(process.wait(), 20) == 0
    assert json.loads((tmp_path / "calls.jsonl").read_text("utf-8"))["method"] == "sendMessage"


async def test_every_command(api: BotApi, call: Callable[..., Any]) -> None:
    events: list[dict[str, Any]] = []
    console = Console(api, events.append, calls=False)

    async def do(**command: Any) -> Any:
        assert await console.run(json.dumps(command))
        return events[-1]["result"] if events[-1]["event"] == "done" else events[-1]["error"]

    ada = await do(do="user", name="Ada", user=7)
    forum = await do(do="chat", kind="supergroup", forum=True, members=[ada], admins=[])
    topic = await do(do="topic", chat=forum, name="News")
    await do(do="says", user=ada, chat=forum, topic=topic, text="/status")
    group = await do(do="chat", kind="group", members=[ada])
    supergroup = await do(do="migrate", chat=group)
    await do(do="act", user=ada, what="removes_bot", chat=supergroup)
    kinds = [list(update)[1] for update in api.updates.pending]
    assert kinds == ["message", "message", "message", "my_chat_member"]

    markup = {"inline_keyboard": [[{"text": "a", "callback_data": "b"}]]}
    await call("sendMessage", chat_id=ada, text="x", reply_markup=markup)
    await do(do="taps", user=ada, chat=ada, button="a")
    await do(do="inline", user=ada, query="q")
    assert [list(update)[1] for update in api.updates.pending][-2:] == ["callback_query", "inline_query"]

    await do(do="fail", method="sendMessage", fault="flood", args=[3], chat=ada)
    assert (await call("sendMessage", chat_id=ada, text="x"))["parameters"] == {"retry_after": 3}
    await do(do="heal")
    assert (await do(do="rates", enabled=True))["private"] == 0
    assert api.rates.enabled
    assert await do(do="calls", method="sendMessage") == 2
    await do(do="down")
    assert not api.server.running
    await do(do="up")
    assert api.server.running
    assert "unknown command" in await do(do="dance")
    assert "unknown fault" in await do(do="fail", method="x", fault="__class__")
    assert "KeyError" in await do(do="says", user=1)
    assert not await console.run('{"do": "stop"}')
