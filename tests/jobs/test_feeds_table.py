"""Feed health as text."""

import tomllib
from datetime import UTC, datetime, timedelta

import pytest

from bot.core.intake.health import Flag
from bot.core.intake.standing import FeedState
from bot.jobs.feeds_table import ago, health_table, latency_line, length, toml_lines
from tests.jobs.newsroom import a_source

NOW = datetime(2030, 5, 1, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("seconds", "text"),
    [(0, "0 s"), (59, "59 s"), (60, "1 min"), (3600, "60 min"), (7200, "2 h"), (100_000, "28 h"), (200_000, "2 d")],
)
def test_length(seconds: float, text: str) -> None:
    assert length(timedelta(seconds=seconds)) == text


def test_ago() -> None:
    assert ago(None, NOW) == "never"
    assert ago(NOW - timedelta(minutes=3), NOW) == "3 min ago"


@pytest.mark.parametrize("outlet", ["Plain", 'Q"uote\\', "Ünï\tcode\x1b[31m", "صحيفة"])
def test_a_source_as_toml_reads_back(outlet: str) -> None:
    source = a_source("https://courier.example/?a=1")
    named = type(source)(id=source.id, outlet=outlet, url=source.url, language="en", family="courier")
    assert "\x1b" not in toml_lines(named)
    (found,) = tomllib.loads(toml_lines(named))["source"]
    assert found == {"id": "courier", "outlet": outlet, "url": source.url, "language": "en", "family": "courier"}


def test_a_table_has_a_line_for_each_feed_and_remarks_below() -> None:
    good = FeedState(source=a_source("x").id, etag="1", last_modified="2", attempted_at=NOW, succeeded_at=NOW, new_at=NOW,
                     interval=timedelta(minutes=15), why="hint")  # fmt: skip
    odd = FeedState(source=a_source("x").id, attempted_at=NOW, flags=frozenset({Flag.FROZEN}))
    lines = health_table(
        [(a_source("https://a.example/", "a"), good), (a_source("https://b.example/", "b"), odd)], NOW
    ).splitlines()
    assert len(lines) == 4
    assert lines[1].split()[0] == "a"
    assert "15 min  hint  etag+date" in lines[1]
    assert lines[1].endswith("good")
    assert lines[2].endswith("odd")
    assert lines[3].strip() == Flag.FROZEN.sentence


def test_latency_in_words() -> None:
    line = latency_line([(float(n), None if n % 2 else 60.0 + n) for n in range(1, 41)])
    assert line == (
        "Latency of 40 alerts: median 21 s, 95 % within 39 s from the first poll that could have seen the report; "
        "median 1 min, 95 % within 2 min from publication (20 with a date to trust)"
    )
    assert latency_line([(3.0, None)]).endswith("the first poll that could have seen the report")
