from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.core.detect.lateness import Repeats, is_anniversary, late
from bot.core.model import DevelopmentId, Reason, Report, ReportId, SourceId

NOW = datetime(2031, 5, 1, 12, tzinfo=UTC)
HOURS = timedelta(hours=1)
FIRST = Report(
    id=ReportId("one"), source=SourceId("s"), outlet="The Lamp", family="lamp", language="en",
    headline="FHF frees nine captives", summary="", link="https://lamp.example/1", published=NOW, seen=NOW,
)  # fmt: skip
KNOWN = DevelopmentId("d1")


@pytest.fixture
def repeats() -> Repeats:
    printed = Repeats(timedelta(hours=96))
    printed.learn(FIRST, KNOWN, 1)
    return printed


def test_the_same_headline_under_a_new_link_is_a_reissue(repeats: Repeats) -> None:
    again = replace(FIRST, id=ReportId("two"), link="https://lamp.example/2", seen=NOW + 2 * HOURS)
    found = late(again, repeats, again.seen, 36)
    assert found is not None
    assert (found.reason, found.known, found.importance) == (Reason.REISSUE, KNOWN, 1)


def test_spelling_of_quotes_and_case_makes_no_new_headline(repeats: Repeats) -> None:
    again = replace(FIRST, id=ReportId("two"), link=None, headline="FHF Frees Nine Captives", seen=NOW + HOURS)
    found = late(again, repeats, again.seen, 36)
    assert found is not None
    assert found.reason is Reason.REISSUE


def test_the_same_page_with_another_date_is_redated(repeats: Repeats) -> None:
    again = replace(FIRST, published=NOW + 5 * HOURS, seen=NOW + 5 * HOURS, version=2)
    found = late(again, repeats, again.seen, 36)
    assert found is not None
    assert found.reason is Reason.REDATED


def test_another_headline_on_the_same_page_may_be_news(repeats: Repeats) -> None:
    again = replace(FIRST, headline="FHF puts off second exchange", seen=NOW + 5 * HOURS, version=2)
    assert late(again, repeats, again.seen, 36) is None


def test_another_publisher_with_the_same_headline_is_not_late(repeats: Repeats) -> None:
    again = replace(FIRST, id=ReportId("two"), family="drum", outlet="The Drum", link=None, seen=NOW + HOURS)
    assert late(again, repeats, again.seen, 36) is None


def test_a_headline_may_come_back_when_the_window_is_over(repeats: Repeats) -> None:
    again = replace(FIRST, id=ReportId("two"), link=None, seen=NOW + 97 * HOURS, published=NOW + 97 * HOURS)
    assert late(again, repeats, again.seen, 36) is None
    repeats.learn(again, None, None)
    assert len(repeats) == 1


@pytest.mark.parametrize(("hours", "expected"), [(35, None), (37, Reason.STALE)])
def test_older_than_the_topics_freshness_is_stale(hours: int, expected: Reason | None) -> None:
    old = replace(FIRST, published=NOW - hours * HOURS)
    found = late(old, Repeats(timedelta(hours=96)), NOW, 36)
    assert (found.reason if found else None) == expected


def test_without_a_date_nothing_is_stale() -> None:
    assert late(replace(FIRST, published=None), Repeats(timedelta(hours=96)), NOW, 36) is None


@pytest.mark.parametrize(
    ("headline", "looks_back"),
    [
        ("A year on, families of the captives still wait", True),
        ("Five years after the Orva truce, a valley remembers", True),
        ("First anniversary of the Lakemouth accord", True),
        ("1998: Orva rebels accept truce", True),
        ("2031: talks begin in Orva", False),
        ("FHF frees captives after two months of talks", False),
        ("Two-year truce agreed in Orva", False),
        ("FHF frees captives two months after talks began", False),
        ("FHF wants 10 years for its leaders struck from the text", False),
        ("Maro and Selm sign accord, ending nine years of war", False),
        ("Ten years after the war began, Maro and Selm agree on a truce", False),
        ("Selm hands over body of pilot killed 11 years ago", False),
        ("Captive freed after three years of solitary cells", False),
        ("Nine years of war: what the valley lost", True),
        ("Maro and Selm signed their first truce ten years ago", True),
    ],
)
def test_anniversary_pieces_are_told_by_their_headline(headline: str, looks_back: bool) -> None:
    assert is_anniversary(replace(FIRST, headline=headline)) is looks_back


def test_an_anniversary_piece_has_its_own_reason() -> None:
    piece = replace(FIRST, headline="A year on, the Orva truce remembered")
    found = late(piece, Repeats(timedelta(hours=96)), NOW, 36)
    assert found is not None
    assert found.reason is Reason.ANNIVERSARY


def test_what_was_filed_stays_known_when_a_later_print_was_not() -> None:
    printed = Repeats(timedelta(hours=96))
    printed.learn(FIRST, KNOWN, 1)
    printed.learn(replace(FIRST, id=ReportId("two"), seen=NOW + HOURS), None, None)
    found = printed.find(replace(FIRST, id=ReportId("three"), seen=NOW + 2 * HOURS))
    assert found is not None
    assert found.development == KNOWN
