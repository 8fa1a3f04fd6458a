"""Who is named in a text, and the same text with roles in place of names.

What is learned from one negotiation must hold in another, so nothing that is learned may see a name. A topic's actors
become role tokens: the first party of the topic file is PARTY_A, the second PARTY_B; all mediators are MEDIATOR;
every other role is its own word in capitals ("armed group" -> ARMED_GROUP). Places of the topic become PLACE.
"""

import re
from dataclasses import dataclass
from string import ascii_uppercase

from bot.core.detect.nations import nation_names
from bot.core.model import Actor, Topic
from bot.core.text import Names, fold

PARTY = "party"
MEDIATOR = "mediator"
STATE_NOUNS = ("government", "army", "parliament", "ministry", "police", "lawmakers")
MOVEMENT_NOUNS = ("rebels", "rebel", "insurgents", "insurgent", "guerrillas", "militants", "separatists", "movement")
_PLACE_KEY = "\0place"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """One name of an actor in a text, with its place in the text as written."""

    actor: str
    role: str
    token: str
    start: int
    end: int


def _tokens_of(actors: tuple[Actor, ...]) -> dict[str, str]:
    tokens, parties = {}, iter(ascii_uppercase)
    for actor in actors:
        role = fold(actor.role)
        tokens[actor.id] = f"PARTY_{next(parties, 'Z')}" if role == PARTY else re.sub(r"\W+", "_", role).upper()
    return tokens


def _bare_nouns(topic: Topic) -> dict[str, str]:
    """Nouns for a state's side or a movement's side, where one party alone can be meant.

    A party one of whose names is also a place of the topic is a state; the others are movements.
    """
    places = {fold(place) for place in topic.places}
    parties = [actor for actor in topic.actors if fold(actor.role) == PARTY]
    states = [actor.id for actor in parties if places & {fold(name) for name in actor.names}]
    movements = [actor.id for actor in parties if actor.id not in states]
    found = dict.fromkeys(STATE_NOUNS, states[0]) if len(states) == 1 else {}
    return found | (dict.fromkeys(MOVEMENT_NOUNS, movements[0]) if len(movements) == 1 else {})


def _crowds(topic: Topic) -> frozenset[str]:
    """Plurals of the adjectives of states: "Tarvanians". An armed movement's plural is the movement itself."""
    places = {fold(place) for place in topic.places}
    states = [
        [fold(name) for name in actor.names]
        for actor in topic.actors
        if "armed" not in fold(actor.role)
        and (fold(actor.role) != PARTY or places & {fold(name) for name in actor.names})
    ]
    nations = [name for _, name in nation_names({})]
    adjectives = [name for names in (*states, [fold(name) for name in nations]) for name in names]
    return frozenset(name + "s" for name in adjectives if name.endswith(("i", "an")) and " " not in name)


class ActorTable:
    """The actors of one topic, compiled for finding."""

    def __init__(self, topic: Topic) -> None:
        self.roles = {actor.id: fold(actor.role) for actor in topic.actors}
        self.tokens = _tokens_of(topic.actors)
        self.parties = frozenset(actor for actor, role in self.roles.items() if role == PARTY)
        actors = [(actor.id, name) for actor in topic.actors for name in actor.names]
        self._actors = Names(actors)
        self._bare = _bare_nouns(topic)
        self._speakers = Names([*actors, *nation_names({fold(name): actor for actor, name in actors})])
        self._crowds = _crowds(topic)
        self._all = Names([*actors, *((_PLACE_KEY, place) for place in topic.places)])

    def mentions(self, text: str) -> tuple[Mention, ...]:
        """Every name of an actor, left to right."""
        return tuple(self._mention(actor, start, end) for start, end, actor in self._actors.find(text))

    def named(self, text: str) -> list[tuple[int, int, str]]:
        """(start, end, id) of actors and, as "+france", of states that the topic file does not name."""
        return self._speakers.find(text)

    def is_crowd(self, word: str) -> bool:
        """Whether a folded word is the plural of a state's adjective: its people, not its government."""
        return word in self._crowds

    def bare(self, noun: str) -> str | None:
        """The party that a bare noun such as "rebels" or "army" can only mean in this topic, if there is one."""
        return self._bare.get(noun)

    def _mention(self, actor: str, start: int, end: int) -> Mention:
        return Mention(actor=actor, role=self.roles[actor], token=self.tokens[actor], start=start, end=end)

    def neutral(self, text: str) -> str:
        """The text folded to small letters, with a role token in capitals for each actor and PLACE for each place.

        Neighbouring names of one actor become one token ("US President Biden" keeps its "president" between two).
        """
        parts, at = [], 0
        for start, end, key in self._all.find(text):
            parts += [fold(text[at:start]), "PLACE" if key == _PLACE_KEY else self.tokens[key]]
            at = end
        parts.append(fold(text[at:]))
        return re.sub(r"\b([A-Z_]{4,})(?:[\s\-]+\1\b)+", r"\1", "".join(parts))
