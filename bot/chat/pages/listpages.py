"""The pages behind the status: positions, deadlines, sources, the timeline and search results, as Telegram HTML."""

import re
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime

from bot.chat.languages import Markup, Words, mark
from bot.chat.pages.lines import LIMIT, Line, entry
from bot.chat.pages.phrases import (
    act_words,
    ago,
    field_words,
    linked,
    listed,
    moment,
    quoted,
    role_words,
    state_words,
    text,
)
from bot.chat.pages.statuspage import blind_name, deadline_lines, position_line, silent_line, source_of, who
from bot.chat.pages.views import ActorView, SourceView, StatusView, TimelineView
from bot.core.alert.display import cut_headline, short
from bot.core.alert.positions import Statement
from bot.core.alert.status import MOVING, Change
from storage.search import Hit
from storage.statusrows import StatedDeadline

_TAG = re.compile(r"<[^>]*>")
_ENTITIES = 95  # Telegram takes a hundred to a message
_LEAST_ROOM = 500  # of a topic among many, UTF-16 units
_MANY = 250  # a search looks no further
_LABELS = {  # by whether the outlet says it in its own words, and in the description
    (False, False): mark("Says who: {who}"),
    (False, True): mark("Says who (in description): {who}"),
    (True, False): mark("Actor: {who}"),
    (True, True): mark("Actor (in description): {who}"),
}
_EVENTS = {
    "moved": "",
    "reported": mark("reported: "),
    "outside": mark("reported, no such move: "),
    "disputed": mark("disputed: "),
    "withdrawn": mark("report withdrawn: "),
    "corrected": mark("report corrected: "),
}


def fitted(
    head: str, blocks: Iterable[str], words: Words, tail: str = "", *, newest_last: bool = False, room: int = LIMIT
) -> str:
    """As many blocks as fit into one message, or a part of it with less `room`, in UTF-16 units.

    The oldest are left out first; those left out are counted.
    """
    kept, left = list(blocks), 0
    while True:
        more = words.count("{number} more not shown", "{number} more not shown", left) if left else ""
        shown = [head, more, *kept, tail] if newest_last else [head, *kept, more, tail]
        page = words.lines("\n\n".join(part for part in shown if part))
        visible = len(_TAG.sub("", page).encode("utf-16-le")) // 2
        if (visible <= room and page.count("</") * LIMIT <= _ENTITIES * room) or not kept:
            return page
        kept.pop(0 if newest_last else -1)
        left += 1


def together(pages: Sequence[str], words: Words, tail: str = "") -> str:
    """Pages about several topics in one message: as many as fit, the others counted."""
    return pages[0] if len(pages) == 1 and not tail else fitted("", pages, words, tail)


