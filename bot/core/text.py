r"""Text as people write it in headlines: folding, words, and finding names at word boundaries in any script.

`\b` of regular expressions knows no Arabic or Hebrew prefixes: "وحماس" (and Hamas) or "בעזה" (in Gaza) hold a name
after one or more letters that are words of their own. `Names` allows exactly those prefixes, and nothing longer, so
that "war" is never found in "Warsaw" or "software".
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache

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
_ABBREVIATION = re.compile(r"\b(?:[^\W\d_]\.){2,}")
_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")

_ARABIC_PREFIX = r"(?:[وف]?(?:ال|لل|[بكل]ال|[بكل])?|[وف])"
_HEBREW_PREFIX = r"[ושהכלבמ]{0,3}"


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


def _script_prefix(name: str) -> str:
    first = name[0]
    if "\u0600" <= first <= "\u06ff":
        return _ARABIC_PREFIX
    if "\u0590" <= first <= "\u05ff":
        return _HEBREW_PREFIX
    return ""


def name_pattern(name: str) -> str:
    """A regular expression for one folded name at word boundaries; inner spaces also match a hyphen."""
    folded = fold(name).strip()
    body = r"[\s\-]+".join(re.escape(part) for part in folded.split())
    return rf"(?<![^\W_]){_script_prefix(folded)}{body}(?![^\W_])"


class Names:
    """Finds which of some names a text holds: `Names({"hamas": ["Hamas"], "uno": ["UN", "United Nations"]})`."""

    def __init__(self, names: Iterable[tuple[str, str]]) -> None:
        """Take (key, name) pairs; longer names win where two would match at one place."""
        ordered = sorted(((fold(name).strip(), key) for key, name in names), key=lambda pair: (-len(pair[0]), pair))
        unique = {folded: key for folded, key in reversed(ordered) if folded}
        ordered = sorted(unique.items(), key=lambda pair: (-len(pair[0]), pair))
        self._keys = [key for _, key in ordered]
        alternatives = "|".join(f"({name_pattern(name)})" for name, _ in ordered)
        self._pattern = re.compile(alternatives) if alternatives else None

    def spans(self, folded: str) -> Iterator[tuple[int, int, str]]:
        """(start, end, key) of each name in a text that is folded already, left to right, without overlap."""
        if self._pattern is None:
            return
        for found in self._pattern.finditer(folded):
            assert found.lastindex is not None
            yield found.start(), found.end(), self._keys[found.lastindex - 1]

    def keys(self, text: str) -> tuple[str, ...]:
        """Keys of the names in a text, each once, in order of appearance."""
        return tuple(dict.fromkeys(key for _, _, key in self.spans(fold(text))))

    def __contains__(self, text: str) -> bool:
        return any(True for _ in self.spans(fold(text)))


_ARABIC_PARTICLES = ("وبال", "وال", "بال", "كال", "فال", "ولل", "ال", "لل", "و", "ف", "ب", "ك", "ل")
_HEBREW_PARTICLES = "ושהכלבמ"
_SHORTEST_STEM = 3


@lru_cache(maxsize=8192)
def forms(word: str) -> frozenset[str]:
    """A folded word and what is left of it without the particles that Arabic and Hebrew write onto a word."""
    found = {word}
    if "\u0600" <= word[:1] <= "\u06ff":
        found |= {word[len(p) :] for p in _ARABIC_PARTICLES if word.startswith(p)}
    elif "\u0590" <= word[:1] <= "\u05ff":
        rest = word
        while rest and rest[0] in _HEBREW_PARTICLES and len(word) - len(rest) < _SHORTEST_STEM:
            rest = rest[1:]
            found.add(rest)
    return frozenset(one for one in found if one == word or len(one) >= _SHORTEST_STEM)
