"""A labelled window on disk: `items.jsonl` and one or more `labels*.json` (docs/labelling.md says how to make them)."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from bot.errors import ConfigError
from bot.jobs.replay import Item, read_items

CLASSES = ("dev", "bg", "off")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One reader's labels of one window. Items that no label names count as off topic."""

    name: str
    class_of: Mapping[str, str]
    group_of: Mapping[str, str]
    importance: Mapping[str, int]
    what: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """Recorded items in order of their clock, with the readings there are."""

    name: str
    items: tuple[Item, ...]
    readings: tuple[Reading, ...]

    @property
    def times(self) -> dict[str, datetime]:
        """When each item is replayed."""
        return {item.id: item.at for item in self.items}

    def worth(self, item: str, minor: float) -> float:
        """How much an alert on the item is worth, 0 to 1, mean of the readers; `minor` for importance 3."""
        levels = [reading.importance.get(reading.group_of.get(item, "")) for reading in self.readings]
        return sum(0.0 if level is None else minor if level == 3 else 1.0 for level in levels) / len(levels)

    def subject(self, item: str) -> float:
        """The share of readers who took it to be on the subject."""
        classes = [reading.class_of.get(item, "off") for reading in self.readings]
        return sum(name != "off" for name in classes) / len(classes)

    def ranked(self, item: str, level: int) -> float | None:
        """The share of readers who gave it that importance, of those who took it for a development."""
        levels = [reading.importance[group] for reading in self.readings if (group := reading.group_of.get(item))]
        return sum(one == level for one in levels) / len(levels) if levels else None


def load_window(directory: Path, labels: Iterable[Path] = ()) -> Window:
    """Read a window. Labels are the files given, else every `labels*.json` beside the items. Raises ConfigError."""
    items = tuple(read_items(directory / "items.jsonl"))
    known = {item.id for item in items}
    paths = tuple(labels) or tuple(sorted(directory.glob("labels*.json")))
    if not paths:
        raise ConfigError(str(directory), "has no labels*.json")
    return Window(name=directory.name, items=items, readings=tuple(_reading(path, known) for path in paths))


def _reading(path: Path, known: set[str]) -> Reading:
    try:
        document = json.loads(path.read_text(encoding="utf-8"))
        return _checked(path, document["groups"], document["labels"], known)
    except (OSError, ValueError) as problem:
        raise ConfigError(str(path), f"cannot be read: {problem}") from None
    except (KeyError, IndexError, TypeError, AttributeError) as problem:
        raise ConfigError(str(path), f"is not what docs/labelling.md describes: {problem!r}") from None


def _checked(path: Path, groups: Mapping[str, Any], labels: Mapping[str, Any], known: set[str]) -> Reading:
    class_of = {item: str(label[0]) for item, label in labels.items()}
    group_of = {item: str(label[1]) for item, label in labels.items() if label[0] == "dev"}
    importance = {name: int(group["importance"]) for name, group in groups.items()}
    for item, name in class_of.items():
        if name not in CLASSES:
            raise ConfigError(str(path), f"{item}: the class is dev, bg or off, not {name!r}")
        if item not in known:
            raise ConfigError(str(path), f"{item}: items.jsonl has no such item")
        if name == "dev" and importance.get(group_of[item]) not in {1, 2, 3}:
            raise ConfigError(str(path), f"{item}: group {group_of[item]} needs an importance of 1, 2 or 3")
    what = {name: str(group.get("what", "")) for name, group in groups.items()}
    return Reading(name=path.stem, class_of=class_of, group_of=group_of, importance=importance, what=what)
