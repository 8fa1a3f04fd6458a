"""Whether a claimant can be one: its head noun, its number, and whether such a thing speaks at all."""

from bot.core.alert.clauses import Token
from bot.core.alert.cues import Verb
from bot.core.alert.grammar import DETERMINERS, PARTICIPLES, PREPOSITIONS, RELATIVES
from bot.core.alert.speakers import DOCUMENTS, NOBODY, PLURALS, PRONOUNS, THINGS, is_person
from bot.core.alert.subjects import Span

_DOCUMENT_VERBS = frozenset({"report", "suggest", "warn", "claim", "estimate"})
_NEWSPAPERS = frozenset({"times", "news", "post"})
_QUANTITIES = frozenset({"number", "handful", "dozens", "hundreds", "thousands", "couple", "wave", "lot", "plurality"})
_ABSTRACT = ("tion", "ment", "ness", "ity", "ing")


def head(tokens: list[Token], span: Span) -> Token:
    """The noun that the claimant is about: the last word before any of-, in-, held- phrase."""
    for i in range(_past_quantity(tokens, span) + 1, span.end):
        if tokens[i].low in PREPOSITIONS or tokens[i].low in PARTICIPLES or tokens[i].low in RELATIVES:
            return tokens[i - 2 if _is_participle(tokens, i - 1, span) else i - 1]
        if i + 1 < span.end and _is_doing(tokens[i]) and is_person(tokens[i - 1].low):
            return tokens[i - 1]
    words = (token for token in reversed(tokens[span.start : span.end]) if token.kind == "word")
    return next(words, tokens[span.start])


def _past_quantity(tokens: list[Token], span: Span) -> int:
    """As in "a growing number of": who they are stands behind "of"."""
    for i in range(span.start, min(span.start + 4, span.end - 2)):
        if tokens[i].low in _QUANTITIES and tokens[i + 1].low == "of":
            return i + 2
    return span.start


def _is_doing(token: Token) -> bool:
    """As in "an inmate facing trial"."""
    return token.low.endswith("ing") and not token.capital and token.low not in DOCUMENTS and not is_person(token.low)


def _is_participle(tokens: list[Token], i: int, span: Span) -> bool:
    """As in "a broker targeted by": "targeted" is no noun."""
    return tokens[i].low.endswith("ed") and i > span.start and tokens[i - 1].low not in DETERMINERS


def can_speak(tokens: list[Token], span: Span, verb: Verb, *, title_case: bool, known: bool) -> bool:
    """Whether the claimant is one for this verb. `known`: an actor of the table. `title_case`: capitals mean nothing.

    A verb that only people use takes any noun that is not a known thing; one that is often a noun, or whose subject
    may be a thing, needs a name or a noun that speaks.
    """
    noun = head(tokens, span)
    low = noun.low.removesuffix("'s").removesuffix("'")
    if low in NOBODY or not any(char.isalpha() for char in low):
        return False
    if low in PRONOUNS:
        return span.end - span.start == 1
    named = noun.capital and not title_case
    if low in _NEWSPAPERS and noun.capital and span.end - span.start > 1:
        return not verb.document
    if low in DOCUMENTS and not (named and span.start > 0):
        return (verb.kind == "attr" and not verb.noun) or verb.base in _DOCUMENT_VERBS
    if verb.document or known or is_person(low):
        return not verb.document
    return low not in THINGS and _may_speak(noun, low, verb, title_case=title_case)


def _may_speak(noun: Token, low: str, verb: Verb, *, title_case: bool) -> bool:
    return not verb.somebody or (noun.capital and (not title_case or not low.endswith(_ABSTRACT)))


def is_plural(tokens: list[Token], span: Span) -> bool:
    """Whether the claimant can stand before a verb without -s."""
    inside = tokens[span.start : span.end]
    noun = head(tokens, span)
    plural = noun.low.endswith("s") and not noun.low.endswith(("ss", "'s", "us"))
    joined = any(token.low in ("and", "&") or token.kind == "comma" for token in inside)
    if joined and (plural or noun.capital or is_person(noun.low)):
        return True
    return plural or noun.low in PLURALS or inside[0].low in PLURALS or noun.low.endswith(("men", "people"))
