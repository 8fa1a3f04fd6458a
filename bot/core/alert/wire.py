"""Agency copy: the credit an outlet prints, and text so alike that it is one agency's copy under two mastheads.

Which agencies there are is data (`bot/data/agencies.toml` in the shipped program); nothing here knows one by name.
"""

import re
from collections.abc import Iterable, Sequence

from bot.core.model import Report
from bot.core.text import fold, words

_SHINGLE = 3
_ALIKE = 0.8
_MIN_WORDS = 8


class Agencies:
    """Recognises an agency's credit line: `Agencies({"AP": ["AP", "Associated Press"]}).credit(headline, summary)`."""

    def __init__(self, names: Iterable[tuple[str, Sequence[str]]]) -> None:
        """Take (agency, spellings) pairs."""
        spellings = {fold(name): agency for agency, ways in names for name in (agency, *ways)}
        self._agencies = spellings
        ordered = sorted(map(re.escape, spellings), key=len, reverse=True)
        either = "|".join(ordered) or r"(?!)"
        self._credits = tuple(
            re.compile(form)
            for form in (
                rf"^\W*(?:[\w .,'-]{{0,60}}?)[(\[]({either})[)\]]\s*[-:]",  # CITY, Country (AP) -
                rf"[(\[]({either})[)\]]\W*$",  # ... (AP)
                rf"[-|]\s*({either})\W*$",  # ... - Reuters
                rf"^\W*(?:by|from|source:|via)\s+({either})\b(?!\s+\w+s?\s+that)",  # By Reuters
                rf"\b(?:via|source:|\(c\)|copyright:?)\s+({either})\W*$",
            )
        )

    def credit(self, *texts: str) -> str | None:
        """The agency credited in the first of the texts that credits one, else None."""
        for text in texts:
            folded = fold(text[:400]) if len(text) <= 400 else fold(text[:200] + " … " + text[-200:])
            for form in self._credits:
                if found := form.search(folded):
                    return self._agencies[found.group(1)]
        return None


def _shingles(text: str) -> frozenset[tuple[str, ...]]:
    known = words(text[:1000])
    return frozenset(known[at : at + _SHINGLE] for at in range(len(known) - _SHINGLE + 1))


def near_identical(one: Report, other: Report) -> bool:
    """Whether two reports print the same copy: the same description, or headline and description nearly word by word.

    A short headline alone proves nothing: two desks write "X rejects Y" independently.
    """
    if one.summary and other.summary and len(words(one.summary)) >= _MIN_WORDS:
        first, second = _shingles(one.summary), _shingles(other.summary)
    else:
        first, second = _shingles(f"{one.headline} {one.summary}"), _shingles(f"{other.headline} {other.summary}")
        if min(len(first), len(second)) < _MIN_WORDS:
            return False
    shared = len(first & second)
    return shared >= _ALIKE * min(len(first), len(second)) and shared > 0


def same_copy(one: Report, other: Report) -> bool:
    """Whether two outlets' reports count once: both credit the same agency, or their text is nearly identical."""
    if one.wire and other.wire:
        return one.wire == other.wire
    return near_identical(one, other)
