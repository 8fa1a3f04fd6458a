"""What a picture of the timeline shows, decided before anything is drawn: lanes, marks, bands, gaps, words. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from bot.chat.languages import Words, mark
from bot.chat.pages.views import TimelineView
from bot.chat.terms import FIELD
from bot.core.alert.states import Field
from bot.core.detect.roles import MEDIATOR, PARTY
from bot.core.text import fold
from bot.pictures.bands import Band, Note, bands, left_out, notes, numbered

Group = Literal["towards", "away", "demand", "other"]
Theme = Literal["light", "dark"]

_GROUPS: dict[str, Group] = {
    **dict.fromkeys(
        ("accept", "approve", "deal", "sign", "effect", "hold", "extend", "release", "resume", "progress", "aid",
         "withdraw", "ease", "welcome", "support", "meet", "visit", "propose", "list"), "towards"),
    **dict.fromkeys(
        ("reject", "veto", "collapse", "strike", "stall", "cancel", "quit", "delay", "cut", "expire", "violate", "deny",
         "accuse", "deploy", "arrest"), "away"),
    **dict.fromkeys(("demand", "threat", "respond"), "demand"),
}  # fmt: skip
_KINDS: dict[Group, str] = {
    "towards": mark("accepts, meets, frees"),
    "away": mark("rejects, strikes, stalls"),
    "demand": mark("demands, warns"),
    "other": mark("other statement"),
}
_MOST_TICKS = 8
_STEPS = (timedelta(hours=3), timedelta(hours=6), *(timedelta(days=days) for days in (1, 2, 5, 10)))
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """Something an actor said, at a time; `group` sorts acts into four kinds for their shape."""

    at: datetime
    group: Group


@dataclass(frozen=True, slots=True, kw_only=True)
class Lane:
    """One party or mediator."""

    name: str
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Texts:
    """The words of a picture, in one language. `ticks` are times with what is printed below them."""

    truce: str
    talks: str
    span: str
    kinds: tuple[tuple[Group, str], ...]
    gap: str
    ticks: tuple[tuple[datetime, str], ...]
    right_to_left: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """The whole picture. It has all that is drawn, so that equal plans give equal pictures."""

    title: str
    since: datetime
    until: datetime
    truce: tuple[Band, ...]
    talks: tuple[Band, ...]
    lanes: tuple[Lane, ...]
    gaps: tuple[tuple[datetime, datetime], ...]
    theme: Theme
    texts: Texts
    notes: tuple[Note, ...] = ()
    left_out: str = ""


def plan(view: TimelineView, theme: Theme, words: Words) -> Plan:
    """The plan of a picture of a stretch of time, in a language. Names are as the topic file has them."""
    lanes = [
        Lane(name=actor.names[0], marks=_marks(view, actor.id))
        for actor in view.topic.actors
        if fold(actor.role) in {PARTY, MEDIATOR}
    ]
    truce, talks = numbered(
        view,
        (bands(view, Field.TRUCE, view.truce_before, words), bands(view, Field.TALKS, view.talks_before, words)),
    )
    return Plan(
        title=view.topic.name,
        since=view.since,
        until=view.until,
        truce=truce,
        talks=talks,
        lanes=tuple(lanes),
        gaps=tuple((max(start, view.since), end) for start, end, _ in view.gaps),
        theme=theme,
        texts=texts(view.since, view.until, words),
        notes=notes(view, ((Field.TRUCE, truce), (Field.TALKS, talks)), words),
        left_out=left_out((truce, talks), words),
    )


def texts(since: datetime, until: datetime, words: Words) -> Texts:
    """The words of a picture of a stretch of time."""
    first, last = words.date(since, "d MMM y"), words.date(until, "d MMM y HH:mm")
    return Texts(
        truce=words.term(FIELD, Field.TRUCE.value.capitalize()),
        talks=words.term(FIELD, Field.TALKS.value.capitalize()),
        span=words.label("from {first} to {last} UTC", first=first, last=last),
        kinds=tuple((group, words.label(kind)) for group, kind in _KINDS.items()),
        gap=words.label("reports may be missing"),
        ticks=tuple((at, _tick(at, words)) for at in _ticks(since, until)),
        right_to_left=words.right_to_left,
    )


def _tick(at: datetime, words: Words) -> str:
    midnight = (at.hour, at.minute) == (0, 0)
    return words.date(at, "d MMM") if midnight else words.clock(at, "UTC")


def _ticks(since: datetime, until: datetime) -> Iterator[datetime]:
    """Full hours or midnights (UTC), as close together as there is room for their names; none at the very end."""
    step = next((one for one in _STEPS if (until - since) / one <= _MOST_TICKS), _STEPS[-1])
    at = since.replace(hour=0, minute=0, second=0, microsecond=0)
    while at <= until - (until - since) / 20:
        if at >= since:
            yield at
        at += step if at >= since or step < _DAY else _DAY


def _marks(view: TimelineView, actor: str) -> tuple[Mark, ...]:
    return tuple(
        Mark(at=one.at, group=_GROUPS.get(one.act or "", "other"))
        for one in reversed(view.statements)
        if one.actor == actor and not one.in_description and view.since <= one.at <= view.until
    )
