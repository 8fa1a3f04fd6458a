"""What one report says of the two fields, and with which right: the reading that `status` folds.

Only a headline moves a field: it is what the outlet stands for. What counts as evidence is the change rule of the
status codebook: a named party or mediator who says, announces, confirms or agrees; or the outlet in its own voice.
Everything else (an unnamed source, a hedge, somebody outside the table) is reported, and moves nothing by itself.
"""

from dataclasses import dataclass, replace
from datetime import datetime

from bot.core.alert import corrections, rights, signs
from bot.core.alert.attribution import attribute
from bot.core.alert.claims import Attribution, Kind
from bot.core.alert.display import clean, safe_link
from bot.core.alert.rights import Voice
from bot.core.alert.states import Field, State
from bot.core.detect.frame import Frame, frame
from bot.core.detect.labels import alone
from bot.core.detect.roles import MEDIATOR, PARTY, ActorTable
from bot.core.model import DevelopmentId, Report, ReportId, Topic
from bot.core.text import Names


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """One report as evidence. `actors` are those of the topic file that the claimant speaks for.

    `kind` tells a claim by the claimant from an act of theirs that the outlet states in its own words, as in alerts.
    """

    at: datetime
    outlet: str
    family: str
    headline: str
    link: str | None
    report: ReportId
    development: DevelopmentId | None = None
    voice: Voice = "own"
    claimant: str | None = None
    cue: str | None = None
    kind: Kind = "attr"
    actors: tuple[str, ...] = ()
    wire: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Signal:
    """A state that a report says a field is in; `denied`: it says that the field is not in it.

    `implied`: the end of a truce, told as large strikes alone; where no truce is known it does not follow.
    `jointly`: earlier reports without which this one does not say it.
    """

    field: Field
    state: State
    phase: int | None = None
    denied: bool = False
    implied: bool = False
    jointly: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One report read for the status. `accepts`: parties that the report says accepted a truce or a deal.

    `about`: a party or a place of the topic is named, it is no opinion, explainer or live page, and not withdrawn.
    """

    evidence: Evidence
    about: bool = True
    signals: tuple[Signal, ...] = ()
    accepts: frozenset[str] = frozenset()


_BARGAIN = frozenset({"truce", "deal"})
_TALKED = frozenset({"talks"})
_LAWMAKERS = frozenset({"council", "assembly", "court"})


class StatusReader:
    """Reads reports for one topic's status. Pure; the rules read English, other languages say nothing here."""

    def __init__(self, topic: Topic) -> None:
        self.actors = ActorTable(topic)
        parties = [
            (actor.id, name) for actor in topic.actors if actor.id in self.actors.parties for name in actor.names
        ]
        self._own = Names([*parties, *((place, place) for place in topic.places)])

    def read(self, report: Report, moment: datetime, development: DevelopmentId | None = None) -> Reading:
        """A report read. `moment` is when it was decided on: no evidence is dated later than that."""
        actors = self.actors
        english = report.language.casefold().startswith("en") or not report.language
        attribution = attribute(report.headline, report.summary, actors, report.outlet) if english else Attribution()
        evidence = _evidence(report, attribution, actors, report.told(moment), development)
        about = self._about(report) and not (signs.LABELS.search(report.headline) or signs.LIVE.search(report.headline))
        withdrawn = corrections.notice(report.headline, report.summary)
        about = about and not (withdrawn is not None and withdrawn.withdrawn)
        if not english or not about:
            return Reading(evidence=evidence, about=about)
        found = frame(report, actors)
        near = report.headline in self._own or bool(signs.SUBJECT.search(report.headline))
        signals = tuple(_signals(report, found, actors)) if near else ()
        voice = rights.voice(attribution, actors, alleging=_alleging(signals))
        if signs.QUOTED.search(report.headline) and voice != "statement":
            return Reading(evidence=replace(evidence, voice=voice))
        return Reading(evidence=replace(evidence, voice=voice), signals=signals, accepts=_accepts(found, actors))

    def _about(self, report: Report) -> bool:
        """Whether a party or a place of the topic is named: mediators and truces exist elsewhere, too."""
        return report.headline in self._own or report.summary[:200] in self._own


