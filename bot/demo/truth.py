"""The demo week for measuring: its items in the format `replay` reads, and what an editor makes of each.

`python -m bot.demo.truth ITEMS.jsonl` writes the items; bot/data/demo/developments.json has the labels.
Items that are in the feeds before the week starts are left out: the bot's first look files them without an alert.
"""

import json
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from bot.core.model import Json
from bot.demo.render import summary_markup
from bot.demo.week import DemoWeek, Item, Outlet


def version_id(item: str, revision: int) -> str:
    """The id of one version of an item: the item's own for the first, then `.2`, `.3`, ..."""
    return item if revision == 0 else f"{item}.{revision + 1}"


def replay_items(week: DemoWeek) -> list[dict[str, Json]]:
    """One object per version, in the order a reader of all feeds would first see them."""
    found = [_object(outlet, item, revision) for _, outlet, item, revision in _versions(week)]
    return sorted(found, key=lambda item: (str(item["seen_at"]), str(item["id"])))


def labels(week: DemoWeek) -> dict[str, Json]:
    """The developments and what each version reports: {"groups": ..., "labels": {id: ["dev", key]}}."""
    groups: dict[str, Json] = {
        key: {"what": development.what, "importance": development.importance}
        for key, development in week.developments.items()
    }
    named: dict[str, Json] = {
        version_id(item.id, revision): _label(item.versions[revision].truth)
        for _, _, item, revision in sorted(_versions(week), key=lambda found: found[0])
    }
    return {"groups": groups, "labels": named}


def _versions(week: DemoWeek) -> Iterator[tuple[str, Outlet, Item, int]]:
    for outlet in week.outlets:
        for item in outlet.items:
            for revision, version in enumerate(item.versions):
                if version.at >= week.start:
                    yield version_id(item.id, revision), outlet, item, revision


def _label(truth: str) -> list[Json]:
    return [truth] if truth in ("bg", "off") else ["dev", truth]


def _object(outlet: Outlet, item: Item, revision: int) -> dict[str, Json]:
    entry = outlet.entry(item, revision)
    found: dict[str, Json] = {
        "id": version_id(item.id, revision),
        "outlet": outlet.name,
        "language": outlet.language,
        "feed_url": f"https://{outlet.host}/feed.xml",
        "title": entry.title,
        "summary": summary_markup(outlet, entry),
        "link": entry.link,
        "guid": entry.guid,
        "author": entry.credit,
        "published": _iso(entry.published),
        "seen_at": _iso(outlet.served(entry.updated)),
    }
    return {key: value for key, value in found.items() if value is not None}


def _iso(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def labels_text(week: DemoWeek) -> str:
    """The labels as the shipped developments.json holds them, one a line."""
    made = labels(week)
    parts = []
    for key in ("groups", "labels"):
        table = made[key]
        assert isinstance(table, dict)
        lines = (f"{json.dumps(name)}: {json.dumps(value, ensure_ascii=False)}" for name, value in table.items())
        parts.append(f'"{key}": {{\n' + ",\n".join(lines) + "\n}")
    return "{\n" + ",\n".join(parts) + "\n}\n"


def main(arguments: list[str]) -> None:
    """Write developments.json anew after an edit of the week; or, given a path, write the items there."""
    week = DemoWeek.load()
    if arguments:
        lines = (json.dumps(item, ensure_ascii=False) + "\n" for item in replay_items(week))
        Path(arguments[0]).write_text("".join(lines), encoding="utf-8")
    else:
        shipped = Path(__file__).parents[1] / "data" / "demo" / "developments.json"
        shipped.write_text(labels_text(week), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
