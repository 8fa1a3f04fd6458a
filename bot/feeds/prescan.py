"""A look at a body before feedparser sees it, by a bare expat parser: cheap, and it says no early.

Bytes go in; what comes out is what the parser may safely be given. Limits: 64 levels of nesting, 1,000 entries, no
entities that refer to entities. Everything here runs in the worker process.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import islice
from xml.parsers import expat

from bot.errors import ParseError

MAX_DEPTH = 64
MAX_ENTRIES = 1000
MAX_ENTITIES = 100
MAX_ATTRIBUTES = 200

_HTML = re.compile(rb"^\s*(?:<!--.*?-->\s*|<\?xml[^>]*>\s*)*<(?:!doctype\s+html|html[\s>])", re.IGNORECASE | re.DOTALL)
_CHALLENGE = re.compile(
    rb"cf-chl|challenge-platform|just a moment|captcha|are you a robot|access denied", re.IGNORECASE
)
_ENTRY_START = re.compile(rb"<(?:[A-Za-z0-9_.-]{1,40}:)?(?:item|entry)(?=[\s>/])")
_ROOT_END = re.compile(rb"</\s*(?:[A-Za-z0-9_.-]{1,40}:)?(?:rss|feed|rdf|channel|cdf)\s*>", re.IGNORECASE)
_REFERENCE = re.compile(r"&(?!#)|%")
_ROOT = re.compile(rb"<(?:[A-Za-z0-9_.-]{1,40}:)?(?:rss|feed|rdf|channel)\b", re.IGNORECASE)
_TITLE = re.compile(rb"<(?:[A-Za-z0-9_.-]{1,40}:)?title(?=[\s>])", re.IGNORECASE)
_ENTRY_NAMES = frozenset({"item", "entry"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Scanned:
    """The body to parse, and what the scan found."""

    body: bytes
    malformed: bool = False
    truncated: bool = False
    capped: bool = False


class _Enough(Exception):  # noqa: N818 (no error: the scan has seen what it needs)
    """The thousandth entry is complete."""


class _Scan:
    """Counts depth and entries; stops at the first entry too many."""

    def __init__(self) -> None:
        self.open: list[str] = []
        self.entries = 0
        self.entities = 0
        self.cut: int | None = None
        self.parser = expat.ParserCreate()
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.EntityDeclHandler = self._entity

    def _start(self, name: str, attributes: Mapping[str, str]) -> None:
        if self.cut is not None and name.rpartition(":")[2] in _ENTRY_NAMES:
            raise _Enough
        self.open.append(name)
        if len(self.open) > MAX_DEPTH:
            raise ParseError("too_deep", f"more than {MAX_DEPTH} levels of nesting")
        if len(attributes) > MAX_ATTRIBUTES:
            raise ParseError("attributes", f"an element with more than {MAX_ATTRIBUTES} attributes")

    def _end(self, name: str) -> None:
        self.open.pop()
        if name.rpartition(":")[2] in _ENTRY_NAMES:
            self.entries += 1
            if self.entries == MAX_ENTRIES:
                self.cut = self.parser.CurrentByteIndex

    def _entity(self, _name: str, parameter: bool, value: str | None, *_: object) -> None:  # noqa: FBT001
        self.entities += 1
        if parameter or self.entities > MAX_ENTITIES or (value and (len(value) > 200 or _REFERENCE.search(value))):
            raise ParseError("entities", "the document declares entities that could grow without bound")


def scan(body: bytes) -> Scanned:
    """What of a body may be parsed; raises ParseError where it is no feed, or built to hurt."""
    if not body.strip():
        raise ParseError("empty", "the answer has no body")
    if _HTML.match(body[:4096]):
        raise _html(body)
    found = _Scan()
    try:
        found.parser.Parse(body, True)
    except _Enough:
        return Scanned(body=_capped(body, found), capped=True)
    except (expat.ExpatError, ValueError, LookupError):
        return _lenient(body)
    return Scanned(body=body)


def _html(body: bytes) -> ParseError:
    if _CHALLENGE.search(body[:100_000]):
        return ParseError("challenge", "a page that asks for a human, not a feed")
    return ParseError("html", "an HTML page, not a feed")


def _capped(body: bytes, found: _Scan) -> bytes:
    assert found.cut is not None
    end = body.index(b">", found.cut) + 1
    return body[:end] + "".join(f"</{name}>" for name in reversed(found.open)).encode()


def _lenient(body: bytes) -> Scanned:
    """A body that is not well-formed: cap by pattern, and see whether its end is missing."""
    starts = [match.start() for match in islice(_ENTRY_START.finditer(body), MAX_ENTRIES + 1)]
    if len(starts) > MAX_ENTRIES:
        return Scanned(body=body[: starts[MAX_ENTRIES]], malformed=True, capped=True)
    last = starts[-1] if starts else 0
    truncated = bool(_ROOT.search(body)) and not _ROOT_END.search(body, last)
    if truncated and starts and _half_a_headline(body[last:]):
        body = body[:last]  # the next poll brings it whole
    return Scanned(body=body, malformed=True, truncated=truncated)


def _half_a_headline(entry: bytes) -> bool:
    """Whether an entry that was cut off ends inside its headline."""
    opened = _TITLE.search(entry)
    return opened is not None and b"</" not in entry[opened.end() :]
