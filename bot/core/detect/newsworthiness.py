"""Development or background: what a report looks like, as named features for a linear model.

Features see roles, never names, so that what is learned in one negotiation holds in another: PARTY, MEDIATOR,
COUNCIL (the United Nations and its bodies) and OUTSIDER (any other actor of the topic file, and every other country)
stand where the names stood.

h:  words and pairs of words of the headline      s:  words of the summary's beginning
f:  what the frame says (frame.py)                g:  what the gate found (gate.py)
x:  the look of the page: questions, labels, quotes, kinds of links
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

from bot.core.detect.bystanders import is_people
from bot.core.detect.frame import Frame, opening
from bot.core.detect.gate import GateFinding
from bot.core.detect.importance import CORE_OBJECTS, kind
from bot.core.detect.look import headline_look, link_look
from bot.core.detect.roles import MEDIATOR, PARTY, ActorTable
from bot.core.detect.vocabulary import COUNTRIES
from bot.core.model import Report, Topic
from bot.core.text import Names

SUMMARY_WORDS = 45
_COUNCIL = ("UN", "United Nations", "UNSC", "Security Council", "General Assembly", "secretary general")
_MASKS = {"OUTSIDER": "zzoutsider", "COUNCIL": "zzcouncil"}  # stand in until the names of the topic are found
_UNMASKED = {mask: kind for kind, mask in _MASKS.items()}
_TOKEN = re.compile(r"[A-Z_]{4,}|[^\W_]+(?:'[^\W_]+)?")

_STEM = re.compile(r"(?:'s|s'|')$")


def stem(word: str) -> str:
    """A word without its plainest endings. Crude on purpose: it only has to be the same for forms of one word."""
    if word.isupper():
        return word
    word = _STEM.sub("", word)
    for ending, least in (("ing", 4), ("ied", 3), ("ies", 3), ("ed", 3), ("es", 4), ("s", 3)):
        if word.endswith(ending) and len(word) - len(ending) >= least and not word.endswith("ss"):
            base = word[: -len(ending)]
            return base + "y" if ending in {"ied", "ies"} else base.removesuffix("e") if ending == "es" else base
    return word.removesuffix("e") if len(word) > 4 else word


class Reader:
    """Turns reports on one topic into features."""

    def __init__(self, topic: Topic, actors: ActorTable) -> None:
        self._actors = actors
        own = [name for actor in topic.actors for name in actor.names] + list(topic.places)
        known = Names((name, name) for name in own)
        outsiders = [("OUTSIDER", name) for name in COUNTRIES if name not in known]
        self._general = Names([*outsiders, *(("COUNCIL", name) for name in _COUNCIL)])
        councils = Names((name, name) for name in _COUNCIL)
        self._councils = {actor.id for actor in topic.actors if any(name in councils for name in actor.names)}

    def features(self, report: Report, gate: GateFinding, frame: Frame) -> dict[str, float]:
        """Named features of a report. Values are 0..1; absent means 0."""
        head = self.tokens(report.headline)
        body = self.tokens(report.summary)[:SUMMARY_WORDS]
        found: dict[str, float] = {}
        for gram in _grams(head):
            found[f"h:{gram}"] = 1.0
        for word in body:
            found[f"s:{word}"] = 0.5
        for name in _surface(report, head):
            found[f"x:{name}"] = 1.0
        for name in self._framed(frame):
            found[f"f:{name}"] = 1.0
        for name in _gated(gate):
            found[f"g:{name}"] = 1.0
        for name in self._opening(report):
            found[f"o:{name}"] = 1.0
        return found

    def tokens(self, text: str) -> list[str]:
        """Stemmed words, with roles for names, NUM for numbers and OUTSIDER for other countries."""
        neutral = self._actors.neutral(self._masked(text))
        return [_level(token) for token in _TOKEN.findall(neutral)]

    def _masked(self, text: str) -> str:
        parts, at = [], 0
        for start, end, general in self._general.find(text):
            parts += [text[at:start], _MASKS[general]]
            at = end
        return "".join([*parts, text[at:]])

    def _role(self, actor: str) -> str:
        if actor.startswith("~"):
            return "SIDE"
        if actor.startswith("other:"):
            return "PEOPLE" if is_people(actor[6:]) or self._actors.is_crowd(actor[6:]) else "UNKNOWN"
        role = self._actors.roles.get(actor)
        if role in {PARTY, MEDIATOR}:
            return role.upper()
        return "COUNCIL" if actor in self._councils else "OUTSIDER"

    def _opening(self, report: Report) -> Iterator[str]:
        """What the summary's first sentence says, framed like a headline."""
        found = opening(report, self._actors)
        if found is None:
            return
        yield f"rule {kind(found, self._actors)}"
        if found.act:
            yield from (f"act {found.act}", f"mode {found.modality}")
        yield from (f"does {role}" for role in sorted({self._role(actor) for actor in found.voice}))
        if found.speaker:
            yield "speaker unnamed" if found.speaker == "unnamed" else f"speaker {self._role(found.speaker)}"

    def _framed(self, frame: Frame) -> Iterator[str]:
        yield f"rule {kind(frame, self._actors)}"
        core = bool(frame.objects & CORE_OBJECTS)
        voice = sorted({self._role(actor) for actor in frame.voice})
        if frame.act and not frame.behind:
            yield from (f"act {frame.act}", f"mode {frame.modality}", "act on core" if core else "act not on core")
            yield from (f"core act of {role}" for role in voice if core)
        if not voice:
            yield "no voice"
        if frame.inner:
            yield f"inner {frame.inner}"
        if frame.speaker:
            yield "speaker unnamed" if frame.speaker == "unnamed" else f"speaker {self._role(frame.speaker)}"
        yield from (f"does {role}" for role in sorted({self._role(actor) for actor in frame.subject}))
        targets = sorted({self._role(actor) for actor in frame.targets})
        yield from (f"{role} to {target}" for role in voice for target in targets)
        yield from (f"object {name}" for name in sorted(frame.objects))
        yield from (name for name in ("ranks", "numbers", "days", "bodies") if getattr(frame, name))


