"""What goes out next: heads of chats, by priority; on the way, whatever can go out no more is moved where it ends.

A chat's messages leave in the order of the ledger, one at a time; edits have no place in that order.
"""

import json
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.core.model import Alert, AlertId, ChatId, Report, Subscription, SubscriptionKey, TopicId, derived_id
from bot.core.people.delivery import Delivery, Kind, Lifetimes, State, priority
from bot.core.people.filters import subject
from bot.core.people.moves import Claim, Facts, Fold, Review
from bot.core.people.settings import (
    AlertSubject,
    Declined,
    Held,
    Verdict,
    Voice,
    Wants,
    admits,
    lead_for,
    rests_until,
    wants,
)
from storage import catalogue
from storage.developments import DevelopmentTable
from storage.engine import Connection
from storage.ledger import Ledger
from storage.mutes import MuteTable
from storage.reports import ReportTable
from storage.subscriptions import SubscriptionTable
from storage.times import to_ms

OVERTAKEN_AFTER = timedelta(minutes=2)
QUARANTINE_AT = 3  # chats
_ROWS_OF_A_CHAT = 500

About = Callable[[Alert, str | None, Report, Sequence[Report]], AlertSubject]


def by_report(alert: Alert, act: str | None, lead: Report, reports: Sequence[Report]) -> AlertSubject:  # noqa: ARG001
    """What settings look at, as far as the reports themselves say it."""
    others = [one for one in reports if one.id != lead.id]
    voices = tuple(Voice(family=one.family, language=one.language, report=one.id) for one in (lead, *others))
    text = f"{lead.headline}\n{lead.summary}"
    words = subject(text, outlet=[one.outlet for one in (lead, *others)])
    return AlertSubject(importance=alert.importance, voices=voices, subject=words)


@dataclass(frozen=True, slots=True, kw_only=True)
class Knowledge:
    """What the ledger is told by those who know: what settings look at in an alert, and which topics exist."""

    about: About = by_report
    knows: Callable[[TopicId], bool] = lambda _: True


@dataclass(frozen=True, slots=True, kw_only=True)
class Claimed:
    """What was taken out, and whether rows moved, so that asking again may find more."""

    deliveries: tuple[Delivery, ...]
    moved: int


