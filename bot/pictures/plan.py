"""What a picture of the timeline shows, decided before anything is drawn: lanes, marks, bands, gaps. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from bot.chat.pages.views import TimelineView
from bot.core.alert.states import Field, State
from bot.core.alert.status import MOVING, Change
from bot.core.detect.roles import MEDIATOR, PARTY
from bot.core.text import fold

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
class Band:
    """A stretch of time in which a field stood in a state."""

    start: datetime
    end: datetime
    state: State


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


def plan(view: TimelineView, theme: Theme) -> Plan:
    """The plan of a picture of a stretch of time."""
    lanes = [
        Lane(name=actor.names[0], marks=_marks(view, actor.id))
        for actor in view.topic.actors
        if fold(actor.role) in {PARTY, MEDIATOR}
    ]
    return Plan(
        title=view.topic.name,
        since=view.since,
        until=view.until,
        truce=_bands(view, Field.TRUCE, view.truce_before),
        talks=_bands(view, Field.TALKS, view.talks_before),
        lanes=tuple(lanes),
        gaps=tuple((max(start, view.since), end) for start, end, _ in view.gaps),
        theme=theme,
    )


def _marks(view: TimelineView, actor: str) -> tuple[Mark, ...]:
    return tuple(
        Mark(at=one.at, group=_GROUPS.get(one.act or "", "other"))
        for one in reversed(view.statements)
        if one.actor == actor and not one.in_description and view.since <= one.at <= view.until
    )


def _bands(view: TimelineView, name: Field, before: State) -> tuple[Band, ...]:
    moves = [one for one in view.changes if one.field is name and one.event in MOVING]
    return tuple(_between(view, moves, before))


def _between(view: TimelineView, moves: Sequence[Change], before: State) -> list[Band]:
    bands, start, state = [], view.since, before
    for move in moves:
        at = min(max(move.at, view.since), view.until)
        if at > start:
            bands.append(Band(start=start, end=at, state=state))
        start, state = at, move.after
    bands.append(Band(start=start, end=view.until, state=state))
    return bands
