"""What ends the bot is raised and logged, and nothing is left running."""

import asyncio
import os
import signal

import pytest

from bot.errors import ConfigError, StorageError
from bot.jobs.running import until_stopped
from bot.jobs.schedule import Schedule


async def nothing():
    pass


def schedule(poll=nothing):
    return Schedule(poll=poll, deliver=nothing, upkeep=nothing)


class Talk:
    """Answers people until it is cancelled; may fail then, or at once."""

    def __init__(self, *, at_once=None, at_end=None):
        self.at_once, self.at_end, self.over = at_once, at_end, False

    async def run(self):
        try:
            if self.at_once:
                raise self.at_once
            await asyncio.Event().wait()
        finally:
            self.over = True
            if self.at_end:
                raise self.at_end


def soon():
    """Tell the process to stop, as a supervisor does."""
    asyncio.get_running_loop().call_later(0.05, os.kill, os.getpid(), signal.SIGTERM)


async def test_a_signal_ends_it_without_an_error():
    talk = Talk()
    soon()
    await until_stopped(schedule(), talk.run(), nothing)
    assert talk.over


async def test_what_the_talk_raises_while_a_signal_ends_it_is_raised_and_logged(caplog):
    soon()
    with pytest.raises(ConnectionError, match="gone"):
        await until_stopped(schedule(), Talk(at_end=ConnectionError("gone")).run(), nothing)
    assert "ended by ConnectionError: gone" in caplog.text


async def test_a_talk_that_fails_ends_the_rest_and_what_was_begun_is_waited_for(caplog):
    closed = []

    async def close():
        closed.append(True)

    with pytest.raises(ConfigError, match="token"):
        await until_stopped(schedule(), Talk(at_once=ConfigError("token", "not known")).run(), close)
    assert closed == [True]
    assert "ended by ConfigError: token: not known" in caplog.text


async def test_of_a_job_and_the_talk_that_both_fail_the_job_is_raised_and_the_talk_logged(caplog):
    async def poll():
        raise StorageError("disk full")

    with pytest.raises(StorageError, match="disk full"):
        await until_stopped(schedule(poll), Talk(at_end=ConnectionError("gone")).run(), nothing)
    assert "ended by ConnectionError: gone" in caplog.text


async def test_where_closing_fails_the_talk_is_ended_all_the_same():
    async def close():
        raise StorageError("disk full")

    talk = Talk()
    soon()
    with pytest.raises(StorageError, match="disk full"):
        await until_stopped(schedule(), talk.run(), close)
    assert talk.over


async def test_signals_that_cannot_be_listened_for_are_an_error_and_no_quiet_end(monkeypatch):
    def refuse(number, callback):
        raise NotImplementedError("no signals here")

    monkeypatch.setattr(asyncio.get_running_loop(), "add_signal_handler", refuse)
    with pytest.raises(NotImplementedError, match="no signals here"):
        await until_stopped(schedule(), Talk().run(), nothing)
