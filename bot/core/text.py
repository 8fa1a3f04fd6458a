r"""Text as people write it in headlines: folding, words, and finding names at word boundaries in any script.

`\b` of regular expressions knows no Arabic or Hebrew prefixes: "وحماس" (and Hamas) or "בעזה" (in Gaza) hold a name
after one or more letters that are words of their own. `Names` allows exactly those prefixes, and nothing longer, so
that "war" is never found in "Warsaw" or "software". Short names in capitals ("US", "UN", "WHO") are found only in
capitals, since "us", "un" and "who" are words.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

_LIKE = str.maketrans(
    {
        "‘": "'", "’": "'", "‚": "'", "‛": "'", "`": "'", "´": "'", "′": "'",
        "“": '"', "”": '"', "„": '"', "‟": '"', "«": '"', "»": '"', "″": '"',
        "‐": "-", "‑": "-", "‒": "-", "–": "-", "—": "-", "―": "-", "−": "-",
        "أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ة": "ه", "ـ": None,
        "\u00a0": " ", "\u202f": " ", "\u2009": " ", "…": "...",
    }
)  # fmt: skip
_MARKS = re.compile(r"[\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed]")
_INVISIBLE = re.compile(r"[\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_ABBREVIATION = re.compile(r"\b[^\W\d_](?:\.[^\W\d_])+\.?(?![^\W_])")
_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")

# A word as written: an abbreviation with dots, or a run of letters and digits with the marks that sit on them.
_TOKEN = re.compile(
    _ABBREVIATION.pattern + r"|[^\W_](?:[^\W_]|[\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670"
    r"\u06d6-\u06ed\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff])*"
)
_GAP = re.compile(r"[\s\-]+")

_ARABIC_PREFIX = re.compile(r"[وف]?(?:ال|لل|[بكل]ال|[بكل])?")
_HEBREW_PREFIX = re.compile(r"[ושהכלבמ]{1,3}")


@lru_cache(maxsize=8192)
def fold(text: str) -> str:
    """Case, accents, vowel points, alef forms, tatweel, quotes, dashes and invisible characters levelled.

    Abbreviations lose their dots ("U.N." -> "un"). Two texts that a reader would call spelled alike fold alike. The
    length may change: never use an offset in folded text on the original.
    """
    plain = unicodedata.normalize("NFKC", text).translate(_LIKE)
    plain = _INVISIBLE.sub("", plain)
    plain = _ABBREVIATION.sub(lambda found: found.group().replace(".", ""), plain)
    decomposed = unicodedata.normalize("NFKD", plain.casefold())
    return unicodedata.normalize("NFC", _MARKS.sub("", decomposed)).translate(_LIKE)


def words(text: str) -> tuple[str, ...]:
    """The folded words of a text in order; a possessive "'s" is dropped, hyphens part words."""
    return tuple(word.removesuffix("'s") for word in _WORD.findall(fold(text)))


def _bare(token: str) -> str:
    plain = token if token.isascii() else _INVISIBLE.sub("", token)
    return plain.replace(".", "")


@dataclass(frozen=True, slots=True)
class _Token:
    folded: str
    bare: str  # as written, without dots
    start: int
    end: int


@lru_cache(maxsize=4096)
def _tokens(text: str) -> tuple[_Token, ...]:
    return tuple(
        _Token(fold(found.group()), _bare(found.group()), found.start(), found.end()) for found in _TOKEN.finditer(text)
    )


def _tails(token: str) -> tuple[str, ...]:
    """The token, and what remains of it after each prefix that its script allows before a name."""
    first = token[0]
    if "\u0600" <= first <= "\u06ff":
        prefix, longest = _ARABIC_PREFIX, 4
    elif "\u0590" <= first <= "\u05ff":
        prefix, longest = _HEBREW_PREFIX, 3
    else:
        return (token,)
    cuts = range(1, min(longest, len(token) - 1) + 1)
    return (token, *(token[cut:] for cut in cuts if prefix.fullmatch(token[:cut])))


def _is_acronym(token: str) -> bool:
    """Whether a name's word is short and in capitals, so that in small letters it may be another word."""
    return len(token) <= 4 and token.isascii() and token.isalpha() and token.isupper()


