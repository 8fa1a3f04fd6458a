"""`trucewire export`: developments with their evidence, for analysts; read page by page, written as they are read.

JSONL has a development a line with all its reports; CSV has a row for each report; ICS has the stated deadlines.
Text is the outlets' own. A cell of CSV that a spreadsheet would run as a formula is led by an apostrophe.
"""

import argparse
import csv
import json
import os
import sys
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, TextIO

from bot.chat.pages.ics import calendar
from bot.core.alert.attribution import attribute
from bot.core.alert.claims import Claim, Kind
from bot.core.alert.corroborate import count_outlets
from bot.core.detect.roles import ActorTable
from bot.core.model import Development, DevelopmentId, Report, Topic
from bot.errors import ConfigError
from storage.store import Store, Tables
from storage.times import to_ms
from storage.uptake import take_up_now

PAGE = 100
FORMATS = ("csv", "jsonl", "ics")
COLUMNS = (
    "topic", "development", "storyline", "type", "importance", "first_at", "outlets", "report", "version", "outlet",
    "family", "language", "headline", "claimants", "acting", "published", "seen", "wire", "link",
)  # fmt: skip
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("--format", choices=FORMATS, default="jsonl")
    parser.add_argument("--topic", help="one topic's id (default: every enabled one)")
    parser.add_argument("--since", metavar="DATE", help="developments that began then or later (ISO 8601)")
    parser.add_argument("--until", metavar="DATE", help="developments that began before (ISO 8601)")
    parser.add_argument("--out", type=Path, metavar="FILE", help="default: standard output")


def run(arguments: argparse.Namespace, topics: Sequence[Topic], store: Store, now: datetime) -> int:
    """Write what is asked for; the exit code. Raises ConfigError, StorageError."""
    chosen = [topic for topic in topics if arguments.topic in (None, topic.id)]
    if not chosen:
        raise ConfigError("--topic", f"there is no enabled topic {arguments.topic!r}")
    since, until = _moment(arguments.since, "--since"), _moment(arguments.until, "--until")
    span = (since or datetime(1970, 1, 1, tzinfo=UTC), until or now + timedelta(days=1))
    if arguments.out is None:
        return _to_stdout(arguments.format, chosen, store, span, now)
    try:
        with arguments.out.open("w", encoding="utf-8", newline="") as file:
            _write(file, arguments.format, chosen, store, span, now)
    except OSError as problem:
        raise ConfigError("--out", f"{arguments.out}: {problem.strerror}") from None
    return 0


def _to_stdout(kind: str, topics: Sequence[Topic], store: Store, span: tuple[datetime, datetime], now: datetime) -> int:
    try:
        _write(sys.stdout, kind, topics, store, span, now)
        sys.stdout.flush()
    except BrokenPipeError:  # as in `trucewire export | head`: whoever reads has enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0


def _moment(text: str | None, where: str) -> datetime | None:
    if text is None:
        return None
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        raise ConfigError(where, f"{text!r} is no ISO 8601 date or time") from None
    return at.astimezone(UTC) if at.tzinfo else at.replace(tzinfo=UTC)


def _write(
    file: TextIO, kind: str, topics: Sequence[Topic], store: Store, span: tuple[datetime, datetime], now: datetime
) -> None:
    if kind == "ics":
        take_up_now(store, topics)
        found = [
            (one, topic.name)
            for topic in topics
            for one in store.read_now(lambda tables, topic=topic: tables.status.all_deadlines(topic.id, *span))  # type: ignore[misc]
        ]
        file.write(calendar(found, now).decode().replace("\r\n", "\n"))
        return
    records = (record for topic in topics for record in developments(store, topic, *span))
    if kind == "jsonl":
        file.writelines(json.dumps(record, ensure_ascii=False, sort_keys=True) + "\n" for record in records)
        return
    table = csv.DictWriter(file, COLUMNS, lineterminator="\n")
    table.writeheader()
    for record in records:
        table.writerows(_rows(record))


def developments(store: Store, topic: Topic, since: datetime, until: datetime) -> Iterator[dict[str, Any]]:
    """A topic's developments as JSON-ready records, in the order they began."""
    actors, after = ActorTable(topic), (to_ms(since) - 1, "")

    def page(tables: Tables) -> list[tuple[tuple[int, str], dict[str, Any]]]:
        keys = tables.status.developments_after(topic.id, after, PAGE, until=until)
        return [(key, _record(tables, topic, actors, DevelopmentId(key[1]))) for key in keys]

    while found := store.read_now(page):
        yield from (record for _, record in found)
        after = found[-1][0]


def _record(tables: Tables, topic: Topic, actors: ActorTable, wanted: DevelopmentId) -> dict[str, Any]:
    development = tables.developments.get(wanted)
    assert development is not None
    reports = tables.developments.reports(wanted)
    return _head(topic, development) | {
        "outlets": len(count_outlets(reports).counted),
        "reports": [_report(report, actors) for report in reports],
    }


def _head(topic: Topic, development: Development) -> dict[str, Any]:
    return {
        "topic": topic.id,
        "development": development.id,
        "storyline": development.storyline,
        "type": development.act,
        "importance": development.importance,
        "first_at": development.first_at.isoformat(),
        "changed_at": development.changed_at.isoformat(),
    }


def _report(report: Report, actors: ActorTable) -> dict[str, Any]:
    claims = attribute(report.headline, report.summary, actors, report.outlet).claims
    return {
        "report": report.id,
        "version": report.version,
        "outlet": report.outlet,
        "family": report.family,
        "language": report.language,
        "headline": report.headline,
        "published": report.published.isoformat() if report.published else None,
        "seen": report.seen.isoformat(),
        "wire": report.wire,
        "link": report.link,
        "claims": [_claim(one) for one in claims] if report.language.casefold().startswith("en") else None,
    }


def _claim(one: Claim) -> dict[str, Any]:
    return {
        "field": one.field, "claimant": one.claimant, "cue": one.cue, "stance": one.stance, "kind": one.kind,
        "unnamed": one.unnamed, "actors": list(one.actors),
    }  # fmt: skip


def _rows(record: dict[str, Any]) -> Iterator[dict[str, str]]:
    for report in record["reports"]:
        flat = record | report | {"claimants": _named(report, "attr"), "acting": _named(report, "act")}
        yield {name: _cell(flat[name]) for name in COLUMNS}


def _named(report: dict[str, Any], kind: Kind) -> str:
    """Who is said in the headline to say so, or whose act the outlet states in its own words."""
    named = (one for one in report["claims"] or () if one["field"] == "title" and one["kind"] == kind)
    return "; ".join(f"{one['claimant']} ({one['cue']})" for one in named)


def _cell(value: object) -> str:
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(_FORMULA) else text
