"""The way round for an answer whose forum topic is closed to us: to General, else to the asker alone, else to the log.

Telegram lets only admins who may manage topics write in a closed topic. Buttons stay behind: they belong to the place
where they stand, and would set something else here.
"""

import logging
from dataclasses import replace
from html import escape

from telegram import Chat, User
from telegram.error import BadRequest

from bot.chat.commands import Commands
from bot.chat.languages import Markup, Words
from bot.chat.requests import Answer, Request
from bot.chat.wire.answering import Answering
from bot.core.model import ChatId

log = logging.getLogger(__name__)


def is_closed(refused: BadRequest) -> bool:
    """Whether Telegram refused because the topic is closed."""
    return "topic_closed" in refused.message.casefold()


class Detour:
    """Brings answers to a place near the one that is closed."""

    def __init__(self, answering: Answering, commands: Commands) -> None:
        self._answering = answering
        self._commands = commands

    async def take(self, chat: Chat, asker: User | None, request: Request, answer: Answer) -> None:
        """Give an answer that was asked for in a closed topic of a chat."""
        words = await self._commands.words(request)
        without = replace(answer, rows=(), asks=False)
        if await self._said(ChatId(chat.id), _in_general(asker, words), without):
            return
        if asker is not None and await self._said(ChatId(asker.id), _in_private(chat, words), without):
            return
        log.warning("no answer to chat %d, topic %d: the topic is closed, and so is every way round",
                    chat.id, request.thread)  # fmt: skip

    async def _said(self, chat: ChatId, note: Markup, answer: Answer) -> bool:
        """Say a note and the answer, which has Telegram's length for itself; whether both arrived."""
        try:
            return await self._answering.send(chat, 0, Answer(html=note)) and await self._answering.send(
                chat, 0, answer
            )
        except BadRequest as refused:
            log.info("no way round in chat %d: %s", chat, refused)
            return False


def _in_general(asker: User | None, words: Words) -> Markup:
    if asker is None:
        first = words.say("The topic where this was asked is closed, so the answer comes here, without buttons.")
    else:
        name = Markup(f'<a href="tg://user?id={asker.id}">{escape(asker.full_name, quote=False)}</a>')
        first = words.say("{name}, the topic where you asked is closed, so the answer comes here, without buttons.",
                          name=name)  # fmt: skip
    return _with_remedy(first, words)


def _in_private(chat: Chat, words: Words) -> Markup:
    first = words.say("The topic where you asked in {group} is closed, so the answer comes here, without buttons.",
                      group=chat.title or "")  # fmt: skip
    return _with_remedy(first, words)


def _with_remedy(first: Markup, words: Words) -> Markup:
    remedy = words.say("I can write there once it is open again, or once I am an admin who may manage topics.")
    return Markup(words.lines(first, remedy))
