"""Feeds that a page offers."""

import pytest

from bot.feeds.discover import offers

PAGE = """<!doctype html><html><head><base href="https://courier.example/sub/">
<link rel="stylesheet" href="x.css"><link rel="alternate" hreflang="fr" href="/fr">
<link rel="ALTERNATE home" type="application/rss+xml; charset=utf-8" title=" All  news " href="../rss.xml">
<link rel="alternate" type="application/atom+xml" href="https://feeds.courier.example/atom">
<link rel="alternate" type="application/rss+xml" href="javascript:alert(1)">
</head><body><a href="/rss/world">World</a> <a href="/about">About</a> <a href="../rss.xml">again</a>
<a href="/feedback">Feedback</a></body></html>"""


def test_what_the_page_calls_a_feed_comes_first_and_each_once() -> None:
    found = offers(PAGE, "https://courier.example/news")
    assert [(one.url, one.title, one.sure) for one in found] == [
        ("https://courier.example/rss.xml", "All news", True),
        ("https://feeds.courier.example/atom", "", True),
        ("https://courier.example/rss/world", "", False),
    ]


@pytest.mark.parametrize(
    "page", ["", "<html>", "<link rel=alternate type=application/rss+xml>", "<a href='http://[x/rss'>", "\x00<<<>"]
)
def test_pages_without_any(page: str) -> None:
    assert offers(page, "https://courier.example/") == ()
