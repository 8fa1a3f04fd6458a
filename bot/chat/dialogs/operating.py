"""/ops, for operators in their private chat: what is in trouble, and announcements to all subscribers. In English."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from html import escape

from bot.chat.house import Asked, House, short, stale
from bot.chat.lookups import library
from bot.chat.pages.lines import ago
from bot.chat.pages.views import FeedsStatus
from bot.chat.requests import Answer, Button
from storage.announcements import Progress
from storage.ops import Load
from storage.store import Tables
from storage.talks import Question

DAY = timedelta(days=1)
LONGEST = 3000  # UTF-16 units
_ANNOUNCEMENTS, _BEGINNING = 5, 40
_USAGE = "<code>/ops</code> shows how things are, <code>/ops announce …</code> writes to all subscribers."


async def ops(house: House, asked: Asked) -> Answer:
    """How things are, or `announce` with a preview."""
    action, _, text = asked.arguments.strip().partition(" ")
    if action.lower() == "announce":
        return await _preview(house, asked, text.strip())
    if action:
        return Answer(html=_USAGE)

    def gather(tables: Tables) -> tuple[Load, FeedsStatus, tuple[Progress, ...]]:
        since = asked.now - DAY
        load, announced = tables.ops.load(since, asked.now), tables.announcements.since(since)
        return load, library.feeds_status(tables, house.sources), announced

    load, feeds, announced = await house.store.read(gather)
    return Answer(html=page(load, feeds, asked.now, announced))


def page(load: Load, feeds: FeedsStatus, now: datetime, announced: Sequence[Progress] = ()) -> str:
    """The figures as an operator reads them."""
    lag = ago(load.oldest_due, now) if load.oldest_due else "nothing waits"
    lines = [
        "<b>Operations</b>",
        f"Feeds answering: {feeds.answering} of {feeds.asked}",
        *(f"In trouble: {escape(outlet)} ({escape(problem[:80])})" for outlet, problem in feeds.failing[:15]),
        f"Queue: {load.waiting} could go out now, oldest due: {lag}",
        f"In doubt: {load.in_doubt}, quarantined alerts: {load.quarantined}",
        f"Active subscriptions: {load.subscriptions}",
        "",
        "Last 24 h: " + (", ".join(f"{name} {number}" for name, number in load.ended.items()) or "no deliveries ended"),
    ]
    if load.failures:
        lines.append("Dropped because: " + ", ".join(f"{escape(name)} {n}" for name, n in load.failures.items()))
    lines += [_announced(one, now) for one in announced[:_ANNOUNCEMENTS]]
    return "\n".join([*lines, "", _USAGE])


def _announced(one: Progress, now: datetime) -> str:
    """How far an announcement has come."""
    text = one.announcement.text
    begins = text if len(text) <= _BEGINNING else f"{text[:_BEGINNING]}…"
    failed = sum(one.failed.values())
    reasons = ", ".join(f"{escape(name)} {number}" for name, number in sorted(one.failed.items()))
    line = f"Announced {ago(one.announcement.at, now)}: {one.sent} sent, {one.pending} pending, {failed} failed"
    return f"{line}{f' ({reasons})' if reasons else ''}: <i>{escape(begins, quote=False)}</i>"


async def _preview(house: House, asked: Asked, text: str) -> Answer:
    """Show an announcement as it will look, and how many places it goes to, before anything goes out."""
    if not text or len(text.encode("utf-16-le")) // 2 > LONGEST:
        return Answer(html=f"Write <code>/ops announce</code> and then 1 to {LONGEST} characters.")
    request = asked.request
    waiting = Question(action="announce", place=(request.chat, request.thread), draft=text)

    def keep(tables: Tables) -> int:
        tables.talks.ask(request.chat, request.asker, waiting, asked.now)
        return tables.announcements.audience()

    count = await house.store.write(keep)
    buttons = (
        Button(label=f"Send to {count} places", action=f"announce:{short(text)}"),
        Button(label="Cancel", action="quash"),
    )
    return Answer(html=f"{escape(text, quote=False)}\n\n<i>This goes to {count} places.</i>", rows=(buttons,))


async def announce(house: House, asked: Asked) -> Answer:
    """Send what was previewed, once: the ledger takes it in the transaction that takes the question."""
    request = asked.request

    def take(tables: Tables) -> Answer:
        waiting = tables.talks.question(request.chat, request.asker, asked.now)
        if waiting is None or waiting.action != "announce" or short(waiting.draft) != asked.arguments:
            return stale(asked)
        tables.talks.answered(request.chat, request.asker)
        count = tables.announcements.make(waiting.draft, asked.now)
        text = escape(waiting.draft, quote=False)
        return Answer(html=f"{text}\n\n<i>Going out to {count} places, /ops shows how far it is.</i>")

    return await house.store.write(take)


async def quash(house: House, asked: Asked) -> Answer:
    """Send nothing."""
    await house.store.write(lambda tables: tables.talks.answered(asked.request.chat, asked.request.asker))
    return Answer(html="Nothing was sent.")
