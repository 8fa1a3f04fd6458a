"""Replay: recorded items through the same decisions, in virtual time, with a store of its own.

One JSON line per item comes out. The clock of an item is its `seen_at`, else its `published`; feeds count as already
seeded; nothing but the given files is touched, and two runs give the same bytes.
"""

import contextlib
import json
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bot.chat.pages.wording import text_of
from bot.core.detect.decide import Detector
from bot.core.intake.entry import Entry
from bot.core.model import Decision, Reason, Source, SourceId, alert_for
from bot.core.people.message import Message
from bot.errors import ConfigError
from bot.feeds.normalise import aliases, report
from bot.jobs.announce import Announcer
from bot.jobs.desk import Arrival, Desk, Filed, known, store_filed
from bot.jobs.explain import account
from bot.settings import Settings, family_of
from storage.store import Store, Tables

DEFAULT_LEVEL = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One recorded item, with the moment it is replayed at."""

    id: str
    source: Source
    entry: Entry
    at: datetime


def _moment(text: str, where: str) -> datetime:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise ConfigError(where, f"{text!r} is no ISO 8601 time") from None
    return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)


def read_items(path: Path, sources: Iterable[Source] = ()) -> list[Item]:
    """The items of a JSONL file in the order of their clock. Raises ConfigError naming file and line."""
    by_url = {source.url: source for source in sources}
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as problem:
        raise ConfigError(str(path), f"cannot be read: {problem}") from None
    items = [_item(text, f"{path}:{number}", by_url) for number, text in enumerate(lines, 1) if text.strip()]
    return sorted(items, key=lambda item: item.at)


def _item(text: str, where: str, by_url: dict[str, Source]) -> Item:
    try:
        raw = json.loads(text)
        missing = next((key for key in ("id", "outlet", "title") if not isinstance(raw.get(key), str)), None)
    except (ValueError, AttributeError):
        raise ConfigError(where, "is no JSON object") from None
    if missing:
        raise ConfigError(where, f"has no {missing!r}")
    clock = raw.get("seen_at") or raw.get("published")
    if not clock:
        raise ConfigError(where, "has neither 'seen_at' nor 'published'")
    published = _moment(raw["published"], where).timestamp() if raw.get("published") else None
    return Item(id=raw["id"], source=_source(raw, by_url), entry=_entry(raw, published), at=_moment(clock, where))


def _entry(raw: dict[str, Any], published: float | None) -> Entry:
    return Entry(
        title=raw["title"],
        summary=raw.get("summary") or "",
        link=raw.get("link") or "",
        guid=raw.get("guid") or "",
        author=raw.get("author") or "",
        published=published,
        published_raw=raw.get("published") or "",
    )


def _source(raw: dict[str, Any], by_url: dict[str, Source]) -> Source:
    url = raw.get("feed_url") or ""
    if url in by_url:
        return by_url[url]
    outlet = raw["outlet"]
    family = family_of(outlet)
    return Source(id=SourceId(family), outlet=outlet, url=url, language=raw.get("language") or "en", family=family)


class Replay:
    """Replays items through detectors into a store."""

    def __init__(self, store: Store, desk: Desk) -> None:
        self._store = store
        self._desk = desk
        self._announcer = Announcer(desk.topics)

    def run(self, items: Iterable[Item]) -> Iterator[dict[str, object]]:
        """One line, as a JSON-ready object, for each item in turn."""
        for item in items:
            yield self._store.write_now(lambda tables, item=item: self._one(tables, item))  # type: ignore[misc]

    def account(self, items: Iterable[Item], wanted: str) -> str:
        """What led to the decision on one item, as `explain` prints it. Raises ConfigError where it is not there."""
        for item in items:
            self._store.write_now(lambda tables, item=item: self._one(tables, item))  # type: ignore[misc]
            if item.id == wanted:
                return self._store.read_now(lambda tables, item=item: self._account(tables, item))  # type: ignore[misc]
        raise ConfigError("ITEM_ID", f"no item {wanted!r} in the file")

    def _account(self, tables: Tables, item: Item) -> str:
        found = tables.reports.known(aliases(item.entry, item.source))
        assert found is not None
        return account(tables, found)

    def _one(self, tables: Tables, item: Item) -> dict[str, object]:
        arrival = Arrival(report=report(item.entry, item.source, item.at), aliases=aliases(item.entry, item.source))
        (filed,) = self._desk.file([arrival], known(tables, [arrival]), item.at)
        store_filed(tables, filed, item.at, self._announcer)
        decision = self._foremost(tables, filed)
        return self._line(tables, item, decision, repeated=not filed.changed)

    def _foremost(self, tables: Tables, filed: Filed) -> Decision:
        """The decision of the topic that the item belongs to; the first topic's where it belongs to none."""
        decisions = self._last(tables, filed)
        return min(decisions, key=lambda one: (not one.speaks, one.development is None, one.reason is Reason.OFF_TOPIC))

    def _last(self, tables: Tables, filed: Filed) -> tuple[Decision, ...]:
        found = {decision.topic: decision for decision in tables.developments.decisions(filed.report.id)}
        return tuple(found[topic.id] for topic in self._desk.topics)

    def _line(self, tables: Tables, item: Item, decision: Decision, *, repeated: bool) -> dict[str, object]:
        alerted = not repeated and decision.speaks and (decision.importance or 3) <= DEFAULT_LEVEL
        made: dict[str, object] = {
            "item_id": item.id,
            "reason": Reason.DUPLICATE if repeated and decision.speaks else decision.reason,
            "alerted": alerted,
            "development": decision.development,
            "importance": decision.importance,
            "at": item.at.isoformat().replace("+00:00", "Z"),
        }
        alert = alert_for(decision)
        if alerted and alert is not None:
            made["text"] = text_of(Message(content=self._announcer.content(tables, alert, item.at)))
        return made


@contextlib.contextmanager
def _temporary(detectors: Iterable[Detector]) -> Iterator[Replay]:
    with tempfile.TemporaryDirectory(prefix="trucewire-") as folder:
        store = Store.open(Path(folder) / "replay.db")
        try:
            yield Replay(store, Desk(tuple(detectors)))
        finally:
            store.close()


def replay(items_path: Path, out: Path, settings: Settings, detectors: Iterable[Detector]) -> tuple[int, int]:
    """Replay a file into another. Returns how many items there were and how many alerted."""
    items = read_items(items_path, settings.sources)
    count = alerted = 0
    with _temporary(detectors) as replaying, out.open("w", encoding="utf-8") as lines:
        for one in replaying.run(items):
            lines.write(json.dumps(one, ensure_ascii=False) + "\n")
            count += 1
            alerted += bool(one["alerted"])
    return count, alerted


def explain_item(items_path: Path, item: str, settings: Settings, detectors: Iterable[Detector]) -> str:
    """Replay a file up to one item, and say what led to the decision on it. Raises ConfigError."""
    items = read_items(items_path, settings.sources)
    with _temporary(detectors) as replaying:
        return replaying.account(items, item)
