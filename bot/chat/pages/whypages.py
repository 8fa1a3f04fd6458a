"""The pages behind an alert: why it came, its reports, the sources. Pure.

Everything on them was stored when it was decided, or is found by the same rules as the alert's own lines. Reasons are
names: what they mean stands beside them in the reader's language, where the language has words for it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from html import escape

from bot.chat.languages import Markup, Words, mark
from bot.chat.pages.listpages import fitted
from bot.chat.pages.phrases import ago, linked_label, listed, named, quoted, read_act, series, stamp, text
from bot.chat.terms import DISPUTE, FILING, FLAG, IMPORTANCE, PROBLEM, REASON, RULE
from bot.core.alert.claims import Claim
from bot.core.alert.display import cut_headline, safe_link, short
from bot.core.model import Decision, Json, Report

_MOST_CANDIDATES = 3
_GATE = (
    ("terms", mark("words {names}")),
    ("parties", mark("parties {names}")),
    ("mediators", mark("mediators {names}")),
    ("places", mark("places {names}")),
)
_RELATIONS = {"disputes": mark("Disputes {headline}"), "disputed_by": mark("Disputed by {headline}")}


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportView:
    """A report of a development: its versions, oldest first, what became of the last, and the claims found in it.

    `said` is why that became of it, in the words of the core.
    """

    versions: tuple[Report, ...]
    decision: Decision | None
    claims: tuple[Claim, ...]
    said: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """A development that a report was held against: its first headline, and what came of it."""

    headline: str
    score: float
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WhyView:
    """All that is known of why an alert came to a place. `level` and `filters` are None where nobody subscribes.

    `said` is the decision's reason in the words of the core. `actors` are the names of the topic file's actors by id.
    """

    headline: str
    decision: Decision
    said: str
    topic: str
    compared: tuple[Compared, ...]
    level: int | None
    filters: tuple[tuple[str, bool], ...] | None
    reports: tuple[ReportView, ...]
    corrections: tuple[str, ...] = ()
    disputed: tuple[tuple[str, str], ...] = ()  # "disputes" or "disputed_by", headline
    actors: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceRow:
    """A feed's health and its last report. `state` is "answers", "not asked yet", or what is wrong with it."""

    outlet: str
    healthy: bool
    state: str
    succeeded: datetime | None
    notes: tuple[str, ...]
    last: Report | None


def _quoted(headline: str, words: Words) -> Markup:
    return quoted(cut_headline(headline), words) if headline else words.say("(no headline)")


def reason_words(said: str, words: Words) -> str:
    """Why a report was decided on so, in a language."""
    return words.term(REASON, said)


def why(view: WhyView, words: Words) -> str:
    """Why an alert came: which filters let it through, what made it new, its reports, how claimants were found."""
    topic = text(view.topic, words)
    head = f"{words.say('<b>Why this alert</b> | {topic}, times UTC', topic=topic)}\n{_quoted(view.headline, words)}"
    blocks = [_decided(view, words), _settings(view, words), _new(view, words), *_related(view, words)]
    blocks += [_report(number, one, words) for number, one in enumerate(view.reports, 1)]
    return fitted(head, [block for block in blocks if block], words)


def _decided(view: WhyView, words: Words) -> str:
    decision = view.decision
    at = stamp(decision.at, words)
    said = Markup(escape(reason_words(view.said, words), quote=False))
    lines = [words.say("Decided {at}: {said} ({reason})", at=at, said=said, reason=decision.reason.value)]
    if decision.importance:
        level, why_so = Markup(decision.importance), _at(decision.explanation, "importance", "why")
        if why_so:
            reason = _weighed(str(why_so), words)
            lines.append(words.say("Importance {level} of 3: {why}", level=level, why=reason))
        else:
            lines.append(words.say("Importance {level} of 3", level=level))
    return "\n".join(lines)


def _weighed(why: str, words: Words) -> Markup:
    """Why a development has its importance: an act and what follows from it, or a reason alone."""
    act, colon, rest = why.rpartition(": ")
    reason = named(IMPORTANCE, rest, words)
    return Markup(words.label(": ").join([read_act(act, words), reason])) if colon else reason


def _evidence(stored: str, words: Words) -> Markup:
    """What a dispute was found by, and the acts of both sides."""
    reason, colon, acts = stored.partition(": ")
    said = named(DISPUTE, reason, words)
    both = listed((read_act(act, words) for act in acts.split(", ")), words)
    return Markup(words.label(": ").join([said, both])) if colon else said


def _settings(view: WhyView, words: Words) -> str:
    if view.level is None or view.filters is None:
        return words.say("Settings: this place has no subscription to the topic.")
    lines = [words.say("Settings here: alerts of importance 1 to {level}", level=Markup(view.level))]
    if not view.filters:
        lines.append(words.say("Filters: none set, so none had to match"))
    matched, missed = mark("Filter matched: {filter}"), mark("Filter did not match: {filter}")
    lines += [words.say(matched if hit else missed, filter=text(one, words)) for one, hit in view.filters]
    return "\n".join(lines)


def _new(view: WhyView, words: Words) -> str:
    explained = view.decision.explanation
    lines = [words.say("On topic: {found}", found=found) for found in [_gate(view, words)] if found]
    filing = _at(explained, "filing", "reason")
    if filing:
        lines.append(words.say("New: {reason}", reason=named(FILING, str(filing), words)))
    lines += [_compared(one, words) for one in view.compared[:_MOST_CANDIDATES]]
    score, threshold = _at(explained, "score", "probability"), _at(explained, "score", "threshold")
    if isinstance(score, float) and isinstance(threshold, int | float):
        numbers = {"score": Markup(f"{score:.2f}"), "needed": Markup(f"{threshold:.2f}")}
        lines.append(words.say("Score {score}, needed {needed}", **numbers))
    return "\n".join(lines)