class Queue:
    """Takes deliveries out of the ledger."""

    def __init__(self, connection: Connection, lifetimes: Lifetimes) -> None:
        self._connection = connection
        self._ledger = Ledger(connection)
        self._subscriptions = SubscriptionTable(connection)
        self._mutes = MuteTable(connection)
        self._lifetimes = lifetimes

    def claim(
        self,
        now: datetime,
        limit: int,
        *,
        cooling: Collection[ChatId],
        knowledge: Knowledge,
    ) -> Claimed:
        """Claim up to `limit` deliveries, each the head of another chat."""
        if self.braked(now):
            return Claimed(deliveries=(), moved=0)
        values = {"now": to_ms(now), "cooling": json.dumps(sorted(cooling)), "limit": limit * 4}
        chats = dict.fromkeys(row["chat"] for row in self._connection.execute(catalogue.CANDIDATES, values))
        claimed: list[Delivery] = []
        moved = 0
        for chat in chats:
            ready, changes = self._review_chat(ChatId(chat), now, knowledge)
            moved += changes
            if head := _head(ready, now):
                claimed.append(self._ledger.move(head, Claim(), now))
            if len(claimed) == limit:
                break
        return Claimed(deliveries=tuple(claimed), moved=moved)

    def ready(self, now: datetime, cooling: Collection[ChatId]) -> bool:
        """Whether there is anything to claim, but for a brake."""
        values = {"now": to_ms(now), "cooling": json.dumps(sorted(cooling)), "limit": 1}
        return self._connection.execute(catalogue.CANDIDATES, values).fetchone() is not None

    def braked(self, now: datetime) -> bool:
        """Whether nothing may be sent to anybody."""
        row = self._connection.execute("SELECT next_at FROM brake").fetchone()
        return row is not None and row["next_at"] > to_ms(now)

    def held_up(self, chat: ChatId, now: datetime) -> bool:
        """Whether nothing may be sent to this chat."""
        row = self._connection.execute("SELECT next_at FROM pacing WHERE chat = ?", (chat,)).fetchone()
        return self.braked(now) or (row is not None and row["next_at"] > to_ms(now))

    def _review_chat(self, chat: ChatId, now: datetime, knowledge: Knowledge) -> tuple[list[Delivery], int]:
        """Review a chat's open rows: those that may still go out, and how many rows changed."""
        rows = self._ledger.rows(catalogue.OPEN_OF_CHAT, chat=chat, limit=_ROWS_OF_A_CHAT)
        if any(row.state in (State.CLAIMED, State.SENDING) for row in rows):
            return [], 0
        reviewed = [self._ledger.move(row, Review(self._facts(row, rows, now, knowledge)), now) for row in rows]
        changes = sum(before != after for before, after in zip(rows, reviewed, strict=True))
        digests = self._fold([row for row in reviewed if row.awaits_digest and row.due <= now], now)
        return [*reviewed, *digests], changes

    def _facts(self, row: Delivery, rows: Sequence[Delivery], now: datetime, knowledge: Knowledge) -> Facts:
        subscription = self._subscription(row)
        follows = row.kind in (Kind.CORRECTION, Kind.UPDATE, Kind.EDIT)
        about = self._about(row, subscription, knowledge)
        return Facts(
            subscribed=subscription is not None and subscription.active,
            configured=row.kind is Kind.ANNOUNCEMENT or knowledge.knows(row.topic),
            quarantined=self._quarantined(row.alert),
            overtaken=_overtaken(row, rows, now),
            verdict=self._verdict(row, subscription, now, about),
            original=self._original(row) if follows else None,
            lead=lead_for(subscription, about.voices) if subscription and about else None,
            least=subscription.least_outlets if subscription else 1,
        )

    def _subscription(self, row: Delivery) -> Subscription | None:
        """Whose settings count. An announcement is for the chat: any of its subscriptions will do."""
        found = self._subscriptions.get(SubscriptionKey(chat=row.chat, thread=row.thread, topic=row.topic))
        if row.kind is not Kind.ANNOUNCEMENT or (found is not None and found.active):
            return found
        return next(iter(self._subscriptions.of_chat(row.chat)), None)

    def _special(self, key: SubscriptionKey) -> bool:
        row = self._connection.execute(
            "SELECT special FROM subscriptions WHERE chat = ? AND thread = ? AND topic = ?",
            (key.chat, key.thread, key.topic),
        ).fetchone()
        return bool(row["special"])

    def _about(self, row: Delivery, subscription: Subscription | None, knowledge: Knowledge) -> AlertSubject | None:
        """What settings are held against, where the delivery is an alert and there are settings."""
        if row.kind is not Kind.ALERT or subscription is None or row.copies > 0 or not self._special(subscription.key):
            return None
        developments = DevelopmentTable(self._connection)
        alert = developments.alert(row.alert)
        assert alert is not None
        development, reports = developments.get(alert.development), developments.reports(alert.development)
        act = development.act if development else None
        return knowledge.about(alert, act, self._report(alert), reports)

    def _report(self, alert: Alert) -> Report:
        versions = ReportTable(self._connection).versions(alert.report)
        return next(one for one in versions if one.version == alert.version)

    def _verdict(
        self, row: Delivery, subscription: Subscription | None, now: datetime, about: AlertSubject | None
    ) -> Verdict:
        """What a subscription's settings say: all of them of an alert, of anything else only when it may come."""
        if subscription is None or row.copies > 0 or row.kind is Kind.EDIT:
            return Wants()
        if row.kind in (Kind.ALERT, Kind.UPDATE) and self._mutes.muted(row.chat, row.thread, row.storyline, now):
            return Declined(why="muted")
        if about is not None:
            return wants(subscription, about, now)
        if not self._special(subscription.key):
            return Wants()
        if row.kind in (Kind.UPDATE, Kind.CORRECTION) and self._left_out(row, subscription):
            return Declined(why="outlets")
        return _rest(row, subscription, now)

    def _left_out(self, row: Delivery, subscription: Subscription) -> bool:
        """Whether a reply is about a report of an outlet that is left out, and that the chat was not shown."""
        developments = DevelopmentTable(self._connection)
        alert = developments.alert(row.alert)
        assert alert is not None
        report = self._report(alert)
        if admits(subscription, Voice(family=report.family, language=report.language)):
            return False
        shown = self._ledger.rows(catalogue.ORIGINAL, alert=row.alert, chat=row.chat, thread=row.thread)
        first = developments.alert(shown[0].alert) if shown else None
        return bool(shown and first) and report.id != (shown[0].lead or (first and first.report))

    def _quarantined(self, alert: AlertId) -> bool:
        row = self._connection.execute("SELECT count(*) AS n FROM unparsable WHERE alert = ?", (alert,)).fetchone()
        return int(row["n"]) >= QUARANTINE_AT

    def _original(self, row: Delivery) -> Delivery | None:
        return original_of(self._ledger, row)

    def _fold(self, rows: Sequence[Delivery], now: datetime) -> list[Delivery]:
        """Fold rows into the digest of their subscription; returns digests that were made for it."""
        made = []
        for row in rows:
            key = SubscriptionKey(chat=row.chat, thread=row.thread, topic=row.topic)
            digest = self._waiting_digest(key)
            if digest is None:
                digest = self._new_digest(key, row, now)
                made.append(digest)
            self._ledger.move(row, Fold(digest.alert), now)
        return made

    def _waiting_digest(self, key: SubscriptionKey) -> Delivery | None:
        found = self._ledger.rows(
            f"SELECT {catalogue.COLUMNS} FROM deliveries WHERE chat = :chat AND thread = :thread AND topic = :topic "  # noqa: S608
            "AND kind = 'digest' AND state = 'pending' AND copies = 0 LIMIT 1",
            chat=key.chat, thread=key.thread, topic=key.topic,
        )  # fmt: skip
        return found[0] if found else None

    def _new_digest(self, key: SubscriptionKey, first: Delivery, now: datetime) -> Delivery:
        name = AlertId(derived_id("digest", str(key.chat), str(key.thread), key.topic, str(first.seq)))
        expires = now + self._lifetimes.of(Kind.DIGEST, 3)
        cursor = self._connection.execute(
            """INSERT INTO deliveries (alert, chat, thread, kind, topic, importance, storyline, priority, state,
                created_at, changed_at, due_at, expires_at)
            VALUES (?, ?, ?, 'digest', ?, 3, '', ?, 'pending', ?, ?, ?, ?)""",
            (name, key.chat, key.thread, key.topic, priority(Kind.DIGEST, 3), *[to_ms(now)] * 3, to_ms(expires)),
        )
        assert cursor.lastrowid is not None
        return self._ledger.get(cursor.lastrowid)


