"""Claims by other words: "according to X", "per X", "citing X", "X's claim that ..."."""

from bot.core.alert.clauses import Token
from bot.core.alert.cues import NOUN_FORMS
from bot.core.alert.found import Found, Setting
from bot.core.alert.grammar import PREPOSITIONS, SUBORDINATORS, words_of
from bot.core.alert.speakers import DOCUMENTS, PRONOUNS, THINGS, is_person
from bot.core.alert.subjects import Span, noun_after

_MEASURES = words_of(
    "year month week day hour minute night person head capita cent vote seat mile game tola gram ounce share barrel"
)


def according_to(setting: Setting) -> list[Found]:
    """As in "according to X", "per X", "citing X" (only where X can speak)."""
    tokens, found = setting.tokens, []
    for at, token in enumerate(tokens):
        if token.kind != "word" or token.quoted:
            continue
        cue = _cue_length(tokens, at)
        if cue == 0:
            continue
        span = noun_after(tokens, at + cue)
        if span and _is_source(setting, span, token.low):
            found.append(Found((span.start, span.end), (at, at + cue), "report", "attr", "according to", outer=True))
    return found


def _cue_length(tokens: list[Token], at: int) -> int:
    low = tokens[at].low
    if low == "according" and at + 1 < len(tokens) and tokens[at + 1].low == "to":
        return 2
    if low == "per" and at > 2:
        return 1
    return int(low == "citing" and at > 0)


def _is_source(setting: Setting, span: Span, cue: str) -> bool:
    words = [token for token in setting.tokens[span.start : span.end] if token.kind == "word"]
    if not words or (words[0].low in ("schedule", "plan", "law", "a") and len(words) == 1) or words[0].low in _MEASURES:
        return False
    last = words[-1].low.removesuffix("'s")
    speaks = any(is_person(token.low) or token.low in DOCUMENTS for token in words)
    if speaks or setting.names_actor(span.start, span.end):
        return True
    named = words[0].capital and not setting.title_case
    if words[-1].text in ("Times", "News") and len(words) > 1:
        return True
    if words and cue == "per":
        return False
    return last not in THINGS and words[0].low not in PRONOUNS and (named or cue == "according")


def noun_claims(setting: Setting) -> list[Found]:
    """As in "X's claim that ...": a noun of saying with its owner, where a clause follows."""
    tokens, found = setting.tokens, []
    for at in range(1, len(tokens) - 1):
        token = tokens[at]
        if token.low not in NOUN_FORMS or token.quoted or tokens[at + 1].low not in ("that", "of"):
            continue
        owner = tokens[at - 1]
        if not owner.low.endswith(("'s", "s'")) or not (owner.capital or is_person(owner.low.removesuffix("'s"))):
            continue
        if tokens[at + 1].low == "that":
            start = _name_begin(tokens, at - 1)
            found.append(Found((start, at), (at, at + 1), "claim", "attr", "noun"))
    return found


def _name_begin(tokens: list[Token], at: int) -> int:
    while at > 0 and tokens[at - 1].kind == "word" and _named(tokens[at - 1]):
        at -= 1
    return at


def _named(token: Token) -> bool:
    return token.capital and not token.low.endswith("'s") and token.low not in SUBORDINATORS | PREPOSITIONS
