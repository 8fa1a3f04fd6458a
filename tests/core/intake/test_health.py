"""What polls say of a feed's health."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.core.intake.health import (
    Blindness,
    Flag,
    Line,
    Move,
    Notice,
    Sightings,
    date_flags,
    first_chance,
    frozen,
    local_outage,
    move,
    no_answer,
    overflowed,
    site,
    watch,
)  # fmt: skip
from bot.core.intake.schedule import observed

NOW = datetime(2030, 5, 1, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
HERE = "https://feeds.courier.example/a"
NEAR = "https://www.courier.example/b"
FAR = "https://elsewhere.example/b"


def sightings(what: str, *hours: float) -> Sightings:
    seen = Sightings()
    for hour in hours:
        seen = seen.again(what, NOW + hour * HOUR)
    return seen


@pytest.mark.parametrize(
    ("target", "hours", "consent", "expected"),
    [
        (NEAR, (0, 12, 24), False, Move.ADOPT),
        (NEAR, (0, 12, 23), False, Move.WAIT),
        (NEAR, (0, 24), False, Move.WAIT),
        (FAR, (0, 12, 24), False, Move.ASK),
        (FAR, (0, 12, 24), True, Move.ADOPT),
        (FAR, (0, 12), True, Move.WAIT),
    ],
)
def test_permanent_redirects(target: str, hours: tuple[float, ...], consent: bool, expected: Move) -> None:
    assert move(sightings(target, *hours), HERE, NOW + hours[-1] * HOUR, consent=consent) == expected


def test_another_target_starts_afresh() -> None:
    seen = sightings(NEAR, 0, 12).again(FAR, NOW + 24 * HOUR)
    assert (seen.count, seen.first) == (1, NOW + 24 * HOUR)


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://feeds.bbci.co.uk/x", "bbci.co.uk"),
        ("https://www.courier.example/", "courier.example"),
        ("http://co.uk/", "co.uk"),
        ("http://127.0.0.1:8080/", "127.0.0.1"),
        ("http://[::1]/", "::1"),
        ("http://localhost/", "localhost"),
    ],
)
def test_site(url: str, expected: str) -> None:
    assert site(url) == expected


def a_line(host: str, answered: float | None, *, silent: bool) -> Line:
    return Line(host=host, answered_at=None if answered is None else NOW + answered * HOUR, silent=silent)


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ([a_line("a", -1, silent=True), a_line("b", -1, silent=True)], True),
        (
            [a_line("a", -1, silent=True), a_line("b", -1, silent=True), a_line("c", -0.5, silent=False)],
            True,
        ),  # not asked yet
        ([a_line("a", -1, silent=True), a_line("b", -1, silent=True), a_line("c", 0.5, silent=False)], False),
        ([a_line("a", -1, silent=True), a_line("b", -1, silent=False)], False),
        ([a_line("a", None, silent=True), a_line("b", None, silent=True)], True),
        ([a_line("a", -1, silent=True), a_line("a", -1, silent=True)], False),  # one host twice
        ([a_line("a", -1, silent=True)], False),
    ],
)
def test_local_outage(lines: list[Line], expected: bool) -> None:
    assert local_outage("a", NOW, lines) == expected


@pytest.mark.parametrize(
    ("reason", "expected"), [("dns", True), ("timeout", True), ("http_503", False), ("html", False)]
)
def test_no_answer(reason: str, expected: bool) -> None:
    assert no_answer(reason) == expected


@pytest.mark.parametrize(
    ("seeded", "had", "known", "expected"),
    [
        (True, True, [False] * 15, True),
        (True, True, [False] * 14 + [True], False),
        (False, False, [False] * 15, False),
        (True, False, [False], False),
        (True, True, [], False),
    ],
)
def test_overflow(seeded: bool, had: bool, known: list[bool], expected: bool) -> None:
    assert overflowed(seeded=seeded, had_entries=had, known=known) == expected


@pytest.mark.parametrize(
    ("hours", "usual", "expected"),
    [
        (11, 50.0, False),
        (13, 50.0, True),
        (13, 0.1, False),
        (120, 0.1, True),
        (200, 0.0001, False),
        (251, 0.0001, True),
    ],
)
def test_frozen(hours: float, usual: float, expected: bool) -> None:
    faded = observed(usual, 0, hours * HOUR)
    assert frozen(NOW - hours * HOUR, faded, NOW) == expected


def test_a_feed_of_which_nothing_is_known_is_not_called_frozen() -> None:
    assert not frozen(None, 1.0, NOW)
    assert not frozen(NOW - 900 * HOUR, None, NOW)


def test_dates() -> None:
    noons = [NOW - n * timedelta(days=1) for n in range(5)]
    assert date_flags(noons) == {Flag.SAME_TIME_DATES}
    assert date_flags([*noons, NOW - HOUR]) == frozenset()
    assert date_flags([NOW] * 5) == frozenset()
    assert date_flags([None] * 5) == {Flag.NO_DATES}
    assert date_flags([]) == frozenset()


@pytest.mark.parametrize(
    ("published", "failing_since", "expected"),
    [(-3, None, 0), (-3, -2, -2), (-1, -2, -1), (None, -2, 0), (1, -2, 0)],
)
def test_first_chance(published: float | None, failing_since: float | None, expected: float) -> None:
    def at(hours: float | None) -> datetime | None:
        return None if hours is None else NOW + hours * HOUR

    assert first_chance(at(published), at(failing_since), NOW) == at(expected)


def test_subscribers_are_told_once_that_a_topic_is_blind_and_once_that_it_sees_again() -> None:
    state, said = Blindness(), []
    for minute, blind in [(0, 2), (10, 3), (20, 3), (41, 3), (50, 4), (60, 2), (70, 2)]:
        state, notice = watch(state, blind, 5, NOW + timedelta(minutes=minute))
        said.append(notice)
    assert said == [None, None, None, Notice.BLIND, None, Notice.SEES_AGAIN, None]


def test_a_short_blindness_is_not_worth_a_word() -> None:
    state, said = Blindness(), []
    for minute, blind in [(0, 3), (29, 3), (31, 0), (40, 3), (60, 3)]:
        state, notice = watch(state, blind, 5, NOW + timedelta(minutes=minute))
        said.append(notice)
    assert said == [None] * 5
    assert watch(Blindness(), 0, 0, NOW) == (Blindness(), None)
    assert watch(Blindness(), 1, 2, NOW)[0] == Blindness()  # half is not more than half


def test_every_flag_has_a_sentence() -> None:
    assert all(flag.sentence for flag in Flag)
    assert all(notice.sentence for notice in Notice)
