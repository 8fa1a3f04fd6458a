"""What delivering needs of whoever sends: Telegram, the terminal, a test's chat."""

from typing import Protocol

from bot.chat.wire.gate import Gate
from bot.core.model import ChatId
from bot.core.people.message import Message
from bot.core.people.outcome import Outcome


class Sender(Protocol):
    """What delivering needs of whoever sends. Nothing here raises for what Telegram or the network does."""

    gate: Gate

    async def send(self, chat: ChatId, thread: int, message: Message) -> Outcome:
        """Send a message. Raises ConfigError for a token that is not known."""
        ...

    async def edit(self, chat: ChatId, number: int, message: Message) -> Outcome:
        """Bring message `number` up to date. Raises ConfigError for a token that is not known."""
        ...

    async def probe(self) -> bool:
        """Whether the other side answers. Raises ConfigError for a token that is not known."""
        ...
