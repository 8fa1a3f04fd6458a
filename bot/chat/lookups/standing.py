"""/status, /position, /deadlines and /timeline: where a topic stands, with evidence."""

from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta

from bot.chat.house import Asked, House, short, stale
from bot.chat.languages import Markup, Words, mark
from bot.chat.lookups import viewing
from bot.chat.lookups.choosing import which
from bot.chat.pages import listpages, statuspage
from bot.chat.pages.ics import calendar
from bot.chat.pages.phrases import listed
from bot.chat.pages.views import StatusView
from bot.chat.requests import Answer, Button, File, Kind
from bot.chat.terms import PICTURE
from bot.core.detect.roles import ActorTable
from bot.core.model import Actor, Topic
from bot.errors import BotError
from storage.uptake import take_up

AT_ONCE = 600  # reports that are taken up before an answer; what is left is taken up by the next job
STATEMENTS = 6
_LONGEST_DAYS = 30
_DAYS = 7
_TIMELINE_HELP = mark("Write <code>/timeline</code> or, for 1 to {most} days, <code>/timeline 3</code>.")


async def _view(house: House, topic: Topic, now: datetime) -> StatusView:
    await take_up(house.store, (topic,), AT_ONCE)
    return await house.store.read(lambda tables: viewing.status(tables, topic, house.sources, now))


def _topics(house: House, text: str) -> tuple[Topic, ...]:
    """The topic named, or all of them where nothing is named; none where it is not clear which is meant."""
    if not text.strip():
        return house.topics
    named = house.called(text)
    return (named,) if named else ()


def _which(house: House, asked: Asked, command: str, typed: str) -> Answer:
    """The topics there are, with a button to each one's page."""

    def button(topic: Topic) -> Button:
        return Button(label=topic.name, action=f"st:{short(topic.id)}:{command}")

    return which(house, asked, f"/{command} {{topic}}", typed, button)


async def status(house: House, asked: Asked) -> Answer:
    """Where the talks stand, as far as reports say, and how fresh our news is."""
    topics = _topics(house, asked.arguments)
    if not topics:
        return _which(house, asked, "status", asked.arguments)
    if len(topics) == 1:
        return await _status(house, topics[0], asked)
    views = [await _view(house, topic, asked.now) for topic in topics]
    printed: set[str] = set()
    blocks = [
        "\n".join([asked.words.fill("<b>{topic}</b>", topic=view.topic.name),
                   *(line for one in view.fields
                     for line in statuspage.field_lines(one, asked.now, printed, asked.words))])
        for view in views
    ]  # fmt: skip
    buttons = tuple((Button(label=topic.name, action=f"st:{short(topic.id)}:status"),) for topic in topics)
    head = asked.words.say("<b>Status</b>, times UTC")
    return Answer(html=listpages.fitted(head, blocks, asked.words), rows=buttons)


async def _status(house: House, topic: Topic, asked: Asked) -> Answer:
    page = statuspage.page(await _view(house, topic, asked.now), asked.words)
    terminal = asked.request.kind is Kind.TERMINAL
    return Answer(html=statuspage.without_links(page) if terminal else page, rows=_rows(topic, asked.words))


def _rows(topic: Topic, words: Words) -> tuple[tuple[Button, ...], ...]:
    def button(label: str, view: str) -> Button:
        return Button(label=label, action=f"st:{short(topic.id)}:{view}")

    return (
        (button(words.label("Positions"), "positions"), button(words.label("Timeline"), "timeline")),
        (button(words.label("Deadlines"), "deadlines"), button(words.label("Sources"), "sources")),
        (button(words.label("Refresh"), "status"),),
    )


def _back(topic: Topic, words: Words, *more: Button) -> tuple[tuple[Button, ...], ...]:
    back = Button(label=words.label("‹ Status"), action=f"st:{short(topic.id)}:status")
    return ((*more,), (back,)) if more else ((back,),)


def _others(house: House, topic: Topic, view: str) -> tuple[tuple[Button, ...], ...]:
    """Ways to the same page of the other topics, where there are several."""
    return tuple(
        (Button(label=one.name, action=f"st:{short(one.id)}:{view}"),) for one in house.topics if one.id != topic.id
    )


