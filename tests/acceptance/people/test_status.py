"""The status in Telegram: buttons edit in place, files and pictures come as messages of their own."""

import struct
import zlib
from datetime import timedelta

import pytest

from bot.chat.commands import Commands
from bot.chat.wire.application import ALLOWED_UPDATES, build_application
from bot.chat.wire.buckets import Crowd, Rate
from tests.acceptance.people.stage import SOURCES, Stage


def tiny_png():
    def chunk(kind, body):
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    head = struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0\0")) + chunk(b"IEND", b"")


class Drawn(Stage):
    """A stage on which pictures are drawn."""

    async def start(self):
        async def draw(view, theme, words):
            return tiny_png()

        self.commands = Commands(
            store=self.store, topics=self.topics, sources=SOURCES, clock=lambda: self.now, picture=draw
        )
        self.bot = build_application(
            self.api.token, self.api.url, self.commands,
            crowd=Crowd(Rate(burst=10_000, per_second=1000), Rate(burst=10_000, per_second=1000)),
        )  # fmt: skip
        await self.bot.initialize()
        await self.bot.start()
        await self.bot.updater.start_polling(allowed_updates=list(ALLOWED_UPDATES), poll_interval=0)


@pytest.fixture
async def stage(tmp_path):
    async with Drawn(tmp_path) as up:
        up.record("River Front and Hill Council agree to truce, Lagoon says", ago=timedelta(hours=30), importance=1)
        up.record("River Front accuses Hill Council of violating truce", ago=timedelta(hours=2), importance=1)
        up.record("Lagoon gives River Front until Friday to answer", ago=timedelta(hours=1))
        yield up


async def test_the_status_is_one_message_that_its_buttons_change(stage):
    ada = stage.api.user("Ada")
    chat = stage.api.private(ada)
    status = await stage.says(ada, chat, "/status")
    assert "Truce: agreed" in status.text
    before = status.text
    for label, part in (("Positions", "latest positions"), ("‹ Status", before), ("Sources", "sources:"),
                        ("‹ Status", before), ("Deadlines", "until Friday"), ("‹ Status", before), ("Refresh", before)):  # fmt: skip
        await stage.taps(ada, status, label)
        assert part in status.text, label
    assert len(chat.from_bot) == 1


async def test_a_calendar_and_a_picture_come_beside_it(stage):
    ada = stage.api.user("Ada")
    chat = stage.api.private(ada)
    status = await stage.says(ada, chat, "/status")
    await stage.taps(ada, status, "Deadlines")
    await stage.taps(ada, status, "As a calendar file")
    timeline = await stage.says(ada, chat, "/timeline")
    await stage.taps(ada, timeline, "As a picture")
    sent = [call["method"] for call in stage.api.calls if call["method"].startswith("send")]
    assert sent == ["sendMessage", "sendDocument", "sendMessage", "sendPhoto"]


async def test_a_search_turns_its_pages_in_place(stage):
    for number in range(12):
        stage.record(f"Truce bulletin number {number} of Lagoon")
    ada = stage.api.user("Ada")
    chat = stage.api.private(ada)
    found = await stage.says(ada, chat, "/search bulletin")
    assert "1 to 5 of 12" in found.text
    await stage.taps(ada, found, "More")
    assert "6 to 10 of 12" in found.text
    assert len(chat.from_bot) == 1
