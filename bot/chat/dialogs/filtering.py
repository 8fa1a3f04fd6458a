"""/filter, typed and as a dialog: what a filter would have sent is shown before it is saved."""

from dataclasses import replace

from bot.chat.dialogs import configuring, naming, trying
from bot.chat.house import Asked, House, here, pointed_at, short, stale
from bot.chat.languages import mark
from bot.chat.pages import filterpages
from bot.chat.requests import Answer, Button
from bot.core.model import Subscription, Topic
from bot.core.people import filters
from bot.errors import FilterError
from storage.store import Tables
from storage.talks import Question

Whose = tuple[naming.There, naming.There]  # the subscriptions that are meant, of those that the place has
ON_BUTTONS = 60  # characters
_EXAMPLE = "/filter add {topic} captives"
_PROMPT = mark(
    'Which words? Write words, "phrases", prefix*, -exclusions, OR and parentheses, for example: '
    "hostages (doha OR cairo) -video"
)
_USAGE = mark(
    "Write <code>/filter test hostages OR captives</code> to try a filter, <code>/filter add …</code>, "
    "<code>/filter remove …</code> or <code>/filter list</code>.\n"
    'Words, "phrases", prefix*, -exclusions, OR, parentheses, and outlet: party: act: says: before a word. '
    "Several filters are alternatives."
)


async def command(house: House, asked: Asked) -> Answer:
    """`/filter add|remove|test|list`, or the screen where there is nothing to be read.

    `/filter add topic:hills captives` is about one topic alone. Where nothing is subscribed filters can be tried.
    """
    action, _, text = asked.arguments.strip().partition(" ")
    action, there = action.lower(), await here(house, asked)
    if not there and action != "test":
        return configuring.no_subscription(house, asked)
    choice = there or tuple(Subscription(key=asked.key(topic), since=asked.now) for topic in house.topics)
    about, text = naming.aimed(house, choice, text)
    if not about:
        refused = configuring.no_such_topic(house, asked, choice, "filters")
        return refused if there else Answer(html=refused.html)
    if action == "test":
        return await _test(house, asked, (about, choice), text, saves=bool(there) and asked.request.may_change)
    changes = {"add": _add, "remove": _remove}
    if action in changes:
        return await changes[action](house, asked, (about, there), text)
    if action in ("", "list"):
        return _screen(house, asked, about)
    return Answer(html=asked.words.say(_USAGE))


async def screen(house: House, asked: Asked) -> Answer:
    """The filters of one subscription, with buttons: `topic`."""
    subscription = await pointed_at(house, asked)
    return stale(asked) if subscription is None else _screen(house, asked, (subscription,))


def _screen(house: House, asked: Asked, there: tuple[Subscription, ...]) -> Answer:
    words, rows = asked.words, []
    lines: list[str] = []
    room = trying.ROOM // max(1, sum(len(one.filters) for one in there))
    for one in there:
        named = [words.say("<b>Filters</b> | {topic}", topic=house.name(one.key.topic))]
        named += [words.fill("<code>{filter}</code>", filter=_cut(text, room)) for text in one.filters]
        if not one.filters:
            named.append(words.say("No filters: every alert comes here."))
        lines += [*named, "\n"]
        rows += _buttons(asked, one, house.name(one.key.topic) if len(there) > 1 else "")
    return Answer(html=words.lines(*lines, words.say(_USAGE)), rows=tuple(rows))


def _buttons(asked: Asked, one: Subscription, name: str) -> list[tuple[Button, ...]]:
    """What can be done with the filters of a subscription; with the topic's name where there are several."""
    topic, label = short(one.key.topic), asked.words.label
    rows = [
        (Button(label=label("Remove: {filter}", filter=_cut(text, ON_BUTTONS)), action=f"rm:{topic}:{short(text)}"),)
        for text in one.filters
    ]
    add = label("Add a filter: {topic}", topic=name) if name else label("Add a filter")
    back = label("Settings: {topic}", topic=name) if name else label("Back")
    return [*rows, (Button(label=add, action=f"words:{topic}"), Button(label=back, action=f"see:{topic}:all"))]


def _cut(text: str, room: int) -> str:
    return text if len(text) <= room else f"{text[: room - 1]}…"


# Saving and removing


async def _add(house: House, asked: Asked, whose: Whose, text: str) -> Answer:
    about, there = whose
    try:
        shown = filters.show(filters.parse(text))
    except FilterError as problem:
        wrong = filterpages.trouble(asked.words, text, problem)
        return Answer(html=asked.words.lines(wrong, naming.hint(asked, there, _EXAMPLE)))
    if any(len(one.filters) >= filters.MAX_FILTERS and shown not in one.filters for one in about):
        return _too_many(asked)
    found = await house.store.read(lambda tables: [trying.tried_here(house, tables, one, shown) for one in about])
    await house.store.write(lambda tables: [tables.subscriptions.add_filter(one.key, shown) for one in about])
    said = asked.words.say("Only alerts that match a filter come here now. Added: <code>{filter}</code>", filter=shown)
    counts = [
        _of_topic(house, asked, one, there, trying.count(asked.words, tried))
        for one, tried in zip(about, found, strict=True)
    ]
    told = naming.told(house, asked, about, there, _EXAMPLE)
    return Answer(html=asked.words.lines(*told[:1], said, *counts, *told[1:]))


def _of_topic(house: House, asked: Asked, one: Subscription, there: naming.There, line: str) -> str:
    """A line, led by the topic where there are several."""
    if len(there) < 2:
        return line
    return naming.led(house, asked, one, line)


def _too_many(asked: Asked) -> Answer:
    return Answer(html=asked.words.say("There are {most} filters already; remove one first.", most=filters.MAX_FILTERS))


