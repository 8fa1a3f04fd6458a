"""What operators read: how things are, how far announcements have come, and troubles they are told of unasked."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from html import escape

from bot.chat.languages import Markup, Words, mark
from bot.chat.pages.phrases import ago, listed, named
from bot.chat.pages.views import FeedsStatus
from bot.chat.terms import DELIVERY, PROBLEM
from bot.core.people.notices import Trouble
from storage.announcements import Progress
from storage.ops import Load
from storage.pruning import Pruned

USAGE = mark("<code>/ops</code> shows how things are, <code>/ops announce …</code> writes to all subscribers.")
_ANNOUNCEMENTS, _BEGINNING = 5, 40
_TROUBLES = 15


@dataclass(frozen=True, slots=True, kw_only=True)
class Operations:
    """What the page is about. `pruned` is when all was last gone over for what is old, and what was removed."""

    load: Load
    feeds: FeedsStatus
    announced: Sequence[Progress] = ()
    pruned: tuple[datetime, Pruned] | None = None


def page(found: Operations, now: datetime, words: Words) -> str:
    """The figures as an operator reads them."""
    say, load, feeds = words.say, found.load, found.feeds
    lag = Markup(ago(load.oldest_due, now, words)) if load.oldest_due else say("nothing waits")
    ended = _counted(load.ended, words) if load.ended else say("no deliveries ended")
    lines = [
        say("<b>Operations</b>"),
        say("Feeds answering: {answering} of {all}", answering=Markup(feeds.answering), all=Markup(feeds.asked)),
        *(_failing(outlet, problem, words) for outlet, problem in feeds.failing[:_TROUBLES]),
        say("Queue: {waiting} could go out now, oldest due: {lag}", waiting=Markup(load.waiting), lag=lag),
        say(
            "In doubt: {doubt}, quarantined alerts: {quarantined}",
            doubt=Markup(load.in_doubt),
            quarantined=Markup(load.quarantined),
        ),
        say("Active subscriptions: {number}", number=Markup(load.subscriptions)),
        "\n",
        say("Last 24 h: {ended}", ended=ended),
    ]
    if load.failures:
        lines.append(say("Dropped because: {reasons}", reasons=_counted(load.failures, words)))
    lines += [_announced(one, now, words) for one in found.announced[:_ANNOUNCEMENTS]]
    lines.append(_pruned(*found.pruned, now, words) if found.pruned else say("Nothing was pruned yet"))
    return words.lines(*lines, "\n", say(USAGE))


def _failing(outlet: str, problem: str, words: Words) -> Markup:
    said = named(PROBLEM, problem[:80], words)
    return words.say("In trouble: {outlet} ({problem})", outlet=outlet, problem=said)


def _counted(numbers: Mapping[str, int], words: Words) -> Markup:
    """Names that the ledger has for what it did and why, with their numbers."""
    return listed((f"{named(DELIVERY, name, words)} {number}" for name, number in numbers.items()), words)


def _announced(one: Progress, now: datetime, words: Words) -> Markup:
    """How far an announcement has come."""
    told = one.announcement.text
    begins = told if len(told) <= _BEGINNING else f"{told[:_BEGINNING]}…"
    line = words.say(
        "Announced {ago}: {sent} sent, {pending} pending, {failed} failed",
        ago=Markup(ago(one.announcement.at, now, words)),
        sent=Markup(one.sent),
        pending=Markup(one.pending),
        failed=Markup(sum(one.failed.values())),
    )
    if one.failed:
        line = words.fill("{line} ({reasons})", line=line, reasons=_counted(dict(sorted(one.failed.items())), words))
    return words.say("{announced}: <i>{beginning}</i>", announced=line, beginning=begins)


def _pruned(at: datetime, pruned: Pruned, now: datetime, words: Words) -> Markup:
    """When all was last gone over for what ended long ago, and how much was removed."""
    return words.say(
        "Pruned {ago}: deliveries {deliveries}, decisions off topic {decisions}, announcements {announcements}, "
        "notices {notices}",
        ago=Markup(ago(at, now, words)),
        deliveries=Markup(pruned.deliveries),
        decisions=Markup(pruned.decisions),
        announcements=Markup(pruned.announcements),
        notices=Markup(pruned.notices),
    )


def troubles(found: Sequence[Trouble], words: Words) -> str:
    """All that operators are to be told now, in one message."""
    lines: list[str] = [_trouble(one, words) for one in found[:_TROUBLES]]
    more = len(found) - len(lines)
    return words.lines(*lines, words.count("and {number} more: /ops", "and {number} more: /ops", more) if more else "")


def _trouble(one: Trouble, words: Words) -> Markup:
    values = {name: _value(name, value, words) for name, value in one.values.items()}
    return words.fill(words.term(one.context, one.shape), **values)


def _value(name: str, value: str | int | datetime, words: Words) -> Markup:
    if isinstance(value, datetime):
        return Markup(words.date(value, "dd MMM HH:mm"))
    if isinstance(value, int):
        return Markup(value)
    return named(PROBLEM, value, words) if name == "problem" else words.fill("{value}", value=value)


def announcement(told: str, below: Markup, words: Words) -> str:
    """An announcement as it will look, and a line about it."""
    return f"{escape(told, quote=False)}\n\n{words.lines(below)}"
