"""feedparser's answer as values of ours. The only import of feedparser; runs in the worker process.

feedparser opens files and addresses when its input looks like one, so it is handed a stream and nothing else. Its
sanitiser stays off (it costs up to four fifths of the time): what is shown is reduced to plain text by `normalise`.
"""

import calendar
import io
import re
from typing import Any

import feedparser

from bot.core.intake.entry import Entry, ParsedFeed
from bot.errors import ParseError
from bot.feeds.prescan import MAX_ENTRIES, Scanned, scan

# Characters of one field, and of one field in all entries together: a feed of 1,000 entries gets 1,000 for each. What
# leaves this process must stay small, or reading it would hold up the event loop.
MAX_TEXT = 10_000
MAX_TEXTS = 1_000_000

_SKIP_HOUR = re.compile(rb"<hour>\s*(\d{1,2})\s*</hour>", re.IGNORECASE)
_SKIP_DAY = re.compile(rb"<day>\s*(mon|tues|wednes|thurs|fri|satur|sun)day\s*</day>", re.IGNORECASE)
_DAYS = (b"mon", b"tues", b"wednes", b"thurs", b"fri", b"satur", b"sun")
_PERIODS = {"hourly": 60.0, "daily": 1440.0, "weekly": 10080.0, "monthly": 43200.0, "yearly": 525600.0}


def read(body: bytes, content_type: str = "", base_url: str = "") -> ParsedFeed:
    """Parse a body; raises ParseError where it is no feed or nothing can be salvaged."""
    scanned = scan(body)
    headers = {"content-type": content_type or "application/xml", "content-location": base_url}
    result = feedparser.parse(
        io.BytesIO(scanned.body), response_headers=headers, sanitize_html=False, resolve_relative_uris=False
    )
    if not result.version and not result.entries:
        raise ParseError("malformed" if scanned.malformed else "not_a_feed", "no feed could be read from the body")
    if scanned.malformed and not result.entries:
        raise ParseError("malformed", "not well-formed XML, and no entry could be salvaged")
    return _feed(result, scanned)


def _feed(result: Any, scanned: Scanned) -> ParsedFeed:  # noqa: ANN401 (feedparser has no types)
    feed = result.feed
    entries = result.entries[:MAX_ENTRIES]
    room = min(MAX_TEXT, MAX_TEXTS // max(1, len(entries)))
    return ParsedFeed(
        entries=tuple(_entry(entry, room) for entry in entries),
        title=_text(feed, "title"),
        language=_text(feed, "language"),
        version=str(result.version or ""),
        ttl_minutes=_number(feed.get("ttl")),
        update_minutes=_update_minutes(feed),
        skip_hours=tuple(sorted({int(hour) % 24 for hour in _SKIP_HOUR.findall(scanned.body)})),
        skip_days=tuple(sorted({_DAYS.index(day.lower()) for day in _SKIP_DAY.findall(scanned.body)})),
        malformed=scanned.malformed,
        truncated=scanned.truncated,
        capped=scanned.capped or len(result.entries) > MAX_ENTRIES,
        self_link=next((_text(link, "href") for link in feed.get("links", ()) if link.get("rel") == "self"), ""),
    )


def _entry(entry: Any, room: int) -> Entry:  # noqa: ANN401
    return Entry(
        title=_text(entry, "title", room),
        summary=_text(entry, "summary", room) or _content(entry, room),
        link=_text(entry, "link", room),
        guid=_text(entry, "id", room),
        author=_text(entry, "author", room),
        publisher=_text(entry.get("source") or {}, "title", room),
        published_raw=_text(entry, "published") or _own_text(entry, "updated"),
        published=_moment(entry.get("published_parsed")),
        updated=_moment(dict.get(entry, "updated_parsed")),
    )


def _content(entry: Any, room: int) -> str:  # noqa: ANN401
    return next((_text(part, "value", room) for part in entry.get("content", ())), "")


def _text(holder: Any, key: str, room: int = 500) -> str:  # noqa: ANN401
    """A field as text that can be encoded: no lone surrogates, at most `room` characters."""
    value = holder.get(key)
    return value[:room].encode("utf-8", "replace").decode() if isinstance(value, str) else ""


def _own_text(holder: Any, key: str) -> str:  # noqa: ANN401
    """A field that the item really has: feedparser's own look-up hands out `published` for a missing `updated`."""
    return _text(holder, key) if dict.__contains__(holder, key) else ""


def _moment(parsed: Any) -> float | None:  # noqa: ANN401
    try:
        return float(calendar.timegm(parsed)) if parsed else None
    except (ValueError, OverflowError, TypeError):
        return None


def _number(value: object) -> float | None:
    text = str(value or "").strip()
    return float(text) if re.fullmatch(r"\d{1,6}(\.\d+)?", text) else None


def _update_minutes(feed: Any) -> float | None:  # noqa: ANN401
    period = _PERIODS.get(_text(feed, "sy_updateperiod").strip().lower())
    frequency = _number(feed.get("sy_updatefrequency")) or 1.0
    return period / frequency if period else None
