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
        self._stopped = False
        self._scheduler = AsyncIOScheduler(timezone="UTC", job_defaults={"max_instances": 1, "coalesce": True})
        self._scheduler.add_listener(self._on_event, EVENT_JOB_ERROR | EVENT_JOB_MISSED)
        now = datetime.now(UTC)
        self._every(timedelta(seconds=POLL_SECONDS), "poll", poll)
        self._every(timedelta(seconds=DELIVER_SECONDS), "deliver", deliver)
        self._every(timedelta(hours=UPKEEP_HOURS), "upkeep", upkeep, first=now)
        if prune is not None:
            self._every(timedelta(hours=UPKEEP_HOURS), "prune", prune, first=now + PRUNE_AFTER)

    def _every(self, apart: timedelta, name: str, job: Job, *, first: datetime | None = None) -> None:
        beginning = {} if first is None else {"next_run_time": first}
        self._scheduler.add_job(
            self._quiet(job), "interval", seconds=apart.total_seconds(), id=name, misfire_grace_time=None, **beginning
        )

    def start(self) -> None:
        """Start the clock."""
        self._scheduler.start()

    def stop(self) -> None:
        """Start nothing more. Jobs under way are cancelled; what they began elsewhere is the caller's to wait for."""
        self._stopped = True
        self._scheduler.shutdown(wait=False)

    def _quiet(self, job: Job) -> Job:
        """The same job, which makes no error of being cancelled by `stop`."""

        async def run() -> None:
            try:
                await job()
            except asyncio.CancelledError:
                if not self._stopped:
                    raise

        return run

    def _on_event(self, event: JobExecutionEvent) -> None:
        if event.exception is None:
            log.warning("job %s missed its time", event.job_id)
            return
        log.error("job %s failed", event.job_id, exc_info=event.exception)
        if isinstance(event.exception, StorageError | ConfigError) and not self.failed.done():
            self.failed.set_result(event.exception)
