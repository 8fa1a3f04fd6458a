"""/settings and /pause, typed and tapped: read what is meant, change it, show the screen again."""

import re
from dataclasses import replace

from bot.chat.dialogs import naming
from bot.chat.dialogs.changes import SETTINGS, Given, RefusedError, change
from bot.chat.dialogs.screens import SCREENS, Screens
from bot.chat.house import Asked, House, here, pointed_at, short, stale
from bot.chat.languages import mark
from bot.chat.requests import Answer, Button, Kind
from bot.core.model import Subscription
from storage.store import Tables
from storage.talks import Question

PROMPTS = {
    "digest": mark("At what time of the day shall the digest come? Write for example 08:00."),
    "quiet": mark("When shall it be quiet? Write two times, for example 23:00-07:00."),
    "zone": mark("Which time zone? Write for example Europe/Paris or Asia/Beirut."),
}
_EXAMPLES = {"pause": "/pause {topic} 8h"}
_STAYING = frozenset({"outlets", "languages"})


def given(house: House, asked: Asked) -> Given:
    """What a setting's value may refer to."""
    return Given(outlets=house.outlets(), languages=house.tongues(), now=asked.now)


def screens(house: House, asked: Asked, subscription: Subscription) -> Screens:
    """The screens of a subscription."""
    title = asked.request.title if asked.request.from_private else ""
    return Screens(asked.words, subscription, house.name(subscription.key.topic), given(house, asked), title)


def no_subscription(house: House, asked: Asked) -> Answer:
    """What to say where there is nothing to set, with the way in."""
    buttons = tuple(
        (Button(label=asked.words.label("Get alerts: {topic}", topic=topic.name), action=f"sub:{short(topic.id)}"),)
        for topic in house.topics
    )
    text = asked.words.say("There is no subscription here. Subscribe first: /subscribe")
    title = asked.words.say("Channel: {title}", title=asked.request.title) if asked.request.from_private else ""
    return Answer(html=asked.words.lines(title, text), rows=buttons)


async def settings(house: House, asked: Asked) -> Answer:
    """All settings on one screen; `/settings level important` changes one, with `topic:hills` before it of that topic
    alone.
    """
    there = await here(house, asked)
    if not there:
        return no_subscription(house, asked)
    about, text = naming.aimed(house, there, asked.arguments)
    if text and text.split()[0].lower() not in SETTINGS and house.meant(text):
        about, text = _alone(house, about, text), ""
    if not about:
        return no_such_topic(house, asked, there, "all")
    name, _, value = text.partition(" ")
    if name and (value or name.lower() not in SETTINGS):
        return await _typed(house, asked, (about, there), (name, value))
    if name and len(about) == 1:  # a setting without a value: its screen, which has values to tap
        shown = screens(house, asked, about[0])
        return shown.draw(name.lower()) or shown.everything()
    if len(about) == 1:
        return screens(house, asked, about[0]).everything()
    screen = name.lower() if name.lower() in SCREENS else "all"
    return Answer(html=asked.words.say("Settings of which topic?"), rows=_topics(house, there, screen))


def _topics(house: House, there: tuple[Subscription, ...], screen: str) -> tuple[tuple[Button, ...], ...]:
    """A button for each topic, to one of its screens."""
    topics = (one.key.topic for one in there)
    return tuple((Button(label=house.name(topic), action=f"see:{short(topic)}:{screen}"),) for topic in topics)


async def pause(house: House, asked: Asked) -> Answer:
    """`/pause 8h`, `/pause topic:hills 8h`; without more, a screen that offers pauses."""
    there = await here(house, asked)
    if not there:
        return no_subscription(house, asked)
    about, text = naming.aimed(house, there, asked.arguments)
    if text and not _is_pause(house, asked, about, text) and house.meant(text):
        about, text = _alone(house, about, text), ""
    if not about:
        return no_such_topic(house, asked, there, "pause")
    if text:
        return await _typed(house, asked, (about, there), ("pause", text))
    if len(about) == 1:
        return screens(house, asked, about[0]).pause()
    text = asked.words.say("Pause which topic? <code>/pause 8h</code> pauses all of them.")
    html = asked.words.lines(text, naming.hint(asked, there, _EXAMPLES["pause"]))
    return Answer(html=html, rows=_topics(house, there, "pause"))


async def resume(house: House, asked: Asked) -> Answer:
    """End a pause: `/resume`, `/resume hills`."""
    name = re.sub(r"^topic:", "", asked.arguments.strip(), flags=re.IGNORECASE).strip('"')
    return await pause(house, asked.with_arguments(f'topic:"{name}" off' if name else "off"))


def _alone(house: House, about: naming.There, text: str) -> naming.There:
    """The subscription that is meant where a topic is all that was typed; none where that is not clear."""
    one = naming.named(house, about, text)
    return (one,) if one else ()


def _is_pause(house: House, asked: Asked, about: naming.There, text: str) -> bool:
    """Whether a text says how long, which goes before a topic whose name begins so."""
    try:
        return bool([change(one, "pause", text, given(house, asked)) for one in about])
    except RefusedError:
        return False


