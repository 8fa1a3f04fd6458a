"""The ledger of deliveries: what is to be said to whom, how far that has come, and how fast it may go on.

Every step of a delivery is one transaction: claimed, then `sending` before the request leaves, then settled by what
came back. What a step means for the chat (a wait, another id, nobody there) is written in the same transaction.
"""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import assert_never

from bot.core.alert.life import THREAD
from bot.core.model import Alert, AlertId, ChatId, DevelopmentId, Reason
from bot.core.people.delivery import Delivery, Kind, Lifetimes, State
from bot.core.people.filters import Subject
from bot.core.people.moves import Begin, Recover, Settle
from bot.core.people.outcome import Flooded, Gone, Moved, Outcome, Refused, Sent, Unknown, Unparsable, Unreachable
from bot.core.people.pacing import Pace, backoff
from storage import catalogue
from storage.chats import ChatTable
from storage.engine import Connection
from storage.fanout import FanOut, Matched
from storage.ledger import Ledger, delivery_of
from storage.queue import QUARANTINE_AT, Claimed, Knowledge, Queue, original_of
from storage.times import from_ms, to_ms

FLOOD_WINDOW = timedelta(seconds=30)
_LONGEST_FLOOD_BACKOFF = timedelta(minutes=5)


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """A delivery after its attempt. `quarantined` where its alert has just become one that is not sent any more,

    `brake` how long nothing may be sent to anybody because of it.
    """

    delivery: Delivery
    quarantined: bool = False
    brake: timedelta | None = None


