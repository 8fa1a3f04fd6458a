"""The pages people ask for, as Telegram HTML. Pure: what is known goes in, a message comes out.

Nothing here says anything about the world: headlines and claimants are the outlets', labels are labels, and the only
sentences are about reports and feeds.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from html import escape

from bot.chat.render import block_html
from bot.core.alert.content import ReportBlock

LIMIT = 3900  # UTF-16 units; Telegram takes 4096


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A development as listed: its first report, and how many outlets have it."""

    act: str | None
    importance: int | None
    block: ReportBlock
    outlets: int
    link: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicStatus:
    """What is known of one topic."""

    name: str
    latest: tuple[Line, ...]
    newest_report: datetime | None
    last_day: int


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedsStatus:
    """How the feeds do. `failing` pairs an outlet with what is wrong."""

    asked: int
    answering: int
    last_success: datetime | None
    failing: tuple[tuple[str, str], ...]


def ago(moment: datetime, now: datetime) -> str:
    """How long ago, in the largest unit that fits."""
    minutes = max(0, int((now - moment) / timedelta(minutes=1)))
    if minutes < 1:
        return "less than a minute ago"
    if minutes < 60:
        return f"{minutes} min ago"
    return f"{minutes // 60} h {minutes % 60} min ago" if minutes < 48 * 60 else f"{minutes // 1440} days ago"


def _labels(line: Line) -> str:
    parts = [f"Type: {escape(line.act)}"] if line.act else []
    if line.importance:
        parts.append(f"Importance {line.importance} of 3")
    parts.append("1 outlet" if line.outlets == 1 else f"{line.outlets} outlets")
    return " | ".join(parts)


def entry(line: Line) -> str:
    """A development as lists show it."""
    link = f'\n<a href="{escape(line.link)}">Link</a>' if line.link else ""
    return f"{_labels(line)}\n{block_html(line.block)}{link}"


def _fitted(head: str, entries: Iterable[str], tail: str = "") -> str:
    """As many entries as fit into one message; those left out are counted."""
    kept = list(entries)
    left = 0
    while kept:
        more = f"{left} more not shown" if left else ""
        text = "\n\n".join(part for part in (head, *kept, more, tail) if part)
        if len(text.encode("utf-16-le")) // 2 <= LIMIT:
            return text
        kept.pop()
        left += 1
    return "\n\n".join(part for part in (head, tail) if part)


def latest(name: str, lines: Sequence[Line]) -> str:
    """The last developments of a topic, newest first."""
    if not lines:
        return f"<b>{escape(name)}</b>\nNo development has been recorded yet."
    return _fitted(f"<b>{escape(name)}</b> | latest developments", (entry(line) for line in lines))


def status(topics: Sequence[TopicStatus], feeds: FeedsStatus, now: datetime) -> str:
    """Where things stand: the latest developments, how old our news is, and which feeds are blind."""
    parts = []
    for topic in topics:
        parts.append(f"<b>{escape(topic.name)}</b>\nDevelopments recorded in the last 24 h: {topic.last_day}")
        parts.extend(entry(line) for line in topic.latest)
        if not topic.latest:
            parts.append("No development has been recorded yet.")
    newest = max((topic.newest_report for topic in topics if topic.newest_report), default=None)
    return _fitted(f"<b>Status</b> at {now.astimezone(UTC):%d %b %Y %H:%M} UTC", parts, _feeds(feeds, newest, now))


def _feeds(feeds: FeedsStatus, newest: datetime | None, now: datetime) -> str:
    lines = [f"Newest report: {ago(newest, now) if newest else 'none yet'}"]
    polled = ago(feeds.last_success, now) if feeds.last_success else "not yet"
    lines.append(f"Last successful poll: {polled}")
    lines.append(f"Feeds answering: {feeds.answering} of {feeds.asked}")
    lines += [f"Not answering: {escape(outlet)} ({escape(problem[:80])})" for outlet, problem in feeds.failing[:5]]
    if len(feeds.failing) > 5:
        lines.append(f"and {len(feeds.failing) - 5} more")
    return "\n".join(lines)