def _rest(row: Delivery, subscription: Subscription, now: datetime) -> Verdict:
    """When what is no alert may come. A brief comes at the time that was asked for, but in no pause."""
    if row.kind is Kind.BRIEF:
        until = subscription.paused_until
        return Held(until=until, why="paused") if until and until > now else Wants()
    until = rests_until(subscription, now, digest=not row.kind.news)
    return Held(until=until, why="quiet") if until else Wants()


def original_of(ledger: Ledger, row: Delivery) -> Delivery | None:
    """The delivery that a correction, an update or an edit refers to; the digest, where that told of it."""
    found = ledger.rows(catalogue.ORIGINAL, alert=row.alert, chat=row.chat, thread=row.thread)
    if not found or found[0].state is not State.DIGESTED:
        return found[0] if found else None
    digest = ledger.rows(
        f"SELECT {catalogue.COLUMNS} FROM deliveries WHERE kind = 'digest' AND alert = :alert",  # noqa: S608
        alert=found[0].digest,
    )
    return digest[0] if digest else None


def _overtaken(row: Delivery, rows: Sequence[Delivery], now: datetime) -> bool:
    """Whether an alert that has been stuck has a newer one of its storyline behind it."""
    if row.kind is not Kind.ALERT or now - row.created < OVERTAKEN_AFTER:
        return False
    return any(
        other.seq > row.seq
        and (other.kind, other.thread, other.storyline) == (row.kind, row.thread, row.storyline)
        and other.state in (State.PENDING, State.IN_DOUBT)
        and other.expires > now
        for other in rows
    )


def _head(rows: Sequence[Delivery], now: datetime) -> Delivery | None:
    """The message that is next in the order of the ledger; an edit where no message waits."""
    ready = [row for row in rows if row.state in (State.PENDING, State.IN_DOUBT) and row.due <= now]
    messages = [row for row in ready if row.kind is not Kind.EDIT]
    return min(messages or ready, key=lambda row: row.seq, default=None)