def _evidence(
    report: Report, attribution: Attribution, actors: ActorTable, at: datetime, development: DevelopmentId | None
) -> Evidence:
    speaker = rights.speaker(attribution, actors)
    return Evidence(
        at=at,
        outlet=report.outlet,
        family=report.family,
        headline=clean(report.headline),
        link=safe_link(report.link),
        report=report.id,
        development=development,
        claimant=speaker.claimant if speaker else None,
        cue=speaker.cue if speaker else None,
        kind=speaker.kind if speaker else "attr",
        actors=speaker.actors if speaker else (),
        wire=report.wire,
    )


def _alleging(signals: tuple[Signal, ...]) -> bool:
    """Whether what is said is itself an allegation: that a truce is strained, or has ended."""
    return any(one.state in {State.STRAINED, State.COLLAPSED} for one in signals)


def _accepts(found: Frame, actors: ActorTable) -> frozenset[str]:
    if found.act in {"accept", "approve", "sign", "deal"} and found.modality == "done" and found.polarity > 0:
        wanted = {"truce", "deal", "plan"} if found.act == "accept" else _BARGAIN
        if found.objects & wanted and not found.bodies & _LAWMAKERS:
            return found.subject & actors.parties
    return frozenset()


def _signals(report: Report, found: Frame, actors: ActorTable) -> list[Signal]:
    if found.act is None or found.question:
        return []
    signals = [one for one in (_truce(report, found, actors), *_talks(report, found, actors)) if one]
    if found.act == "deny" or (found.act == "reject" and found.inner in {"violate", "accuse"}):
        return _denials(report, found)
    if signs.NO_TALKS.search(report.headline):
        return [Signal(field=Field.TALKS, state=State.NEGOTIATING, denied=True)]
    settled = found.modality in {"done", "offered"} or found.act in {"violate", "accuse", "visit"}
    settled = settled and found.modality != "expected"
    return signals if settled else [one for one in signals if one.state in _NAMED_BY_NOUNS]


# "Talks at an impasse" and "strikes kill hundreds" are told by nouns, which alone settle nothing else.
_NAMED_BY_NOUNS = frozenset({State.STALLED, State.COLLAPSED})


def _denials(report: Report, found: Frame) -> list[Signal]:
    denied = []
    if signs.BREACH.search(report.headline):
        denied.append(Signal(field=Field.TRUCE, state=State.STRAINED, denied=True))
    if found.objects & _TALKED or {"meet", "progress"} & found.more_acts | {found.inner or ""} & {"meet", "progress"}:
        denied.append(Signal(field=Field.TALKS, state=State.NEGOTIATING, denied=True))
    if found.objects & _BARGAIN and found.inner in {"accept", "deal"}:
        denied.append(Signal(field=Field.TRUCE, state=State.AGREED, denied=True))
    return denied


# A state of the truce: the acts that the frame may read, and what must stand in the headline, too.
_STATED = (
    (State.COLLAPSED, frozenset({"collapse", "cancel", "resume", "strike", "effect", "violate"}), signs.ENDS),
    (State.EXTENDED, frozenset({"extend"}), signs.EXTENDS),
    (State.EXPIRED, frozenset({"expire"}), signs.TRUCE),
    (State.IN_FORCE, frozenset({"hold"}), signs.HOLDS),
    (State.IN_FORCE, frozenset({"effect"}), signs.BEGINS),
)


def _truce(report: Report, found: Frame, actors: ActorTable) -> Signal | None:
    """What a report says of the truce. A meeting never says anything of it."""
    if signs.UNSURE.search(report.headline):
        return None
    state = _truce_state(report, found, actors)
    if state is not None:
        phase = next((rank.value for rank in found.ranks if rank.of == "phase"), None)
        return Signal(field=Field.TRUCE, state=state, phase=phase if state is State.IN_FORCE else None)
    if _struck(report, found, actors):
        return Signal(field=Field.TRUCE, state=State.COLLAPSED, implied=True)
    return None


