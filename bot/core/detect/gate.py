"""The subject gate: is a report about this topic at all, and by which words do we know.

Ways in: a word of the subject or of negotiation with a party or place of the topic; two of its actors together; and,
while a storyline of the topic is running, a party or place alone ("Nine soldiers cross the bridge to freedom"). A word
of the subject without a party or place is not enough where another country is named: truces are made elsewhere too.

The gate is meant to be generous. What passes it is no alert yet: the learned score decides, and sees what the gate saw.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from bot.core.detect.vocabulary import COUNTRIES, NEGOTIATION
from bot.core.model import Json, Report, Topic
from bot.core.text import Names, fold

_CORE_ROLES = frozenset({"party", "mediator"})
_PRO = re.compile(r"\b(?:pro|anti)[-\u2010-\u2013]\w+", re.IGNORECASE)

_Found = dict[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class GateFinding:
    """What the gate found. `why` names the way in, or what was missing."""

    open: bool
    why: str
    terms: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    parties: tuple[str, ...] = ()
    mediators: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    negotiation: tuple[str, ...] = ()
    elsewhere: tuple[str, ...] = ()
    title_terms: bool = False
    title_anchor: bool = False

    def explain(self) -> dict[str, Json]:
        """JSON-ready, for the stored explanation."""
        found = {
            "terms": self.terms,
            "places": self.places,
            "parties": self.parties,
            "mediators": self.mediators,
            "others": self.others,
            "negotiation": self.negotiation,
            "elsewhere": self.elsewhere,
        }
        return {"open": self.open, "why": self.why, **{name: list(keys) for name, keys in found.items() if keys}}


def _inflected(term: str) -> tuple[str, ...]:
    """A term with its plain English plural; "cease-fire" also finds "cease fire" and "ceasefire"."""
    forms = [term]
    if "-" in term:
        forms.append(term.replace("-", ""))
    if term[-1:].isascii() and term[-1:].isalpha() and not term.endswith("s"):
        forms += [form + "s" for form in tuple(forms)]
    return tuple(forms)


def _core_names(topic: Topic) -> list[str]:
    """Names of a topic's parties and places: mediators are shared by many."""
    parties = [name for actor in topic.actors if fold(actor.role) == "party" for name in actor.names]
    return [*parties, *topic.places]


class Gate:
    """Opens for reports on one topic. Parties and places of its `neighbours`, the other topics, are elsewhere."""

    def __init__(self, topic: Topic, neighbours: Iterable[Topic] = ()) -> None:
        self._roles = {actor.id: fold(actor.role) for actor in topic.actors}
        self._terms = Names((term, form) for term in topic.terms for form in _inflected(term))
        self._places = Names((place, place) for place in topic.places)
        self._actors = Names((actor.id, name) for actor in topic.actors for name in actor.names)
        self._negotiation = Names((word, form) for word in NEGOTIATION for form in _inflected(word))
        core = [name for actor in topic.actors if fold(actor.role) in _CORE_ROLES for name in actor.names]
        own = Names((name, name) for name in (*core, *topic.places))
        foreign = [*COUNTRIES, *(name for other in neighbours if other.id != topic.id for name in _core_names(other))]
        self._elsewhere = Names((name, name) for name in foreign if name not in own)

    def judge(self, report: Report, *, running: bool = False) -> GateFinding:
        """Judge a report. `running`: whether a storyline of the topic moved of late."""
        title, text = _without_pro(report.headline), _without_pro(f"{report.headline}. {report.summary}")
        found = self._find(text)
        why = self._way_in(found, running=running)
        return GateFinding(
            open=why is not None,
            why=why or self._missing(found),
            terms=found["terms"],
            places=found["places"],
            parties=self._of_role(found["actors"], "party"),
            mediators=self._of_role(found["actors"], "mediator"),
            others=tuple(key for key in found["actors"] if self._roles[key] not in _CORE_ROLES),
            negotiation=found["negotiation"],
            elsewhere=found["elsewhere"],
            title_terms=title in self._terms,
            title_anchor=title in self._places or bool(self._core(self._actors.keys(title))),
        )

    def _find(self, text: str) -> _Found:
        return {
            "terms": self._terms.keys(text),
            "places": self._places.keys(text),
            "actors": self._actors.keys(text),
            "negotiation": self._negotiation.keys(text),
            "elsewhere": self._elsewhere.keys(text),
        }

    def _of_role(self, actors: tuple[str, ...], role: str) -> tuple[str, ...]:
        return tuple(key for key in actors if self._roles[key] == role)

    def _core(self, actors: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(key for key in actors if self._roles[key] in _CORE_ROLES)

    def _way_in(self, found: _Found, *, running: bool) -> str | None:
        core = self._core(found["actors"])
        near = self._of_role(found["actors"], "party") or found["places"]
        anchors = len(found["actors"]) + any(place not in self._actors for place in found["places"])
        word, elsewhere = found["terms"] or found["negotiation"], found["elsewhere"]
        ways = (
            ("a word of the subject, and a party or place", found["terms"] and near),
            ("a word of negotiation, and a party or place", found["negotiation"] and near),
            ("two actors of the topic, one of them a party", anchors >= 2 and near),
            ("a word of the subject and a mediator, no other country named", found["terms"] and core and not elsewhere),
            (
                "two words of the subject, no other country named",
                found["terms"] and found["negotiation"] and not elsewhere,
            ),
            ("a party or place, while a storyline is running", running and near),
            (
                "a word of negotiation and an actor, while a storyline is running",
                running and word and found["actors"] and not elsewhere,
            ),
        )
        return next((why for why, holds in ways if holds), None)

    def _missing(self, found: _Found) -> str:
        if found["terms"]:
            return "no party, mediator or place of the topic, or another country is meant"
        if found["places"] or self._of_role(found["actors"], "party"):
            return "no word of the subject"
        return "neither a word of the subject nor a party or place"


def _without_pro(text: str) -> str:
    """A text without "pro-" and "anti-" words: a pro-somewhere rally elsewhere is no anchor."""
    return _PRO.sub(" ", text)
