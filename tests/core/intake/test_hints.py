"""Headers about coming back, in every form servers give them."""

from datetime import UTC, datetime

import pytest

from bot.core.intake.hints import Hints, from_headers, http_date

NOW = datetime(2030, 5, 1, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("headers", "expected"),
    [
        ({}, Hints()),
        ({"Retry-After": "120"}, Hints(retry_after=120)),
        ({"Retry-After": "Wed, 01 May 2030 12:05:00 GMT"}, Hints(retry_after=300)),
        ({"Retry-After": "Wed, 01 May 2030 11:05:00 GMT"}, Hints(retry_after=0)),
        ({"Retry-After": "soon"}, Hints()),
        ({"Retry-After": "-5"}, Hints()),
        ({"Cache-Control": "public, max-age=300"}, Hints(fresh=300)),
        ({"Cache-Control": "max-age=300", "Age": "100"}, Hints(fresh=200)),
        ({"Cache-Control": "max-age=300", "Age": "400"}, Hints(fresh=0)),
        ({"Cache-Control": "s-maxage=900"}, Hints()),
        ({"Cache-Control": "no-cache, max-age=300"}, Hints(fresh=0)),
        ({"Cache-Control": "max-age=60", "Expires": "Wed, 01 May 2030 13:00:00 GMT"}, Hints(fresh=60)),
        ({"Expires": "Wed, 01 May 2030 13:00:00 GMT"}, Hints(fresh=3600)),
        ({"Expires": "Wed, 01 May 2030 13:00:00 GMT", "Date": "Wed, 01 May 2030 12:30:00 GMT"}, Hints(fresh=1800)),
        ({"Expires": "0"}, Hints(fresh=0)),
        ({"Expires": "Wed, 01 May 2030 11:00:00 GMT"}, Hints(fresh=0)),
    ],
)
def test_from_headers(headers: dict[str, str], expected: Hints) -> None:
    assert from_headers(headers, NOW) == expected


@pytest.mark.parametrize("text", ["", "0", "-1", "never", "Wed, 99 May 2030 11:00:00 GMT"])
def test_dates_that_are_none(text: str) -> None:
    assert http_date(text) is None
