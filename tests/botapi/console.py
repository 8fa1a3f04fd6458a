"""The server as a program driven by JSON lines: one command a line comes in, one event a line goes out.

Every command has `do` and may have `id`, which its event repeats. Commands are listed in README.md.
"""

import asyncio
import json
import sys
from collections.abc import Awaitable, Callable
from typing import Any

from . import faults
from .api import BotApi
from .calls import Call
from .model import Chat, Json, Message
from .people import User

Command = Callable[[Json], Awaitable[object]]
FAULTS = (
    "forbidden", "refused", "chat_not_found", "flood", "migrated", "unauthorized", "server_error", "stall", "drop",
    "slow",
)  # fmt: skip


class Console:
    """Turns commands into calls of the driver."""

    def __init__(self, api: BotApi, emit: Callable[[Json], None], *, calls: bool = True) -> None:
        self._api = api
        self._emit = emit
        if calls:
            api.calls.on_answer = self._show_call

    def ready(self) -> None:
        """The first event: where the server is."""
        self._emit({"event": "ready", "url": self._api.url, "token": self._api.token})

    async def run(self, line: str) -> bool:
        """Do one command; False after `stop`."""
        name: object = None
        try:
            asked = json.loads(line)
            name = asked.get("id")
            if asked["do"] == "stop":
                return False
            result = await self._command(asked["do"])(asked)
            self._emit({"event": "done", "id": name, "result": result})
        except (ValueError, LookupError, TypeError, AttributeError, TimeoutError) as error:
            self._emit({"event": "error", "id": name, "error": f"{type(error).__name__}: {error}"})
        return True

    def _command(self, name: str) -> Command:
        command: Command | None = getattr(self, f"_do_{name}", None)
        if command is None:
            raise ValueError(f"unknown command {name!r}")
        return command

    def _show_call(self, call: Call) -> None:
        if call["method"] != "getUpdates":
            self._emit({"event": "call", **call})

    def _user(self, asked: Json) -> User:
        account = self._api.world.accounts[asked["user"]]
        if not isinstance(account, User):
            raise TypeError(f"{account!r} is no user")
        return account

    def _chat(self, asked: Json) -> Chat:
        return self._api.world.chats[asked["chat"]]

    def _message(self, asked: Json) -> Message:
        chat = self._chat(asked)
        if "message" not in asked:
            return chat.last
        found = chat.message(asked["message"])
        if found is None:
            raise LookupError(f"no message {asked['message']} in {chat!r}")
        return found

    async def _do_user(self, asked: Json) -> int:
        return self._api.user(asked["name"], language=asked.get("language"), id=asked.get("user")).id

    async def _do_chat(self, asked: Json) -> int:
        known = self._api.world.accounts
        options: dict[str, Any] = {name: [known[one] for one in asked.get(name, [])] for name in ("admins", "members")}
        options |= {name: asked[name] for name in ("bot", "forum", "username") if name in asked}
        make: dict[str, Callable[..., Chat]] = {
            "group": self._api.group,
            "supergroup": self._api.supergroup,
            "channel": self._api.channel,
        }
        return make[asked["kind"]](asked.get("title", asked["kind"].title()), **options).id

    async def _do_topic(self, asked: Json) -> int:
        return self._api.topic(self._chat(asked), asked["name"]).id

    async def _do_says(self, asked: Json) -> int:
        chat = self._chat(asked)
        where = chat.topics[asked["topic"]] if "topic" in asked else chat
        return (await self._user(asked).says(where, asked["text"], anonymous=asked.get("anonymous", False))).id

    async def _do_taps(self, asked: Json) -> str:
        return (await self._user(asked).taps(self._message(asked), asked["button"])).question.id

    async def _do_inline(self, asked: Json) -> str:
        return (await self._user(asked).asks_inline(asked["query"])).question.id

    async def _do_act(self, asked: Json) -> None:
        """Any change of membership: {"do": "act", "user": 1, "what": "removes_bot", "chat": -5001}."""
        action = getattr(self._user(asked), asked["what"])
        await (action(self._chat(asked)) if "chat" in asked else action())

    async def _do_migrate(self, asked: Json) -> int:
        return self._api.migrate(self._chat(asked)).id

    async def _do_fail(self, asked: Json) -> None:
        if asked["fault"] not in FAULTS:
            raise ValueError(f"unknown fault {asked['fault']!r}; there are {', '.join(FAULTS)}")
        fault = getattr(faults, asked["fault"])(*asked.get("args", []))
        when = {name: asked[name] for name in ("chat", "times", "skip", "contains") if name in asked}
        self._api.fail(asked["method"], fault, **when)

    async def _do_heal(self, _asked: Json) -> None:
        self._api.heal()

    async def _do_rates(self, asked: Json) -> dict[str, int]:
        self._api.rates.enabled = asked.get("enabled", self._api.rates.enabled)
        return self._api.rates.violations

    async def _do_down(self, _asked: Json) -> None:
        await self._api.stop()

    async def _do_up(self, _asked: Json) -> None:
        await self._api.start()

    async def _do_messages(self, asked: Json) -> list[Json]:
        return [
            {"id": message.id, "from_bot": message.from_bot, "html": message.html, "buttons": message.buttons}
            for message in self._chat(asked).messages
        ]

    async def _do_calls(self, asked: Json) -> int:
        """The number of calls, of one method if it is named."""
        return len(self._api.calls.of(asked["method"]) if "method" in asked else self._api.calls)


def write_event(event: Json) -> None:
    """One line on standard output."""
    print(json.dumps(event, ensure_ascii=False, default=str), flush=True)


async def serve(api: BotApi, *, calls: bool) -> None:
    """Run the console on standard input until it ends or says stop."""
    reader = asyncio.StreamReader()
    loop = asyncio.get_running_loop()
    await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(reader), sys.stdin)
    async with api:
        console = Console(api, write_event, calls=calls)
        console.ready()
        while line := (await reader.readline()).decode():
            if line.strip() and not await console.run(line):
                return
