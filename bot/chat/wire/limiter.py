"""Lets whatever PTB sends by itself (answers, menus, edits of menus) pass the gate, like everything else.

It paces and nothing more: no retry, that is for the ledger alone, and not PTB's own limiter, whose gate opens inside a
flood wait. Deliveries have had their turn already and say so.
"""

import contextlib
import os
from collections.abc import Callable, Coroutine, Iterator
from contextvars import ContextVar
from datetime import timedelta
from typing import Any, TypeVar

from telegram.error import RetryAfter
from telegram.ext import BaseRateLimiter

from bot.chat.wire.gate import FloodWaitError, Gate
from bot.core.model import ChatId

T = TypeVar("T")
os.environ.setdefault("PTB_TIMEDELTA", "1")  # waits as timedelta: PTB warns of anything else
_COUNTED = ("send", "editMessage", "copyMessage", "forwardMessage")
_NOT_COUNTED = ("sendChatAction",)
_DELIVERING: ContextVar[bool] = ContextVar("delivering", default=False)


@contextlib.contextmanager
def delivering() -> Iterator[None]:
    """Requests inside this are deliveries."""
    token = _DELIVERING.set(True)
    try:
        yield
    finally:
        _DELIVERING.reset(token)


class PacedAnswers(BaseRateLimiter[None]):
    """For `Application.builder().rate_limiter(...)`."""

    def __init__(self, gate: Gate) -> None:
        self._gate = gate

    async def initialize(self) -> None:
        """Nothing to do."""

    async def shutdown(self) -> None:
        """Nothing to do."""

    async def process_request(
        self,
        callback: Callable[..., Coroutine[Any, Any, T]],
        args: Any,  # noqa: ANN401 - PTB's signature
        kwargs: dict[str, Any],
        endpoint: str,
        data: dict[str, Any],
        rate_limit_args: None,  # noqa: ARG002
    ) -> T:
        """Make a request when its turn has come. Raises RetryAfter, unasked, where that would be too late."""
        chat = data.get("chat_id")
        counted = endpoint.startswith(_COUNTED) and endpoint not in _NOT_COUNTED
        if _DELIVERING.get() or not counted or not isinstance(chat, int):
            return await callback(*args, **kwargs)
        try:
            async with self._gate.answering(ChatId(chat)):
                return await callback(*args, **kwargs)
        except FloodWaitError as wait:
            raise RetryAfter(int(wait.seconds) + 1) from None
        except RetryAfter as refused:
            self._gate.close(ChatId(chat), wait_of(refused).total_seconds())
            raise


def wait_of(refused: RetryAfter) -> timedelta:
    """How long Telegram asks to wait."""
    wait = refused.retry_after
    return wait if isinstance(wait, timedelta) else timedelta(seconds=wait)
