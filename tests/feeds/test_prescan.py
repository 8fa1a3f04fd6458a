"""The scan before parsing: what it lets through, cuts or refuses."""

import pytest

from bot.errors import ParseError
from bot.feeds.prescan import scan
from tests.feeds.serving import item, rss

TWO = rss([item("One", guid="1"), item("Two", guid="2")])
ATOM = b'<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>One</title></entry></feed>'


@pytest.mark.parametrize("body", [TWO, ATOM, b"<rss/>", rss(item(str(n)) for n in range(1000))])
def test_well_formed_feeds_pass_unchanged(body: bytes) -> None:
    found = scan(body)
    assert (found.body, found.malformed, found.truncated, found.capped) == (body, False, False, False)


def test_a_feed_of_too_many_entries_is_cut_and_stays_well_formed() -> None:
    found = scan(rss(item(str(n)) for n in range(1001)))
    assert found.capped
    assert found.body.count(b"<item>") == 1000
    assert found.body.endswith(b"</item></channel></rss>")
    assert scan(found.body).malformed is False


def test_too_many_entries_in_a_malformed_feed_are_cut_by_pattern() -> None:
    found = scan(rss(item(str(n)) for n in range(1200)).replace(b"<title>5</title>", b"<title>&</title>"))
    assert (found.capped, found.malformed, found.body.count(b"<item>")) == (True, True, 1000)


@pytest.mark.parametrize(
    ("body", "kept", "truncated"),
    [
        (TWO[: TWO.index(b"Two") + 1], 1, True),  # inside a headline
        (TWO[: TWO.index(b"</guid></item></channel>")], 2, True),  # after it
        (TWO[: TWO.index(b"<title>Two")], 2, True),  # before it
        (TWO.replace(b"One", b"One & only"), 2, False),
        (TWO.replace(b"</rss>", b"</rss>trailing"), 2, False),
    ],
)
def test_truncated_is_not_malformed(body: bytes, kept: int, truncated: bool) -> None:
    found = scan(body)
    assert (found.malformed, found.truncated, found.body.count(b"<item>")) == (True, truncated, kept)


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b"", "empty"),
        (b"\n<!-- x --><!doctype HTML>", "html"),
        (b"<HTML lang=en>", "html"),
        (b"<!DOCTYPE html><title>Just a moment...</title>", "challenge"),
        (b"<rss>" + b"<a>" * 70, "too_deep"),
        (b'<!DOCTYPE r [<!ENTITY a "x"><!ENTITY b "&a;&a;">]><rss>&b;</rss>', "entities"),
        (b'<!DOCTYPE r [<!ENTITY % a "x">]><rss/>', "entities"),
        (b"<!DOCTYPE r [" + b"".join(b'<!ENTITY e%d "x">' % n for n in range(101)) + b"]><rss/>", "entities"),
        (b"<rss " + b" ".join(b'a%d=""' % n for n in range(201)) + b"/>", "attributes"),
    ],
)
def test_refused(body: bytes, reason: str) -> None:
    with pytest.raises(ParseError) as caught:
        scan(body)
    assert caught.value.reason == reason


def test_plain_entities_of_old_feeds_are_fine() -> None:
    body = b'<!DOCTYPE rss [<!ENTITY nbsp "&#160;"><!ENTITY copy "(c)">]><rss>&copy;</rss>'
    assert scan(body).body == body
