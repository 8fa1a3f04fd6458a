"""The bands of a picture: which states stood when, and what becomes of those too short for their name. Pure.

A short band gets a number above it, and a line below the picture says what it is. Numbers run on from the truce to the
talks, each in order of time.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import pairwise

from bot.chat.languages import Words
from bot.chat.pages.views import TimelineView
from bot.chat.terms import FIELD
from bot.core.alert.states import Field, State
from bot.core.alert.status import MOVING, Change

MOST_NUMBERS = 14
_NUMBER = 0.03  # share of the width that a number takes


@dataclass(frozen=True, slots=True, kw_only=True)
class Band:
    """A stretch of time in which a field stood in a state, and what the state is called.

    `number` is above a band that is too short for its name, at the time `tag`: near it, and clear of other numbers.
    """

    start: datetime
    end: datetime
    state: State
    name: str
    short: bool = False
    number: int | None = None
    tag: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """What stands below the picture for a number."""

    number: int
    state: State
    text: str


def bands(view: TimelineView, name: Field, before: State, words: Words) -> tuple[Band, ...]:
    """The bands of a field, from the oldest to the newest."""
    moves = [one for one in view.changes if one.field is name and one.event in MOVING]
    whole = view.until - view.since
    found = []
    for start, end, state in _between(view, moves, before):
        label = words.term(name.value, state.value)
        short = end - start <= whole * (0.01 + 0.011 * len(label))
        found.append(Band(start=start, end=end, state=state, name=label, short=short))
    return tuple(found)


def _between(view: TimelineView, moves: Sequence[Change], before: State) -> Iterator[tuple[datetime, datetime, State]]:
    """Stretches and their states. A move that was recorded after others stands from its date on, whatever theirs."""
    begun = [(view.since, before)]
    for move in moves:
        at = min(max(move.at, view.since), view.until)
        while begun and begun[-1][0] >= at:
            begun.pop()
        begun.append((at, move.after))
    for (start, state), (end, _) in pairwise([*begun, (view.until, before)]):
        yield start, end, state


def numbered(view: TimelineView, rows: Sequence[tuple[Band, ...]]) -> tuple[tuple[Band, ...], ...]:
    """The rows with a number for each short band, at most 14: the newest, should there be more."""
    short = sorted((one.start, at) for at, row in enumerate(rows) for one in row if one.short)
    kept, count = set(short[-MOST_NUMBERS:]), 0
    made = []
    for at, row in enumerate(rows):
        mine = [one for one in row if one.short and (one.start, at) in kept]
        numbers = dict(zip(mine, _tagged(view, mine, count), strict=True))
        made.append(tuple(numbers.get(one, one) for one in row))
        count += len(mine)
    return tuple(made)


def _tagged(view: TimelineView, short: Sequence[Band], before: int) -> list[Band]:
    whole = view.until - view.since
    places = _spread([((one.start - view.since) + (one.end - one.start) / 2) / whole for one in short])
    return [
        replace(one, number=before + count, tag=view.since + whole * place)
        for count, (one, place) in enumerate(zip(short, places, strict=True), 1)
    ]


def _spread(wanted: Sequence[float]) -> list[float]:
    """Places (shares of the width) as near as can be to those wanted, in their order, with room for a number each."""
    groups: list[tuple[float, int]] = []  # (where its first would stand, how many stand side by side)
    for count, place in enumerate(wanted):
        groups.append((place - count * _NUMBER, 1))
        while len(groups) > 1 and groups[-2][0] > groups[-1][0]:
            (one, some), (other, more) = groups[-2:]
            groups[-2:] = [((one * some + other * more) / (some + more), some + more)]
    highest = 1 - _NUMBER / 2 - (len(wanted) - 1) * _NUMBER
    firsts = [min(max(first, _NUMBER / 2), highest) for first, count in groups for _ in range(count)]
    return [first + count * _NUMBER for count, first in enumerate(firsts)]


def notes(view: TimelineView, rows: Sequence[tuple[Field, tuple[Band, ...]]], words: Words) -> tuple[Note, ...]:
    """What each number stands for."""
    return tuple(
        Note(number=one.number, state=one.state, text=_note(view, name, one, words))
        for name, row in rows
        for one in row
        if one.number is not None
    )


def _note(view: TimelineView, name: Field, band: Band, words: Words) -> str:
    """State and times; what began before the picture or goes on has but one of them."""
    values = {"field": words.term(FIELD, name.value.capitalize()), "state": band.name}
    start, end = (words.date(at, "d MMM HH:mm") for at in (band.start, band.end))
    if band.end == view.until:
        return words.label("{field}: {state}, since {start}", start=start, **values)
    if band.start == view.since:
        return words.label("{field}: {state}, until {end}", end=end, **values)
    if band.start.date() == band.end.date():
        end = words.clock(band.end, "UTC")
    return words.label("{field}: {state}, {start} to {end}", start=start, end=end, **values)


def left_out(rows: Sequence[tuple[Band, ...]], words: Words) -> str:
    """How many short bands have no number, and where they are told."""
    count = sum(one.short and one.number is None for row in rows for one in row)
    if not count:
        return ""
    return words.count("{number} more that was short: /timeline", "{number} more that were short: /timeline", count)
