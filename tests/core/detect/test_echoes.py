"""What is filed beside an alert that it may only repeat stays silent, unless it says more."""

import pytest

from bot.core.detect.decide import Known, _echoes
from bot.core.detect.filing import Filing
from bot.core.detect.importance import Weighed
from bot.core.detect.lateness import Repeats
from bot.core.detect.memory import Memory


@pytest.mark.parametrize(
    ("zone", "told", "level", "silent"),
    [
        ("attach", {"d": 2}, 2, True),
        ("attach", {"d": 1}, 2, True),
        ("attach", {"d": 2}, 1, False),
        ("attach", {}, 2, False),
        ("new", {"d": 2}, 2, False),
    ],
)
def test_an_echo_is_silent(zone, told, level, silent):
    filed = Filing(development="n", storyline="s", zone=zone, score=0.4, reason="beside", beside="d")
    memory = Known(filed=Memory("t"), repeats=Repeats(None), announced=told)
    assert _echoes(filed, memory, Weighed(level=level, why="because")) is silent
