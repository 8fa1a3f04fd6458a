"""With which right a headline speaks: whose claim or act it is, and whether that makes it a statement."""

from typing import Literal

from bot.core.alert import signs
from bot.core.alert.claims import Attribution, Claim
from bot.core.detect.roles import MEDIATOR, PARTY, ActorTable

Voice = Literal["statement", "own", "reported"]

_SPEAKING = frozenset({"say", "announce", "confirm", "accept", "claim"})
_ALLEGING = _SPEAKING | {"accuse", "warn"}


def speaker(attribution: Attribution, actors: ActorTable) -> Claim | None:
    """The claimant of the headline; of several, one who speaks for a party or mediator."""
    claims = [one for one in attribution.in_headline if one.kind == "attr" or one.actors]
    return next((one for one in claims if _ranked(one, actors)), claims[0] if claims else None)


def voice(attribution: Attribution, actors: ActorTable, *, alleging: bool) -> Voice:
    """With which right the headline speaks. `alleging`: what it says is itself an allegation, which then suffices."""
    if any(hedge[:1] not in "'‘\"“" for hedge in attribution.hedges):
        return "reported"
    claims = attribution.in_headline
    stances = _ALLEGING if alleging else _SPEAKING
    said = [one for one in claims if one.kind == "attr" or one.stance in {"announce", "confirm", "accept"}]
    if any(_ranked(one, actors) and one.stance in stances and not one.negated for one in said):
        return "statement"
    return "reported" if any(one.kind == "attr" for one in claims) else "own"


def _ranked(claim: Claim, actors: ActorTable) -> bool:
    """Whether a party or mediator itself speaks: by name, not somebody it only runs or backs."""
    itself = not claim.unnamed and not signs.AT_REMOVE.search(claim.claimant)
    return itself and any(actors.roles.get(actor) in {PARTY, MEDIATOR} for actor in claim.actors)
