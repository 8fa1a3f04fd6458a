"""What the pages say in many places, in a language: feed text, links, times, lists, and the words of the core.

Feed text and names stay as published: escaped, and kept from reordering the line they stand in. Times are UTC.
"""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from html import escape

from bot.chat.languages import Markup, Words
from bot.chat.pages.markup import isolated
from bot.chat.terms import ACT, FIELD, READ, ROLE
from bot.core.alert.states import Field, State
from bot.core.detect.labels import label


def text(value: str, words: Words) -> Markup:
    """Feed text or a name: isolated where its letters run against the line, in right-to-left languages always."""
    return words.fill("{text}", text=value if words.right_to_left else isolated(value))


def quoted(value: str, words: Words) -> Markup:
    """Feed text between quotation marks, which stay on its sides."""
    if words.right_to_left:
        return words.fill("{quote}", quote=f"“{value}”")
    return words.fill("“{text}”", text=text(value, words))


def linked(label: str, link: str | None, words: Words) -> Markup:
    """A name, with a link behind it where there is one."""
    shown = text(label, words)
    return linked_label(shown, link) if link else shown


def linked_label(label: Markup, link: str) -> Markup:
    """A label of ours with a link behind it."""
    return Markup(f'<a href="{escape(link)}">{label}</a>')


def command_line(command: str, words: Words) -> Markup:
    """A command to be copied: nothing invisible in it."""
    return Markup(words.kept_apart(f"<code>{escape(command, quote=False)}</code>"))


def listed(items: Iterable[str], words: Words) -> Markup:
    """Some things, one after the other; they are markup already."""
    return Markup(words.label(", ").join(items))


def series(items: Iterable[str], words: Words) -> Markup:
    """Some things that may have commas in them, one after the other; they are markup already."""
    return Markup(words.label("; ").join(items))


# Times


def moment(at: datetime, now: datetime, words: Words) -> str:
    """A time in UTC: the clock alone today, the date with it on other days, the year in other years."""
    at, now = at.astimezone(UTC), now.astimezone(UTC)
    if at.date() == now.date():
        return words.clock(at, "UTC")
    return words.moment(at, "UTC") if at.year == now.year else words.date(at, "d MMM y HH:mm")


def stamp(at: datetime, words: Words, *, clock_only: bool = False) -> Markup:
    """A time in UTC that says so."""
    return Markup(words.kept_apart(words.utc(at, "t" if clock_only else "Dt")))


def ago(at: datetime, now: datetime, words: Words) -> str:
    """How long ago, in the largest unit that fits."""
    minutes = max(0, int((now - at) / timedelta(minutes=1)))
    if minutes < 1:
        return words.say("less than a minute ago")
    if minutes < 60:
        return words.say("{minutes} min ago", minutes=Markup(minutes))
    if minutes < 48 * 60:
        return words.say("{hours} h {minutes} min ago", hours=Markup(minutes // 60), minutes=Markup(minutes % 60))
    return words.count("{number} days ago", "{number} days ago", minutes // 1440)


def countdown(due: datetime, now: datetime, words: Words) -> str:
    """How long until a moment, in the two largest units."""
    minutes = int((due - now) / timedelta(minutes=1))
    if minutes < 0:
        return words.say("passed")
    if minutes < 60:
        return words.say("in {minutes} min", minutes=Markup(minutes))
    hours = minutes // 60
    if hours < 48:
        return words.say("in {hours} h {minutes} min", hours=Markup(hours), minutes=Markup(minutes % 60))
    return words.count("in {number} d {hours} h", "in {number} d {hours} h", hours // 24, hours=Markup(hours % 24))


# Words of the core


def field_words(field: Field, words: Words) -> Markup:
    """What a field is called at the beginning of a line."""
    return Markup(words.term(FIELD, field.value.capitalize()))


def state_words(field: Field, state: State, phase: int | None, words: Words) -> Markup:
    """A state of a field as it is printed."""
    name = Markup(words.term(field.value, state.value))
    return words.say("{state} (phase {phase})", state=name, phase=Markup(phase)) if phase else name


def act_words(act: str, words: Words) -> Markup:
    """The label of an act."""
    return _term(ACT, act, words)


def read_act(name: str, words: Words) -> Markup:
    """An act by the name that rules give it: its label, or words for what has none."""
    shown = label(name)
    return act_words(shown, words) if shown else _term(READ, name, words)


def role_words(role: str, words: Words) -> Markup:
    """A role of the topic file: party and mediator in the language, any other as it stands there."""
    return _term(ROLE, role, words)


def named(context: str, reason: str, words: Words) -> Markup:
    """A reason as stored, maybe with a detail behind a colon: what has words in the language has them."""
    whole = words.term(context, reason)
    parts = [reason] if whole != reason else reason.split(": ", 1)
    return Markup(words.label(": ").join(_term(context, part, words) for part in parts))


def _term(context: str, value: str, words: Words) -> Markup:
    said = words.term(context, value)
    return text(value, words) if said == value else Markup(escape(said, quote=False))


def counted_outlets(number: int, words: Words) -> Markup:
    """How many outlets."""
    return words.count("{number} outlet", "{number} outlets", number)
