"""No token reaches a log: not in a message, not in a traceback, not by way of a library."""

import io
import logging

import pytest

from bot import logs

TOKEN = "123456789:AAcanaryCanaryCanaryCanaryCanary012345"


@pytest.fixture
def stream():
    root = logging.getLogger()
    before = (root.handlers[:], root.level)
    out = io.StringIO()
    logs.set_up(TOKEN, level=logging.DEBUG, stream=out)
    yield out
    root.handlers[:], root.level = before


def test_a_token_in_a_message_is_taken_out(stream):
    logging.getLogger("x").info("asking https://api.example/bot%s/getMe", TOKEN)
    assert "canary" not in stream.getvalue()
    assert "/bot[token]/getMe" in stream.getvalue()


def test_a_token_in_a_traceback_is_taken_out(stream):
    try:
        raise ValueError(f"bad address /bot{TOKEN}/x")
    except ValueError:
        logging.getLogger("x").exception("failed")
    assert "ValueError" in stream.getvalue()
    assert "canary" not in stream.getvalue()


def test_another_bots_token_is_taken_out_by_its_shape():
    assert logs.redact("/bot987654321:BBotherOtherOtherOtherOtherOther0/") == "/bot[token]/"


def test_times_and_ports_are_no_tokens():
    text = "2026-11-24T16:00:00 127.0.0.1:8081 id=1234567890"
    assert logs.redact(text) == text


def test_libraries_that_log_addresses_are_kept_quiet(stream):
    for name in ("httpx", "telegram.Bot", "telegram.ext.Application"):
        logging.getLogger(name).info("POST https://api.example/")
        logging.getLogger(name).debug("POST https://api.example/")
    assert stream.getvalue() == ""


def test_a_job_that_takes_longer_than_its_second_is_not_warned_of(stream):
    logging.getLogger("apscheduler.scheduler").warning("maximum number of running instances reached (1)")
    assert stream.getvalue() == ""
    logging.getLogger("apscheduler.executors.default").error("raised an exception")
    assert "raised an exception" in stream.getvalue()
