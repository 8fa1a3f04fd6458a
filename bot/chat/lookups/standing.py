"""/status, /position, /deadlines and /timeline: where a topic stands, with evidence; and the operator's pin."""

from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from html import escape

from bot.chat.house import Asked, House, short, stale
from bot.chat.lookups import viewing
from bot.chat.pages import listpages, statuspage
from bot.chat.pages.ics import calendar
from bot.chat.pages.views import StatusView
from bot.chat.requests import Answer, Button, File, Kind
from bot.core.alert import states
from bot.core.alert.states import Field, State
from bot.core.alert.status import RULES, Pin
from bot.core.detect.roles import ActorTable
from bot.core.model import Actor, Topic
from bot.errors import BotError
from storage.store import Tables
from storage.uptake import take_up

AT_ONCE = 600  # reports that are taken up before an answer; what is left is taken up by the next job
STATEMENTS = 6
_PIN_HELP = (
    "Write <code>/pin truce in force phase 2</code> or <code>/pin talks stalled</code>, <code>/pin truce off</code> to "
    "take a pin off, <code>/pin</code> alone for what is left to you."
)
_LONGEST_DAYS = 30


async def _view(house: House, topic: Topic, now: datetime) -> StatusView:
    await take_up(house.store, (topic,), AT_ONCE)
    return await house.store.read(lambda tables: viewing.status(tables, topic, house.sources, now))


def _topics(house: House, text: str) -> tuple[Topic, ...]:
    """The topic named, or all of them where nothing is named; none where there is no such topic."""
    if not text.strip():
        return house.topics
    named = house.topic(text)
    return (named,) if named else ()


def _no_topic(house: House, command: str) -> Answer:
    rows = [f"<code>/{command} {escape(one.id)}</code> - {escape(one.name)}" for one in house.topics]
    return Answer(html="\n".join(["There is no such topic. There are:", *rows]))


async def status(house: House, asked: Asked) -> Answer:
    """Where the talks stand, as far as reports say, and how fresh our news is."""
    topics = _topics(house, asked.arguments)
    if not topics:
        return _no_topic(house, "status")
    if len(topics) == 1:
        return await _status(house, topics[0], asked)
    views = [await _view(house, topic, asked.now) for topic in topics]
    printed: set[str] = set()
    blocks = [
        "\n".join([f"<b>{escape(view.topic.name)}</b>",
                   *(line for one in view.fields for line in statuspage.field_lines(one, asked.now, printed))])
        for view in views
    ]  # fmt: skip
    buttons = tuple((Button(label=topic.name, action=f"st:{short(topic.id)}:status"),) for topic in topics)
    return Answer(html=listpages.fitted("<b>Status</b>, times UTC", blocks), rows=buttons)


async def _status(house: House, topic: Topic, asked: Asked) -> Answer:
    page = statuspage.page(await _view(house, topic, asked.now))
    terminal = asked.request.kind is Kind.TERMINAL
    return Answer(html=statuspage.without_links(page) if terminal else page, rows=_rows(topic))


def _rows(topic: Topic) -> tuple[tuple[Button, ...], ...]:
    def button(label: str, view: str) -> Button:
        return Button(label=label, action=f"st:{short(topic.id)}:{view}")

    return (
        (button("Positions", "positions"), button("Timeline", "timeline")),
        (button("Deadlines", "deadlines"), button("Sources", "sources")),
        (button("Refresh", "status"),),
    )


def _back(topic: Topic, *more: Button) -> tuple[tuple[Button, ...], ...]:
    back = Button(label="‹ Status", action=f"st:{short(topic.id)}:status")
    return ((*more,), (back,)) if more else ((back,),)


async def tapped(house: House, asked: Asked) -> Answer:
    """A button of the status."""
    mark, _, name = asked.arguments.partition(":")
    topic = house.by_short(mark)
    view = _VIEWS.get(name.partition(":")[0])
    if topic is None or view is None:
        return stale(asked)
    return await view(house, topic, asked.with_arguments(name))


async def _sources(house: House, topic: Topic, asked: Asked) -> Answer:
    return Answer(html=listpages.sources(await _view(house, topic, asked.now)), rows=_back(topic))


async def _positions(house: House, topic: Topic, asked: Asked) -> Answer:
    await take_up(house.store, (topic,), AT_ONCE)
    found = await house.store.read(lambda tables: viewing.actors(tables, topic, 1))
    buttons = [Button(label=one.name, action=f"st:{short(topic.id)}:said:{short(one.id)}") for one in found]
    rows = [tuple(buttons[at : at + 3]) for at in range(0, len(buttons), 3)]
    return Answer(html=listpages.positions(topic.name, found, asked.now), rows=(*rows, *_back(topic)))


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
    names = ", ".join(escape(actor.names[0]) for topic in house.topics for actor in topic.actors)
    return Answer(html=f"Nobody in the topic file is called so. There are: {names}")


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
        more.append(Button(label="Older ›", action=f"st:{short(topic.id)}:said:{short(actor.id)}:{last}"))
    return Answer(html=listpages.position(topic.name, view, asked.now), rows=_back(topic, *more))


async def _older(house: House, topic: Topic, asked: Asked) -> Answer:
    mark, *rest = asked.arguments.split(":")[1:] or [""]
    actor = next((one for one in topic.actors if short(one.id) == mark), None)
    if actor is None or (rest and not rest[0].isdigit()):
        return stale(asked)
    before = datetime.fromtimestamp(int(rest[0]), asked.now.tzinfo) if rest else None
    return await _position(house, topic, actor, asked, before)


