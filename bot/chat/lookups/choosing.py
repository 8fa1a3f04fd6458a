"""What is answered where a command needs a topic and it is not clear which."""

from collections.abc import Callable

from bot.chat.house import Asked, House
from bot.chat.languages import mark
from bot.chat.pages.phrases import command_line
from bot.chat.requests import Answer, Button
from bot.core.model import Topic

_MOST = 30  # topics that one message lists


def which(house: House, asked: Asked, command: str, typed: str, button: Callable[[Topic], Button] | None) -> Answer:
    """The topics there are, each with the command that is about it ("/status {topic}"), and with a button.

    `typed` is what was taken for a topic: nothing, the beginning of several, or of none.
    """
    words = asked.words
    unknown = typed.strip() and not house.meant(typed)
    head = mark("There is no such topic. There are:") if unknown else mark("Which topic?")
    rows = [
        words.fill("{command} - {topic}", command=command_line(command.format(topic=one.id), words), topic=one.name)
        for one in house.topics[:_MOST]
    ]
    more = len(house.topics) - len(rows)
    rows += [words.count("and {number} more", "and {number} more", more)] if more else []
    buttons = tuple((button(one),) for one in house.topics[:_MOST]) if button else ()
    return Answer(html=words.lines(words.say(head), *rows), rows=buttons)