def share(topics: int, room: int = LIMIT) -> int:
    """The room (UTF-16 units) of each of some topics in one message, or in that part of it."""
    return max(_LEAST_ROOM, room // max(1, topics) - 2)


def _empty(head: str, said: str, words: Words) -> str:
    return words.lines(f"{head}\n\n{said}")


def positions(topic: str, actors: Sequence[ActorView], now: datetime, words: Words) -> str:
    """What each party and mediator said last."""
    printed: set[str] = set()
    spoken = [position_line(one, now, printed, words) for one in actors if one.statements]
    head = words.say("<b>{topic}</b> | latest positions, times UTC", topic=text(topic, words))
    return fitted(head, spoken, words, "".join(silent_line(actors, words)))


def position(topic: str, actor: ActorView, now: datetime, words: Words) -> str:
    """One actor's statements, newest first."""
    name = text(actor.name, words)
    head = words.say(
        "<b>{actor}</b> ({role}) | {topic}, newest first, times UTC",
        actor=name,
        role=role_words(actor.role, words),
        topic=text(topic, words),
    )
    if not actor.statements:
        return _empty(head, words.say("Nothing read from {actor} in a headline or description.", actor=name), words)
    return fitted(head, (_statement(one, now, words) for one in actor.statements), words)


def _statement(one: Statement, now: datetime, words: Words) -> str:
    at, outlet = Markup(moment(one.at, now, words)), linked(short(one.outlet, 40), one.link, words)
    claimant, cue = text(short(one.claimant, 60), words), text(short(one.cue, 20), words)
    said = words.say(
        _LABELS[one.own, one.in_description], who=words.fill("{claimant} ({cue})", claimant=claimant, cue=cue)
    )
    lines = [
        words.fill("{at} · {outlet}", at=at, outlet=outlet),
        quoted(cut_headline(one.headline), words),
        f"{said} · {words.say('unnamed')}" if one.unnamed else said,
    ]
    if one.contradicts is not None:
        before = Markup(moment(one.contradicts, now, words))
        lines.append(words.say("⚠ Contradicts the statement of {moment}", moment=before))
    return "\n".join(lines)


def deadlines(topic: str, stated: Sequence[StatedDeadline], now: datetime, words: Words) -> str:
    """All open deadlines."""
    head = words.say("<b>{topic}</b> | open deadlines as stated, times UTC", topic=text(topic, words))
    return fitted(head, deadline_lines(stated, now, words), words)


def sources(view: StatusView, words: Words) -> str:
    """Every feed: when it answered last, which are blind, which may have missed something."""
    head = words.say(
        "<b>{topic}</b> | sources: {seeing} of {all} see",
        topic=text(view.topic.name, words),
        seeing=Markup(len(view.sources) - len(view.blind)),
        all=Markup(len(view.sources)),
    )
    return fitted(head, ["\n".join(_source(one, view.now, words) for one in view.sources)], words)


def _source(one: SourceView, now: datetime, words: Words) -> str:
    answered = Markup(ago(one.succeeded, now, words) if one.succeeded else words.say("never"))
    if one.blind:
        name = blind_name(one, words)
        line = words.say("✗ {source} · last answer: {answered}", source=name, answered=answered)
    else:
        line = words.fill("✓ {outlet} · {answered}", outlet=text(short(one.outlet, 30), words), answered=answered)
    return f"{line} · {words.say('may have missed reports')}" if one.missed else line


def timeline(view: TimelineView, words: Words) -> str:
    """Changes of state and the important developments, day by day, oldest first."""
    days, topic = (view.until - view.since).days, text(view.topic.name, words)
    if days <= 1:
        head = words.say("<b>{topic}</b> | the last 24 h, times UTC", topic=topic)
    else:
        head = words.count(
            "<b>{topic}</b> | the last {number} days, times UTC",
            "<b>{topic}</b> | the last {number} days, times UTC",
            days,
            topic=topic,
        )
    shown = MOVING | {"disputed"}
    rows = [(one.at, _change(one, view.until, words)) for one in view.changes if one.event in shown]
    rows += [(at, _development(at, line, words)) for at, line in view.lines if (line.importance or 3) <= 2]
    rows += [(end, _gap(start, end, outlet, view, words)) for start, end, outlet in view.gaps]
    if not rows:
        return _empty(head, words.say("No development was recorded in this time."), words)
    return fitted(head, _by_day(rows, words), words, newest_last=True)


def _gap(start: datetime, end: datetime, outlet: str, view: TimelineView, words: Words) -> Markup:
    return words.say(
        "{time} gap: {outlet} did not answer since {moment}",
        time=Markup(words.clock(end, "UTC")),
        outlet=text(outlet, words),
        moment=Markup(moment(start, view.until, words)),
    )


def _development(at: datetime, line: Line, words: Words) -> Markup:
    act = act_words(line.act, words) if line.act else Markup()
    headline, outlet = quoted(line.block.headline, words), linked(line.block.outlet, line.link, words)
    time = Markup(words.clock(at, "UTC"))
    return words.fill("{time} {act} {headline} {outlet}", time=time, act=act, headline=headline, outlet=outlet)


def _by_day(rows: list[tuple[datetime, Markup]], words: Words) -> list[str]:
    blocks: dict[str, list[str]] = {}
    for at, row in sorted(rows):
        blocks.setdefault(words.date(at.astimezone(UTC), "EEEE dd MMM"), []).append(row)
    return [line for day, lines in blocks.items() for line in (f"<b>{day}</b>\n{lines[0]}", *lines[1:])]


def _change(one: Change, now: datetime, words: Words) -> Markup:
    evidence = one.evidence[-1]
    return words.fill(
        "{time} {sign} <b>{field}</b> {event}{moved} · {by}",
        time=Markup(words.clock(one.at, "UTC")),
        sign=Markup("◆" if one.event == "moved" else "◇"),
        field=field_words(one.field, words),
        event=words.say(_EVENTS[one.event]) if _EVENTS[one.event] else Markup(),
        moved=moved(one, words),
        by=listed([who(evidence, words), source_of(evidence, now, words)], words),
    )


def moved(one: Change, words: Words) -> Markup:
    """The state before and the state after; one alone where they are the same, as in a dispute or a next phase."""
    after = state_words(one.field, one.after, one.phase, words)
    if one.after is one.before:
        return after
    return words.say("{before} → {after}", before=state_words(one.field, one.before, None, words), after=after)


def outside(topic: str, changes: Sequence[Change], now: datetime, words: Words, room: int = LIMIT) -> str:
    """What is kept for the operator: states reported that the rules did not take, newest first, within some room."""
    head = words.say("<b>{topic}</b> | reported and not taken by rule, last 7 days", topic=text(topic, words))
    kept = sorted((one for one in changes if one.event in {"outside", "reported"}), key=lambda one: one.at)
    if not kept:
        return _empty(head, words.say("Nothing."), words)
    days = (f"{words.date(one.at, 'dd MMM')} {_change(one, now, words)}" for one in reversed(kept))
    return fitted(head, days, words, room=room)


def found(query: str, hits: Sequence[Hit], page: int, size: int, now: datetime, words: Words) -> str:
    """A page of search results."""
    head = words.say("<b>Search</b> | {query}", query=text(query, words))
    if not hits:
        return _empty(head, words.say("No report on the watched topics has these words."), words)
    shown = hits[page * size : (page + 1) * size]
    first, last, every = (Markup(one) for one in (page * size + 1, page * size + len(shown), len(hits)))
    many = mark("{first} to {last} of {all} newest matches")
    tail = words.say(
        many if len(hits) >= _MANY else mark("{first} to {last} of {all}"), first=first, last=last, all=every
    )
    return fitted(head, (_hit(one, now, words) for one in shown), words, tail)


def _hit(hit: Hit, now: datetime, words: Words) -> str:
    report = hit.report
    at, outlet = moment(report.time, now, words), linked(short(report.outlet, 40), report.link, words)
    return f"{at} · {outlet}\n{quoted(cut_headline(report.headline), words)}"


def latest(topic: str, lines: Sequence[Line], narrowed: str, words: Words, room: int = LIMIT) -> str:
    """The last developments of a topic, newest first, narrowed by the words of a filter, within some room."""
    head = words.say("<b>{topic}</b> | latest developments", topic=text(topic, words))
    head = words.fill("{head} | {words}", head=head, words=text(narrowed, words)) if narrowed else head
    if lines:
        return fitted(head, (entry(line, words) for line in lines), words, room=room)
    none = mark("None of the latest matches.") if narrowed else mark("No development has been recorded yet.")
    return _empty(head, words.say(none), words)
