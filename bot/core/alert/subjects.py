"""The claimant beside a cue: which words before (or after) it are its subject."""

from dataclasses import dataclass

from bot.core.alert.clauses import Token
from bot.core.alert.cues import CUES
from bot.core.alert.grammar import (
    DAYS,
    DETERMINERS,
    FINITE,
    PARTICIPLES,
    PREPOSITIONS,
    RELATIVES,
    SUBORDINATORS,
    is_adverb,
    words_of,
)
from bot.core.alert.speakers import PRONOUNS, THINGS, is_person

_LONGEST = 14
_ASIDE_REACH, _RELATIVE_REACH, _LIST_LONGEST = 20, 12, 9
_NUMBERED = frozenset({"over", "around", "about", "under", "up", "at", "near", "like"})
_BELONG = words_of("of for from at close with to")
_PLACED = words_of("in on inside near")
_COUNTS = words_of("a one two three four five six seven eight nine ten half dozen hundred thousand")
_TRAILERS = words_of("in during at after via by")
_TRAILED = words_of("a an his her its their recent remarks comments")
_NOT_FIRST = words_of(
    "what which how why when where this there here these those it's that's if whether according even such no something "
    "anything everything"
)
_LEADING = words_of(
    "and but or so however meanwhile now then earlier later also yet still today yesterday tonight watch exclusive yes "
    "no breaking live just in"
)


@dataclass(frozen=True, slots=True)
class Span:
    """Token indices of a claimant, end exclusive, and the word or mark that stands before its clause."""

    start: int
    end: int
    before: str = ""
    nested: bool = False  # an unknown verb stands between clause begin and claimant


def subject_before(tokens: list[Token], end: int) -> Span | None:
    """The claimant that ends right before `end`, or None where the words there are no subject."""
    if end > 0 and tokens[end - 1].kind == "comma":
        end = _over_aside(tokens, end - 1)
        if end == 0:
            return None
    if end > 2 and tokens[end - 2].low == "on" and tokens[end - 1].low in DAYS:
        end -= 2
    end = _before_relative(tokens, end)
    start, before, nested = _clause_begin(tokens, end)
    while start < end and (tokens[start].low in _LEADING or tokens[start].kind != "word"):
        start += 1
    start = _past_adjunct(tokens, start, end)
    end = _before_trailer(tokens, start, end)
    if not 0 < end - start <= _LONGEST or tokens[start].low in _NOT_FIRST:
        return None
    if end - start > 1 and tokens[end - 1].low in PRONOUNS:  # "Firms end discount in a move they say"
        return None
    if _hangs_on_thing(tokens, start, end):  # "a vote Republicans vowed to block"
        start = end - 1
    return Span(start, end, before, nested)


def _hangs_on_thing(tokens: list[Token], start: int, end: int) -> bool:
    last = tokens[end - 1]
    led = end - start > 2 and tokens[start].low in ("a", "an", "the")
    return led and last.capital and last.low.endswith("s") and is_person(last.low) and tokens[end - 2].low in THINGS


def _over_aside(tokens: list[Token], comma: int) -> int:
    """As in "Qatar, a mediator, said": the end of what stands before the aside; 0 where there is no aside."""
    for i in range(comma - 1, max(0, comma - _ASIDE_REACH), -1):
        if tokens[i].kind == "comma":
            return i if i + 1 < comma and _opens_aside(tokens[i + 1]) else 0
        if tokens[i].kind != "word":
            return 0
    return 0


def _opens_aside(token: Token) -> bool:
    classes = (DETERMINERS, RELATIVES, PREPOSITIONS, PARTICIPLES)
    return token.capital or token.text.isdigit() or is_person(token.low) or any(token.low in words for words in classes)


def _before_relative(tokens: list[Token], end: int) -> int:
    """As in "The man who leads the talks said": the end of what the relative clause hangs on."""
    for i in range(end - 2, max(0, end - _RELATIVE_REACH), -1):
        if not (tokens[i].kind == "word" or tokens[i].quoted or tokens[i].kind == "quote"):
            return end
        if tokens[i].low in SUBORDINATORS and tokens[i].low not in RELATIVES:
            return end
        if tokens[i].low in RELATIVES and tokens[i].quoted and not tokens[end - 1].quoted:
            return end
        if tokens[i].low in RELATIVES and tokens[i - 1].kind == "word":
            following = tokens[i + 1].low
            known = following in FINITE or following in CUES or following.endswith(("ed", "s")) or is_adverb(following)
            return i if known or tokens[i].low == "who" else end
    return end


def _clause_begin(tokens: list[Token], end: int) -> tuple[int, str, bool]:
    """Walk left to the mark, subordinator or verb that the subject cannot reach across."""
    for i in range(end - 1, -1, -1):
        token = tokens[i]
        if token.kind != "word" and not _inside(tokens, i, end):
            return i + 1, token.kind, False
        if token.low in SUBORDINATORS and not is_comparison(tokens, i):
            return i + 1, token.low, False
        if _finite(tokens, i):
            return i + 1, token.low, True
    return 0, "", False


def is_comparison(tokens: list[Token], i: int) -> bool:
    """As in "more than 80 towns": part of a number."""
    counted = i + 1 < len(tokens) and (tokens[i + 1].text[0].isdigit() or tokens[i + 1].low in _COUNTS)
    return tokens[i].low == "than" and i > 0 and tokens[i - 1].low in ("more", "fewer", "less") and counted


