"""/pin, for operators: what the rules left to them, and a state that stands by their word until they take it off."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from html import escape

from bot.chat.house import Asked, House
from bot.chat.languages import Markup, Words, mark
from bot.chat.lookups.choosing import which
from bot.chat.lookups.standing import AT_ONCE
from bot.chat.pages import listpages
from bot.chat.pages.lines import LIMIT
from bot.chat.pages.phrases import state_words
from bot.chat.pages.statuspage import pinner
from bot.chat.requests import Answer
from bot.chat.terms import FIELD
from bot.core.alert import states
from bot.core.alert.states import Field, State
from bot.core.alert.status import RULES, Pin
from bot.core.model import Topic
from storage.store import Tables
from storage.uptake import take_up

_HELP = mark(
    "Write <code>/pin truce in force phase 2</code> or <code>/pin talks stalled</code>, <code>/pin truce off</code> to "
    "take a pin off, <code>/pin</code> alone for what is left to you."
)
_WHICH = mark("With several topics the topic comes first: <code>/pin {topic} truce in force</code>")
_HELP_ROOM = 500  # UTF-16 units
_MOST_PHASES = 99
_FIELDS = frozenset(one.value for one in Field)


async def pin(house: House, asked: Asked) -> Answer:
    """Pin a state, take a pin off, or see what the rules left to you; `/pin hills truce agreed` of several topics."""
    words, typed = asked.words, asked.arguments.split()
    named, wanted = _named(house, typed)
    if not wanted:
        return await _left(house, (named,) if named else house.topics, asked)
    who = f"operator {asked.request.asker or 'at the terminal'}"
    topic = named or (house.topics[0] if len(house.topics) == 1 else None)
    work = _pinning(topic or house.topics[0], [one.lower() for one in wanted], who, asked.now, words)
    if work is None:
        return Answer(html=words.lines(*_help(house, words)))
    if topic is None:  # a pin that can be read, and of no topic
        return which(house, asked, f"/pin {{topic}} {' '.join(wanted)}", "", None)
    done = await house.store.write(work)
    if len(house.topics) > 1:
        done = words.fill("<b>{topic}</b>\n{done}", topic=topic.name, done=Markup(done))
    return Answer(html=words.lines(done))


def _named(house: House, typed: list[str]) -> tuple[Topic | None, list[str]]:
    """The topic that the first words name, as many as can be, and the words behind it, which begin with a field.

    A field is no topic, though topics may have it in their names: "/pin truce talks off" is of none.
    """
    for count in range(len(typed), 0, -1):
        name, rest = " ".join(typed[:count]), typed[count:]
        topic = house.called(name) if not rest or rest[0].lower() in _FIELDS else None
        if topic is not None and (name.lower() not in _FIELDS or name == topic.id):
            return topic, rest
    return None, typed


async def _left(house: House, topics: tuple[Topic, ...], asked: Asked) -> Answer:
    """What the rules left to the operator in some topics: of several each one's newest, so that all find room."""
    await take_up(house.store, topics, AT_ONCE)
    since = asked.now - timedelta(days=7)

    def gather(tables: Tables) -> list[str]:
        room = listpages.share(len(topics), LIMIT - _HELP_ROOM)
        found = [(topic.name, tables.status.changes(topic.id, since)) for topic in topics]
        return [listpages.outside(name, changes, asked.now, asked.words, room) for name, changes in found]

    left = await house.store.read(gather)
    return Answer(html=listpages.together(left, asked.words, "\n".join(_help(house, asked.words))))


def _help(house: House, words: Words) -> Iterator[str]:
    yield words.say(_HELP)
    if len(house.topics) > 1:
        yield words.say(_WHICH, topic=Markup(escape(house.topics[-1].id)))


def _phased(wanted: list[str]) -> tuple[list[str], int | None]:
    """The words of a state, and the phase behind them: "in force phase 2", "in force 2"."""
    if not wanted or not wanted[-1].isdecimal():
        return wanted, None
    words = wanted[:-1]
    return (words[:-1] if words[-1:] == ["phase"] else words), int(wanted[-1])


def _pinning(topic: Topic, wanted: list[str], who: str, now: datetime, words: Words) -> Callable[[Tables], str] | None:
    """What a pin command does, or None where it cannot be read."""
    name = next((one for one in Field if one.value == wanted[0]), None)
    if name is None:
        return None
    if wanted[1:] == ["off"]:
        off, none = words.say("The pin is off."), words.say("There is no pin.")
        return lambda tables: off if tables.status.unpin(topic.id, name, who, now) else none
    stated, phase = _phased(wanted[1:])
    state = states.parse(" ".join(stated))
    misphased = phase is not None and (state is not State.IN_FORCE or not 1 <= phase <= _MOST_PHASES)
    if state is None or state not in states.STATES[name] or misphased:
        return None
    put = Pin(field=name, state=state, phase=phase, who=who, at=now)

    def work(tables: Tables) -> str:
        before = tables.status.fold(topic.id, RULES).state.of(name).standing.state
        tables.status.pin(topic.id, put, before)
        field, shown = Markup(words.term(FIELD, name.value)), state_words(name, state, phase, words)
        return words.say("Pinned: {field} {state}, by {who}.", field=field, state=shown, who=pinner(who, words))

    return work
