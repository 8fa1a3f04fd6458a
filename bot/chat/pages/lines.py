"""A development as lists show it, as Telegram HTML, and how long ago something was.

Nothing here says anything about the world: headlines and claimants are the outlets', labels are labels.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from html import escape

from bot.chat.pages.render import block_html
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