@dataclass(frozen=True, slots=True)
class _Name:
    words: tuple[str, ...]
    gaps: tuple[str, ...]
    acronym: str | None
    key: str


def _level_gap(gap: str) -> str:
    """Space and hyphen inside a name are one; other signs stay."""
    return " " if _GAP.fullmatch(gap) else fold(gap)


class Names:
    """Finds which of some names a text holds, at word boundaries in any script: `Names([("un", "United Nations")])`.

    Longer names win where two begin at one place. A name of at most four capitals ("US", also as "U.S.") is found only
    in capitals.
    """

    def __init__(self, names: Iterable[tuple[str, str]]) -> None:
        """Take (key, name) pairs; of two equal names the first keeps its key."""
        self._by_first: dict[str, list[_Name]] = {}
        for key, name in names:
            tokens = _tokens(name.strip())
            if tokens:
                self._add(key, name.strip(), tokens)
        for candidates in self._by_first.values():
            candidates.sort(key=lambda one: -len(one.words))

    def _add(self, key: str, name: str, tokens: tuple[_Token, ...]) -> None:
        gaps = tuple(_level_gap(name[a.end : b.start]) for a, b in pairwise(tokens))
        acronym = tokens[0].bare if len(tokens) == 1 and _is_acronym(tokens[0].bare) else None
        found = _Name(tuple(token.folded for token in tokens), gaps, acronym, key)
        known = self._by_first.setdefault(found.words[0], [])
        if all((one.words, one.gaps, one.acronym) != (found.words, found.gaps, found.acronym) for one in known):
            known.append(found)

    def find(self, text: str) -> list[tuple[int, int, str]]:
        """(start, end, key) of each name in a text as written, left to right, without overlap.

        Offsets are those of the given text; a clitic before an Arabic or Hebrew name counts with the name.
        """
        tokens = _tokens(text)
        found, at = [], 0
        while at < len(tokens):
            name = self._at(text, tokens, at)
            if name is None:
                at += 1
                continue
            last = at + len(name.words) - 1
            found.append((tokens[at].start, tokens[last].end, name.key))
            at = last + 1
        return found

    def _at(self, text: str, tokens: tuple[_Token, ...], at: int) -> _Name | None:
        for tail in _tails(tokens[at].folded) if tokens[at].folded else ():
            for name in self._by_first.get(tail, ()):
                if name.acronym is not None:
                    if tokens[at].bare == name.acronym:
                        return name
                elif self._continues(text, tokens, at, name):
                    return name
        return None

    @staticmethod
    def _continues(text: str, tokens: tuple[_Token, ...], at: int, name: _Name) -> bool:
        rest = tokens[at : at + len(name.words)]
        if tuple(token.folded for token in rest[1:]) != name.words[1:]:
            return False
        gaps = (text[a.end : b.start] for a, b in pairwise(rest))
        return all(_level_gap(gap) == wanted for gap, wanted in zip(gaps, name.gaps, strict=True))

    def keys(self, text: str) -> tuple[str, ...]:
        """Keys of the names in a text, each once, in order of appearance."""
        return tuple(dict.fromkeys(key for _, _, key in self.find(text)))

    def __contains__(self, text: str) -> bool:
        return bool(self.find(text))


_SHORTEST_STEM = 3


@lru_cache(maxsize=8192)
def forms(word: str) -> frozenset[str]:
    """A folded word, and what is left of it without the particles that Arabic and Hebrew write onto a word."""
    return frozenset(one for one in _tails(word) if one == word or len(one) >= _SHORTEST_STEM)
