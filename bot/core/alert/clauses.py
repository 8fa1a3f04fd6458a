"""A text as sentences of tokens with offsets into the original, quotations marked.

Not a parser: just enough structure for rules that ask what stands before and after a cue.
"""

import re
from typing import NamedTuple

from bot.core.alert.grammar import words_of

_TOKEN = re.compile(
    r"(?P<prefix>^(?:Exclusive|EXCLUSIVE|Analysis|Explainer|Factbox|Breaking|BREAKING|Update)-)|(?P<word>(?:[^\W\d_]\.){2,}(?:['’]s)?|[#@$£€]?[^\W_](?:[^\W_]|['’&‑-](?=[^\W_])|[.,](?=\d)|\.(?=(?:com|org|net)\b)|(?<=[a-zA-Z])…)*"
    r"(?:(?<=s)['’](?=\s+[a-zA-Z]))?)"
    r"|(?P<dash>(?<=\s)[-–—]+(?=\s|\w|['\"‘“])|[–—]|--+)|(?P<comma>,)|(?P<colon>:)|(?P<semi>;)"
    r"|(?P<stop>\.{3}|[.!?…])|(?P<open>[(\[])|(?P<close>[)\]])|(?P<bar>\|)|(?P<quote>[\"“”„«»'‘’])"
)
_QUOTED = re.compile(
    r"“[^”\"]*(?:[”\"]|$)|„[^“”]*(?:[“”]|$)|«[^»]*(?:»|$)|\"[^\"]*(?:\"|$)"
    r"|(?<![\w’'])‘(?=\S)(?:[^‘’]|’(?=\w))*?’(?!\w)|(?<![\w’'])'(?=\S)(?:[^']|'(?=\w))*?'(?!\w)"
)
_TITLES = words_of(
    "mr mrs ms dr sen rep gov gen lt col sgt maj capt adm st rev hon prof jr sr no vs inc corp co ltd u.s u.n oct nov "
    "dec jan feb sept aug"
)
_STATE = re.compile(r"[A-Z]-[A-Z][a-z]*")  # R-Tenn.
_FOOTER = re.compile(r"\s(?:Read (?:Full|More|more|full|the full) \w+|Continue reading)\b[^.]*(?:\.{3}|…|\.\w+)?\s*$")
_LIKE = str.maketrans("’‘‑", "''-")
_MOST_CHARS = 1200


class Token(NamedTuple):
    """A word or mark. `low` is folded for lookup; `kind` is "word" or the name of the mark."""

    text: str
    low: str
    start: int
    end: int
    kind: str
    quoted: bool

    @property
    def capital(self) -> bool:
        """Whether it begins with a capital letter or is written with figures and capitals (G7, 7-Eleven)."""
        return self.text[:1].isupper() or any(char.isupper() for char in self.text)


def _tokens(text: str) -> list[Token]:
    spans = [found.span() for found in _QUOTED.finditer(text)]
    tokens, at, depth = [], 0, 0
    for found in _TOKEN.finditer(text):
        kind = "bar" if found.lastgroup == "prefix" else found.lastgroup or "word"
        start, end = found.span()
        if kind == "open":
            depth += 1
        elif kind == "close":
            depth = max(0, depth - 1)
        elif depth == 0:
            while at < len(spans) and spans[at][1] <= start:
                at += 1
            quoted = at < len(spans) and spans[at][0] <= start
            if kind == "word" and quoted and end == spans[at][1]:  # "...plans'": the mark is no part of the word
                tokens += _parted(found.group(), start)
                continue
            low = found.group().translate(_LIKE).lower()
            if kind == "word" and low.count(".") > 1:
                low = low.replace(".", "")
            if low == "who" and found.group() == "WHO":
                low = "w.h.o."
            tokens.append(Token(found.group(), low, start, end, kind, quoted))
    return tokens


def _parted(text: str, start: int) -> list[Token]:
    """A last quoted word and the mark that ends the quotation."""
    word, mark, cut = text[:-1], text[-1], start + len(text) - 1
    low = word.translate(_LIKE).lower()
    return [Token(word, low, start, cut, "word", True), Token(mark, mark, cut, cut + 1, "quote", True)]


def _quote_goes_on(tokens: list[Token], at: int) -> bool:
    """As in "‘Where now?’: Osk on the vote", "‘Go!’ envoy says": the mark ends what is quoted, not the sentence."""
    if not tokens[at].quoted or at + 2 >= len(tokens) or tokens[at + 1].kind != "quote":
        return False
    after = tokens[at + 2]
    return after.kind in ("colon", "dash", "comma") or after.text.islower()


def _ends_sentence(tokens: list[Token], at: int) -> bool:
    token = tokens[at]
    if token.kind == "bar":
        return True
    if token.kind != "stop":
        return False
    if token.text != ".":
        return not _quote_goes_on(tokens, at)
    before = tokens[at - 1] if at else token
    if before.low in _TITLES or len(before.low) == 1 or _STATE.fullmatch(before.text):
        return False
    return at + 1 >= len(tokens) or tokens[at + 1].kind != "comma"


def sentences(text: str) -> list[list[Token]]:
    """The sentences of a text (its first 1,200 characters), each with its end mark; bracketed text left out."""
    footer = _FOOTER.search(text)
    tokens = _tokens(text[: min(footer.start() if footer else _MOST_CHARS, _MOST_CHARS)])
    parts: list[list[Token]] = [[]]
    for at, token in enumerate(tokens):
        ends = _ends_sentence(tokens, at)
        if ends or token.kind != "stop":  # the dot of an abbreviation is no mark
            parts[-1].append(token)
        if ends:
            parts.append([])
    return [part for part in parts if part and not _is_footer(part)]


def _is_footer(part: list[Token]) -> bool:
    """As in "The post <headline> appeared first on <site>": publishing software, not the outlet's text."""
    return [token.low for token in part[:2]] == ["the", "post"] and part[1].text == "post"


def is_title_case(tokens: list[Token]) -> bool:
    """Whether a headline Capitalises Its Words, so that a capital tells nothing about names."""
    long = [token for token in tokens if token.kind == "word" and len(token.text) > 3 and token.text[0].isalpha()]
    return len(long) >= 3 and sum(token.text[0].isupper() for token in long) >= 0.75 * len(long)


def quotations(text: str) -> list[tuple[int, int]]:
    """Spans of quoted passages, marks included."""
    return [found.span() for found in _QUOTED.finditer(text)]
