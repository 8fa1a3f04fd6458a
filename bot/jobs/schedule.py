"""What the clock starts: polling, delivering and the daily upkeep, on our own APScheduler.

A job never overlaps itself, missed runs are made up by one, and a job that fails is logged with its traceback and runs
again at its next time. A StorageError ends the program, since going on without a store would lose things silently, and
so does a ConfigError: a token that Telegram does not know any more.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta

from apscheduler.events import EVENT_JOB_ERROR, EVENT_JOB_MISSED, JobExecutionEvent
from apscheduler.schedulers.asyncio import AsyncIOScheduler

from bot.errors import BotError, ConfigError, StorageError

log = logging.getLogger(__name__)

POLL_SECONDS = 1
DELIVER_SECONDS = 1
UPKEEP_HOURS = 24
PRUNE_AFTER = timedelta(minutes=5)  # the first time; then once a day

Job = Callable[[], Awaitable[object]]


class Schedule:
    """The running jobs. `failed` is set with the error that must end the program.

    Upkeep runs at the start and then once a day, so that a bot that is restarted every night does it too; pruning
    five minutes later, when what piled up before the start is on its way.
    """

    def __init__(self, *, poll: Job, deliver: Job, upkeep: Job, prune: Job | None = None) -> None:
        self.failed: asyncio.Future[BotError] = asyncio.get_running_loop().create_future()
        self._scheduler = AsyncIOScheduler(timezone="UTC", job_defaults={"max_instances": 1, "coalesce": True})
        self._scheduler.add_listener(self._on_event, EVENT_JOB_ERROR | EVENT_JOB_MISSED)
        self._scheduler.add_job(poll, "interval", seconds=POLL_SECONDS, id="poll", misfire_grace_time=None)
        self._scheduler.add_job(deliver, "interval", seconds=DELIVER_SECONDS, id="deliver", misfire_grace_time=None)
        self._scheduler.add_job(upkeep, "interval", hours=UPKEEP_HOURS, id="upkeep", misfire_grace_time=None,
                                next_run_time=datetime.now(UTC))  # fmt: skip
        if prune is not None:
            self._scheduler.add_job(prune, "interval", hours=UPKEEP_HOURS, id="prune", misfire_grace_time=None,
                                    next_run_time=datetime.now(UTC) + PRUNE_AFTER)  # fmt: skip

    def start(self) -> None:
        """Start the clock."""
        self._scheduler.start()

    def stop(self) -> None:
        """Start nothing more. Jobs under way are the caller's to wait for."""
        self._scheduler.shutdown(wait=False)

    def _on_event(self, event: JobExecutionEvent) -> None:
        if event.exception is None:
            log.warning("job %s missed its time", event.job_id)
            return
        log.error("job %s failed", event.job_id, exc_info=event.exception)
        if isinstance(event.exception, StorageError | ConfigError) and not self.failed.done():
            self.failed.set_result(event.exception)
