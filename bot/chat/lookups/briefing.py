"""/brief: yesterday in at most 12 lines, now, or every day at a time of one's own."""

import re
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.chat.house import Asked, House, here
from bot.chat.lookups import viewing
from bot.chat.pages.statuspage import blind_name, deadline_lines, moment, source_of, state_words, text, who
from bot.chat.pages.views import BriefView, Changed, FieldView
from bot.chat.requests import Answer
from bot.core.alert.display import cut_headline
from bot.core.alert.status import Change
from bot.core.model import Topic
from bot.core.people.settings import next_time
from storage.briefs import Brief
from storage.store import Tables
from storage.uptake import take_up

LINES = 12
_DEVELOPMENTS = 6
_CHANGES = 2
_CLOCK = re.compile(r"([01]?\d|2[0-3])[:.]([0-5]\d)")
_HELP = "Write <code>/brief</code>, <code>/brief 08:00</code> to get it every day, or <code>/brief off</code>."


async def brief(house: House, asked: Asked) -> Answer:
    """Yesterday's brief, or the wish to get one every day."""
    wish = asked.arguments.strip().lower()
    there = await here(house, asked)
    if not wish:
        zone = there[0].zone if there else "UTC"
        pages = [await page(house, topic, asked.now, zone) for topic in house.topics]
        return Answer(html="\n\n".join(pages))
    if not there:
        return Answer(html="There is no subscription here. Subscribe first: /subscribe")
    if wish == "off":
        gone = await house.store.write(lambda tables: [tables.briefs.drop(one.key) for one in there])
        return Answer(html="No more daily briefs." if any(gone) else "There was no daily brief.")
    found = _CLOCK.fullmatch(wish)
    if found is None:
        return Answer(html=_HELP)
    clock = time(int(found[1]), int(found[2]))
    wishes = [Brief(key=one.key, clock=clock, due=next_time(clock, one.zone, asked.now)) for one in there]

    def put(tables: Tables) -> None:
        for one in wishes:
            tables.briefs.put(one)

    await house.store.write(put)
    return Answer(html=f"A brief of the day before comes every day at {clock:%H:%M} ({text(there[0].zone)}).")


async def page(house: House, topic: Topic, now: datetime, zone: str) -> str:
    """The brief of the day before `now` on a zone's clocks."""
    since, until = yesterday(now, zone)
    await take_up(house.store, (topic,), 600)

    def gather(tables: Tables) -> BriefView:
        return viewing.brief(tables, topic, house.sources, (since, until), now)

    return render(await house.store.read(gather), zone)


def yesterday(now: datetime, zone: str) -> tuple[datetime, datetime]:
    """The bounds of the day before, as a zone counts days."""
    place = ZoneInfo(zone)
    today = datetime.combine(now.astimezone(place).date(), time(), place)
    start = datetime.combine(today.date() - timedelta(days=1), time(), place)
    return start.astimezone(UTC), today.astimezone(UTC)


def render(view: BriefView, zone: str) -> str:
    """At most 12 lines, every headline with its outlet and its claimant."""
    day = view.since.astimezone(ZoneInfo(zone))
    status = view.status
    head = f"<b>{text(status.topic.name)}</b> | {day:%A} {day.day} {day:%B %Y}, times UTC"
    states = " · ".join(_state(one) for one in status.fields)
    shown = [_development(one, view.until) for one in view.developments[:_DEVELOPMENTS]]
    more = view.count - len(shown)
    tail = [f"and {more} more: /timeline 2"] if more > 0 and shown else []
    none = [] if shown else ["No development was recorded."]
    changes = [_change(one, view.until) for one in view.changes[-_CHANGES:]]
    blind = [f"Blind now: {', '.join(blind_name(one) for one in status.blind[:2])}"] if status.blind else []
    deadlines = deadline_lines(status.deadlines[:1], status.now) if status.deadlines else []
    return "\n".join([head, states, *changes, *none, *shown, *tail, *deadlines, *blind][:LINES])


def _state(one: FieldView) -> str:
    disputed = " (disputed)" if one.disputed else ""
    return f"{one.name.value.capitalize()}: <b>{state_words(one.shown, one.phase)}</b>{disputed}"


def _development(one: Changed, now: datetime) -> str:
    evidence = one.evidence
    outlets = "" if one.outlets == 1 else f" · {one.outlets} outlets"
    return f"• “{text(cut_headline(evidence.headline))}” {who(evidence)} · {source_of(evidence, now)}{outlets}"


def _change(one: Change, now: datetime) -> str:
    evidence = one.evidence[-1]
    return (
        f"◆ {one.field.value.capitalize()}: {one.before.value} → {state_words(one.after, one.phase)} "
        f"{moment(one.at, now)} · {who(evidence)}, {source_of(evidence, now)}"
    )
