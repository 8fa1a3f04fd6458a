"""/privacy, /export and /forget: what we keep about a chat, all of it as a file, and none of it any more."""

import json

from bot.chat.house import Asked, House
from bot.chat.requests import Answer, Button, File


async def privacy(house: House, asked: Asked) -> Answer:
    """What is kept, in plain words."""
    del house
    say = asked.words.say
    html = asked.words.lines(
        say("<b>What is kept about this chat</b>"),
        say("Its number at Telegram, its subscriptions with their settings, filters and daily briefs, its language, "
            "which alerts went to it and when."),
        say("In a private chat also when I offered alerts in the language of your Telegram, so that I do so only "
            "once."),
        say("Storylines that are muted here, and what was thought of alerts here, without who thought it."),
        say("While a question of mine waits for an answer: the number of the one I asked, and words not yet confirmed. "
            "After 15 minutes it counts no more and goes with the next question that I ask anybody."),
        say("Words that were searched for, without who did and where; after 30 days they go with the next search."),
        say("Of which troubles this operator was told, and when.") if asked.request.operator else "",
        say("No names, no other texts of messages, nobody's list of members."),
        say("Settings of a chat that does not let me in any more are deleted after 30 days."),
        "\n",
        say("/export gives you all of it as a file, /forget deletes all of it."),
    )  # fmt: skip
    return Answer(html=html)


async def export(house: House, asked: Asked) -> Answer:
    """Every row of every table that is about this chat."""
    chat = asked.request.chat
    rows = await house.store.read(lambda tables: tables.talks.everything(chat))
    content = json.dumps({"chat": chat, "tables": rows}, ensure_ascii=False, indent=1, default=repr)
    file = File(name="trucewire.json", content=content.encode())
    return Answer(
        html=asked.words.say("Everything kept about this chat. Times are milliseconds since 1970."), file=file
    )


async def forget(house: House, asked: Asked) -> Answer:
    """Ask whether all shall be deleted; in the terminal `/forget yes` does it."""
    if asked.arguments.strip().lower() == "yes":
        return await forget_now(house, asked)
    label = asked.words.label
    html = asked.words.lines(
        asked.words.say("Delete everything kept about this chat: subscriptions, settings, filters, what went to it?"),
        asked.words.say("Write <code>/forget yes</code>, or use the button."),
    )
    rows = (
        (Button(label=label("Delete everything"), action="forget"),),
        (Button(label=label("Cancel"), action="keep"),),
    )
    return Answer(html=html, rows=rows)


async def forget_now(house: House, asked: Asked) -> Answer:
    """Delete it."""
    await house.store.write(lambda tables: tables.talks.forget(asked.request.chat))
    return Answer(html=asked.words.say("Everything about this chat is deleted. /start begins anew."))


async def keep(house: House, asked: Asked) -> Answer:
    """Delete nothing."""
    del house
    return Answer(html=asked.words.say("Nothing was deleted."))