async def tapped(house: House, asked: Asked) -> Answer:
    """A button of the status."""
    topical, _, name = asked.arguments.partition(":")
    topic = house.by_short(topical)
    view = _VIEWS.get(name.partition(":")[0])
    if topic is None or view is None:
        return stale(asked)
    return await view(house, topic, asked.with_arguments(name))


async def _sources(house: House, topic: Topic, asked: Asked) -> Answer:
    return Answer(
        html=listpages.sources(await _view(house, topic, asked.now), asked.words), rows=_back(topic, asked.words)
    )


async def _positions(house: House, topic: Topic, asked: Asked) -> Answer:
    await take_up(house.store, (topic,), AT_ONCE)
    found = await house.store.read(lambda tables: viewing.actors(tables, topic, 1))
    buttons = [Button(label=one.name, action=f"st:{short(topic.id)}:said:{short(one.id)}") for one in found]
    rows = [tuple(buttons[at : at + 3]) for at in range(0, len(buttons), 3)]
    page = listpages.positions(topic.name, found, asked.now, asked.words)
    return Answer(html=page, rows=(*rows, *_others(house, topic, "positions"), *_back(topic, asked.words)))


async def position(house: House, asked: Asked) -> Answer:
    """What a party or mediator said, newest first."""
    wanted = asked.arguments.strip()
    if not wanted:
        topic = house.topics[0]
        return await _positions(house, topic, asked)
    for topic in house.topics:
        actor = _actor(topic, wanted)
        if actor is not None:
            return await _position(house, topic, actor, asked)
    words = asked.words
    known = dict.fromkeys(one.names[0] for topic in house.topics for one in topic.actors)
    names = listed((words.fill("{name}", name=name) for name in known), words)
    return Answer(html=words.say("Nobody in the topic file is called so. There are: {names}", names=names))


def _actor(topic: Topic, wanted: str) -> Actor | None:
    low = wanted.lower()
    named = next((one for one in topic.actors if low in {one.id, *(name.lower() for name in one.names)}), None)
    if named is not None:
        return named
    mentioned = [mention.actor for mention in ActorTable(topic).mentions(wanted)]
    return next((one for one in topic.actors if one.id in mentioned), None)


async def _position(house: House, topic: Topic, actor: Actor, asked: Asked, before: datetime | None = None) -> Answer:
    await take_up(house.store, (topic,), AT_ONCE)
    view = await house.store.read(lambda tables: viewing.position(tables, topic, actor, STATEMENTS, before))
    more = []
    if len(view.statements) == STATEMENTS:
        last = int(view.statements[-1].at.timestamp())
        more.append(
            Button(label=asked.words.label("Older ›"), action=f"st:{short(topic.id)}:said:{short(actor.id)}:{last}")
        )
    page = listpages.position(topic.name, view, asked.now, asked.words)
    return Answer(html=page, rows=_back(topic, asked.words, *more))


async def _older(house: House, topic: Topic, asked: Asked) -> Answer:
    wanted, *rest = asked.arguments.split(":")[1:] or [""]
    actor = next((one for one in topic.actors if short(one.id) == wanted), None)
    if actor is None or (rest and not rest[0].isdigit()):
        return stale(asked)
    before = datetime.fromtimestamp(int(rest[0]), asked.now.tzinfo) if rest else None
    return await _position(house, topic, actor, asked, before)


async def deadlines(house: House, asked: Asked) -> Answer:
    """Open deadlines as stated, with a countdown."""
    wanted = asked.arguments.strip()
    wants_file = wanted.lower() == "ics" or wanted.lower().endswith(" ics")
    named = wanted[: -len("ics")].strip() if wants_file else wanted
    topics = _topics(house, named)
    if not topics:
        return _which(house, asked, "deadlines", named)
    return await (_file if wants_file else _deadlines)(house, topics[0], asked)


