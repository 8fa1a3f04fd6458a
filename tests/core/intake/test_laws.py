"""Laws of intake that hold for any input."""

from datetime import UTC, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.core.intake.canonical import aliases, batch_aliases, canonical_link, host_id
from bot.core.intake.edits import Edit, against, classify
from bot.core.intake.entry import Entry
from bot.core.intake.hints import from_headers
from bot.core.intake.schedule import Bounds, Case, ServerHints, next_poll
from bot.core.model import Report, ReportId, Source, SourceId

NOW = datetime(2030, 5, 1, 12, tzinfo=UTC)
SOURCE = Source(id=SourceId("s"), outlet="Courier", url="https://courier.example/", language="en", family="courier")
text = st.text(max_size=60)
urlish = st.one_of(
    text,
    st.builds("{}://{}/{}?{}#{}".format, st.sampled_from(["http", "https", "HTTP", "ftp"]), text, text, text, text),
    st.from_regex(
        r"https?://(www\.|m\.)?[a-z]{1,8}\.example(:\d{1,5})?(/[a-zA-Z0-9%~._-]{0,8}){0,4}(\?[a-z=&%0-9]{0,12})?",
        fullmatch=True,
    ),
)
entries = st.builds(
    Entry,
    title=text,
    summary=text,
    link=urlish,
    guid=urlish,
    published_raw=text,
    published=st.none() | st.floats(0, 4e9),
)
reports = st.builds(
    lambda headline, summary, hours: Report(
        id=ReportId("r"), source=SOURCE.id, outlet="Courier", family="courier", language="en", headline=headline,
        summary=summary, link=None, published=None if hours is None else NOW - timedelta(hours=hours), seen=NOW,
    ),
    text, text, st.none() | st.integers(0, 3),
)  # fmt: skip


@given(urlish)
def test_a_canonical_link_is_its_own_canonical_link(url: str) -> None:
    once = canonical_link(url)
    if once is not None:
        assert canonical_link("https://" + once) == once
        host_id(once)


@given(urlish, st.sampled_from(["utm_source=x", "at_medium=RSS", "fbclid=1", "traffic_source=rss"]))
def test_tracking_changes_nothing(url: str, tracking: str) -> None:
    if canonical_link(url) is not None and "?" not in url and "#" not in url:
        assert canonical_link(f"{url}?{tracking}") == canonical_link(url)


@given(st.lists(entries, max_size=6))
def test_every_entry_has_a_name_and_keeps_its_own(some: list[Entry]) -> None:
    for entry, names in zip(some, batch_aliases(some, SOURCE), strict=True):
        assert names
        assert len(set(names)) == len(names)
        assert set(names) <= {*aliases(entry, SOURCE), *(name for name in names if name.startswith("body:"))}


@given(reports, reports)
def test_edits_are_told_apart_both_ways(one: Report, other: Report) -> None:
    same = (one.headline, one.summary) == (other.headline, other.summary)
    there, back = classify(one, other).edit, classify(other, one).edit
    assert (there in {Edit.UNCHANGED, Edit.REDATED}) == same
    assert (there is Edit.UNCHANGED) == (back is Edit.UNCHANGED)


@given(st.lists(reports, min_size=1, max_size=5), st.data())
def test_any_version_that_is_known_is_unchanged(versions: list[Report], data: st.DataObject) -> None:
    assert against(versions, data.draw(st.sampled_from(versions))).edit is Edit.UNCHANGED


@given(st.dictionaries(st.sampled_from(["Retry-After", "Cache-Control", "Expires", "Date", "Age"]), text))
def test_no_header_is_too_odd(headers: dict[str, str]) -> None:
    found = from_headers(headers, NOW)
    assert all(value is None or value >= 0 for value in (found.retry_after, found.fresh))


hints = st.builds(
    ServerHints,
    fresh_seconds=st.none() | st.floats(0, 1e10),
    ttl_minutes=st.none() | st.floats(0, 1e6),
    update_minutes=st.none() | st.floats(0, 1e6),
    skip_hours=st.lists(st.integers(0, 23), max_size=24).map(tuple),
    skip_days=st.lists(st.integers(0, 6), max_size=7).map(tuple),
)
cases = st.builds(
    Case,
    source=st.just(SOURCE.id),
    now=st.datetimes(datetime(2020, 1, 1), datetime(2040, 1, 1)).map(lambda moment: moment.replace(tzinfo=UTC)),
    retry_after=st.none() | st.floats(0, 1e9),
    hints=hints,
    per_hour=st.none() | st.floats(0, 1e6),
    failures=st.integers(0, 1000),
    live=st.booleans(),
    hot=st.booleans(),
    local_outage=st.booleans(),
)


@settings(max_examples=300)
@given(cases)
def test_a_feed_is_asked_again_not_at_once_and_not_never(case: Case) -> None:
    wait = next_poll(case, Bounds()).at - case.now
    least = timedelta(seconds=case.retry_after) if case.retry_after else timedelta(minutes=2)
    assert min(least, timedelta(days=1)) <= wait <= timedelta(days=9)
    if case.live and not case.retry_after:
        assert wait <= timedelta(minutes=66)
    if not case.retry_after and not case.local_outage:
        asked = case.hints.interval if not case.live else min(case.hints.interval, timedelta(minutes=30))
        assert wait >= asked
