"""Whether a report disputes what an alert said: another claimant says the opposite on the same matter.

Rejecting an offer disputes nothing; denying that it was made does. No dispute without evidence of all four: who says
so now is a party or a mediator; it is somebody else than who said it before; both are of one matter; one says the
opposite of the other. Rule W11.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from bot.core.alert.attribution import attribute
from bot.core.alert.claims import Claim
from bot.core.alert.grammar import words_of
from bot.core.detect.frame import Frame, frame
from bot.core.detect.roles import MEDIATOR, PARTY, ActorTable
from bot.core.model import DevelopmentId, Json, Report
from bot.core.text import words

_DISMISSALS = words_of("dismiss dismisses dismissed reject rejects rejected rejecting brush brushes brushed")
_CLAIMS = words_of(
    """
    claim claims report reports reporting allegation allegations accusation accusations assertion assertions rumour
    rumours rumor rumors suggestion suggestions account accounts
    """
)
# Acts that say the opposite of each other about one and the same thing, whoever does them.
_OPPOSITE = frozenset(
    frozenset(pair.split("/")) for pair in words_of("deal/stall progress/stall accept/reject hold/collapse")
)
_SAME_DOER = frozenset({frozenset({"accept", "reject"})})
_NO_DEAL = re.compile(r"\b[Nn]o (?:such |\w+ )?(?:deal|agreement|accord)\b(?! until| unless| without)")
_STILL_SO = timedelta(hours=24)  # later, both may have been right in their time
_VAGUE = frozenset({"talks", "truce", "deal", "hostage", "prisoner"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Alerted:
    """The report that leads an alert, with the development it is about."""

    development: DevelopmentId
    lead: Report


@dataclass(frozen=True, slots=True, kw_only=True)
class Disputed:
    """The development that is disputed, and what shows it."""

    development: DevelopmentId
    by: str
    evidence: str

    def explain(self) -> dict[str, Json]:
        """JSON-ready."""
        return {"development": self.development, "by": self.by, "evidence": self.evidence}


def disputed(report: Report, alerted: Iterable[Alerted], actors: ActorTable) -> Disputed | None:
    """The first of these developments that the report disputes; give the likeliest first."""
    claims = attribute(report.headline, report.summary, actors, report.outlet).shown
    ours = frame(report, actors)
    speakers = _speakers(claims, ours, actors)
    if not speakers:
        return None
    for one in alerted:
        if one.lead.id == report.id:
            continue
        said = attribute(one.lead.headline, one.lead.summary, actors, one.lead.outlet).shown
        theirs = frame(one.lead, actors)
        before = _actors(said) or ({theirs.speaker} if theirs.speaker else set())
        new = speakers - before
        if not new or not _same_matter(report, ours, one.lead, theirs):
            continue
        evidence = _denial(report, ours, theirs, claims)
        if not evidence and _NO_DEAL.search(report.headline) and _told_of_a_deal(theirs, before):
            evidence = "says there is no such agreement"
        if not evidence and abs(report.seen - one.lead.seen) <= _STILL_SO:
            evidence = _opposite(ours, theirs, before)
        if evidence:
            return Disputed(development=one.development, by=min(new), evidence=evidence)
    return None


def _actors(claims: Iterable[Claim]) -> set[str]:
    return {actor for claim in claims if claim.kind == "attr" for actor in claim.actors}


def _speakers(claims: Iterable[Claim], ours: Frame, actors: ActorTable) -> set[str]:
    """The parties and mediators that are said to say so."""
    named = {actor for claim in claims for actor in claim.actors} or ({ours.speaker} if ours.speaker else set())
    return {actor for actor in named if actors.roles.get(actor) in (PARTY, MEDIATOR)}


def _same_matter(report: Report, ours: Frame, lead: Report, theirs: Frame) -> bool:
    """A thing both are about; a thing everything here is about needs more in common."""
    shared = ours.objects & theirs.objects
    if shared - _VAGUE:
        return True
    content = {word for word in words(report.headline) if len(word) > 3}
    return len(content & set(words(lead.headline))) >= (2 if shared else 3)


def _denial(report: Report, ours: Frame, theirs: Frame, claims: Iterable[Claim]) -> str:
    """A denial of what was said: it names the act, or denies a claim as such."""
    said = words(report.headline)
    denies = ours.act == "deny" or any(claim.stance == "deny" and claim.kind == "attr" for claim in claims)
    dismisses = bool(_DISMISSALS & set(said)) and bool(_CLAIMS & set(said))
    if not denies and not dismisses:
        return ""
    mine = {act for act in (ours.inner, *ours.acts, *ours.more_acts) if act and act != "deny"}
    before = {act for act in (theirs.act, theirs.inner, *theirs.acts, *(theirs.objects & {"deal"})) if act}
    accused = "violate" in mine and bool(ours.subject & theirs.culprit)
    if mine & before or accused or (dismisses and ours.mentioned & theirs.mentioned):
        return "denies what was said"
    return ""


def _told_of_a_deal(theirs: Frame, before: set[str]) -> bool:
    told = {theirs.act, theirs.inner, *theirs.acts} & {"deal", "accept", "sign"}
    return bool(before and told) and "deal" in theirs.objects


def _opposite(ours: Frame, theirs: Frame, before: set[str]) -> str:
    """The opposite of what was said, where that had a claimant: two outlets' own words dispute nothing."""
    if not before or ours.act is None or theirs.act is None:
        return ""
    if theirs.act == "deny" and ours.act == theirs.inner:
        return "says what was denied"
    if ours.act == theirs.act:
        return "the same act, said and negated" if ours.polarity != theirs.polarity else ""
    pair = frozenset({ours.act, theirs.act})
    if pair not in _OPPOSITE:
        return ""
    if pair in _SAME_DOER and not ours.subject & theirs.subject:
        return ""
    return f"opposite acts: {theirs.act}, {ours.act}"
