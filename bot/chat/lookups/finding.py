"""/latest and /search: developments and reports, found and turned page by page."""

from bot.chat.house import Asked, House, stale
from bot.chat.languages import Words, mark, plain_digits
from bot.chat.lookups import library
from bot.chat.pages import filterpages, listpages
from bot.chat.pages.lines import Line
from bot.chat.requests import Answer, Button
from bot.core.detect.roles import ActorTable
from bot.core.model import Topic, derived_id
from bot.core.people import filters
from bot.core.people.subjects import Subjects
from bot.errors import FilterError
from storage.search import LONGEST, Hit, match_of
from storage.store import Tables
from storage.uptake import take_up

MOST = 20
DEFAULT = 5
LOOKED_BACK = 300
PAGE = 5
AT_ONCE = 600
_LATEST_HELP = mark(
    "Write <code>/latest</code>, for 1 to 20 of them <code>/latest 10</code>, and words to narrow it, as in "
    "<code>/latest 10 captives OR prisoners</code>."
)
_SEARCH_HELP = mark(
    'Write <code>/search words</code>; all of them must be there. "A phrase", prefix* too, in any language.'
)


async def latest(house: House, asked: Asked) -> Answer:
    """The last developments of each topic, narrowed by a filter where there is one."""
    first, _, rest = asked.arguments.strip().partition(" ")
    first = plain_digits(first)
    counted = first.isascii() and first.isdigit()
    text = (rest if counted else asked.arguments).strip()
    number = int(first) if counted and len(first) < 4 else DEFAULT
    if not 1 <= number <= MOST or (counted and len(first) >= 4):
        return Answer(html=asked.words.say(_LATEST_HELP))
    try:
        node = filters.parse(text) if text else None
    except FilterError as problem:
        return Answer(html=_unread(text, problem, asked.words))

    def gather(tables: Tables) -> list[str]:
        found = [(topic.name, _lines(tables, topic, number, node)) for topic in house.topics]
        room = listpages.share(len(found))
        return [listpages.latest(name, lines, text, asked.words, room) for name, lines in found]

    return Answer(html=listpages.together(await house.store.read(gather), asked.words))


def _unread(text: str, problem: FilterError, words: Words) -> str:
    """What is wrong with a filter, and how to write one."""
    return words.lines(filterpages.trouble(words, text, problem), words.say(_LATEST_HELP))


def _lines(tables: Tables, topic: Topic, number: int, node: filters.Node | None) -> tuple[Line, ...]:
    if node is None:
        return library.latest_lines(tables, topic, number)
    subjects, actors, found = Subjects(topic), ActorTable(topic), []
    for development in tables.developments.latest(topic.id, LOOKED_BACK):
        reports = tables.developments.reports(development.id)
        if filters.matches(node, subjects.words(development.act, reports[0], reports[1:])):
            found.append(library.line(tables, development, actors))
        if len(found) == number:
            break
    return tuple(found)


async def search(house: House, asked: Asked) -> Answer:
    """Reports on the watched topics that have all of some words."""
    query = asked.arguments.strip()[:LONGEST]
    if match_of(query) is None:
        return Answer(html=asked.words.say(_SEARCH_HELP))
    await take_up(house.store, house.topics, AT_ONCE)
    name = derived_id("search", query)[:10]
    await house.store.write(lambda tables: tables.search.remember(name, query, asked.now))
    return await _page(house, asked, query, name, 0)


async def turned(house: House, asked: Asked) -> Answer:
    """Another page of a search."""
    name, _, page = asked.arguments.partition(":")
    query = await house.store.read(lambda tables: tables.search.remembered(name))
    if query is None or not (page.isascii() and page.isdigit() and len(page) < 4):
        return stale(asked)
    return await _page(house, asked, query, name, int(page))


async def _page(house: House, asked: Asked, query: str, name: str, page: int) -> Answer:
    topics = tuple(topic.id for topic in house.topics)
    hits = await house.store.read(lambda tables: tables.search.find(query, topics, only=len(topics) > 1))
    page = min(page, max(0, (len(hits) - 1) // PAGE))
    shown = listpages.found(query, hits, page, PAGE, asked.now, asked.words)
    return Answer(html=shown, rows=_turns(hits, name, page, asked.words))


def _turns(hits: tuple[Hit, ...], name: str, page: int, words: Words) -> tuple[tuple[Button, ...], ...]:
    buttons = []
    if page:
        buttons.append(Button(label=words.label("‹ Better"), action=f"find:{name}:{page - 1}"))
    if (page + 1) * PAGE < len(hits):
        buttons.append(Button(label=words.label("More ›"), action=f"find:{name}:{page + 1}"))
    return (tuple(buttons),) if buttons else ()
