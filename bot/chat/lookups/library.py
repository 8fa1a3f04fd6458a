"""Reads from the store what the pages show."""

from collections.abc import Sequence

from bot.chat.pages.lines import Line
from bot.chat.pages.views import FeedsStatus
from bot.core.alert.compose import report_block
from bot.core.alert.corroborate import count_outlets
from bot.core.alert.display import safe_link
from bot.core.detect.roles import ActorTable
from bot.core.model import Decision, Development, DevelopmentId, Reason, Report, ReportId, Source, Topic
from bot.core.people.reasons import Before, in_words
from storage.store import Tables


def line(tables: Tables, development: Development, actors: ActorTable) -> Line:
    """A development as pages list it."""
    reports = tables.developments.reports(development.id)
    lead = reports[0]
    corrected, withdrawn = taken_back(tables, development.id)
    return Line(
        act=development.act,
        importance=development.importance,
        at=lead.told(development.first_at),
        block=report_block(lead, actors),
        outlets=len(count_outlets(reports).counted),
        link=safe_link(lead.link),
        corrected_by=corrected,
        withdrawn_by=withdrawn,
    )


def taken_back(
    tables: Tables, development: DevelopmentId, report: ReportId | None = None
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The outlets that corrected a report of theirs of a development, and those that withdrew one; or this report."""
    found: dict[bool, dict[str, None]] = {False: {}, True: {}}
    for one in tables.developments.corrections(development):
        told = one.decision.explanation.get("correction")
        told = told if isinstance(told, dict) else {}
        if report in (None, told.get("of")):
            found[bool(told.get("withdrawn"))][one.report.outlet] = None
    return tuple(found[False]), tuple(found[True])


def said_of(tables: Tables, decision: Decision) -> str:
    """The reason of a decision in words, by what was known of its development then."""
    return in_words(decision, _before(tables, decision))


def _before(tables: Tables, decision: Decision) -> Before:
    known = tables.developments.get(decision.development) if decision.development else None
    if known is None:
        return "nothing"
    own = (decision.report, decision.version)
    alerts = tables.developments.alerts_of(known.id)
    if any(one.created_at <= decision.at and (one.report, one.version) != own for one in alerts):
        return "alert"
    founding = (one for one in tables.developments.decisions(known.first_report) if one.topic == decision.topic)
    seeded = any(one.reason is Reason.SEED and one.development == known.id for one in founding)
    return "seed" if seeded and known.first_report != decision.report else "nothing"


def latest_lines(tables: Tables, topic: Topic, limit: int) -> tuple[Line, ...]:
    """The last developments of a topic, newest first."""
    actors = ActorTable(topic)
    return tuple(line(tables, development, actors) for development in tables.developments.latest(topic.id, limit))


def recent(tables: Tables, topic: Topic, limit: int) -> list[tuple[Development, tuple[Report, ...]]]:
    """The last developments with their reports, newest first."""
    latest = tables.developments.latest(topic.id, limit)
    return [(development, tables.developments.reports(development.id)) for development in latest]


def feeds_status(tables: Tables, sources: Sequence[Source]) -> FeedsStatus:
    """How the feeds do."""
    states = [(source, tables.feeds.state(source.id)) for source in sources]
    successes = [state.succeeded_at for _, state in states if state.succeeded_at]
    return FeedsStatus(
        asked=len(states),
        answering=sum(state.succeeded_at is not None and not state.failures for _, state in states),
        last_success=max(successes, default=None),
        failing=tuple((source.outlet, state.problem) for source, state in states if state.problem),
    )
