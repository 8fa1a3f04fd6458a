"""What an outlet changed in a report we know: nothing, its date, its wording, or what it says.

A material edit changes who claims it, a number, a negation or what is done, in the headline or in the summary. All
versions are kept; only a material one is judged anew. The marks compared here are deliberately plain words of any
news, so that no subject, outlet or week is favoured; reading a headline in depth is the business of `core.detect`.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from bot.core.intake.lexicon import ACTS, CUES, NEGATIONS, NUMBERS, PHASES, STOP, stem
from bot.core.model import Report
from bot.core.text import fold, words

HEADLINE_ALIKE = 0.5
SUMMARY_ALIKE = 0.4
MAX_REDATES = 3


class Edit(StrEnum):
    """How a report as it came differs from what is known of it."""

    NEW = "new"
    UNCHANGED = "unchanged"
    REDATED = "redated"
    COSMETIC = "cosmetic"
    MATERIAL = "material"


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """The class of an edit and what gave it: "number", "negation", "claimant", "act", "words" or nothing."""

    edit: Edit
    why: str = ""
    where: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Marks:
    """What of a text decides whether two versions say the same."""

    numbers: frozenset[str]
    negations: frozenset[str]
    claimants: frozenset[str]
    acts: frozenset[str]
    phases: frozenset[str]
    content: frozenset[str]


_CUT = re.compile(r"\S*(?:…|\.\.\.)\s*$")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_QUALIFIER = re.compile(
    r"(at least|more than|as many as|as much as|up to|nearly|almost|about|over|above|below|under) $"
)
_CLAIM = re.compile(rf"((?:[^\W\d_][\w'-]*\s+){{0,4}})(?:{CUES})\b(?:\s+that)?|according to ((?:[^\s,.;:]+\s*){{1,4}})")


def classify(before: Report, after: Report) -> Change:
    """How the later version differs from the earlier."""
    if (before.headline, before.summary) == (after.headline, after.summary):
        same = before.published == after.published
        return Change(edit=Edit.UNCHANGED if same else Edit.REDATED)
    for where, one, other in (
        ("headline", before.headline, after.headline),
        ("summary", before.summary, after.summary),
    ):
        why = _headline(marks(one), marks(other)) if where == "headline" else _summary(marks(one), marks(other))
        if fold(one) != fold(other) and why:
            return Change(edit=Edit.MATERIAL, why=why, where=where)
    return Change(edit=Edit.COSMETIC)


def against(versions: Sequence[Report], after: Report) -> Change:
    """How a report as it came differs from all its versions, oldest first; NEW where there are none.

    Two feeds of one outlet may show one report in two wordings in turn, so the text of any version is a known one.
    Some feeds date all items anew at every poll: after a few re-dates in a row further ones are not worth keeping.
    """
    if not versions:
        return Change(edit=Edit.NEW)
    same = [one for one in versions if (one.headline, one.summary) == (after.headline, after.summary)]
    if not same:
        return classify(versions[-1], after)
    if len(same) > MAX_REDATES or any(one.published == after.published for one in same):
        return Change(edit=Edit.UNCHANGED)
    return Change(edit=Edit.REDATED)


def marks(text: str) -> Marks:
    """The marks of a text. A last word that was cut off is left out."""
    folded = fold(_CUT.sub("", text.strip()))
    tokens = words(folded)
    stems = [stem(token) for token in tokens]
    return Marks(
        numbers=_numbers(folded),
        negations=_negations(tokens, stems),
        claimants=_claimants(folded),
        acts=frozenset(ACTS[one] for one in stems if one in ACTS),
        phases=frozenset(PHASES[token] for token in tokens if token in PHASES),
        content=frozenset(one for one, token in zip(stems, tokens, strict=True) if token not in STOP),
    )


def _negations(tokens: Sequence[str], stems: Sequence[str]) -> frozenset[str]:
    contracted = frozenset({"not"} if any(token.endswith("n't") for token in tokens) else ())
    return contracted | frozenset(NEGATIONS[one] for one in stems if one in NEGATIONS)


def _numbers(folded: str) -> frozenset[str]:
    """Numbers with what qualifies them, so that "at least 20" and "more than 20" differ."""
    digits = [(found.group().replace(",", ""), folded[: found.start()]) for found in _NUMBER.finditer(folded)]
    spelled = [
        (NUMBERS[found.group()], folded[: found.start()])
        for found in re.finditer(r"[a-z]+(?:-[a-z]+)?", folded)
        if found.group() in NUMBERS
    ]
    return frozenset(_qualified(*pair) for pair in digits + spelled)


def _qualified(number: str, lead: str) -> str:
    found = _QUALIFIER.search(lead)
    return f"{found.group(1)} {number}" if found else number


def _claimants(folded: str) -> frozenset[str]:
    """The words by which claimants are named; "" stands for a claim whose speaker is not named nearby."""
    found: set[str] = set()
    for match in _CLAIM.finditer(folded):
        named = {stem(word) for word in words(match.group(1) or match.group(2) or "") if word not in STOP}
        found |= named or {""}
    return frozenset(found)


def _bare(numbers: frozenset[str]) -> frozenset[str]:
    return frozenset(number.rpartition(" ")[2] for number in numbers)


def _headline(one: Marks, other: Marks) -> str:
    """Why the change of a headline is material, or nothing."""
    if one.numbers != other.numbers:
        return "number"
    if one.negations != other.negations:
        return "negation"
    if _claimant_changed(one.claimants, other.claimants):
        return "claimant"
    if one.phases != other.phases or one.acts != other.acts:
        return "act"
    return "words" if _alike(one.content, other.content) < HEADLINE_ALIKE else ""


def _summary(one: Marks, other: Marks) -> str:
    """Why the change of a summary is material: it says something more or something else. Leaving out is not enough."""
    if not one.content or not other.content:
        return ""
    if _bare(other.numbers) - _bare(one.numbers) or (
        one.numbers != other.numbers and _bare(one.numbers) == _bare(other.numbers)
    ):
        return "number"
    if one.claimants and other.claimants and not one.claimants & other.claimants:
        return "claimant"
    if other.phases - one.phases and one.phases - other.phases:
        return "act"
    return "words" if _alike(one.content, other.content) < SUMMARY_ALIKE else ""


def _claimant_changed(one: frozenset[str], other: frozenset[str]) -> bool:
    return bool(one) != bool(other) or (bool(one) and not one & other)


def _alike(one: frozenset[str], other: frozenset[str]) -> float:
    """Dice's coefficient of two sets of words."""
    return 2 * len(one & other) / (len(one) + len(other)) if one or other else 1.0
