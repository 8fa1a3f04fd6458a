"""`trucewire feedback`: what readers think of alerts, as a labelled window that `trucewire train` learns from.

👍 says development, "not new" says background, "off topic" says off topic. 👎 without a reason and "wrong" say nothing
of the class: they are written to `feedback.jsonl` with everything else and make no label. Where readers differ the
greater number counts, and where they are even there is no label. A window holds labelled items only.
"""

import argparse
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from bot.core.model import Development, Report, ReportId, Source, SourceId
from bot.errors import ConfigError
from storage.feedback import Feedback, Verdict
from storage.store import Store, Tables

_CLASS = {Verdict.GOOD: "dev", Verdict.NOT_NEW: "bg", Verdict.OFF_TOPIC: "off"}
_LEAST_IMPORTANT = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Labelled:
    """A report as alerted, with the class that readers gave it and the development it was alerted for."""

    report: Report
    label: str
    development: Development


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("--out", type=Path, required=True, metavar="DIR")


def run(arguments: argparse.Namespace, sources: Iterable[Source], store: Store) -> int:
    """Write `items.jsonl`, `labels.feedback.json` and `feedback.jsonl`; the exit code. Raises ConfigError."""
    given, labelled = store.read_now(_gather)
    out: Path = arguments.out
    try:
        out.mkdir(parents=True, exist_ok=True)
        _write(out, given, labelled, {source.id: source for source in sources})
    except OSError as problem:
        raise ConfigError("--out", f"{out}: {problem.strerror}") from None
    print(f"{len(given)} verdicts, {len(labelled)} labels, in {out}")
    return 0


def _gather(tables: Tables) -> tuple[tuple[Feedback, ...], list[Labelled]]:
    given = tables.feedback.all()
    votes: defaultdict[tuple[ReportId, int], Counter[str]] = defaultdict(Counter)
    last: dict[tuple[ReportId, int], Feedback] = {}
    for one in given:
        if one.verdict in _CLASS:
            votes[one.report, one.version][_CLASS[one.verdict]] += 1
            last[one.report, one.version] = one
    labelled = []
    for (name, version), counted in votes.items():
        label = _greater(counted)
        report = next((one for one in tables.reports.versions(name) if one.version == version), None)
        development = tables.developments.get(last[name, version].development)
        if label and report is not None and development is not None:
            labelled.append(Labelled(report=report, label=label, development=development))
    return given, labelled


def _greater(votes: Counter[str]) -> str | None:
    """The class with most votes, None where two are even."""
    first, *others = votes.most_common(2)
    return None if others and others[0][1] == first[1] else first[0]


def _write(
    out: Path, given: Iterable[Feedback], labelled: Iterable[Labelled], sources: Mapping[SourceId, Source]
) -> None:
    items, labels, groups = [], {}, {}
    for one in labelled:
        name = f"{one.report.id}-{one.report.version}"
        items.append(_item(name, one.report, sources))
        labels[name] = ["dev", one.development.id] if one.label == "dev" else [one.label]
        if one.label == "dev":
            importance = one.development.importance or _LEAST_IMPORTANT
            groups[one.development.id] = {"what": one.report.headline, "importance": importance}
    _lines(out / "items.jsonl", items)
    _lines(out / "feedback.jsonl", [_verdict(one) for one in given])
    document = json.dumps({"groups": groups, "labels": labels}, ensure_ascii=False, indent=1)
    (out / "labels.feedback.json").write_text(document + "\n", encoding="utf-8")


def _item(name: str, report: Report, sources: Mapping[SourceId, Source]) -> dict[str, object]:
    source = sources.get(report.source)
    return {
        "id": name,
        "outlet": report.outlet,
        "feed_url": source.url if source else "",
        "title": report.headline,
        "summary": report.summary,
        "link": report.link or "",
        "language": report.language,
        "published": report.published.isoformat() if report.published else None,
        "seen_at": report.seen.isoformat(),
    }


def _verdict(one: Feedback) -> dict[str, object]:
    return {
        "alert": one.alert,
        "development": one.development,
        "topic": one.topic,
        "report": one.report,
        "version": one.version,
        "verdict": one.verdict,
        "at": one.at.isoformat(),
    }


def _lines(path: Path, rows: Iterable[Mapping[str, object]]) -> None:
    with path.open("w", encoding="utf-8") as file:
        for row in rows:
            file.write(json.dumps(row, ensure_ascii=False) + "\n")
