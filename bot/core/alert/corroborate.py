"""Counting: outlets by publisher with wire copy once, and claimants apart from outlets.

Neither count says that something is true. Spellings that may be one speaker ("Marrow" and "Foreign Minister Ada
Marrow", two names of one actor) count as one; speakers who differ only in whom they speak for are "of one side".
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from bot.core.alert.claims import Claim
from bot.core.alert.content import Corroboration
from bot.core.alert.display import short
from bot.core.alert.speakers import PRONOUNS
from bot.core.alert.wire import same_copy
from bot.core.model import Importance, Report, ReportId
from bot.core.text import words

_OUTLET, _CLAIMANT = 40, 60
_LITTLE = frozenset({"the", "a", "an", "of", "and", "s"})


@dataclass(frozen=True, slots=True)
class Outlets:
    """Reports that count, one an outlet, and reports that repeat copy already counted, with the agency if credited."""

    counted: tuple[Report, ...]
    copies: tuple[tuple[Report, str | None], ...]


def count_outlets(reports: Sequence[Report]) -> Outlets:
    """Count by family: the first report of each publisher counts unless it is copy that another one printed."""
    counted: list[Report] = []
    copies: list[tuple[Report, str | None]] = []
    seen: set[str] = set()
    for report in reports:
        if report.family in seen:
            continue
        seen.add(report.family)
        if any(same_copy(report, known) for known in counted):
            copies.append((report, report.wire))
        else:
            counted.append(report)
    return Outlets(tuple(counted), tuple(copies))


def _key(claim: Claim) -> frozenset[str]:
    """What makes a claimant this one: the actors where it is nothing but their names, else its words."""
    return frozenset(claim.actors) if claim.bare else frozenset(words(claim.claimant)) - _LITTLE


def distinct_claimants(claims: Iterable[Claim]) -> tuple[str, ...]:
    """The claimants that are surely different, as first printed; pronouns count for nobody."""
    known: list[tuple[frozenset[str], str]] = []
    for claim in claims:
        key = _key(claim)
        if key - PRONOUNS and not any(key <= other or other <= key for other, _ in known):
            known.append((key, short(claim.claimant, _CLAIMANT)))
    return tuple(name for _, name in known)


def _one_side(claims: Sequence[Claim]) -> bool:
    """Whether all claimants speak for the same single actor."""
    actors = {claim.actors for claim in claims}
    return len(actors) == 1 and len(next(iter(actors))) == 1


def corroboration(
    reports: Sequence[Report], claims: Mapping[ReportId, Sequence[Claim]], importance: Importance
) -> Corroboration:
    """The counts an alert shows for all reports of a development; `claims` are those shown of each report."""
    outlets = count_outlets(reports)
    made = [claim for report in reports for claim in claims.get(report.id, ())]
    claimants = distinct_claimants(made)
    return Corroboration(
        number=len(outlets.counted),
        outlets=tuple(short(report.outlet, _OUTLET) for report in outlets.counted),
        copies=tuple((short(report.outlet, _OUTLET), wire) for report, wire in outlets.copies),
        claimants=claimants,
        same_claimant=len(claimants) == 1 and all(claims.get(report.id) for report in outlets.counted),
        one_side=len(claimants) > 1 and _one_side(made),
        unmatched=importance == 1 and len(outlets.counted) == 1,
    )
