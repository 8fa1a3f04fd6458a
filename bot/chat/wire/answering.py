"""From an answer to Telegram: messages, edits, keyboards, files, toasts. The only place that sends answers."""

import contextlib
import logging
from collections.abc import Iterator
from html import escape

from telegram import (
    Bot,
    CallbackQuery,
    ForceReply,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InlineQuery,
    InlineQueryResultArticle,
    InlineQueryResultsButton,
    InputFile,
    InputTextMessageContent,
    LinkPreviewOptions,
    Message,
    ReplyParameters,
)
from telegram.constants import ChatType, ParseMode
from telegram.error import BadRequest, Forbidden, RetryAfter

from bot.chat.requests import Answer, Button, Offers
from bot.chat.wire.seals import Seals
from bot.core.model import ChatId

log = logging.getLogger(__name__)

INLINE_CACHED = 30  # seconds
_TOAST = 200
_TITLE, _DESCRIPTION = 200, 300
_OLD = ("query is too old", "query id is invalid")


class Answering:
    """Sends answers. The bot it is given paces what it sends (limiter.py)."""

    def __init__(self, bot: Bot, seals: Seals) -> None:
        self._bot = bot
        self._seals = seals

    async def send(
        self, chat: ChatId, thread: int, answer: Answer, *, about: ChatId | None = None, to: Message | None = None
    ) -> bool:
        """Send an answer as a new message; whether it arrived. One that cannot get through in time is logged.

        Raises BadRequest for what Telegram refuses, in a closed topic anything.
        """
        markup = self._asking(to) if answer.asks and not answer.rows else self._keyboard(chat, answer, about)
        reply = ReplyParameters(to.message_id, allow_sending_without_reply=True) if answer.asks and to else None
        with self._through(chat):
            if answer.file is not None:
                sending = self._bot.send_photo if answer.file.name.endswith(".png") else self._bot.send_document
                await sending(
                    chat, InputFile(answer.file.content, answer.file.name), caption=answer.html,
                    message_thread_id=thread or None,
                )  # fmt: skip
            else:
                await self._bot.send_message(
                    chat,
                    answer.html or escape(answer.notice, quote=False),
                    message_thread_id=thread or None,
                    reply_markup=markup,
                    reply_parameters=reply,
                )
            return True
        return False

    async def push(self, chat: ChatId, answer: Answer) -> None:
        """Send a text that nobody asked for. Raises TelegramError where it does not get through."""
        await self._bot.send_message(chat, answer.html, reply_markup=self._keyboard(chat, answer, None))

    async def tapped(self, query: CallbackQuery, message: Message, thread: int, answer: Answer, about: ChatId) -> None:
        """Answer a tap: a toast, and the message edited in place or a new one. Raises BadRequest as `send` does."""
        await self.toast(query, answer.notice)
        chat = ChatId(message.chat.id)
        if not answer.html:
            return
        if answer.fresh or answer.file is not None:
            await self.send(chat, thread, answer, about=about)
            return
        with self._through(chat):
            try:
                await message.edit_text(answer.html, reply_markup=self._keyboard(chat, answer, about))
            except BadRequest as problem:
                if "message is not modified" not in problem.message.casefold():
                    raise

    async def toast(self, query: CallbackQuery, text: str) -> None:
        """Answer a callback query; one that is too old needs no answer any more."""
        try:
            await query.answer(text[:_TOAST] or None)
        except BadRequest as problem:
            if not any(part in problem.message.casefold() for part in _OLD):
                raise

    async def offer(self, query: InlineQuery, found: Offers) -> None:
        """Answer an inline query."""
        results = [
            InlineQueryResultArticle(
                id=one.id,
                title=one.title[:_TITLE],
                description=one.description[:_DESCRIPTION],
                input_message_content=InputTextMessageContent(
                    one.html, parse_mode=ParseMode.HTML, link_preview_options=LinkPreviewOptions(is_disabled=True)
                ),
            )
            for one in found.offers
        ]
        button = InlineQueryResultsButton(found.notice[:64], start_parameter="inline") if found.notice else None
        try:
            await query.answer(results, cache_time=INLINE_CACHED, is_personal=True, button=button)
        except BadRequest as problem:
            if not any(part in problem.message.casefold() for part in _OLD):
                raise

    @contextlib.contextmanager
    def _through(self, chat: ChatId) -> Iterator[None]:
        """An answer that comes too late is of no use, and who does not let us in gets none."""
        try:
            yield
        except (RetryAfter, Forbidden) as problem:
            log.warning("no answer to chat %d: %s", chat, problem)

    def _keyboard(self, chat: ChatId, answer: Answer, about: ChatId | None) -> InlineKeyboardMarkup | None:
        rows = [[self._button(chat, button, about) for button in row] for row in answer.rows]
        return InlineKeyboardMarkup(rows) if rows else None

    def _button(self, chat: ChatId, button: Button, about: ChatId | None) -> InlineKeyboardButton:
        if button.url:
            return InlineKeyboardButton(button.label, url=button.url)
        return InlineKeyboardButton(button.label, callback_data=self._seals.close(chat, button.action, about))

    @staticmethod
    def _asking(to: Message | None) -> ForceReply | None:
        if to is not None and to.chat.type == ChatType.CHANNEL:
            return None
        return ForceReply(selective=to is not None or None)
