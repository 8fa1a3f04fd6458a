"""/brief: yesterday in at most 12 lines, now, or every day at a time of one's own."""

import re
from collections.abc import Sequence
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.chat.house import Asked, House, here
from bot.chat.languages import Markup, Words, mark, plain_digits
from bot.chat.lookups import viewing
from bot.chat.pages.listpages import moved, together
from bot.chat.pages.phrases import field_words, listed, moment, quoted, state_words, text
from bot.chat.pages.statuspage import blind_name, deadline_lines, source_of, who, with_outlets
from bot.chat.pages.views import BriefView, Changed, FieldView
from bot.chat.requests import Answer
from bot.core.alert.display import cut_headline
from bot.core.alert.states import State
from bot.core.alert.status import Change
from bot.core.model import Source, Topic
from bot.core.people.settings import next_time
from storage.briefs import Brief
from storage.store import Tables
from storage.uptake import take_up

LINES = 12
_DEVELOPMENTS = 6
_CHANGES = 2
_CLOCK = re.compile(r"([01]?\d|2[0-3])[:.]([0-5]\d)")
_HELP = mark("Write <code>/brief</code>, <code>/brief 08:00</code> to get it every day, or <code>/brief off</code>.")


async def brief(house: House, asked: Asked) -> Answer:
    """Yesterday's brief, or the wish to get one every day."""
    wish, words = plain_digits(asked.arguments).strip().lower(), asked.words
    there = await here(house, asked)
    if not wish:
        zone = there[0].zone if there else "UTC"
        most = max(1, _DEVELOPMENTS // len(house.topics))  # so that several topics find room
        pages = [await page(house, topic, asked.now, zone, words, most) for topic in house.topics]
        return Answer(html=together(pages, words))
    if not there:
        return Answer(html=words.say("There is no subscription here. Subscribe first: /subscribe"))
    if wish == "off":
        gone = await house.store.write(lambda tables: [tables.briefs.drop(one.key) for one in there])
        return Answer(html=words.say("No more daily briefs.") if any(gone) else words.say("There was no daily brief."))
    found = _CLOCK.fullmatch(wish)
    if found is None:
        return Answer(html=words.say(_HELP))
    clock = time(int(found[1]), int(found[2]))
    wishes = [Brief(key=one.key, clock=clock, due=next_time(clock, one.zone, asked.now)) for one in there]

    def put(tables: Tables) -> None:
        for one in wishes:
            tables.briefs.put(one)

    await house.store.write(put)
    said = mark("A brief of the day before comes every day at {time} ({zone}).")
    return Answer(html=words.say(said, time=Markup(f"{clock:%H:%M}"), zone=text(there[0].zone, words)))


async def page(house: House, topic: Topic, now: datetime, zone: str, words: Words, most: int) -> str:
    """The brief of the day before `now` on a zone's clocks, with at most so many developments."""
    await take_up(house.store, (topic,), 600)

    def gather(tables: Tables) -> BriefView:
        return viewing.brief(tables, topic, house.sources, yesterday(now, zone), now)

    return render(await house.store.read(gather), zone, words, most)


def told(tables: Tables, sources: Sequence[Source], topic: Topic, now: datetime, zone: str, words: Words) -> str:
    """The brief of the day before `now`, as far as reports are taken up into the status."""
    return render(viewing.brief(tables, topic, sources, yesterday(now, zone), now), zone, words)


def yesterday(now: datetime, zone: str) -> tuple[datetime, datetime]:
    """The bounds of the day before, as a zone counts days."""
    place = ZoneInfo(zone)
    today = datetime.combine(now.astimezone(place).date(), time(), place)
    start = datetime.combine(today.date() - timedelta(days=1), time(), place)
    return start.astimezone(UTC), today.astimezone(UTC)


def render(view: BriefView, zone: str, words: Words, most: int = _DEVELOPMENTS) -> str:
    """At most 12 lines, every headline with outlet and claimant. Developments take what room the rest leaves."""
    status, day = view.status, Markup(words.date(view.since, "EEEE d MMMM y", zone))
    head = words.say("<b>{topic}</b> | {day}, times UTC", topic=text(status.topic.name, words), day=day)
    changes = [_change(one, view.until, words) for one in view.changes[-_CHANGES:]]
    deadlines = deadline_lines(status.deadlines[:1], status.now, words) if status.deadlines else []
    before, after = [head, *_fields(view, words), *changes], [*deadlines, *_blind(view, words)]
    room = LINES - len(before) - len(after)
    return words.lines("\n".join([*before, *_developments(view, min(most, room - 1), words), *after]))


def _fields(view: BriefView, words: Words) -> list[str]:
    """Where the fields stood at the end of the day, and those of which something else is told now."""
    now = view.status.fields
    moved_on = [one for one, then in zip(now, view.fields, strict=True) if _shown(one) != _shown(then)]
    lines: list[str] = [words.say("At the end of the day: {states}", states=_states(view.fields, words))]
    return [*lines, words.say("Since then: {states}", states=_states(moved_on, words))] if moved_on else lines


def _developments(view: BriefView, most: int, words: Words) -> list[str]:
    """At most so many developments, and one line that counts the others."""
    shown = [_development(one, view.until, words) for one in view.developments[:most]]
    if not shown:
        return [words.say("No development was recorded.")]
    more = view.count - len(shown)
    tail = [words.count("and {number} more: /timeline 2", "and {number} more: /timeline 2", more)] if more > 0 else []
    return [*shown, *tail]


def _blind(view: BriefView, words: Words) -> list[str]:
    names = [blind_name(one, words) for one in view.status.blind[:2]]
    return [words.say("Blind now: {names}", names=listed(names, words))] if names else []


def _states(fields: Sequence[FieldView], words: Words) -> Markup:
    return Markup(" · ".join(_state(one, words) for one in fields))


def _shown(one: FieldView) -> tuple[State, int | None, bool, bool]:
    """What a brief tells of a field."""
    return one.shown, one.phase, one.pin is not None, bool(one.disputed)


def _state(one: FieldView, words: Words) -> Markup:
    state = state_words(one.name, one.shown, one.phase, words)
    said = words.say("{field}: <b>{state}</b>", field=field_words(one.name, words), state=state)
    if one.pin:
        said = words.fill("{said} {pinned}", said=said, pinned=words.say("(pinned by an operator)"))
    return words.say("{state} (disputed)", state=said) if one.disputed else said


def _development(one: Changed, now: datetime, words: Words) -> Markup:
    evidence = one.evidence
    line = words.fill(
        "• {headline} {who} · {source}",
        headline=quoted(cut_headline(evidence.headline), words),
        who=who(evidence, words),
        source=source_of(evidence, now, words),
    )
    return with_outlets(line, one.outlets, words)


def _change(one: Change, now: datetime, words: Words) -> Markup:
    evidence = one.evidence[-1]
    return words.say(
        "◆ {field}: {moved} {at} · {by}",
        field=field_words(one.field, words),
        moved=moved(one, words),
        at=Markup(moment(one.at, now, words)),
        by=listed([who(evidence, words), source_of(evidence, now, words)], words),
    )
