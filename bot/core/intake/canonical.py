"""Which report an entry is: the names (aliases) by which an outlet's item can be known again, strongest first.

An item is re-keyed all the time: a guid whose fragment counts its edits, a link that changes with the headline, http
become https, tracking parameters, two hosts for one outlet. So an item has many aliases, stored in a table, and an
entry is a known report if any of its aliases is known (the strongest wins). The kinds, strongest first:

    id     what the rule for a host finds in a link or in a guid that is a link, within one publisher family
    link   the canonical form of the link, or of a guid that is a link, within one publisher family
    guid   the guid as served, within one source: outlets reuse small numbers
    head   headline and time of publication as served, within one source

A report is one publisher's item: an aggregator that links to another's article has a report of its own.

A report's own id is the hash of its publisher family and the first alias it was seen under: two feeds of one
newsroom that carry one article carry one report.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit

from bot.core.intake.entry import Entry
from bot.core.model import ReportId, Source, derived_id
from bot.core.text import fold

# Host (and its subdomains) -> the article's id in the path. One line per outlet whose links move under one article.
HOST_RULES: tuple[tuple[str, str, re.Pattern[str]], ...] = (
    ("bbc.com", "bbc", re.compile(r"/(?:articles|live|videos|audio|av)/(c[a-z0-9]{9,14})(?:/|$)")),
    ("bbc.com", "bbc", re.compile(r"/[a-z0-9-]+-(\d{8})$")),
    ("dw.com", "dw", re.compile(r"/(?:[a-z]{1,5}-)(\d{6,})(?:/|$)")),
    ("jpost.com", "jpost", re.compile(r"/article-(\d{5,})(?:/|$)")),
    ("aa.com.tr", "aa", re.compile(r"/(\d{6,})$")),
    ("news.un.org", "un", re.compile(r"/story/(\d{4}/\d{2}/\d+)(?:/|$)")),
    ("haaretz.com", "haaretz", re.compile(r"/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})(?:/|$)")),
    ("ynetnews.com", "ynet", re.compile(r"/article/([a-z0-9]{6,})(?:/|$)")),
    ("npr.org", "npr", re.compile(r"/\d{4}/\d{2}/\d{2}/((?:nx-s1-)?\d{6,}(?:-\d+)?)(?:/|$)")),
    ("arabnews.com", "arabnews", re.compile(r"/node/(\d{5,})(?:/|$)")),
    ("sky.com", "sky", re.compile(r"/story/(?:[^/]*-)?(\d{7,})(?:/|$)")),
    ("apnews.com", "ap", re.compile(r"/article/(?:[^/]*-)?([0-9a-f]{32})(?:/|$)")),
)
HOST_ALIASES = {"bbc.co.uk": "bbc.com", "ynetnews.co.il": "ynetnews.com", "theguardian.co.uk": "theguardian.com"}
_HOST_PREFIX = re.compile(r"^(?:www\d?|m|mobile|amp|edition|feeds?|rss)\.")
# Aggregators whose links are a new opaque string at every issue: neither link nor guid names the item.
OPAQUE = re.compile(r"^(?:news\.google\.com/(?:rss/)?(?:articles|read)/|bing\.com/news/apiclick)")

_TRACKING = re.compile(
    r"^(?:utm_.*|at_.*|mc_(?:cid|eid)|pk_.*|fb(?:clid|_.*)|gclid|dclid|msclkid|yclid|igshid|ito|cmp|cmpid|maca|ocid|"
    r"ns_.*|traffic_source|sh(?:are|id)|smid|partner|emc|rss|ref|referrer|referer|src|source|ftag|xtor|sr_share|"
    r"campaign_?id|spm|s_cid|icid|taid|__twitter_impression|at|feature|sid|session(?:id)?|phpsessid|jsessionid|token)$",
    re.IGNORECASE,
)
_SESSION = re.compile(r";jsessionid=[^/?#]*", re.IGNORECASE)


def canonical_link(url: str) -> str | None:
    """The link without scheme, tracking, fragment and host variants; None for what is no http(s) link to an item.

    The result is a key, never a link to show.
    """
    try:
        parts = urlsplit(url.strip())
        host, port = (parts.hostname or "").rstrip(".").lower(), parts.port
    except ValueError:
        return None
    if parts.scheme.lower() not in {"http", "https"} or not host:
        return None
    path = _path(parts.path)
    query = _query(parts.query)
    if not path and not query:
        return None  # an outlet's front page names no item
    where = _host(host) + (f":{port}" if port not in {None, 80, 443} else "")
    return f"{where}{path}{'?' + query if query else ''}"


def is_web(url: str) -> bool:
    """Whether this is an absolute http or https address with a host and no user name in it."""
    try:
        parts = urlsplit(url)
        return parts.scheme.lower() in {"http", "https"} and bool(parts.hostname) and "@" not in parts.netloc
    except ValueError:
        return False


def _host(host: str) -> str:
    bare = _HOST_PREFIX.sub("", host)
    bare = bare if "." in bare else host
    return HOST_ALIASES.get(bare, bare)


def _path(path: str) -> str:
    plain = quote(unquote(_SESSION.sub("", path), errors="replace"), safe="/-._~!$&'()*+,;=:@")
    plain = re.sub(r"/{2,}", "/", plain).rstrip("/")
    return re.sub(r"/(?:amp|index\.html?)$", "", plain)


def _query(query: str) -> str:
    pairs = parse_qsl(query, keep_blank_values=True, max_num_fields=None)
    return urlencode(sorted((key, value) for key, value in pairs if not _TRACKING.match(key)))


def host_id(canonical: str) -> str | None:
    """What the rule of the link's host finds in a canonical link, such as "bbc/c0abc12345de"."""
    host, _, rest = canonical.partition("/")
    path = "/" + rest.partition("?")[0]
    for domain, name, pattern in HOST_RULES:
        if (host == domain or host.endswith("." + domain)) and (found := pattern.search(path)):
            return f"{name}/{found.group(1)}"
    return None


