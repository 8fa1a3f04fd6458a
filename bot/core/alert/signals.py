"""What one report says of the two fields, and with which right: the reading that `status` folds.

Only a headline moves a field: it is what the outlet stands for. What counts as evidence is the change rule of the
status codebook: a named party or mediator who says, announces, confirms or agrees; or the outlet in its own voice.
Everything else (an unnamed source, a hedge, somebody outside the table) is reported, and moves nothing by itself.
"""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal

from bot.core.alert import signs
from bot.core.alert.attribution import attribute
from bot.core.alert.claims import Attribution, Claim
from bot.core.alert.display import clean, safe_link
from bot.core.alert.states import Field, State
from bot.core.detect.frame import Frame, frame
from bot.core.detect.roles import MEDIATOR, PARTY, ActorTable
from bot.core.model import DevelopmentId, Report, ReportId, Topic
from bot.core.text import Names

Voice = Literal["statement", "own", "reported"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """One report as evidence. `actors` are those of the topic file that the claimant speaks for."""

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
    actors: tuple[str, ...] = ()
    wire: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Signal:
    """A state that a report says a field is in; `denied`: it says that the field is not in it."""

    field: Field
    state: State
    phase: int | None = None
    denied: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One report read for the status. `accepts`: parties that the report says accepted a truce or a deal.

    `about`: a party or a place of the topic is named, and it is no opinion, explainer or live page.
    """

    evidence: Evidence
    about: bool = True
    signals: tuple[Signal, ...] = ()
    accepts: frozenset[str] = frozenset()


_SPEAKING = frozenset({"say", "announce", "confirm", "accept", "claim"})
_ALLEGING = _SPEAKING | {"accuse", "warn"}
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
        evidence = _evidence(report, attribution, actors, min(report.time, moment), development)
        about = self._about(report) and not (signs.LABELS.search(report.headline) or signs.LIVE.search(report.headline))
        if not english or not about:
            return Reading(evidence=evidence, about=about)
        found = frame(report, actors)
        signals = tuple(_signals(report, found, actors))
        voice = _voice(attribution, actors, _cues(signals))
        if signs.QUOTED.search(report.headline) and voice != "statement":
            return Reading(evidence=replace(evidence, voice=voice))
        return Reading(evidence=replace(evidence, voice=voice), signals=signals, accepts=_accepts(found, actors))

    def _about(self, report: Report) -> bool:
        """Whether a party or a place of the topic is named: mediators and truces exist elsewhere, too."""
        return report.headline in self._own or report.summary[:200] in self._own


def _evidence(
    report: Report, attribution: Attribution, actors: ActorTable, at: datetime, development: DevelopmentId | None
) -> Evidence:
    speaker = _speaker(attribution, actors)
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
        actors=speaker.actors if speaker else (),
        wire=report.wire,
    )


def _speaker(attribution: Attribution, actors: ActorTable) -> Claim | None:
    """The claimant of the headline; of several, one who speaks for a party or mediator."""
    claims = [one for one in attribution.in_headline if one.kind == "attr" or one.actors]
    return next((one for one in claims if _ranked(one, actors)), claims[0] if claims else None)


def _ranked(claim: Claim, actors: ActorTable) -> bool:
    return any(actors.roles.get(actor) in {PARTY, MEDIATOR} for actor in claim.actors) and not claim.unnamed


def _cues(signals: tuple[Signal, ...]) -> frozenset[str]:
    """The stances that make a statement evidence. That a truce is strained is itself an allegation."""
    alleged = any(one.state in {State.STRAINED, State.COLLAPSED} for one in signals)
    return _ALLEGING if alleged else _SPEAKING


def _voice(attribution: Attribution, actors: ActorTable, cues: frozenset[str]) -> Voice:
    """With which right the headline speaks."""
    if any(hedge[:1] not in "'‘\"“" for hedge in attribution.hedges):
        return "reported"
    claims = attribution.in_headline
    said = [one for one in claims if one.kind == "attr" or one.stance in {"announce", "confirm", "accept"}]
    if any(_ranked(one, actors) and one.stance in cues and not one.negated for one in said):
        return "statement"
    return "reported" if any(one.kind == "attr" for one in claims) else "own"


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
    settled = found.modality in {"done", "offered"} or found.act in {"violate", "accuse"}
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


_PLAIN_TRUCE = {"extend": State.EXTENDED, "expire": State.EXPIRED, "hold": State.IN_FORCE, "effect": State.IN_FORCE}


def _truce(report: Report, found: Frame, actors: ActorTable) -> Signal | None:
    """What a report says of the truce. A meeting never says anything of it."""
    state = None if signs.UNSURE.search(report.headline) else _truce_state(report, found, actors)
    if state is None:
        return None
    phase = next((rank.value for rank in found.ranks if rank.of == "phase"), None)
    return Signal(field=Field.TRUCE, state=state, phase=phase if state is State.IN_FORCE else None)


def _truce_state(report: Report, found: Frame, actors: ActorTable) -> State | None:
    act, about_truce = found.act or "", _about_truce(report, found)
    if _ended(report, found, about_truce=about_truce):
        return State.COLLAPSED
    if about_truce and act in _PLAIN_TRUCE and found.polarity > 0:
        return _PLAIN_TRUCE[act]
    if _agreed(found, actors) and not signs.KILLED.search(report.headline):
        return State.AGREED
    return State.STRAINED if signs.BREACH.search(report.headline) and act != "demand" else None


def _about_truce(report: Report, found: Frame) -> bool:
    phase = any(rank.of == "phase" for rank in found.ranks) and signs.TRUCE.search(report.headline)
    return ("truce" in found.objects or bool(phase)) and "talks" not in found.objects


def _ended(report: Report, found: Frame, *, about_truce: bool) -> bool:
    if found.act == "collapse" and "talks" not in found.objects:
        return True
    called_off = found.act == "cancel" and about_truce and "plan" not in found.objects
    return called_off or _struck(report, found, found.acts | found.more_acts)


def _struck(report: Report, found: Frame, acts: frozenset[str]) -> bool:
    """Strikes on a large scale, or strikes that are said to end the truce."""
    if found.act not in {"strike", "resume", "effect", "deploy", "show"} and "strike" not in found.acts:
        return False
    if "strike" not in acts and "war" not in found.objects:
        return False
    if "truce" in found.objects and acts & {"collapse", "expire"}:
        return True
    tolls = [int(number.replace(",", "")) for number in signs.TOLL.findall(report.headline)]
    deadly = bool(signs.KILLED.search(report.headline)) and any(toll >= signs.MANY_DEAD for toll in tolls)
    return "strike" in acts and (bool(signs.LARGE.search(report.headline)) or deadly)


def _agreed(found: Frame, actors: ActorTable) -> bool:
    if found.bodies & _LAWMAKERS or not found.objects & _BARGAIN or found.modality != "done":
        return False
    if found.act in {"deal", "sign"}:
        return True
    if found.act == "approve":
        return bool(found.bodies or found.subject & actors.parties)
    return found.act == "accept" and len(found.subject & actors.parties) > 1


def _talks(report: Report, found: Frame, actors: ActorTable) -> list[Signal | None]:
    """What a report says of the talks."""
    act, objects = found.act or "", found.objects
    involved = (found.voice | found.targets | found.mentioned) & frozenset(actors.roles)
    if signs.BROKEN.search(report.headline) and act in {"stall", "quit", "collapse", "cancel", "expire", "delay"}:
        return [Signal(field=Field.TALKS, state=State.BROKEN_OFF)]
    if signs.STALLED.search(report.headline) or (act == "stall" and objects & {"talks", "deal"}):
        return [Signal(field=Field.TALKS, state=State.STALLED)]
    if act == "propose" and objects & {"truce", "deal", "plan"} and involved:
        return [Signal(field=Field.TALKS, state=State.PROPOSED)]
    if _meeting(act, objects, involved):
        return [Signal(field=Field.TALKS, state=State.NEGOTIATING)]
    if _agreed(found, actors) and act != "approve" and not _doubtful(report.headline):
        return [Signal(field=Field.TALKS, state=State.CONCLUDED)]
    return []


def _doubtful(headline: str) -> bool:
    return bool(signs.UNSURE.search(headline) or signs.KILLED.search(headline))


def _meeting(act: str, objects: frozenset[str], involved: frozenset[str]) -> bool:
    if not involved:
        return False
    if act == "progress":
        return bool(objects & {"talks", "deal", "truce"})
    return act in {"meet", "visit", "resume", "effect"} and bool(objects & _TALKED)
