"""`trucewire attribute ITEMS.jsonl --out FILE`: who says so, for every report of a file."""

import argparse
import json
from collections.abc import Iterable, Iterator
from pathlib import Path

from bot.core.alert.attribution import Actors, attribute
from bot.core.alert.claims import Claim
from bot.errors import ConfigError


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Arguments of the command, `--config` excepted (all commands share it)."""
    parser.add_argument(
        "items", type=Path, metavar="ITEMS.jsonl", help="reports, one JSON object a line: id, title, summary"
    )
    parser.add_argument(
        "--out", type=Path, required=True, metavar="FILE", help="where the attributions go, one report a line"
    )


def _line(claim: Claim) -> dict[str, str | bool]:
    return {
        "field": claim.field,
        "claimant": claim.claimant,
        "cue": claim.cue,
        "kind": claim.kind,
        "stance": claim.stance,
        "form": claim.form,
        "unnamed": claim.unnamed,
    }


def attributions(lines: Iterable[str], name: str, actors: Actors | None) -> Iterator[str]:
    """One JSON line for each report; raises ConfigError with the line number where a line is no report."""
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            item = json.loads(line)
            key, title = item["id"], item["title"]
        except (ValueError, KeyError, TypeError) as error:
            raise ConfigError(f"{name}:{number}", f"not a report with id and title ({error})") from error
        found = attribute(str(title), str(item.get("summary") or ""), actors, str(item.get("outlet") or ""))
        yield json.dumps({"id": key, "attributions": [_line(claim) for claim in found.claims]}, ensure_ascii=False)


def run(args: argparse.Namespace, actors: Actors | None = None) -> int:
    """Write the attributions of `args.items` to `args.out`; returns the exit code."""
    try:
        with args.items.open(encoding="utf-8") as lines, args.out.open("w", encoding="utf-8") as out:
            for line in attributions(lines, str(args.items), actors):
                out.write(line + "\n")
    except OSError as error:
        raise ConfigError(str(error.filename), error.strerror or "cannot be read") from error
    return 0
