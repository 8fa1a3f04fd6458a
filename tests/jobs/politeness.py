"""A scorer of politeness: a rubric, one line per rule, that reads the books of the town's server afterwards.

It knows nothing of the poller: any client that polls these feeds by this clock can be scored.
"""

import itertools
from collections import defaultdict
from collections.abc import Callable
from datetime import timedelta

from tests.jobs.town import MIN, Books, Request

SLACK = timedelta(seconds=1)
RUBRIC: dict[str, Callable[[Books], list[str]]] = {}


def rule(text: str) -> Callable[[Callable[[Books], list[str]]], Callable[[Books], list[str]]]:
    """Put a function into the rubric. It returns what breaks the rule; nothing is a pass."""

    def put(check: Callable[[Books], list[str]]) -> Callable[[Books], list[str]]:
        RUBRIC[text] = check
        return check

    return put


def _pairs(books: Books) -> list[tuple[Request, Request]]:
    return [pair for some in books.of().values() for pair in itertools.pairwise(some)]


@rule("Validators go back byte for byte: the ETag and Last-Modified of the last answer that had them.")
def exact(books: Books) -> list[str]:
    faults = []
    for name, some in books.of().items():
        last: dict[str, str] = {}
        for one in some:
            sent = (one.headers.get("If-None-Match"), one.headers.get("If-Modified-Since"))
            if sent != (last.get("ETag"), last.get("Last-Modified")):
                faults.append(f"{name} {one.at}: {sent}")
            last = one.told if one.status in (200, 304) and "ETag" in one.told else last
    return faults


@rule("No validator is invented for a feed that gave none.")
def invented(books: Books) -> list[str]:
    return [one.feed for one in books.of("none")["none"] if {"If-None-Match", "If-Modified-Since"} & one.headers.keys()]


@rule("At most one unconditional request for each feed that has validators, restarts included.")
def unconditional(books: Books) -> list[str]:
    faults = []
    for name, some in books.of().items():
        served = [one for one in some if "ETag" in one.told]
        bare = [one for one in served[1:] if "If-None-Match" not in one.headers]
        faults += [f"{name}: {len(bare)} more"] if bare else []
    return faults


@rule("No cookies, no Referer, no Authorization, no A-IM (we do not merge deltas).")
def cruft(books: Books) -> list[str]:
    unwanted = {"Cookie", "Referer", "Authorization", "A-Im", "Proxy-Authorization"}
    return [f"{one.feed}: {unwanted & one.headers.keys()}" for one in books.requests if unwanted & one.headers.keys()]


@rule("The address is asked as configured: no cache-busters, nothing added.")
def busters(books: Books) -> list[str]:
    return [one.target for one in books.requests if one.target != f"/{one.feed}/feed?a=1"]


@rule("The User-Agent says who we are and how to reach us, and is always the same.")
def honest(books: Books) -> list[str]:
    agents = {one.headers.get("User-Agent", "") for one in books.requests}
    return [agent for agent in agents if "Trucewire" not in agent or "@" not in agent] or sorted(agents)[1:]


@rule("gzip and brotli are accepted.")
def packed(books: Books) -> list[str]:
    return [
        one.feed for one in books.requests if {"gzip", "br"} - set(one.headers.get("Accept-Encoding", "").split(", "))
    ]


def _too_soon(books: Books, *names: str) -> list[str]:
    return [
        f"{name}: {gap} < {books.feeds[name].least}"
        for name in names
        for gap in books.gaps(name)
        if gap < books.feeds[name].least - SLACK
    ]


@rule("ttl and sy:updatePeriod are kept, over 304 answers too (which do not repeat them).")
def said_in_the_feed(books: Books) -> list[str]:
    assert any(one.status == 304 for one in books.of("ttl")["ttl"])
    return _too_soon(books, "ttl", "period")


@rule("Cache-Control max-age (less Age) and Expires are kept, on 200 and on 304.")
def said_in_headers(books: Books) -> list[str]:
    return _too_soon(books, "max-age", "aged", "expires")


