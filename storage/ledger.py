"""Rows of `deliveries` as values, and back."""

from collections.abc import Iterable
from datetime import datetime
from typing import cast

from bot.core.model import AlertId, ChatId, Importance, StorylineId, TopicId
from bot.core.people.delivery import Delivery, Kind, State
from bot.core.people.moves import Event, move
from storage import catalogue
from storage.engine import Connection, Row
from storage.times import from_ms, to_ms


def delivery_of(row: Row) -> Delivery:
    """The delivery a row holds."""
    return Delivery(
        seq=row["seq"],
        alert=AlertId(row["alert"]),
        chat=ChatId(row["chat"]),
        thread=row["thread"],
        topic=TopicId(row["topic"]),
        kind=Kind(row["kind"]),
        round=row["round"],
        importance=cast("Importance", row["importance"]),
        storyline=StorylineId(row["storyline"]),
        state=State(row["state"]),
        reason=row["reason"],
        attempts=row["attempts"],
        copies=row["copies"],
        plain=bool(row["plain"]),
        created=from_ms(row["created_at"]),
        changed=from_ms(row["changed_at"]),
        due=from_ms(row["due_at"]),
        expires=from_ms(row["expires_at"]),
        composed=from_ms(row["composed_at"]),
        message=row["message"],
        digest=row["digest"],
        lead=row["lead"],
        least=row["least"],
    )


class Ledger:
    """Reads deliveries and writes down their moves."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def rows(self, statement: str, **values: object) -> list[Delivery]:
        """The deliveries that a statement of the catalogue finds."""
        return [delivery_of(row) for row in self._connection.execute(statement, values)]

    def get(self, seq: int) -> Delivery:
        """One delivery. Raises KeyError."""
        found = self.rows(f"SELECT {catalogue.COLUMNS} FROM deliveries WHERE seq = :seq", seq=seq)  # noqa: S608
        if not found:
            raise KeyError(seq)
        return found[0]

    def move(self, delivery: Delivery, event: Event, now: datetime) -> Delivery:
        """Let an event happen to a delivery and store what comes of it."""
        moved = move(delivery, event, now)
        if moved != delivery:
            self.save([moved])
        return moved

    def save(self, deliveries: Iterable[Delivery]) -> None:
        """Store deliveries as they are now."""
        self._connection.executemany(
            catalogue.SAVE,
            [
                {
                    "seq": one.seq,
                    "state": one.state,
                    "reason": one.reason,
                    "attempts": one.attempts,
                    "copies": one.copies,
                    "plain": int(one.plain),
                    "changed": to_ms(one.changed),
                    "due": to_ms(one.due),
                    "expires": to_ms(one.expires),
                    "composed": to_ms(one.composed),
                    "message": one.message,
                    "digest": one.digest,
                    "lead": one.lead,
                    "least": one.least,
                }
                for one in deliveries
            ],
        )
