"""The figures by which detection is judged. Definitions as in docs/detection.md; one reading at a time."""

import statistics
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import combinations

from bot.training.labels import Reading

PROMPT = timedelta(minutes=60)
Figures = dict[str, float | None]
_WANTED = (1, 2)


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What a replay made of one item."""

    item: str
    alerted: bool
    development: str | None


@dataclass(slots=True)
class _Alerts:
    """Alerts counted by what they were worth."""

    total: int = 0
    good: int = 0
    duplicate: int = 0
    noise: int = 0
    minor: int = 0


def score(outcomes: Sequence[Outcome], reading: Reading, times: Mapping[str, datetime]) -> Figures:
    """All figures of one replay against one reading."""
    first_item = _first_items(reading, times)
    alerts, first_alert = _count_alerts(outcomes, reading, times)
    wanted = {level: [g for g in first_item if reading.importance[g] == level] for level in _WANTED}
    found = {level: [g for g in groups if g in first_alert] for level, groups in wanted.items()}
    late = {g: first_alert[g] - first_item[g] for g in first_alert}
    counted = alerts.total - alerts.minor
    precision = alerts.good / counted if counted else 0.0
    everything = sum(map(len, wanted.values()))
    recall = sum(map(len, found.values())) / everything if everything else 0.0
    minutes = sorted(delay.total_seconds() / 60 for delay in late.values())
    return {
        "f": 2 * precision * recall / (precision + recall) if precision + recall else 0.0,
        "alerts": alerts.total,
        "precision": _ratio(alerts.good, counted),
        "duplicate": _ratio(alerts.duplicate, counted),
        "noise": _ratio(alerts.noise, counted),
        "minor": alerts.minor,
        "recall1": _ratio(len(found[1]), len(wanted[1])),
        "recall2": _ratio(len(found[2]), len(wanted[2])),
        "prompt1": _ratio(sum(late[g] <= PROMPT for g in found[1]), len(wanted[1])),
        "delay_median": statistics.median(minutes) if minutes else None,
        "delay_p90": minutes[int(0.9 * (len(minutes) - 1))] if minutes else None,
        **_grouping(outcomes, reading, times),
        "groups1": len(wanted[1]),
        "groups2": len(wanted[2]),
    }


def _ratio(part: float, whole: float) -> float | None:
    return part / whole if whole else None


def _first_items(reading: Reading, times: Mapping[str, datetime]) -> dict[str, datetime]:
    first: dict[str, datetime] = {}
    for item, group in reading.group_of.items():
        if item in times and (group not in first or times[item] < first[group]):
            first[group] = times[item]
    return first


def _count_alerts(
    outcomes: Iterable[Outcome], reading: Reading, times: Mapping[str, datetime]
) -> tuple[_Alerts, dict[str, datetime]]:
    alerts, first_alert = _Alerts(), dict[str, datetime]()
    for outcome in outcomes:
        if not outcome.alerted:
            continue
        alerts.total += 1
        group = reading.group_of.get(outcome.item)
        if group is None:
            alerts.noise += 1
        elif reading.importance[group] not in _WANTED:
            alerts.minor += 1
        elif group in first_alert:
            alerts.duplicate += 1
        else:
            alerts.good += 1
            first_alert[group] = times[outcome.item]
    return alerts, first_alert


def _grouping(outcomes: Sequence[Outcome], reading: Reading, times: Mapping[str, datetime]) -> Figures:
    filed = {outcome.item: outcome.development for outcome in outcomes}
    pairs = [(filed.get(item) or f"none:{item}", group) for item, group in reading.group_of.items() if item in times]
    by_development = defaultdict[str, list[str]](list)
    for development, group in pairs:
        if not development.startswith("none:"):
            by_development[development].append(group)
    together = [a == b for groups in by_development.values() for a, b in combinations(groups, 2)]
    belong = sum(n * (n - 1) // 2 for n in Counter(group for _, group in pairs).values())
    return {
        "b3": _b_cubed(pairs),
        "merged": _ratio(together.count(False), len(together)),
        "split": _ratio(belong - together.count(True), belong),
    }


def _b_cubed(pairs: Sequence[tuple[str, str]]) -> float | None:
    if not pairs:
        return None
    ours, theirs, both = Counter(a for a, _ in pairs), Counter(b for _, b in pairs), Counter(pairs)
    precision = sum(both[pair] / ours[pair[0]] for pair in pairs) / len(pairs)
    recall = sum(both[pair] / theirs[pair[1]] for pair in pairs) / len(pairs)
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def mean(rows: Sequence[Figures]) -> Figures:
    """Figure by figure over several rows; a row that lacks a figure is left out of that figure's mean."""
    names = list(rows[0]) if rows else []
    values = {name: [value for row in rows if (value := row[name]) is not None] for name in names}
    return {name: statistics.mean(values[name]) if values[name] else None for name in names}