@rule("A longer wish than half an hour counts as half an hour while the topic is live, and not less.")
def capped(books: Books) -> list[str]:
    return _too_soon(books, "long") + [f"long: {gap}" for gap in books.gaps("long") if gap > timedelta(hours=1)]


@rule("Retry-After is kept on any status (429, 503, 403, 200, 304), in seconds and as a date.")
def retry_after(books: Books) -> list[str]:
    faults = _too_soon(books, "asks")
    for name, least in (("busy", 45 * MIN), ("down", 50 * MIN), ("refuses", 30 * MIN)):
        some = books.of(name)[name]
        pairs = [(one, other) for one, other in itertools.pairwise(some) if one.status in (429, 503, 403)]
        assert len(pairs) >= 3
        faults += [f"{name}: {other.at - one.at}" for one, other in pairs if other.at - one.at < least - SLACK]
    return faults


@rule("A 429 or 503 with Retry-After holds back every feed of that host.")
def retry_after_of_hosts(books: Books) -> list[str]:
    faults = []
    for name, least in (("busy", 45 * MIN), ("down", 50 * MIN)):
        refused = [one for one in books.of(name)[name] if one.status in (429, 503)]
        others = books.of(f"{name}-too")[f"{name}-too"]
        assert len(refused) >= 3
        assert len(others) >= 3
        faults += [
            f"{other.feed}: {other.at - one.at} after {one.status}"
            for one in refused
            for other in others
            if timedelta(0) < other.at - one.at < least - SLACK
        ]
    return faults


@rule("In hours that a feed asks to skip it is asked at most twice an hour.")
def skipped(books: Books) -> list[str]:
    asked = [one.at for one in books.of("sleeps")["sleeps"] if one.at.hour in range(6)]
    by_hour = defaultdict(int)
    for at in asked[1:]:
        by_hour[at.replace(minute=0, second=0, microsecond=0)] += 1
    return [f"{hour}: {count}" for hour, count in by_hour.items() if count > 2]


@rule("Never sooner than two minutes after the last request, whatever happens.")
def floor(books: Books) -> list[str]:
    return [f"{one.feed}: {other.at - one.at}" for one, other in _pairs(books) if other.at - one.at < 2 * MIN - SLACK]


@rule("A restart asks nobody sooner (its books are those of one run with a restart in it).")
def restart(books: Books) -> list[str]:
    return said_in_the_feed(books) + said_in_headers(books) + retry_after(books) + floor(books)


@rule("A feed that fails is asked ever more seldom, down to once an hour, and for ever.")
def backing_off(books: Books) -> list[str]:
    gaps = books.gaps("broken")
    faults = [f"broken: {gap}" for gap in gaps if gap > timedelta(hours=1) + SLACK]
    faults += ["broken: no back-off"] if gaps[5] <= gaps[0] else []
    last = books.of("broken")["broken"][-1].at
    return faults + (["broken: given up"] if books.clock() - last > timedelta(hours=1) + SLACK else [])


@rule("410 three times over a day ends the requests.")
def ended(books: Books) -> list[str]:
    some = books.of("gone")["gone"]
    last = some[-1].at - some[0].at
    return [f"gone: {last}"] if len(some) < 3 or not timedelta(hours=24) <= last <= timedelta(hours=26) else []


@rule("Jitter: no two feeds with one rhythm keep step, and no feed keeps its own.")
def jitter(books: Books) -> list[str]:
    own = books.gaps("plain")
    together = {one.at for one in books.of("plain")["plain"][1:]} & {
        one.at for one in books.of("cookies")["cookies"][1:]
    }
    return (["plain keeps its own step"] if len(set(own)) < len(own) * 0.9 else []) + [str(at) for at in together]


@rule("At most two connections to a host at once.")
def connections(books: Books) -> list[str]:
    return [f"{books.most_at_once} at once"] if books.most_at_once > 2 else []
