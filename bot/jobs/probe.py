"""One look at a feed, outside the schedule: does it answer, what is in it, how often does it publish?

Nothing is stored and no validators are sent, so an answer is always whole.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.core.intake import health
from bot.core.intake.canonical import batch_aliases
from bot.core.intake.entry import ParsedFeed
from bot.core.intake.health import Flag
from bot.core.intake.schedule import Bounds, Case, ServerHints, from_window, next_poll
from bot.core.model import Report, Source
from bot.errors import FeedError, ParseError
from bot.feeds.discover import Offer, offers
from bot.feeds.fetch import FeedRequest, FetchResult
from bot.feeds.normalise import report
from bot.jobs.poll import Fetcher, Parser


@dataclass(frozen=True, slots=True, kw_only=True)
class Probe:
    """What a look at a feed found.

    `per_hour` is None where its dates do not tell; `interval` is how often we would ask.
    """

    url: str
    result: FetchResult
    feed: ParsedFeed
    newest: Report | None
    per_hour: float | None
    interval: timedelta
    guids: int
    dated: int
    flags: frozenset[Flag]


async def probe(source: Source, fetcher: Fetcher, parser: Parser, now: datetime) -> Probe:
    """Look at a feed. Raises FetchError, ParseError."""
    result = await fetcher.fetch(FeedRequest(url=source.url))
    feed = await parser.parse(result.body or b"", result.content_type, result.url)
    names = batch_aliases(feed.entries, source)
    reports = [report(entry, source, now, first=some[0]) for entry, some in zip(feed.entries, names, strict=True)]
    moments = [one.published for one in reports]
    rate = from_window([moment for moment in moments if moment])
    hints = ServerHints(
        fresh_seconds=result.hints.fresh,
        ttl_minutes=feed.ttl_minutes,
        update_minutes=feed.update_minutes,
        skip_hours=feed.skip_hours,
        skip_days=feed.skip_days,
    )
    fixed = source.interval_minutes
    configured = None if fixed is None else timedelta(minutes=fixed)
    case = Case(source=source.id, now=now, configured=configured, hints=hints, per_hour=rate)
    return Probe(
        url=result.permanent_url or source.url,
        result=result,
        feed=feed,
        newest=max(reports, key=lambda one: one.time, default=None),
        per_hour=rate,
        interval=next_poll(case, Bounds()).interval,
        guids=sum(bool(entry.guid) for entry in feed.entries),
        dated=sum(moment is not None for moment in moments),
        flags=health.date_flags(moments),
    )


async def find(source: Source, fetcher: Fetcher, parser: Parser, now: datetime) -> Probe | Sequence[Offer]:
    """Look at an address that may be a feed or a page that offers feeds; the offers where it is a page.

    Raises FetchError, ParseError.
    """
    try:
        return await probe(source, fetcher, parser, now)
    except ParseError as error:
        if error.reason not in {"html", "not_a_feed", "malformed"}:
            raise
        result = await fetcher.fetch(FeedRequest(url=source.url))
        found = offers((result.body or b"").decode("utf-8", "replace"), result.url)
        if not found:
            raise ParseError("no_feed", "neither a feed nor a page that offers one") from error
        return found


async def first_good(
    candidates: Sequence[Source], fetcher: Fetcher, parser: Parser, now: datetime
) -> tuple[Source, Probe] | None:
    """The first of these that is a feed with entries."""
    for source in candidates:
        try:
            found = await probe(source, fetcher, parser, now)
        except FeedError:
            continue
        if found.feed.entries:
            return source, found
    return None
