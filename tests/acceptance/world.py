"""A small world for stories told in time: outlets that publish over HTTP, the bot as a real process, and Telegram.

world.outlet("harbour", "The Harbour Post")
await world.start()
await world.publish("harbour", "Mediators propose a ten-day pause")
"""

import asyncio
import html
import itertools
import os
import signal
import sys
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import format_datetime
from pathlib import Path
from typing import Any, Self

from aiohttp import web

from tests.botapi.api import BotApi
from tests.botapi.model import Chat

ROOT = Path(__file__).parents[2]
TOPIC = """
[[topic]]
id = "gaza-truce"
name = "Gaza truce talks"
terms = ["ceasefire", "truce", "hostages", "captives", "prisoners", "talks", "mediators"]
places = ["Gaza", "Doha", "Cairo"]
actors = [
  { id = "hamas", names = ["Hamas"], role = "party" },
  { id = "israel", names = ["Israel", "Israeli"], role = "party" },
  { id = "qatar", names = ["Qatar"], role = "mediator" },
  { id = "egypt", names = ["Egypt", "Egyptian"], role = "mediator" },
]

[polling]
allow_loopback = true
contact = "tests@feeds.example"
"""


@dataclass(slots=True)
class Entry:
    """One item as the outlet serves it; change it and the feed changes."""

    title: str
    summary: str
    link: str
    guid: str
    published: datetime


@dataclass(slots=True)
class Outlet:
    """An outlet's feed on an address of its own. `broken` is (status, body) while the feed does not work."""

    id: str
    name: str
    address: str
    entries: list[Entry] = field(default_factory=list)
    broken: tuple[int, str] | None = None
    asked: int = 0
    url: str = ""
    port: int = 0

    def xml(self) -> str:
        """The feed as RSS 2.0."""
        items = "".join(
            f"<item><title>{html.escape(one.title)}</title><description>{html.escape(one.summary)}</description>"
            f"<link>{html.escape(one.link)}</link><guid isPermaLink='false'>{html.escape(one.guid)}</guid>"
            f"<pubDate>{format_datetime(one.published)}</pubDate></item>"
            for one in reversed(self.entries)
        )
        return f"<rss version='2.0'><channel><title>{self.name}</title>{items}</channel></rss>"

    async def answer(self, request: web.Request) -> web.Response:
        """Serve the feed, or what is wrong with it."""
        self.asked += 1
        if self.broken:
            return web.Response(status=self.broken[0], text=self.broken[1], content_type="text/html")
        tag = f'"{abs(hash(self.xml()))}"'
        if request.headers.get("If-None-Match") == tag:
            return web.Response(status=304, headers={"ETag": tag})
        return web.Response(text=self.xml(), content_type="application/rss+xml", headers={"ETag": tag})


class World:
    """The stage of one story. Use it as an async context manager."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.api = BotApi()
        self.outlets: dict[str, Outlet] = {}
        self.log = folder / "bot.log"
        self._process: asyncio.subprocess.Process | None = None
        self._runners: list[web.AppRunner] = []
        self._number = itertools.count(1)

    async def __aenter__(self) -> Self:
        await self.api.start()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.stop()
        for runner in self._runners:
            await runner.cleanup()
        await self.api.stop()

    async def outlet(self, name: str, title: str) -> Outlet:
        """Open an outlet's feed, empty, on its own loopback address."""
        outlet = Outlet(name, title, f"127.0.0.{len(self.outlets) + 21}")
        app = web.Application()
        app.router.add_get("/feed", outlet.answer)
        runner = web.AppRunner(app)
        await runner.setup()
        self._runners.append(runner)
        site = web.TCPSite(runner, outlet.address, 0)
        await site.start()
        outlet.port = runner.addresses[0][1]
        outlet.url = f"http://{outlet.address}:{outlet.port}/feed"
        self.outlets[name] = outlet
        return outlet

    def publish(self, outlet: str, title: str, summary: str = "", *, link: str | None = None) -> Entry:
        """Let an outlet publish a report now."""
        number = next(self._number)
        entry = Entry(
            title, summary, link or f"https://{outlet}.example/news/{number}", f"{outlet}-{number}", datetime.now(UTC)
        )
        self.outlets[outlet].entries.append(entry)
        return entry

    async def start(self, *arguments: str, token: str | None = None) -> None:
        """Start the bot as a process of its own."""
        config = self.folder / "feeds.toml"
        sources = "".join(
            f'[[source]]\nid = "{one.id}"\noutlet = "{one.name}"\nurl = "{one.url}"\ninterval_minutes = 0.005\n'
            for one in self.outlets.values()
        )
        config.write_text(TOPIC + sources, encoding="utf-8")
        with self.log.open("ab") as log:
            self._process = await asyncio.create_subprocess_exec(
                sys.executable, "-m", "bot", "run", *arguments,
                cwd=ROOT, env=self._environment(token or self.api.token), stdin=asyncio.subprocess.DEVNULL,
                stdout=log, stderr=log,
            )  # fmt: skip

    def _environment(self, token: str) -> dict[str, str]:
        return {
            **{key: value for key, value in os.environ.items() if not key.startswith(("BOT_", "TELEGRAM_"))},
            "TELEGRAM_BOT_TOKEN": token,
            "TELEGRAM_API_BASE_URL": self.api.url,
            "BOT_DB": str(self.folder / "bot.db"),
            "BOT_CONFIG": str(self.folder / "feeds.toml"),
        }

    async def stop(self, how: signal.Signals = signal.SIGTERM) -> int | None:
        """Stop the bot; its exit code."""
        process, self._process = self._process, None
        if process is None:
            return None
        if process.returncode is None:
            process.send_signal(how)
        return await asyncio.wait_for(process.wait(), 15)

    async def ended(self) -> int:
        """Wait for the bot to end by itself; its exit code."""
        assert self._process is not None
        return await asyncio.wait_for(self._process.wait(), 15)

    async def polled(self, times: int = 2) -> None:
        """Wait until every working feed was asked some more times, so that what was published has been read."""
        goal = {name: one.asked + times for name, one in self.outlets.items() if not one.broken}
        await self.until(lambda: all(self.outlets[name].asked >= asked for name, asked in goal.items()))

    async def until(self, condition: Any, seconds: float = 20) -> None:
        """Wait for a condition; on failure show the bot's log."""
        try:
            async with asyncio.timeout(seconds):
                while not condition():  # noqa: ASYNC110 (another process is watched)
                    await asyncio.sleep(0.02)
        except TimeoutError:
            log = self.log.read_text(encoding="utf-8")[-3000:] if self.log.exists() else ""
            raise AssertionError(f"it did not come to pass; the bot's log:\n{log}") from None

    async def reads(self, chat: Chat, text: str, seconds: float = 20) -> str:
        """Wait until the chat holds a message of the bot with this text in it; the whole message."""
        await self.until(lambda: any(text in one for one in bot_texts(chat)), seconds)
        return next(one for one in bot_texts(chat) if text in one)


def bot_texts(chat: Chat) -> list[str]:
    """What the bot said in a chat, as now visible, oldest first."""
    return [message.text for message in chat.from_bot]
