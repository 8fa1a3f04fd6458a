"""Replays recorded items and prints where the talks stood at the end of each day, with the evidence.

    python -m benchmarks.status_days ITEMS.jsonl [--config feeds.toml] [--quiet]

The same decisions, store and fold as in the bot, in virtual time. `--quiet` leaves headlines out.
"""

import argparse
import tempfile
from datetime import UTC, datetime
from itertools import groupby
from pathlib import Path

from bot import app
from bot.core.alert.states import Field, State
from bot.core.alert.status import MOVING, RULES
from bot.jobs.desk import Desk
from bot.jobs.replay import Replay, read_items
from bot.settings import load_settings
from storage.store import Store
from storage.uptake import take_up_now

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def evidence_line(one, *, quiet):
    said = f"{one.claimant} ({one.cue})" if one.claimant else "own wording"
    headline = "" if quiet else f" “{one.headline}”"
    return f"      {one.at:%d %b %H:%M} {one.outlet} [{one.voice}; {said}]{headline}"


def show(day, state, changes, *, quiet):
    print(f"\n{day:%a %d %b %Y}")
    for name in Field:
        status = state.of(name)
        standing = status.standing
        since = f" since {standing.since:%d %b %H:%M}" if standing.since else ""
        disputed = (
            f", disputed by {', '.join(a for one in status.disputed for a in one.actors)}" if status.disputed else ""
        )
        print(f"  {name.value.capitalize():6} {standing.state.value}{since}{disputed}")
        fresh = [one for one in changes if one.field is name and one.event in MOVING | {"disputed"}]
        for change in fresh:
            if change.event in MOVING:
                print(f"    {change.before.value} -> {change.after.value}, since {change.at:%d %b %H:%M}")
            for one in change.evidence:
                print(evidence_line(one, quiet=quiet))
        for one in status.reported:
            if one.evidence[-1].at.date() == day and one.state is not State.UNKNOWN:
                print(f"    reported ({one.outlets} outlets{', no such move' * one.outside}): {one.state.value}")
                print(evidence_line(one.evidence[-1], quiet=quiet))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("items", type=Path)
    parser.add_argument("--config", type=Path, default=Path("feeds.toml"))
    parser.add_argument("--quiet", action="store_true")
    given = parser.parse_args()
    settings = load_settings(given.config)
    (topic, *_) = settings.enabled_topics
    with tempfile.TemporaryDirectory(prefix="trucewire-") as folder:
        store = Store.open(Path(folder) / "days.db")
        replay, seen = Replay(store, Desk(tuple(app.detectors(settings)))), []
        for day, items in groupby(read_items(given.items, settings.sources), key=lambda item: item.at.date()):
            for _ in replay.run(items):
                pass
            take_up_now(store, (topic,))
            state = store.read_now(lambda tables: tables.status.fold(topic.id, RULES).state)
            changes = store.read_now(lambda tables: tables.status.changes(topic.id, EPOCH, 100_000))
            show(day, state, [one for one in changes if one not in seen], quiet=given.quiet)
            seen = list(changes)
        store.close()


if __name__ == "__main__":
    main()
