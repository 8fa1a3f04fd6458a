"""Thirty hours of polling by the rubric of politeness: every line passes. And the rubric can fail."""

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import aiohttp

from bot.clock import VirtualClock
from tests.feeds.serving import served
from tests.jobs.newsroom import a_source, newsroom
from tests.jobs.politeness import RUBRIC
from tests.jobs.town import BUSY, DOWN, Books, a_town_of_feeds

START = datetime(2030, 5, 1, tzinfo=UTC)


async def kept_books(folder: Path) -> Books:
    """The books of thirty hours with a restart in the middle."""
    clock = VirtualClock(START)
    books = Books(clock, START)
    a_town_of_feeds(books)
    async with served(books, also=(BUSY, DOWN)) as base:
        sources = [a_source(books.address(name, base), name) for name in books.feeds]
        for hours in (14, 30):
            async with newsroom(folder, START, sources, clock=clock) as room:
                await room.live(START + timedelta(hours=hours))
    return books


async def test_every_line_of_the_rubric_passes(tmp_path: Path) -> None:
    books = await kept_books(tmp_path)
    assert len(books.requests) > 400
    score = {text: check(books) for text, check in RUBRIC.items()}
    assert {text: faults for text, faults in score.items() if faults} == {}
    assert len(score) == 19


async def rude_books() -> Books:
    """The books of a client that does everything wrong."""
    clock = VirtualClock(START)
    books = Books(clock, START)
    a_town_of_feeds(books)
    headers = {
        "If-Modified-Since": "Wed, 01 May 2030 00:00:00 GMT",
        "Accept-Encoding": "identity",
        "Referer": "http://x",
    }
    async with served(books, also=(BUSY, DOWN)) as base, aiohttp.ClientSession() as session:

        async def ask(name: str, number: int) -> None:
            async with session.get(f"{books.address(name, base)}&_={number}", headers=headers) as response:
                await response.read()

        for number in range(40):
            for name in books.feeds:
                await ask(name, number)
            clock.turn_to(clock() + timedelta(seconds=75))
        books.requests, kept = [], books.requests
        await asyncio.gather(*(ask("plain", number) for number in range(6)))
        books.requests = kept
    return books


async def test_a_rude_client_fails_every_line() -> None:
    books = await rude_books()
    assert [text for text, check in RUBRIC.items() if not _faults(check, books)] == []


def _faults(check: Callable[[Books], list[str]], books: Books) -> list[str]:
    try:
        return check(books)
    except AssertionError:
        return ["the case did not even arise"]


def test_the_docs_hold_the_rubric_line_by_line() -> None:
    docs = (Path(__file__).parents[2] / "docs" / "intake.md").read_text(encoding="utf-8")
    lines = [line.partition(". ")[2] for line in docs.splitlines() if line[:1].isdigit()]
    assert [line for line in lines if line in RUBRIC] == list(RUBRIC)
