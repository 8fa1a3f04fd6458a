"""The words by which filed reports are ranked: names as "@id", objects and acts as concepts, the rest stemmed."""

from collections.abc import Sequence

from bot.core.detect.phrases import Phrases
from bot.core.detect.words import Word

_STOP_WORDS = (
    "a about after again against all also am amid an and any are as at be because been before being "
    "between both but by can could did do does doing down during each few first for from further had has "
    "have having he her here him his how i if in into is it its itself just let like may me might more "
    "most must my new no nor not now of off on once one only or other our out over own part s said same "
    "say says she should so some such t than that the their them then there these they this those through "
    "to too told under until up us very was we were what when where which while who whom why will with "
    "would you your two three year years day days week live updates update latest news watch video "
    "breaking exclusive report reports amp via read full article "
)
STOP = frozenset(_STOP_WORDS.split())


def stem(word: str) -> str:
    """A word without its commonest English endings; equal stems mean one word to the ranking."""
    for ending in ("ingly", "edly", "ings", "ing", "ies", "ed", "es", "s", "ly"):
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word[: -len(ending)].rstrip("e")
    return word.rstrip("e") if len(word) > 4 else word


def _terms(words: Sequence[Word], tables: Sequence[tuple[str, Phrases]]) -> tuple[str, ...]:
    texts = [word.text for word in words]
    taken: dict[int, str] = {}
    for sign, table in tables:
        for hit in table.find(texts):
            if hit.end - hit.start == hit.words:
                for at in range(hit.start, hit.end):
                    taken.setdefault(at, sign + hit.concept)
    found: dict[str, None] = {}
    for at, word in enumerate(words):
        if word.actor:
            found["@" + word.actor] = None
        elif at in taken:
            found[taken[at]] = None
            if word.text not in STOP:
                found[stem(word.text)] = None
        elif word.text not in STOP:
            found[stem(word.text)] = None
    return tuple(found)


def headline_terms(words: Sequence[Word], acts: Phrases, objects: Phrases) -> tuple[str, ...]:
    """Terms of a headline, each once, in order."""
    return _terms(words, (("#", objects), ("!", acts)))


def summary_terms(words: Sequence[Word], objects: Phrases) -> tuple[str, ...]:
    """Terms of a summary."""
    return _terms(words, (("#", objects),))