def _compared(one: Compared, words: Words) -> Markup:
    return words.say(
        "Compared with {headline}: likeness {score}, {reason}",
        headline=_quoted(one.headline, words),
        score=Markup(f"{one.score:.2f}"),
        reason=named(FILING, one.reason, words),
    )


def _gate(view: WhyView, words: Words) -> Markup:
    found = []
    for key, label in _GATE:
        values = _at(view.decision.explanation, "gate", key)
        if isinstance(values, list) and values:
            names = (view.actors.get(str(value), str(value)) for value in values[:6])
            found.append(words.say(label, names=listed((text(name, words) for name in names), words)))
    return series(found, words)


def _at(explained: Mapping[str, Json], *path: str) -> Json:
    found: Json = dict(explained)
    for name in path:
        if not isinstance(found, dict):
            return None
        found = found.get(name)
    return found


def _related(view: WhyView, words: Words) -> list[str]:
    lines = [words.say(_RELATIONS[relation], headline=_quoted(other, words)) for relation, other in view.disputed]
    evidence = _at(view.decision.explanation, "dispute", "evidence")
    if evidence:
        lines.append(words.say("Found by: {evidence}", evidence=_evidence(str(evidence), words)))
    lines += [words.say("Corrected: {headline}", headline=text(short(one, 160), words)) for one in view.corrections]
    return ["\n".join(lines)] if lines else []


def _report(number: int, view: ReportView, words: Words) -> str:
    first, last = view.versions[0], view.versions[-1]
    lines = [_outlet(number, first, last, "", words)]
    for report in view.versions:
        headline = _quoted(report.headline, words)
        if len(view.versions) > 1:
            seen = stamp(report.seen, words, clock_only=True)
            version = Markup(report.version)
            shape = mark("version {version}, seen {seen}: {headline}")
            lines.append(words.say(shape, version=version, seen=seen, headline=headline))
        else:
            lines.append(headline)
    if view.decision is not None and (number > 1 or not view.decision.speaks):  # else it says so above
        said = Markup(escape(reason_words(view.said, words), quote=False))
        lines.append(words.say("Filed as: {reason}", reason=said))
    return "\n".join([*lines, *_claims(view.claims, words)])


def _outlet(number: int, first: Report, last: Report, changed: str, words: Words) -> str:
    """A report's line: outlet, whom it credits, when it came, maybe that it changed, the link."""
    name = text(last.outlet, words)
    credit = f" {words.say('(credits {agency})', agency=text(last.wire, words))}" if last.wire else ""
    return f"{number}. <b>{name}</b>{credit} · {_times(first, words)}{changed}{_link(last, words)}"


def _times(report: Report, words: Words) -> Markup:
    published = stamp(report.published, words) if report.published else words.say("no time given")
    seen = stamp(report.seen, words)
    return words.say("published {published}, seen {seen}", published=published, seen=seen)


def _link(report: Report, words: Words) -> str:
    link = safe_link(report.link)
    return f" · {linked_label(words.say('Link'), link)}" if link else ""


def _claims(claims: Sequence[Claim], words: Words) -> list[str]:
    return [_claim(claim, words) for claim in claims[:3]] or [words.say("Claimant: none found")]


def _claim(claim: Claim, words: Words) -> str:
    label = mark("Claimant: {name}, by the cue {cue} ({rule}), {where}")
    if claim.kind != "attr":
        label = mark("Actor: {name}, by the cue {cue} ({rule}), {where}")
    where = words.say("in the headline") if claim.field == "title" else words.say("in the description")
    name, cue = text(short(claim.claimant, 60), words), quoted(short(claim.cue, 30), words)
    return words.say(label, name=name, cue=cue, rule=named(RULE, claim.form, words), where=where)


def reports(headline: str, views: Sequence[ReportView], words: Words) -> str:
    """The reports of a development in order of arrival."""
    head = f"{words.say('<b>Reports</b>, in order of arrival, times UTC')}\n{_quoted(headline, words)}"
    blocks = []
    for number, view in enumerate(views, 1):
        first, last = view.versions[0], view.versions[-1]
        version = words.say("version {version}", version=Markup(last.version))
        line = _outlet(number, first, last, f" · {version}" if last.version > 1 else "", words)
        blocks.append(f"{line}\n{_quoted(last.headline, words)}")
    return fitted(head, blocks, words)


def sources(rows: Sequence[SourceRow], now: datetime, words: Words) -> str:
    """Each feed's health and its last report."""
    healthy, every = Markup(sum(row.healthy for row in rows)), Markup(len(rows))
    head = words.say("<b>Sources</b>: {healthy} of {all} answer", healthy=healthy, all=every)
    return fitted(head, [_source(row, now, words) for row in rows], words)


def _source(row: SourceRow, now: datetime, words: Words) -> str:
    state = words.say("{outlet}: {state}", outlet=Markup(f"<b>{text(row.outlet, words)}</b>"), state=_state(row, words))
    if row.succeeded:
        answered = Markup(ago(row.succeeded, now, words))
        state = words.say("{state}, last answer {ago}", state=state, ago=answered)
    lines = [f"{'✓' if row.healthy else '✗'} {state}", *(named(FLAG, note, words) for note in row.notes)]
    if row.last is None:
        lines.append(words.say("No report yet"))
    else:
        seen = Markup(ago(row.last.seen, now, words))
        said = words.say("Last report, seen {ago}: {headline}", ago=seen, headline=_quoted(row.last.headline, words))
        lines.append(f"{said}{_link(row.last, words)}")
    return "\n".join(lines)


def _state(row: SourceRow, words: Words) -> Markup:
    return named(PROBLEM, short(row.state, 80), words)
