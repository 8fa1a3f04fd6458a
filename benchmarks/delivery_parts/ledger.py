"""A database of subscriptions with filters as people write them, and alerts for it.

    python -m benchmarks.delivery_parts.ledger DATABASE SUBSCRIPTIONS

makes one with ten filters a subscription.
"""

# ruff: noqa: SLF001 - it fills by the shortest way

import sys
import time
from datetime import UTC, datetime
from pathlib import Path
from random import Random

from bot.core.people.delivery import Lifetimes
from bot.core.people.filters import subject
from storage.store import Store
from tests.storage import alerts

HEADLINE = "Envoy says harbour talks resume on Monday after ferry operators drop two demands"
SUMMARY = (
    "Negotiators of both port cities will meet again, a spokesman said, once the pilots have agreed to the timetable "
    "that the arbiter proposed last week; the unions called the plan a first step and asked for guarantees in writing."
)
COMMON = ("envoy", "harbour", "monday", "cargo", "ferry")
FILTERS = 10  # a subscription
AT_ONCE = 10_000  # subscriptions in one transaction

assert Lifetimes().other.total_seconds() > 600, "the benchmark must end before alerts expire"


def clock():
    return datetime.now(UTC)


def timed(act):
    """Seconds that something took, and its result."""
    began = time.perf_counter()
    result = act()
    return time.perf_counter() - began, result


def announce(tables, number):
    """A new alert, fanned out; the deliveries made so far."""
    return alerts.announce(tables, alerts.alert(number, clock()), headline=HEADLINE, summary=SUMMARY)


def fill(path, subscriptions, filters=FILTERS):
    """A database with subscriptions, every one with so many filters. Returns the store and the filters' texts."""
    random = Random(7)
    store = Store.open(path)
    texts = []
    for start in range(1, subscriptions + 1, AT_ONCE):
        chats = range(start, min(start + AT_ONCE, subscriptions + 1))
        wanted = {chat: filters_of(random, filters) for chat in chats}
        store.write_now(lambda tables, wanted=wanted: subscribe(tables, wanted))
        store.write_now(lambda tables: tables.outbox._fan.matching(subject("nothing")))  # indexes the new filters
        texts += [text for some in wanted.values() for text in some]
    return store, texts


def subscribe(tables, wanted):
    """Subscribe chats with their filters, past what checks filters that people send."""
    for chat in wanted:
        tables.subscriptions.subscribe(alerts.key(chat), clock())
    tables.outbox._connection.executemany(
        "INSERT OR IGNORE INTO filters (chat, thread, topic, text) VALUES (?, 0, ?, ?)",
        [(chat, alerts.TOPIC, text) for chat, texts in wanted.items() for text in texts],
    )


def filters_of(random, count):
    """Filters as people write them: some words often, most seldom; 85 of 100 subscriptions want a word of the alert."""

    def word():
        return f"w{int(20_000 * random.random() ** 3)}"

    words = [word() for _ in range(count)]
    if words and random.random() < 0.85:
        words[0] = random.choice(COMMON)
    for place in range(count):
        match random.randrange(10):
            case 0:
                words[place] = f'"{words[place]} {word()}"'
            case 1:
                words[place] = f"{words[place]} -{word()}"
            case 2:
                words[place] = f"{words[place]}*"
    return words


if __name__ == "__main__":
    fill(Path(sys.argv[1]), int(sys.argv[2]))[0].close()
