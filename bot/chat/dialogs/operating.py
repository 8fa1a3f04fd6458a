"""/ops, for operators in their private chat: what is in trouble, and announcements to all subscribers."""

from datetime import timedelta

from bot.chat.house import Asked, House, short, stale
from bot.chat.languages import Markup, mark
from bot.chat.lookups import library
from bot.chat.pages import opspage
from bot.chat.requests import Answer, Button
from storage.store import Tables
from storage.talks import Question

DAY = timedelta(days=1)
LONGEST = 3000  # UTF-16 units


async def ops(house: House, asked: Asked) -> Answer:
    """How things are, or `announce` with a preview."""
    action, _, text = asked.arguments.strip().partition(" ")
    if action.lower() == "announce":
        return await _preview(house, asked, text.strip())
    if action:
        return Answer(html=asked.words.lines(asked.words.say(opspage.USAGE)))

    def gather(tables: Tables) -> opspage.Operations:
        since = asked.now - DAY
        return opspage.Operations(
            load=tables.ops.load(since, asked.now),
            feeds=library.feeds_status(tables, house.sources),
            announced=tables.announcements.since(since),
            pruned=tables.pruning.last(),
        )

    return Answer(html=opspage.page(await house.store.read(gather), asked.now, asked.words))


async def _preview(house: House, asked: Asked, text: str) -> Answer:
    """Show an announcement as it will look, and how many places it goes to, before anything goes out."""
    if not text or len(text.encode("utf-16-le")) // 2 > LONGEST:
        help_ = mark("Write <code>/ops announce</code> and then 1 to {most} characters.")
        return Answer(html=asked.words.say(help_, most=Markup(LONGEST)))
    request, words = asked.request, asked.words
    waiting = Question(action="announce", place=(request.chat, request.thread), draft=text)

    def keep(tables: Tables) -> int:
        tables.talks.ask(request.chat, request.asker, waiting, asked.now)
        return tables.announcements.audience()

    count = await house.store.write(keep)
    buttons = (
        Button(
            label=words.count("Send to {number} places", "Send to {number} places", count),
            action=f"announce:{short(text)}",
        ),
        Button(label=words.label("Cancel"), action="quash"),
    )
    return Answer(
        html=opspage.announcement(
            text,
            words.count("<i>This goes to {number} places.</i>", "<i>This goes to {number} places.</i>", count),
            words,
        ),
        rows=(buttons,),
    )


async def announce(house: House, asked: Asked) -> Answer:
    """Send what was previewed, once: the ledger takes it in the transaction that takes the question."""
    request = asked.request

    def take(tables: Tables) -> Answer:
        waiting = tables.talks.question(request.chat, request.asker, asked.now)
        if waiting is None or waiting.action != "announce" or short(waiting.draft) != asked.arguments:
            return stale(asked)
        tables.talks.answered(request.chat, request.asker)
        count = tables.announcements.make(waiting.draft, asked.now)
        going = asked.words.count(
            "<i>Going out to {number} places, /ops shows how far it is.</i>",
            "<i>Going out to {number} places, /ops shows how far it is.</i>",
            count,
        )
        return Answer(html=opspage.announcement(waiting.draft, going, asked.words))

    return await house.store.write(take)


async def quash(house: House, asked: Asked) -> Answer:
    """Send nothing."""
    await house.store.write(lambda tables: tables.talks.answered(asked.request.chat, asked.request.asker))
    return Answer(html=asked.words.say("Nothing was sent."))
