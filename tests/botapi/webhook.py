"""Posting updates to a webhook, in order, until each is taken."""

import asyncio
import contextlib

import aiohttp

from .model import Json
from .world import World

FIRST_PAUSE = 0.1
LONGEST_PAUSE = 5.0
SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"


class WebhookSender:
    """Runs beside the server. A webhook that answers with 2xx has taken the update; others get it again."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._news = asyncio.Event()
        self._task: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Begin to deliver."""
        self._world.updates.on_news = self._news.set
        self._task = asyncio.create_task(self._run())

    async def stop(self) -> None:
        """Stop delivering; what is queued stays."""
        if self._task:
            self._task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._task
            self._task = None

    async def _run(self) -> None:
        pause = FIRST_PAUSE
        while True:
            await self._news.wait()
            self._news.clear()
            async with aiohttp.ClientSession() as session:
                while self._world.webhook and self._world.updates.pending:
                    if await self._deliver(session, self._world.updates.pending[0]):
                        pause = FIRST_PAUSE
                    else:
                        await asyncio.sleep(pause)
                        pause = min(2 * pause, LONGEST_PAUSE)

    async def _deliver(self, session: aiohttp.ClientSession, update: Json) -> bool:
        hook = self._world.webhook
        headers = {SECRET_HEADER: hook["secret_token"]} if "secret_token" in hook else {}
        try:
            async with session.post(hook["url"], json=update, headers=headers) as response:
                taken = 200 <= response.status < 300
                trouble = f"Wrong response from the webhook: {response.status} {response.reason}"
        except aiohttp.ClientError as error:
            taken, trouble = False, f"Connection failed: {type(error).__name__}"
        if taken:
            self._world.updates.confirm(update["update_id"] + 1)
        else:
            hook.update(last_error_date=self._world.now(), last_error_message=trouble)
        return taken
