"""A development as lists show it, as Telegram HTML.

Nothing here says anything about the world: headlines and claimants are the outlets', labels are labels.
"""

from dataclasses import dataclass

from bot.chat.languages import Markup, Words
from bot.chat.pages.phrases import act_words, counted_outlets, linked_label
from bot.chat.pages.render import block_html
from bot.core.alert.content import ReportBlock

LIMIT = 3900  # UTF-16 units; Telegram takes 4096


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A development as listed: its first report, and how many outlets have it, the same copy counted once."""

    act: str | None
    importance: int | None
    block: ReportBlock
    outlets: int
    link: str | None


def _labels(line: Line, words: Words) -> str:
    parts = [words.say("Type: {act}", act=act_words(line.act, words))] if line.act else []
    if line.importance:
        parts.append(words.say("Importance {level} of 3", level=Markup(line.importance)))
    parts.append(counted_outlets(line.outlets, words))
    return " | ".join(parts)


def entry(line: Line, words: Words) -> str:
    """A development as lists show it."""
    link = f"\n{linked_label(words.say('Link'), line.link)}" if line.link else ""
    return f"{_labels(line, words)}\n{block_html(line.block, words)}{link}"
