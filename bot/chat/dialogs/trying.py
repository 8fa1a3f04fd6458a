"""What a filter would have sent: it is tried on the last developments before anybody keeps it."""

from dataclasses import dataclass

from bot.chat.house import House
from bot.chat.languages import Words
from bot.chat.lookups.library import recent
from bot.core.model import Report, Subscription, Topic
from bot.core.people.settings import Wants, wants
from bot.core.people.subjects import Subjects
from storage.store import Tables

LOOKED_BACK = 50
SHOWN = 10
ROOM = 1600  # characters; even if each is two UTF-16 units, a message holds them and what stands around them


@dataclass(frozen=True, slots=True)
class Tried:
    """What a filter would have sent: the leads found, of how many developments."""

    found: tuple[Report, ...]
    looked: int


def tried_here(house: House, tables: Tables, subscription: Subscription, text: str) -> Tried:
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


def count(words: Words, tried: Tried) -> str:
    """How many of the last developments it would have sent."""
    if not tried.looked:
        return words.say("No developments have been recorded yet to try it on.")
    return words.count(
        "It would have sent {number} of the last {all} developments.",
        "It would have sent {number} of the last {all} developments.",
        len(tried.found),
        all=tried.looked,
    )


def headlines(words: Words, tried: Tried) -> list[str]:
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
