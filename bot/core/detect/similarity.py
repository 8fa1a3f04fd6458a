"""How alike two reports are, once their frames allow that they are of one development."""

from collections.abc import Callable
from dataclasses import dataclass

from bot.core.detect.frame import Frame
from bot.core.detect.memory import Member

Rarity = Callable[[str], float]

_KIND = {"@": 0.45, "#": 0.5, "!": 0.7}


@dataclass(frozen=True, slots=True, kw_only=True)
class Likeness:
    """The parts a score is made of, each between 0 and 1 unless said."""

    words: float
    summary: float
    act: float
    voice: float
    objects: float
    numbers: float
    days: float
    bodies: float
    hours: float


def _weight(term: str, rarity: Rarity) -> float:
    return _KIND.get(term[0], 1.0) * rarity(term)


def overlap(a: tuple[str, ...], b: tuple[str, ...], rarity: Rarity) -> float:
    """Weighted share of common terms: the mean of Dice and of what the shorter text has in common."""
    if not a or not b:
        return 0.0
    common = set(a) & set(b)
    both = sum(_weight(term, rarity) for term in common)
    first = sum(_weight(term, rarity) for term in a)
    second = sum(_weight(term, rarity) for term in b)
    if not both or not first or not second:
        return 0.0
    return (2 * both / (first + second) + both / min(first, second)) / 2


def _set(a: frozenset[object], b: frozenset[object]) -> float:
    """1 the same, 0 unknown, -1 disjoint."""
    if not a or not b:
        return 0.0
    shared = len(a & b)
    return shared / min(len(a), len(b)) if shared else -1.0


def _act(a: Frame, b: Frame) -> float:
    if a.act is None or b.act is None:
        return 0.0
    if a.act == b.act:
        return 1.0
    if a.act in b.acts or b.act in a.acts:
        return 0.5
    if a.act in b.more_acts or b.act in a.more_acts:
        return -0.25
    return -1.0


def likeness(a: Frame, member: Member, rarity: Rarity, hours: float) -> Likeness:
    """Compare a report's frame with a filed report's; `hours` lie between them."""
    b = member.frame
    cross = max(overlap(a.terms, b.terms + b.more_terms, rarity), overlap(a.terms + a.more_terms, b.terms, rarity))
    return Likeness(
        words=overlap(a.terms, b.terms, rarity),
        summary=cross,
        act=_act(a, b),
        voice=_set(a.voice, b.voice),
        objects=_set(a.objects - {"war", "families"}, b.objects - {"war", "families"}),
        numbers=_set(a.numbers, b.numbers),
        days=_set(a.days, b.days),
        bodies=_set(a.bodies, b.bodies),
        hours=hours,
    )


def score(parts: Likeness) -> float:
    """One number for ranking and for the thresholds of `filing`; about 0 (nothing shared) to 1 (the same text)."""
    return (
        0.55 * parts.words
        + 0.20 * parts.summary
        + 0.12 * parts.act
        + 0.04 * parts.voice
        + 0.06 * parts.objects
        + 0.05 * parts.numbers
        + 0.03 * parts.days
        + 0.04 * parts.bodies
        - 0.004 * min(parts.hours, 72.0)
    )
