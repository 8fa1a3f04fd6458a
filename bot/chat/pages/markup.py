"""The two ways text is written, each in a language: Telegram HTML and plain text for a terminal.

Feed text passes `text`: escaped in HTML, and in both put in a bidi isolate where it holds right-to-left letters, so
that a headline cannot reorder the line around it; in a right-to-left language it always is. Only tags written here
reach a message.
"""

import re
from collections.abc import Iterable
from datetime import UTC, datetime
from html import escape

from bot.chat.languages import SOURCE, Words, words
from bot.chat.pages.plain import plain

_FIRST_STRONG, _END_ISOLATE = "\u2068", "\u2069"
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]")
_LAST_UNIX = 2**31


def isolated(text: str) -> str:
    """Text in a first-strong isolate where it holds right-to-left letters, else as it is."""
    if _RIGHT_TO_LEFT.search(text):
        return f"{_FIRST_STRONG}{text}{_END_ISOLATE}"
    return text


def utc(at: datetime, shape: str) -> str:
    """A time in UTC; shape "t" is the clock alone."""
    moment = at.astimezone(UTC)
    clock = f"{moment:%H:%M} UTC"
    return clock if shape == "t" else f"{moment.day} {moment:%b} {moment.year} {clock}"


class _Spoken:
    """What both ways have in common: the language. Parts that go into a text of ours are written already."""

    def __init__(self, spoken: Words | None = None) -> None:
        """Take the language, English where none is given."""
        self._spoken = spoken or words(SOURCE)

    @property
    def spoken(self) -> Words:
        """The language."""
        return self._spoken

    def say(self, text: str, **parts: object) -> str:
        """A text of ours around such parts."""
        return self._spoken.label(text, **parts)

    def count(self, one: str, many: str, number: int, **parts: object) -> str:
        """A text of ours that depends on a number, which stands in it as {number}."""
        return self._spoken.plural(one, many, number).format(number=number, **parts)

    def date(self, at: datetime, pattern: str) -> str:
        """A time in UTC by a pattern of CLDR."""
        return self._spoken.date(at, pattern)

    def listed(self, parts: Iterable[str]) -> str:
        """Some parts, one after the other."""
        return self._spoken.label(", ").join(parts)

    def lines(self, lines: Iterable[str]) -> str:
        """Lines in the direction of the language; an empty one parts blocks."""
        return "\n".join(self._spoken.directed(line) for line in lines)

    def text(self, text: str) -> str:
        """Feed text."""
        return self._isolated(text)

    def quote(self, text: str) -> str:
        """Feed text between quotation marks, which stay on its sides."""
        return self.text(f"“{text}”") if self._spoken.right_to_left else f"“{self.text(text)}”"

    def term(self, context: str, text: str) -> str:
        """A word of the core (terms.py) in the language; one that we do not know is feed text."""
        said = self._spoken.term(context, text)
        return self.text(text) if said == text else said

    def _isolated(self, text: str) -> str:
        return self._spoken.kept_apart(text) if self._spoken.right_to_left else isolated(text)


class Html(_Spoken):
    """Telegram HTML."""

    def text(self, text: str) -> str:
        """Feed text."""
        return escape(self._isolated(text), quote=False)

    def verbatim(self, text: str) -> str:
        """Lines of somebody's own, as they were written."""
        return escape(text, quote=False)

    def made(self, html: str) -> str:
        """A message of ours that is Telegram HTML already."""
        return html

    def strong(self, text: str) -> str:
        """What the eye should find: headline, claimant."""
        return f"<b>{self.text(text)}</b>"

    def struck(self, marked: str) -> str:
        """What was corrected or withdrawn: still there, crossed out."""
        return f"<s>{marked}</s>"

    def time(self, at: datetime, shape: str) -> str:
        """A time that Telegram shows in the reader's own zone; old clients show the UTC text inside.

        Telegram refuses a message with a time before 1970 or after January 2038; such a time is text only.
        """
        unix, shown = int(at.timestamp()), self._spoken.utc(at, shape)
        if not 0 < unix < _LAST_UNIX:
            return self._spoken.kept_apart(shown)
        return self._spoken.kept_apart(f'<tg-time unix="{unix}" format="{shape}">{shown}</tg-time>')

    def link(self, label: str, address: str) -> str:
        """A link behind a label."""
        return f'<a href="{escape(address)}">{self.text(label)}</a>'


class Plain(_Spoken):
    """Terminal text: no markup, links written out."""

    def verbatim(self, text: str) -> str:
        """Lines of somebody's own, as they were written."""
        return text

    def made(self, html: str) -> str:
        """A message of ours that is Telegram HTML already."""
        return plain(html)

    def strong(self, text: str) -> str:
        """What the eye should find: headline, claimant."""
        return self._isolated(text)

    def struck(self, marked: str) -> str:
        """What was corrected or withdrawn."""
        return self.say("[was] {headline}", headline=marked)

    def time(self, at: datetime, shape: str) -> str:
        """A time in UTC."""
        return self._spoken.kept_apart(self._spoken.utc(at, shape))

    def link(self, label: str, address: str) -> str:
        """A link after its label."""
        return f"{label}: {self._spoken.kept_apart(address)}"


class Visible(Plain):
    """What a reader of the Telegram message sees, for measuring."""

    def struck(self, marked: str) -> str:
        """Crossing out adds no character."""
        return marked

    def link(self, label: str, address: str) -> str:  # noqa: ARG002
        """The address is not seen."""
        return label


Form = Html | Plain
