"""Numbers with their unit, ordinals, weekdays and dates, as headlines give them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

_UNITS = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
)
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_ORDINALS = "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth"
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sept", "sep", "oct", "nov", "dec",
)  # fmt: skip
_MONTH = {name[:3]: number for number, name in enumerate(_MONTHS[:12], 1)}
_NEAR = 8  # days
_VALUES = {word: number for number, word in enumerate(_UNITS.split(), 1)} | {
    word: number for number, word in zip(range(20, 100, 10), _TENS.split(), strict=True)
}
_RANK = {word: number for number, word in enumerate(_ORDINALS.split(), 1)}
_RANK |= {
    f"{n}{'th' if n % 10 not in {1, 2, 3} or n in {11, 12, 13} else ('st', 'nd', 'rd')[n % 10 - 1]}": n
    for n in range(1, 41)
}

_UNIT_WORDS = {
    "hour": "hour", "hours": "hour", "day": "day", "days": "day", "daylong": "day", "week": "week", "weeks": "week",
    "weeklong": "week", "month": "month", "months": "month", "monthlong": "month", "year": "year", "years": "year",
    "hostage": "person", "hostages": "person", "captive": "person", "captives": "person", "people": "person",
    "prisoners": "person", "detainees": "person", "women": "person", "children": "person", "soldiers": "person",
    "israelis": "person", "palestinians": "person", "civilians": "person", "prisoner": "person", "bodies": "body",
    "remains": "body", "body": "body", "coffins": "body", "trucks": "truck", "lorries": "truck", "percent": "percent",
    "votes": "vote", "phase": "phase", "phases": "phase", "stage": "phase",
}  # fmt: skip
_RANKED = {
    "batch": "batch", "group": "batch", "round": "round", "exchange": "batch", "swap": "batch", "release": "batch",
    "day": "day", "phase": "phase", "stage": "phase", "extension": "extension", "time": "time", "hostage": "batch",
    "set": "batch", "handover": "batch", "wave": "batch", "vote": "vote", "night": "day", "week": "week",
    "consecutive": "day", "session": "round",
}  # fmt: skip
_VERSIONS = {"draft": 1, "final": 2}
_VERSION_OF = frozenset({"accord", "text", "agreement", "deal", "document", "treaty"})
_HOURS = {"hour": 1, "day": 24, "week": 168}


@dataclass(frozen=True, slots=True)
class Number:
    """A count with its unit ("" where the text names none we know). Durations up to weeks are in hours."""

    value: int
    unit: str


@dataclass(frozen=True, slots=True)
class Rank:
    """An ordinal with what it counts: ("batch", 2), ("day", 3)."""

    of: str
    value: int


def _value(word: str) -> int | None:
    if word.isdigit():
        return int(word) if len(word) <= 6 else None
    return _VALUES.get(word)


def _unit(words: Sequence[str], at: int) -> str:
    return next((_UNIT_WORDS[word] for word in words[at : at + 3] if word in _UNIT_WORDS), "")


def numbers(words: Sequence[str]) -> Iterator[Number]:
    """Counts in a list of folded words ("thirty-nine" comes as two words). Years and clock times are left out."""
    at = 0
    while at < len(words):
        value, used = _value(words[at]), 1
        if words[at].endswith("long") and words[at] in _UNIT_WORDS:
            value, unit = 1, _UNIT_WORDS[words[at]]
        elif value is None or 1900 <= value <= 2100:
            at += 1
            continue
        else:
            below = _VALUES.get(words[at + 1], 0) if at + 1 < len(words) else 0
            if words[at] in _VALUES and value >= 20 and 0 < below < 10:
                value, used = value + below, 2
            unit = _unit(words, at + used)
        yield Number(value * _HOURS[unit], "hour") if unit in _HOURS else Number(value, unit)
        at += used
    for first, second in pairwise(words):
        if first in {"week", "day", "month"} and second == "long":
            yield Number(_HOURS.get(first, 720), "hour")


def ranks(words: Sequence[str]) -> Iterator[Rank]:
    """Ordinals with what they count: "second batch", "day three", "phase two", "third hostage release"."""
    for at, word in enumerate(words):
        if word in _RANK and (word != "second" or at + 1 < len(words)):
            near = words[at + 1 : at + 4]
            of = next((_RANKED[one] for one in near if one in _RANKED), None)
            if of:
                yield Rank(of, _RANK[word])
        elif word in _VERSIONS and _VERSION_OF & set(words[at + 1 : at + 3]):
            yield Rank("version", _VERSIONS[word])
        elif word in {"day", "phase", "stage", "batch", "round", "group"} and at + 1 < len(words):
            value = _value(words[at + 1])
            if value is not None and value < 100:
                yield Rank(_RANKED[word], value)


def days(words: Sequence[str], today: date | None = None) -> Iterator[str]:
    """Weekdays and dates: "saturday", "4 mar". The weekday of a date near `today` is given with it."""
    for at, word in enumerate(words):
        if word in _WEEKDAYS:
            yield word
        elif word in _MONTHS:
            near = [words[at - 1] if at else "", words[at + 1] if at + 1 < len(words) else ""]
            day = next((one for one in near if one.isdigit() and int(one) <= 31), None)
            if day:
                yield f"{int(day)} {word[:3]}"
                yield from _weekday(int(day), word[:3], today)


def _weekday(day: int, month: str, today: date | None) -> Iterator[str]:
    """The weekday of a date of this week, the last or the next."""
    if today is None:
        return
    for away in range(-_NEAR, _NEAR + 1):
        near = today + timedelta(days=away)
        if (near.day, near.month) == (day, _MONTH[month]):
            yield _WEEKDAYS[near.weekday()]


def weekday_index(day: str) -> int | None:
    """Monday is 0; None for a date."""
    return _WEEKDAYS.index(day) if day in _WEEKDAYS else None
