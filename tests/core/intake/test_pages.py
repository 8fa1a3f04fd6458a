"""When a page that does not answer any more counts as withdrawn."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.core.intake.pages import PageState, after
from bot.core.model import ReportId

NOW = datetime(2031, 5, 5, 12, 0, tzinfo=UTC)
PAGE = PageState(report=ReportId("r1"), link="https://courier.example/1")


def asked(*answers):
    page, now = PAGE, NOW
    for answer in answers:
        page = after(page, answer, now)
        now = page.due_at
    return page


@pytest.mark.parametrize(
    ("answers", "withdrawn"),
    [
        ((200, 410, 410), True),
        ((200, 404, 410), True),
        ((200, 200, None, 404, None, 404), True),  # silence in between tells nothing
        ((200, 410), False),
        ((200, 410, 200, 410), False),
        ((200, 410, 503, 410), False),
        ((410, 410, 410), False),  # never seen alive: it may never answer to a HEAD
        ((404, 404, 200), False),
        ((200, 403, 403, 405), False),
        ((200, 500, 500), False),
        ((), False),
    ],
)
def test_gone_is_what_was_there_and_is_not_twice_in_a_row(answers, withdrawn):
    assert asked(*answers).withdrawn is withdrawn


@pytest.mark.parametrize("status", [200, 404, 503, None])
def test_an_hour_lies_between_two_questions(status):
    page = after(PAGE, status, NOW)
    assert timedelta(hours=1) <= page.due_at - NOW <= timedelta(hours=1.1)


def test_retry_after_makes_it_longer_and_a_day_at_most():
    assert after(PAGE, 429, NOW, 7200).due_at - NOW >= timedelta(hours=2)
    assert after(PAGE, 429, NOW, 7200).busy
    assert not after(PAGE, 429, NOW).busy
    assert after(PAGE, 503, NOW, 10**9).due_at - NOW <= timedelta(hours=26.5)
    assert after(PAGE, 200, NOW, 1).due_at - NOW >= timedelta(hours=1)
