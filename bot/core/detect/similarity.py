"""How alike two reports are, once their frames allow that they are of one development.

A weighted sum of a few named parts, made a number between 0 and 1. The weights were fitted on pairs of reports of one
negotiation (logistic regression, every window left out once: they hardly move) and rounded by hand.
"""

from collections.abc import Callable
from dataclasses import dataclass
from math import exp
from typing import TypeVar

from bot.core.detect.acts import KIN_ACTS
from bot.core.detect.frame import Frame

T = TypeVar("T")
Rarity = Callable[[str], float]

# Names, objects and acts are shared by most reports of a topic: they say less than words.
_KIND = {"@": 0.45, "#": 0.5, "!": 0.7}

BIAS = -1.6
WEIGHTS = {
    "words": 0.5,
    "summary": 3.9,
    "act_same": 1.5,
    "act_kin": 0.1,
    "act_behind": -0.1,
    "act_other": -1.3,
    "inner_same": 0.8,
    "voice_same": 0.6,
    "speaker_same": 1.5,
    "speaker_other": -1.1,
    "actors_same": 0.5,
    "actors_other": -1.6,
    "objects_same": 0.15,
    "objects_other": -0.6,
    "answered_other": -0.7,
    "numbers_same": 2.0,
    "days_same": 0.8,
    "body_same": 1.0,
    "days_between": -3.2,
}


@dataclass(frozen=True, slots=True)
class Text:
    """A report's words, weighed once for many comparisons."""

    head: dict[str, float]
    all: dict[str, float]
    head_sum: float
    all_sum: float


def weigh(frame: Frame, rarity: Rarity) -> Text:
    """Weigh a frame's terms by how rare they are in the memory that `rarity` belongs to."""
    head = {term: _KIND.get(term[0], 1.0) * rarity(term) for term in frame.terms}
    full = head | {term: _KIND.get(term[0], 1.0) * rarity(term) for term in frame.more_terms if term not in head}
    return Text(head, full, sum(head.values()), sum(full.values()))


def _overlap(a: dict[str, float], a_sum: float, b: dict[str, float], b_sum: float) -> float:
    """Weighted share of common terms: the mean of Dice and of what the shorter text has in common."""
    both = sum(weight for term, weight in a.items() if term in b)
    if not both:
        return 0.0
    return (2 * both / (a_sum + b_sum) + both / min(a_sum, b_sum)) / 2


def _compare(a: frozenset[T], b: frozenset[T]) -> str:
    """The word "same" when something is shared, "other" when both name something and share nothing, else ""."""
    if not a or not b:
        return ""
    return "same" if a & b else "other"


def _acts(a: Frame, b: Frame) -> str:
    if a.act is None or b.act is None:
        return ""
    if a.act == b.act:
        return "act_same"
    if a.act in b.acts or b.act in a.acts or frozenset((a.act, b.act)) in KIN_ACTS:
        return "act_kin"
    return "act_behind" if a.act in b.more_acts or b.act in a.more_acts else "act_other"


# Acts of which it matters most what they are about: another thing refused is another refusal.
_ANSWERS = frozenset({"reject", "accept", "propose", "delay", "demand"})
_BACKGROUND = frozenset({"war", "families"})


def likeness(a: Frame, a_text: Text, b: Frame, b_text: Text, hours: float) -> dict[str, float]:
    """The parts that are not nought; `hours` lie between the two reports."""
    cross = max(
        _overlap(a_text.head, a_text.head_sum, b_text.all, b_text.all_sum),
        _overlap(b_text.head, b_text.head_sum, a_text.all, a_text.all_sum),
    )
    parts = {
        "words": _overlap(a_text.head, a_text.head_sum, b_text.head, b_text.head_sum),
        "summary": cross,
        "days_between": min(hours, 72.0) / 24,
        _acts(a, b): 1.0,
        "objects_" + _compare(a.objects - _BACKGROUND, b.objects - _BACKGROUND): 1.0,
        "actors_" + _compare(a.mentioned, b.mentioned): 1.0,
        "voice_" + _compare(a.voice, b.voice): 1.0,
        "numbers_" + _compare(a.numbers, b.numbers): 1.0,
        "days_" + _compare(a.days, b.days): 1.0,
        "body_" + _compare(a.bodies, b.bodies): 1.0,
    }
    if a.inner is not None and a.inner == b.inner:
        parts["inner_same"] = 1.0
    if a.speaker is not None and b.speaker is not None and "unnamed" not in {a.speaker, b.speaker}:
        parts["speaker_same" if a.speaker == b.speaker else "speaker_other"] = 1.0
    if parts.get("objects_other") and a.act == b.act and a.act in _ANSWERS:
        parts["answered_other"] = 1.0
    if a.mentioned != b.mentioned:
        parts.pop("actors_same", None)
    return {name: value for name, value in parts.items() if name in WEIGHTS and value}


def score(parts: dict[str, float]) -> float:
    """One number between 0 and 1, for ranking and for the thresholds of `filing`."""
    return 1 / (1 + exp(-(BIAS + sum(WEIGHTS[name] * value for name, value in parts.items()))))
