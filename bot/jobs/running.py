"""The bot's life in one call: jobs and talk side by side, until a signal, the end of the talk, or an error."""

import asyncio
import logging
import signal
from collections.abc import Awaitable, Callable, Coroutine
from typing import Any

from bot.errors import BotError
from bot.jobs.schedule import Schedule

log = logging.getLogger(__name__)


async def until_stopped(
    schedule: Schedule, talk: Coroutine[Any, Any, None], close: Callable[[], Awaitable[None]]
) -> None:
    """Let the clock start jobs until SIGTERM or SIGINT, the end of `talk`, or a job's error that must end the program.

    `talk` is how people are answered; `close` waits for what was begun. Both have ended when this returns. Raises what
    `close` raised, else the job's error, else what `talk` raised, be it while it ended; these two are logged anyway.
    """
    stopped, talking = asyncio.create_task(_signal()), asyncio.create_task(talk)
    schedule.start()
    log.info("running")
    waiting: set[asyncio.Future[Any]] = {stopped, talking, schedule.failed}
    await asyncio.wait(waiting, return_when=asyncio.FIRST_COMPLETED)
    schedule.stop()
    try:
        await close()
    finally:
        errors = await _ended(stopped, talking)
    if schedule.failed.done():
        raise schedule.failed.result()
    if errors:
        raise errors[0]


async def _ended(*tasks: asyncio.Task[None]) -> list[Exception]:
    """End tasks; what they raised, each logged."""
    for task in tasks:
        task.cancel()
    ends = await asyncio.gather(*tasks, return_exceptions=True)
    errors = [end for end in ends if isinstance(end, Exception)]
    for error in errors:
        traced = None if isinstance(error, BotError) else error
        log.error("ended by %s: %s", type(error).__name__, error, exc_info=traced)
    return errors


async def _signal() -> None:
    """Return at the first SIGTERM or SIGINT."""
    told = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, told.set)
    await told.wait()
