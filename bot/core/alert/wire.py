"""The same copy under two mastheads: an agency's text counts once, however many outlets print it.

Which agency an item credits is read when it comes in (`Report.wire`); here reports are only compared.
"""

from functools import lru_cache

from bot.core.model import Report
from bot.core.text import fold, words

_SHINGLE = 3
_ALIKE = 0.8
_MIN_WORDS = 8
_MOST_CHARS = 1000


@lru_cache(maxsize=512)  # every report of a development is held against every other, at every edit anew
def _shingles(text: str) -> frozenset[tuple[str, ...]]:
    known = words(text[:_MOST_CHARS])
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
    """Whether two outlets' reports count once: the same agency's, or their text is nearly identical."""
    agencies = _agency(one), _agency(other)
    if (one.wire or other.wire) and agencies[0] == agencies[1]:
        return True
    return near_identical(one, other)


def _agency(report: Report) -> str:
    """The agency credited; an agency's own feed credits nobody, so the outlet itself."""
    return fold(report.wire or report.outlet)
