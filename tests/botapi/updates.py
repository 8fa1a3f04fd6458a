"""The queue of updates and the one poller it serves."""

import asyncio
from collections.abc import Callable, Sequence

from .errors import polled_twice
from .model import Json

ALL_KINDS = (
    "message", "edited_message", "channel_post", "edited_channel_post", "business_connection", "business_message",
    "edited_business_message", "deleted_business_messages", "message_reaction", "message_reaction_count",
    "inline_query", "chosen_inline_result", "callback_query", "shipping_query", "pre_checkout_query",
    "purchased_paid_media", "poll", "poll_answer", "my_chat_member", "chat_member", "chat_join_request", "chat_boost",
    "removed_chat_boost", "managed_bot", "guest_message", "subscription", "stopped_message_generation",
)  # fmt: skip
ASKED_FOR_ONLY = ("chat_member", "message_reaction", "message_reaction_count")
DEFAULT_KINDS = tuple(kind for kind in ALL_KINDS if kind not in ASKED_FOR_ONLY)
LONGEST_POLL = 50.0


class UpdateQueue:
    """Updates stay until a poll with a higher offset confirms them, whatever becomes of the poller."""

    def __init__(self, first_id: int = 700_000_001) -> None:
        self.pending: list[Json] = []
        self.allowed: tuple[str, ...] = DEFAULT_KINDS
        self.dropped: list[Json] = []
        self._next_id = first_id
        self._poller = 0
        self._news = asyncio.Event()
        self.on_news: Callable[[], None] = lambda: None

    @property
    def polling(self) -> bool:
        """Whether a long poll waits right now."""
        return self._waiting > 0

    _waiting = 0

    def allow(self, kinds: Sequence[str] | None) -> None:
        """Set the kinds to keep; an empty list means the default ones, None keeps the setting."""
        if kinds is not None:
            self.allowed = tuple(kind for kind in kinds if kind in ALL_KINDS) or DEFAULT_KINDS

    def add(self, kind: str, payload: Json) -> Json:
        """Queue one update; a kind the bot did not ask for goes to `dropped`."""
        update = {"update_id": self._next_id, kind: payload}
        if kind not in self.allowed:
            self.dropped.append(update)
            return update
        self._next_id += 1
        self.pending.append(update)
        self._wake()
        return update

    def confirm(self, offset: int) -> None:
        """Forget what stands before `offset`; a negative one keeps only the last -offset updates."""
        if offset < 0:
            self.pending = self.pending[offset:]
        elif offset > 0:
            self.pending = [update for update in self.pending if update["update_id"] >= offset]

    async def poll(self, offset: int, limit: int, timeout: float) -> list[Json]:
        """The next updates, after waiting up to `timeout` seconds for the first.

        Raises:
            Refusal: 409 if another poll came while this one waited.
        """
        self._poller += 1
        mine = self._poller
        self._wake()
        self.confirm(offset)
        loop = asyncio.get_running_loop()
        deadline = loop.time() + min(timeout, LONGEST_POLL)
        self._waiting += 1
        try:
            while not self.pending and (left := deadline - loop.time()) > 0:
                await self._wait(left)
                if mine != self._poller:
                    raise polled_twice()
        finally:
            self._waiting -= 1
        return self.pending[: max(1, min(limit, 100))]

    async def _wait(self, seconds: float) -> None:
        news = self._news
        try:
            await asyncio.wait_for(news.wait(), seconds)
        except TimeoutError:
            return

    def _wake(self) -> None:
        self._news.set()
        self._news = asyncio.Event()
        self.on_news()
