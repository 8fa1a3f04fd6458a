"""From one alert to a delivery for every subscription that wants it, or for every message that it concerns.

Up to 20,000 subscriptions this happens within the transaction that commits the development. Beyond, that transaction
commits a cursor; the filters are asked outside of any, and each chunk moves the cursor on in a transaction of its own:
a chunk that is done twice adds nothing.
"""

import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Any

from bot.core.model import Alert, AlertId
from bot.core.people.delivery import Kind, Lifetimes, priority
from bot.core.people.filters import Subject, parse, subject
from bot.core.people.keys import filter_keys, matches_by_keys, subject_keys
from bot.errors import FilterError
from storage import catalogue
from storage.developments import DevelopmentTable
from storage.engine import Connection, Row
from storage.reports import ReportTable
from storage.times import to_ms

AT_ONCE = 20_000
CHUNK = 10_000
_COMMON = 100
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


@dataclass(frozen=True, slots=True)
class Matched:
    """The filters, as texts, that a fan-out's alert passes."""

    alert: AlertId
    kind: Kind
    filters: list[str]


class FanOut:
    """Writes the deliveries of an alert, of one kind."""

    def __init__(self, connection: Connection, lifetimes: Lifetimes) -> None:
        self._connection = connection
        self._lifetimes = lifetimes

    def begin(self, alert: Alert, kind: Kind, about: Subject | None, now: datetime) -> int:
        """Write all deliveries, or a cursor for `resume`. Returns how many."""
        about = about or self._told_by_report(alert) if kind is Kind.ALERT else None
        if self._end_of_chunk(alert, _FIRST, AT_ONCE) is None:
            return self._insert(alert, kind, self.matching(about) if about else [], (_FIRST, _LAST), now)
        self._index_new()
        self._save(alert.id, kind, _FIRST, _told(about) if about else [], now)
        return 0

    def match_next(self) -> Matched | None:
        """What the next fan-out matches, where that is not known yet. Only reads, so that nobody need wait for it."""
        row = self._next()
        if row is None or isinstance(told := json.loads(row["matched"]), list):
            return None
        return Matched(AlertId(row["alert"]), Kind(row["kind"]), self._found(_about(told)))

    def remember(self, matched: Matched, now: datetime) -> None:
        """Store what a fan-out matches."""
        row = self._next()
        if row is not None and (row["alert"], row["kind"]) == (matched.alert, matched.kind):
            self._save(matched.alert, matched.kind, (row["after_chat"], row["after_thread"]), matched.filters, now)

    def resume(self, now: datetime) -> int | None:
        """Write one more chunk of what was begun. Returns how many deliveries, None where nothing is left to do."""
        row = self._next()
        if row is None:
            return None
        alert = DevelopmentTable(self._connection).alert(AlertId(row["alert"]))
        assert alert is not None
        told = json.loads(row["matched"])
        matched = told if isinstance(told, list) else self.matching(_about(told))
        return self._chunk(alert, Kind(row["kind"]), matched, (row["after_chat"], row["after_thread"]), now)

    def _next(self) -> Row | None:
        found: Row | None = self._connection.execute(catalogue.NEXT_FAN_OUT).fetchone()
        return found

    def _chunk(self, alert: Alert, kind: Kind, matched: list[str], after: Place, now: datetime) -> int:
        end = self._end_of_chunk(alert, after, CHUNK - 1)
        made = self._insert(alert, kind, matched, (after, end or _LAST), now)
        if end is None:
            self._connection.execute("DELETE FROM fanouts WHERE alert = ? AND kind = ?", (alert.id, kind))
        else:
            self._save(alert.id, kind, end, matched, now)
        return made

    def _save(
        self, alert: AlertId, kind: Kind, after: Place, matched: list[str] | dict[str, object], now: datetime
    ) -> None:
        told = json.dumps(matched, ensure_ascii=False)
        cursor = {
            "alert": alert,
            "kind": kind,
            "chat": after[0],
            "thread": after[1],
            "matched": told,
            "now": to_ms(now),
        }
        self._connection.execute(catalogue.SAVE_CURSOR, cursor)

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
        return self._found(about)

    def _found(self, about: Subject) -> list[str]:
        keys = subject_keys(about)
        told = json.dumps(sorted(keys), ensure_ascii=False)
        rows = self._connection.execute(catalogue.FILTERS_FOR_KEYS, {"keys": told})
        return [row["text"] for row in rows if matches_by_keys(_parsed(row["text"]), keys, about)]

    def _index_new(self) -> None:
        """Store each new filter under the rarest of the keys it may be stored under."""
        for row in self._connection.execute(catalogue.FILTERS_TO_INDEX).fetchall():
            keys = min(_keys(row["text"]), key=self._commonness, default=frozenset[str]())
            pairs = [(key, row["text"]) for key in keys]
            self._connection.executemany("INSERT OR IGNORE INTO filter_words (word, text) VALUES (?, ?)", pairs)
        self._connection.execute("UPDATE filter_texts SET indexed = 1 WHERE indexed = 0")

    def _commonness(self, keys: frozenset[str]) -> int:
        """How many filters are stored under keys already, counted as far as it matters."""
        return sum(
            self._connection.execute(catalogue.FILTERS_OF_KEY, {"key": key, "most": _COMMON}).fetchone()["n"]
            for key in keys
        )

    def _told_by_report(self, alert: Alert) -> Subject:
        versions = ReportTable(self._connection).versions(alert.report)
        report = next((one for one in versions if one.version == alert.version), None)
        return (
            subject("") if report is None else subject(f"{report.headline}\n{report.summary}", outlet=[report.outlet])
        )


def _told(about: Subject) -> dict[str, object]:
    return {"words": about.words, "fields": dict(about.fields)}


def _about(told: dict[str, Any]) -> Subject:
    return Subject(words=tuple(told["words"]), fields={name: tuple(words) for name, words in told["fields"].items()})


_parsed = lru_cache(maxsize=8192)(parse)


def _keys(text: str) -> tuple[frozenset[str], ...]:
    """A filter that cannot be read matches nothing: whoever stores filters parses them first."""
    try:
        return filter_keys(_parsed(text))
    except FilterError:
        return ()