async def deadlines(house: House, asked: Asked) -> Answer:
    """Open deadlines as stated, with a countdown."""
    words = asked.arguments.strip()
    wants_file = words.lower() == "ics" or words.lower().endswith(" ics")
    topics = _topics(house, words.lower().removesuffix("ics").strip())
    if not topics:
        return _no_topic(house, "deadlines")
    return await (_file if wants_file else _deadlines)(house, topics[0], asked)


async def _deadlines(house: House, topic: Topic, asked: Asked) -> Answer:
    await take_up(house.store, (topic,), AT_ONCE)
    found = await house.store.read(lambda tables: tables.status.deadlines(topic.id, asked.now, 20))
    more = (Button(label="As a calendar file", action=f"st:{short(topic.id)}:ics"),) if found else ()
    return Answer(html=listpages.deadlines(topic.name, found, asked.now), rows=_back(topic, *more))


async def _file(house: House, topic: Topic, asked: Asked) -> Answer:
    found = await house.store.read(lambda tables: tables.status.deadlines(topic.id, asked.now, 100))
    file = File(name=f"{topic.id}-deadlines.ics", content=calendar(found, topic.name, asked.now))
    return Answer(html=f"{len(found)} open deadlines as stated", file=file, fresh=True)


async def timeline(house: House, asked: Asked) -> Answer:
    """What happened in the last days, oldest first."""
    text = asked.arguments.strip()
    if text and not (text.isascii() and text.isdigit() and 1 <= int(text) <= _LONGEST_DAYS):
        return Answer(html=f"Write <code>/timeline</code> or, for 1 to {_LONGEST_DAYS} days, <code>/timeline 3</code>.")
    return await _timeline(house, house.topics[0], asked, int(text) if text else 7)


async def _timeline(house: House, topic: Topic, asked: Asked, days: int) -> Answer:
    await take_up(house.store, (topic,), AT_ONCE)
    since = asked.now - timedelta(days=days)
    view = await house.store.read(lambda tables: viewing.timeline(tables, topic, house.sources, since, asked.now))
    picture = Button(label="As a picture", action=f"pic:{short(topic.id)}:{days}:light")
    dark = Button(label="Dark", action=f"pic:{short(topic.id)}:{days}:dark")
    more = (picture, dark) if asked.request.kind is not Kind.TERMINAL else ()
    return Answer(html=listpages.timeline(view), rows=_back(topic, *more))


async def picture(house: House, asked: Asked) -> Answer:
    """The timeline as a picture, light or dark."""
    mark, days, theme = ([*asked.arguments.split(":"), "", ""])[:3]
    topic = house.by_short(mark)
    if topic is None or theme not in ("light", "dark") or not (days.isascii() and days.isdigit()):
        return stale(asked)
    if house.picture is None:
        return Answer(notice="Pictures are not switched on here.")
    since = asked.now.replace(second=0, microsecond=0) - timedelta(days=min(int(days), _LONGEST_DAYS))
    view = await house.store.read(lambda tables: viewing.timeline(tables, topic, house.sources, since, asked.now))
    try:
        drawn = await house.picture(view, theme)
    except BotError as problem:
        return Answer(html=escape(str(problem)), fresh=True)
    caption = f"{topic.name}: statements read from headlines, states by rule; UTC"
    return Answer(html=escape(caption), file=File(name=f"{topic.id}-timeline.png", content=drawn), fresh=True)


async def _week(house: House, topic: Topic, asked: Asked) -> Answer:
    return await _timeline(house, topic, asked, 7)


_VIEWS: dict[str, Callable[[House, Topic, Asked], Awaitable[Answer]]] = {
    "status": _status, "positions": _positions, "said": _older, "deadlines": _deadlines, "ics": _file,
    "sources": _sources, "timeline": _week,
}  # fmt: skip


async def pin(house: House, asked: Asked) -> Answer:
    """For operators: pin a state, take a pin off, or see what the rules left to you."""
    topic, words = house.topics[0], asked.arguments.lower().split()
    if words and (named := house.topic(words[0])) is not None:
        topic, words = named, words[1:]
    if not words:
        week = asked.now - timedelta(days=7)
        await take_up(house.store, (topic,), AT_ONCE)
        changes = await house.store.read(lambda tables: tables.status.changes(topic.id, week))
        return Answer(html=f"{listpages.outside(topic.name, changes, asked.now)}\n\n{_PIN_HELP}")
    work = _pinning(topic, words, f"operator {asked.request.asker or 'at the terminal'}", asked.now)
    if work is None:
        return Answer(html=_PIN_HELP)
    return Answer(html=await house.store.write(work))


def _pinning(topic: Topic, words: list[str], who: str, now: datetime) -> Callable[[Tables], str] | None:
    """What a pin command does, or None where it cannot be read."""
    name = next((one for one in Field if one.value == words[0]), None)
    if name is None:
        return None
    if words[1:] == ["off"]:
        return lambda tables: "The pin is off." if tables.status.unpin(topic.id, name, who, now) else "There is no pin."
    phase = int(words[-1]) if words[-1].isdigit() and len(words[-1]) <= 2 else None
    stated = [word for word in words[1:] if word != "phase" and not word.isdigit()]
    state = states.parse(" ".join(stated))
    if state is None or state not in states.STATES[name] or (phase and state is not State.IN_FORCE):
        return None
    wanted = Pin(field=name, state=state, phase=phase, who=who, at=now)

    def put(tables: Tables) -> str:
        before = tables.status.fold(topic.id, RULES).state.of(name).standing.state
        tables.status.pin(topic.id, wanted, before)
        return f"Pinned: {name.value} {statuspage.state_words(state, phase)}, by {escape(who)}."

    return put
