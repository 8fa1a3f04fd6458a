"""The status of a topic as Telegram HTML, made to fit one screen of a phone; the plain text is the terminal's.

Labels in the reader's language, verbatim headlines, claimants, counts and times; nothing else. Times are UTC.
"""

import re
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta

from bot.chat.languages import Markup, Words
from bot.chat.pages.phrases import (
    ago,
    countdown,
    counted_outlets,
    field_words,
    linked,
    listed,
    moment,
    named,
    quoted,
    role_words,
    series,
    state_words,
    text,
)
from bot.chat.pages.views import ActorView, Changed, FieldView, SourceView, StatusView
from bot.chat.terms import PROBLEM
from bot.core.alert.display import cut_headline, short
from bot.core.alert.positions import Statement
from bot.core.alert.signals import Evidence
from bot.core.alert.states import State
from bot.core.alert.status import Reported
from storage.statusrows import StatedDeadline, StatedFigure

_LINK = re.compile(r'<a href="[^"]*">(.*?)</a>', re.DOTALL)
ACTORS_SHOWN = 4
_CHANGES = 3
_DEADLINES = 2
_NAMES = 3


def without_links(page: str) -> str:
    """A page for a terminal, where addresses would bury it."""
    return _LINK.sub(r"\1", page)


def source_of(evidence: Evidence | Statement, now: datetime, words: Words) -> Markup:
    """Outlet and time, the link behind the outlet."""
    outlet = linked(short(evidence.outlet, 30), evidence.link, words)
    return words.fill("{outlet} {at}", outlet=outlet, at=Markup(moment(evidence.at, now, words)))


def who(evidence: Evidence, words: Words) -> Markup:
    """The claimant as printed, or that it is the outlet's own wording."""
    if evidence.claimant is None:
        return words.say("outlet's own wording")
    claimant, cue = text(short(evidence.claimant, 40), words), text(short(evidence.cue or "", 16), words)
    return words.fill("{claimant} ({cue})", claimant=claimant, cue=cue)


def page(view: StatusView, words: Words) -> str:
    """The whole status. A headline that was printed once is not printed again."""
    printed: set[str] = set()
    at = Markup(words.date(view.now, "dd MMM y HH:mm"))
    deadlines = deadline_lines(view.deadlines[:_DEADLINES], view.now, words)
    blocks = [
        words.fill("<b>{topic}</b> · {at} UTC", topic=text(view.topic.name, words), at=at),
        *("\n".join(field_lines(one, view.now, printed, words)) for one in view.fields),
        "\n".join(_changed(view, printed, words)),
        "\n".join(_positions(view, printed, words)),
        "\n".join([*deadlines, *_figures(view.figures, view.now, words)]),
        "\n".join(health_lines(view, words)),
    ]
    return words.lines("\n\n".join(block for block in blocks if block))


def field_lines(field: FieldView, now: datetime, printed: set[str], words: Words) -> list[str]:
    """One field: state, since when, by whom, in whose words, disputed by whom, what else is reported."""
    state = state_words(field.name, field.shown, field.phase, words)
    first = [words.say("<b>{field}: {state}</b>", field=field_words(field.name, words), state=state)]
    standing, lines = field.standing, []
    if field.pin:
        first.append(_pinned(field, now, words))
    elif standing.state is State.UNKNOWN:
        first.append(words.say("no report so far that counts as evidence"))
    if standing.since and standing.evidence and standing.state is not State.UNKNOWN:
        if not field.pin:
            since = Markup(moment(standing.since, now, words))
            first = [words.say("{state} since {moment}", state=first[0], moment=since)]
        first.append(_by(standing.evidence, words))
        lines.append(_quote(_foremost(standing.evidence), now, printed, words))
    if field.disputed:
        sides = (f"{listed([who(one, words), source_of(one, now, words)], words)}" for one in field.disputed[:2])
        lines.append(words.say("Disputed by: {names}", names=series(sides, words)))
    return [" · ".join(first), *lines, *(_reported(field, one, now, words) for one in field.reported[:1])]


