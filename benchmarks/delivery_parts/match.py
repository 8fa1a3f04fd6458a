"""One alert against ten filters a subscription, beside asking every filter.

python -m benchmarks.delivery_parts.match FOLDER SUBSCRIPTIONS
"""

# ruff: noqa: SLF001 - it measures the insides

import json
import statistics
import sys
from pathlib import Path

from benchmarks.delivery_parts.ledger import HEADLINE, SUMMARY, fill, timed
from bot.core.people.filters import matches, parse, subject

TIMES = 20


def measure(folder, size):
    store, texts = fill(folder / "match.db", size)
    about = subject(f"{HEADLINE}\n{SUMMARY}", outlet=["Northgate Wire"])
    parsed = {text: parse(text) for text in set(texts)}
    nodes = [parsed[text] for text in texts]
    naive, found = timed(lambda: [text for text, node in zip(texts, nodes, strict=True) if matches(node, about)])
    spent = []
    for _ in range(TIMES):
        indexed, matched = timed(lambda: store.write_now(lambda tables: tables.outbox._fan.matching(about)))
        spent.append(indexed)
    assert set(found) == set(matched)
    store.close()
    typical = statistics.median(spent)
    return {
        "filters": len(texts), "distinct": len(parsed), "match": len(found), "naive_ms": round(naive * 1000, 1),
        "indexed_ms": round(typical * 1000, 2), "times_faster": round(naive / typical),
    }  # fmt: skip


if __name__ == "__main__":
    print(json.dumps(measure(Path(sys.argv[1]), int(sys.argv[2]))))
