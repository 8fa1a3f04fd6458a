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
from bot.feeds.normalise import report
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
    titled = [entry for entry in entries if entry.title.strip() or entry.summary.strip()]
    names = batch_aliases(titled, source)
    known = tables.reports.by_alias(alias for some in names for alias in some)
    found = [any(alias in known for alias in some) for some in names]
    reports = [report(entry, source, now, first=some[0]) for entry, some in zip(titled, names, strict=True)]
    verdict = _rekeyed(tables, source, state, reports, found, now)
    known |= _mapped(tables, verdict, names)
    dated = not health.date_flags([one.published for one in reports]) & {Flag.SAME_TIME_DATES, Flag.NO_DATES}
    arrivals = [
        Arrival(
            report=one,
            aliases=some,
            seeding=not state.seeded or place in verdict.seeded,
            provenance=_provenance(entry, one, state, dated=dated),
        )
        for place, (one, some, entry) in enumerate(zip(reports, names, titled, strict=True))
    ]
    return Sorted(
        arrivals=tuple(arrival for arrival in arrivals if not _settled(arrival, known)),
        known=known,
        moments=tuple(one.published for one in reports),
        new=sum(not is_known for is_known in found) - len(verdict.mapped),
        overflow=not verdict.tripped
        and health.overflowed(seeded=state.seeded, had_entries=state.entries > 0, known=found),
        verdict=verdict,
    )


def _rekeyed(
    tables: Tables, source: Source, state: FeedState, reports: Sequence[Report], found: Sequence[bool], now: datetime
) -> Verdict:
    """Ask the breaker, where more than half of a feed is unknown by name."""
    if not state.seeded or sum(found) * 2 >= len(found):
        return Verdict()
    headlines = {fold(text): owner for text, owner in tables.reports.headlines(source.id, now - _HEADLINES)}
    candidates = [
        Candidate(headline=one.headline, published=one.published, known=is_known)
        for one, is_known in zip(reports, found, strict=True)
    ]
    return rekey.check(candidates, state.succeeded_at, headlines)


def _mapped(tables: Tables, verdict: Verdict, names: Sequence[tuple[str, ...]]) -> dict[str, tuple[Report, ...]]:
    """The versions of the reports that the breaker found by headline, under the new names."""
    versions = {owner: tables.reports.versions(owner) for owner in sorted(set(verdict.mapped.values()))}
    return {alias: versions[owner] for place, owner in verdict.mapped.items() for alias in names[place]}


def _settled(arrival: Arrival, known: Known) -> bool:
    """Whether all its names are known as one report's, and one of that report's versions reads the same."""
    owners: set[ReportId] = {known[alias][0].id for alias in arrival.aliases if alias in known}
    if len(owners) != 1 or not all(alias in known for alias in arrival.aliases):
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
