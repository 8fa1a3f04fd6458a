"""From a delivery to the message it stands for, composed from what the store holds at that moment."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from bot.core.alert.content import AlertContent, ReplyContent
from bot.core.model import Alert, AlertId, SubscriptionKey
from bot.core.people.delivery import Delivery, Kind
from bot.core.people.message import DigestContent, Message
from storage.store import Tables

Compose = Callable[[Tables, Alert, datetime], AlertContent | ReplyContent]
MOST_ENTRIES = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """A message, and the number of the one it edits, if it does."""

    message: Message
    edits: int | None = None


def prepare(tables: Tables, delivery: Delivery, compose: Compose, now: datetime) -> Prepared:
    """The message of a delivery as of `now`."""
    if delivery.kind is Kind.DIGEST:
        return Prepared(message=_digest(tables, delivery, compose, now))
    content = compose(tables, _alert(tables, delivery.alert), now)
    if delivery.kind is Kind.EDIT:
        original = tables.outbox.original(delivery)
        assert original is not None
        return Prepared(
            message=Message(content=content, plain=original.plain or delivery.plain), edits=original.message
        )
    message = Message(
        content=content,
        repeat=delivery.repeat,
        plain=delivery.plain,
        reply_to=_replies_to(tables, delivery),
        silent=_silent(tables, delivery),
    )
    return Prepared(message=message)


def _alert(tables: Tables, name: AlertId) -> Alert:
    alert = tables.developments.alert(name)
    assert alert is not None
    return alert


def _silent(tables: Tables, delivery: Delivery) -> bool:
    key = SubscriptionKey(chat=delivery.chat, thread=delivery.thread, topic=delivery.topic)
    subscription = tables.subscriptions.get(key)
    return subscription is not None and subscription.silent


def _replies_to(tables: Tables, delivery: Delivery) -> int | None:
    if delivery.kind is Kind.ALERT:
        return tables.outbox.previous_message(delivery)
    original = tables.outbox.original(delivery)
    return original.message if original else None


def _digest(tables: Tables, delivery: Delivery, compose: Compose, now: datetime) -> Message:
    """One entry for each alert, oldest first; those that a digest cannot hold are the oldest, and counted."""
    alerts = [
        _alert(tables, name) for name in dict.fromkeys(one.alert for one in tables.outbox.digested(delivery.alert))
    ]
    entries = tuple(compose(tables, alert, now) for alert in alerts[-MOST_ENTRIES:])
    topic = next((entry.topic for entry in entries if isinstance(entry, AlertContent)), delivery.topic)
    content = DigestContent(
        topic=topic,
        since=min(alert.created_at for alert in alerts),
        until=max(alert.created_at for alert in alerts),
        entries=entries,
        left_out=len(alerts) - len(entries),
    )
    return Message(content=content, plain=delivery.plain, silent=True)
