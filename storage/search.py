"""Full-text search over reports on the watched topics, in every language.

Words are folded before they are indexed and before they are looked up, by the same function: letters levelled, the
particles that Arabic and Hebrew write onto a word also taken off, Chinese, Japanese and Thai cut into pairs of signs.
Reports are found newest first and ranked among the newest matches, so that a word of every report costs no more than
a rare one.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.core.model import DevelopmentId, Report, TopicId, derived_id
from bot.core.text import fold, forms, words
from storage.engine import Connection
from storage.reports import report_of
from storage.times import to_ms

RANKED = 300  # matches that are ranked: the newest
LOOKED_AT = 900  # matches that are looked at, where the index knows a beginning only in part
BEGINNINGS = (3, 5)  # letters: the beginnings of words that the index knows
LONGEST = 200  # characters of a query that are read
_KEPT = timedelta(days=30)
_PHRASE = re.compile(r'"([^"]+)"')
_UNSPACED = re.compile(r"[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A report that was found, in its newest version that matches."""

    report: Report
    development: DevelopmentId | None


def index_text(text: str) -> str:
    """A text as it is indexed."""
    return " ".join(token for word in words(text) for token in (*sorted(forms(word)), *_pairs(word)))


def topic_word(topic: TopicId) -> str:
    """The one word by which a topic's reports are found."""
    return f"t{derived_id('topic', topic)}"


def indexed(headline: str, summary: str, outlet: str, topic: TopicId) -> tuple[str, str, str]:
    """What the index holds of a report: the words of its headline, its other words, its topic."""
    return index_text(headline), index_text(f"{summary} {outlet}"), topic_word(topic)


def _pairs(word: str) -> Iterator[str]:
    for run in _UNSPACED.findall(word):
        yield from (run[at : at + 2] for at in range(max(1, len(run) - 1)))


def match_of(query: str) -> str | None:
    """A person's words as an FTS5 expression: all of them must be there, "quoted ones" in this order, prefix* too.

    None where there is no word in it. Nothing a person writes is taken for an operator.
    """
    text = query[:LONGEST]
    parts = [f'"{" ".join(words(phrase))}"' for phrase in _PHRASE.findall(text) if words(phrase)]
    for chunk in _PHRASE.sub(" ", text).split():
        found = words(chunk)
        for at, word in enumerate(found):
            last = at == len(found) - 1 and fold(chunk).rstrip().endswith("*")
            parts += _parts(word, prefix=last)
    return " AND ".join(parts) or None


def _parts(word: str, *, prefix: bool) -> list[str]:
    pairs = list(_pairs(word))
    if pairs or not prefix or len(word) < BEGINNINGS[0]:
        return [f'"{pair}"' for pair in pairs] or [f'"{word}"']
    known = max(length for length in BEGINNINGS if length <= len(word))
    return [f'"{word[:known]}"*']


def beginnings_of(query: str) -> tuple[str, ...]:
    """The beginnings of words that a query asks for and the index knows only in part: to be looked at again."""
    chunks = [words(chunk) for chunk in _PHRASE.sub(" ", query[:LONGEST]).split() if fold(chunk).rstrip().endswith("*")]
    last = [found[-1] for found in chunks if found]
    return tuple(word for word in last if len(word) > BEGINNINGS[0] and len(word) not in BEGINNINGS)


def _asked_words(query: str) -> frozenset[str]:
    """The whole words of a query."""
    chunks = [chunk for chunk in query[:LONGEST].split() if not fold(chunk).rstrip('"').endswith("*")]
    return frozenset(part for chunk in chunks for word in words(chunk) for part in (list(_pairs(word)) or [word]))


def _begins(report: Report, beginnings: tuple[str, ...]) -> bool:
    """Whether for each of these beginnings the report has a word that begins so."""
    if not beginnings:
        return True
    found = index_text(f"{report.headline} {report.summary} {report.outlet}").split()
    return all(any(word.startswith(one) for word in found) for one in beginnings)


class SearchTable:
    """Looks reports up by words, on one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def find(self, query: str, topics: tuple[TopicId, ...], *, only: bool) -> tuple[Hit, ...]:
        """The reports that match, best first, each once; `only` where other topics' reports may be there, too.

        Ranked are the newest matches: words in the headline before words in the description, then the newer.
        """
        match = match_of(query)
        if match is None:
            return ()
        scope = f"topic : ({' OR '.join(topic_word(topic) for topic in topics)}) AND " if only else ""
        asked, beginnings = _asked_words(query), beginnings_of(query)
        hits: dict[str, tuple[bool, int, Hit]] = {}
        for row in self._rows(f"{scope}({match})", LOOKED_AT if beginnings else RANKED):
            hit = self._hit(row)
            if hit is None or hit.report.id in hits or len(hits) >= RANKED or not _begins(hit.report, beginnings):
                continue
            above = asked <= set(index_text(hit.report.headline).split())
            hits[hit.report.id] = (not above, -row, hit)
        return tuple(hit for _, _, hit in sorted(hits.values(), key=lambda found: found[:2]))

    def _rows(self, match: str, most: int) -> list[int]:
        rows = self._connection.execute(
            "SELECT rowid FROM report_words WHERE report_words MATCH ? ORDER BY rowid DESC LIMIT ?", (match, most)
        )
        return [row["rowid"] for row in rows]

    def _hit(self, row: int) -> Hit | None:
        found = self._connection.execute(
            """SELECT r.*, d.development AS filed FROM taken t
            JOIN reports r ON r.id = t.report AND r.version = t.version
            LEFT JOIN decisions d ON d.report = t.report AND d.version = t.version AND d.topic = t.topic
            WHERE t.id = ?""",
            (row,),
        ).fetchone()
        return None if found is None else Hit(report=report_of(found), development=found["filed"])

    def remember(self, mark: str, text: str, now: datetime) -> None:
        """Keep a query for the buttons that turn its pages; those older than a month go."""
        self._connection.execute("DELETE FROM searches WHERE at < ?", (to_ms(now - _KEPT),))
        self._connection.execute("INSERT OR REPLACE INTO searches VALUES (?, ?, ?)", (mark, text, to_ms(now)))

    def remembered(self, mark: str) -> str | None:
        """The query of a button, or None where it is too old."""
        row = self._connection.execute("SELECT text FROM searches WHERE mark = ?", (mark,)).fetchone()
        return None if row is None else str(row["text"])
