"""Inline mode: the latest developments, to be shared in any chat."""

from dataclasses import replace

from bot.chat.house import Asked, House
from bot.chat.languages import Words
from bot.chat.lookups import library
from bot.chat.pages.lines import Line, entry
from bot.chat.pages.plain import plain
from bot.chat.requests import Offer, Offers
from bot.core.alert.display import short
from bot.core.detect.roles import ActorTable
from bot.core.model import Development, Topic
from bot.core.people import filters
from bot.core.people.subjects import Subjects
from bot.errors import FilterError
from storage.store import Tables

OFFERED = 20
LOOKED_BACK = 100
_TITLE, _DESCRIPTION = 200, 300  # characters, as Telegram's apps have room for


async def offers(house: House, asked: Asked) -> Offers:
    """The latest developments that match some words, attributed, to be shared in any chat."""
    text = asked.arguments.strip()
    try:
        node = filters.parse(text) if text else None
    except FilterError:
        return Offers(notice=asked.words.label("These words cannot be read as a filter"))
    found = await house.store.read(lambda tables: _matching(house, tables, node, asked.words))
    return Offers(offers=found, notice="" if found else asked.words.label("No development matches"))


def _matching(house: House, tables: Tables, node: filters.Node | None, words: Words) -> tuple[Offer, ...]:
    found = [
        (development.first_at, topic, development)
        for topic in house.topics
        for development in _of_topic(tables, topic, node)
    ]
    newest = sorted(found, key=lambda one: one[0], reverse=True)[:OFFERED]
    return tuple(_offer(tables, topic, development, words) for _, topic, development in newest)


def _of_topic(tables: Tables, topic: Topic, node: filters.Node | None) -> list[Development]:
    subjects = Subjects(topic)
    return [
        development
        for development, reports in library.recent(tables, topic, LOOKED_BACK)
        if node is None or filters.matches(node, subjects.words(development.act, reports[0], reports[1:]))
    ]


def _offer(tables: Tables, topic: Topic, development: Development, words: Words) -> Offer:
    line = library.line(tables, development, ActorTable(topic))
    title = short(line.block.headline, _TITLE)
    return Offer(
        id=development.id, title=title, description=_described(line, words), html=words.lines(entry(line, words))
    )


def _described(line: Line, words: Words) -> str:
    """What stands below the title, which is the headline: all else that is shared, but the address; the labels last.

    It is cut at a word where it is too long.
    """
    labels, outlet, _, *claims = plain(words.lines(entry(replace(line, link=None), words))).split("\n")
    text = "\n".join([outlet, *claims, labels])
    return text if len(text) <= _DESCRIPTION else f"{text[: _DESCRIPTION - 1].rpartition(' ')[0]}…"
