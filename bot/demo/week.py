"""The demo week: what each of our invented outlets had in its feed at any moment of seven days.

The source is `bot/data/demo/`: `week.toml` (dates, outlets, developments) and one file per outlet, made to be edited by
hand. Everything here is a pure function of that text and of the moment asked for.
"""

import re
import tomllib
import unicodedata
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from functools import cached_property
from importlib.resources import files
from typing import Any, Literal, Self

Dialect = Literal["rss", "atom", "rdf"]
Guid = Literal["link", "number", "counter", "tag", "none"]
Links = Literal["number", "slug", "moving-slug"]
Markup = Literal["plain", "paragraphs", "image"]
Validators = Literal["both", "etag", "modified", "none"]
FaultKind = Literal["500", "malformed"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """An item as it read from `at` on. `truth` is what an editor makes of it: a development's key, "bg" or "off"."""

    at: datetime
    title: str
    summary: str
    dated: datetime
    truth: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One item with all its versions, in time order; `gone` is when the outlet takes it out of its feed."""

    id: str
    section: str
    credit: str | None
    versions: tuple[Version, ...]
    gone: datetime | None

    def revision(self, when: datetime) -> int | None:
        """Which version the feed shows at `when` (from 0), or None where it shows none."""
        if self.gone is not None and when >= self.gone:
            return None
        shown = bisect_right(self.versions, when, key=lambda version: version.at)
        return shown - 1 if shown else None

    @property
    def times(self) -> tuple[datetime, ...]:
        """Every moment at which this item changes the feed."""
        changes = tuple(version.at for version in self.versions)
        return changes if self.gone is None else (*changes, self.gone)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """An item as one feed document shows it."""

    item: str
    revision: int
    title: str
    summary: str
    link: str
    guid: str | None
    published: datetime
    updated: datetime
    section: str
    credit: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """From `start` until before `end` the feed does not work."""

    start: datetime
    end: datetime
    kind: FaultKind


@dataclass(frozen=True, kw_only=True)
class Outlet:
    """An invented outlet: how its feed is made, and what it published."""

    id: str
    name: str
    about: str
    host: str
    language: str
    dialect: Dialect
    guid: Guid
    links: Links
    markup: Markup
    validators: Validators
    window: int
    noon: bool
    offset: timedelta
    tracking: str
    items: tuple[Item, ...]
    faults: tuple[Fault, ...]

    @cached_property
    def changes(self) -> tuple[datetime, ...]:
        """The moments at which this feed's content changes, in order."""
        return tuple(sorted({time for item in self.items for time in item.times}))

    def changed(self, when: datetime) -> datetime:
        """The last change at or before `when` (the first one, where there is none yet)."""
        return self.changes[max(bisect_right(self.changes, when) - 1, 0)]

    def entries(self, when: datetime) -> tuple[Entry, ...]:
        """What the feed holds at `when`: the newest `window` items, newest first."""
        shown = [self.entry(item, revision) for item in self.items if (revision := item.revision(when)) is not None]
        shown.sort(key=lambda entry: (entry.published, entry.item), reverse=True)
        return tuple(shown[: self.window])

    def entry(self, item: Item, revision: int) -> Entry:
        """One version of an item in this outlet's manner."""
        version = item.versions[revision]
        return Entry(
            item=item.id,
            revision=revision,
            title=version.title,
            summary=version.summary,
            link=self._link(item, revision) + self.tracking,
            guid=self._guid(item, revision),
            published=self._printed(version.dated),
            updated=version.at,
            section=item.section,
            credit=item.credit,
        )

    def fault(self, when: datetime) -> FaultKind | None:
        """What is wrong with the feed at `when`, if anything."""
        return next((fault.kind for fault in self.faults if fault.start <= when < fault.end), None)

    def served(self, when: datetime) -> datetime:
        """The first moment from `when` on at which the feed works."""
        for fault in self.faults:
            if fault.start <= when < fault.end:
                when = fault.end
        return when

    def _printed(self, dated: datetime) -> datetime:
        local = dated.astimezone(timezone(self.offset))
        return local.replace(hour=12, minute=0, second=0) if self.noon else local

    def _link(self, item: Item, revision: int) -> str:
        number = item.id.rpartition("-")[2]
        if self.links == "number":
            return f"https://{self.host}/{item.section}/{number}"
        version = item.versions[revision if self.links == "moving-slug" else 0]
        return f"https://{self.host}/{item.section}/{slug(version.title)}/a-{number}"

    def _guid(self, item: Item, revision: int) -> str | None:
        number = item.id.rpartition("-")[2]
        forms: dict[Guid, str | None] = {
            "link": self._link(item, revision),
            "number": number,
            "counter": f"{self._link(item, revision)}#{revision}",
            "tag": f"tag:{self.host},2025:{number}",
            "none": None,
        }
        return forms[self.guid]


@dataclass(frozen=True, slots=True, kw_only=True)
class Development:
    """What an editor would send one alert for; importance as in the model."""

    what: str
    importance: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoWeek:
    """The whole week. Items that appear before `start` are in the feeds when the bot first looks.

    `terms` are words of the subject in languages that the shipped topic does not speak.
    """

    start: datetime
    end: datetime
    outlets: tuple[Outlet, ...]
    developments: Mapping[str, Development]
    terms: tuple[str, ...]

    @classmethod
    def load(cls) -> Self:
        """Read the week that ships in the package."""
        folder = files("bot") / "data" / "demo"
        head = tomllib.loads((folder / "week.toml").read_text(encoding="utf-8"))
        outlets = (tomllib.loads((folder / f"{name}.toml").read_text(encoding="utf-8")) for name in head["outlets"])
        return cls(
            start=head["start"],
            end=head["end"],
            outlets=tuple(_outlet(name, table) for name, table in zip(head["outlets"], outlets, strict=True)),
            developments={key: Development(**table) for key, table in head["development"].items()},
            terms=tuple(head["terms"]),
        )


def slug(title: str) -> str:
    """A headline as outlets put it into links: plain letters and hyphens, eight words at most."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    return "-".join(re.findall(r"[a-z0-9]+", plain.replace("'", ""))[:8])


def _outlet(name: str, table: dict[str, Any]) -> Outlet:
    return Outlet(
        id=name,
        name=table["name"],
        about=table["about"],
        host=table["host"],
        language=table["language"],
        dialect=table["dialect"],
        guid=table["guid"],
        links=table["links"],
        markup=table["markup"],
        validators=table["validators"],
        window=table["window"],
        noon=table.get("noon", False),
        offset=timedelta(hours=table.get("utc_offset_hours", 0)),
        tracking=table.get("tracking", ""),
        items=tuple(_item(name, item) for item in table["item"]),
        faults=tuple(Fault(start=f["from"], end=f["until"], kind=f["kind"]) for f in table.get("fault", [])),
    )


def _item(outlet: str, table: dict[str, Any]) -> Item:
    first = Version(
        at=table["at"],
        title=table["title"],
        summary=table.get("summary", ""),
        dated=table.get("dated", table["at"]),
        truth=table.get("truth", "off"),
    )
    versions = [first]
    for edit in table.get("edit", []):
        versions.append(_edited(versions[-1], edit))
    return Item(
        id=f"{outlet}-{first.at:%d%H%M}",
        section=table.get("section", "world"),
        credit=table.get("credit"),
        versions=tuple(versions),
        gone=table.get("gone"),
    )


def _edited(before: Version, edit: dict[str, Any]) -> Version:
    return Version(
        at=edit["at"],
        title=edit.get("title", before.title),
        summary=edit.get("summary", before.summary),
        dated=edit.get("dated", before.dated),
        truth=edit.get("truth", before.truth),
    )
