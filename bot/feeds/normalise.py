"""Entry -> Report: plain text, UTC, a safe link. Nothing is added and nothing reworded."""

import html
import re
from datetime import UTC, datetime, timedelta

import nh3

from bot.core.intake import canonical, wire
from bot.core.intake.entry import Entry
from bot.core.model import Report, Source

MAX_HEADLINE = 600
MAX_SUMMARY = 2000
MAX_BORROWED = 200  # an item without a headline shows the beginning of its text in its place
MAX_LINK = 2048

_EARLIEST = datetime(1995, 1, 1, tzinfo=UTC)
_AHEAD = timedelta(minutes=15)  # clocks differ; a date further in the future is a mistake, or a time zone forgotten
_TAG = re.compile(r"</?[A-Za-z!][^<>]*>")
_BLOCK = re.compile(
    r"<(/?(?:p|div|br|li|ul|ol|h[1-6]|tr|td|th|table|blockquote|figure|figcaption|hr)\b)", re.IGNORECASE
)
# Controls, soft hyphens, zero-width spaces and marks that turn the direction of text. Joiners stay: scripts need them.
_INVISIBLE = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069"
    r"\ufeff\ufffe\uffff]"
)


def aliases(entry: Entry, source: Source) -> tuple[str, ...]:
    """The names by which this entry can be known again, strongest first (see bot.core.intake.canonical)."""
    return canonical.aliases(entry, source)


def report(entry: Entry, source: Source, seen: datetime, version: int = 1, first: str | None = None) -> Report:
    """The report an entry is if it is a new one. Its id comes of its first alias (`first`, where that is known)."""
    summary = _cut(plain(entry.summary), MAX_SUMMARY)
    return Report(
        id=canonical.report_id(source, first or aliases(entry, source)[0]),
        source=source.id,
        outlet=source.outlet,
        family=source.family,
        language=source.language,
        headline=_cut(plain(entry.title), MAX_HEADLINE) or _cut(summary, MAX_BORROWED),
        summary=summary,
        link=safe_link(entry.link) or safe_link(entry.guid),
        published=published(entry, seen),
        seen=seen,
        version=version,
        wire=wire.credit(plain(entry.author), summary),
    )


def plain(text: str) -> str:
    """HTML as plain text on one line: tags, scripts and styles gone, entities resolved, white space levelled."""
    if _TAG.search(text):
        text = nh3.clean(_BLOCK.sub(r" <\1", text), tags=set())
    text = html.unescape(html.unescape(text))  # many outlets escape an ampersand twice
    return " ".join(_INVISIBLE.sub("", text).split())


def published(entry: Entry, seen: datetime) -> datetime | None:
    """The outlet's time in UTC; None where it gives none, or one that cannot be (before 1995, or yet to come)."""
    seconds = entry.published if entry.published is not None else entry.updated
    if seconds is None:
        return None
    try:
        moment = datetime.fromtimestamp(seconds, UTC)
    except (ValueError, OverflowError, OSError):
        return None
    return moment if _EARLIEST <= moment <= seen + _AHEAD else None


def safe_link(text: str) -> str | None:
    """The link as served where it is http or https and of sane length, else None."""
    link = _INVISIBLE.sub("", text).strip()
    if canonical.is_web(link) and len(link) <= MAX_LINK and not re.search(r"[\s<>\"]", link):
        return link
    return None


def _cut(text: str, limit: int) -> str:
    return text if len(text) <= limit else text[: limit - 1].rstrip() + "…"
