"""From a delivery to the message it stands for, composed from what the store holds at that moment."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Protocol

from bot.core.alert.content import AlertContent, ReplyContent
from bot.core.model import Alert, AlertId, ChatId, DevelopmentId, Reason, ReportId, SubscriptionKey
from bot.core.people.delivery import Delivery, Kind
from bot.core.people.message import AnnouncementContent, BriefContent, DigestContent, Message, NoticeContent
from storage.store import Tables


class Compose(Protocol):
    """Makes what the message of an alert shows at a moment; `lead` is a report to show in place of the alert's own."""

    def __call__(
        self, tables: Tables, alert: Alert, now: datetime, lead: ReportId | None = None, /
    ) -> AlertContent | ReplyContent:
        """Everything the message shows."""
        ...


MOST_ENTRIES = 20
_SUPERGROUPS = -1_000_000_000_000  # ids of supergroups and channels lie below


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """A message, and the number of the one it edits, if it does."""

    message: Message
    edits: int | None = None


ComposeBrief = Callable[[Tables, Delivery], str]  # as Telegram HTML


def prepare(
    tables: Tables, delivery: Delivery, compose: Compose, now: datetime, brief: ComposeBrief | None = None
) -> Prepared:
    """The message of a delivery as of `now`, in the language that the chat has now.

    An edit too: what is written is made anew from what is stored each time, so that after a change of language the next
    edit brings the alert, its buttons included, in the one that the chat reads now. Nothing is edited for that alone.
    """
    prepared = _brief(tables, delivery, brief) if brief and delivery.kind is Kind.BRIEF else None
    prepared = prepared or _prepared(tables, delivery, compose, now)
    return replace(prepared, message=replace(prepared.message, language=tables.talks.language(delivery.chat)))


def _prepared(tables: Tables, delivery: Delivery, compose: Compose, now: datetime) -> Prepared:
    if delivery.kind is Kind.DIGEST:
        return Prepared(message=_digest(tables, delivery, compose, now))
    if delivery.kind is Kind.NOTICE:
        return Prepared(message=_notice(tables, delivery))
    if delivery.kind is Kind.ANNOUNCEMENT:
        return Prepared(message=_announcement(tables, delivery))
    alert = _alert(tables, delivery.alert)
    original = tables.outbox.original(delivery) if delivery.kind is Kind.EDIT else None
    content = _linked(tables, delivery, alert, _composed(tables, original or delivery, alert, compose, now))
    buttons = alert.id if isinstance(content, AlertContent) else None
    if delivery.kind is Kind.EDIT:
        assert original is not None
        plain = original.plain or delivery.plain
        message = Message(content=content, plain=plain, alert=buttons)
        return Prepared(message=message, edits=original.message)
    message = Message(
        content=content,
        alert=buttons,
        repeat=delivery.repeat,
        plain=delivery.plain,
        reply_to=_replies_to(tables, delivery),
        silent=_silent(tables, delivery),
    )
    return Prepared(message=message)


def _composed(
    tables: Tables, delivery: Delivery, alert: Alert, compose: Compose, now: datetime
) -> AlertContent | ReplyContent:
    """The content of an alert as this chat is shown it."""
    content = compose(tables, alert, now, delivery.lead) if delivery.lead else compose(tables, alert, now)
    return replace(content, least_outlets=delivery.least) if isinstance(content, AlertContent) else content


def _alert(tables: Tables, name: AlertId) -> Alert:
    alert = tables.developments.alert(name)
    assert alert is not None
    return alert


def _linked(
    tables: Tables, delivery: Delivery, alert: Alert, content: AlertContent | ReplyContent
) -> AlertContent | ReplyContent:
    """The other side of a dispute, linked to its message where this chat has one that can be linked to."""
    if isinstance(content, ReplyContent) or content.dispute is None:
        return content
    other = _other_side(tables, alert, content.dispute.relation)
    message = tables.outbox.message_of(other, delivery.chat, delivery.thread) if other else None
    link = message_link(delivery.chat, delivery.thread, message) if message else None
    return replace(content, dispute=replace(content.dispute, link=link or content.dispute.link))


def _other_side(tables: Tables, alert: Alert, relation: str) -> DevelopmentId | None:
    if relation == "disputed_by":
        others = tables.developments.disputing(alert.development)
        return others[-1].development if others else None
    decisions = tables.developments.decisions(alert.report)
    mine = (one for one in decisions if one.topic == alert.topic and one.version == alert.version)
    return next((one.disputes for one in mine), None)


def message_link(chat: ChatId, thread: int, message: int) -> str | None:
    """The address of a message in a supergroup or channel; other chats have none."""
    if chat >= _SUPERGROUPS:
        return None
    inner = _SUPERGROUPS - chat
    return f"https://t.me/c/{inner}/{thread}/{message}" if thread else f"https://t.me/c/{inner}/{message}"


def _silent(tables: Tables, delivery: Delivery) -> bool:
    key = SubscriptionKey(chat=delivery.chat, thread=delivery.thread, topic=delivery.topic)
    subscription = tables.subscriptions.get(key)
    return subscription is not None and subscription.silent


def _replies_to(tables: Tables, delivery: Delivery) -> int | None:
    if delivery.kind is Kind.ALERT:
        alert = _alert(tables, delivery.alert)
        disputed = _other_side(tables, alert, "disputes") if alert.reason is Reason.DISPUTE else None
        there = tables.outbox.message_of(disputed, delivery.chat, delivery.thread) if disputed else None
        return there or tables.outbox.previous_message(delivery)
    original = tables.outbox.original(delivery)
    return original.message if original else None


def _notice(tables: Tables, delivery: Delivery) -> Message:
    notice = tables.notices.get(delivery.alert)
    content = NoticeContent(topic=notice.name, sentence=notice.sentence, at=notice.at)
    return Message(content=content, plain=delivery.plain, repeat=delivery.repeat, silent=True)


def _brief(tables: Tables, delivery: Delivery, brief: ComposeBrief) -> Prepared:
    content, silent = BriefContent(html=brief(tables, delivery)), _silent(tables, delivery)
    return Prepared(message=Message(content=content, plain=delivery.plain, repeat=delivery.repeat, silent=silent))


def _announcement(tables: Tables, delivery: Delivery) -> Message:
    content = AnnouncementContent(text=tables.announcements.get(delivery.alert).text)
    silent = _silent(tables, delivery)
    return Message(content=content, plain=delivery.plain, repeat=delivery.repeat, silent=silent)


def _digest(tables: Tables, delivery: Delivery, compose: Compose, now: datetime) -> Message:
    """One entry for each alert, oldest first; those that a digest cannot hold are the oldest, and counted."""
    told: dict[AlertId, Delivery] = {}
    for one in tables.outbox.digested(delivery.alert):
        told.setdefault(one.alert, one)
    alerts = [_alert(tables, name) for name in told]
    entries = tuple(_composed(tables, told[one.id], one, compose, now) for one in alerts[-MOST_ENTRIES:])
    topic = next((entry.topic for entry in entries if isinstance(entry, AlertContent)), delivery.topic)
    content = DigestContent(
        topic=topic,
        since=min(alert.created_at for alert in alerts),
        until=max(alert.created_at for alert in alerts),
        entries=entries,
        left_out=len(alerts) - len(entries),
    )
    return Message(content=content, plain=delivery.plain, silent=True)
