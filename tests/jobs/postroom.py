"""Deliveries over real SQL, with a clock to turn and a chat that answers as it is told."""

import asyncio
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from bot.chat.wire.gate import Gate
from bot.clock import VirtualClock
from bot.core.model import Alert
from bot.core.people.delivery import Kind, State
from bot.core.people.message import Message
from bot.core.people.outcome import Outcome, Sent
from bot.core.people.pacing import UNPACED
from bot.jobs.deliver import Deliverer, DeliveryReport
from storage.store import Store, Tables
from tests.storage.alerts import HEADLINE, NOW, compose, key, subscribe, tell

Answer = Outcome | BaseException


class Chat:
    """A sender that does as it is told: `answers` are taken first, then everything arrives."""

    def __init__(self, *answers: Answer, gate: Gate | None = None) -> None:
        self.gate = gate or Gate(UNPACED)
        self.answers = list(answers)
        self.sent: list[tuple[int, int, Message]] = []
        self.edited: list[tuple[int, int, Message]] = []
        self.probes = 0
        self.alive = True

    @property
    def asked(self) -> list[int]:
        """The chats that something was sent to, in order."""
        return [chat for chat, _, _ in self.sent]

    @property
    def messages(self) -> list[Message]:
        return [message for _, _, message in self.sent]

    @property
    def _newest(self) -> int:
        return 100 + len(self.sent)

    def _answer(self, number: int) -> Outcome:
        if not self.answers:
            return Sent(message=number)
        answer = self.answers.pop(0)
        if isinstance(answer, BaseException):
            raise answer
        return answer

    async def send(self, chat: int, thread: int, message: Message) -> Outcome:
        self.sent.append((chat, thread, message))
        await asyncio.sleep(0)
        return self._answer(self._newest)

    async def edit(self, chat: int, number: int, message: Message) -> Outcome:
        self.edited.append((chat, number, message))
        return self._answer(number)

    async def probe(self) -> bool:
        self.probes += 1
        return self.alive


@dataclass(frozen=True, slots=True)
class PostRoom:
    """What a test of deliveries holds in its hands. Every `deliver` is a new life of the deliverer."""

    store: Store
    clock: VirtualClock

    def subscribe(self, *chats: int) -> None:
        subscribe(self.store, *chats)

    def settings(self, chat: int, **changes: Any) -> None:
        def change(tables: Tables) -> None:
            subscription = tables.subscriptions.get(key(chat))
            assert subscription, "it is subscribed"
            tables.subscriptions.save(replace(subscription, **changes))

        self.store.write_now(change)

    def filter(self, chat: int, text: str) -> None:
        self.store.write_now(lambda tables: tables.subscriptions.add_filter(key(chat), text))

    def tell(self, one: Alert, headline: str = HEADLINE) -> int:
        """Announce an alert; the deliveries made."""
        return tell(self.store, one, headline)

    def edit(self, one: Alert) -> int:
        return self.store.write_now(lambda tables: tables.outbox.edit(one, self.clock()))

    def turn_to(self, **after: float) -> None:
        """Turn the clock to so long after NOW."""
        self.clock.turn_to(NOW + timedelta(**after))

    def wait(self, **ahead: float) -> None:
        self.clock.turn_to(self.clock() + timedelta(**ahead))

    def deliverer(self, chat: Chat, **other: Any) -> Deliverer:
        return Deliverer(**{"store": self.store, "sender": chat, "compose": compose, "clock": self.clock} | other)

    async def deliver(self, chat: Chat) -> DeliveryReport:
        """Let whatever is due go out, after a restart."""
        return await self.deliverer(chat).drain()

    @property
    def ledger(self) -> list[tuple[int, Kind, State, str | None]]:
        """Every delivery, oldest first: chat, kind, state and reason."""
        rows = self.store.read_now(lambda tables: tables.outbox.all())
        return [(row.chat, row.kind, row.state, row.reason) for row in rows]

    @property
    def ends(self) -> list[tuple[State, str | None]]:
        """What became of every delivery, oldest first: state and reason."""
        return [(state, reason) for _, _, state, reason in self.ledger]

    @property
    def states(self) -> list[State]:
        return [state for state, _ in self.ends]
