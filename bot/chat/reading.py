"""/status, /latest and inline mode: what is known, for whoever asks."""

from dataclasses import dataclass

from bot.chat import library, pages
from bot.chat.house import Asked, House
from bot.chat.plain import plain
from bot.chat.requests import Answer, Offer
from bot.core.detect.roles import ActorTable
from bot.core.model import Development, Topic
from bot.core.people import filters
from bot.core.people.subjects import Subjects
from bot.errors import FilterError
from storage.store import Tables

OFFERED = 20
LOOKED_BACK = 100


async def status(house: House, asked: Asked) -> Answer:
    """Where the talks stand, as far as reports say, and how fresh our news is."""
    named = house.topic(asked.arguments) if asked.arguments.strip() else None
    topics, now = (named,) if named else house.topics, asked.now

    def gather(tables: Tables) -> tuple[list[pages.TopicStatus], pages.FeedsStatus]:
        return (
            [library.topic_status(tables, topic, now) for topic in topics],
            library.feeds_status(tables, house.sources),
        )

    found, feeds = await house.store.read(gather)
    return Answer(html=pages.status(found, feeds, now))


async def latest(house: House, asked: Asked) -> Answer:
    """The last developments of each topic."""
    text = asked.arguments.strip()
    if text and not (text.isascii() and text.isdigit() and 1 <= int(text) <= 20):
        return Answer(
            html=asked.words.say("Write <code>/latest</code> or, for 1 to 20 of them, <code>/latest 10</code>.")
        )
    number = int(text) if text else 5

    def gather(tables: Tables) -> list[str]:
        return [pages.latest(topic.name, library.latest_lines(tables, topic, number)) for topic in house.topics]

    return Answer(html="\n\n".join(await house.store.read(gather)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Offers:
    """What inline mode offers, and what to show above it where the words cannot be read."""

    offers: tuple[Offer, ...] = ()
    notice: str = ""


async def offers(house: House, asked: Asked) -> Offers:
    """The latest developments that match some words, attributed, to be shared in any chat."""
    text = asked.arguments.strip()
    try:
        node = filters.parse(text) if text else None
    except FilterError:
        return Offers(notice=asked.words.label("These words cannot be read as a filter"))
    found = await house.store.read(lambda tables: _matching(house, tables, node))
    return Offers(offers=found, notice="" if found else asked.words.label("No development matches"))


def _matching(house: House, tables: Tables, node: filters.Node | None) -> tuple[Offer, ...]:
    found = [
        (development.first_at, topic, development)
        for topic in house.topics
        for development in _of_topic(tables, topic, node)
    ]
    newest = sorted(found, key=lambda one: one[0], reverse=True)[:OFFERED]
    return tuple(_offer(tables, topic, development) for _, topic, development in newest)


def _of_topic(tables: Tables, topic: Topic, node: filters.Node | None) -> list[Development]:
    subjects = Subjects(topic)
    return [
        development
        for development, reports in library.recent(tables, topic, LOOKED_BACK)
        if node is None or filters.matches(node, subjects.words(development.act, reports[0], reports[1:]))
    ]


def _offer(tables: Tables, topic: Topic, development: Development) -> Offer:
    line = library.line(tables, development, ActorTable(topic))
    html = pages.entry(line)
    return Offer(id=development.id, title=line.block.headline, description=plain(html), html=html)
