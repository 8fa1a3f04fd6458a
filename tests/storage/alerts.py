"""Alerts as the desk leaves them in the store: a report, its decision, the alert and its fan-out. All news is invented."""

from datetime import UTC, datetime
from typing import Any

from bot.core.alert.content import ReplyContent
from bot.core.model import (
    Alert,
    AlertId,
    ChatId,
    Decision,
    DevelopmentId,
    Importance,
    Reason,
    Report,
    ReportId,
    SourceId,
    StorylineId,
    SubscriptionKey,
    TopicId,
)
from bot.core.people.delivery import Delivery
from bot.core.people.outcome import Outcome
from bot.core.people.pacing import Pace
from storage.store import Store, Tables

NOW = datetime(2026, 3, 1, 9, 0, tzinfo=UTC)
TOPIC = TopicId("harbour-talks")
HEADLINE = "Envoy says port talks on a new ferry resume on Monday"
PACE = Pace()


def key(chat: int, thread: int = 0, topic: TopicId = TOPIC) -> SubscriptionKey:
    return SubscriptionKey(chat=ChatId(chat), thread=thread, topic=topic)


def subscribe(store: Store, *chats: int, at: datetime = NOW) -> None:
    store.write_now(lambda tables: [tables.subscriptions.subscribe(key(chat), at) for chat in chats])


def alert(
    number: int = 1, at: datetime = NOW, *, importance: Importance = 2, reason: Reason = Reason.NEW_DEVELOPMENT,
    development: str | None = None, storyline: str | None = None,
) -> Alert:  # fmt: skip
    """The alert `a1` of report `r1`, with a development and a storyline of its own where none is named."""
    return Alert(
        id=AlertId(f"a{number}"), topic=TOPIC, development=DevelopmentId(development or f"d{number}"),
        storyline=StorylineId(storyline or f"s{number}"), reason=reason, importance=importance,
        report=ReportId(f"r{number}"), version=1, created_at=at,
    )  # fmt: skip


def report(report_id: str, at: datetime = NOW, **more: Any) -> Report:
    given: dict[str, Any] = {"outlet": "Northgate Wire", "family": "northgate", "headline": HEADLINE, "summary": ""}
    given |= more
    return Report(
        id=ReportId(report_id), source=SourceId("s"), language="en", link=None, published=at, seen=at, **given
    )


def decision(one: Alert, **more: Any) -> Decision:
    """The decision that called for an alert; `more` makes it one on another report of the same development."""
    given: dict[str, Any] = {"report": one.report, "reason": one.reason, "at": one.created_at} | more
    return Decision(
        version=1, topic=one.topic, development=one.development, storyline=one.storyline, importance=one.importance,
        **given,
    )  # fmt: skip


def announce(
    tables: Tables, one: Alert, *, now: datetime | None = None, headline: str = HEADLINE, summary: str = ""
) -> int:
    """Store a report, its decision and its alert, and fan the alert out. Returns the deliveries made."""
    tables.reports.add(report(one.report, one.created_at, headline=headline, summary=summary))
    tables.developments.record(decision(one))
    tables.developments.add_alert(one)
    return tables.outbox.fan_out(one, now or one.created_at)


def tell(store: Store, one: Alert, headline: str = HEADLINE) -> int:
    """Announce in a transaction of its own."""
    return store.write_now(lambda tables: announce(tables, one, headline=headline))


def send(tables: Tables, outcome: Outcome, now: datetime = NOW, limit: int = 1) -> list[Delivery]:
    """Claim, begin and settle without a sender; returns the deliveries as settled."""
    claimed = tables.outbox.claim(now, limit).deliveries
    begun = [tables.outbox.begin(one, now, composed=now, pace=PACE) for one in claimed]
    assert None not in begun, "a flood wait stands in its way"
    return [tables.outbox.settle(one, outcome, now, pace=PACE).delivery for one in begun if one]


def compose(tables: Tables, one: Alert, now: datetime, lead: ReportId | None = None) -> ReplyContent:
    """The plainest content: an outlet and the headline."""
    newest = tables.reports.newest(lead or one.report)
    assert newest, "an alert has a report"
    return ReplyContent(kind="changed", outlet=newest.outlet, at=now, old=None, new=newest.headline)
