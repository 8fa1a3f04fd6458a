"""How many independent voices a set of reports is."""

from collections.abc import Sequence

from bot.core.alert.signals import Evidence
from bot.core.text import fold


def own(evidence: Sequence[Evidence]) -> tuple[Evidence, ...]:
    """Those that tell it in the outlet's own voice."""
    return tuple(one for one in evidence if one.voice == "own")


def independent(evidence: Sequence[Evidence]) -> tuple[Evidence, ...]:
    """One of each publisher; copy of one agency, or under one headline, counts once."""
    found: list[Evidence] = []
    for one in evidence:
        if not any(same_source(one, other) for other in found):
            found.append(one)
    return tuple(found)


def same_source(one: Evidence, other: Evidence) -> bool:
    """Whether two reports are one voice."""
    agency = (one.wire or one.outlet) == (other.wire or other.outlet)
    return one.family == other.family or agency or fold(one.headline) == fold(other.headline)


def suffices(evidence: Sequence[Evidence]) -> bool:
    """Whether it may move a field: a statement of a party or mediator, or two outlets in their own voice."""
    return any(one.voice == "statement" for one in evidence) or len(independent(own(evidence))) > 1
