"""From the entries of one answered feed to arrivals on the news desk: which are known, which may not speak.

Read from the store, decide by the pure rules of `core.intake`; nothing is written here.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.core.intake import edits, health, rekey
from bot.core.intake.canonical import batch_aliases
from bot.core.intake.edits import Edit
from bot.core.intake.entry import Entry, Provenance
from bot.core.intake.health import Flag
from bot.core.intake.rekey import Candidate, Verdict
from bot.core.intake.standing import FeedState
from bot.core.model import Report, ReportId, Source
from bot.core.text import fold
from bot.feeds.normalise import plain, published, report
from bot.jobs.desk import Arrival
from storage.store import Tables

_HEADLINES = timedelta(days=14)

Known = Mapping[str, tuple[Report, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sorted:
    """What one answered feed puts on the desk. Entries that changed in nothing are left out.

    `known` are the versions of the reports these arrivals are, by name; names that were mapped by headline included.
    """

    arrivals: tuple[Arrival, ...] = ()
    known: Known = field(default_factory=dict)
    moments: tuple[datetime | None, ...] = ()
    new: int = 0
    overflow: bool = False
    verdict: Verdict = field(default_factory=Verdict)


def sort(tables: Tables, source: Source, state: FeedState, entries: Sequence[Entry], now: datetime) -> Sorted:
    """Sort the entries of one poll."""
    worded = [entry for entry in entries if entry.title.strip() or entry.summary.strip()]
    names = batch_aliases(worded, source)
    known = tables.reports.by_alias(alias for some in names for alias in some)
    found = [any(alias in known for alias in some) for some in names]
    moments = [published(entry, now) for entry in worded]
    verdict = _rekeyed(tables, source, state, worded, found, moments, now)
    known |= _mapped(tables, verdict, names)
    digests = tables.provenance.digests({versions[0].id for versions in known.values()})
    dated = not health.date_flags(moments) & {Flag.SAME_TIME_DATES, Flag.NO_DATES}
    arrivals = [
        _arrival(entry, source, some, state, now, seeding=not state.seeded or place in verdict.seeded, dated=dated)
        for place, (entry, some) in enumerate(zip(worded, names, strict=True))
        if not _as_before(entry, some, known, digests)
    ]
    return Sorted(
        arrivals=tuple(arrival for arrival in arrivals if not _settled(arrival, known)),
        known=known,
        moments=tuple(moments),
        new=sum(not is_known for is_known in found) - len(verdict.mapped),
        overflow=not verdict.tripped
        and health.overflowed(seeded=state.seeded, had_entries=state.entries > 0, known=found),
        verdict=verdict,
    )


def _arrival(
    entry: Entry, source: Source, names: tuple[str, ...], state: FeedState, now: datetime, *, seeding: bool, dated: bool
) -> Arrival:
    one = report(entry, source, now, first=names[0])
    provenance = _provenance(entry, one, state, dated=dated)
    return Arrival(report=one, aliases=names, seeding=seeding, provenance=provenance)


def _rekeyed(
    tables: Tables, source: Source, state: FeedState, entries: Sequence[Entry], found: Sequence[bool],
    moments: Sequence[datetime | None], now: datetime,
) -> Verdict:  # fmt: skip
    """Ask the breaker, where more than half of a feed is unknown by name."""
    if not state.seeded or sum(found) * 2 >= len(found):
        return Verdict()
    headlines = {fold(text): owner for text, owner in tables.reports.headlines(source.id, now - _HEADLINES)}
    candidates = [
        Candidate(headline=plain(entry.title), published=moment, known=is_known)
        for entry, moment, is_known in zip(entries, moments, found, strict=True)
    ]
    return rekey.check(candidates, state.succeeded_at, headlines)


def _mapped(tables: Tables, verdict: Verdict, names: Sequence[tuple[str, ...]]) -> dict[str, tuple[Report, ...]]:
    """The versions of the reports that the breaker found by headline, under the new names."""
    versions = {owner: tables.reports.versions(owner) for owner in sorted(set(verdict.mapped.values()))}
    return {alias: versions[owner] for place, owner in verdict.mapped.items() for alias in names[place]}


def _owner(names: Sequence[str], known: Known) -> ReportId | None:
    """The one report that all these names are known for, if there is one."""
    owners = {known[alias][0].id if alias in known else None for alias in names}
    return owners.pop() if len(owners) == 1 else None


def _as_before(entry: Entry, names: Sequence[str], known: Known, digests: Mapping[ReportId, frozenset[str]]) -> bool:
    """Whether an item was served before exactly as it is now: most are, and need no further look."""
    owner = _owner(names, known)
    return owner is not None and entry.digest in digests.get(owner, ())


def _settled(arrival: Arrival, known: Known) -> bool:
    """Whether all its names are known as one report's, and one of that report's versions reads the same."""
    if _owner(arrival.aliases, known) is None:
        return False
    return edits.against(known[arrival.aliases[0]], arrival.report).edit is Edit.UNCHANGED


def _provenance(entry: Entry, one: Report, state: FeedState, *, dated: bool) -> Provenance:
    trusted = dated and one.published is not None
    return Provenance(
        published_raw=entry.published_raw[:200],
        author=entry.author[:200],
        publisher=entry.publisher[:200],
        item_digest=entry.digest,
        chance_at=health.first_chance(one.published if trusted else None, state.failing_since, one.seen),
        dated=trusted,
    )
