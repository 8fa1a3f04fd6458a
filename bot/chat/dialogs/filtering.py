"""/filter, typed and as a dialog: what a filter would have sent is shown before it is saved."""

from dataclasses import dataclass

from bot.chat.dialogs import configuring
from bot.chat.house import Asked, House, here, pointed_at, short, stale
from bot.chat.languages import Words, mark
from bot.chat.lookups.library import recent
from bot.chat.pages import filterpages
from bot.chat.requests import Answer, Button
from bot.core.model import Report, Subscription, Topic
from bot.core.people import filters
from bot.core.people.settings import Wants, wants
from bot.core.people.subjects import Subjects
from bot.errors import FilterError
from storage.store import Tables
from storage.talks import Question

LOOKED_BACK = 50
SHOWN = 10
ON_BUTTONS = 60  # characters
ROOM = 1600  # characters; even if each is two UTF-16 units, a message holds them and what stands around them
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
    """`/filter add|remove|test|list`, or the screen where there is nothing to be read."""
    action, _, text = asked.arguments.strip().partition(" ")
    there = await here(house, asked)
    if action.lower() == "test":
        return await _test(house, asked, there, text)
    if not there:
        return configuring.no_subscription(house, asked)
    match action.lower():
        case "add":
            return await _add(house, asked, there, text)
        case "remove":
            return await _remove(house, asked, there, text)
        case "" | "list":
            return _screen(house, asked, there)
        case _:
            return Answer(html=asked.words.say(_USAGE))


async def screen(house: House, asked: Asked) -> Answer:
    """The filters of one subscription, with buttons: `topic`."""
    subscription = await pointed_at(house, asked)
    return stale(asked) if subscription is None else _screen(house, asked, (subscription,))


def _screen(house: House, asked: Asked, there: tuple[Subscription, ...]) -> Answer:
    words, rows = asked.words, []
    lines: list[str] = []
    room = ROOM // max(1, sum(len(one.filters) for one in there))
    for one in there:
        named = [words.say("<b>Filters</b> | {topic}", topic=house.name(one.key.topic))]
        named += [words.fill("<code>{filter}</code>", filter=_cut(text, room)) for text in one.filters]
        if not one.filters:
            named.append(words.say("No filters: every alert comes here."))
        lines += [*named, "\n"]
        rows += _buttons(asked, one)
    return Answer(html=words.lines(*lines, words.say(_USAGE)), rows=tuple(rows))


def _buttons(asked: Asked, one: Subscription) -> list[tuple[Button, ...]]:
    topic, label = short(one.key.topic), asked.words.label
    rows = [
        (Button(label=label("Remove: {filter}", filter=_cut(text, ON_BUTTONS)), action=f"rm:{topic}:{short(text)}"),)
        for text in one.filters
    ]
    add = Button(label=label("Add a filter"), action=f"words:{topic}")
    return [*rows, (add, Button(label=label("Back"), action=f"see:{topic}:all"))]


def _cut(text: str, room: int) -> str:
    return text if len(text) <= room else f"{text[: room - 1]}…"


# Saving and removing


async def _add(house: House, asked: Asked, there: tuple[Subscription, ...], text: str) -> Answer:
    try:
        shown = filters.show(filters.parse(text))
    except FilterError as problem:
        return Answer(html=filterpages.trouble(asked.words, text, problem))
    if any(len(one.filters) >= filters.MAX_FILTERS and shown not in one.filters for one in there):
        return _too_many(asked)
    found = await house.store.read(lambda tables: [_tried(house, tables, one, shown) for one in there])
    await house.store.write(lambda tables: [tables.subscriptions.add_filter(one.key, shown) for one in there])
    said = asked.words.say("Only alerts that match a filter come here now. Added: <code>{filter}</code>", filter=shown)
    return Answer(html=asked.words.lines(said, *(_count(asked.words, one) for one in found)))


def _too_many(asked: Asked) -> Answer:
    return Answer(html=asked.words.say("There are {most} filters already; remove one first.", most=filters.MAX_FILTERS))


