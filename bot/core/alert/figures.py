"""Key figures as last stated: captives, prisoners, days. The phrase is verbatim; nothing is added up or compared."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from bot.core.alert.display import clean

Kind = Literal["captives", "prisoners", "days"]

_WORDS = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety"
)
_ONES = "one|two|three|four|five|six|seven|eight|nine"
_SPELT = rf"(?:{'|'.join(_WORDS.split())})(?:-(?:{_ONES}))?|dozens|hundreds"
_NUMBER = rf"(?:\d{{1,3}}(?:,\d{{3}})+|\d{{1,5}}|{_SPELT})"
_BETWEEN = r"(?:[ -](?!(?:and|or|to|in|for|after|with|of)\b)[\w’'-]+){0,3}?"
_NOUNS: dict[Kind, str] = {
    "captives": r"hostages?|captives?|abductees?",
    "prisoners": r"prisoners?|detainees?|inmates?",
    "days": r"days?",
}
_BARGAIN = r"truce|cease-?fire|pause|lull|extension|halt"
_PATTERNS: dict[Kind, re.Pattern[str]] = {
    "captives": re.compile(rf"\b{_NUMBER}{_BETWEEN}[ -](?:{_NOUNS['captives']})\b", re.IGNORECASE),
    "prisoners": re.compile(rf"\b{_NUMBER}{_BETWEEN}[ -](?:{_NOUNS['prisoners']})\b", re.IGNORECASE),
    # Days count only of a truce: "four-day truce", "truce for 42 days".
    "days": re.compile(
        rf"\b{_NUMBER}[ -](?:{_NOUNS['days']})(?:[ -]\w+){{0,2}}[ -](?:{_BARGAIN})\b"
        rf"|\b(?:{_BARGAIN})\b(?: \w+){{0,3}} {_NUMBER}(?: more)? (?:{_NOUNS['days']})\b",
        re.IGNORECASE,
    ),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A number with what it counts, as printed."""

    kind: Kind
    phrase: str
    in_description: bool = False


def figures(headline: str, summary: str) -> tuple[Figure, ...]:
    """The first figure of each kind, the headline's before the description's."""
    found: dict[Kind, Figure] = {}
    for text, below in ((headline, False), (summary[:400], True)):
        for one in _in_text(clean(text), below=below):
            found.setdefault(one.kind, one)
    return tuple(found.values())


def _in_text(text: str, *, below: bool) -> Iterator[Figure]:
    for kind, pattern in _PATTERNS.items():
        if match := pattern.search(text):
            yield Figure(kind=kind, phrase=match.group(), in_description=below)