def _pinned(field: FieldView, now: datetime, words: Words) -> Markup:
    assert field.pin is not None
    return words.say(
        "pinned by {who} {moment}; by rule: {state}",
        who=pinner(field.pin.who, words),
        moment=Markup(moment(field.pin.at, now, words)),
        state=state_words(field.name, field.standing.state, field.standing.phase, words),
    )


def pinner(who: str, words: Words) -> Markup:
    """Who pinned a state, as the store has it: "operator 17", "operator at the terminal"."""
    name, _, number = who.partition(" ")
    if name != "operator":
        return text(who, words)
    if number.isdigit():
        return words.say("operator {number}", number=Markup(number))
    return words.say("operator at the terminal")


def _by(evidence: Sequence[Evidence], words: Words) -> Markup:
    """By whom: the statement where there is one, else the outlets in whose own voice it is."""
    first = _foremost(evidence)
    if first.voice == "statement":
        return words.say("by {who}", who=who(first, words))
    names = list(dict.fromkeys(text(short(one.outlet, 24), words) for one in evidence))
    return words.count(
        "{number} outlets' own wording ({names})",
        "{number} outlets' own wording ({names})",
        len(names),
        names=listed(names[:_NAMES], words),
    )


def _foremost(evidence: Sequence[Evidence]) -> Evidence:
    """The statement of a party or mediator where there is one, else the first report."""
    return next((one for one in evidence if one.voice == "statement"), evidence[0])


def _quote(evidence: Evidence, now: datetime, printed: set[str], words: Words) -> Markup:
    said = _once(evidence.headline, printed, words)
    return words.fill("{said} {source}", said=said, source=source_of(evidence, now, words))


def _once(headline: str, printed: set[str], words: Words) -> Markup:
    """A headline, or that it stands above."""
    if headline in printed:
        return words.say("(headline above)")
    printed.add(headline)
    return quoted(cut_headline(headline), words)


def _reported(field: FieldView, one: Reported, now: datetime, words: Words) -> Markup:
    last = one.evidence[-1]
    said = words.fill(
        "{state} · {by}",
        state=state_words(field.name, one.state, one.phase, words),
        by=listed([who(last, words), source_of(last, now, words)], words),
    )
    outlets = counted_outlets(one.outlets, words)
    if one.outside:
        return words.say(
            "Reported ({outlets}, no such move in the table: left to the operator): {what}", outlets=outlets, what=said
        )
    return words.say("Reported ({outlets}): {what}", outlets=outlets, what=said)


def _changed(view: StatusView, printed: set[str], words: Words) -> list[str]:
    count = words.count("{number} development", "{number} developments", view.last_day)
    fresh = [one for one in view.changed if one.evidence.headline not in printed]
    return [
        words.say("<b>Last 24 h:</b> {count}", count=count),
        *(changed_line(one, view.now, printed, words) for one in fresh[:_CHANGES]),
    ]


def changed_line(one: Changed, now: datetime, printed: set[str], words: Words) -> Markup:
    """A development: headline, outlet, how many outlets."""
    printed.add(one.evidence.headline)
    headline = quoted(cut_headline(one.evidence.headline), words)
    line = words.fill("• {headline} {source}", headline=headline, source=source_of(one.evidence, now, words))
    return with_outlets(line, one.outlets, words)


def with_outlets(line: Markup, number: int, words: Words) -> Markup:
    """A line, and how many outlets where there is more than one."""
    return line if number == 1 else words.fill("{line} · {outlets}", line=line, outlets=counted_outlets(number, words))


def _positions(view: StatusView, printed: set[str], words: Words) -> list[str]:
    spoken = sorted(
        (one for one in view.actors if one.statements), key=lambda one: one.statements[0].at, reverse=True
    )[:ACTORS_SHOWN]  # fmt: skip
    lines: list[str] = [position_line(one, view.now, printed, words) for one in spoken]
    return [words.say("<b>Latest positions</b>"), *lines, *silent_line(view.actors, words)]


