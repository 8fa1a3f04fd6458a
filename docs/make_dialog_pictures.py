# ruff: noqa: INP001
"""Pictures of the dialogs, drawn from what the bot really sent to the strict Bot API server of the tests.

    pip install pillow
    python docs/make_dialog_pictures.py            writes docs/pictures/dialog-*.png, status.png, timeline-*.png

Needs what make_pictures.py needs, and the extra "pictures". The stories below are played against the program as it is;
nothing is drawn by hand.
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

from bot.chat.commands import Commands  # noqa: E402
from bot.chat.languages import words  # noqa: E402
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


TIMELINES = {  # language, button
    "timeline-light": ("en", "As a picture"),
    "timeline-dark": ("en", "Dark"),
    "timeline-arabic": ("ar", "As a picture"),
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
            bare = [replace(run, text=run.text.replace(RIGHT_TO_LEFT_MARK, "")) for run in runs]
            runs = [replace(run, rtl=True, apart=run.rtl) for run in bare if run.text]
        inner = base.WIDTH - 2 * base.MARGIN - 2 * base.PADDING
        rows += [(rtl, row) for row in (base.wrapped(runs, inner) if runs else [[]])]
    return rows


def draw_back(draw: ImageDraw.ImageDraw, right: float, y: float, row: list[base.Run]) -> None:
    """A row from its right upper corner on: each run stands left of the one before it, with the spaces around it."""
    for run in row:
        bare = replace(run, text=run.text.strip())
        space = base.FONTS[run.bold].getlength(" ")
        right -= space * (len(run.text) - len(run.text.lstrip()))
        right -= 26 if bare.text in base.DOTS else base.measure(bare)
        base.draw_row(draw, right, y, [bare])
        right -= space * (len(run.text) - len(run.text.rstrip()))


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
            if rtl:
                draw_back(draw, base.WIDTH - base.MARGIN - base.PADDING, place, row)
            else:
                base.draw_row(draw, base.MARGIN + base.PADDING, place, row)
        draw_buttons(draw, bottom, keyboard)
        y = bottom + len(keyboard) * (BUTTON_HEIGHT + 8) + base.GAP
    return canvas


async def play(story: Callable[[Stage], Awaitable[list[Any]]]) -> list[Any]:
    """Play a story on a stage of its own."""
    with tempfile.TemporaryDirectory() as folder:
        async with Stage(Path(folder)) as stage:
            return await story(stage)


async def week() -> tuple[list[Any], dict[str, bytes]]:
    """The answer to /status at the end of the demo's week, and its timeline as the bot draws it."""
    async with lived_through(load_settings(ROOT / "feeds.toml"), lambda _: None) as (bot, _):
        answer = await bot.commands.answer("status", Request(chat=ChatId(1)))
        timelines = {name: await timeline(bot.commands, *how) for name, how in TIMELINES.items()}
    assert answer is not None
    return [(answer.html, [[{"text": button.label} for button in row] for row in answer.rows])], timelines


async def timeline(commands: Commands, language: str, label: str) -> bytes:
    """The picture behind a button of /timeline."""
    spoken = words(language)
    asking = Request(chat=ChatId(1), language=language)
    listed = await commands.answer("timeline", asking)
    assert listed is not None
    action = next(one.action for row in listed.rows for one in row if one.label == spoken.label(label))
    drawn = await commands.tap(replace(asking, arguments=action))
    assert drawn.file is not None
    return drawn.file.content


def main() -> None:
    """Draw all pictures."""
    shown, timelines = asyncio.run(week())
    picture(shown).save(base.OUT / "status.png", optimize=True)
    for name, png in timelines.items():
        (base.OUT / f"{name}.png").write_bytes(png)
    for name, story in STORIES.items():
        picture(asyncio.run(play(story))).save(base.OUT / f"{name}.png", optimize=True)


if __name__ == "__main__":
    main()
