"""The pages behind an alert: why it came, its reports, the sources. Pure; in English, as the headlines' notes are.

Everything on them was stored when it was decided, or is found by the same rules as the alert's own lines.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.chat.pages.lines import ago
from bot.chat.pages.listpages import fitted
from bot.chat.pages.markup import Html, utc
from bot.core.alert.claims import Claim
from bot.core.alert.display import cut_headline, safe_link, short
from bot.core.model import Decision, Json, Report

_MOST_CANDIDATES = 3
_GATE = (("terms", "words"), ("parties", "parties"), ("mediators", "mediators"), ("places", "places"))
_HTML = Html()


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportView:
    """A report of a development: its versions, oldest first, what became of the last, and the claims found in it."""

    versions: tuple[Report, ...]
    decision: Decision | None
    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """A development that a report was held against: its first headline, and what came of it."""

    headline: str
    score: float
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WhyView:
    """All that is known of why an alert came to a place. `level` and `filters` are None where nobody subscribes."""

    headline: str
    decision: Decision
    topic: str
    compared: tuple[Compared, ...]
    level: int | None
    filters: tuple[tuple[str, bool], ...] | None
    reports: tuple[ReportView, ...]
    corrections: tuple[str, ...] = ()
    disputed: tuple[tuple[str, str], ...] = ()  # relation, headline


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceRow:
    """A feed's health and its last report. `state` is "answers", "never asked", or what is wrong with it."""

    outlet: str
    healthy: bool
    state: str
    succeeded: datetime | None
    notes: tuple[str, ...]
    last: Report | None


def text(words: str) -> str:
    """Text of feeds, or a name."""
    return _HTML.text(words)


def _quoted(headline: str) -> str:
    return f"“{text(cut_headline(headline))}”" if headline else "(no headline)"


def why(view: WhyView) -> str:
    """Why an alert came: which filters let it through, what made it new, its reports, how claimants were found."""
    head = f"<b>Why this alert</b> | {text(view.topic)}, times UTC\n{_quoted(view.headline)}"
    blocks = [_decided(view), _settings(view), _new(view), *_related(view)]
    blocks += [_report(number, one) for number, one in enumerate(view.reports, 1)]
    return fitted(head, [block for block in blocks if block])


def _decided(view: WhyView) -> str:
    decision = view.decision
    lines = [f"Decided {utc(decision.at, 'Dt')}: {decision.reason.sentence} ({decision.reason.value})"]
    if decision.importance:
        why_so = _at(decision.explanation, "importance", "why")
        lines.append(f"Importance {decision.importance} of 3" + (f": {text(str(why_so))}" if why_so else ""))
    return "\n".join(lines)


def _settings(view: WhyView) -> str:
    if view.level is None or view.filters is None:
        return "Settings: this place has no subscription to the topic."
    lines = [f"Settings here: alerts of importance 1 to {view.level}"]
    if not view.filters:
        lines.append("Filters: none set, so none had to match")
    lines += [f"Filter {'matched' if hit else 'did not match'}: {text(words)}" for words, hit in view.filters]
    return "\n".join(lines)


def _new(view: WhyView) -> str:
    explained = view.decision.explanation
    lines = [f"On topic: {found}" for found in [_gate(explained)] if found]
    filing = _at(explained, "filing", "reason")
    if filing:
        lines.append(f"New: {text(str(filing))}")
    lines += [
        f"Compared with {_quoted(one.headline)}: likeness {one.score:.2f}, {text(one.reason)}"
        for one in view.compared[:_MOST_CANDIDATES]
    ]
    score, threshold = _at(explained, "score", "probability"), _at(explained, "score", "threshold")
    if isinstance(score, float) and isinstance(threshold, int | float):
        lines.append(f"Score {score:.2f}, needed {threshold:.2f}")
    return "\n".join(lines)


def _gate(explained: Mapping[str, Json]) -> str:
    found = []
    for key, name in _GATE:
        values = _at(explained, "gate", key)
        if isinstance(values, list) and values:
            found.append(f"{name} {text(', '.join(str(value) for value in values[:6]))}")
    return "; ".join(found)


def _at(explained: Mapping[str, Json], *path: str) -> Json:
    found: Json = dict(explained)
    for name in path:
        if not isinstance(found, dict):
            return None
        found = found.get(name)
    return found


def _related(view: WhyView) -> list[str]:
    lines = [f"{relation} {_quoted(headline)}" for relation, headline in view.disputed]
    evidence = _at(view.decision.explanation, "dispute", "evidence")
    lines += [f"Found by: {text(str(evidence))}"] if evidence else []
    lines += [f"Corrected: {text(short(words, 160))}" for words in view.corrections]
    return ["\n".join(lines)] if lines else []


def _report(number: int, view: ReportView) -> str:
    first, last = view.versions[0], view.versions[-1]
    lines = [f"{number}. <b>{text(last.outlet)}</b>{_credit(last)} · {_times(first)}{_link(last)}"]
    for report in view.versions:
        mark = f"version {report.version}, seen {utc(report.seen, 't')}: " if len(view.versions) > 1 else ""
        lines.append(f"{mark}{_quoted(report.headline)}")
    if view.decision is not None and number > 1:
        lines.append(f"Filed as: {view.decision.reason.sentence}")
    return "\n".join([*lines, *_claims(view.claims)])


def _credit(report: Report) -> str:
    return f" (credits {text(report.wire)})" if report.wire else ""


def _times(report: Report) -> str:
    published = utc(report.published, "Dt") if report.published else "no time given"
    return f"published {published}, seen {utc(report.seen, 'Dt')}"


def _link(report: Report) -> str:
    link = safe_link(report.link)
    return f" · {_HTML.link('Link', link)}" if link else ""


def _claims(claims: Sequence[Claim]) -> list[str]:
    if not claims:
        return ["Claimant: none found"]
    return [
        f"{'Claimant' if claim.kind == 'attr' else 'Actor'}: {text(short(claim.claimant, 60))}, by the cue "
        f"“{text(short(claim.cue, 30))}” ({text(claim.form)}), in the "
        f"{'headline' if claim.field == 'title' else 'description'}"
        for claim in claims[:3]
    ]


def reports(headline: str, views: Sequence[ReportView]) -> str:
    """The reports of a development in order of arrival."""
    head = f"<b>Reports</b>, in order of arrival, times UTC\n{_quoted(headline)}"
    blocks = []
    for number, view in enumerate(views, 1):
        first, last = view.versions[0], view.versions[-1]
        changed = f" · version {last.version}" if last.version > 1 else ""
        lines = [f"{number}. <b>{text(last.outlet)}</b>{_credit(last)} · {_times(first)}{changed}{_link(last)}"]
        blocks.append("\n".join([*lines, _quoted(last.headline)]))
    return fitted(head, blocks)


def sources(rows: Sequence[SourceRow], now: datetime) -> str:
    """Each feed's health and its last report."""
    healthy = sum(row.healthy for row in rows)
    return fitted(f"<b>Sources</b>: {healthy} of {len(rows)} answer", [_source(row, now) for row in rows])


def _source(row: SourceRow, now: datetime) -> str:
    answered = f", last answer {ago(row.succeeded, now)}" if row.succeeded else ""
    lines = [f"{'✓' if row.healthy else '✗'} <b>{text(row.outlet)}</b>: {text(short(row.state, 80))}{answered}"]
    lines += [text(note) for note in row.notes]
    if row.last is None:
        lines.append("No report yet")
    else:
        lines.append(f"Last report, seen {ago(row.last.seen, now)}: {_quoted(row.last.headline)}{_link(row.last)}")
    return "\n".join(lines)