def silent_line(actors: Iterable[ActorView], words: Words) -> list[str]:
    """Who has not been read of, where there are such."""
    names = [text(one.name, words) for one in actors if not one.statements]
    return [words.say("Nothing read from: {names}", names=listed(names, words))] if names else []


def position_line(actor: ActorView, now: datetime, printed: set[str], words: Words) -> Markup:
    """What an actor said last."""
    said = actor.statements[0]
    marks = [words.say("(in description)")] if said.in_description else []
    marks += [words.say("(unnamed)")] if said.unnamed else []
    name = words.fill("{name} ({role})", name=text(actor.name, words), role=role_words(actor.role, words))
    return words.say(
        "{actor}: {said} {source}",
        actor=Markup(" ".join([name, *marks])),
        said=_once(said.headline, printed, words),
        source=source_of(said, now, words),
    )


def deadline_lines(deadlines: Iterable[StatedDeadline], now: datetime, words: Words) -> list[str]:
    """Open deadlines with a countdown and the words that name them."""
    lines: list[str] = [_deadline(one, now, words) for one in deadlines]
    return lines or [words.say("<b>Deadlines:</b> none stated that is still open")]


def _deadline(one: StatedDeadline, now: datetime, words: Words) -> Markup:
    evidence = one.evidence
    by = [who(evidence, words), source_of(evidence, now, words)]
    by += [words.say("in description")] if one.deadline.in_description else []
    return words.say(
        "<b>Deadline</b> {countdown} ({end}): {phrase} · {who}",
        countdown=Markup(countdown(one.deadline.due, now, words)),
        end=_end(one, now, words),
        phrase=quoted(short(one.deadline.phrase, 60), words),
        who=listed(by, words),
    )


def _end(one: StatedDeadline, now: datetime, words: Words) -> Markup:
    due = one.deadline.due
    if not one.deadline.day:
        return words.fill("{at} UTC", at=Markup(moment(due, now, words)))
    day = (due - timedelta(minutes=1)).astimezone(UTC)
    return words.say("end of {day}, hour not stated", day=Markup(words.date(day, "EEE d MMM")))


def _figures(figures: Iterable[StatedFigure], now: datetime, words: Words) -> list[str]:
    stated = [
        words.fill(
            "{phrase} ({by})",
            phrase=quoted(short(one.figure.phrase, 50), words),
            by=listed([who(one.evidence, words), source_of(one.evidence, now, words)], words),
        )
        for one in figures
    ]
    return [words.say("<b>As last stated:</b> {figures}", figures=series(stated, words))] if stated else []


def health_lines(view: StatusView, words: Words) -> list[str]:
    """How old our news is and who does not answer."""
    newest = ago(view.newest_report, view.now, words) if view.newest_report else words.say("none yet")
    polled = ago(view.last_success, view.now, words) if view.last_success else words.say("not yet")
    ages = words.say(
        "Newest report: {newest} · last successful poll: {polled}", newest=Markup(newest), polled=Markup(polled)
    )
    blind, every = view.blind, Markup(len(view.sources))
    if not blind:
        return [ages, words.say("Blind: none of {all} sources", all=every)]
    names = listed((blind_name(one, words) for one in blind[:_NAMES]), words)
    if len(blind) > _NAMES:
        more = words.count("and {number} more", "and {number} more", len(blind) - _NAMES)
        names = words.fill("{names} {more}", names=names, more=more)
    said = words.say("Blind: {blind} of {all} sources: {names}", blind=Markup(len(blind)), all=every, names=names)
    return [ages, said]


def blind_name(source: SourceView, words: Words) -> Markup:
    """A source that tells us nothing, and why."""
    why = named(PROBLEM, short(source.blind or "", 40), words)
    return words.fill("{outlet} ({why})", outlet=text(short(source.outlet, 24), words), why=why)
