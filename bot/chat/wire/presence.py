"""Being there in Telegram, which comes about as soon as it can be reached; everything else runs in the meantime."""

import asyncio
import logging
from collections.abc import Awaitable, Callable

from bot.chat.wire.application import TelegramApplication, publish_menu, started
from bot.chat.wire.webhook import Webhook, receiving

log = logging.getLogger(__name__)

Job = Callable[[], Awaitable[object]]


class Presence:
    """`reached` says whether Telegram has answered since the start, so that sending makes sense."""

    def __init__(self, application: TelegramApplication, webhook: Webhook | None, url: str) -> None:
        """Take the application, not yet started, and where updates are brought, if they are (`url`)."""
        self._application = application
        self._webhook = webhook
        self._url = url
        self.reached = False

    async def run(self) -> None:
        """Reach Telegram, have updates answered and publish the menu; then stay, until cancelled.

        Raises ConfigError for a token or an address of ours that Telegram does not take.
        """
        async with started(self._application), receiving(self._application, self._webhook, self._url):
            self.reached = True
            log.info("in Telegram as @%s", self._application.bot.username)
            await publish_menu(self._application)
            await asyncio.Event().wait()

    def once_reached(self, job: Job) -> Job:
        """The same job, which does nothing before Telegram was reached."""

        async def run() -> None:
            if self.reached:
                await job()

        return run
