"""From one alert to a delivery for every subscription that wants it, or for every message that it concerns.

Up to 20,000 subscriptions this happens within the transaction that commits the development. Beyond, that transaction
commits a cursor, and each later chunk moves it on in a transaction of its own: a chunk that is done twice adds nothing.
"""

import json
from datetime import datetime, timedelta
from functools import lru_cache

from bot.core.model import Alert, AlertId
from bot.core.people.delivery import Kind, Lifetimes, priority
from bot.core.people.filters import Subject, matches, parse, subject
from bot.core.people.keys import filter_keys, subject_keys
from bot.errors import FilterError
from storage import catalogue
from storage.developments import DevelopmentTable
from storage.engine import Connection
from storage.reports import ReportTable
from storage.times import to_ms

AT_ONCE = 20_000
CHUNK = 10_000
EDITS_APART = timedelta(minutes=1)
EDITS_END = timedelta(hours=24)

Place = tuple[int, int]  # chat, thread
_FIRST: Place = (-(2**63), 0)
_LAST: Place = (2**63 - 1, 2**63 - 1)
_STATEMENTS = {
    Kind.ALERT: catalogue.FAN_OUT,
    Kind.CORRECTION: catalogue.FOLLOW,
    Kind.UPDATE: catalogue.FOLLOW,
    Kind.EDIT: catalogue.EDIT,
}


class FanOut:
    """Writes the deliveries of an alert, of one kind."""

    def __init__(self, connection: Connection, lifetimes: Lifetimes) -> None:
        self._connection = connection
        self._lifetimes = lifetimes

    def begin(self, alert: Alert, kind: Kind, about: Subject | None, now: datetime) -> int:
        """Write all deliveries, or a first chunk of them and a cursor. Returns how many."""
        matched = self.matching(about or self._told_by_report(alert)) if kind is Kind.ALERT else []
        if self._end_of_chunk(alert, _FIRST, AT_ONCE) is None:
            return self._insert(alert, kind, matched, (_FIRST, _LAST), now)
        return self._chunk(alert, kind, matched, _FIRST, now)

    def resume(self, now: datetime) -> int | None:
        """Write one more chunk of what was begun. Returns how many deliveries, None where nothing is left to do."""
        row = self._connection.execute("SELECT * FROM fanouts ORDER BY began_at, alert, kind LIMIT 1").fetchone()
        if row is None:
            return None
        alert = DevelopmentTable(self._connection).alert(AlertId(row["alert"]))
        assert alert is not None
        after = (row["after_chat"], row["after_thread"])
        return self._chunk(alert, Kind(row["kind"]), json.loads(row["matched"]), after, now)

    def _chunk(self, alert: Alert, kind: Kind, matched: list[str], after: Place, now: datetime) -> int:
        end = self._end_of_chunk(alert, after, CHUNK - 1)
        made = self._insert(alert, kind, matched, (after, end or _LAST), now)
        if end is None:
            self._connection.execute("DELETE FROM fanouts WHERE alert = ? AND kind = ?", (alert.id, kind))
            return made
        cursor = {
            "alert": alert.id, "kind": kind, "chat": end[0], "thread": end[1],
            "matched": json.dumps(matched, ensure_ascii=False), "now": to_ms(now),
        }  # fmt: skip
        self._connection.execute(catalogue.SAVE_CURSOR, cursor)
        return made

    def _end_of_chunk(self, alert: Alert, after: Place, size: int) -> Place | None:
        row = self._connection.execute(
            catalogue.CHUNK_END, {"topic": alert.topic, "chat": after[0], "thread": after[1], "size": size}
        ).fetchone()
        return None if row is None else (row["chat"], row["thread"])

    def _insert(self, alert: Alert, kind: Kind, matched: list[str], places: tuple[Place, Place], now: datetime) -> int:
        (chat, thread), (last_chat, last_thread) = places
        began = alert.created_at if kind is Kind.ALERT else now
        values = {
            "alert": alert.id,
            "kind": kind,
            "topic": alert.topic,
            "development": alert.development,
            "importance": alert.importance,
            "storyline": alert.storyline,
            "priority": priority(kind, alert.importance),
            "now": to_ms(now),
            "created": to_ms(began),
            "expires": to_ms(began + self._lifetimes.of(kind, alert.importance)),
            "matched": json.dumps(matched, ensure_ascii=False),
            "apart": EDITS_APART // timedelta(milliseconds=1),
            "since": to_ms(now - EDITS_END),
            "chat": chat,
            "thread": thread,
            "last_chat": last_chat,
            "last_thread": last_thread,
        }
        return self._connection.execute(_STATEMENTS[kind], values).rowcount

    def matching(self, about: Subject) -> list[str]:
        """The filters, as texts, that let a subject through."""
        self._index_new()
        keys = json.dumps(sorted(subject_keys(about)), ensure_ascii=False)
        rows = self._connection.execute(catalogue.FILTERS_FOR_KEYS, {"keys": keys})
        return [row["text"] for row in rows if matches(_parsed(row["text"]), about)]

    def _index_new(self) -> None:
        texts = [row["text"] for row in self._connection.execute(catalogue.FILTERS_TO_INDEX)]
        pairs = [(key, text) for text in texts for key in _keys(text)]
        self._connection.executemany("INSERT OR IGNORE INTO filter_words (word, text) VALUES (?, ?)", pairs)
        self._connection.execute("UPDATE filter_texts SET indexed = 1 WHERE indexed = 0")

    def _told_by_report(self, alert: Alert) -> Subject:
        versions = ReportTable(self._connection).versions(alert.report)
        report = next((one for one in versions if one.version == alert.version), None)
        return (
            subject("") if report is None else subject(f"{report.headline}\n{report.summary}", outlet=[report.outlet])
        )


_parsed = lru_cache(maxsize=8192)(parse)


def _keys(text: str) -> frozenset[str]:
    """A filter that cannot be read matches nothing: whoever stores filters parses them first."""
    try:
        return filter_keys(parse(text))
    except FilterError:
        return frozenset()
