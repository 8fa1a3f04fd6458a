"""Gathers from the store what the status pages show. Reads only; call `storage.uptake.take_up` before."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from bot.chat.lookups import library
from bot.chat.pages.views import ActorView, BriefView, Changed, FieldView, SourceView, StatusView, TimelineView
from bot.core.alert.corroborate import count_outlets
from bot.core.alert.positions import Statement, marked
from bot.core.alert.signals import Evidence
from bot.core.alert.states import Field
from bot.core.alert.status import MOVING, RULES, FieldStatus, Pin, Reported, Standing
from bot.core.detect.roles import MEDIATOR, PARTY
from bot.core.intake.standing import FeedState
from bot.core.model import Actor, Development, Source, Topic
from bot.core.text import fold
from storage.statusrows import Past
from storage.store import Tables
from storage.uptake import reader_of

DAY = timedelta(hours=24)
SHOWN_REPORTED = timedelta(hours=48)
_OLDER = timedelta(days=3)
_LOOKED_AT = 40
_CHANGED = 6
_DAY_AT_MOST = 300


def status(tables: Tables, topic: Topic, sources: Sequence[Source], now: datetime) -> StatusView:
    """What is known of a topic."""
    state = tables.status.fold(topic.id, RULES).state
    pins = {pin.field: pin for pin in tables.status.pins(topic.id)}
    feeds = [(source, tables.feeds.state(source.id)) for source in sources]
    return StatusView(
        topic=topic,
        now=now,
        fields=tuple(_field(name, state.of(name), pins.get(name), now) for name in Field),
        changed=changed(tables, topic, now),
        last_day=tables.developments.count_since(topic.id, now - DAY),
        actors=actors(tables, topic, 1),
        deadlines=tables.status.deadlines(topic.id, now, 6),
        figures=tables.status.figures(topic.id),
        newest_report=tables.reports.newest_seen(),
        last_success=max((feed.succeeded_at for _, feed in feeds if feed.succeeded_at), default=None),
        sources=tuple(_source(source, feed, now) for source, feed in feeds),
    )


def _field(name: Field, status: FieldStatus, pin: Pin | None, now: datetime) -> FieldView:
    fresh = tuple(one for one in status.reported if now - one.evidence[-1].at <= SHOWN_REPORTED)
    return FieldView(
        name=name, standing=status.standing, disputed=status.disputed, reported=_newest_first(fresh), pin=pin
    )


def _newest_first(reported: tuple[Reported, ...]) -> tuple[Reported, ...]:
    return tuple(sorted(reported, key=lambda one: one.evidence[-1].at, reverse=True))


def changed(tables: Tables, topic: Topic, now: datetime) -> tuple[Changed, ...]:
    """The developments of the last day, the important before the others, then the newer before the older."""
    found = [one for one in tables.developments.latest(topic.id, _LOOKED_AT) if now - one.first_at <= DAY]
    found.sort(key=lambda one: (one.importance or 3, -one.first_at.timestamp()))
    return tuple(_changed(tables, topic, one) for one in found[:_CHANGED])


def brief(
    tables: Tables, topic: Topic, sources: Sequence[Source], day: tuple[datetime, datetime], now: datetime
) -> BriefView:
    """What a day brought, the important before the others, and where it ended."""
    since, until = day
    found = [one for one in tables.developments.latest(topic.id, _DAY_AT_MOST) if since <= one.first_at < until]
    first = sorted(found, key=lambda one: (one.importance or 3, -one.first_at.timestamp()))[:_CHANGED]
    changes = [one for one in tables.status.changes(topic.id, since) if one.event in MOVING and one.at < until]
    moves = [one for one in changes if one.event == "moved" or one.before is not one.after]
    return BriefView(
        status=status(tables, topic, sources, now),
        since=since,
        until=until,
        fields=tuple(_past(name, tables.status.past(topic.id, name, until)) for name in Field),
        changes=tuple(moves),
        developments=tuple(_changed(tables, topic, one) for one in sorted(first, key=lambda one: one.first_at)),
        count=len(found),
    )


def _past(name: Field, past: Past) -> FieldView:
    """A field as it stood, without what was reported beside it."""
    standing = Standing(state=past.state, phase=past.phase)
    return FieldView(name=name, standing=standing, disputed=past.disputed, reported=(), pin=past.pin)


def _changed(tables: Tables, topic: Topic, development: Development) -> Changed:
    reports = tables.developments.reports(development.id)
    evidence: Evidence = reader_of(topic).read(reports[0], development.first_at, development.id).evidence
    return Changed(
        development=development.id,
        at=development.first_at,
        act=development.act,
        importance=development.importance,
        outlets=len(count_outlets(reports).counted),
        evidence=evidence,
    )


def actors(tables: Tables, topic: Topic, most: int) -> tuple[ActorView, ...]:
    """Parties and mediators in the topic file's order, each with its newest statements."""
    wanted = [actor for actor in topic.actors if fold(actor.role) in {PARTY, MEDIATOR}]
    return tuple(_actor(tables, topic, actor, most) for actor in wanted)


def _actor(tables: Tables, topic: Topic, actor: Actor, most: int, before: datetime | None = None) -> ActorView:
    said = tables.status.statements(topic.id, actor.id, most + 30, before=before)
    shown = marked(said)[:most] if most > 1 else _foremost(said)
    return ActorView(id=actor.id, name=actor.names[0], role=actor.role, statements=shown)


def _foremost(said: tuple[Statement, ...]) -> tuple[Statement, ...]:
    """The newest statement by name in a headline, unless it is three days older than the newest of any kind."""
    named = (one for one in said if not one.in_description and not one.unnamed)
    return tuple(next((one for one in named if said[0].at - one.at <= _OLDER), one) for one in said[:1])


def position(tables: Tables, topic: Topic, actor: Actor, most: int, before: datetime | None = None) -> ActorView:
    """One actor's statements, newest first, contradictions marked."""
    return _actor(tables, topic, actor, most, before)


def _source(source: Source, feed: FeedState, now: datetime) -> SourceView:
    blind = None
    if feed.succeeded_at is None and feed.problem is None:
        blind = "not polled yet"
    elif feed.blind or feed.problem:
        blind = feed.problem or ("retired" if feed.retired_at else "a feed without entries")
    return SourceView(outlet=source.outlet, succeeded=feed.succeeded_at, blind=blind, missed=feed.may_have_missed(now))


def timeline(
    tables: Tables, topic: Topic, sources: Sequence[Source], since: datetime, until: datetime, most: int = 60
) -> TimelineView:
    """A stretch of time, from the oldest to the newest."""
    reader = reader_of(topic)
    found = [one for one in tables.developments.latest(topic.id, 200) if since <= one.first_at <= until]
    notable = sorted(found, key=lambda one: (one.importance or 3, -one.first_at.timestamp()))[:most]
    lines = [(line.at, line) for line in (library.line(tables, one, reader.actors) for one in notable)]
    feeds = [(source.outlet, tables.feeds.state(source.id)) for source in sources]
    return TimelineView(
        topic=topic,
        since=since,
        until=until,
        changes=tables.status.changes(topic.id, since),
        truce_before=tables.status.past(topic.id, Field.TRUCE, since).state,
        talks_before=tables.status.past(topic.id, Field.TALKS, since).state,
        statements=tables.status.statements_since(topic.id, since, 400),
        lines=tuple(sorted(lines, key=lambda pair: pair[0])),
        gaps=tuple(
            (feed.gap_from, feed.gap_to, outlet)
            for outlet, feed in feeds
            if feed.gap_from and feed.gap_to and feed.gap_to >= since
        ),
    )
