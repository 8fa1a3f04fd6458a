"""Text of feeds made fit to be shown: nothing reworded, only invisible characters removed and over-long text cut.

The cut follows the house rule for headlines: at a word, never inside quotation marks, never losing a trailing
attribution, a hedge or a negation. Where no such cut exists the text stays whole, up to a hard cap.
"""

import re
import unicodedata
from urllib.parse import urlsplit

HEADLINE_LIMIT = 160
HARD_LIMIT = 240
_ELLIPSIS = "…"

_SPACES = re.compile(r"\s+")
_KEEP_FORMAT = "\u200c\u200d"  # joiners shape Persian, Urdu and Indic words, and emoji
_TRAILING = re.compile(r"(?:,\s[^,]{2,60}\s\w+|\s[-–—]\s?[^-–—]{2,60}|,\s(?:says?|said)\s[^,]{2,60})[.!?]?$")
_UNSAFE = {ord(char): f"%{ord(char):02X}" for char in '<>"`{}|\\^'}
_HOST = re.compile(r"[\w.-]+")
_PAIRS = re.compile(r"“[^”]*”|\"[^\"]*\"|«[^»]*»|(?<!\w)‘.*?’(?!\w)|(?<!\w)'.*?'(?!\w)")


def _shown(char: str) -> bool:
    if char in _KEEP_FORMAT:
        return True
    return unicodedata.category(char) not in ("Cc", "Cf", "Cs", "Zl", "Zp") and not _is_noncharacter(ord(char))


def _is_noncharacter(code: int) -> bool:
    return code & 0xFFFE == 0xFFFE or 0xFDD0 <= code <= 0xFDEF


def clean(text: str) -> str:
    """The text on one line, without control, bidi-override and other invisible characters."""
    spaced = _SPACES.sub(" ", text)
    if not spaced.isascii() or not spaced.isprintable():
        spaced = _SPACES.sub(" ", "".join(char for char in spaced if _shown(char)))
    return spaced.strip()


def short(text: str, limit: int) -> str:
    """A name or span for display: cleaned, and cut at a word with an ellipsis where it is longer than the limit."""
    cleaned = clean(text)
    return cleaned if len(cleaned) <= limit else cleaned[: _word_end(cleaned, limit - 1)].rstrip() + _ELLIPSIS


def _word_end(text: str, limit: int) -> int:
    """The last word boundary at or before the limit; the limit itself where there is none worth having."""
    if limit >= len(text) or text[limit].isspace():
        return limit
    space = text.rfind(" ", 0, limit)
    return space if space > limit // 2 else limit


def _outside_quotes(text: str, cut: int) -> int:
    for quoted in _PAIRS.finditer(text):
        if quoted.start() < cut < quoted.end():
            return quoted.start()
    return cut


def cut_headline(headline: str, keep: tuple[str, ...] = ()) -> str:
    """A headline as shown. `keep` are words (hedges, negations, claimants) that a cut may not drop.

    Up to 160 characters it is whole. A longer one is cut at a word with an ellipsis; a trailing attribution stays.
    Where the cut would part a quotation or drop one of `keep`, the headline stays whole up to 240 characters.
    """
    text = clean(headline)
    if len(text) <= HEADLINE_LIMIT:
        return text
    trailing = _TRAILING.search(text)
    tail = trailing.group() if trailing else ""
    cut = _outside_quotes(text, _word_end(text, HEADLINE_LIMIT - len(tail) - 1))
    shown = text[:cut].rstrip(" ,;:-–—") + _ELLIPSIS + tail
    lossless = cut >= HEADLINE_LIMIT // 4 and all(word in shown for word in keep)
    if lossless:
        return shown
    return text if len(text) <= HARD_LIMIT else text[: _word_end(text, HARD_LIMIT - 1)].rstrip() + _ELLIPSIS


def safe_link(link: str | None) -> str | None:
    """The link if it is an absolute http(s) address, else None; characters that no address may hold are encoded.

    Refused: credentials ("https://bank.example@evil.example"), spaces and control characters, hosts that are none.
    """
    if not link or len(link) > 2000 or any(char.isspace() or not char.isprintable() for char in link):
        return None
    try:
        parts = urlsplit(link)
        host = parts.hostname
    except ValueError:
        return None
    web = parts.scheme in ("http", "https") and "@" not in parts.netloc
    return link.translate(_UNSAFE) if web and host and _HOST.fullmatch(host) else None
