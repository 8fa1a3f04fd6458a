"""Which actors of the table a claimant speaks for: those it names alone or by an office, never by mere mention.

"Ardania", "Ardanian officials" and "the foreign minister of Ardania" speak for Ardania; "families of Ardanian
captives" and "Ardania Airways" do not. In doubt there is no tag.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from bot.core.alert.grammar import PREPOSITIONS, words_of
from bot.core.alert.speakers import is_person

_WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")
_NO_OFFICE = words_of(
    """
    academic activist actor actress analyst author captive captives celebrity child children church citizen citizens
    civilian civilians club coach columnist company critic critics customer doctor doctors driver economist editor
    expert experts families family farmer father fighter founder friend fugitive girl boy historian hostage hostages
    husband journalist journalists judge jury media newspaper paper mother mourners nurse observer opponent opposition
    outlet owner patient patients people player police prisoner prisoners professor prosecutor protester protesters
    public refugee refugees relative relatives reporter researcher researchers resident residents school settler
    settlers sibling siblings singer son daughter student students supporter supporters survivor survivors teacher
    therapist tv television union university veteran veterans victim victims viewer villagers voter voters watchdog
    widow wife witness witnesses woman women worker workers writer youth men man brother sister agency court
    broadcaster ally allies rival rivals rebel rebels bank campaigner campaigners lobby ngo charity group league
    website daily magazine lawmaker lawmakers industry parties coalition
    """
)
_PLAIN = words_of(
    "the a an and its s of for senior top deputy foreign defence defense prime interior national security"
)
_MORE = words_of(
    "state chief special permanent first health press political military armed wing communications supreme"
)
_OUT_OF_OFFICE = words_of("ex former late would-be self-styled")


class Named(Protocol):
    """A mention as the actor table gives it."""

    @property
    def actor(self) -> str: ...  # noqa: D102
    @property
    def role(self) -> str: ...  # noqa: D102
    @property
    def start(self) -> int: ...  # noqa: D102
    @property
    def end(self) -> int: ...  # noqa: D102


@dataclass(frozen=True, slots=True)
class Tagged:
    """Actors a claimant speaks for and their roles; `bare` where it is nothing but their names."""

    actors: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    bare: bool = False


def tagged(text: str, start: int, end: int, mentions: Sequence[Named]) -> Tagged:
    """The actors that the claimant at text[start:end] speaks for."""
    inside = [mention for mention in mentions if start <= mention.start and mention.end <= end]
    if not inside:
        return Tagged()
    words = [found for found in _WORD.finditer(text, start, end) if not _within(found, inside)]
    lows = [word.group().lower().removesuffix("'s").removesuffix("’s") for word in words]
    if not _is_official(lows, words, inside):
        return Tagged()
    return Tagged(
        actors=tuple(dict.fromkeys(mention.actor for mention in inside)),
        roles=tuple(dict.fromkeys(mention.role for mention in inside)),
        bare=all(low in ("the", "and", "s") for low in lows),
    )


def _within(word: re.Match[str], inside: Sequence[Named]) -> bool:
    return any(mention.start <= word.start() < mention.end for mention in inside)


def _is_office(low: str) -> bool:
    return is_person(low) and low not in _NO_OFFICE


def _is_official(lows: list[str], words: list[re.Match[str]], inside: Sequence[Named]) -> bool:
    """Whether every other word of the claimant is an office, a plain word, or part of a person's name."""
    if any(low in _OUT_OF_OFFICE for low in lows):
        return False
    office = any(_is_office(low) for low in lows)
    first = inside[0].start
    for low, word in zip(lows, words, strict=True):
        if _is_office(low) or low in _PLAIN or low in _MORE:
            continue
        named = word.group()[:1].isupper() and low not in PREPOSITIONS and low not in _NO_OFFICE
        if not named or not (office or word.start() < first):
            return False
    return True
