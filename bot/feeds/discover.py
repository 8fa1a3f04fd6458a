"""Which feeds an HTML page offers: `<link rel="alternate">` first, then links that look like feeds."""

import re
from dataclasses import dataclass
from html.parser import HTMLParser
from urllib.parse import urljoin

from bot.core.intake.canonical import is_web

MAX_FOUND = 20
_FEED_TYPES = frozenset({"application/rss+xml", "application/atom+xml", "application/rdf+xml", "application/feed+json"})
_LOOKS_LIKE_A_FEED = re.compile(
    r"(?:^|[/._-])(?:rss|atom|feeds?|rdf)(?:[/._?-]|$)|\.(?:xml|rdf)(?:\?|$)", re.IGNORECASE
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """A feed that a page offers. `sure`: the page itself calls it a feed."""

    url: str
    title: str
    sure: bool


class _Page(HTMLParser):
    """Collects offers and the base address from a page."""

    def __init__(self, url: str) -> None:
        super().__init__(convert_charrefs=True)
        self.base = url
        self.offers: list[Offer] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if tag == "base" and values.get("href"):
            self.base = urljoin(self.base, values["href"])
        if tag == "link" and _is_alternate(values):
            self._offer(values, sure=True)
        if tag == "a" and _LOOKS_LIKE_A_FEED.search(values.get("href", "")):
            self._offer(values, sure=False)

    def _offer(self, values: dict[str, str], *, sure: bool) -> None:
        href = values.get("href", "").strip()
        if not href:
            return
        try:
            url = urljoin(self.base, href)
        except ValueError:
            return
        if is_web(url):
            self.offers.append(Offer(url=url, title=" ".join(values.get("title", "").split()), sure=sure))


def _is_alternate(values: dict[str, str]) -> bool:
    kind = values.get("type", "").split(";")[0].strip().lower()
    return "alternate" in values.get("rel", "").lower().split() and kind in _FEED_TYPES


def offers(page: str, url: str) -> tuple[Offer, ...]:
    """The feeds a page at this address offers, those it calls so first, each once."""
    reader = _Page(url)
    reader.feed(page)
    reader.close()
    unique = {offer.url: offer for offer in sorted(reader.offers, key=lambda offer: offer.sure)}
    return tuple(sorted(unique.values(), key=lambda offer: not offer.sure))[:MAX_FOUND]
