"""A development as lists show it, as Telegram HTML.

Nothing here says anything about the world: headlines and claimants are the outlets', labels are labels.
"""

from dataclasses import dataclass
from datetime import datetime

from bot.chat.languages import Markup, Words
from bot.chat.pages.phrases import act_words, counted_outlets, linked_label, listed, text
from bot.chat.pages.render import block_html
from bot.core.alert.content import ReportBlock

LIMIT = 3900  # UTF-16 units; Telegram takes 4096


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A development as listed: its first report, and how many outlets have it, the same copy counted once.

    `at` is the outlet's own time where it gave one, as everywhere beside an outlet.
    `corrected_by` and `withdrawn_by` name the outlets that did so with a report of theirs.
    """

    act: str | None
    importance: int | None
    at: datetime
    block: ReportBlock
    outlets: int
    link: str | None
    corrected_by: tuple[str, ...] = ()
    withdrawn_by: tuple[str, ...] = ()


def _labels(line: Line, words: Words) -> str:
    parts = [words.say("Type: {act}", act=act_words(line.act, words))] if line.act else []
    if line.importance:
        parts.append(words.say("Importance {level} of 3", level=Markup(line.importance)))
    parts.append(counted_outlets(line.outlets, words))
    return " | ".join(parts)


def entry(line: Line, words: Words) -> str:
    """A development as lists show it."""
    link = f"\n{linked_label(words.say('Link'), line.link)}" if line.link else ""
    struck = line.block.outlet in line.withdrawn_by
    marks = "".join(f"\n{one}" for one in _taken_back(line, words))
    return f"{_labels(line, words)}\n{block_html(line.block, words, struck=struck)}{marks}{link}"


def _taken_back(line: Line, words: Words) -> list[Markup]:
    marks = []
    if line.corrected_by:
        names = listed((text(name, words) for name in line.corrected_by), words)
        marks.append(words.say("Corrected by {outlet}", outlet=names))
    if line.withdrawn_by:
        names = listed((text(name, words) for name in line.withdrawn_by), words)
        marks.append(words.say("Withdrawn by {outlet}", outlet=names))
    return marks
