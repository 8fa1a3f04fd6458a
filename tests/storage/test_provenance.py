"""Where reports came from, and how long they took."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.core.intake.entry import Provenance
from bot.core.model import Report, ReportId, SourceId
from storage.store import Store
from storage.times import to_ms

NOW = datetime(2030, 5, 1, 12, tzinfo=UTC)
SECOND = timedelta(seconds=1)


def provenance(*, dated: bool = True, digest: str = "d") -> Provenance:
    return Provenance(
        published_raw="Wed", author="Reuters", publisher="", item_digest=digest, chance_at=NOW, dated=dated
    )


def test_the_first_stands(store: Store) -> None:
    for digest in ("d", "e"):
        store.write_now(
            lambda tables, digest=digest: tables.provenance.add(ReportId("r"), 1, provenance(digest=digest))
        )
    store.write_now(lambda tables: tables.provenance.add(ReportId("r"), 2, provenance(digest="f")))
    assert store.read_now(lambda tables: tables.provenance.of(ReportId("r"), 1)) == provenance()
    assert store.read_now(lambda tables: tables.provenance.of(ReportId("r"), 3)) is None
    assert store.read_now(lambda tables: tables.provenance.digests([ReportId("r"), ReportId("x")])) == {"r": {"d", "f"}}


@pytest.mark.parametrize(("dated", "expected"), [(True, (7.0, 67.0)), (False, (7.0, None))])
def test_latency_counts_from_the_first_chance_and_from_a_date_that_is_trusted(
    store: Store, dated: bool, expected: tuple[float, float | None]
) -> None:
    report = Report(
        id=ReportId("r"), source=SourceId("s"), outlet="Courier", family="courier", language="en", headline="h", summary="",
        link=None, published=NOW - 60 * SECOND, seen=NOW,
    )  # fmt: skip

    def fill(tables) -> None:
        run = tables.feeds._connection.execute
        tables.reports.add(report)
        tables.provenance.add(report.id, 1, provenance(dated=dated))
        at = to_ms(NOW)
        run(
            "INSERT INTO developments (id, topic, storyline, first_report, first_at, changed_at) VALUES ('d', 't', 's', 'r', ?, ?)",
            (at, at),
        )
        run("INSERT INTO alerts (id, topic, development, storyline, reason, importance, report, version, created_at)"
            " VALUES ('a', 't', 'd', 's', 'new_development', 1, 'r', 1, ?)", (at,))  # fmt: skip
        for chat, sent in ((1, 9), (2, 7)):
            run("INSERT INTO deliveries (alert, chat, thread, kind, topic, importance, storyline, priority, state, created_at, changed_at,"
                " due_at, expires_at) VALUES ('a', ?, 0, 'alert', 't', 1, 's', 0, 'sent', ?, ?, ?, ?)",
                (chat, at, to_ms(NOW + sent * SECOND), at, at))  # fmt: skip

    store.write_now(fill)
    assert store.read_now(lambda tables: tables.provenance.latencies(NOW - SECOND)) == (expected,)
    assert store.read_now(lambda tables: tables.provenance.latencies(NOW + SECOND)) == ()
