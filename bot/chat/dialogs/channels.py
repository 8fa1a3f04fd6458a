"""/channel: an admin sets up a channel from the private chat with the bot."""

from dataclasses import replace

from bot.chat.dialogs import configuring
from bot.chat.house import Asked, House
from bot.chat.requests import Answer


async def channel(house: House, asked: Asked) -> Answer:
    """The channel's settings, once the shell has found it and that the asker is its admin; else how to go about it."""
    request = asked.request
    if request.from_private and request.may_change:
        return await configuring.settings(house, asked.with_arguments(""))
    say = asked.words.say
    refused = say("I know no such channel of which you are an admin: {name}", name=asked.arguments)
    return Answer(
        html=asked.words.lines(
            refused if asked.arguments.strip() else "",
            say(
                "Make me an admin of your channel with the right to post, then write here <code>/channel @name</code>."
            ),
            say("In the channel itself, /subscribe and the other commands work as posts."),
        )
    )


async def added(house: House, asked: Asked) -> Answer:
    """What to say to the admin who has just let us into a channel."""
    screen = await configuring.settings(house, asked.with_arguments(""))
    head = asked.words.say("I was added to <b>{title}</b>. Here is what goes there.", title=asked.request.title)
    return replace(screen, html=asked.words.lines(head, "\n") + "\n" + screen.html)
