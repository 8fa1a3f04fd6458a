"""Updates that Telegram brings instead of being asked for them: checked, taken once, put into the queue.

Who serves HTTP hands over the header and the body (bot/web/hook.py); nothing here knows of HTTP but its status codes.
"""

import asyncio
import contextlib
import hmac
import json
import logging
from collections import OrderedDict
from collections.abc import AsyncIterator, Awaitable, Callable
from functools import partial
from http import HTTPStatus

from telegram import Update
from telegram.error import BadRequest, InvalidToken

from bot.chat.wire.application import ALLOWED_UPDATES, POOL, TelegramApplication, insist
from bot.errors import ConfigError

Take = Callable[[str | None, bytes], Awaitable[int]]

log = logging.getLogger(__name__)

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - a header's name
LONGEST = 1024 * 1024  # bytes
PATIENCE = 5.0  # seconds that an update may wait for room in the queue
REMEMBERED = 1000


class Webhook:
    """Takes updates for an application. `secret` is what Telegram was told to send along."""

    def __init__(self, application: TelegramApplication, secret: str) -> None:
        self._application = application
        self._secret = secret
        self._taken: OrderedDict[int, None] = OrderedDict()

    async def announce(self, url: str) -> None:
        """Tell Telegram where to bring updates. Raises ConfigError where it does not want to."""
        tell = partial(
            self._application.bot.set_webhook,
            url, secret_token=self._secret, allowed_updates=list(ALLOWED_UPDATES), max_connections=POOL,
        )  # fmt: skip
        try:
            await insist(tell)
        except BadRequest as refused:
            raise ConfigError("BOT_WEBHOOK_URL", f"Telegram does not take it: {refused.message}") from None

    async def take(self, secret: str | None, body: bytes) -> HTTPStatus:
        """Take what was posted. Telegram brings again whatever is not answered with 200."""
        if secret is None or not hmac.compare_digest(secret.encode(), self._secret.encode()):
            return HTTPStatus.FORBIDDEN
        if len(body) > LONGEST:
            return HTTPStatus.REQUEST_ENTITY_TOO_LARGE
        try:
            told = json.loads(body)
        except ValueError:
            return HTTPStatus.BAD_REQUEST
        if not isinstance(told, dict):
            return HTTPStatus.BAD_REQUEST
        try:
            update = Update.de_json(told, self._application.bot)
        except (TypeError, ValueError, KeyError, AttributeError):  # brought again, it would be no better
            log.exception("an update that cannot be read was dropped")
            return HTTPStatus.OK
        return await self._queue(update)

    async def _queue(self, update: Update) -> HTTPStatus:
        if update.update_id in self._taken:
            return HTTPStatus.OK
        try:
            async with asyncio.timeout(PATIENCE):
                await self._application.update_queue.put(update)
        except TimeoutError:
            return HTTPStatus.SERVICE_UNAVAILABLE
        self._taken[update.update_id] = None
        if len(self._taken) > REMEMBERED:
            self._taken.popitem(last=False)
        return HTTPStatus.OK


@contextlib.asynccontextmanager
async def receiving(application: TelegramApplication, webhook: Webhook | None, url: str) -> AsyncIterator[None]:
    """Have updates answered: brought to the webhook where there is one, else asked for.

    Tries for as long as Telegram cannot be reached. Raises ConfigError for a token or an address that it does not take.
    """
    assert application.updater is not None
    await application.start()
    try:
        if webhook is not None:
            await webhook.announce(url)
        else:
            try:
                await application.updater.start_polling(allowed_updates=list(ALLOWED_UPDATES), bootstrap_retries=-1)
            except InvalidToken:
                raise ConfigError("TELEGRAM_BOT_TOKEN", "Telegram does not know this token") from None
        yield
    finally:
        if application.updater.running:
            await application.updater.stop()
        await application.stop()
