"""Fan-out of one alert, beside a bare INSERT ... SELECT of as many rows into a table of the same columns and indexes,

and into one with the ledger's key alone.

    python -m benchmarks.delivery_parts.fan_out FOLDER SUBSCRIPTIONS
"""

# ruff: noqa: SLF001 - it measures the insides

import json
import statistics
import sys
from pathlib import Path

from benchmarks.delivery_parts.ledger import announce, clock, fill, timed
from storage import fanout

TIMES = 5


def measure(folder, size):
    store, _ = fill(folder / "fan.db", size)
    ratios, ratios_without_indexes, whole, longest, rows = [], [], [], 0.0, 0
    for number in range(TIMES):
        rows, seconds, transactions = fan_out(store, number)
        whole.append(seconds)
        ratios.append(seconds / bare_insert(store, rows, indexed=True))
        ratios_without_indexes.append(seconds / bare_insert(store, rows, indexed=False))
        longest = max(longest, *transactions)
    store.close()
    return {
        "subscriptions": size, "rows": rows, "seconds": round(statistics.median(whole), 3),
        "times_bare_insert": round(statistics.median(ratios), 2),
        "times_bare_insert_without_indexes": round(statistics.median(ratios_without_indexes), 2),
        "longest_transaction_ms": round(longest * 1000), "chunk": fanout.CHUNK,
    }  # fmt: skip


def fan_out(store, number):
    """Announce an alert and write all its deliveries: how many, the seconds, and those of each transaction."""
    spent, rows = timed(lambda: store.write_now(lambda tables: announce(tables, number)))
    transactions, reading = [spent], 0.0
    while True:
        spent, matched = timed(lambda: store.read_now(lambda tables: tables.outbox.match_next()))
        reading += spent
        if matched is not None:
            transactions.append(timed(lambda: remember(store, matched))[0])  # noqa: B023
        spent, more = timed(lambda: store.write_now(lambda tables: tables.outbox.continue_fan_out(clock())))
        transactions.append(spent)
        if more is None:
            return rows, sum(transactions) + reading, transactions
        rows += more


def remember(store, matched):
    store.write_now(lambda tables: tables.outbox.remember_match(matched, clock()))


def bare_insert(store, rows, *, indexed):
    """Seconds for one INSERT ... SELECT of so many subscriptions into a table of the ledger's columns and key;

    `indexed` gives it the ledger's other indexes too.
    """
    store.write_now(lambda tables: make_table(tables.outbox._connection, indexed=indexed))
    return timed(lambda: store.write_now(lambda tables: insert(tables.outbox._connection, rows)))[0]


def make_table(connection, *, indexed):
    connection.execute("DROP TABLE IF EXISTS bare")
    connection.execute(
        "CREATE TABLE bare (seq INTEGER PRIMARY KEY, alert TEXT NOT NULL, chat INTEGER NOT NULL, "
        "thread INTEGER NOT NULL, kind TEXT NOT NULL, round INTEGER NOT NULL DEFAULT 0, topic TEXT, "
        "importance INTEGER, storyline TEXT, priority INTEGER, state TEXT, created_at INTEGER, changed_at INTEGER, "
        "due_at INTEGER, expires_at INTEGER, UNIQUE (alert, chat, thread, kind, round)) STRICT"
    )
    if indexed:
        waiting = "state IN ('held', 'pending', 'in_doubt')"
        connection.execute(f"CREATE INDEX bare_waiting ON bare (priority, seq, chat, due_at) WHERE {waiting}")
        connection.execute(f"CREATE INDEX bare_open ON bare (chat, seq) WHERE {waiting}")


def insert(connection, rows):
    connection.execute(
        "INSERT INTO bare (alert, chat, thread, kind, topic, importance, storyline, priority, state, created_at, "
        "changed_at, due_at, expires_at) SELECT 'a', chat, thread, 'alert', topic, 2, 's', 3, 'pending', 1, 1, 1, 1 "
        "FROM subscriptions LIMIT ?",
        (rows,),
    )


if __name__ == "__main__":
    print(json.dumps(measure(Path(sys.argv[1]), int(sys.argv[2]))))
