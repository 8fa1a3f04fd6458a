"""The mass re-key breaker."""

from datetime import UTC, datetime, timedelta

from bot.core.intake.rekey import Candidate, check
from bot.core.model import ReportId
from bot.core.text import fold

NOW = datetime(2030, 5, 1, 12, tzinfo=UTC)
LAST = NOW - timedelta(minutes=15)
OLD = NOW - timedelta(hours=5)


def entry(headline: str, *, known: bool = False, published: datetime | None = OLD) -> Candidate:
    return Candidate(headline=headline, published=published, known=known)


KNOWN = {fold(f"Old story {n}"): ReportId(f"r{n}") for n in range(10)}


def test_a_feed_under_new_names_is_mapped_and_its_rest_filed_silently() -> None:
    entries = [entry(f"Old story {n}") for n in range(6)] + [entry("Reworded"), entry("Fresh", published=NOW)]
    verdict = check(entries, LAST, KNOWN)
    assert verdict.tripped
    assert verdict.mapped == {n: f"r{n}" for n in range(6)}
    assert verdict.seeded == {6}


def test_without_any_headline_known_it_is_filed_all_the_same() -> None:
    verdict = check([entry(f"x{n}", published=None) for n in range(5)] + [entry("k", known=True)], LAST, {})
    assert verdict.tripped
    assert verdict.seeded == {0, 1, 2, 3, 4}


def test_news_after_an_outage_is_news() -> None:
    entries = [entry(f"News {n}", published=NOW - timedelta(minutes=n)) for n in range(15)]
    assert not check(entries, NOW - timedelta(hours=3), KNOWN).tripped


def test_half_is_not_more_than_half_and_a_few_are_none() -> None:
    assert not check([entry(f"x{n}") for n in range(3)] + [entry("k", known=True)] * 3, LAST, {}).tripped
    assert not check([entry("x"), entry("y"), entry("z")], LAST, {}).tripped


def test_a_first_poll_is_no_rekeying() -> None:
    assert not check([entry(f"x{n}") for n in range(9)], None, {}).tripped


def test_redated_and_rekeyed_at_once() -> None:
    entries = [entry(f"Old story {n}", published=NOW) for n in range(5)]
    assert check(entries, LAST, KNOWN).mapped == {n: f"r{n}" for n in range(5)}