def no_such_topic(house: House, asked: Asked, there: naming.There, screen: str) -> Answer:
    """The answer to a command about a topic that the place is not subscribed to, or about one of several that may be

    meant, with a button to each that there is.
    """
    say, topics = asked.words.say, naming.names(house, asked, there)
    if naming.unclear(house, there, asked.arguments):
        html = asked.words.lines(say("Which topic?"), topics)
    else:
        html = say("There is no such topic here. There are: {topics}.", topics=topics)
    return Answer(html=html, rows=_topics(house, there, screen))


async def _typed(house: House, asked: Asked, whose: tuple[naming.There, naming.There], what: tuple[str, str]) -> Answer:
    """Change a setting of the subscriptions that are meant, of those there are, and say what stands now."""
    about, there = whose
    example = _EXAMPLES.get(what[0].lower(), "/settings {topic} level important")
    try:
        changed = [change(one, *what, given(house, asked)) for one in about]
    except RefusedError as refusal:
        text = asked.words.say(refusal.text, **refusal.values)
        return Answer(html=asked.words.lines(text, naming.hint(asked, there, example)))
    await _save(house, changed)
    said = naming.told(house, asked, about, there, example)
    if len(changed) == 1:
        shown = screens(house, asked, changed[0]).everything()
        return replace(shown, html=f"{asked.words.lines(*said)}\n\n{shown.html}") if said else shown
    now = (naming.led(house, asked, one, screens(house, asked, one).line(what[0].lower())) for one in changed)
    return Answer(html=asked.words.lines(said[0], *now, *said[1:]), rows=_topics(house, about, "all"))


async def _save(house: House, changed: list[Subscription]) -> None:
    def save(tables: Tables) -> None:
        for one in changed:
            tables.subscriptions.save(one)

    await house.store.write(save)


async def see(house: House, asked: Asked) -> Answer:
    """Show a screen: `topic:screen[:page]`."""
    subscription = await pointed_at(house, asked)
    if subscription is None:
        return stale(asked)
    _, _, rest = asked.arguments.partition(":")
    name, _, page = rest.partition(":")
    number = int(page) if page.isascii() and page.isdigit() else 0
    return screens(house, asked, subscription).draw(name, number) or stale(asked)


async def put(house: House, asked: Asked) -> Answer:
    """Change a setting by a button: `topic:setting:value`. Values are absolute, so a second tap does no harm."""
    subscription = await pointed_at(house, asked)
    _, name, value = (*asked.arguments.split(":", 2), "", "")[:3]
    if subscription is None:
        return stale(asked)
    page = 0
    if name == "outlet":
        name, (value, page) = "outlets", _outlet(house, value)
    try:
        changed = change(subscription, name, value, given(house, asked))
    except RefusedError:
        return stale(asked)
    await _save(house, [changed])
    drawn = screens(house, asked, changed).draw(name if name in _STAYING else "all", page)
    assert drawn is not None
    return replace(drawn, notice=asked.words.label("Saved"))


def _outlet(house: House, value: str) -> tuple[str, int]:
    """The typed form of what an outlet's button asks for, and the page it stood on."""
    name, sign, page = value[:6], value[6:7], value[7:]
    family = next((one for one in house.outlets() if short(one) == name), "?")
    return (sign if sign in "+-" else "") + family, int(page) if page.isascii() and page.isdigit() else 0


async def ask(house: House, asked: Asked) -> Answer:
    """Ask for a value that has no button: `topic:setting`."""
    subscription = await pointed_at(house, asked)
    name = asked.arguments.partition(":")[2]
    if subscription is None or name not in PROMPTS:
        return stale(asked)
    return await question(house, asked, name, PROMPTS[name])


async def question(house: House, asked: Asked, name: str, prompt: str) -> Answer:
    """Remember that the asker was asked, and ask. In a channel nobody has a face, so nobody can be asked there."""
    request = asked.request
    if request.kind is Kind.CHANNEL and not request.from_private:
        typed = "/filter add …" if name == "filter" else f"/settings {name} …"
        return Answer(notice=asked.words.label("In a channel, write {command} instead.", command=typed))
    waiting = Question(action=f"{asked.arguments.partition(':')[0]}:{name}", place=(request.chat, request.thread))
    await house.store.write(lambda tables: tables.talks.ask(asked.talk, request.asker, waiting, asked.now))
    return Answer(html=asked.words.say(prompt), fresh=True, asks=True)


async def answered(house: House, asked: Asked, name: str, text: str) -> Answer:
    """Take the answer to such a question. A refusal asks again."""
    subscription = await pointed_at(house, asked)
    if subscription is None or name not in SETTINGS:
        return stale(asked)
    try:
        changed = change(subscription, name, text, given(house, asked))
    except RefusedError as refusal:
        return Answer(html=asked.words.say(refusal.text, **refusal.values), asks=True)
    await _save(house, [changed])
    return screens(house, asked, changed).everything()
