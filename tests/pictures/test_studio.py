import asyncio
import io
import os
import struct
import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.chat.languages import words
from bot.core.alert.states import State
from bot.pictures import studio
from bot.pictures.bands import Band, Note
from bot.pictures.plan import Lane, Mark, Plan, texts

image = pytest.importorskip(
    "matplotlib.image", reason="pictures are an optional extra: pip install 'trucewire[pictures]'"
)

START = datetime(2031, 5, 5, tzinfo=UTC)
END = START + timedelta(days=6)
PLAN = Plan(
    title="Coast talks", since=START, until=END, theme="light",
    truce=(Band(start=START, end=START + timedelta(days=3), state=State.IN_FORCE, name="in force"),
           Band(start=START + timedelta(days=3), end=END, state=State.STRAINED, name="strained")),
    talks=(Band(start=START, end=END, state=State.UNKNOWN, name="not known"),),
    lanes=(Lane(name="Ardania", marks=(Mark(at=START + timedelta(days=1), group="towards"),)),
           Lane(name="الجبهة الساحلية", marks=()), Lane(name="ארדניה", marks=(Mark(at=END - timedelta(days=1), group="away"),))),
    gaps=((START + timedelta(days=2), START + timedelta(days=2, hours=5)),), texts=texts(START, END, words("en")),
)  # fmt: skip


@pytest.fixture
async def drawing():
    made = studio.Studio()
    yield made
    made.close()


def size(png):
    assert png[:8] == b"\x89PNG\r\n\x1a\n"
    return struct.unpack(">II", png[16:24])


async def test_a_picture_is_a_phone_wide_png_and_the_same_again(drawing):
    first = await drawing.draw(PLAN)
    assert size(first)[0] == 1080
    assert size(first)[1] < 1080
    assert await drawing.draw(PLAN) is first
    dark = await drawing.draw(replace(PLAN, theme="dark"))
    assert dark != first


def inked(png, left, right):
    """How many dark dots the lanes' rows have between two shares of the width."""
    dots = image.imread(io.BytesIO(png))[:, :, :3].max(axis=2)
    height, width = dots.shape
    return int((dots[int(height * 0.45) : int(height * 0.7), int(width * left) : int(width * right)] < 0.4).sum())


async def test_a_language_from_right_to_left_has_names_at_the_right_and_the_newest_at_the_left(drawing):
    latin = await drawing.draw(PLAN)
    arabic = await drawing.draw(replace(PLAN, texts=texts(START, END, words("ar"))))
    assert inked(latin, 0, 0.18) > 200
    assert inked(latin, 0.82, 1) == 0
    assert inked(arabic, 0.82, 1) > 200
    assert inked(arabic, 0, 0.18) == 0


async def test_what_was_said_just_now_is_drawn_whole(drawing):
    now = (Lane(name="Ardania", marks=(Mark(at=END, group="away"),)),)
    dots = image.imread(io.BytesIO(await drawing.draw(replace(PLAN, lanes=now, gaps=()))))
    behind = dots[:, int(dots.shape[1] * 0.972) :, :3]  # the time runs to .97 of the width
    assert (behind[:, :, 0] - behind[:, :, 2] > 0.3).sum() > 10


async def test_a_state_too_short_for_its_name_is_seen_numbered_and_told_below(drawing):
    """An hour of six days is one dot wide: it is drawn wider, with a number above it and a line below the picture."""
    hour, at = timedelta(hours=1), START + timedelta(days=4)
    brief = Band(start=at, end=at + hour / 4, state=State.COLLAPSED, name="collapsed", short=True, number=1, tag=at)
    truce = (replace(PLAN.truce[0], end=at), brief, replace(PLAN.truce[1], start=brief.end))
    note = Note(number=1, state=State.COLLAPSED, text="Truce: collapsed, 9 May 00:00 to 00:15")
    without, told = (
        await drawing.draw(replace(PLAN, gaps=())),
        await drawing.draw(replace(PLAN, gaps=(), truce=truce, notes=(note,))),
    )
    assert size(told)[1] - size(without)[1] in (28, 29), "one line"
    dots = image.imread(io.BytesIO(told))[:, :, :3]
    red = (dots[:, :, 0] > 0.7) & (dots[:, :, 1] < 0.35)
    row = red[int(dots.shape[0] * 0.2) : int(dots.shape[0] * 0.3)]
    assert 3 <= row.sum(axis=1).max() <= 6, "the band itself"
    dark = dots.max(axis=2) < 0.4
    above = dark[int(dots.shape[0] * 0.14) : int(dots.shape[0] * 0.19)]
    assert above.sum() > 20, "its number"
    assert dark[int(dots.shape[0] * 0.82) : int(dots.shape[0] * 0.9)].sum() > 200, "its line"


async def test_the_loop_is_free_while_a_picture_is_drawn(drawing):
    """Drawing takes a process a second or two; the loop must not wait for it."""
    await drawing.draw(PLAN)
    task, longest = asyncio.ensure_future(drawing.draw(replace(PLAN, title="Another title"))), 0.0
    while not task.done():
        before = time.perf_counter()
        await asyncio.sleep(0.005)
        longest = max(longest, time.perf_counter() - before)
    assert longest < 0.15


async def test_two_who_ask_at_once_get_one_drawing(drawing):
    one, other = await asyncio.gather(drawing.draw(PLAN), drawing.draw(PLAN))
    assert one is other


async def test_of_many_that_are_asked_for_side_by_side_each_is_drawn(drawing, monkeypatch):
    """A process draws fifty, then another one does, also while some wait for it."""
    monkeypatch.setattr(studio, "png", bytes)
    async with asyncio.timeout(30):
        for first in range(0, 120, 8):
            drawn = await asyncio.gather(*(drawing.draw(length) for length in range(first, first + 8)))
            assert [len(one) for one in drawn] == list(range(first, first + 8))


def kill(drawing):
    for process in drawing._pool._processes.values():
        process.kill()


async def test_a_process_that_was_killed_is_replaced(drawing, caplog):
    await drawing.draw(PLAN)
    kill(drawing)
    assert size(await drawing.draw(replace(PLAN, title="Another title")))
    assert size(await drawing.draw(replace(PLAN, title="A third title")))
    assert caplog.text.count("was killed") == 1


async def test_a_picture_that_kills_whoever_draws_it_is_an_error_and_the_next_one_is_drawn(drawing, monkeypatch):
    monkeypatch.setattr(studio, "png", os._exit)  # what a plan makes of it: the process ends
    with pytest.raises(studio.PictureError, match="could not be drawn"):
        await drawing.draw(3)
    monkeypatch.undo()
    assert size(await drawing.draw(PLAN))


async def test_who_stops_waiting_takes_the_picture_from_nobody(drawing):
    one, other = (asyncio.create_task(drawing.draw(PLAN)) for _ in range(2))
    await asyncio.sleep(0.01)
    one.cancel()
    assert size(await other)
    assert one.cancelled()


async def test_without_the_extra_it_says_how_to_get_it(monkeypatch):
    monkeypatch.setattr(studio.importlib.util, "find_spec", lambda _: None)
    with pytest.raises(studio.PicturesMissingError, match=r"trucewire\[pictures\]"):
        await studio.Studio().draw(PLAN)
