"""Counting: outlets by publisher with wire copy once, and claimants apart from outlets.

Neither count says that something is true. The second never exceeds what is printed: spellings that may be one speaker
("Marrow" and "Foreign Minister Ada Marrow") count as one.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from bot.core.alert.claims import Claim
from bot.core.alert.content import Corroboration
from bot.core.alert.display import short
from bot.core.alert.wire import same_copy
from bot.core.model import Importance, Report, ReportId
from bot.core.text import words

_OUTLET, _CLAIMANT = 40, 60
_LITTLE = frozenset({"the", "a", "an", "of", "and", "s"})
_PRONOUNS = frozenset({"he", "she", "they", "it", "we", "i", "who", "both", "sides"})


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
    return frozenset(claim.actors) or frozenset(words(claim.claimant)) - _LITTLE


def distinct_claimants(claims: Iterable[Claim]) -> tuple[str, ...]:
    """The claimants that are surely different, as first printed; pronouns count for nobody."""
    known: list[tuple[frozenset[str], str]] = []
    for claim in claims:
        key = _key(claim)
        if not key - _PRONOUNS:
            continue
        if not any(key <= other or other <= key for other, _ in known):
            known.append((key, short(claim.claimant, _CLAIMANT)))
    return tuple(name for _, name in known)


def corroboration(
    reports: Sequence[Report], claims: Mapping[ReportId, Sequence[Claim]], importance: Importance
) -> Corroboration:
    """The counts an alert shows for all reports of a development; `claims` are those shown of each report."""
    outlets = count_outlets(reports)
    claimants = distinct_claimants(claim for report in reports for claim in claims.get(report.id, ()))
    return Corroboration(
        outlets=tuple(short(report.outlet, _OUTLET) for report in outlets.counted),
        copies=tuple((short(report.outlet, _OUTLET), wire) for report, wire in outlets.copies),
        claimants=claimants,
        same_claimant=len(claimants) == 1 and all(claims.get(report.id) for report in outlets.counted),
        unmatched=importance == 1 and len(outlets.counted) == 1,
    )
