# ruff: noqa: INP001
"""Pictures of the dialogs, drawn from what the bot really sent to the strict Bot API server of the tests.

    pip install pillow
    python docs/make_dialog_pictures.py            writes docs/pictures/dialog-*.png

Needs what make_pictures.py needs. The stories below are played against the program as it is; nothing is drawn by hand.
"""

import asyncio
import sys
import tempfile
from collections.abc import Awaitable, Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from PIL import Image, ImageDraw

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "docs")]

import make_pictures as base  # noqa: E402

from bot.chat.requests import Request  # noqa: E402
from bot.chat.wire.gate import Gate  # noqa: E402
from bot.chat.wire.sender import TelegramSender  # noqa: E402
from bot.core.alert.content import AlertContent  # noqa: E402
from bot.core.model import AlertId, ChatId  # noqa: E402
from bot.core.people.message import Message  # noqa: E402
from bot.core.people.pacing import UNPACED  # noqa: E402
from bot.demo.run import lived_through  # noqa: E402
from bot.settings import load_settings  # noqa: E402
from tests.acceptance.people.stage import Stage  # noqa: E402

BUTTON, BUTTON_INK, BUTTON_HEIGHT, SMALL = "#8fae94", "#ffffff", 62, 25
RIGHT_TO_LEFT_MARK = "\u200f"
THUMBS = {"👍": "▲", "👎": "▼"}  # the font has no thumbs


async def subscribed(stage: Stage, language: str) -> tuple[Any, Any]:
    """Somebody who has just tapped the first button."""
    stage.record("River Front offers to free ten captives", summary="The River Front said so on Tuesday.")
    user = stage.api.user("Ada", language=language)
    chat = stage.api.private(user)
    await stage.says(user, chat, "/start")
    return user, chat


async def start(stage: Stage) -> list[Any]:
    """The way in."""
    user, chat = await subscribed(stage, "en")
    first = chat.last
    shown = [(first.html, first.rows)]
    await stage.taps(user, first, "Get alerts")
    return [*shown, (first.html, first.rows)]


async def settings(stage: Stage) -> list[Any]:
    """All settings on one screen."""
    user, chat = await subscribed(stage, "en")
    for text in ("/subscribe", "/settings zone Europe/Paris", "/settings quiet 23:00-07:00", "/filter add captiv*"):
        await stage.says(user, chat, text)
    shown = await stage.says(user, chat, "/settings outlets -gazette 1")
    return [(shown.html, shown.rows)]


async def filtering(stage: Stage) -> list[Any]:
    """A filter tried before it is saved, and one with a mistake."""
    user, chat = await subscribed(stage, "en")
    for number in range(6):
        stage.record(f"Hill Council names {number + 2} captives", "lantern")
        stage.record(f"Lagoon sends envoys, round {number + 1}")
    await stage.says(user, chat, "/subscribe")
    wrong = await stage.says(user, chat, "/filter test captives) doha")
    tried = await stage.says(user, chat, "/filter test captives -river")
    return [(wrong.html, wrong.rows), (tried.html, tried.rows)]


async def arabic(stage: Stage) -> list[Any]:
    """The settings in Arabic."""
    user, chat = await subscribed(stage, "ar")
    await stage.says(user, chat, "/subscribe")
    shown = await stage.says(user, chat, "/settings quiet 23:00-07:00")
    return [(shown.html, shown.rows)]


async def pushed(stage: Stage) -> list[Any]:
    """Alerts and a correction in Arabic, sent as they are sent to a chat."""
    user, chat = await subscribed(stage, "ar")
    await stage.says(user, chat, "/subscribe")
    sender = TelegramSender(stage.bot.bot, Gate(UNPACED))
    golden = base.golden_cases()
    contents = dict([*golden.contents(), *golden.replies()])
    shown = []
    for number, name in enumerate(("three outlets, one claimant", "disputed by", "reply correction")):
        content = contents[name]
        alert = AlertId(f"{number:032x}") if isinstance(content, AlertContent) else None
        await sender.send(ChatId(chat.id), 0, Message(content=content, alert=alert, language="ar"))
        shown.append((chat.last.html, chat.last.rows))
    return shown


STORIES: dict[str, Callable[[Stage], Awaitable[list[Any]]]] = {
    "dialog-start": start,
    "dialog-settings": settings,
    "dialog-filter": filtering,
    "dialog-arabic": arabic,
    "alert-arabic": pushed,
}


