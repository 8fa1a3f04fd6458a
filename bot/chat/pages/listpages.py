"""The pages behind the status: positions, deadlines, sources, the timeline and search results, as Telegram HTML."""

import re
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime

from bot.chat.pages.lines import LIMIT, Line, ago, entry
from bot.chat.pages.statuspage import (
    blind_name,
    deadline_lines,
    linked,
    moment,
    position_line,
    source_of,
    state_words,
    text,
    who,
)
from bot.chat.pages.views import ActorView, SourceView, StatusView, TimelineView
from bot.core.alert.display import cut_headline, short
from bot.core.alert.positions import Statement
from bot.core.alert.status import Change
from storage.search import Hit
from storage.statusrows import StatedDeadline

_TAG = re.compile(r"<[^>]*>")
_ENTITIES = 95  # Telegram takes a hundred to a message
_EVENTS = {"moved": "", "reported": "reported: ", "outside": "reported, no such move: ", "disputed": "disputed: "}


def fitted(head: str, blocks: Iterable[str], tail: str = "", *, newest_last: bool = False) -> str:
    """As many blocks as fit into one message, the oldest left out first; those left out are counted."""
    kept, left = list(blocks), 0
    while True:
        more = f"{left} more not shown" if left else ""
        shown = [head, more, *kept, tail] if newest_last else [head, *kept, more, tail]
        page = "\n\n".join(part for part in shown if part)
        visible = len(_TAG.sub("", page).encode("utf-16-le")) // 2
        if (visible <= LIMIT and page.count("</") <= _ENTITIES) or not kept:
            return page
        kept.pop(0 if newest_last else -1)
        left += 1


def positions(topic: str, actors: Sequence[ActorView], now: datetime) -> str:
    """What each party and mediator said last."""
    printed: set[str] = set()
    spoken = [position_line(one, now, printed) for one in actors if one.statements]
    silent = [text(one.name) for one in actors if not one.statements]
    tail = f"Nothing read from: {', '.join(silent)}" if silent else ""
    return fitted(f"<b>{text(topic)}</b> | latest positions, times UTC", spoken, tail)


def position(topic: str, actor: ActorView, now: datetime) -> str:
    """One actor's statements, newest first."""
    head = f"<b>{text(actor.name)}</b> ({text(actor.role)}) | {text(topic)}, newest first, times UTC"
    if not actor.statements:
        return f"{head}\n\nNothing read from {text(actor.name)} in a headline or description."
    return fitted(head, (_statement(one, now) for one in actor.statements))


def _statement(one: Statement, now: datetime) -> str:
    where = " (in description)" if one.in_description else ""
    unnamed = " · unnamed" if one.unnamed else ""
    lines = [
        f"{moment(one.at, now)} · {linked(short(one.outlet, 40), one.link)}",
        f"“{text(cut_headline(one.headline))}”",
        f"Says who{where}: {text(short(one.claimant, 60))} ({text(short(one.cue, 20))}){unnamed}",
    ]
    if one.contradicts is not None:
        lines.append(f"⚠ Contradicts the statement of {moment(one.contradicts, now)}")
    return "\n".join(lines)


def deadlines(topic: str, stated: Sequence[StatedDeadline], now: datetime) -> str:
    """All open deadlines."""
    head = f"<b>{text(topic)}</b> | open deadlines as stated, times UTC"
    return fitted(head, deadline_lines(stated, now))


def sources(view: StatusView) -> str:
    """Every feed: when it answered last, which are blind, which may have missed something."""
    head = f"<b>{text(view.topic.name)}</b> | sources: {len(view.sources) - len(view.blind)} of {len(view.sources)} see"
    return fitted(head, ["\n".join(_source(one, view.now) for one in view.sources)])


def _source(one: SourceView, now: datetime) -> str:
    answered = ago(one.succeeded, now) if one.succeeded else "never"
    missed = " · may have missed reports" if one.missed else ""
    if one.blind:
        return f"✗ {blind_name(one)} · last answer: {answered}{missed}"
    return f"✓ {text(short(one.outlet, 30))} · {answered}{missed}"


def timeline(view: TimelineView) -> str:
    """Changes of state and the important developments, day by day, oldest first."""
    days = (view.until - view.since).days
    head = f"<b>{text(view.topic.name)}</b> | the last {'24 h' if days <= 1 else f'{days} days'}, times UTC"
    rows = [(one.at, _change(one, view.until)) for one in view.changes if one.event in {"moved", "disputed"}]
    rows += [(at, _development(at, line)) for at, line in view.lines if (line.importance or 3) <= 2]
    rows += [
        (end, f"{end.astimezone(UTC):%H:%M} gap: {text(outlet)} did not answer since {moment(start, view.until)}")
        for start, end, outlet in view.gaps
    ]
    if not rows:
        return f"{head}\n\nNo development was recorded in this time."
    return fitted(head, _by_day(rows), newest_last=True)


def _development(at: datetime, line: Line) -> str:
    quote = f"“{text(line.block.headline)}” {linked(line.block.outlet, line.link)}"
    return f"{at.astimezone(UTC):%H:%M} {text(line.act or '')} {quote}"


def _by_day(rows: list[tuple[datetime, str]]) -> list[str]:
    blocks: dict[str, list[str]] = {}
    for at, row in sorted(rows):
        blocks.setdefault(f"{at.astimezone(UTC):%A %d %b}", []).append(row)
    return [line for day, lines in blocks.items() for line in (f"<b>{day}</b>\n{lines[0]}", *lines[1:])]


def _change(one: Change, now: datetime) -> str:
    evidence = one.evidence[-1]
    mark = "◆" if one.event == "moved" else "◇"
    return (
        f"{one.at.astimezone(UTC):%H:%M} {mark} <b>{one.field.value.capitalize()}</b> "
        f"{_EVENTS[one.event]}{one.before.value} → {state_words(one.after, one.phase)} · "
        f"{who(evidence)}, {source_of(evidence, now)}"
    )


def outside(topic: str, changes: Sequence[Change], now: datetime) -> str:
    """What is kept for the operator: states reported that the rules did not take."""
    head = f"<b>{text(topic)}</b> | reported and not taken by rule, last 7 days"
    kept = [one for one in changes if one.event in {"outside", "reported"}]
    if not kept:
        return f"{head}\n\nNothing."
    return fitted(head, (f"{one.at.astimezone(UTC):%d %b} {_change(one, now)}" for one in reversed(kept)))


def found(query: str, hits: Sequence[Hit], page: int, size: int, now: datetime) -> str:
    """A page of search results."""
    head = f"<b>Search</b> | {text(query)}"
    if not hits:
        return f"{head}\n\nNo report on the watched topics has these words."
    shown = hits[page * size : (page + 1) * size]
    first = page * size + 1
    tail = f"{first} to {first + len(shown) - 1} of {len(hits)}" + (" newest matches" if len(hits) >= 250 else "")
    return fitted(head, (_hit(one, now) for one in shown), tail)


def _hit(hit: Hit, now: datetime) -> str:
    report = hit.report
    return (
        f"{moment(report.time, now)} · {linked(short(report.outlet, 40), report.link)}\n"
        f"“{text(cut_headline(report.headline))}”"
    )


def latest(topic: str, lines: Sequence[Line], words: str) -> str:
    """The last developments of a topic, newest first, narrowed by `words`."""
    narrowed = f" | {text(words)}" if words else ""
    head = f"<b>{text(topic)}</b> | latest developments{narrowed}"
    if not lines:
        return f"{head}\n\n" + ("None of the latest matches." if words else "No development has been recorded yet.")
    return fitted(head, (entry(line) for line in lines))
