"""A language that is English with marks around whatever a catalogue translated, for finding what no catalogue saw.

`Marked("ar")` writes from right to left and `Marked("fr")` from left to right; both say ⟦Truce⟧ for "Truce". Values that
are filled in stand outside the marks, so that a label which is filled in untranslated is seen too.
"""

import re
from functools import cache
from gettext import NullTranslations
from html import escape, unescape

from bot.chat import catalogues
from bot.chat.languages import Words

_PLACE = re.compile(r"(\{\w+\})")
_MARKED = re.compile("⟦[^⟦⟧]*⟧")
_TAG = re.compile(r"<[^>]*>")
_INVISIBLE = re.compile("[\u200e\u200f\u2066-\u2069]")
_ADDRESS = re.compile(r"https?://\S+")
_COMMAND = re.compile(r"/[a-z]+\b")
_NAME = re.compile(r"\b[a-z]+(?:_[a-z]+)+\b|\bUTC\b")  # identifiers such as new_development
_WORD = re.compile(r"[^\W\d_]{2,}")


@cache
def known():
    """What the catalogues have: (context, text) pairs; of plurals the text for one."""
    return {(one.context, one.id if isinstance(one.id, str) else one.id[0]) for one in catalogues.template() if one.id}


def marked(text):
    return "".join(part if _PLACE.fullmatch(part) else f"⟦{part}⟧" for part in _PLACE.split(text) if part)


class Marks(NullTranslations):
    """Marks what the catalogues have, and leaves alone what they do not."""

    def gettext(self, message):
        return marked(message) if (None, message) in known() else message

    def ngettext(self, msgid1, msgid2, n):
        return marked(msgid1 if n == 1 else msgid2) if (None, msgid1) in known() else msgid1

    def pgettext(self, context, message):
        return marked(message) if (context, message) in known() else message


class Marked(Words):
    """Words of a language's direction and dates, all of them marked."""

    def __init__(self, code):
        super().__init__(code, Marks())

    def date(self, at, pattern, zone="UTC"):
        return f"⟦{super().date(at, pattern, zone)}⟧"

    def utc(self, at, shape="Dt"):
        return f"⟦{super().utc(at, shape)}⟧"

    def tongue(self, code):
        return f"⟦{super().tongue(code)}⟧"


def left_over(shown, verbatim):
    """The words that are neither marked nor verbatim, nor commands, nor identifiers; in a message or a label."""
    text = _INVISIBLE.sub("", _MARKED.sub(" ", shown))
    for one in sorted({*verbatim, *(escape(one, quote=False) for one in verbatim)}, key=len, reverse=True):
        text = text.replace(one, " ")
    text = _ADDRESS.sub(" ", unescape(_TAG.sub("", text)))
    return _WORD.findall(_NAME.sub(" ", _COMMAND.sub(" ", text)))


def unmarked(text):
    """A text without marks of direction."""
    return text.translate(dict.fromkeys(map(ord, "\u200f\u2068\u2069")))
