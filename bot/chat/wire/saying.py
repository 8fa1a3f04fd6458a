"""Says something to a chat that it asked for and that is worth no second attempt: the daily brief."""

import logging

from telegram import Bot
from telegram.error import TelegramError

from bot.core.model import ChatId

log = logging.getLogger(__name__)


class Saying:
    """Sends texts through a bot that paces them (limiter.py). What does not get through is logged and dropped."""

    def __init__(self, bot: Bot) -> None:
        self._bot = bot

    async def say(self, chat: ChatId, thread: int, html: str) -> None:
        """Send a text to a place, once."""
        try:
            await self._bot.send_message(chat, html, message_thread_id=thread or None)
        except TelegramError as problem:
            log.warning("not said to chat %d: %s", chat, problem)
