from datetime import date

import pytest

from bot.core.detect.quantities import Number, Rank, days, numbers, ranks, weekday_index


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("thirteen soldiers freed", [Number(13, "person")]),
        ("thirty nine prisoners", [Number(39, "person")]),
        ("39 prisoners", [Number(39, "person")]),
        ("two day truce", [Number(48, "hour")]),
        ("week long pause", [Number(168, "hour")]),
        ("weeklong truce", [Number(168, "hour")]),
        ("600 aid trucks", [Number(600, "truck")]),
        ("war of 2014", []),
        ("153 states", [Number(153, "")]),
    ],
)
def test_numbers_come_with_their_unit(text, expected):
    assert list(numbers(text.split())) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("second batch of captives", [Rank("batch", 2)]),
        ("third hostage release", [Rank("batch", 3)]),
        ("truce holds on day three", [Rank("day", 3)]),
        ("phase two of the deal", [Rank("phase", 2)]),
        ("21st day of calm", [Rank("day", 21)]),
        ("first aid arrives", []),
        ("draft accord sent", [Rank("version", 1)]),
        ("final accord sent", [Rank("version", 2)]),
    ],
)
def test_ranks_come_with_what_they_count(text, expected):
    assert list(ranks(text.split())) == expected


def test_days_and_dates():
    assert list(days(["released", "on", "saturday"])) == ["saturday"]
    assert list(days(["ends", "4", "march"])) == ["4 mar"]
    assert list(days(["sides", "may", "meet"])) == []
    assert list(days(["ends", "4", "march"], date(2025, 3, 1))) == ["4 mar", "tuesday"]
    assert list(days(["since", "4", "march"], date(2025, 5, 1))) == ["4 mar"]
    assert list(days(["from", "jan", "2"], date(2024, 12, 30))) == ["2 jan", "thursday"]
    assert (weekday_index("wednesday"), weekday_index("4 mar")) == (2, None)
