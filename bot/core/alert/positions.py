"""What each party and mediator said last: its statements as outlets printed them, contradictions marked.

A statement is a report whose claimant speaks for an actor of the topic file. Two statements of one actor contradict
each other where their acts are opposites and they are about the same thing; this is a label of ours, like every other.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.core.alert.attribution import attribute
from bot.core.alert.claims import Claim, Kind
from bot.core.alert.display import clean, safe_link
from bot.core.detect.frame import frame
from bot.core.detect.roles import ActorTable
from bot.core.model import DevelopmentId, Report, ReportId

WITHIN = timedelta(days=14)
_FURTHER = frozenset({"say", "announce", "confirm", "accept", "claim", "deny", "reject", "accuse", "demand", "warn",
                      "propose", "hint", "think", "predict"})  # fmt: skip

# Without a development to belong to, a statement must name one of these to be about the talks at all.
_SUBJECT = frozenset({"truce", "deal", "hostage", "prisoner", "bodies", "talks", "plan", "resolution", "withdrawal"})

_OPPOSITES = (
    ("accept", "reject"), ("approve", "reject"), ("support", "reject"), ("deal", "reject"), ("accept", "stall"),
    ("resume", "quit"), ("resume", "cancel"), ("resume", "stall"), ("progress", "stall"), ("meet", "quit"),
    ("hold", "collapse"), ("extend", "collapse"), ("extend", "expire"),
    ("aid", "cut"), ("withdraw", "deploy"), ("propose", "cancel"),
)  # fmt: skip
_OPPOSED = frozenset(_OPPOSITES) | frozenset((other, one) for one, other in _OPPOSITES)


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """One report in which somebody speaks for an actor. `contradicts` is when the same actor said the opposite.

    `own` is where the outlet states the act in its own words; what was stored before this was known counts as said.
    """

    actor: str
    role: str
    at: datetime
    outlet: str
    family: str
    headline: str
    link: str | None
    report: ReportId
    development: DevelopmentId | None
    claimant: str
    cue: str
    unnamed: bool
    in_description: bool
    act: str | None
    objects: tuple[str, ...] = ()
    denied: bool = False
    contradicts: datetime | None = None
    own: bool = False

    @property
    def kind(self) -> Kind:
        """Whether somebody claims, or the outlet states their act: as in alerts."""
        return "act" if self.own else "attr"


def statements(
    report: Report, actors: ActorTable, moment: datetime, development: DevelopmentId | None = None
) -> tuple[Statement, ...]:
    """The statements of a report, one for each actor that speaks; none where the rules cannot read its language."""
    if report.language and not report.language.casefold().startswith("en"):
        return ()
    claims = [one for one in attribute(report.headline, report.summary, actors, report.outlet).shown if one.actors]
    if not claims:
        return ()
    found = frame(report, actors)
    if development is None and not found.objects & _SUBJECT:
        return ()
    spoken: dict[str, Claim] = {}
    for claim in claims:
        if claim.kind == "attr" or claim.stance in _FURTHER:
            for actor in claim.actors:
                spoken.setdefault(actor, claim)
    return tuple(
        Statement(
            actor=actor,
            role=actors.roles[actor],
            at=report.told(moment),
            outlet=report.outlet,
            family=report.family,
            headline=clean(report.headline),
            link=safe_link(report.link),
            report=report.id,
            development=development,
            claimant=claim.claimant,
            cue=claim.cue,
            unnamed=claim.unnamed,
            in_description=claim.field == "summary",
            act=found.act,
            objects=tuple(sorted(found.objects)),
            denied=found.polarity < 0,
            own=claim.kind == "act",
        )
        for actor, claim in spoken.items()
        if actor in actors.roles
    )


def opposed(one: Statement, other: Statement) -> bool:
    """Whether two statements are opposites on one thing. What is only in a description or unnamed is left alone."""
    if (
        one.in_description
        or other.in_description
        or one.unnamed
        or other.unnamed
        or not set(one.objects) & set(other.objects)
    ):
        return False
    if one.act is None or other.act is None:
        return False
    if one.act == other.act:
        return one.denied != other.denied
    return (one.act, other.act) in _OPPOSED and one.denied == other.denied


def marked(newest_first: Sequence[Statement]) -> tuple[Statement, ...]:
    """One actor's statements with each contradiction to an earlier one of the last 14 days marked."""
    return tuple(
        replace(one, contradicts=next((other.at for other in _earlier(newest_first[at + 1 :], one)), None))
        for at, one in enumerate(newest_first)
    )


def _earlier(others: Iterable[Statement], one: Statement) -> Iterable[Statement]:
    return (other for other in others if one.at - other.at <= WITHIN and opposed(one, other))
