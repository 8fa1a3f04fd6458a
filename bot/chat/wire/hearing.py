"""From an update to a request: who asks what, where, about which place, with which rights. Handlers of PTB."""

import logging
import re
from collections.abc import Sequence
from dataclasses import replace

from telegram import Bot, CallbackQuery, Chat, Message, Update, User
from telegram.constants import ChatType, MessageEntityType
from telegram.error import BadRequest, Forbidden, NetworkError, RetryAfter
from telegram.ext import ApplicationHandlerStop, ContextTypes

from bot.chat.commands import Commands
from bot.chat.requests import Answer, Kind, Request
from bot.chat.wire.answering import Answering
from bot.chat.wire.detour import Detour, is_closed
from bot.chat.wire.door import Door
from bot.chat.wire.rights import Rights, kind_of
from bot.chat.wire.seals import Opened, Seals
from bot.core.model import ChatId
from bot.core.people.notices import Trouble
from bot.errors import UnreachableError

log = logging.getLogger(__name__)

_NUMBER = re.compile(r"-?[0-9]{1,18}")
Context = ContextTypes.DEFAULT_TYPE


class Hearing:
    """Hears what people write and tap, and has it answered."""

    def __init__(
        self, *, bot: Bot, commands: Commands, answering: Answering, seals: Seals, rights: Rights, door: Door,
        operators: frozenset[int],
    ) -> None:  # fmt: skip
        """Take who answers, who sends, who may what, and who the operators are."""
        self._bot = bot
        self._commands = commands
        self._answering = answering
        self._detour = Detour(answering, commands)
        self._seals = seals
        self._rights = rights
        self._door = door
        self._operators = operators

    # The door

    async def door(self, update: Update, context: Context) -> None:
        """Tell whoever asks too much, and go no further with that update."""
        del context
        if not self._door.too_much(update):
            return
        user, chat, message = update.effective_user, update.effective_chat, update.effective_message
        if update.callback_query is not None:
            await self._answering.toast(update.callback_query, "")
        elif chat is not None and message is not None:
            request = self._request(chat, user, thread_of(message))
            await self._answering.send(request.chat, request.thread, await self._commands.busy(request))
        raise ApplicationHandlerStop

    # Messages

    async def message(self, update: Update, context: Context) -> None:
        """A command, or the answer to a question; a channel's post that a group gets as a copy is neither."""
        del context
        message = update.message or update.channel_post
        if message is None or message.text is None or message.is_automatic_forward:
            return
        name, arguments = command_of(message, self._bot.username)
        if name is None:
            await self._reply(message)
            return
        command = self._commands.command(name)
        request = self._request(message.chat, _writer(message), thread_of(message), arguments)
        request = replace(request, reply_to=_replied_to(message))
        if command is None:
            if not arguments.startswith("@"):
                await self._not_known(message, request)
            return
        if command.name == "channel" and request.kind is Kind.PRIVATE:
            request = await self._about_channel(request)
        elif command.changing(arguments) or command.name in ("start", "filter"):
            request = replace(request, may_change=await self._rights.writer(message))
        await self._answered(message, request, await self._commands.answer(name, request))

    async def _answered(self, message: Message, request: Request, answer: Answer | None) -> None:
        """Say an answer; where there is none, that we did not understand."""
        await (self._say(message, request, answer) if answer else self._not_known(message, request))

    async def _not_known(self, message: Message, request: Request) -> None:
        """Whoever is alone with us hears that we did not understand; what is shared from inline mode asks nothing."""
        if message.chat.type == ChatType.PRIVATE and message.via_bot is None:
            await self._say(message, request, await self._commands.unknown(request))

    async def _reply(self, message: Message) -> None:
        """A text that is no command answers a question, if its writer was asked one."""
        if message.chat.type != ChatType.PRIVATE and not _answers(message, self._bot.id):
            return
        asked = self._request(message.chat, _writer(message), thread_of(message), message.text or "")
        question = await self._commands.question(asked.chat, asked.asker)
        if question is None:
            await self._not_known(message, asked)
            return
        about, thread = question.place
        request = replace(asked, chat=about, thread=thread)
        if about != asked.chat:
            request = await self._from_private(request)
        else:
            request = replace(request, may_change=await self._rights.writer(message))
        await self._answered(message, request, await self._commands.reply(question, request))

    async def _say(self, message: Message, request: Request, answer: Answer) -> None:
        """Answer in the topic that is meant: buttons are about the place where they stand."""
        chat = ChatId(message.chat.id)
        thread = request.thread if request.chat == chat else thread_of(message)
        try:
            await self._answering.send(chat, thread, answer, about=request.chat, to=message)
        except BadRequest as refused:
            if not thread or not is_closed(refused):
                raise
            await self._detour.take(message.chat, _writer(message), request, answer)

    # Channels, from their admins' private chats

    async def _about_channel(self, request: Request) -> Request:
        """The request, about the channel it names, if there is one whose admin the asker is; else as it was."""
        name = request.arguments.strip()
        if not name:
            return request
        try:
            chat = await self._bot.get_chat(int(name) if _NUMBER.fullmatch(name) else f"@{name.lstrip('@')}")
        except (BadRequest, Forbidden):
            return request
        if chat.type != ChatType.CHANNEL:
            return request
        found = await self._from_private(replace(request, chat=ChatId(chat.id), thread=0), chat.title or "")
        return found if found.may_change else request

    async def _from_private(self, request: Request, title: str = "") -> Request:
        """A request about a channel: rights are looked up anew each time."""
        may = await self._rights.admin(request.chat, request.asker, fresh=True)
        if may and not title:
            title = (await self._bot.get_chat(request.chat)).title or ""
        return replace(request, kind=Kind.CHANNEL, from_private=True, title=title, may_change=may, operator=False)

    async def let_in(self, chat: Chat, user: User) -> None:
        """A channel's admin has let us in: offer its settings in private, if the admin has ever talked to us."""
        request = await self._from_private(
            replace(self._request(chat, user, 0), chat=ChatId(chat.id)), chat.title or ""
        )
        if request.may_change:
            await self._answering.send(ChatId(user.id), 0, await self._commands.added(request), about=request.chat)

    # Buttons

    async def tap(self, update: Update, context: Context) -> None:
        """A button: sealed for this chat, rights looked up anew; anything else is told to be out of date."""
        del context
        query = update.callback_query
        assert query is not None
        message = query.message
        if message is None or not message.is_accessible or query.data is None:  # deleted, or too old
            await self._stale(query)
            return
        assert isinstance(message, Message)
        opened = self._seals.open(ChatId(message.chat.id), query.data)
        if opened is None:
            log.info("a button that is not ours was tapped in chat %d", message.chat.id)
            await self._stale(query)
            return
        request = await self._tapped(query, message, opened)
        answer = await self._commands.tap(request)
        thread = thread_of(message)
        try:
            await self._answering.tapped(query, message, thread, answer, request.chat)
        except BadRequest as refused:
            if not thread or not is_closed(refused):
                raise
            await self._detour.take(message.chat, query.from_user, request, answer)

    async def _tapped(self, query: CallbackQuery, message: Message, opened: Opened) -> Request:
        request = self._request(message.chat, query.from_user, thread_of(message), opened.action)
        if opened.about is not None:
            return await self._from_private(replace(request, chat=opened.about, thread=0))
        return replace(request, may_change=await self._rights.tapper(message.chat, query.from_user))

    async def _stale(self, query: CallbackQuery) -> None:
        language = query.from_user.language_code or ""
        answer = await self._commands.stale(
            Request(chat=ChatId(query.from_user.id), asker=query.from_user.id, language=language)
        )
        await self._answering.toast(query, answer.notice)

    # Inline mode

    async def inline(self, update: Update, context: Context) -> None:
        """Words typed behind our name in any chat."""
        del context
        query = update.inline_query
        assert query is not None
        user = query.from_user
        request = Request(chat=ChatId(user.id), asker=user.id, arguments=query.query, language=user.language_code or "")
        await self._answering.offer(query, await self._commands.offers(request))

    async def tell_operator(self, operator: ChatId, troubles: Sequence[Trouble]) -> bool:
        """Tell an operator of troubles; whether they let us. Raises UnreachableError where it did not get through."""
        answer = await self._commands.troubles(operator, troubles)
        try:
            await self._answering.push(operator, answer)
        except (BadRequest, Forbidden) as refused:
            log.warning("operator %d cannot be told: %s", operator, refused)
            return False
        except (NetworkError, RetryAfter) as problem:
            raise UnreachableError(str(problem)) from None
        return True

    def _request(self, chat: Chat, user: User | None, thread: int, arguments: str = "") -> Request:
        kind = kind_of(chat)
        asker = user.id if user else 0
        return Request(
            chat=ChatId(chat.id),
            thread=thread,
            kind=kind,
            asker=asker,
            arguments=arguments,
            may_change=kind is Kind.PRIVATE,
            operator=kind is Kind.PRIVATE and asker in self._operators,
            language=(user.language_code or "") if user else "",
        )


def thread_of(message: Message) -> int:
    """The forum topic a message stands in, 0 where there is none."""
    return message.message_thread_id or 0 if message.is_topic_message else 0


def command_of(message: Message, username: str) -> tuple[str | None, str]:
    """The command a message begins with and the rest of it; no name where it is none, or another bot's."""
    text = message.text or ""
    entity = next((one for one in message.entities if one.offset == 0), None)
    if entity is None or entity.type != MessageEntityType.BOT_COMMAND:
        return None, text
    name, _, addressed = text[1 : entity.length].partition("@")
    if addressed and addressed.lower() != username.lower():
        return "", "@"
    return name.lower(), text[entity.length :].strip()


def _writer(message: Message) -> User | None:
    """Who wrote a message; those who write as a chat have no face."""
    return None if message.sender_chat is not None else message.from_user


def _replied_to(message: Message) -> int:
    """The number of the message that this one replies to, 0 where it replies to none: a topic's first is none."""
    to = message.reply_to_message
    return 0 if to is None or to.message_id == message.message_thread_id else to.message_id


def _answers(message: Message, ours: int) -> bool:
    """Whether a message is a reply to one of ours."""
    to = message.reply_to_message
    return to is not None and to.from_user is not None and to.from_user.id == ours
