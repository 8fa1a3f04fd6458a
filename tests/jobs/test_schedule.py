"""What the clock starts, on the real scheduler."""

import asyncio
from datetime import timedelta

from bot.errors import StorageError
from bot.jobs.schedule import Schedule


class Job:
    def __init__(self, problem=None):
        self.problem = problem
        self.ran, self.twice = asyncio.Event(), asyncio.Event()
        self.times = 0

    async def run(self):
        self.times += 1
        (self.twice if self.times == 2 else self.ran).set()
        if self.problem:
            raise self.problem


async def test_upkeep_runs_at_the_start_and_not_with_every_poll():
    poll, deliver, upkeep = Job(), Job(), Job()
    schedule = Schedule(poll=poll.run, deliver=deliver.run, upkeep=upkeep.run)
    schedule.start()
    try:
        async with asyncio.timeout(20):
            await upkeep.ran.wait()
            await poll.twice.wait()
            await deliver.twice.wait()
    finally:
        schedule.stop()
    assert upkeep.times == 1
    assert not schedule.failed.done()


async def test_a_store_that_fails_in_upkeep_ends_the_program_and_a_bug_does_not():
    for problem, ends in ((StorageError("the disk is full"), True), (RuntimeError("a bug"), False)):
        upkeep = Job(problem)
        schedule = Schedule(poll=Job().run, deliver=Job().run, upkeep=upkeep.run)
        schedule.start()
        try:
            async with asyncio.timeout(20):
                await upkeep.ran.wait()
                await asyncio.sleep(0.1)
        finally:
            schedule.stop()
        assert schedule.failed.done() is ends


async def test_pruning_is_started_too_some_time_after_the_start(monkeypatch):
    monkeypatch.setattr("bot.jobs.schedule.PRUNE_AFTER", timedelta(0))
    prune = Job()
    schedule = Schedule(poll=Job().run, deliver=Job().run, upkeep=Job().run, prune=prune.run)
    schedule.start()
    try:
        async with asyncio.timeout(20):
            await prune.ran.wait()
    finally:
        schedule.stop()
    assert prune.times == 1


async def test_a_job_under_way_at_the_end_is_cancelled_and_that_is_no_error(caplog):
    begun, ended = asyncio.Event(), asyncio.Event()

    async def long():
        begun.set()
        try:
            await asyncio.sleep(60)
        finally:
            ended.set()

    schedule = Schedule(poll=Job().run, deliver=Job().run, upkeep=long)
    schedule.start()
    async with asyncio.timeout(20):
        await begun.wait()
        schedule.stop()
        await ended.wait()
    await asyncio.sleep(0.05)
    assert "Traceback" not in caplog.text
    assert [one for one in caplog.records if one.levelname == "ERROR"] == []
