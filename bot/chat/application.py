"""The Telegram application: PTB's handlers over our commands, and who may change a group's settings."""

import logging
from collections.abc import Callable, Coroutine
from typing import Any

from telegram import BotCommand, Chat, LinkPreviewOptions, Message, Update
from telegram.constants import ChatMemberStatus, ChatType
from telegram.error import BadRequest, NetworkError, TelegramError
from telegram.ext import Application, CommandHandler, ContextTypes, Defaults, filters
from telegram.request import HTTPXRequest

from bot.chat.commands import COMMANDS, Commands
from bot.chat.requests import Request
from bot.core.model import ChatId

log = logging.getLogger(__name__)

ALLOWED_UPDATES = ("message", "edited_message", "channel_post", "callback_query", "my_chat_member", "chat_member")
READ_TIMEOUT = 25.0
POOL = 8

TelegramApplication = Application[Any, Any, Any, Any, Any, Any]
_Callback = Callable[[Update, ContextTypes.DEFAULT_TYPE], Coroutine[Any, Any, None]]


def build_application(token: str, api_base_url: str, commands: Commands) -> TelegramApplication:
    """PTB's application, not yet started: own pacing (no rate limiter), a pool of 8, previews off, HTML."""
    application = (
        Application.builder()
        .token(token)
        .base_url(f"{api_base_url}/bot")
        .base_file_url(f"{api_base_url}/file/bot")
        .request(HTTPXRequest(connection_pool_size=POOL, read_timeout=READ_TIMEOUT))
        .get_updates_request(HTTPXRequest(connection_pool_size=2, read_timeout=READ_TIMEOUT + 10))
        .defaults(Defaults(parse_mode="HTML", link_preview_options=LinkPreviewOptions(is_disabled=True)))
        .concurrent_updates(POOL)
        .rate_limiter(None)  # type: ignore[arg-type]
        .build()
    )
    for command in COMMANDS:
        names = [command.name, *command.aliases]
        application.add_handler(CommandHandler(names, _handler(commands, command.name), filters=filters.ALL))
    application.add_error_handler(_on_error)
    return application


async def publish_menu(application: TelegramApplication) -> None:
    """Tell Telegram the commands; that it cannot be told now is no reason not to run."""
    menu = [BotCommand(command.name, command.what) for command in COMMANDS]
    try:
        await application.bot.set_my_commands(menu)
    except NetworkError as problem:
        log.warning("menu not published: %s", problem)


def _handler(commands: Commands, name: str) -> _Callback:
    async def handle(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        message, chat = update.effective_message, update.effective_chat
        if message is None or chat is None or update.edited_message or update.edited_channel_post:
            return
        answer = await commands.answer(
            name,
            Request(
                chat=ChatId(chat.id),
                thread=thread_of(message),
                arguments=" ".join(context.args or ()),
                may_change=await may_change(message, chat),
            ),
        )
        assert answer is not None
        await chat.send_message(answer.html, message_thread_id=thread_of(message) or None)

    return handle


def thread_of(message: Message) -> int:
    """The forum topic a message stands in, 0 where there is none."""
    return message.message_thread_id or 0 if message.is_topic_message else 0


async def may_change(message: Message, chat: Chat) -> bool:
    """Whether the sender may change the chat's settings: anyone in private, admins in groups, posters in channels."""
    if chat.type in (ChatType.PRIVATE, ChatType.CHANNEL):
        return True
    if message.sender_chat is not None:  # an anonymous admin writes as the group itself; a linked channel does not
        return message.sender_chat.id == chat.id
    if message.from_user is None:
        return False
    try:
        member = await chat.get_member(message.from_user.id)
    except BadRequest:
        return False
    return member.status in (ChatMemberStatus.OWNER, ChatMemberStatus.ADMINISTRATOR)


async def _on_error(update: object, context: ContextTypes.DEFAULT_TYPE) -> None:
    """The one place for errors of handlers: Telegram's are weather, ours are logged with their traceback."""
    del update
    if isinstance(context.error, TelegramError):
        log.warning("answering failed: %s", context.error)
        return
    log.error("a handler failed", exc_info=context.error)