def _gated(gate: GateFinding) -> Iterator[str]:
    yield from (
        name for name in ("terms", "places", "parties", "mediators", "others", "elsewhere") if getattr(gate, name)
    )
    yield from (name for name in ("title_terms", "negotiation") if getattr(gate, name))
    yield from (f"many {name}" for name in ("terms", "parties") if len(getattr(gate, name)) > 1)
    if len(gate.negotiation) > 2:
        yield "much negotiation"
    if not gate.parties and not gate.places:
        yield "no anchor"


def _surface(report: Report, head: list[str]) -> Iterator[str]:
    yield from headline_look(report.headline)
    yield from link_look(report.link or "")
    yield from _roles(head)
    if "newsletter" in report.summary.casefold():
        yield "letter"


def _grams(tokens: list[str]) -> Iterator[str]:
    yield from tokens
    for first, second in pairwise(tokens):
        yield f"{first} {second}"


@lru_cache(maxsize=16384)
def _level(token: str) -> str:
    if token in _UNMASKED:
        return _UNMASKED[token]
    if token.startswith("PARTY"):
        return "PARTY"
    if token in {"MEDIATOR", "PLACE"}:
        return token
    if token.isupper() and len(token) >= 4:
        return "OUTSIDER"
    if any(sign.isdigit() for sign in token):
        return "NUM"
    return stem(token)


def _roles(head: list[str]) -> Iterator[str]:
    if head and head[0].isupper():
        yield f"first {head[0]}"
    for role in ("PARTY", "MEDIATOR", "OUTSIDER", "COUNCIL", "PLACE", "NUM"):
        if role in head:
            yield f"has {role}"
    if not {"PARTY", "MEDIATOR"} & set(head):
        yield "no core role"
    if head.count("PARTY") >= 2:
        yield "two parties"
