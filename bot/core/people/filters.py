"""A chat's keyword filters: words, "phrases", prefix*, -exclusions, OR, parentheses and fields.

    hostages doha            both words
    "prisoner swap"          the words in this order
    captiv*                  captive, captives, captivity
    talks -video             talks, without video
    doha OR cairo            either; AND binds tighter than OR
    (doha OR cairo) -video   parentheses group
    outlet:bbc party:hamas   fields: outlet, party (any actor), act, says

Matching ignores case and accents and holds at word boundaries in every script; Arabic and Hebrew words are found
behind the particles that are written onto them. Several filters of one subscription are alternatives.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import assert_never

from bot.core.text import forms, words
from bot.errors import FilterError

MAX_LENGTH = 200
MAX_FILTERS = 10
FIELDS = ("outlet", "party", "act", "says")

_TOKEN = re.compile(r'\s*(?:(-?\()|(\))|(-?)(?:([A-Za-z]+):)?(?:"([^"]*)"|([^\s()"]+)))')
_HOW = 'write words, "phrases", prefix*, -exclusions, OR and parentheses, such as: hostages (doha OR cairo) -video'


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """What a filter is held against: the words of an alert's text and its fields."""

    words: tuple[str, ...]
    fields: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def subject(text: str, **fields: Iterable[str]) -> Subject:
    """A subject from an alert's text and, by name, the texts of its fields."""
    return Subject(
        words=words(text),
        fields={name: tuple(w for one in texts for w in words(one)) for name, texts in fields.items()},
    )


@dataclass(frozen=True, slots=True)
class Term:
    """Words in a row; the last may be a prefix. `field` is empty for the text itself."""

    words: tuple[str, ...]
    field: str = ""
    prefix: bool = False
    quoted: bool = False

    def matches(self, subject: Subject) -> bool:
        """Whether the words stand in the text, or in the field, one after the other."""
        there = subject.fields.get(self.field, ()) if self.field else subject.words
        return any(self._stands_at(there, start) for start in range(len(there) - len(self.words) + 1))

    def _stands_at(self, there: tuple[str, ...], start: int) -> bool:
        last = len(self.words) - 1
        return all(
            _same(wanted, there[start + offset], prefix=self.prefix and offset == last)
            for offset, wanted in enumerate(self.words)
        )


@dataclass(frozen=True, slots=True)
class Not:
    """The part must not match."""

    part: "Node"


@dataclass(frozen=True, slots=True)
class All:
    """Every part must match."""

    parts: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class Any:
    """One part must match."""

    parts: tuple["Node", ...]


Node = Term | Not | All | Any


def _same(wanted: str, there: str, *, prefix: bool) -> bool:
    if prefix:
        return any(form.startswith(wanted) for form in forms(there))
    return wanted == there or not forms(wanted).isdisjoint(forms(there))


def matches(node: Node, subject: Subject) -> bool:
    """Whether a filter lets a subject through."""
    match node:
        case Term():
            return node.matches(subject)
        case Not(part):
            return not matches(part, subject)
        case All(parts):
            return all(matches(part, subject) for part in parts)
        case Any(parts):
            return any(matches(part, subject) for part in parts)
        case _:
            assert_never(node)


def show(node: Node) -> str:
    """The filter as one would type it; parsing it again gives the same filter."""
    match node:
        case Term(found, name, prefix, quoted):
            text = " ".join(found)
            shown = f'"{text}"' if quoted else text
            return (f"{name}:" if name else "") + shown + ("*" if prefix else "")
        case Not(part):
            inner = show(part)
            return f"-{inner}" if isinstance(part, Term) else f"-({inner})"
        case All(parts):
            return " ".join(f"({show(part)})" if isinstance(part, All | Any) else show(part) for part in parts)
        case Any(parts):
            return " OR ".join(f"({show(part)})" if isinstance(part, Any) else show(part) for part in parts)
        case _:
            assert_never(node)


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str  # "(", "-(", ")", "OR", "term"
    at: int
    node: Node | None = None