def aliases(entry: Entry, source: Source) -> tuple[str, ...]:
    """All aliases of an entry, strongest first, each once; never empty."""
    links = [link for text in (entry.link, entry.guid) if (link := canonical_link(text))]
    named = [link for link in links if not OPAQUE.match(link)]
    found = [f"id:{source.family}:{name}" for link in named if (name := host_id(link))]
    found += [f"link:{source.family}:{link}" for link in named]
    if entry.guid.strip():
        found.append(f"guid:{source.id}:{entry.guid.strip()}")
    if headline := fold(entry.title).strip():
        found.append(f"head:{source.id}:{_moment(entry)}:{derived_id('head', headline)}")
    return tuple(dict.fromkeys(found)) or (f"body:{source.id}:{derived_id('body', entry.summary)}",)


def _moment(entry: Entry) -> str:
    return str(int(entry.published)) if entry.published is not None else entry.published_raw.strip()


def batch_aliases(entries: Sequence[Entry], source: Source) -> tuple[tuple[str, ...], ...]:
    """The aliases of each entry of one poll, less those that name several different items in it.

    Some feeds give all items one guid, or one link. An alias that entries with different headlines share is no name;
    ids found by a host's rule are exact and stay.
    """
    lists = [aliases(entry, source) for entry in entries]
    shared = _ambiguous(zip(entries, lists, strict=True))
    return tuple(
        tuple(alias for alias in names if alias not in shared) or (_last_resort(entry, source),)
        for entry, names in zip(entries, lists, strict=True)
    )


def _ambiguous(pairs: Iterable[tuple[Entry, tuple[str, ...]]]) -> frozenset[str]:
    named = {(alias, fold(entry.title)) for entry, names in pairs for alias in names if not alias.startswith("id:")}
    counts = Counter(alias for alias, _ in named)
    return frozenset(alias for alias, count in counts.items() if count > 1)


def _last_resort(entry: Entry, source: Source) -> str:
    return f"body:{source.id}:{derived_id('body', entry.title, entry.summary, entry.published_raw)}"


def report_id(source: Source, first_alias: str) -> ReportId:
    """The id of the report first seen under this alias."""
    return ReportId(derived_id("report", source.family, first_alias))
