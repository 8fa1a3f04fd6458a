"""A text as words: folded, each with the actor it names and the sign that stands before it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.core.detect.roles import ActorTable
from bot.core.text import fold

_PIECE = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W_]+(?:[.,](?=\d)\d+)*(?:['’][^\W_]+)*|[:;,|?!\"“”]|[-–—]+")

_OFFICES = frozenset({"pm", "pmo", "prime", "president", "presidency", "premier", "foreign", "defence", "defense"})


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a text, folded, with the actor it names (if any) and the sign that stands before it."""

    text: str
    actor: str | None
    before: str  # "", or one of : ; , - | ? "
    possessive: bool = False
    paired: bool = False  # one of two names joined by a hyphen ("the A-B talks"): a label, nobody's doing
    crowd: bool = False  # the people of a state ("the Tarvanians"), not who speaks for it


def read(text: str, actors: ActorTable) -> list[Word]:
    """The words of a text with their actors. A name of several words keeps its actor on each of them."""
    named = actors.named(text)
    found: list[Word] = []
    sign, at, joined = "", 0, False
    owners: dict[int, str] = {}
    for piece in _PIECE.finditer(text):
        raw = piece.group()
        if not raw[0].isalnum():
            joined = raw[0] in "-–" and not text[piece.start() - 1 : piece.start()].isspace()
            if (raw[0] not in '-–—"“”') or (raw[0] in "-–—" and (not joined or raw[0] == "—")):
                sign = "-" if raw[0] in "–—" else raw[0]
            continue
        while at < len(named) and named[at][1] <= piece.start():
            at += 1
        actor = named[at][2] if at < len(named) and named[at][0] < piece.end() else None
        if actor is not None:
            actor = owners.setdefault(at, _owner(raw, actor, sign, found))
        word = _word(raw, actor, sign, actors)
        if actor is None:
            word = _bare(word, found, actors, text, piece.start())
        if joined and word.actor and found and found[-1].actor and found[-1].actor != word.actor:
            found[-1], word = replace(found[-1], paired=True), replace(word, paired=True)
        found.append(word)
        sign, joined = "", False
    return found


def _owner(raw: str, actor: str, sign: str, before: Sequence[Word]) -> str:
    """Whose an office is: a "PM's Office" that a topic lists for one party is another's right after that one's name."""
    office = fold(raw).removesuffix("'s") in _OFFICES
    return (before[-1].actor or actor) if office and before and not sign else actor


def _word(raw: str, actor: str | None, sign: str, actors: ActorTable) -> Word:
    folded = fold(raw)
    bare = folded.removesuffix("'s")
    return Word(bare, actor, sign, bare != folded, crowd=actor is not None and actors.is_crowd(bare))


def _bare(word: Word, before: list[Word], actors: ActorTable, text: str, start: int) -> Word:
    """The word, with the party that a bare noun ("rebels", "army") means.

    In "Northern rebels" the adjective of the state goes; after a name that is not of a party the noun stays open.
    """
    actor = actors.bare(word.text)
    if actor is None:
        return word
    if before and not word.before and before[-1].actor in actors.parties:
        before[-1] = replace(before[-1], actor=actor) if before[-1].actor != actor else before[-1]
    elif before and not word.before and _may_name(text, start):
        return word
    return replace(word, actor=actor)


def _may_name(text: str, start: int) -> bool:
    """Whether the word before this place begins with a capital, so that "Thai police" is not our police."""
    before = text[:start].split()
    return bool(before) and before[-1][:1].isupper()


def texts_of(words: Sequence[Word]) -> list[str]:
    """The folded words alone."""
    return [word.text for word in words]
