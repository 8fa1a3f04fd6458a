"""The status of a topic as Telegram HTML, made to fit one screen of a phone; the plain text is the terminal's.

Labels, verbatim headlines, claimants, counts and times; nothing else. Times are UTC.
"""

import re
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta
from html import escape

from bot.chat.pages.lines import ago
from bot.chat.pages.markup import isolated
from bot.chat.pages.views import ActorView, Changed, FieldView, SourceView, StatusView
from bot.core.alert.display import cut_headline, short
from bot.core.alert.signals import Evidence
from bot.core.alert.states import State
from bot.core.alert.status import Reported
from storage.statusrows import StatedDeadline, StatedFigure

_LINK = re.compile(r'<a href="[^"]*">(.*?)</a>', re.DOTALL)
ACTORS_SHOWN = 4
_CHANGES = 3
_DEADLINES = 2
_NAMES = 3


def text(value: str) -> str:
    """Feed text, escaped and kept from reordering its line."""
    return escape(isolated(value), quote=False)


def moment(at: datetime, now: datetime) -> str:
    """A time in UTC: the clock alone today, the date with it on other days, the year in other years."""
    at, now = at.astimezone(UTC), now.astimezone(UTC)
    if at.date() == now.date():
        return f"{at:%H:%M}"
    return f"{at.day} {at:%b %H:%M}" if at.year == now.year else f"{at.day} {at:%b %Y %H:%M}"


def countdown(due: datetime, now: datetime) -> str:
    """How long until a moment, in the two largest units."""
    minutes = int((due - now) / timedelta(minutes=1))
    if minutes < 0:
        return "passed"
    if minutes < 60:
        return f"in {minutes} min"
    hours = minutes // 60
    return f"in {hours} h {minutes % 60} min" if hours < 48 else f"in {hours // 24} d {hours % 24} h"


def linked(label: str, link: str | None) -> str:
    """A label, with a link behind it where there is one."""
    return f'<a href="{escape(link)}">{text(label)}</a>' if link else text(label)


def without_links(page: str) -> str:
    """A page for a terminal, where addresses would bury it."""
    return _LINK.sub(r"\1", page)


def state_words(state: State, phase: int | None) -> str:
    """A state as it is printed."""
    return f"{state.value} (phase {phase})" if phase else state.value


def source_of(evidence: Evidence, now: datetime) -> str:
    """Outlet and time, the link behind the outlet."""
    return f"{linked(short(evidence.outlet, 30), evidence.link)} {moment(evidence.at, now)}"


def who(evidence: Evidence) -> str:
    """The claimant as printed, or that it is the outlet's own wording."""
    if evidence.claimant is None:
        return "outlet's own wording"
    return f"{text(short(evidence.claimant, 40))} ({text(short(evidence.cue or '', 16))})"


def page(view: StatusView) -> str:
    """The whole status. A headline that was printed once is not printed again."""
    printed: set[str] = set()
    blocks = [
        f"<b>{text(view.topic.name)}</b> · {view.now.astimezone(UTC):%d %b %Y %H:%M} UTC",
        *("\n".join(field_lines(one, view.now, printed)) for one in view.fields),
        "\n".join(_changed(view, printed)),
        "\n".join(_positions(view, printed)),
        "\n".join([*deadline_lines(view.deadlines[:_DEADLINES], view.now), *_figures(view.figures, view.now)]),
        "\n".join(health_lines(view)),
    ]
    return "\n\n".join(block for block in blocks if block)


def field_lines(field: FieldView, now: datetime, printed: set[str]) -> list[str]:
    """One field: state, since when, by whom, in whose words, disputed by whom, what else is reported."""
    name = f"<b>{field.name.value.capitalize()}: {state_words(field.shown, field.phase)}</b>"
    lines = [name + _pinned(field, now)]
    standing = field.standing
    if standing.state is State.UNKNOWN and not field.pin:
        lines = [f"{name} · no report so far that counts as evidence"]
    elif standing.since and standing.evidence:
        since = f" since {moment(standing.since, now)}" if not field.pin else ""
        lines[0] += f"{since} · {_by(standing.evidence)}"
        lines.append(_quote(_foremost(standing.evidence), now, printed))
    if field.disputed:
        lines.append("Disputed by: " + "; ".join(f"{who(one)}, {source_of(one, now)}" for one in field.disputed[:2]))
    return [*lines, *(_reported(one, now) for one in field.reported[:1])]


def _pinned(field: FieldView, now: datetime) -> str:
    if field.pin is None:
        return ""
    by_rule = state_words(field.standing.state, field.standing.phase)
    return f" · pinned by {text(field.pin.who)} {moment(field.pin.at, now)}; by rule: {by_rule}"


def _by(evidence: Sequence[Evidence]) -> str:
    """By whom: the statement where there is one, else the outlets in whose own voice it is."""
    first = _foremost(evidence)
    if first.voice == "statement":
        return f"by {who(first)}"
    names = list(dict.fromkeys(text(short(one.outlet, 24)) for one in evidence))
    return f"{len(names)} outlets' own wording ({', '.join(names[:_NAMES])})"


