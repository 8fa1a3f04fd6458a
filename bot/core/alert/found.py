"""What the rules hand to `attribution`: a claimant and a cue as token ranges of one sentence."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from bot.core.alert.clauses import Token


@dataclass(frozen=True, slots=True)
class Setting:
    """One sentence with what is known about it: whether capitals mean nothing, and where actors are named."""

    tokens: list[Token]
    title_case: bool
    field: Literal["title", "summary"]
    actors: tuple[tuple[int, int], ...] = ()

    def names_actor(self, start: int, end: int) -> bool:
        """Whether the last words of a claimant (token indices) overlap a name of the actor table."""
        if not self.actors or start >= end:
            return False
        first, last = self.tokens[start].start, self.tokens[end - 1].end
        return any(begin < last and first < stop for begin, stop in self.actors)


@dataclass(frozen=True, slots=True)
class Found:
    """A claim found. Ranges are token indices, end exclusive; `outer` claims cover all that stands before them."""

    claimant: tuple[int, int]
    cue: tuple[int, int]
    stance: str
    kind: Literal["attr", "act"]
    form: str
    negated: bool = False
    outer: bool = False


def first_words(tokens: Sequence[Token]) -> int:
    """Number of word tokens."""
    return sum(token.kind == "word" for token in tokens)
