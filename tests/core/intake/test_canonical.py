"""Aliases: the re-keying bugs of real feeds, with invented articles. Hosts are those the rules are about."""

import pytest

from bot.core.intake.canonical import aliases, batch_aliases, canonical_link, host_id, report_id
from bot.core.intake.entry import Entry
from bot.core.model import Source, SourceId


def a_source(source_id: str = "courier", family: str = "courier") -> Source:
    return Source(
        id=SourceId(source_id), outlet="Courier", url="https://courier.example/rss", language="en", family=family
    )


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("http://courier.example/a", "https://courier.example/a"),
        ("https://www.courier.example/a/", "https://courier.example/a"),
        ("https://m.courier.example/a", "https://courier.example/a"),
        ("https://COURIER.example:443/a", "https://courier.example/a"),
        ("https://courier.example/a#comments", "https://courier.example/a"),
        ("https://courier.example/a?utm_source=x&utm_medium=rss", "https://courier.example/a"),
        ("https://courier.example/a?b=2&a=1", "https://courier.example/a?a=1&b=2"),
        ("https://courier.example/a?traffic_source=rss", "https://courier.example/a"),
        ("https://courier.example/a;jsessionid=1F?fbclid=z", "https://courier.example/a"),
        ("https://courier.example/%7Ea/b%20c", "https://courier.example/~a/b c"),
        ("https://courier.example//a/amp/", "https://courier.example/a"),
        (
            "https://www.bbc.co.uk/news/articles/c0abc12345de?at_medium=RSS&at_campaign=rss",
            "https://bbc.com/news/articles/c0abc12345de",
        ),
    ],
)
def test_one_link_in_two_spellings(one: str, other: str) -> None:
    assert canonical_link(one) == canonical_link(other) is not None


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://courier.example/a", "https://courier.example/b"),
        ("https://courier.example/?id=1", "https://courier.example/?id=2"),
        ("https://courier.example/a?page=1", "https://courier.example/a?page=2"),
        ("https://courier.example:8080/a", "https://courier.example/a"),
        ("https://news.courier.example/a", "https://courier.example/a"),
    ],
)
def test_two_links(one: str, other: str) -> None:
    assert canonical_link(one) != canonical_link(other)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "g1",
        "javascript:x()",
        "file:///a",
        "https://",
        "https://courier.example/",
        "tag:courier,2030:1",
        "http://[bad/x",
    ],
)
def test_what_names_no_item(text: str) -> None:
    assert canonical_link(text) is None


@pytest.mark.parametrize(
    ("link", "expected"),
    [
        ("https://www.bbc.co.uk/news/articles/c0abc12345de?x", "bbc/c0abc12345de"),
        ("https://www.bbc.com/news/world-middle-east-12345678", "bbc/12345678"),
        ("https://www.dw.com/en/some-headline/a-79000001?maca=en-rss", "dw/79000001"),
        ("https://www.jpost.com/middle-east/article-812345", "jpost/812345"),
        ("https://news.un.org/feed/view/en/story/2030/05/1150000", "un/2030/05/1150000"),
        ("https://news.un.org/en/story/2030/05/1150000", "un/2030/05/1150000"),
        ("https://www.aa.com.tr/en/middle-east/some-headline/3100000", "aa/3100000"),
        ("https://notbbc.com/news/articles/c0abc12345de", None),
        ("https://courier.example/a-79000001", None),
    ],
)
def test_host_rules(link: str, expected: str | None) -> None:
    assert host_id(canonical_link(link) or "") == expected


def meet(one: Entry, other: Entry, source: Source | None = None) -> bool:
    here = source or a_source()
    return bool(set(aliases(one, here)) & set(aliases(other, here)))


