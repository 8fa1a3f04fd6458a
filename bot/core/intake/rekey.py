"""The mass re-key breaker: a feed whose items come under new names at once brings no news.

An entry is *suddenly new* when none of its names is known although it claims to be from before the last good poll
(or claims no time). One such entry is a late publication; when they are more than half of a feed, the outlet has
changed how it names things. Then those with a headline we know are mapped to the report we have, silently; the rest
are filed without alert, and the operator is told. Entries dated after the last good poll stay what they seem: news.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.core.model import ReportId
from bot.core.text import fold

_MARGIN = timedelta(minutes=10)
_FEWEST = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """One entry of a poll: its headline, its time as served, and whether one of its names is known."""

    headline: str
    published: datetime | None
    known: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What the breaker says: `mapped`: the report of entries, by position; `seeded`: positions to file silently."""

    tripped: bool = False
    mapped: Mapping[int, ReportId] = field(default_factory=dict)
    seeded: frozenset[int] = frozenset()


def check(entries: Sequence[Candidate], last_good: datetime | None, headlines: Mapping[str, ReportId]) -> Verdict:
    """Judge one poll. `headlines` holds the folded headlines of the source's reports of the last days.

    `last_good` is None for a feed never polled: all of it is seeded anyway.
    """
    if last_good is None or len(entries) < _FEWEST:
        return Verdict()
    sudden = [place for place, entry in enumerate(entries) if _sudden(entry, last_good, headlines)]
    if len(sudden) * 2 <= len(entries):
        return Verdict()
    mapped = {place: headlines[name] for place in sudden if (name := fold(entries[place].headline)) in headlines}
    return Verdict(tripped=True, mapped=mapped, seeded=frozenset(sudden) - mapped.keys())


def _sudden(entry: Candidate, last_good: datetime, headlines: Mapping[str, ReportId]) -> bool:
    if entry.known:
        return False
    old = entry.published is None or entry.published < last_good - _MARGIN
    return old or fold(entry.headline) in headlines
