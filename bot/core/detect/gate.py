"""The subject gate: is a report about this topic at all, and by which words do we know.

Three ways in, each with its name:

term and anchor    a word of the subject and a party or place of the topic
two parties        two parties, or a party and a mediator, and a word of negotiation ("A answers B's offer")
running storyline  a word of negotiation in a report that shares its words with a storyline which is already running

A word of the subject without an anchor is not enough where another country is named: truces are made elsewhere too.
The gate is meant to be generous: what is on the subject but no news is for the next step to tell.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass
from functools import lru_cache

from bot.core.detect.vocabulary import COUNTRIES, NEGOTIATION
from bot.core.model import Json, Report, Topic
from bot.core.text import Names, fold, words

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


class Gate:
    """Opens for reports on one topic."""

    def __init__(self, topic: Topic) -> None:
        roles = {actor.id: actor.role for actor in topic.actors}
        self._roles = roles
        self._terms = Names((term, form) for term in topic.terms for form in _inflected(term))
        self._places = Names((place, place) for place in topic.places)
        self._actors = Names((actor.id, name) for actor in topic.actors for name in actor.names)
        self._negotiation = Names((word, form) for word in NEGOTIATION for form in _inflected(word))
        own = {fold(name) for actor in topic.actors for name in actor.names} | {fold(place) for place in topic.places}
        self._elsewhere = Names((name, name) for name in COUNTRIES if fold(name) not in own)

    def judge(self, report: Report, running: Collection[str] = ()) -> GateFinding:
        """Judge a report. `running` are folded words of storylines that moved of late, names of actors left out."""
        title, text = _without_pro(report.headline), _without_pro(f"{report.headline}. {report.summary}")
        found = self._find(text)
        why = self._way_in(found, title, running)
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

    def _way_in(self, found: _Found, title: str, running: Collection[str]) -> str | None:
        parties, core = self._of_role(found["actors"], "party"), self._core(found["actors"])
        anchors = len(found["actors"]) + bool(found["places"]) + bool(found["elsewhere"])
        ways = (
            ("a word of the subject, and a party or place", found["terms"] and (parties or found["places"])),
            (
                "a word of the subject and a mediator, no other country named",
                found["terms"] and core and not found["elsewhere"],
            ),
            (
                "a party or place, another actor, and a word of negotiation",
                found["negotiation"] and anchors >= 2 and (parties or found["places"]),
            ),
            (
                "a party or place, and two words of negotiation",
                len(found["negotiation"]) >= 2 and (parties or found["places"]) and not found["elsewhere"],
            ),
            (
                "two words of the subject, no other country named",
                found["terms"] and len(found["negotiation"]) >= 2 and not found["elsewhere"],
            ),
            (
                "words of a storyline that is running",
                (found["negotiation"] or found["terms"] or anchors >= 2) and self._follows(title, running),
            ),
        )
        return next((why for why, holds in ways if holds), None)

    def _follows(self, title: str, running: Collection[str]) -> bool:
        return sum(word in running for word in _content_words(title)) >= 2

    def _missing(self, found: _Found) -> str:
        if found["terms"]:
            return "no party, mediator or place of the topic, or another country is meant"
        if found["places"] or self._of_role(found["actors"], "party"):
            return "no word of the subject"
        return "neither a word of the subject nor a party or place"


def _without_pro(text: str) -> str:
    """A text without "pro-" and "anti-" words: a pro-somewhere rally elsewhere is no anchor."""
    return _PRO.sub(" ", text)


@lru_cache(maxsize=4096)
def _content_words(title: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(word for word in words(title) if len(word) > 3))
