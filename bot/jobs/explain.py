"""`trucewire explain`: all that led to the decisions on a report, as it was stored."""

import json

from bot.chat.lookups.library import said_of
from bot.core.model import Decision, Json, Report, ReportId
from bot.errors import ConfigError
from storage.store import Tables


def account(tables: Tables, report: Report) -> str:
    """A report and what became of it in every topic, as indented JSON."""
    whole: dict[str, Json] = {
        "report": report.id,
        "version": report.version,
        "outlet": report.outlet,
        "headline": report.headline,
        "link": report.link,
        "published": report.published.isoformat() if report.published else None,
        "seen": report.seen.isoformat(),
        "decisions": [_decision(tables, decision) for decision in tables.developments.decisions(report.id)],
    }
    return json.dumps(whole, ensure_ascii=False, indent=2)


def _decision(tables: Tables, decision: Decision) -> Json:
    return {
        "topic": decision.topic,
        "version": decision.version,
        "at": decision.at.isoformat(),
        "reason": decision.reason,
        "in_words": said_of(tables, decision),
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
    return account(tables, report)
