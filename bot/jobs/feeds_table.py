"""Feed health and probes as text for the operator's terminal. Pure."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from bot.core.intake.standing import FeedState, asks_to_move
from bot.core.model import Source
from bot.jobs.probe import Probe
from storage.feeds import FeedNote

_HEADS = ("id", "last success", "last new", "every", "why", "validators", "errors", "state")


def health_table(rows: Sequence[tuple[Source, FeedState]], now: datetime) -> str:
    """One line for each feed, and below it what is odd about it."""
    cells = [_cells(source, state, now) for source, state in rows]
    widths = [max(len(row[column]) for row in (_HEADS, *cells)) for column in range(len(_HEADS))]
    lines = [_line(_HEADS, widths)]
    for (source, state), row in zip(rows, cells, strict=True):
        lines.append(_line(row, widths))
        lines += [f"    {remark}" for remark in _remarks(source, state, now)]
    return "\n".join(lines)


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    return "  ".join(cell.ljust(width) for cell, width in zip(cells, widths, strict=True)).rstrip()


def _cells(source: Source, state: FeedState, now: datetime) -> tuple[str, ...]:
    return (
        source.id,
        ago(state.succeeded_at, now),
        ago(state.new_at, now),
        length(state.interval),
        state.why or "-",
        "+".join(name for name, value in (("etag", state.etag), ("date", state.last_modified)) if value) or "-",
        str(state.failures) if state.failures else "-",
        _state(state, now),
    )


def _state(state: FeedState, now: datetime) -> str:
    if state.retired_at:
        return "retired"
    if state.attempted_at is None:
        return "never asked"
    if state.failing_since:
        return f"failing for {length(now - state.failing_since)}"
    return "odd" if state.flags or state.may_have_missed(now) else "good"


def _remarks(source: Source, state: FeedState, now: datetime) -> Iterable[str]:
    if state.problem:
        yield state.problem
    if state.may_have_missed(now) and state.gap_from and state.gap_to:
        yield f"may have missed reports from {_clock(state.gap_from)} to {_clock(state.gap_to)}"
    yield from (flag.sentence for flag in sorted(state.flags) if flag != "overflow")
    if state.url:
        yield f"asked at {state.url}, where it moved for good"
    if target := asks_to_move(state, source, now):
        yield f"wants to move to {target}: `trucewire feeds accept {source.id}`"


def note_lines(notes: Iterable[FeedNote]) -> str:
    """Notes for the operator, a line each."""
    return "\n".join(f"{_clock(note.at)}  {note.text}" for note in notes)


def latency_line(latencies: Sequence[tuple[float, float | None]]) -> str:
    """How fast alerts were; the pairs are those of `tables.provenance.latencies`."""
    chances = sorted(chance for chance, _ in latencies)
    dated = sorted(published for _, published in latencies if published is not None)
    text = f"Latency of {len(chances)} alerts: {_spread(chances)} from the first poll that could have seen the report"
    return f"{text}; {_spread(dated)} from publication ({len(dated)} with a date to trust)" if dated else text


def _spread(seconds: Sequence[float]) -> str:
    """Median and 95th percentile of sorted seconds."""
    middle, high = seconds[len(seconds) // 2], seconds[min(len(seconds) - 1, len(seconds) * 95 // 100)]
    return f"median {length(timedelta(seconds=middle))}, 95 % within {length(timedelta(seconds=high))}"


def probe_lines(source: Source, found: Probe) -> str:
    """What a look at a feed found."""
    result, feed = found.result, found.feed
    validators = ", ".join(
        name for name, value in (("ETag", result.etag), ("Last-Modified", result.last_modified)) if value
    )
    rhythm = "rhythm not told by its dates" if found.per_hour is None else f"{found.per_hour:.1f} reports an hour"
    entries = "1 entry" if len(feed.entries) == 1 else f"{len(feed.entries)} entries"
    counts = f"{entries}, {found.guids} with guid, {found.dated} with a usable date"
    lines = [
        f"{source.id}: {feed.version or 'feed'}, {counts}, {len(result.body or b'')} bytes in {result.seconds:.2f} s",
        f"  validators: {validators or 'none'}; asked every {length(found.interval)}; {rhythm}",
    ]
    if found.url != source.url:
        lines.append(f"  moved for good to {found.url}")
    if found.newest:
        lines.append(f"  newest: {found.newest.headline}")
    odd = [*sorted(flag.sentence for flag in found.flags)]
    odd += ["not well-formed XML"] if feed.malformed else []
    odd += ["the end is missing"] if feed.truncated else []
    return "\n".join(lines + [f"  odd: {one}" for one in odd])


def toml_lines(source: Source) -> str:
    """A source as it is written in feeds.toml."""
    fields = ("id", "outlet", "url", "language", "family")
    return "\n".join(["[[source]]", *(f"{key} = {_toml(getattr(source, key))}" for key in fields)])


def _toml(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + "".join(one if one.isprintable() else f"\\u{ord(one):04x}" for one in escaped) + '"'


def length(span: timedelta | None) -> str:
    """A span in its largest unit that fits."""
    if span is None:
        return "-"
    seconds = span.total_seconds()
    for unit, size in (("d", 86400), ("h", 3600), ("min", 60)):
        if seconds >= 2 * size or (unit == "min" and seconds >= 60):
            return f"{seconds / size:.0f} {unit}"
    return f"{seconds:.0f} s"


def ago(moment: datetime | None, now: datetime) -> str:
    """How long ago a moment was."""
    return "never" if moment is None else f"{length(now - moment)} ago"


def _clock(moment: datetime) -> str:
    return f"{moment:%Y-%m-%d %H:%M} UTC"
