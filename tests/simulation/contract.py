"""The contract of delivery, held against what the ledger says and what arrived. Every violation is a sentence."""

from collections import Counter, defaultdict

from bot.core.people.delivery import Kind, State

MAY_HAVE_ARRIVED = (State.SENT, State.IN_DOUBT, State.DROPPED)
NEEDS_A_REASON = (State.DROPPED, State.SUPERSEDED, State.EXPIRED)


def violations(rows, world, *, wanted, in_flight):
    """What is wrong, once everything has ended.

    `wanted` has the subscriptions of each alert, `in_flight` is how many sends a death of the bot cut off.
    """
    yield from bad_ends(rows)
    yield from bad_copies(rows, world, in_flight)
    yield from bad_order(rows, world)
    yield from missing(rows, world, wanted)


def bad_ends(rows):
    for row in rows:
        if not row.state.ended:
            yield f"stuck: {row.alert} {row.chat} {row.kind} is {row.state}"
        if row.state in NEEDS_A_REASON and not row.reason:
            yield f"no reason: {row.alert} {row.chat} {row.state}"


def bad_copies(rows, world, in_flight):
    """Twice at most, the second time marked, and no more twice than answers were lost."""
    copies = defaultdict(list)
    for _, chat, key, repeat in world.arrived:
        copies[place_of(world, chat, key)].append(repeat)
    for key, repeats in copies.items():
        if len(repeats) > 2:
            yield f"{len(repeats)} copies of {key}"
        if not all(repeats[1:]):
            yield f"an unmarked second copy of {key}"
    duplicates = sum(len(repeats) - 1 for repeats in copies.values())
    if duplicates > in_flight + world.ambiguous:
        yield f"{duplicates} duplicates"
    for row in rows:
        arrived = copies.get(place_of_row(world, row))
        if row.state is State.SENT and row.kind is not Kind.EDIT and not arrived:
            yield f"sent, but never arrived: {row.alert} in {row.chat}"
        if arrived and row.state not in MAY_HAVE_ARRIVED:
            yield f"arrived, but recorded as {row.state}: {row.alert} in {row.chat}"


def bad_order(rows, world):
    """A chat reads first copies in the order in which they were written down, and a correction after an original."""
    written = {place_of_row(world, row): row.seq for row in rows}
    last, seen = Counter(), set()
    for _, chat, found, _ in world.arrived:
        key = place_of(world, chat, found)
        if key in seen or key not in written:
            continue
        seen.add(key)
        home, seq = key[1], written[key]
        if seq < last[home]:
            yield f"out of order in chat {home}: {key}"
        last[home] = seq
        if key[3] == Kind.CORRECTION and not may_have_original(rows, world, key, seq):
            yield f"a correction before anything it could correct: {key}"


def may_have_original(rows, world, key, seq):
    """Whether an alert may have stood in that place before the correction."""
    return any(
        place_of_row(world, row)[1:3] == key[1:3]
        and row.kind in (Kind.ALERT, Kind.DIGEST)
        and row.copies
        and row.seq < seq
        for row in rows
    )


def missing(rows, world, wanted):
    """A delivery for every subscription. Chunks that followed later find subscriptions as they were then: some left."""
    if any((row.reason or "").startswith("chat_gone") for row in rows):
        return
    made = Counter(row.alert for row in rows if row.kind is Kind.ALERT)
    for alert, count in wanted.items():
        if made[alert] < count - bool(world.blocked):
            yield f"{alert}: {made[alert]} deliveries for {count} subscriptions"


def place_of(world, chat, key):
    """The key of a delivery, under the id that its chat had at first."""
    return (key[0], world.home(chat), *key[2:])


def place_of_row(world, row):
    return (row.alert, world.home(row.chat), row.thread, row.kind, row.round)
