"""The figures by which detection is judged, one reading at a time. docs/detection.md says what each means.

Everything is first counted by day, so that the days of a window can be drawn again and again (`bootstrap`).
"""

import statistics
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields
from datetime import date, datetime, timedelta
from itertools import combinations
from random import Random

from bot.training.labels import Reading

PROMPT = timedelta(minutes=60)
DRAWS = 1000
Figures = dict[str, float | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What a replay made of one item."""

    item: str
    alerted: bool
    development: str | None


@dataclass(slots=True, kw_only=True)
class Tally:
    """Counts that add up: alerts on their day, developments on their first item's day, pairs on the later item's."""

    alerts: int = 0
    good: int = 0
    duplicate: int = 0
    noise: int = 0
    minor: int = 0
    wanted1: int = 0
    wanted2: int = 0
    found1: int = 0
    found2: int = 0
    prompt1: int = 0
    items: int = 0
    purity: float = 0.0
    completeness: float = 0.0
    together: int = 0
    mixed: int = 0
    belong: int = 0
    joined: int = 0
    minutes: list[float] = field(default_factory=list)

    def add(self, other: "Tally") -> None:
        """Take another tally's counts on top."""
        for one in fields(self):
            setattr(self, one.name, getattr(self, one.name) + getattr(other, one.name))


Days = dict[date, Tally]


def score(outcomes: Sequence[Outcome], reading: Reading, times: Mapping[str, datetime]) -> Figures:
    """All figures of one replay against one reading."""
    return figures(total(by_day(outcomes, reading, times).values()))


def by_day(outcomes: Sequence[Outcome], reading: Reading, times: Mapping[str, datetime]) -> Days:
    """The counts of one replay against one reading, by day."""
    days: Days = defaultdict(Tally)
    first_item = _first_items(reading, times)
    first_alert = _alerts(days, outcomes, reading, times)
    for group, first in first_item.items():
        _development(days[first.date()], reading.importance[group], first, first_alert.get(group))
    _grouping(days, outcomes, reading, times)
    return days


def total(tallies: Iterable[Tally]) -> Tally:
    """The sum of tallies."""
    found = Tally()
    for one in tallies:
        found.add(one)
    return found


def figures(sum_: Tally) -> Figures:
    """The figures of a sum of counts."""
    counted = sum_.alerts - sum_.minor
    wanted, found = sum_.wanted1 + sum_.wanted2, sum_.found1 + sum_.found2
    precision = sum_.good / counted if counted else 0.0
    recall = found / wanted if wanted else 0.0
    minutes = sorted(sum_.minutes)
    return {
        "f": _harmonic(precision, recall),
        "alerts": sum_.alerts,
        "precision": _ratio(sum_.good, counted),
        "duplicate": _ratio(sum_.duplicate, counted),
        "noise": _ratio(sum_.noise, counted),
        "minor": sum_.minor,
        "recall1": _ratio(sum_.found1, sum_.wanted1),
        "recall2": _ratio(sum_.found2, sum_.wanted2),
        "prompt1": _ratio(sum_.prompt1, sum_.wanted1),
        "delay_median": statistics.median(minutes) if minutes else None,
        "delay_p90": minutes[int(0.9 * (len(minutes) - 1))] if minutes else None,
        "b3": _harmonic(sum_.purity / sum_.items, sum_.completeness / sum_.items) if sum_.items else None,
        "merged": _ratio(sum_.mixed, sum_.together),
        "split": _ratio(sum_.belong - sum_.joined, sum_.belong),
        "groups1": sum_.wanted1,
        "groups2": sum_.wanted2,
    }


def mean(rows: Sequence[Figures]) -> Figures:
    """Figure by figure over several rows; a row that lacks a figure is left out of that figure's mean."""
    names = list(rows[0]) if rows else []
    values = {name: [value for row in rows if (value := row[name]) is not None] for name in names}
    return {name: statistics.mean(values[name]) if values[name] else None for name in names}


POOLED = {"recall1": ("found1", "wanted1"), "recall2": ("found2", "wanted2"), "prompt1": ("prompt1", "wanted1")}


def overall(windows: Sequence[Sequence[Days]]) -> Figures:
    """Figures over windows, each given by the days of its readings: means of the windows' means over their readers.

    Recalls and promptness are of all windows together, since many windows have one development of importance 1 or none.
    """
    rows = [mean([figures(total(days.values())) for days in readings]) for readings in windows]
    found = mean(rows)
    for name, (part, whole) in POOLED.items():
        shares = [
            (
                statistics.mean(_sum(days, part) for days in readings),
                statistics.mean(_sum(days, whole) for days in readings),
            )
            for readings in windows
        ]
        found[name] = _ratio(sum(share[0] for share in shares), sum(share[1] for share in shares))
    return found


def bootstrap(windows: Sequence[Sequence[Days]], seed: int, draws: int = DRAWS) -> dict[str, tuple[float, float]]:
    """95 % intervals of `overall`: the days of each window are drawn with replacement, the same for all its readers."""
    random = Random(seed)  # noqa: S311
    samples: dict[str, list[float]] = defaultdict(list)
    for _ in range(draws):
        for name, value in overall([_redrawn(readings, random) for readings in windows]).items():
            if value is not None:
                samples[name].append(value)
    return {name: (_quantile(values, 0.025), _quantile(values, 0.975)) for name, values in samples.items()}


def _redrawn(readings: Sequence[Days], random: Random) -> list[Days]:
    days = sorted({day for reading in readings for day in reading})
    drawn = random.choices(days, k=len(days))
    empty = Tally()
    first = date.min
    return [
        {first + timedelta(days=at): reading.get(day, empty) for at, day in enumerate(drawn)} for reading in readings
    ]


def _quantile(values: list[float], share: float) -> float:
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def _sum(days: Days, name: str) -> float:
    return float(sum(getattr(tally, name) for tally in days.values()))


def _ratio(part: float, whole: float) -> float | None:
    return part / whole if whole else None


def _harmonic(one: float, other: float) -> float:
    return 2 * one * other / (one + other) if one + other else 0.0


def _first_items(reading: Reading, times: Mapping[str, datetime]) -> dict[str, datetime]:
    first: dict[str, datetime] = {}
    for item, group in reading.group_of.items():
        if item in times and (group not in first or times[item] < first[group]):
            first[group] = times[item]
    return first


def _alerts(
    days: Days, outcomes: Iterable[Outcome], reading: Reading, times: Mapping[str, datetime]
) -> dict[str, datetime]:
    """Count the alerts; returns when each development of importance 1 or 2 was first alerted."""
    first: dict[str, datetime] = {}
    for outcome in outcomes:
        if not outcome.alerted:
            continue
        tally, group = days[times[outcome.item].date()], reading.group_of.get(outcome.item)
        tally.alerts += 1
        if group is None:
            tally.noise += 1
        elif reading.importance[group] == 3:
            tally.minor += 1
        elif group in first:
            tally.duplicate += 1
        else:
            tally.good += 1
            first[group] = times[outcome.item]
    return first


def _development(tally: Tally, importance: int, first: datetime, alert: datetime | None) -> None:
    if importance == 1:
        tally.wanted1 += 1
        tally.found1 += alert is not None
        tally.prompt1 += alert is not None and alert - first <= PROMPT
    elif importance == 2:
        tally.wanted2 += 1
        tally.found2 += alert is not None
    if alert is not None:
        tally.minutes.append((alert - first).total_seconds() / 60)


def _grouping(days: Days, outcomes: Iterable[Outcome], reading: Reading, times: Mapping[str, datetime]) -> None:
    filed = {outcome.item: outcome.development for outcome in outcomes}
    items = {
        item: (filed.get(item) or f"none:{item}", group) for item, group in reading.group_of.items() if item in times
    }
    ours, theirs = Counter(pair[0] for pair in items.values()), Counter(pair[1] for pair in items.values())
    both = Counter(items.values())
    for item, pair in items.items():
        tally = days[times[item].date()]
        tally.items += 1
        tally.purity += both[pair] / ours[pair[0]]
        tally.completeness += both[pair] / theirs[pair[1]]
    for one, other in combinations(items, 2):
        (development, group), (other_development, other_group) = items[one], items[other]
        if development != other_development and group != other_group:
            continue
        tally = days[max(times[one], times[other]).date()]
        same = development == other_development
        tally.together += same
        tally.mixed += same and group != other_group
        tally.belong += group == other_group
        tally.joined += same and group == other_group
