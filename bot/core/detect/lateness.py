"""Late and repeated: what an outlet publishes again, or publishes of something long past.

Three questions, each with its own reason: is the item older than the topic's freshness window (STALE); does it look
back on purpose (ANNIVERSARY); has this publisher printed the same headline before, under another link (REISSUE) or
with another date only (REDATED). A headline that changed is none of these: one link can carry two developments.
"""

import re
from collections import deque
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.core.model import DevelopmentId, Importance, Json, Reason, Report, ReportId
from bot.core.text import fold, words

_COUNT = r"(?:a|an|one|two|three|four|five|six|seven|eight|nine|ten|\d+)"
_UNIT = r"(?:years?|decades?)"
# Anywhere in a headline: it looks back on purpose.
_LOOKS_BACK = re.compile(
    r"\banniversary\b|\b(?:years?|a decade|decades) on\b|\bon this day\b|\blook(?:s|ing)? back\b"
    r"|\bremember(?:s|ing)\b|\bfrom the archives?\b"
)
# Only where a headline or one of its parts begins: "Two years of war: ...", not "deal ends two years of war", and
# not "two years after the war began, a deal".
_OPENING = re.compile(rf"(?:^|[:|–—] |^['\"‘“])\W*{_COUNT} {_UNIT} (?:since|after|of|later|ago)\b(?![^:]*,)")
_AGO = re.compile(r"\b(?:years?|decades?) ago\b")
# "The body of a soldier killed 11 years ago is returned": what lies so long back is not what is told.
_SINCE_THEN = re.compile(
    r"\b(?:abducted|captured|detained|died|disappeared|fell|held|jailed|kidnapped|killed|lost|missing|seized|taken)\b"
    r"[^,;:]{0,40}\bago\b"
)

_DATED = re.compile(r"((?:18|19|20)\d\d): ")


@dataclass(frozen=True, slots=True, kw_only=True)
class Late:
    """Why a report is late or repeated. `known` is the development of the report it repeats, where there is one."""

    reason: Reason
    why: str
    known: DevelopmentId | None = None
    importance: Importance | None = None

    def explain(self) -> dict[str, Json]:
        """JSON-ready."""
        return {"reason": self.reason.value, "why": self.why}


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """A headline that a publisher printed, and what became of it."""

    report: ReportId
    link: str | None
    published: datetime | None
    seen: datetime
    development: DevelopmentId | None
    importance: Importance | None


class Repeats:
    """The headlines of each publisher family within a moving window."""

    def __init__(self, window: timedelta) -> None:
        self._window = window
        self._printed: dict[tuple[str, tuple[str, ...]], Printed] = {}
        self._order: deque[tuple[datetime, tuple[str, tuple[str, ...]]]] = deque()

    def __len__(self) -> int:
        return len(self._printed)

    def find(self, report: Report) -> Printed | None:
        """The same headline of the same family, if it was printed within the window."""
        found = self._printed.get(_key(report))
        return found if found is not None and report.seen - found.seen <= self._window else None

    def learn(self, report: Report, development: DevelopmentId | None, importance: Importance | None) -> None:
        """Remember a headline with its development; a development once known is not forgotten for a later None."""
        key = _key(report)
        before = self._printed.get(key)
        if development is None and before is not None:
            development, importance = before.development, before.importance
        self._printed[key] = Printed(
            report=report.id,
            link=report.link,
            published=report.published,
            seen=report.seen,
            development=development,
            importance=importance,
        )
        self._order.append((report.seen, key))
        self._forget(report.seen - self._window)

    def _forget(self, oldest: datetime) -> None:
        while self._order and self._order[0][0] < oldest:
            _, key = self._order.popleft()
            known = self._printed.get(key)
            if known is not None and known.seen < oldest:
                del self._printed[key]


def _key(report: Report) -> tuple[str, tuple[str, ...]]:
    return report.family, words(report.headline)


def is_anniversary(report: Report) -> bool:
    """Whether a headline says that it looks back, or begins with a year that is over ("1973: A accepts ...")."""
    dated = _DATED.match(report.headline)
    if dated is not None and int(dated[1]) < report.time.year:
        return True
    title = fold(report.headline)
    if _LOOKS_BACK.search(title) or _OPENING.search(title):
        return True
    return _AGO.search(title) is not None and _SINCE_THEN.search(title) is None


def late(report: Report, repeats: Repeats, now: datetime, freshness_hours: float) -> Late | None:
    """Why a report is late or repeated, or None: then it may be news."""
    printed = repeats.find(report)
    if printed is not None:
        return _again(report, printed)
    age = now - report.time
    if age > timedelta(hours=freshness_hours):
        return Late(reason=Reason.STALE, why=f"published {age.total_seconds() / 3600:.0f} hours before it was seen")
    if is_anniversary(report):
        return Late(reason=Reason.ANNIVERSARY, why="the headline looks back")
    return None


def _again(report: Report, printed: Printed) -> Late:
    same_page = report.id == printed.report or (report.link is not None and report.link == printed.link)
    if same_page:
        moved = report.published != printed.published
        reason, why = (
            (Reason.REDATED, "the same headline and page with another date")
            if moved
            else (Reason.EDIT, "the same headline and page, changed elsewhere")
        )
    else:
        reason, why = Reason.REISSUE, "the same publisher printed this headline before"
    return Late(reason=reason, why=why, known=printed.development, importance=printed.importance)
