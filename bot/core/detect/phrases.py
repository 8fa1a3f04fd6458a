"""Finds the lexicon's phrases in a list of folded words. Verb forms are made here, once, when the module loads."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import cache

_MAX_GAP = 3  # words that may stand between the parts of a verb phrase: "reach a tentative deal"

_IDIOM = ""
_NO = frozenset({"no", "not", "without"})  # "reach no deal" is no deal reached

_IRREGULAR = {
    "be": "is was been being", "begin": "begins began begun beginning",
    "break": "breaks broke broken breaking", "bring": "brings brought bringing", "come": "comes came coming",
    "cut": "cuts cut cutting", "draw": "draws drew drawn drawing", "fall": "falls fell fallen falling",
    "fly": "flies flew flown flying", "free": "frees freed freeing", "get": "gets got gotten getting",
    "give": "gives gave given giving", "go": "goes went gone going", "hear": "hears heard hearing",
    "hit": "hits hit hitting", "hold": "holds held holding", "keep": "keeps kept keeping",
    "lay": "lays laid laying", "leave": "leaves left leaving", "let": "lets let letting",
    "make": "makes made making", "meet": "meets met meeting", "pay": "pays paid paying",
    "put": "puts put putting", "quit": "quits quit quitting",
    "read": "reads read reading", "run": "runs ran run running", "say": "says said saying",
    "seek": "seeks sought seeking", "send": "sends sent sending", "set": "sets set setting",
    "shake": "shakes shook shaken shaking", "shoot": "shoots shot shooting", "show": "shows showed shown showing",
    "shut": "shuts shut shutting", "sit": "sits sat sitting",
    "speak": "speaks spoke spoken speaking", "stick": "sticks stuck sticking",
    "strike": "strikes struck striking", "take": "takes took taken taking", "tear": "tears tore torn tearing",
    "tell": "tells told telling", "think": "thinks thought thinking", "throw": "throws threw thrown throwing",
    "veto": "vetoes vetoed vetoing", "withdraw": "withdraws withdrew withdrawn withdrawing",
    "plead": "pleads pleaded pled pleading",
    "grind": "grinds ground grinding",
    "find": "finds found finding", "win": "wins won winning",
    "freeze": "freezes froze frozen freezing", "sink": "sinks sank sunk sinking", "stand": "stands stood standing",
    "lead": "leads led leading", "rise": "rises rose risen rising", "bow": "bows bowed bowing",
    "cede": "cedes ceded ceding", "build": "builds built building", "withhold": "withholds withheld withholding",
    "grow": "grows grew grown growing", "lose": "loses lost losing", "see": "sees saw seen seeing",
    "overrun": "overruns overran overrunning", "dig": "digs dug digging",
    "slide": "slides slid sliding", "stay": "stays stayed staying", "retake": "retakes retook retaken retaking",
    "swear": "swears swore sworn swearing", "lie": "lies lay lain lying", "wind": "winds wound winding",
    "choose": "chooses chose chosen choosing", "sweep": "sweeps swept sweeping",
}  # fmt: skip
# Verbs that double their last letter: short ones ("ban", "stop"), those stressed at the end, in British those in "l".
_SHORT = re.compile(r"(?:^[^aeiou]*|qu)[aeiou][bdgmnpt]$")
_BRITISH = re.compile(r"[^aeiou][aeiou]l$")
_DOUBLED = frozenset(
    (
        *("submit", "admit", "permit", "commit", "defer", "refer", "confer", "prefer", "kidnap", "rebut", "regret"),
        *("occur", "acquit", "bar", "spar", "stir"),
    )
)


class Form(IntEnum):
    """How a verb stands in the text."""

    BASE = 0
    PRESENT = 1
    PAST = 2
    ING = 3
    FIXED = 4


@dataclass(frozen=True, slots=True)
class Hit:
    """A phrase found: words[start:end] speak of `concept`."""

    concept: str
    start: int
    end: int
    form: Form
    words: int


@cache
def forms(verb: str) -> Mapping[str, Form]:
    """The forms of an English verb."""
    if irregular := _IRREGULAR.get(verb):
        present, *rest = irregular.split()
        tagged = {word: (Form.ING if word.endswith("ing") else Form.PAST) for word in rest}
        return {**tagged, present: Form.PRESENT, verb: Form.BASE}
    stem = verb.removesuffix("e")
    consonant_y = verb.endswith("y") and verb[-2] not in "aeiou"
    root = verb[:-1] + "i" if consonant_y else stem
    present = root + "es" if consonant_y or re.search(r"(?:s|sh|ch|x|z|o)$", verb) else verb + "s"
    ing = (verb if verb.endswith("ee") else stem) + "ing"
    plain = {root + "ed": Form.PAST, ing: Form.ING, present: Form.PRESENT, verb: Form.BASE}
    double = verb + verb[-1]
    if verb in _DOUBLED or _SHORT.search(verb):
        return {double + "ed": Form.PAST, double + "ing": Form.ING, present: Form.PRESENT, verb: Form.BASE}
    return {double + "ed": Form.PAST, double + "ing": Form.ING, **plain} if _BRITISH.search(verb) else plain


class Phrases:
    """One table of the lexicon, compiled: `Phrases({"release": "free+, set+ free"})`.

    Of `idioms` nothing is found, nor any phrase that begins inside of one: "hold+ breath" holds no truce.
    """

    def __init__(self, table: Mapping[str, str], idioms: str = "") -> None:
        self._by_first: dict[str, list[tuple[tuple[str, ...], str, Form, int]]] = {}
        for concept, phrases in ((_IDIOM, idioms), *table.items()) if idioms else table.items():
            for phrase in phrases.split(","):
                self._add(concept, phrase.replace("-", " ").split())
        for entries in self._by_first.values():
            entries.sort(key=lambda entry: -len(entry[0]))

    def _add(self, concept: str, parts: Sequence[str]) -> None:
        first, rest = parts[0], tuple(parts[1:])
        inflected = first.endswith(("+", "~"))
        variants = forms(first[:-1]) if inflected else {first: Form.FIXED}
        for word, form in variants.items():
            self._by_first.setdefault(word, []).append((rest, concept, form, _MAX_GAP if first.endswith("+") else 0))

    def find(self, words: Sequence[str]) -> Iterator[Hit]:
        """Phrases left to right, the longest at each place, without overlap of their first words."""
        taken = 0
        for at, word in enumerate(words):
            if at < taken:
                continue
            found = self._longest(words, at) if word in self._by_first else None
            if found is None:
                continue
            if found.concept != _IDIOM:
                yield found
            whole = found.concept == _IDIOM or found.end - at == found.words
            taken = found.end if whole else at + 1

    def _longest(self, words: Sequence[str], at: int) -> Hit | None:
        """The phrase with most words that begins here; of equals the one that ends first."""
        best, best_end = None, 0
        near = words[at + 1 : at + _MAX_GAP + 2]
        for entry in self._by_first[words[at]]:
            rest = entry[0]
            if best is not None and len(rest) < len(best[0]):
                break
            if rest and rest[0] not in near:
                continue
            end = _match(words, at + 1, rest, entry[3]) if rest else at + 1
            if end and (best is None or end < best_end):
                best, best_end = entry, end
        return best and Hit(best[1], at, best_end, best[2], 1 + len(best[0]))


def _match(words: Sequence[str], at: int, rest: Sequence[str], gap: int) -> int:
    """The end of the phrase whose further words are `rest`, or 0."""
    for wanted in rest:
        window = words[at : at + gap + 1]
        if wanted not in window:
            return 0
        skipped = window.index(wanted)
        if _NO & set(window[:skipped]):
            return 0
        at += skipped + 1
    return at
