"""The Telegram application: PTB's handlers over our hearing, answering and membership."""

import asyncio
import contextlib
import itertools
import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from typing import Any

from telegram import LinkPreviewOptions, Update
from telegram.error import BadRequest, InvalidToken, RetryAfter, TelegramError
from telegram.ext import (
    Application,
    CallbackQueryHandler,
    ChatMemberHandler,
    ContextTypes,
    Defaults,
    InlineQueryHandler,
    MessageHandler,
    TypeHandler,
    filters,
)
from telegram.request import HTTPXRequest

from bot.chat.commands import Commands
from bot.chat.wire import menus
from bot.chat.wire.answering import Answering
from bot.chat.wire.buckets import Crowd
from bot.chat.wire.door import Door, Lanes, SiftedRequest
from bot.chat.wire.gate import Gate
from bot.chat.wire.hearing import Hearing
from bot.chat.wire.limiter import PacedAnswers, wait_of
from bot.chat.wire.membership import Membership
from bot.chat.wire.rights import Rights
from bot.chat.wire.seals import Seals
from bot.core.model import ChatId
from bot.core.people.notices import Trouble
from bot.core.people.pacing import UNPACED
from bot.errors import ConfigError, UnreachableError

log = logging.getLogger(__name__)

ALLOWED_UPDATES = (
    "message", "edited_message", "channel_post", "callback_query", "inline_query", "my_chat_member", "chat_member",
)  # fmt: skip
READ_TIMEOUT = 25.0
POOL = 8
LONGEST_WAIT = 60.0  # seconds between two attempts to reach Telegram at start

TelegramApplication = Application[Any, Any, Any, Any, Any, Any]
_SERVICE = filters.StatusUpdate.MIGRATE | filters.StatusUpdate.FORUM_TOPIC_REOPENED


def build_application(
    token: str, api_base_url: str, commands: Commands, *, operators: frozenset[int] = frozenset(),
    gate: Gate | None = None, crowd: Crowd | None = None,
) -> TelegramApplication:  # fmt: skip
    """PTB's application, not yet started: a pool of 8, previews off, HTML. What it sends passes `gate`."""
    door = Door(crowd or Crowd())
    application: TelegramApplication = (
        Application.builder()
        .token(token)
        .base_url(f"{api_base_url}/bot")
        .base_file_url(f"{api_base_url}/file/bot")
        .request(HTTPXRequest(connection_pool_size=POOL, read_timeout=READ_TIMEOUT))
        .get_updates_request(SiftedRequest(door, connection_pool_size=2, read_timeout=READ_TIMEOUT + 10))
        .defaults(Defaults(parse_mode="HTML", link_preview_options=LinkPreviewOptions(is_disabled=True)))
        .concurrent_updates(Lanes(POOL))
        .update_queue(door)
        .rate_limiter(PacedAnswers(gate or Gate(UNPACED)))
        .build()
    )
    seals, rights = Seals(token), Rights(application.bot)
    hearing = Hearing(
        bot=application.bot, commands=commands, answering=Answering(application.bot, seals),
        seals=seals, rights=rights, door=door, operators=operators,
    )  # fmt: skip
    membership = Membership(store=commands.store, clock=commands.clock, rights=rights, let_in=hearing.let_in)
    _add_handlers(application, hearing, membership)
    application.bot_data["operators"] = operators
    application.bot_data["tell"] = hearing.tell_operator
    return application


def _add_handlers(application: TelegramApplication, hearing: Hearing, membership: Membership) -> None:
    application.add_handler(ChatMemberHandler(membership.changed, ChatMemberHandler.ANY_CHAT_MEMBER), group=-2)
    application.add_handler(MessageHandler(_SERVICE, membership.service), group=-2)
    application.add_handler(TypeHandler(Update, hearing.door), group=-1)
    application.add_handler(CallbackQueryHandler(hearing.tap))
    application.add_handler(InlineQueryHandler(hearing.inline))
    spoken = filters.UpdateType.MESSAGE | filters.UpdateType.CHANNEL_POST
    application.add_handler(MessageHandler(spoken & filters.TEXT, hearing.message))
    application.add_error_handler(_on_error)


async def tell_operator(application: TelegramApplication, operator: ChatId, troubles: Sequence[Trouble]) -> bool:
    """Tell an operator of troubles; whether they let us. Raises UnreachableError where it did not get through."""
    told: bool = await application.bot_data["tell"](operator, troubles)
    return told


@contextlib.asynccontextmanager
async def started(application: TelegramApplication, *, within: float | None = None) -> AsyncIterator[None]:
    """An application that Telegram knows, and its end.

    Tries to reach Telegram for ever, or for `within` seconds. Raises ConfigError for a token that is not known,
    UnreachableError where Telegram did not answer in time.
    """
    try:
        async with asyncio.timeout(within):
            await insist(application.initialize)
    except TimeoutError:
        await application.bot.shutdown()
        raise UnreachableError(f"Telegram could not be reached within {within:g} s") from None
    try:
        yield
    finally:
        await application.shutdown()


async def insist(call: Callable[[], Awaitable[object]]) -> None:
    """Make a call of Telegram's again and again while it cannot be reached.

    Raises ConfigError for a token that is not known, BadRequest for a call that no repeat makes better.
    """
    for attempt in itertools.count(1):
        try:
            await call()
        except InvalidToken:
            raise ConfigError("TELEGRAM_BOT_TOKEN", "Telegram does not know this token") from None
        except BadRequest:
            raise
        except TelegramError as problem:
            wait = min(float(2**attempt), LONGEST_WAIT)
            if isinstance(problem, RetryAfter):
                wait = max(wait, wait_of(problem).total_seconds())
            log.warning("Telegram cannot be reached (%s), trying again in %d s", problem, wait)
            await asyncio.sleep(wait)
        else:
            return


async def publish_menu(application: TelegramApplication) -> None:
    """Tell Telegram the commands and descriptions, in every language."""
    await menus.publish(application.bot, application.bot_data["operators"])


async def _on_error(update: object, context: ContextTypes.DEFAULT_TYPE) -> None:
    """The one place for errors of handlers: Telegram's are weather, ours are logged with their traceback."""
    del update
    if isinstance(context.error, TelegramError):
        log.warning("answering failed: %s", context.error)
        return
    log.error("a handler failed", exc_info=context.error)
