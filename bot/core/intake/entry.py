"""What a feed says, before we make anything of it: entries as text, hints as numbers.

`Entry` and `ParsedFeed` cross the border of the parser's process as JSON: they hold strings, numbers and tuples only.
"""

from dataclasses import dataclass
from datetime import datetime
from hashlib import blake2b


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One item of a feed. Texts are as served (HTML may be in them); missing ones are empty.

    `published` and `updated` are seconds since 1970 in UTC where feedparser could read the date, `published_raw` is
    the date as the outlet wrote it. `publisher` is the outlet an aggregator names for the item (RSS `source`).
    """

    title: str = ""
    summary: str = ""
    link: str = ""
    guid: str = ""
    author: str = ""
    publisher: str = ""
    published_raw: str = ""
    published: float | None = None
    updated: float | None = None

    @property
    def digest(self) -> str:
        """A hash of the item as served."""
        fields = (self.title, self.summary, self.link, self.guid, self.author, self.publisher, self.published_raw)
        return blake2b("\0".join(fields).encode(), digest_size=8).hexdigest()


@dataclass(frozen=True, slots=True, kw_only=True)
class Provenance:
    """Where one version of a report came from.

    `chance_at` is the first poll that could have seen it; `dated` says whether the outlet's date is to be trusted.
    """

    published_raw: str
    author: str
    publisher: str
    item_digest: str
    chance_at: datetime
    dated: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ParsedFeed:
    """A parsed feed: its entries in feed order, and what it says of how often to come back.

    `malformed`: not well-formed XML, read leniently. `truncated`: the end is missing, so the entries are salvage and
    the validators of this answer must not be stored. `capped`: more entries than we take.
    `update_minutes` is the length of one sy:updatePeriod divided by sy:updateFrequency.
    """

    entries: tuple[Entry, ...] = ()
    title: str = ""
    language: str = ""
    version: str = ""
    ttl_minutes: float | None = None
    update_minutes: float | None = None
    skip_hours: tuple[int, ...] = ()  # GMT, 0..23
    skip_days: tuple[int, ...] = ()  # Monday is 0
    malformed: bool = False
    truncated: bool = False
    capped: bool = False
    self_link: str = ""