def _truce_state(report: Report, found: Frame, actors: ActorTable) -> State | None:
    headline, acts = report.headline, {found.act or ""}
    if {"strike", "resume", "effect"} & acts or "strike" in found.acts:
        acts |= found.acts | found.more_acts
    if "talks" not in found.objects or "collapse" in acts:
        for state, told, pattern in _STATED:
            if acts & told and pattern.search(headline) and found.polarity > 0:
                return state
    if _agreed(found, actors) and signs.AGREES.search(headline) and not signs.KILLED.search(headline):
        return State.AGREED
    return State.STRAINED if signs.BREACH.search(headline) and found.act != "demand" else None


def _struck(report: Report, found: Frame, actors: ActorTable) -> bool:
    """Strikes of a party on a large scale, or that kill a hundred and more."""
    if "strike" not in found.acts | found.more_acts or not found.mentioned & actors.parties:
        return False
    tolls = [int(number.replace(",", "")) for number in signs.TOLL.findall(report.headline)]
    deadly = bool(signs.KILLED.search(report.headline)) and any(toll in signs.MANY_DEAD for toll in tolls)
    return deadly or bool(signs.LARGE.search(report.headline))


def _agreed(found: Frame, actors: ActorTable) -> bool:
    """Whether parties, or a party's own bodies, agree to a truce or a deal; or it is told that one was reached."""
    if found.bodies & _LAWMAKERS or not found.objects & _BARGAIN or found.modality != "done":
        return False
    ranked = found.subject & _ranks(actors)
    if found.act == "deal":
        declared = alone(found, actors.parties) and "deal" not in found.objects  # a truce takes no other, a deal does
        return (bool(ranked) or not found.subject) and not declared
    if found.act in {"sign", "approve"}:
        return bool(ranked) or (found.act == "approve" and bool(found.bodies))
    return found.act == "accept" and len(found.subject & actors.parties) > 1


def _ranks(actors: ActorTable) -> frozenset[str]:
    """Parties and mediators."""
    return frozenset(actor for actor, role in actors.roles.items() if role in {PARTY, MEDIATOR})


def _talks(report: Report, found: Frame, actors: ActorTable) -> list[Signal | None]:
    """What a report says of the talks."""
    state = _talks_state(report, found, actors)
    return [Signal(field=Field.TALKS, state=state)] if state else []


def _talks_state(report: Report, found: Frame, actors: ActorTable) -> State | None:
    act, objects, headline = found.act or "", found.objects, report.headline
    ranked = _ranks(actors)
    doers = (found.subject | found.voice) & ranked or (found.mentioned & ranked if _two(found, actors) else frozenset())
    if signs.BROKEN.search(headline) and act in {"stall", "quit", "collapse", "cancel", "expire", "delay"}:
        return State.BROKEN_OFF
    if _meeting(act, objects, doers):
        return State.NEGOTIATING
    if signs.STALLED.search(headline) or (act == "stall" and "talks" in objects):
        return State.STALLED
    if act == "propose" and objects & {"truce", "deal", "hostage", "prisoner", "talks"} and doers:
        return State.PROPOSED
    concluded = _agreed(found, actors) and act != "approve" and bool(signs.AGREES.search(headline))
    return State.CONCLUDED if concluded and not _doubtful(headline) else None


def _two(found: Frame, actors: ActorTable) -> bool:
    """Whether a party and somebody else of rank are named: "talks between X and Y held"."""
    named = found.mentioned & _ranks(actors)
    return (
        len(named) > 1 and bool(named & actors.parties) and not any(":" in one or "+" in one for one in found.subject)
    )


def _doubtful(headline: str) -> bool:
    return bool(signs.UNSURE.search(headline) or signs.KILLED.search(headline))


def _meeting(act: str, objects: frozenset[str], involved: frozenset[str]) -> bool:
    if not involved:
        return False
    if act == "progress":
        return bool(objects & {"talks", "deal", "truce"})
    return act in {"meet", "visit", "resume", "effect"} and bool(objects & _TALKED)