async def _deadlines(house: House, topic: Topic, asked: Asked) -> Answer:
    await take_up(house.store, (topic,), AT_ONCE)
    found = await house.store.read(lambda tables: tables.status.deadlines(topic.id, asked.now, 20))
    file = Button(label=asked.words.label("As a calendar file"), action=f"st:{short(topic.id)}:ics")
    page = listpages.deadlines(topic.name, found, asked.now, asked.words)
    rows = _back(topic, asked.words, *((file,) if found else ()))
    return Answer(html=page, rows=(*_others(house, topic, "deadlines"), *rows))


async def _file(house: House, topic: Topic, asked: Asked) -> Answer:
    found = await house.store.read(lambda tables: tables.status.deadlines(topic.id, asked.now, 100))
    content = calendar([(one, topic.name) for one in found], asked.now, asked.words)
    file = File(name=f"{topic.id}-deadlines.ics", content=content)
    return Answer(
        html=asked.words.count("{number} open deadline as stated", "{number} open deadlines as stated", len(found)),
        file=file,
        fresh=True,
    )


async def timeline(house: House, asked: Asked) -> Answer:
    """What happened in the last days, oldest first: `/timeline`, `/timeline 3`, `/timeline hills 3`."""
    name, _, last = asked.arguments.strip().rpartition(" ")
    if not last.isdecimal():
        name, last = asked.arguments.strip(), str(_DAYS)
    topics = _topics(house, name)
    if len(last) > 2 or not 1 <= int(last) <= _LONGEST_DAYS or (not topics and len(house.topics) == 1):
        return Answer(html=asked.words.say(_TIMELINE_HELP, most=Markup(_LONGEST_DAYS)))
    if not topics:
        return _which(house, asked, "timeline", name)
    return await _timeline(house, topics[0], asked, int(last))


async def _timeline(house: House, topic: Topic, asked: Asked, days: int) -> Answer:
    await take_up(house.store, (topic,), AT_ONCE)
    since = asked.now - timedelta(days=days)
    view = await house.store.read(lambda tables: viewing.timeline(tables, topic, house.sources, since, asked.now))
    picture = Button(label=asked.words.label("As a picture"), action=f"pic:{short(topic.id)}:{days}:light")
    dark = Button(label=asked.words.label("Dark"), action=f"pic:{short(topic.id)}:{days}:dark")
    more = (picture, dark) if asked.request.kind is not Kind.TERMINAL else ()
    rows = (*_others(house, topic, f"timeline:{days}"), *_back(topic, asked.words, *more))
    return Answer(html=listpages.timeline(view, asked.words), rows=rows)


async def picture(house: House, asked: Asked) -> Answer:
    """The timeline as a picture, light or dark."""
    topical, days, theme = ([*asked.arguments.split(":"), "", ""])[:3]
    topic = house.by_short(topical)
    if topic is None or theme not in ("light", "dark") or not (days.isascii() and days.isdigit()):
        return stale(asked)
    if house.picture is None:
        return Answer(notice=asked.words.label("Pictures are not switched on here."))
    since = asked.now.replace(second=0, microsecond=0) - timedelta(days=min(int(days), _LONGEST_DAYS))
    view = await house.store.read(lambda tables: viewing.timeline(tables, topic, house.sources, since, asked.now))
    try:
        drawn = await house.picture(view, theme, asked.words)
    except BotError as problem:
        return Answer(html=asked.words.fill("{problem}", problem=asked.words.term(PICTURE, str(problem))), fresh=True)
    caption = asked.words.say("{topic}: statements read from headlines, states by rule; UTC", topic=topic.name)
    return Answer(html=caption, file=File(name=f"{topic.id}-timeline.png", content=drawn), fresh=True)


async def _days(house: House, topic: Topic, asked: Asked) -> Answer:
    days = asked.arguments.partition(":")[2]
    known = days.isascii() and days.isdigit() and 1 <= int(days) <= _LONGEST_DAYS
    return await _timeline(house, topic, asked, int(days) if known else _DAYS)


_VIEWS: dict[str, Callable[[House, Topic, Asked], Awaitable[Answer]]] = {
    "status": _status, "positions": _positions, "said": _older, "deadlines": _deadlines, "ics": _file,
    "sources": _sources, "timeline": _days,
}  # fmt: skip
