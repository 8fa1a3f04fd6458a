"""Takes stored reports up into the status: reads each one by the pure rules, folds it in, and files what it holds.

Cheap to call often: what was taken up is not read again. Nothing here decides whether anything is alerted.
"""

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from bot.core.alert import corrections
from bot.core.alert.deadlines import deadlines
from bot.core.alert.figures import figures
from bot.core.alert.positions import statements
from bot.core.alert.recall import Recall, Why, recalled
from bot.core.alert.signals import Reading, StatusReader
from bot.core.alert.status import RULES, Change, fold_in
from bot.core.model import Topic
from storage.search import indexed
from storage.statusrows import Batch, Earlier, Fold, Pending, Taken
from storage.store import Store, Tables
from storage.times import to_ms

_ANY = 2**31  # every version
BATCH = 60  # reports in one transaction: about a twentieth of a second of the writer's time


@lru_cache(maxsize=32)
def reader_of(topic: Topic) -> StatusReader:
    """The reader of a topic; making one takes longer than using it."""
    return StatusReader(topic)


def _words(topic: Topic, pending: Pending) -> tuple[str, str, str]:
    report = pending.report
    return indexed(report.headline, report.summary, report.outlet, topic.id)


def batch(tables: Tables, topic: Topic, limit: int = BATCH) -> Batch | None:
    """What the next reports of a topic come to, or None where all are taken up. Writes nothing."""
    before = tables.status.fold(topic.id, RULES)
    waiting = tables.status.pending(before, limit)
    return _made(topic, before, waiting) if waiting else None


def _made(topic: Topic, before: Fold, waiting: Sequence[Pending]) -> Batch:
    reader, state = reader_of(topic), before.state
    changes: list[Change] = []
    taken: list[Taken] = []
    for pending in waiting:
        report = pending.report
        reading = reader.read(report, pending.at, pending.development)
        words = _words(topic, pending)
        recall, earlier = _recall(pending, reading)
        if recall is not None:
            state, more = recalled(state, recall)
            changes += more
        if not pending.tells or pending.corrects == pending.report.id:
            taken.append(Taken(pending=pending, evidence=reading.evidence, takes_back=earlier, words=words))
            continue
        state, more = fold_in(state, reading, reader.actors.parties)
        changes += more
        about = reading.about
        taken.append(
            Taken(
                pending=pending,
                evidence=reading.evidence,
                statements=statements(report, reader.actors, pending.at, pending.development) if about else (),
                deadlines=deadlines(report.headline, report.summary, reading.evidence.at) if about else (),
                figures=figures(report.headline, report.summary) if about else (),
                takes_back=earlier,
                words=words,
            )
        )
    cursor = max(before.cursor, *(to_ms(pending.at) for pending in waiting))
    after = replace(before, cursor=cursor, state=state)
    return Batch(after=after, changes=tuple(changes), taken=tuple(taken))


def _recall(pending: Pending, reading: Reading) -> tuple[Recall | None, Earlier | None]:
    """What this report takes back: what it said itself before, or what it withdraws under a link of its own."""
    report, before = pending.report, pending.before
    if pending.corrects is not None:
        recall = Recall(report=pending.corrects, why="withdrawn", reading=reading, at=pending.at)
        return recall, Earlier(
            report=pending.corrects, version=_ANY
        )  # of this report, nothing is stored of this version
    found = corrections.fresh((before,), report) if before is not None else None
    if found is None:
        return None, None
    why: Why = "withdrawn" if found.withdrawn else "corrected"
    recall = Recall(report=report.id, why=why, reading=reading, at=pending.at)
    return recall, Earlier(report=report.id, version=report.version - 1)


async def take_up(store: Store, topics: Sequence[Topic], most: int | None = None) -> int:
    """Take up all that waits, or at most about `most` reports. Returns how many. Raises StorageError."""
    count = 0
    for topic in topics:
        while most is None or count < most:
            found = await store.read(lambda tables, topic=topic: batch(tables, topic))  # type: ignore[misc]
            if found is None:
                break
            await store.write(lambda tables, found=found: tables.status.save(found))  # type: ignore[misc]
            count += len(found.taken)
    return count


def take_up_now(store: Store, topics: Sequence[Topic]) -> int:
    """Like `take_up`, blocking, for programs without an event loop."""
    count = 0
    for topic in topics:
        while (found := store.read_now(lambda tables, topic=topic: batch(tables, topic))) is not None:  # type: ignore[misc]
            store.write_now(lambda tables, found=found: tables.status.save(found))  # type: ignore[misc]
            count += len(found.taken)
    return count