def lines_of(html: str) -> list[tuple[bool, list[base.Run]]]:
    """Rows of a message, each with whether it runs from right to left."""
    rows: list[tuple[bool, list[base.Run]]] = []
    for line in html.split("\n"):
        rtl = line.startswith(RIGHT_TO_LEFT_MARK)
        parser = base.Runs()
        parser.feed(line.replace(RIGHT_TO_LEFT_MARK, "") if not rtl else line)
        parser.close()
        runs = parser.lines[0]
        if rtl:
            text = "".join(f"{base.ISOLATE}{run.text}{base.END}" if run.rtl else run.text for run in runs)
            runs = [base.Run(text.replace(RIGHT_TO_LEFT_MARK, ""), rtl=True)]
        inner = base.WIDTH - 2 * base.MARGIN - 2 * base.PADDING
        rows += [(rtl, row) for row in (base.wrapped(runs, inner) if runs else [[]])]
    return rows


def width_of(run: base.Run) -> float:
    """The pixels that a run takes where it is drawn."""
    if run.text.strip() in base.DOTS:
        return base.SIZE + 12
    return base.measure(replace(run, text=run.text.strip()) if run.rtl else run)


def draw_row(draw: ImageDraw.ImageDraw, x: float, y: float, row: list[base.Run], *, rtl: bool) -> None:
    """A row at its left upper corner; from right to left its first run, which may be the dot, stands last."""
    if not rtl:
        base.draw_row(draw, x, y, row)
        return
    for run in reversed(row):
        base.draw_row(draw, x + (12 if run.text.strip() in base.DOTS else 0), y, [run])
        x += width_of(run)


def height_of(rows: list[Any], keyboard: list[Any]) -> int:
    """The pixels a message takes with its buttons."""
    bubble = 2 * base.PADDING + base.LEADING * len(rows) - (base.LEADING - base.SIZE - 8)
    return bubble + len(keyboard) * (BUTTON_HEIGHT + 8)


def draw_buttons(draw: ImageDraw.ImageDraw, top: int, keyboard: list[Any]) -> None:
    """Rows of buttons below a message."""
    font = base.font(size=SMALL)
    for number, row in enumerate(keyboard):
        y = top + 8 + number * (BUTTON_HEIGHT + 8)
        width = (base.WIDTH - 2 * base.MARGIN - 8 * (len(row) - 1)) / len(row)
        for place, button in enumerate(row):
            x = base.MARGIN + place * (width + 8)
            draw.rounded_rectangle((x, y, x + width, y + BUTTON_HEIGHT), 16, fill=BUTTON)
            label = THUMBS.get(button["text"], button["text"])
            draw.text((x + width / 2, y + BUTTON_HEIGHT / 2), label, font=font, fill=BUTTON_INK, anchor="mm")


def picture(messages: list[Any]) -> Image.Image:
    """A piece of a chat with these messages and their buttons."""
    laid = [(lines_of(html), keyboard) for html, keyboard in messages]
    total = base.HEADER + sum(height_of(rows, keyboard) + base.GAP for rows, keyboard in laid) + base.GAP
    image = base.picture([]).resize((base.WIDTH, base.HEADER + base.GAP)).crop((0, 0, base.WIDTH, base.HEADER))
    canvas = Image.new("RGB", (base.WIDTH, total), base.WALLPAPER)
    canvas.paste(image, (0, 0))
    draw = ImageDraw.Draw(canvas)
    y = base.HEADER + base.GAP
    for rows, keyboard in laid:
        bottom = y + height_of(rows, [])
        draw.rounded_rectangle((base.MARGIN, y, base.WIDTH - base.MARGIN, bottom), base.RADIUS, fill=base.BUBBLE)
        for number, (rtl, row) in enumerate(rows):
            place = y + base.PADDING + base.LEADING * number - 4
            width = sum(width_of(run) for run in row)
            x = base.WIDTH - base.MARGIN - base.PADDING - width if rtl else base.MARGIN + base.PADDING
            draw_row(draw, x, place, row, rtl=rtl)
        draw_buttons(draw, bottom, keyboard)
        y = bottom + len(keyboard) * (BUTTON_HEIGHT + 8) + base.GAP
    return canvas


async def play(story: Callable[[Stage], Awaitable[list[Any]]]) -> list[Any]:
    """Play a story on a stage of its own."""
    with tempfile.TemporaryDirectory() as folder:
        async with Stage(Path(folder)) as stage:
            return await story(stage)


async def status() -> list[Any]:
    """The answer to /status at the end of the demo's week."""
    async with lived_through(load_settings(ROOT / "feeds.toml"), lambda _: None) as (bot, _):
        answer = await bot.commands.answer("status", Request(chat=ChatId(1)))
    assert answer is not None
    return [(answer.html, [[{"text": button.label} for button in row] for row in answer.rows])]


def main() -> None:
    """Draw all pictures."""
    picture(asyncio.run(status())).save(base.OUT / "status.png", optimize=True)
    for name, story in STORIES.items():
        picture(asyncio.run(play(story))).save(base.OUT / f"{name}.png", optimize=True)


if __name__ == "__main__":
    main()