class OutboxTable:
    """Reads and writes deliveries on one connection, inside the caller's transaction."""

    def __init__(self, connection: Connection, lifetimes: Lifetimes | None = None) -> None:
        self._connection = connection
        self._ledger = Ledger(connection)
        self._lifetimes = lifetimes or Lifetimes()
        self._queue = Queue(connection, self._lifetimes)
        self._fan = FanOut(connection, self._lifetimes)
        self.chats = ChatTable(connection)

    # Into the ledger

    def fan_out(self, alert: Alert, now: datetime, about: Subject | None = None) -> int:
        """Deliver an alert to every subscription whose level and filters want it; a correction to those who got what

        it corrects. `about` is what filters are held against, by default the words of its report. Returns the
        deliveries made; none yet for more than 20,000 subscriptions: `continue_fan_out` makes those.
        """
        kind = Kind.CORRECTION if alert.reason is Reason.CORRECTION else Kind.ALERT
        return self._fan.begin(alert, kind, about, now)

    def ask_again(self, alert: Alert, now: datetime) -> int:
        """A report joined: whoever waits for another outlet is asked again. Returns how many deliveries wait."""
        return self._connection.execute(catalogue.ASK_AGAIN, {"alert": alert.id, "now": to_ms(now)}).rowcount

    def edit(self, alert: Alert, now: datetime) -> int:
        """Bring the alert's messages up to date, each at most once a minute and not after 24 hours."""
        return self._fan.begin(alert, Kind.EDIT, None, now)

    def update(self, alert: Alert, now: datetime) -> int:
        """Reply to the alert's messages with what changed."""
        return self._fan.begin(alert, Kind.UPDATE, None, now)

    def continue_fan_out(self, now: datetime) -> int | None:
        """Write one more chunk of a large fan-out. Returns its deliveries, None where all are written.

        What it matches is better found before, by `match_next` on a reader, and handed to `remember_match`.
        """
        return self._fan.resume(now)

    def match_next(self) -> Matched | None:
        """Which filters the next large fan-out passes, where that is not known yet; only reads."""
        return self._fan.match_next()

    def remember_match(self, matched: Matched, now: datetime) -> None:
        """Store what `match_next` found."""
        self._fan.remember(matched, now)

    # Out of it

    def claim(
        self,
        now: datetime,
        limit: int,
        *,
        cooling: Collection[ChatId] = (),
        knowledge: Knowledge | None = None,
    ) -> Claimed:
        """Take up to `limit` deliveries that are due, each of another chat, none of a chat that is `cooling`."""
        return self._queue.claim(now, limit, cooling=cooling, knowledge=knowledge or Knowledge())

    def begin(self, delivery: Delivery, now: datetime, *, composed: datetime, pace: Pace) -> Delivery | None:
        """Write down that the request leaves now; None, and released, where a flood wait has begun since the claim.

        What it says was read from the store at `composed`.
        """
        if self._queue.held_up(delivery.chat, now):
            self.release(delivery, now)
            return None
        self._wait(delivery.chat, now, pace.gap(delivery.chat), keep_floods=True)
        return self._ledger.move(delivery, Begin(composed), now)

    def release(self, delivery: Delivery, now: datetime, *, postponed: timedelta = timedelta(0)) -> Delivery:
        """Give back what was claimed and not begun; its chat waits for `postponed`."""
        if postponed:
            self._wait(delivery.chat, now, postponed, keep_floods=True)
        return self._ledger.move(delivery, Recover(), now)

    def settle(self, delivery: Delivery, outcome: Outcome, now: datetime, *, pace: Pace) -> Settled:
        """Write down what came of an attempt, and what that means for the chat."""
        settled = self._ledger.move(delivery, Settle(outcome), now)
        gap = pace.gap(delivery.chat)
        match outcome:
            case Sent() | Refused():
                self._wait(delivery.chat, now, gap)
            case Flooded(wait=wait):
                return Settled(delivery=settled, brake=self._flood(delivery.chat, now, wait))
            case Unreachable() | Unknown():
                pause = backoff(delivery.attempts, f"{delivery.alert}{delivery.chat}")
                self._wait(delivery.chat, now, max(gap, pause), keep_floods=True)
            case Moved(chat=chat):
                self.chats.moved(delivery.chat, chat)
                settled = replace(settled, chat=chat)
            case Gone(thread_only=thread_only):
                self.chats.gone(delivery.chat, now, thread=delivery.thread if thread_only else None)
            case Unparsable(detail=detail):
                self._wait(delivery.chat, now, gap)
                return Settled(delivery=settled, quarantined=self._unparsable(delivery, detail, now))
            case _:
                assert_never(outcome)
        return Settled(delivery=settled)

    def recover(self, now: datetime, *, pace: Pace, except_for: Collection[int] = ()) -> tuple[Delivery, ...]:
        """Take back what nobody works on any more: claimed rows were surely not sent, sending ones are in doubt."""
        lost = [row for row in self._ledger.rows(catalogue.UNDER_WAY) if row.seq not in except_for]
        for row in lost:
            self._wait(row.chat, now, pace.gap(row.chat), keep_floods=True)
        return tuple(self._ledger.move(row, Recover(), now) for row in lost)

    def mend_clock(self, now: datetime) -> None:
        """After the clock was set back: whatever was written at a moment still to come keeps its wait, from now on."""
        for statement in catalogue.MEND_CLOCK:
            self._connection.execute(statement, {"now": to_ms(now)})

    # What is known

    def get(self, seq: int) -> Delivery:
        """One delivery. Raises KeyError."""
        return self._ledger.get(seq)

    def original(self, delivery: Delivery) -> Delivery | None:
        """The delivery that a correction, an update or an edit refers to."""
        return original_of(self._ledger, delivery)

    def previous_message(self, delivery: Delivery) -> int | None:
        """The message of the storyline's alert before this one in the same place, to reply to; none older than 48 h."""
        values = {
            "chat": delivery.chat,
            "thread": delivery.thread,
            "storyline": delivery.storyline,
            "seq": delivery.seq,
            "since": to_ms(delivery.created - THREAD),
        }
        row = self._connection.execute(catalogue.PREVIOUS_MESSAGE, values).fetchone()
        return None if row is None else row["message"]

    def message_of(self, development: DevelopmentId, chat: ChatId, thread: int) -> int | None:
        """The message that told a place of a development."""
        values = {"development": development, "chat": chat, "thread": thread}
        row = self._connection.execute(catalogue.MESSAGE_OF_DEVELOPMENT, values).fetchone()
        return None if row is None else row["message"]

    def alert_of_message(self, chat: ChatId, message: int) -> AlertId | None:
        """The alert that a message of a chat tells, be it the alert itself or a reply to it."""
        row = self._connection.execute(catalogue.ALERT_OF_MESSAGE, {"chat": chat, "message": message}).fetchone()
        return None if row is None else AlertId(row["alert"])

    def last_alert(self, chat: ChatId, thread: int) -> AlertId | None:
        """The alert that a place got last."""
        row = self._connection.execute(catalogue.LAST_ALERT, {"chat": chat, "thread": thread}).fetchone()
        return None if row is None else AlertId(row["alert"])

    def digested(self, digest: str) -> tuple[Delivery, ...]:
        """What a digest tells of, in the order of the ledger."""
        statement = f"SELECT {catalogue.COLUMNS} FROM deliveries WHERE digest = :digest ORDER BY seq"  # noqa: S608
        return tuple(self._ledger.rows(statement, digest=digest))

    def counts(self) -> dict[State, int]:
        """How many deliveries stand in each state; states without any are left out."""
        rows = self._connection.execute("SELECT state, count(*) AS n FROM deliveries GROUP BY state")
        return {State(row["state"]): row["n"] for row in rows}

    def all(self) -> tuple[Delivery, ...]:
        """The whole ledger in order; for tests and small ledgers."""
        rows = self._connection.execute(f"SELECT {catalogue.COLUMNS} FROM deliveries ORDER BY seq")  # noqa: S608
        return tuple(delivery_of(row) for row in rows)

    def next_due(self, now: datetime, cooling: Collection[ChatId] = ()) -> datetime | None:
        """When something may go out next, `now` at the earliest; None where nothing waits but behind what is under way.

        What waits only for chats that are `cooling` is left out.
        """
        if self._queue.ready(now, cooling):
            due: int | None = to_ms(now)
        else:
            due = self._connection.execute(catalogue.NEXT_DUE, {"now": to_ms(now)}).fetchone()["at"]
        braked = self.braked_until()
        return None if due is None else max(from_ms(due), braked or now)

    def braked_until(self) -> datetime | None:
        """Until when nothing may be sent to anybody."""
        row = self._connection.execute("SELECT max(next_at) AS at FROM brake").fetchone()
        until: int | None = row["at"]
        return from_ms(until)

    def flooded(self, now: datetime) -> dict[ChatId, datetime]:
        """Chats inside a flood wait, and until when."""
        rows = self._connection.execute(
            "SELECT chat, next_at FROM pacing WHERE floods > 0 AND next_at > ?", (to_ms(now),)
        )
        return {ChatId(row["chat"]): from_ms(row["next_at"]) for row in rows}

    # Pacing

    def _wait(self, chat: ChatId, now: datetime, wait: timedelta, *, keep_floods: bool = False) -> None:
        values = {"chat": chat, "next": to_ms(now + wait), "now": to_ms(now), "keep": int(keep_floods)}
        self._connection.execute(catalogue.PACE, values)

    def _flood(self, chat: ChatId, now: datetime, wait: timedelta) -> timedelta | None:
        """Every row of the chat waits, longer each time in a row; with another chat flooded lately, everybody does."""
        row = self._connection.execute("SELECT floods FROM pacing WHERE chat = ?", (chat,)).fetchone()
        floods = row["floods"] if row else 0
        longer = max(wait, min(timedelta(seconds=2**floods), _LONGEST_FLOOD_BACKOFF))
        self._connection.execute(catalogue.PACE_FLOOD, {"chat": chat, "next": to_ms(now + longer), "now": to_ms(now)})
        recent = self._connection.execute(
            "SELECT count(*) AS n FROM pacing WHERE flooded_at > ?", (to_ms(now - FLOOD_WINDOW),)
        ).fetchone()
        if recent["n"] < 2:
            return None
        self._connection.execute(catalogue.BRAKE, {"next": to_ms(now + wait), "now": to_ms(now)})
        return wait

    def _unparsable(self, delivery: Delivery, detail: str, now: datetime) -> bool:
        added = self._connection.execute(
            "INSERT OR IGNORE INTO unparsable (alert, chat, detail, at) VALUES (?, ?, ?, ?)",
            (delivery.alert, delivery.chat, detail, to_ms(now)),
        ).rowcount
        row = self._connection.execute(
            "SELECT count(*) AS n FROM unparsable WHERE alert = ?", (delivery.alert,)
        ).fetchone()
        return bool(added) and row["n"] == QUARANTINE_AT
