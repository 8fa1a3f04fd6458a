"""What readers do with an alert: mute its storyline for a while, and say what they think of it."""

from datetime import timedelta
from html import escape

from bot.chat.house import Asked, House, stale
from bot.chat.languages import Words, mark
from bot.chat.requests import Answer, Button, Kind
from bot.core.alert.display import cut_headline
from bot.core.model import Alert, AlertId, StorylineId
from storage.feedback import Verdict, voter
from storage.mutes import Mute
from storage.store import Tables

HOURS = (8, 24, 168)
_REASONS = {
    "new": (Verdict.NOT_NEW, mark("Not new")),
    "off": (Verdict.OFF_TOPIC, mark("Off topic")),
    "wrong": (Verdict.WRONG, mark("Wrong")),
}


# Muting


async def mute(house: House, asked: Asked) -> Answer:
    """The button Mute storyline: `alert`, then `alert:hours`."""
    name, _, hours = asked.arguments.partition(":")
    alert = await house.store.read(lambda tables: tables.developments.alert(AlertId(name)))
    if alert is None:
        return stale(asked)
    if hours not in map(str, HOURS):
        return _ask_how_long(alert, asked.words)
    until = asked.now + timedelta(hours=int(hours))
    request = asked.request
    muted = Mute(
        chat=request.chat, thread=request.thread, storyline=alert.storyline, topic=alert.topic, alert=alert.id,
        since=asked.now, until=until,
    )  # fmt: skip
    await house.store.write(lambda tables: tables.mutes.mute(muted))
    said = asked.words.say(
        "This storyline is muted here until {until} UTC. Corrections of what you got still come.",
        until=asked.words.moment(until, "UTC"),
    )
    return Answer(html=said, rows=((_lift(alert.storyline, asked.words),),))


def _ask_how_long(alert: Alert, words: Words) -> Answer:
    labels = {8: words.label("8 hours"), 24: words.label("24 hours"), 168: words.label("7 days")}
    row = tuple(Button(label=labels[hours], action=f"mute:{alert.id}:{hours}") for hours in HOURS)
    return Answer(html=words.say("Mute this storyline here for how long?"), rows=(row,), fresh=True)


def _lift(storyline: StorylineId, words: Words, number: str = "") -> Button:
    return Button(label=words.label("Lift") + number, action=f"lift:{storyline}")


async def muted(house: House, asked: Asked) -> Answer:
    """What is muted here, each with a button that lifts it."""
    request, words = asked.request, asked.words
    found = await house.store.read(
        lambda tables: [
            (one, _headline(tables, one.alert))
            for one in tables.mutes.of_place(request.chat, request.thread, asked.now)
        ]
    )
    if not found:
        return Answer(html=words.say("Nothing is muted here."))
    lines = [
        f"{number}. “{escape(headline, quote=False)}” · "
        + words.say("until {until} UTC", until=words.moment(one.until, "UTC"))
        for number, (one, headline) in enumerate(found, 1)
    ]
    rows = tuple((_lift(one.storyline, words, f" {number}"),) for number, (one, _) in enumerate(found, 1))
    return Answer(html=words.lines(words.say("<b>Muted storylines</b>"), *lines), rows=rows[:20])


async def lift(house: House, asked: Asked) -> Answer:
    """The button Lift: `storyline`."""
    request = asked.request
    there = await house.store.write(
        lambda tables: tables.mutes.lift(request.chat, request.thread, StorylineId(asked.arguments))
    )
    if not there:
        return stale(asked)
    return Answer(html=asked.words.say("The storyline is heard here again."))


def _headline(tables: Tables, name: AlertId) -> str:
    alert = tables.developments.alert(name)
    report = tables.reports.newest(alert.report) if alert else None
    return cut_headline(report.headline) if report else ""


# Feedback


async def up(house: House, asked: Asked) -> Answer:
    """👍: `alert`."""
    refused = await _give(house, asked, asked.arguments, Verdict.GOOD)
    return refused or Answer(notice=asked.words.label("Noted, thank you."))


async def down(house: House, asked: Asked) -> Answer:
    """👎: `alert`, then `alert:reason`. It counts at once; the reason is asked where there is room for it."""
    name, _, reason = asked.arguments.partition(":")
    verdict = _REASONS[reason][0] if reason in _REASONS else Verdict.BAD
    refused = await _give(house, asked, name, verdict)
    if refused is not None:
        return refused
    words = asked.words
    if reason:
        return Answer(html=words.say("Noted, thank you."))
    if asked.request.kind is Kind.CHANNEL:
        return Answer(notice=words.label("Noted, thank you."))
    row = tuple(Button(label=words.label(label), action=f"down:{name}:{key}") for key, (_, label) in _REASONS.items())
    return Answer(html=words.say("What is wrong with this alert?"), rows=(row,), fresh=True)


async def _give(house: House, asked: Asked, name: str, verdict: Verdict) -> Answer | None:
    request = asked.request

    def give(tables: Tables) -> Answer | None:
        alert = tables.developments.alert(AlertId(name))
        if alert is None:
            return stale(asked)
        tables.feedback.give(alert, request.chat, voter(request.chat, request.asker), verdict, asked.now)
        return None

    return await house.store.write(give)
