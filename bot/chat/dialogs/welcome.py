"""The way in: /start, /help, /subscribe and /unsubscribe, and the language we answer in."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.chat.dialogs import configuring, naming
from bot.chat.house import Asked, House, here, pointed_at, short, stale
from bot.chat.languages import SOURCE, Markup, Words, codes, words
from bot.chat.lookups.choosing import which
from bot.chat.lookups.library import latest_lines
from bot.chat.pages.lines import entry
from bot.chat.pages.render import alert_html
from bot.chat.requests import Answer, Button
from bot.core.alert.content import AlertContent
from bot.core.model import AlertId, Reason, Subscription, Topic, derived_id
from storage.store import Tables

if TYPE_CHECKING:
    from bot.chat.house import Command


async def start(house: House, asked: Asked) -> Answer:
    """What this is, in two lines, and one button to get alerts, or to the settings of those that come already.

    With a topic, as in a link, get them at once.
    """
    named = house.called(asked.arguments) if asked.arguments.strip() else None
    if named is not None and asked.request.may_change:
        return await _subscribed(house, asked, named)
    say, label = asked.words.say, asked.words.label
    names = ", ".join(topic.name for topic in house.topics)
    there = {one.key.topic for one in await here(house, asked)}
    told = [topic for topic in house.topics if topic.id in there]
    further = [topic for topic in house.topics if topic.id not in there]
    html = asked.words.lines(
        say("<b>Trucewire</b> sends one alert for each new development in: {topics}.", topics=names),
        say("Each alert says which outlet reported it and who says so. Nothing is written by the bot itself."),
        "\n",
        *(say("Already subscribed to <b>{topic}</b>.", topic=topic.name) for topic in told),
        say("/settings for what comes here and when, /status for where things stand, /help for everything else.")
        if told
        else say("/subscribe to get alerts here, /status for where things stand, /help for everything else."),
    )
    rows = [*_to_settings(asked, told), *(_get_alerts(asked, topic) for topic in further)]
    return Answer(html=html, rows=(*rows, (Button(label=label("Language"), action="lang"),)))


def _to_settings(asked: Asked, topics: Sequence[Topic]) -> tuple[tuple[Button, ...], ...]:
    """The ways to what can be set: of one subscription what is set most, of several a button for each."""
    label = asked.words.label
    if len(topics) != 1:
        return tuple(
            (Button(label=label("Settings: {topic}", topic=one.name), action=f"see:{short(one.id)}:all"),)
            for one in topics
        )
    mark = short(topics[0].id)
    return (
        (Button(label=label("Filters"), action=f"see:{mark}:filters"),
         Button(label=label("Time zone"), action=f"see:{mark}:zone")),
        (Button(label=label("All settings"), action=f"see:{mark}:all"),),
    )  # fmt: skip


def _get_alerts(asked: Asked, topic: Topic) -> tuple[Button, ...]:
    return (Button(label=asked.words.label("Get alerts: {topic}", topic=topic.name), action=f"sub:{short(topic.id)}"),)


async def subscribe(house: House, asked: Asked) -> Answer:
    """Subscribe this chat (and thread) to a topic, by name."""
    topic = house.called(asked.arguments)
    if topic is not None:
        return await _subscribed(house, asked, topic)
    return which(house, asked, "/subscribe {topic}", asked.arguments, lambda one: _get_alerts(asked, one)[0])


async def subscribe_tapped(house: House, asked: Asked) -> Answer:
    """The same by a button: `topic`."""
    topic = house.by_short(asked.arguments)
    return stale(asked) if topic is None else await _subscribed(house, asked, topic)


async def _subscribed(house: House, asked: Asked, topic: Topic) -> Answer:
    """Subscribe, and show what an alert looks like and what can be set."""
    fresh = await house.store.write(lambda tables: _entered(tables, asked, topic))
    example = await house.store.read(lambda tables: _example(house, tables, topic, asked))
    say = asked.words.say
    html = asked.words.lines(
        say("Subscribed to <b>{topic}</b>.", topic=topic.name)
        if fresh
        else say("Already subscribed to <b>{topic}</b>.", topic=topic.name),
        await _what_comes(house, asked, topic),
        say("An alert looks like this:") if example else "",
    )
    return Answer(html=f"{html}\n\n{example}" if example else html, rows=_to_settings(asked, [topic]))


async def _what_comes(house: House, asked: Asked, topic: Topic) -> str:
    """Which alerts come: a sentence where nothing is set, else the settings that were kept for whoever comes back."""
    there = next((one for one in await here(house, asked) if one.key.topic == topic.id), None)
    if there is None or there == Subscription(key=there.key, since=there.since):
        return asked.words.say("Alerts of importance 1 and 2 come here as reports arrive. /settings changes that.")
    return configuring.screens(house, asked, there).standing()


def _entered(tables: Tables, asked: Asked, topic: Topic) -> bool:
    """Enter the subscription; True where it is new. Alerts come when nobody asks, so the language is kept with it.

    Kept is the language that we answer in, unless the chat has chosen one, or it is English, which needs no keeping. In
    a group only a new subscription says anything of its language, in private whoever subscribes again says it too.
    """
    key, place = asked.key(topic), asked.request
    fresh = tables.subscriptions.subscribe(key, asked.now)
    foreign = asked.words.code != SOURCE and tables.talks.language(place.chat) is None
    if foreign and (fresh or place.kind.personal):
        tables.talks.set_language(place.chat, asked.words.code, asked.now)
    return fresh


def _example(house: House, tables: Tables, topic: Topic, asked: Asked) -> str:
    """The newest alert as it would look now; where none was made yet, the newest development as lists show it."""
    for development in tables.developments.latest(topic.id, 5) if house.compose else ():
        name = AlertId(derived_id("alert", development.id, Reason.NEW_DEVELOPMENT, ""))
        alert = tables.developments.alert(name)
        content = house.compose(tables, alert, asked.now) if alert and house.compose else None
        if isinstance(content, AlertContent):
            return alert_html(content, asked.words)
    lines = latest_lines(tables, topic, 1)
    return entry(lines[0], asked.words) if lines else ""


async def unsubscribe(house: House, asked: Asked) -> Answer:
    """End the subscriptions of this chat, or the one to the topic named."""
    there = await here(house, asked)
    wanted = asked.arguments.strip()
    named = naming.named(house, there, wanted)  # of those there are: "truce" is clear where one of them has the word
    if wanted and named is None and there:
        return _which_to_end(house, asked, there)
    ending = [one.key for one in there if not wanted or one is named]
    if not ending:
        return configuring.no_subscription(house, asked)
    await house.store.write(lambda tables: [tables.subscriptions.unsubscribe(key) for key in ending])
    names = ", ".join(house.name(key.topic) for key in ending)
    return Answer(html=_ended(asked, names))


async def unsubscribe_tapped(house: House, asked: Asked) -> Answer:
    """The same by a button: `topic`."""
    one = await pointed_at(house, asked)
    if one is None:
        return stale(asked)
    await house.store.write(lambda tables: tables.subscriptions.unsubscribe(one.key))
    topic = house.topic(one.key.topic)
    return Answer(html=_ended(asked, house.name(one.key.topic)), rows=(_get_alerts(asked, topic),) if topic else ())


def _ended(asked: Asked, names: str) -> Markup:
    return asked.words.say(
        "Unsubscribed from <b>{topics}</b>. Your settings and filters are kept for when you come back.", topics=names
    )


def _which_to_end(house: House, asked: Asked, there: Sequence[Subscription]) -> Answer:
    """The subscriptions of this place, with a button to end each: what was typed means none of them, or several."""
    label, names = asked.words.label, {one.key.topic: house.name(one.key.topic) for one in there}
    ends = tuple(
        (Button(label=label("Unsubscribe: {topic}", topic=name), action=f"end:{short(topic)}"),)
        for topic, name in names.items()
    )
    ours = replace(house, topics=tuple(one for one in house.topics if one.id in names))
    if not ours.meant(asked.arguments):
        return replace(configuring.no_such_topic(house, asked, tuple(there), "all"), rows=ends)
    return replace(which(ours, asked, "/unsubscribe {topic}", asked.arguments, None), rows=ends)


async def language(house: House, asked: Asked) -> Answer:
    """Choose the language we answer in: `code`, or nothing for the choice."""
    code = asked.arguments.strip().lower()
    if not code:
        rows = tuple((Button(label=words(one).name, action=f"lang:{one}"),) for one in codes())
        return Answer(html=asked.words.say("Which language shall I answer in? Headlines stay as published."), rows=rows)
    if code not in codes():
        return Answer(html=asked.words.say("There are these languages: {codes}.", codes=", ".join(codes())))
    await house.store.write(lambda tables: tables.talks.set_language(asked.request.chat, code, asked.now))
    spoken = replace(asked, words=words(code))
    there = await here(house, spoken)
    done = spoken.words.label("From now on I answer in this language: {name}.", name=spoken.words.name)
    if not there:
        return replace(await start(house, spoken.with_arguments("")), notice=done)
    return replace(await configuring.settings(house, spoken.with_arguments("")), notice=done)


def helping(commands: "tuple[Command, ...]", asked: Asked) -> Answer:
    """The commands that this place has."""
    kind, operator = asked.request.kind, asked.request.operator
    rows = [
        asked.words.fill("{command} - {what}", command=_usage(one, asked.words), what=asked.words.label(one.what))
        for one in commands
        if kind in one.kinds and (operator or not one.operator)
    ]
    return Answer(html=asked.words.lines(*rows))


def _usage(command: "Command", spoken: Words) -> str:
    """A command and what may stand behind it."""
    return f"/{command.name} {spoken.label(command.usage)}" if command.usage else f"/{command.name}"
