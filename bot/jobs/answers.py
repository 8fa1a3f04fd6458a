"""What the answers of one cycle do to the standing of the feeds that were asked."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.core.intake import health, standing
from bot.core.intake.entry import ParsedFeed
from bot.core.intake.health import Line
from bot.core.intake.standing import Answered, Failed, FeedState, Pace
from bot.core.model import Source, SourceId
from bot.errors import FeedError, FetchError
from bot.feeds.fetch import FetchResult
from bot.jobs.inbox import Sorted


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What came of asking one feed: a result, with a feed where there was something new to read; or an error."""

    source: Source
    state: FeedState
    result: FetchResult | None = None
    feed: ParsedFeed | None = None
    error: FeedError | None = None


def next_states(
    answers: Sequence[Answer],
    others: Sequence[tuple[Source, FeedState]],
    found: Mapping[SourceId, Sorted],
    pace: Pace,
    now: datetime,
) -> list[FeedState]:
    """The standing of the asked feeds after their answers; in a second look, failures of our own line are not counted.

    `others` are all feeds as they stood before.
    """
    states = [_next_state(answer, found.get(answer.source.id), pace, now, local=False) for answer in answers]
    polled = {state.source: state for state in states}
    lines = [standing.line_of(polled.get(source.id, state), source) for source, state in others]
    return [
        _next_state(answer, None, pace, now, local=True) if _is_local(answer, state, lines) else state
        for answer, state in zip(answers, states, strict=True)
    ]


def _is_local(answer: Answer, state: FeedState, lines: Sequence[Line]) -> bool:
    line_here = standing.line_of(state, answer.source)
    return (
        line_here.silent
        and state.failing_since is not None
        and health.local_outage(line_here.host, state.failing_since, lines)
    )


def _next_state(answer: Answer, found: Sorted | None, pace: Pace, now: datetime, *, local: bool) -> FeedState:
    """What the feed's standing becomes; the rules are in `core.intake.standing`."""
    if answer.error is not None or answer.result is None:
        error = answer.error or FetchError("no_answer")
        retry_after = error.retry_after if isinstance(error, FetchError) else None
        failed = Failed(reason=error.reason, problem=str(error), retry_after=retry_after, local=local)
        return standing.after_failure(answer.state, answer.source, failed, now, pace)
    result, found = answer.result, found or Sorted()
    answered = Answered(
        etag=result.etag,
        last_modified=result.last_modified,
        hints=result.hints,
        digest=result.digest,
        permanent_url=result.permanent_url,
        feed=answer.feed,
        new=found.new,
        overflow=found.overflow,
        rekeyed=found.verdict.tripped,
        moments=found.moments,
    )
    return standing.after_answer(answer.state, answer.source, answered, now, pace)
