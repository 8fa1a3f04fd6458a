"""What the operator is told of a feed: one line each time something begins that only a person can judge."""

from collections.abc import Iterator
from datetime import datetime

from bot.core.intake.health import Flag, Notice
from bot.core.intake.standing import FeedState, asks_to_move
from bot.core.model import Source, SourceId, TopicId
from storage.feeds import FeedNote

_NOTED = (Flag.OVERFLOW, Flag.REKEYED, Flag.FROZEN, Flag.NO_ENTRIES, Flag.SAME_TIME_DATES)


def about(source: Source, before: FeedState, after: FeedState, now: datetime) -> Iterator[FeedNote]:
    """The notes that a change of standing is worth."""

    def note(kind: str, text: str) -> FeedNote:
        return FeedNote(at=now, source=source.id, kind=kind, text=f"{source.outlet} ({source.id}): {text}")

    if after.retired_at and not before.retired_at:
        yield note("retired", "gone (410, three times over a day), no longer asked; `trucewire feeds probe` asks again")
    if after.url != before.url:
        yield note("moved", f"moved for good to {after.url}; change its url in feeds.toml")
    target = asks_to_move(after, source, now)
    if target and asks_to_move(before, source, before.attempted_at or now) != target:
        yield note(
            "asks_to_move", f"redirects to another domain, {target}; `trucewire feeds accept {source.id}` allows it"
        )
    for flag in _NOTED:
        if flag in after.flags and flag not in before.flags:
            yield note(flag.value, flag.sentence)


def of_sight(topic: TopicId, notice: Notice, now: datetime) -> FeedNote:
    """The note that goes with what the subscribers of a topic are told of its sources."""
    return FeedNote(at=now, source=SourceId(""), kind=notice.value, text=f"topic {topic}: {notice.sentence}")