def _inside(tokens: list[Token], i: int, end: int) -> bool:
    """Whether a mark belongs to the claimant: a comma of a list, a scare quote."""
    if tokens[i].kind == "comma":
        return _is_list(tokens, i, end)
    return tokens[i].kind == "quote" and i > 0 and _short_quote(tokens, i)


def _finite(tokens: list[Token], i: int) -> bool:
    low = tokens[i].low
    if low in FINITE:
        return True
    known = CUES.get(low)
    if known is None or known[1] in ("base", "ing"):
        return False
    verb, form = known
    following = tokens[i + 1].low if i + 1 < len(tokens) else ""
    if i > 0 and tokens[i - 1].low in DETERMINERS:  # "an alleged employee"
        return False
    if verb.noun or (form == "past" and (verb.passive or low in PARTICIPLES) and following in PREPOSITIONS):
        return False
    return not verb.particles or following in verb.particles


def _is_list(tokens: list[Token], comma: int, end: int) -> bool:
    """Whether a comma parts names of a list that begins its clause ("Ardania, Verrin and Lowmark call for")."""
    after = [token for token in tokens[comma + 1 : end] if token.kind != "comma"]
    if not after or len(after) > _LIST_LONGEST or not all(map(_in_list, after)):
        return False
    commas = sum(token.kind == "comma" for token in tokens[comma:end])
    run = 0
    for i in range(comma - 1, -1, -1):
        token = tokens[i]
        if token.kind == "comma":
            commas, run = commas + 1, 0
        elif token.kind != "word" or token.low in SUBORDINATORS:
            break
        elif not _in_list(token) or run >= 4:
            return False
        else:
            run += 1
    small = end >= len(tokens) or not tokens[end].capital  # Title Case: any two clauses look like two names
    first = small and all(token.kind == "comma" or _in_list(token) for token in tokens[:comma])
    return commas > 1 or first or any(token.low in ("and", "&") for token in after)


def _in_list(token: Token) -> bool:
    if token.low in ("and", "&", "the"):
        return True
    name = token.kind == "word" and (token.capital or is_person(token.low))
    classes = (PREPOSITIONS, SUBORDINATORS, FINITE, DAYS, _LEADING)
    form = CUES[token.low][1] if token.low in CUES else "base"
    return name and form == "base" and not is_adverb(token.low) and not any(token.low in words for words in classes)


def _short_quote(tokens: list[Token], i: int) -> bool:
    """A quotation mark of scare quotes inside a subject, not one that ends a sentence somebody said."""
    if i + 1 < len(tokens) and tokens[i + 1].quoted:
        return True
    quoted = 0
    while i - 1 - quoted >= 0 and tokens[i - 1 - quoted].quoted and tokens[i - 1 - quoted].kind == "word":
        quoted += 1
    return 0 < quoted <= 3 and i + 1 < len(tokens) and tokens[i + 1].kind == "word" and i - 1 - quoted > 0


def _past_adjunct(tokens: list[Token], start: int, end: int) -> int:
    """Skip "On Tuesday" and the like before the subject; a number after the preposition is part of the subject."""
    if start < end and tokens[start].low in PREPOSITIONS:
        following = tokens[start + 1].low if start + 1 < end else ""
        if tokens[start].low in _NUMBERED and (following[:1].isdigit() or following in ("least", "to", "half")):
            return start
        if following in DAYS:
            return start + 2
        return end
    return start


def _before_trailer(tokens: list[Token], start: int, end: int) -> int:
    """Cut "in a statement", "during a call" and trailing days off a subject."""
    for i in range(start + 1, end - 1):
        trailer = tokens[i].low in _TRAILERS and tokens[i + 1].low in _TRAILED
        if trailer and tokens[i - 1].low not in PARTICIPLES:
            return i
    return end


def noun_after(tokens: list[Token], begin: int) -> Span | None:
    """The claimant that starts at `begin` ("according to ...", "... by ..."), up to a mark, a clause or a verb."""
    if begin < len(tokens) and tokens[begin].low in PREPOSITIONS - _NUMBERED:
        return None
    last = min(len(tokens), begin + _LONGEST)
    end = next((i for i in range(begin, last) if _stops(tokens, i, first=i == begin)), last)
    while end > begin and _hangs(tokens[end - 1], only=end - begin == 1):
        end -= 1
    return Span(begin, end) if end > begin else None


def _stops(tokens: list[Token], i: int, *, first: bool) -> bool:
    if tokens[i].kind not in ("word", "quote"):
        return True
    low = tokens[i].low
    doing = low in CUES and low.endswith("ing")  # "critics calling for more"
    return not first and (low in SUBORDINATORS or low in FINITE or doing or _leaves(tokens, i))


def _hangs(token: Token, *, only: bool) -> bool:
    """Whether a last word does not belong: a day, a preposition, a mark, a participle ("documents published")."""
    loose = token.low in DAYS or token.low in PREPOSITIONS or token.kind == "quote"
    return loose or (not only and (token.low.endswith("ed") or token.low in PRONOUNS))


def _leaves(tokens: list[Token], i: int) -> bool:
    """Whether a preposition here leads away from the noun: only "of", "for", "from", "at", "in Place" belong to it."""
    low = tokens[i].low
    if low not in PREPOSITIONS:
        return False
    following = tokens[i + 1] if i + 1 < len(tokens) else None
    if following is None or following.low in DAYS:
        return True
    if low in _BELONG:
        return (low == "to" and not following.capital) or following.low.endswith("ing")
    return not (low in _PLACED and following.capital)
