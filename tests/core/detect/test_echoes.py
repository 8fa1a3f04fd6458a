"""What is filed beside an alert that it may only repeat stays silent, unless it says more."""

from datetime import timedelta

import pytest

from bot.core.detect.decide import Known, _echoes, _nearest_announced
from bot.core.detect.filing import Candidate, Filing
from bot.core.detect.frame import frame
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


@pytest.mark.parametrize(("told", "hours", "likeness"), [({"d": 2}, 1, 0.5), ({}, 1, 0.0), ({"d": 2}, 48, 0.0)])
def test_only_likeness_to_what_was_told_of_late_counts(make_report, table, told, hours, likeness):
    report = make_report("KLF accepts truce plan")
    memory = Known(filed=Memory("t"), repeats=Repeats(None), announced=told)
    memory.filed.learn(report, frame(report, table), ("d", "s"), alerted=True)
    known = Candidate(development="d", storyline="s", score=0.5, taken=False, reason="too unlike")
    filed = Filing(development="n", storyline="s", zone="new", score=0.5, reason="new", candidates=(known,))
    assert _nearest_announced(filed, memory, report.seen + timedelta(hours=hours)) == likeness
