"""The subject of a sentence whose first verb is no cue, for a cue joined to it: "X sued the town, saying ..."."""

from bot.core.alert.clauses import Token
from bot.core.alert.cues import CUES
from bot.core.alert.found import Setting
from bot.core.alert.grammar import (
    DAYS,
    DETERMINERS,
    FINITE,
    NOUN_ADJECTIVES,
    PARTICIPLES,
    PREPOSITIONS,
    SUBORDINATORS,
    is_adverb,
)
from bot.core.alert.speakers import DOCUMENTS, PLURALS, THINGS, is_person
from bot.core.alert.speaking import head, is_plural
from bot.core.alert.subjects import Span, is_comparison, subject_before


def sentence_subject(setting: Setting, before: int, *, sure: bool) -> Span | None:
    """Who does what stands before `before`, if a verb can be told: "Ardania and Verrin trade fire and accuse ...".

    `sure`: the word at `before` can be no noun, so that the subject may be any noun.
    """
    if not setting.title_case and (names := _first_names(setting, before)) is not None:
        return names
    return _before_verb(setting, before) if sure else None


def _first_names(setting: Setting, before: int) -> Span | None:
    start = end = _past_label(setting.tokens, before)
    while end < before and _is_name_part(setting.tokens[end]):
        end += 1
    if end == start + 1 and setting.tokens[start].low in NOUN_ADJECTIVES | DETERMINERS:
        return None
    if not start < end < before or setting.tokens[end - 1].low in ("and", "of", "the"):
        return None
    verb, span = setting.tokens[end].low, Span(start, end)
    if verb in PREPOSITIONS or verb in PARTICIPLES:
        return None
    plural = is_plural(setting.tokens, span)
    either = plural and head(setting.tokens, span).low in PLURALS  # "family buries", "family bury"
    ends = verb.endswith("s") and verb not in THINGS and verb not in DOCUMENTS
    looks = either or (not verb.endswith("s") if plural else ends)
    return span if looks or verb in FINITE or verb.endswith("ed") else None


def _past_label(tokens: list[Token], before: int) -> int:
    """Where the clause begins behind "Lake war: " and the like."""
    return 1 + max((i for i in range(before) if tokens[i].kind == "colon"), default=-1)


def _is_name_part(token: Token) -> bool:
    return token.kind == "word" and (token.capital or token.low in ("and", "of", "the") or is_person(token.low))


def _before_verb(setting: Setting, before: int) -> Span | None:
    """The words from the begin of the sentence up to its first sure verb, if they are one noun with its own words."""
    tokens = setting.tokens
    verb = next((i for i in range(1, before) if _is_verb(tokens[i])), 0)
    if verb == 0 or any(_parts(tokens, i) for i in range(verb)):
        return None
    span = subject_before(tokens, _before_adverbs(tokens, verb))
    if span is None or span.start > 0 or span.nested:
        return None
    return None if any(map(_is_doing, tokens[1 : span.end])) else span


def _is_doing(token: Token) -> bool:
    """A participle that makes a claimant of two: "the mayor questioning the plan"; no "self-driving"."""
    return token.low.endswith("ing") and "-" not in token.low and token.low not in PARTICIPLES


def _parts(tokens: list[Token], i: int) -> bool:
    return tokens[i].kind != "word" or (tokens[i].low in SUBORDINATORS and not is_comparison(tokens, i))


def _before_adverbs(tokens: list[Token], end: int) -> int:
    """As in "Osk on Friday filed", "Osk apparently has"."""
    while end > 1 and (tokens[end - 1].low in DAYS or is_adverb(tokens[end - 1].low)):
        end -= 1
    return end - 1 if end > 1 and tokens[end - 1].low == "on" else end


def _is_verb(token: Token) -> bool:
    past = token.low.endswith("ed") and not token.capital and token.low not in PARTICIPLES
    shows = token.low in CUES and CUES[token.low][1] == "s" and not CUES[token.low][0].noun
    return token.kind == "word" and (token.low in FINITE or past or shows)
