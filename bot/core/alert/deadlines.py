"""Deadlines as headlines and descriptions give them: an ultimatum, an end date, "until Saturday".

A time is only read, never guessed: a weekday is the next such day after the report, "48 hours" counts from the report,
a day without an hour is the whole day in UTC, and the phrase is kept verbatim to be shown beside what was made of it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta

from bot.core.alert.display import clean

_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_NUMBERS = {word: at for at, word in enumerate("zero one two three four five six seven eight nine ten".split())}  # noqa: SIM905
_NUMBERS |= {"a": 1, "an": 1, "twelve": 12, "twenty-four": 24, "thirty": 30, "forty-eight": 48, "seventy-two": 72}

_DAY = (
    r"(?:(?P<weekday>mon|tues|wednes|thurs|fri|satur|sun)day"
    r"|(?P<date>\d{1,2})(?:st|nd|rd|th)?(?: of)? (?P<month>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*"
    r"|(?P<month2>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.? (?P<date2>\d{1,2})(?!\d)"
    r"|(?P<near>tomorrow|tonight|today|midnight|noon))"
)
_HOUR = (
    r"(?:(?: at)? (?P<hour>\d{1,2})(?:[:.](?P<minute>\d\d))? ?(?P<half>am|pm)|(?: at)? (?P<word>noon|midday|midnight))"
)
_LEAD = (
    r"deadline(?: \w+){0,4}?(?: of| is| on| for| by| until| at|:)?|ultimatum(?: \w+){0,3}?|until"
    r"|expir(?:es|e|ing)(?: \w+){0,2}?|(?:ends|end|due to end|set to end)(?: on| at)?"
    r"|run(?:s|ning)? out(?: on| at)?|no later than|by"
)
_DATED = re.compile(rf"\b(?P<lead>{_LEAD})(?: the)?(?: late| early| next)? {_DAY}(?P<clock>{_HOUR})?", re.IGNORECASE)
_FIRST_HOUR = re.compile(rf"\b(?P<lead>{_LEAD}){_HOUR} (?:on )?{_DAY}", re.IGNORECASE)
_SPAN = re.compile(
    r"\b(?:within|in the next|has|have|had|gives? [^.]{2,40}?|given|gave [^.]{2,40}?|deadline of|ultimatum of)\s"
    r"(?P<count>\d{1,3}|[a-z-]+)[ -](?P<unit>hours?|days?)\b",
    re.IGNORECASE,
)
_STRONG = re.compile(
    r"\b(?:deadline|ultimatum|expir|give[sn]?\b|gave\b|until|truce|cease-?fire|pause|or face|no later)", re.IGNORECASE
)
_WEAK_LEAD = frozenset({"by", "ends", "end"})
_FARTHEST = timedelta(days=60)


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadline:
    """A moment that a report names as an end. `day`: only the day was given; `due` is then the end of that day, UTC."""

    due: datetime
    phrase: str
    day: bool
    in_description: bool = False


def deadlines(headline: str, summary: str, at: datetime) -> tuple[Deadline, ...]:
    """The deadlines in a report of the time `at`, each moment once, those of the headline first."""
    found: dict[tuple[datetime, bool], Deadline] = {}
    for text, below in ((headline, False), (summary[:400], True)):
        for one in _in_text(clean(text), at, below=below):
            found.setdefault((one.due, one.day), one)
    return tuple(found.values())


def _in_text(text: str, at: datetime, *, below: bool) -> Iterator[Deadline]:
    taken: list[re.Match[str]] = []
    for match in (*_FIRST_HOUR.finditer(text), *_DATED.finditer(text)):
        overlaps = any(match.start() < one.end() and one.start() < match.end() for one in taken)
        if not overlaps and _meant(text, match) and (found := _dated(match, at)):
            taken.append(match)
            due, day = found
            yield Deadline(due=due, phrase=match.group().strip(), day=day, in_description=below)
    for match in _SPAN.finditer(text):
        count = _count(match["count"])
        if count and _STRONG.search(text):
            unit = timedelta(hours=1) if match["unit"].lower().startswith("hour") else timedelta(days=1)
            if count * unit <= _FARTHEST:
                yield Deadline(due=at + count * unit, phrase=match.group().strip(), day=False, in_description=below)


def _meant(text: str, match: re.Match[str]) -> bool:
    """Whether the sentence is about an end at all: "by Friday" alone may be a byline's habit."""
    lead = match["lead"].lower().split()[0]
    return lead not in _WEAK_LEAD or bool(_STRONG.search(text))


def _count(text: str) -> int:
    return int(text) if text.isdigit() else _NUMBERS.get(text.lower(), 0)


def _dated(match: re.Match[str], at: datetime) -> tuple[datetime, bool] | None:
    day = _day(match, at)
    if day is None:
        return None
    groups = match.groupdict()
    near = (groups.get("near") or "").lower()
    if groups.get("hour"):
        hour = int(groups["hour"]) % 12 + (12 if groups["half"].lower() == "pm" else 0)
        if int(groups["hour"]) > 12 or int(groups["minute"] or 0) > 59:
            return None
        due = day + timedelta(hours=hour, minutes=int(groups["minute"] or 0))
    elif (groups.get("word") or near).lower() in {"noon", "midday"}:
        due = day + timedelta(hours=12)
    elif (groups.get("word") or near).lower() == "midnight":
        return day + timedelta(days=1), False
    else:
        return day + timedelta(days=1), True
    return due, False


def _day(match: re.Match[str], at: datetime) -> datetime | None:
    """The beginning of the day named, or None where it makes no sense."""
    today = datetime.combine(at.astimezone(UTC).date(), time(), UTC)
    groups = match.groupdict()
    if weekday := groups.get("weekday"):
        wanted = next(at for at, name in enumerate(_WEEKDAYS) if name.startswith(weekday.lower()))
        return today + timedelta(days=(wanted - today.weekday()) % 7)
    if near := groups.get("near"):
        return today + timedelta(days=near.lower() == "tomorrow")
    month = _MONTHS.index((groups.get("month") or groups.get("month2") or "").lower()[:3]) + 1
    return _next_date(today, month, int(groups.get("date") or groups.get("date2") or 0))


def _next_date(today: datetime, month: int, day: int) -> datetime | None:
    for year in (today.year, today.year + 1):
        try:
            found = today.replace(year=year, month=month, day=day)
        except ValueError:
            return None
        if timedelta(0) <= found - today <= _FARTHEST:
            return found
    return None
