"""Sends messages: to Telegram, where every way to fail becomes an Outcome, or to a terminal, where none does.

No retry here: the ledger is the only layer that tries again.
"""

from collections.abc import Callable

import httpx
from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup, LinkPreviewOptions, ReplyParameters
from telegram.constants import ParseMode
from telegram.error import BadRequest, ChatMigrated, Forbidden, InvalidToken, RetryAfter, TelegramError

from bot.chat.languages import best
from bot.chat.pages.alertbuttons import below
from bot.chat.pages.render import edit_text
from bot.chat.pages.wording import html_of, text_of
from bot.chat.wire.gate import Gate
from bot.chat.wire.limiter import delivering, wait_of
from bot.chat.wire.seals import Seals
from bot.core.alert.content import AlertContent
from bot.core.model import ChatId
from bot.core.people.message import Message
from bot.core.people.outcome import Flooded, Gone, Moved, Outcome, Refused, Sent, Unknown, Unparsable, Unreachable
from bot.core.people.pacing import UNPACED, Pace
from bot.errors import ConfigError

_NOT_CONNECTED = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout)
_GONE = (
    "chat not found",
    "user not found",
    "group chat was deactivated",
    "rights to send",
    "chat_write_forbidden",
    "peer_id_invalid",
)
_THREAD_GONE = ("message thread not found", "topic_closed", "topic_deleted")
_UNPARSABLE = ("can't parse entities", "can't find end of the entity", "unsupported start tag", "entity_bounds_invalid")
_NO_PREVIEW = LinkPreviewOptions(is_disabled=True)


def classify(error: TelegramError) -> Outcome:
    """What an error of PTB says about the message. Raises ConfigError for a token that is not known."""
    cause = error.__cause__
    match error:
        case InvalidToken():
            raise ConfigError("TELEGRAM_BOT_TOKEN", "Telegram does not know this token") from None
        case RetryAfter():
            return Flooded(wait=wait_of(error))
        case ChatMigrated():
            return Moved(chat=ChatId(error.new_chat_id))
        case Forbidden():
            return Gone(detail=error.message)
        case BadRequest():
            return _bad_request(error.message)
        case _ if isinstance(cause, _NOT_CONNECTED):
            return Unreachable(detail=type(cause).__name__)
        case _:
            return Unknown(detail=f"{type(cause).__name__ if cause else 'answered'}: {error.message}")


def _bad_request(text: str) -> Outcome:
    said = text.casefold()
    if any(part in said for part in _THREAD_GONE):
        return Gone(detail=text, thread_only=True)
    if any(part in said for part in _GONE):
        return Gone(detail=text)
    if any(part in said for part in _UNPARSABLE):
        return Unparsable(detail=text)
    return Refused(detail=text)


class TelegramSender:
    """Sends through a PTB bot that has no rate limiter and no retries of its own."""

    def __init__(self, bot: Bot, gate: Gate | None = None) -> None:
        self._bot = bot
        self._seals = Seals(bot.token)
        self.gate = gate or Gate(Pace())

    async def send(self, chat: ChatId, thread: int, message: Message) -> Outcome:
        """Send a message. A reply to a message that is gone is sent as no reply."""
        reply = ReplyParameters(message.reply_to, allow_sending_without_reply=True) if message.reply_to else None
        try:
            with delivering():
                sent = await self._bot.send_message(
                    chat,
                    text_of(message) if message.plain else html_of(message),
                    parse_mode=None if message.plain else ParseMode.HTML,
                    message_thread_id=thread or None,
                    reply_parameters=reply,
                    disable_notification=message.silent or None,
                    reply_markup=self._buttons(chat, message),
                    link_preview_options=_NO_PREVIEW,
                )
        except TelegramError as error:
            return classify(error)
        return Sent(message=sent.message_id)

    async def edit(self, chat: ChatId, number: int, message: Message) -> Outcome:
        """Bring a message up to date. One that says so already has arrived."""
        try:
            with delivering():
                await self._bot.edit_message_text(
                    text_of(message) if message.plain else html_of(message),
                    chat_id=chat,
                    message_id=number,
                    parse_mode=None if message.plain else ParseMode.HTML,
                    reply_markup=self._buttons(chat, message),
                    link_preview_options=_NO_PREVIEW,
                )
        except BadRequest as error:
            return Sent(message=number) if "message is not modified" in error.message.casefold() else classify(error)
        except TelegramError as error:
            return classify(error)
        return Sent(message=number)

    def _buttons(self, chat: ChatId, message: Message) -> InlineKeyboardMarkup | None:
        """The buttons below an alert. An edit has to bring them again: it would take them away."""
        if message.alert is None:
            return None
        return InlineKeyboardMarkup(
            [
                [InlineKeyboardButton(one.label, callback_data=self._seals.close(chat, one.action)) for one in row]
                for row in below(message.alert, best(message.language))
            ]
        )

    async def probe(self) -> bool:
        """Whether Telegram answers, asked without changing anything. Raises ConfigError for a token not known."""
        try:
            await self._bot.get_me()
        except RetryAfter as error:
            self.gate.close(None, wait_of(error).total_seconds())
            return False
        except TelegramError as error:
            return not isinstance(classify(error), Unreachable | Unknown)
        return True


class ConsoleSender:
    """Writes messages to a terminal."""

    def __init__(self, write: Callable[[str], None], gate: Gate | None = None) -> None:
        self._write = write
        self._last = 0
        self._edited: dict[int, str] = {}
        self.gate = gate or Gate(UNPACED)

    async def send(self, chat: ChatId, thread: int, message: Message) -> Outcome:  # noqa: ARG002
        """Write a message."""
        self._last += 1
        self._write(text_of(message) + "\n")
        return Sent(message=self._last)

    async def edit(self, chat: ChatId, number: int, message: Message) -> Outcome:  # noqa: ARG002
        """Write what the edit brings, if it is not what the one before brought; what was written stays above."""
        content, spoken = message.content, best(message.language)
        text = edit_text(content, spoken) if isinstance(content, AlertContent) else text_of(message)
        marked = spoken.label("(updated)")
        if self._edited.get(number) != text:
            self._write(f"{marked} {text}\n")
        self._edited[number] = text
        return Sent(message=number)

    async def probe(self) -> bool:
        """A terminal is there."""
        return True