SAME_ITEM = {
    "a guid whose fragment counts edits": (
        Entry(title="A", guid="https://www.bbc.com/news/articles/c0abc12345de#0"),
        Entry(title="B", guid="https://www.bbc.com/news/articles/c0abc12345de#4"),
    ),
    "the host flips": (
        Entry(title="A", link="https://www.bbc.co.uk/news/articles/c0abc12345de"),
        Entry(title="A", link="https://www.bbc.com/news/articles/c0abc12345de"),
    ),
    "the slug follows the headline": (
        Entry(title="Old words", link="https://www.dw.com/en/old-words/a-79000001"),
        Entry(title="New words", link="https://www.dw.com/en/new-words/a-79000001"),
    ),
    "http becomes https in guid and link": (
        Entry(title="A", guid="http://courier.example/1", link="http://courier.example/1"),
        Entry(title="A2", guid="https://courier.example/1", link="https://courier.example/1"),
    ),
    "a guid that is a number stays, the link moves": (
        Entry(title="A", guid="77", link="https://courier.example/x"),
        Entry(title="B", guid="77", link="https://courier.example/y"),
    ),
    "an aggregator issues it again": (
        Entry(title="Envoys return - Courier", guid="CBMiAAAA", link="https://news.google.com/rss/articles/CBMiAAAA?oc=5", published=9e8),
        Entry(title="Envoys return - Courier", guid="CBMiBBBB", link="https://news.google.com/rss/articles/CBMiBBBB?oc=5", published=9e8),
    ),
    "no guid and a token in the link": (
        Entry(title="A", link="https://courier.example/go/1/aaa", published=9e8),
        Entry(title="A", link="https://courier.example/go/2/bbb", published=9e8),
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", SAME_ITEM)
def test_one_item_under_two_keys(name: str) -> None:
    assert meet(*SAME_ITEM[name])


OTHER_ITEM = {
    "the same words on another day": (
        Entry(title="Live updates", link="https://courier.example/1", published=9e8),
        Entry(title="Live updates", link="https://courier.example/2", published=9.1e8),
    ),
    "all at noon": (
        Entry(title="First", link="https://courier.example/1", published=9e8),
        Entry(title="Second", link="https://courier.example/2", published=9e8),
    ),
    "no guid, no date, other words": (Entry(title="First"), Entry(title="Second")),
}


@pytest.mark.parametrize("name", OTHER_ITEM)
def test_two_items(name: str) -> None:
    assert not meet(*OTHER_ITEM[name])


def test_order_is_strongest_first() -> None:
    entry = Entry(
        title="T",
        guid="https://www.bbc.com/news/articles/c0abc12345de#3",
        link="https://www.bbc.co.uk/news/articles/c0abc12345de?at_medium=RSS",
    )
    kinds = [alias.partition(":")[0] for alias in aliases(entry, a_source())]
    assert kinds == ["id", "link", "guid", "head"]


def test_guids_and_headlines_belong_to_one_source_and_links_to_one_family() -> None:
    entry = Entry(title="T", guid="7", link="https://courier.example/a")
    assert set(aliases(entry, a_source("one"))) & set(aliases(entry, a_source("two"))) == {
        "link:courier:courier.example/a"
    }
    assert not set(aliases(entry, a_source("one"))) & set(aliases(entry, a_source("one-other", family="other")))


def test_aliases_that_name_several_items_of_a_poll_are_dropped() -> None:
    entries = [
        Entry(title="First", guid="all", link="https://courier.example/live"),
        Entry(title="Second", guid="all", link="https://courier.example/live"),
        Entry(title="Third", guid="3", link="https://courier.example/3"),
    ]
    one, two, three = batch_aliases(entries, a_source())
    assert [alias.partition(":")[0] for alias in (*one, *two)] == ["head", "head"]
    assert one != two
    assert [alias.partition(":")[0] for alias in three] == ["link", "guid", "head"]


def test_one_item_twice_in_a_poll_keeps_its_names() -> None:
    entry = Entry(title="First", guid="1", link="https://courier.example/1")
    assert batch_aliases([entry, entry], a_source()) == (aliases(entry, a_source()),) * 2


def test_two_feeds_of_one_family_name_a_report_alike() -> None:
    assert report_id(a_source("one"), "link:x") == report_id(a_source("two"), "link:x")
    assert report_id(a_source("one"), "link:x") != report_id(a_source("one", family="other"), "link:x")