def _term(found: re.Match[str], text: str) -> Node:
    minus, name, phrase, word = found.group(3), found.group(4), found.group(5), found.group(6)
    at = found.start(3) + 1
    if name and name.lower() not in FIELDS:
        problem = f"at {at}: no field {name!r}; there are {', '.join(FIELDS)}"
        raise FilterError(problem, kind="field", at=at - 1, field=name)
    raw = phrase if phrase is not None else word
    prefix = phrase is None and raw.endswith("*")
    found_words = words(raw)
    if not found_words or "*" in raw.rstrip("*"):
        problem = f"at {at}: {text[found.start(3) : found.end()]!r} holds no word; {_HOW}"
        raise FilterError(problem, kind="word", at=at - 1)
    quoted = phrase is not None or len(found_words) > 1
    term = Term(found_words, (name or "").lower(), prefix and not quoted, quoted)
    return Not(term) if minus else term


def _tokens(text: str) -> Iterator[_Token]:
    position = 0
    while position < len(text) and not text[position:].isspace():
        found = _TOKEN.match(text, position)
        if found is None:
            at = text.index('"', position)
            raise FilterError(f"at {at + 1}: a quotation mark without its partner; {_HOW}", kind="quote", at=at)
        position = found.end()
        if found.group(1):
            yield _Token(found.group(1), found.start(1) + 1)
        elif found.group(2):
            yield _Token(")", found.start(2) + 1)
        elif found.group(6) in ("OR", "|") and not found.group(3) and not found.group(4):
            yield _Token("OR", found.start(6) + 1)
        else:
            yield _Token("term", found.start(3) + 1, _term(found, text))


class _Parser:
    """Recursive descent: any := all (OR all)*; all := one+; one := term | ( any )."""

    def __init__(self, tokens: list[_Token]) -> None:
        self._tokens = tokens
        self._next = 0

    def whole(self) -> Node:
        node = self._any(None)
        if self._next < len(self._tokens):
            at = self._tokens[self._next].at
            raise FilterError(f"at {at}: a ) without its (", kind="close", at=at - 1)
        return node

    def _peek(self) -> _Token | None:
        return self._tokens[self._next] if self._next < len(self._tokens) else None

    def _any(self, opened: _Token | None) -> Node:
        parts = [self._all(opened)]
        while (token := self._peek()) and token.kind == "OR":
            self._next += 1
            parts.append(self._all(token))
        return parts[0] if len(parts) == 1 else Any(tuple(parts))

    def _all(self, before: _Token | None) -> Node:
        parts: list[Node] = []
        while (token := self._peek()) and token.kind not in ("OR", ")"):
            self._next += 1
            parts.append(self._one(token))
        if not parts:
            after = token or before
            at = after.at if after else 1
            beside = after.kind if after else "it"
            raise FilterError(f"at {at}: a word is missing beside {beside}", kind="missing", at=at - 1)
        return parts[0] if len(parts) == 1 else All(tuple(parts))

    def _one(self, token: _Token) -> Node:
        if token.node is not None:
            return token.node
        node = self._any(token)
        closing = self._peek()
        if closing is None:
            raise FilterError(f"at {token.at}: a ( without its )", kind="open", at=token.at - 1)
        self._next += 1
        return Not(node) if token.kind == "-(" else node


def parse(text: str) -> Node:
    """A filter from what a person typed. Raises FilterError, whose text names the place and shows how to write it."""
    if not text.strip():
        raise FilterError(f"an empty filter; {_HOW}", kind="empty")
    _check_length(text)
    node = _Parser(list(_tokens(text))).whole()
    _check_length(show(node))  # what is kept is the printed form, which has to be read again
    return node


def _check_length(text: str) -> None:
    if len(text) > MAX_LENGTH:
        problem = f"{len(text)} characters are too many; a filter has at most {MAX_LENGTH}"
        raise FilterError(problem, kind="long", length=len(text))


def keywords(node: Node) -> frozenset[str] | None:
    """Words of which at least one stands in the text of every subject that matches; None where there is no such set.

    For an index: it narrows who is asked, `matches` decides. Prefixes, fields and exclusions promise no whole word.
    """
    match node:
        case Term(found, name, prefix, _):
            if name or (prefix and len(found) == 1):
                return None
            return forms(found[0])
        case Not():
            return None
        case All(parts):
            promised = [one for part in parts if (one := keywords(part)) is not None]
            return min(promised, key=len, default=None)
        case Any(parts):
            each = [keywords(part) for part in parts]
            return None if None in each else frozenset(word for some in each if some for word in some)
        case _:
            assert_never(node)
