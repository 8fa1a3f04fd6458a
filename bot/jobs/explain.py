"""`trucewire explain`: all that led to the decisions on a report, as it was stored."""

import json
from collections.abc import Iterable

from bot.core.model import Decision, Json, Report, ReportId
from bot.errors import ConfigError
from storage.store import Tables


def account(report: Report, decisions: Iterable[Decision]) -> str:
    """A report and what became of it, as indented JSON."""
    whole: dict[str, Json] = {
        "report": report.id,
        "version": report.version,
        "outlet": report.outlet,
        "headline": report.headline,
        "link": report.link,
        "published": report.published.isoformat() if report.published else None,
        "seen": report.seen.isoformat(),
        "decisions": [_decision(decision) for decision in decisions],
    }
    return json.dumps(whole, ensure_ascii=False, indent=2)


def _decision(decision: Decision) -> Json:
    return {
        "topic": decision.topic,
        "version": decision.version,
        "at": decision.at.isoformat(),
        "reason": decision.reason,
        "in_words": decision.reason.sentence,
        "act": decision.act,
        "importance": decision.importance,
        "development": decision.development,
        "storyline": decision.storyline,
        "disputes": decision.disputes,
        "explanation": dict(decision.explanation),
    }


def explain(tables: Tables, named: str) -> str:
    """The stored account of a report, named by its id or its link. Raises ConfigError where there is none."""
    report = tables.reports.newest(ReportId(named)) or tables.reports.by_link(named)
    if report is None:
        raise ConfigError("ITEM_ID", f"no report is stored under {named!r} (give a report's id or its link)")
    return account(report, tables.developments.decisions(report.id))
