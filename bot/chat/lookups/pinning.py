"""/pin, for operators: what the rules left to them, and a state that stands by their word until they take it off."""

from collections.abc import Callable
from datetime import datetime, timedelta

from bot.chat.house import Asked, House
from bot.chat.languages import Markup, Words, mark
from bot.chat.lookups.standing import AT_ONCE
from bot.chat.pages import listpages
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


async def pin(house: House, asked: Asked) -> Answer:
    """Pin a state, take a pin off, or see what the rules left to you."""
    topic, wanted, words = house.topics[0], asked.arguments.lower().split(), asked.words
    if wanted and (named := house.topic(wanted[0])) is not None:
        topic, wanted = named, wanted[1:]
    if not wanted:
        week = asked.now - timedelta(days=7)
        await take_up(house.store, (topic,), AT_ONCE)
        changes = await house.store.read(lambda tables: tables.status.changes(topic.id, week))
        left = listpages.outside(topic.name, changes, asked.now, words)
        return Answer(html=words.lines(f"{left}\n\n{words.say(_HELP)}"))
    work = _pinning(topic, wanted, f"operator {asked.request.asker or 'at the terminal'}", asked.now, words)
    if work is None:
        return Answer(html=words.say(_HELP))
    done = await house.store.write(work)
    if len(house.topics) > 1:
        done = words.fill("<b>{topic}</b>\n{done}", topic=topic.name, done=Markup(done))
    return Answer(html=words.lines(done))


def _pinning(topic: Topic, wanted: list[str], who: str, now: datetime, words: Words) -> Callable[[Tables], str] | None:
    """What a pin command does, or None where it cannot be read."""
    name = next((one for one in Field if one.value == wanted[0]), None)
    if name is None:
        return None
    if wanted[1:] == ["off"]:
        off, none = words.say("The pin is off."), words.say("There is no pin.")
        return lambda tables: off if tables.status.unpin(topic.id, name, who, now) else none
    phase = int(wanted[-1]) if wanted[-1].isdigit() and len(wanted[-1]) <= 2 else None
    stated = [word for word in wanted[1:] if word != "phase" and not word.isdigit()]
    state = states.parse(" ".join(stated))
    if state is None or state not in states.STATES[name] or (phase and state is not State.IN_FORCE):
        return None
    put = Pin(field=name, state=state, phase=phase, who=who, at=now)

    def work(tables: Tables) -> str:
        before = tables.status.fold(topic.id, RULES).state.of(name).standing.state
        tables.status.pin(topic.id, put, before)
        field, shown = Markup(words.term(FIELD, name.value)), state_words(name, state, phase, words)
        return words.say("Pinned: {field} {state}, by {who}.", field=field, state=shown, who=pinner(who, words))

    return work