def _foremost(evidence: Sequence[Evidence]) -> Evidence:
    """The statement of a party or mediator where there is one, else the first report."""
    return next((one for one in evidence if one.voice == "statement"), evidence[0])


def _quote(evidence: Evidence, now: datetime, printed: set[str]) -> str:
    if evidence.headline in printed:
        return f"(headline above) {source_of(evidence, now)}"
    printed.add(evidence.headline)
    return f"“{text(cut_headline(evidence.headline))}” {source_of(evidence, now)}"


def _reported(one: Reported, now: datetime) -> str:
    outlets = "1 outlet" if one.outlets == 1 else f"{one.outlets} outlets"
    kept = ", no such move in the table: left to the operator" if one.outside else ""
    last = one.evidence[-1]
    return f"Reported ({outlets}{kept}): {state_words(one.state, one.phase)} · {who(last)}, {source_of(last, now)}"


def _changed(view: StatusView, printed: set[str]) -> list[str]:
    count = "1 development" if view.last_day == 1 else f"{view.last_day} developments"
    head = f"<b>Last 24 h:</b> {count}"
    fresh = [one for one in view.changed if one.evidence.headline not in printed]
    return [head, *(changed_line(one, view.now, printed) for one in fresh[:_CHANGES])]


def changed_line(one: Changed, now: datetime, printed: set[str]) -> str:
    """A development: headline, outlet, how many outlets."""
    printed.add(one.evidence.headline)
    outlets = "" if one.outlets == 1 else f" · {one.outlets} outlets"
    return f"• “{text(cut_headline(one.evidence.headline))}” {source_of(one.evidence, now)}{outlets}"


def _positions(view: StatusView, printed: set[str]) -> list[str]:
    spoken = sorted(
        (one for one in view.actors if one.statements), key=lambda one: one.statements[0].at, reverse=True
    )[:ACTORS_SHOWN]  # fmt: skip
    silent = [text(one.name) for one in view.actors if not one.statements]
    lines = [position_line(one, view.now, printed) for one in spoken]
    if silent:
        lines.append(f"Nothing read from: {', '.join(silent)}")
    return ["<b>Latest positions</b>", *lines]


def position_line(actor: ActorView, now: datetime, printed: set[str]) -> str:
    """What an actor said last."""
    said = actor.statements[0]
    where = f"{linked(short(said.outlet, 30), said.link)} {moment(said.at, now)}"
    below = " (in description)" if said.in_description else ""
    below += " (unnamed)" if said.unnamed else ""
    quote = "(headline above)" if said.headline in printed else f"“{text(cut_headline(said.headline))}”"
    printed.add(said.headline)
    return f"{text(actor.name)} ({text(actor.role)}){below}: {quote} {where}"


def deadline_lines(deadlines: Iterable[StatedDeadline], now: datetime) -> list[str]:
    """Open deadlines with a countdown and the words that name them."""
    lines = [_deadline(one, now) for one in deadlines]
    return lines or ["<b>Deadlines:</b> none stated that is still open"]


def _deadline(one: StatedDeadline, now: datetime) -> str:
    due, evidence = one.deadline.due, one.evidence
    day = (due - timedelta(minutes=1)).astimezone(UTC)
    end = f"end of {day:%a} {day.day} {day:%b}, hour not stated" if one.deadline.day else f"{moment(due, now)} UTC"
    below = ", in description" if one.deadline.in_description else ""
    said = f"{who(evidence)}, {source_of(evidence, now)}{below}"
    return f"<b>Deadline</b> {countdown(due, now)} ({end}): “{text(short(one.deadline.phrase, 60))}” · {said}"


def _figures(figures: Iterable[StatedFigure], now: datetime) -> list[str]:
    stated = [
        f"“{text(short(one.figure.phrase, 50))}” ({who(one.evidence)}, {source_of(one.evidence, now)})"
        for one in figures
    ]
    return [f"<b>As last stated:</b> {'; '.join(stated)}"] if stated else []


def health_lines(view: StatusView) -> list[str]:
    """How old our news is and who does not answer."""
    newest = ago(view.newest_report, view.now) if view.newest_report else "none yet"
    polled = ago(view.last_success, view.now) if view.last_success else "not yet"
    lines = [f"Newest report: {newest} · last successful poll: {polled}"]
    blind = view.blind
    if blind:
        names = ", ".join(blind_name(one) for one in blind[:_NAMES])
        more = f" and {len(blind) - _NAMES} more" if len(blind) > _NAMES else ""
        lines.append(f"Blind: {len(blind)} of {len(view.sources)} sources: {names}{more}")
    else:
        lines.append(f"Blind: none of {len(view.sources)} sources")
    return lines


def blind_name(source: SourceView) -> str:
    """A source that tells us nothing, and why."""
    return f"{text(short(source.outlet, 24))} ({text(short(source.blind or '', 40))})"
