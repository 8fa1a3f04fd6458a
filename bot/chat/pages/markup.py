"""The two ways text is written: Telegram HTML and plain text for a terminal.

Feed text passes `text`: escaped in HTML, and in both put in a bidi isolate where it holds right-to-left letters, so
that a headline cannot reorder the line around it. Only tags written here reach a message.
"""

import re
from datetime import UTC, datetime
from html import escape

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


class Html:
    """Telegram HTML."""

    def text(self, text: str) -> str:
        """Feed text."""
        return escape(isolated(text), quote=False)

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
        unix = int(at.timestamp())
        if not 0 < unix < _LAST_UNIX:
            return utc(at, shape)
        return f'<tg-time unix="{unix}" format="{shape}">{utc(at, shape)}</tg-time>'

    def link(self, label: str, address: str) -> str:
        """A link behind a label."""
        return f'<a href="{escape(address)}">{self.text(label)}</a>'


class Plain:
    """Terminal text: no markup, links written out."""

    def text(self, text: str) -> str:
        """Feed text."""
        return isolated(text)

    def strong(self, text: str) -> str:
        """What the eye should find: headline, claimant."""
        return isolated(text)

    def struck(self, marked: str) -> str:
        """What was corrected or withdrawn."""
        return f"[was] {marked}"

    def time(self, at: datetime, shape: str) -> str:
        """A time in UTC."""
        return utc(at, shape)

    def link(self, label: str, address: str) -> str:
        """A link after its label."""
        return f"{label}: {address}"


class Visible(Plain):
    """What a reader of the Telegram message sees, for measuring."""

    def struck(self, marked: str) -> str:
        """Crossing out adds no character."""
        return marked

    def link(self, label: str, address: str) -> str:  # noqa: ARG002
        """The address is not seen."""
        return label


Form = Html | Plain