async def _remove(house: House, asked: Asked, whose: Whose, text: str) -> Answer:
    about, there = whose
    if not text:
        return _screen(house, asked, about)
    try:
        shown = filters.show(filters.parse(text))
    except FilterError:
        shown = text.strip()
    removed = await house.store.write(
        lambda tables: [tables.subscriptions.remove_filter(one.key, shown) for one in about]
    )
    if any(removed):
        said = asked.words.say("Removed: <code>{filter}</code>", filter=shown)
        had = tuple(one for one, gone in zip(about, removed, strict=True) if gone)
        return Answer(html=asked.words.lines(said, *naming.told(house, asked, had, there, _EXAMPLE)))
    return Answer(
        html=asked.words.say("There is no filter <code>{filter}</code> here. /filter lists them.", filter=shown)
    )


async def remove(house: House, asked: Asked) -> Answer:
    """Remove a filter by its button: `topic:filter`."""
    subscription = await pointed_at(house, asked)
    wanted = asked.arguments.partition(":")[2]
    text = next((one for one in subscription.filters if short(one) == wanted), None) if subscription else None
    if subscription is None or text is None:
        return stale(asked)
    await house.store.write(lambda tables: tables.subscriptions.remove_filter(subscription.key, text))
    return await screen(house, asked)


# Trying


def _preview(asked: Asked, topic: str, shown: str, tried: trying.Tried) -> Answer:
    label = asked.words.label
    html = asked.words.lines(
        asked.words.say("<b>Filter</b> <code>{filter}</code>", filter=shown),
        trying.count(asked.words, tried),
        "\n",
        *trying.headlines(asked.words, tried),
    )
    mark_of = short(topic)
    save = Button(label=label("Save this filter"), action=f"save:{mark_of}:{short(shown)}")
    again = Button(label=label("Other words"), action=f"words:{mark_of}")
    return Answer(html=html, rows=((save, again), (Button(label=label("Cancel"), action=f"cancel:{mark_of}"),)))


async def _test(house: House, asked: Asked, whose: Whose, text: str, *, saves: bool) -> Answer:
    """What a filter would have sent; whoever may change settings and is subscribed (`saves`) gets a button to save it.

    Of several topics it is tried on the one that is named, else on the first.
    """
    about, there = whose
    one = about[0]
    topic = house.topic(one.key.topic)
    if topic is None:
        return configuring.no_subscription(house, asked)
    answer = await _tried_out(house, asked, topic, one, text, asks=saves)
    if len(there) > 1:
        on = asked.words.say("Tried on {topics}.", topics=naming.names(house, asked, (one,)))
        more = naming.hint(asked, there, "/filter test {topic} captives") if len(about) > 1 else ""
        answer = replace(answer, html=asked.words.lines(answer.html.rstrip("\n"), "\n", on, more))
    return answer if saves else Answer(html=answer.html)


async def _tried_out(
    house: House, asked: Asked, topic: Topic, one: Subscription, text: str, *, asks: bool = True
) -> Answer:
    """The preview, or what is wrong with the words; then (`asks`) better ones may be written at once."""
    place, asker = (asked.request.chat, asked.request.thread), asked.request.asker
    try:
        shown = filters.show(filters.parse(text))
    except FilterError as problem:
        again = Question(action=f"{short(topic.id)}:filter", place=place)
        if asks:
            await house.store.write(lambda tables: tables.talks.ask(asked.talk, asker, again, asked.now))
        return Answer(html=filterpages.trouble(asked.words, text, problem), asks=asks)
    found = await house.store.read(lambda tables: trying.tried(tables, topic, one, shown))
    waiting = Question(action=short(topic.id), place=place, draft=shown)
    await house.store.write(lambda tables: tables.talks.ask(asked.talk, asker, waiting, asked.now))
    return _preview(asked, topic.id, shown, found)


# The dialog


async def ask(house: House, asked: Asked) -> Answer:
    """Ask for the words of a filter: `topic`."""
    subscription = await pointed_at(house, asked)
    if subscription is None:
        return stale(asked)
    if len(subscription.filters) >= filters.MAX_FILTERS:
        return _too_many(asked)
    return await configuring.question(house, asked, "filter", _PROMPT)


async def answered(house: House, asked: Asked, text: str) -> Answer:
    """Take the words, and show what they would have sent."""
    subscription = await pointed_at(house, asked)
    topic = house.topic(subscription.key.topic) if subscription else None
    if subscription is None or topic is None:
        return stale(asked)
    return await _tried_out(house, asked, topic, subscription, text)


async def save(house: House, asked: Asked) -> Answer:
    """Save the filter that was shown: `topic:filter`. The words wait in the store, maybe written by another admin."""
    subscription, wanted = await pointed_at(house, asked), asked.arguments.partition(":")[2]
    drafts = await house.store.read(lambda tables: tables.talks.drafts(asked.talk, asked.now))
    waiting = next((one for one in drafts if short(one.draft) == wanted), None)
    if subscription is None or waiting is None:
        return stale(asked)
    if len(subscription.filters) >= filters.MAX_FILTERS:
        return _too_many(asked)

    def keep(tables: Tables) -> None:
        tables.subscriptions.add_filter(subscription.key, waiting.draft)
        tables.talks.answered(asked.talk, waiting.asker)

    await house.store.write(keep)
    return await screen(house, asked)


async def cancel(house: House, asked: Asked) -> Answer:
    """Drop the words, and go back: `topic`."""
    asker = asked.request.asker
    await house.store.write(lambda tables: tables.talks.answered(asked.talk, asker))
    return await screen(house, asked)