async def _remove(house: House, asked: Asked, there: tuple[Subscription, ...], text: str) -> Answer:
    try:
        shown = filters.show(filters.parse(text))
    except FilterError:
        shown = text.strip()
    removed = await house.store.write(
        lambda tables: [tables.subscriptions.remove_filter(one.key, shown) for one in there]
    )
    if any(removed):
        return Answer(html=asked.words.say("Removed: <code>{filter}</code>", filter=shown))
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


@dataclass(frozen=True, slots=True)
class Tried:
    """What a filter would have sent: the leads found, of how many developments."""

    found: tuple[Report, ...]
    looked: int


def _tried(house: House, tables: Tables, subscription: Subscription, text: str) -> Tried:
    """The leads of the last developments that this filter alone, at the subscription's level, lets through."""
    topic = house.topic(subscription.key.topic)
    if topic is None:
        return Tried((), 0)
    return tried(tables, topic, subscription, text)


def tried(tables: Tables, topic: Topic, subscription: Subscription, text: str) -> Tried:
    """The same for a topic that is known."""
    subjects, asks = Subjects(topic), with_filter(subscription, text)
    told = recent(tables, topic, LOOKED_BACK)
    now = subscription.since
    found = tuple(
        reports[0]
        for development, reports in told
        if wants(asks, subjects.alert(development.importance or 3, development.act, reports[0], reports), now)
        == Wants()
    )
    return Tried(found, len(told))


def with_filter(subscription: Subscription, text: str) -> Subscription:
    """A subscription to the same, with this filter alone and nothing that delays."""
    return Subscription(
        key=subscription.key,
        level=subscription.level,
        filters=(text,),
        since=subscription.since,
        outlets_in=subscription.outlets_in,
        outlets_out=subscription.outlets_out,
        languages=subscription.languages,
        least_outlets=subscription.least_outlets,
    )


def _count(words: Words, tried: Tried) -> str:
    if not tried.looked:
        return words.say("No developments have been recorded yet to try it on.")
    return words.count(
        "It would have sent {number} of the last {all} developments.",
        "It would have sent {number} of the last {all} developments.",
        len(tried.found),
        all=tried.looked,
    )


def _list(words: Words, tried: Tried) -> list[str]:
    """As many headlines as find room, whole, and how many more there are."""
    shown: list[str] = []
    for one in tried.found[:SHOWN]:
        shown.append(words.fill("{outlet}: {headline}", outlet=one.outlet, headline=f"“{one.headline}”"))
        if sum(map(len, shown)) > ROOM:
            del shown[-1]
            break
    more = len(tried.found) - len(shown)
    if more > 0:
        shown.append(words.count("and {number} more", "and {number} more", more))
    return shown


def _preview(asked: Asked, topic: str, shown: str, tried: Tried) -> Answer:
    label = asked.words.label
    html = asked.words.lines(
        asked.words.say("<b>Filter</b> <code>{filter}</code>", filter=shown),
        _count(asked.words, tried),
        "\n",
        *_list(asked.words, tried),
    )
    mark_of = short(topic)
    save = Button(label=label("Save this filter"), action=f"save:{mark_of}:{short(shown)}")
    again = Button(label=label("Other words"), action=f"words:{mark_of}")
    return Answer(html=html, rows=((save, again), (Button(label=label("Cancel"), action=f"cancel:{mark_of}"),)))


async def _test(house: House, asked: Asked, there: tuple[Subscription, ...], text: str) -> Answer:
    """What a filter would have sent; whoever may change settings and is subscribed gets a button that saves it."""
    one = there[0] if there else None
    topic = house.topic(one.key.topic) if one else house.topics[0]
    if topic is None:
        return configuring.no_subscription(house, asked)
    one = one or Subscription(key=asked.key(topic), since=asked.now)
    saves = bool(there) and asked.request.may_change
    answer = await _tried_out(house, asked, topic, one, text, asks=saves)
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
    found = await house.store.read(lambda tables: tried(tables, topic, one, shown))
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
