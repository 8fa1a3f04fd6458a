"""Which topics of a place a typed command is about: the one that it names, else all of them.

`/settings topic:hills level important`. No filter can be mistaken for that: there is no field `topic` in filters.
"""

import re
from collections.abc import Sequence

from bot.chat.house import Asked, House
from bot.chat.languages import Markup
from bot.chat.pages.phrases import command_line, listed
from bot.core.model import Subscription
from bot.core.people.topicnames import meant

There = tuple[Subscription, ...]
_NAMED = re.compile(r'(?i:topic):(?:"([^"]*)"|([^\s"]+))')


def aimed(house: House, there: There, text: str) -> tuple[There, str]:
    """The subscriptions that a command is about, and the rest of what was typed; none where the topic is not there.

    The topic is named before or behind the rest.
    """
    text = text.strip()
    found = _NAMED.match(text) or next((one for one in _NAMED.finditer(text) if one.end() == len(text)), None)
    if found is None or text[found.start() - 1 : found.start()].strip() or text[found.end() : found.end() + 1].strip():
        return there, text
    one = named(house, there, found[1] or found[2] or "")
    return (one,) if one else (), f"{text[: found.start()]}{text[found.end() :]}".strip()


def named(house: House, there: Sequence[Subscription], text: str) -> Subscription | None:
    """The subscription to the topic that is meant, if one alone is."""
    found = _meant(house, there, text)
    return next((one for one in there if one.key.topic in found), None) if len(found) == 1 else None


def unclear(house: House, there: Sequence[Subscription], text: str) -> bool:
    """Whether what was typed for a topic, or all that was typed, may mean several of those there."""
    found = _NAMED.search(text)
    return len(_meant(house, there, (found[1] or found[2] or "") if found else text)) > 1


def _meant(house: House, there: Sequence[Subscription], text: str) -> tuple[str, ...]:
    return meant(text, {one.key.topic: house.name(one.key.topic) for one in there})


def names(house: House, asked: Asked, about: Sequence[Subscription]) -> Markup:
    """The names of the topics, one after the other."""
    return listed((asked.words.fill("<b>{topic}</b>", topic=house.name(one.key.topic)) for one in about), asked.words)


def led(house: House, asked: Asked, one: Subscription, line: str) -> Markup:
    """A line of a message, led by the topic that it is about."""
    colon = Markup(asked.words.label(": "))
    return asked.words.fill("{topic}{colon}{line}", topic=house.name(one.key.topic), colon=colon, line=Markup(line))


def told(house: House, asked: Asked, about: There, there: There, example: str) -> list[str]:
    """For which topics something was changed, and how to name one; nothing where the place has but one."""
    if len(there) < 2:
        return []
    lines: list[str] = [asked.words.say("Changed for {topics}.", topics=names(house, asked, about))]
    return lines if len(about) == 1 else [*lines, hint(asked, there, example)]


def hint(asked: Asked, there: There, example: str) -> str:
    """How to name one topic of several, {topic} in the example; nothing where the place has but one."""
    if len(there) < 2:
        return ""
    command = command_line(example.format(topic=f"topic:{there[-1].key.topic}"), asked.words)
    return asked.words.say("For one topic alone: {command}", command=command)
