"""The claimant beside a cue: which words before (or after) it are its subject, and whether they can speak at all."""

from dataclasses import dataclass

from bot.core.alert.clauses import Token
from bot.core.alert.cues import CUES, Verb
from bot.core.alert.grammar import (
    AUXILIARIES,
    BE,
    DAYS,
    FINITE,
    MODALS,
    NEGATED,
    PREPOSITIONS,
    RELATIVES,
    SUBORDINATORS,
    is_adverb,
)
from bot.core.alert.speakers import DOCUMENTS, PLURALS, PRONOUNS, THINGS, is_person

_LONGEST = 14
_NUMBERED = frozenset({"over", "around", "about", "under", "up", "at", "near", "like"})
_NOT_FIRST = frozenset(
    "what which how why when where this there here these those it's that's if whether according even such no".split()
)
_LEADING = frozenset(
    "and but or so however meanwhile now then earlier later also yet still today yesterday tonight watch exclusive "
    "breaking live just in".split()
)
_PARTICIPLES = frozenset(
    "freed held killed detained captured released based led backed run trapped wounded injured displaced kidnapped "
    "accused involved briefed close familiar speaking working living fighting seen obtained published known named "
    "called linked affiliated opposed loyal critical responsible representing calling demanding".split()
)


@dataclass(frozen=True, slots=True)
class Group:
    """The verb group of a cue: where it begins, and how the verb stands in it."""

    start: int
    negated: bool = False
    modal: bool = False
    infinitive: bool = False
    passive: bool = False
    helped: bool = False  # an auxiliary stands before: the form is surely a verb


def verb_group(tokens: list[Token], at: int) -> Group:
    """Walk left from the cue over auxiliaries, adverbs, negations and time words."""
    low = tokens[at].low
    start, negated, modal, infinitive, be, helped = at, False, False, False, False, False
    i = at - 1
    while i >= 0 and tokens[i].kind == "word":
        word = NEGATED.get(tokens[i].low, tokens[i].low)
        negated = negated or word != tokens[i].low or word in ("not", "never")
        if word == "to" and i == at - 1:
            infinitive = True
        elif word in MODALS or word in AUXILIARIES:
            modal, be, helped = modal or word in MODALS, be or word in BE, True
        elif not (word in ("not", "never", "no") or _is_adverb(tokens[i], tokens[at]) or _is_time(tokens, i)):
            break
        start, i = i, i - 1
    progressive = be and low.endswith("ing")
    return Group(start, negated, modal, infinitive, be and not progressive, helped)


def _is_adverb(token: Token, cue: Token) -> bool:
    """A capital where the cue has none makes it a name ("Ada Marly says")."""
    return is_adverb(token.low) and (not token.capital or cue.capital)


def _is_time(tokens: list[Token], i: int) -> bool:
    """"on Tuesday", "Tuesday", "late on Monday" between subject and verb; never the first word of a clause."""
    low = tokens[i].low
    if low in DAYS:
        return i > 0
    return low in ("on", "late", "early", "this", "last") and i + 1 < len(tokens) and tokens[i + 1].low in DAYS


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
    end = _before_relative(tokens, end)
    start, before, nested = _clause_begin(tokens, end)
    while start < end and (tokens[start].low in _LEADING or tokens[start].kind != "word"):
        start += 1
    start = _past_adjunct(tokens, start, end)
    end = _before_trailer(tokens, start, end)
    if not 0 < end - start <= _LONGEST or tokens[start].low in _NOT_FIRST:
        return None
    return Span(start, end, before, nested)


def _over_aside(tokens: list[Token], comma: int) -> int:
    """"Qatar, a mediator, said": the end of what stands before the aside, keeping an aside of up to four words."""
    for i in range(comma - 1, max(0, comma - 14), -1):
        if tokens[i].kind == "comma":
            aside = tokens[i + 1 : comma]
            plain = aside and aside[0].low in ("a", "an", "the") or (aside and aside[0].low in RELATIVES | PREPOSITIONS)
            return i if plain or (aside and aside[0].capital) or aside[0].low in _PARTICIPLES else 0
        if tokens[i].kind != "word":
            return 0
    return 0


def _before_relative(tokens: list[Token], end: int) -> int:
    """"The man who leads the talks said": the end of what the relative clause hangs on."""
    for i in range(end - 2, max(0, end - 12), -1):
        if tokens[i].kind != "word":
            return end
        if tokens[i].low in RELATIVES and tokens[i - 1].kind == "word":
            following = tokens[i + 1].low
            verbal = following in FINITE or following in CUES or following.endswith(("ed", "s"))
            return i if tokens[i].low != "that" or verbal else end
        if tokens[i].low in SUBORDINATORS:
            return end
    return end


def _clause_begin(tokens: list[Token], end: int) -> tuple[int, str, bool]:
    """Walk left to the mark, subordinator or verb that the subject cannot reach across."""
    i = end - 1
    while i >= 0:
        token = tokens[i]
        if token.kind == "comma" and _is_list(tokens, i, end):
            i -= 1
            continue
        if token.kind == "quote" and i > 0 and _short_quote(tokens, i):
            i -= 1
            continue
        if token.kind != "word":
            return i + 1, token.kind, False
        if token.low in SUBORDINATORS:
            return i + 1, token.low, False
        if _finite(tokens, i):
            return i + 1, token.low, True
        i -= 1
    return 0, "", False


def _finite(tokens: list[Token], i: int) -> bool:
    low = tokens[i].low
    if low in FINITE:
        return True
    known = CUES.get(low)
    if known is None or known[1] in ("base", "ing"):
        return False
    verb, form = known
    following = tokens[i + 1].low if i + 1 < len(tokens) else ""
    if verb.noun or (form == "past" and (verb.passive or low in _PARTICIPLES) and following in PREPOSITIONS):
        return False
    return not verb.particles or following in verb.particles


def _is_list(tokens: list[Token], comma: int, end: int) -> bool:
    """Whether a comma parts names of a list ("Ardania, Verrin and Lowmark call for"): up to the clause's begin."""
    after = tokens[comma + 1 : end]
    names = [token for token in after if token.kind == "word" and token.low != "and"]
    if not names or not all(token.capital or is_person(token.low) for token in names) or len(after) > 9:
        return False
    before = 0
    for i in range(comma - 1, -1, -1):
        if tokens[i].kind != "word":
            return tokens[i].kind == "comma" and before > 0
        if not (tokens[i].capital or is_person(tokens[i].low)) or before >= 3:
            return False
        before += 1
    return before > 0 and ("and" in (token.low for token in after) or _many_commas(tokens, comma))


def _many_commas(tokens: list[Token], comma: int) -> bool:
    return any(token.kind == "comma" for token in tokens[:comma])


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
        if tokens[i - 1].low in _PARTICIPLES:
            continue
        if tokens[i].low in ("in", "during", "at", "after", "via", "by") and tokens[i + 1].low in (
            "a", "an", "his", "her", "its", "their", "recent", "remarks", "comments",
        ):  # fmt: skip
            return i
    return end


def head(tokens: list[Token], span: Span) -> Token:
    """The noun that the claimant is about: the last one before any of-, in-, held- phrase."""
    for i in range(span.start + 1, span.end):
        if tokens[i].low in PREPOSITIONS or tokens[i].low in _PARTICIPLES or tokens[i].low in RELATIVES:
            return tokens[i - 1]
    return tokens[span.end - 1]


def _bare(low: str) -> str:
    return low.removesuffix("'s").removesuffix("'")


def can_speak(tokens: list[Token], span: Span, verb: Verb, *, title_case: bool, known: bool) -> bool:
    """Whether the claimant is one for this verb. `known`: the actor table names it. `title_case`: capitals mean nothing.

    A verb that only people use takes any noun that is not a known thing; one that is often a noun, or whose subject
    may be a thing, and every act, needs a name or a noun that speaks.
    """
    noun = head(tokens, span)
    low = _bare(noun.low)
    if low in PRONOUNS:
        return span.end - span.start == 1
    if not any(char.isalpha() for char in low):
        return False
    if low in DOCUMENTS and not (noun.capital and not title_case and span.start > 0):
        return verb.kind == "attr" and not verb.noun or verb.base in ("report", "suggest", "warn", "claim", "estimate")
    if verb.document:
        return False
    if known or is_person(low):
        return True
    if low in THINGS:
        return False
    if not (verb.somebody or verb.kind == "act"):
        return not noun.text[0].isdigit()
    return noun.capital and (not title_case or not low.endswith(("tion", "ment", "ness", "ity", "ing")))


def is_plural(tokens: list[Token], span: Span) -> bool:
    """Whether the claimant can stand before a verb without -s."""
    words = [token.low for token in tokens[span.start : span.end]]
    noun = head(tokens, span).low
    joined = any(word in ("and", "&") for word in words) or any(
        token.kind == "comma" for token in tokens[span.start : span.end]
    )
    plural = noun.endswith("s") and not noun.endswith(("ss", "'s", "us"))
    return joined or plural or noun in PLURALS or words[0] in PLURALS or noun.endswith(("men", "people"))


def noun_after(tokens: list[Token], begin: int) -> Span | None:
    """The claimant that starts at `begin` ("according to ...", "... by ...", "says ..."), up to mark, clause or verb."""
    i = begin
    while i < len(tokens) and i - begin < _LONGEST:
        token = tokens[i]
        if token.kind not in ("word", "quote") or (token.low in SUBORDINATORS and i > begin):
            break
        if i > begin and (token.low in FINITE or _leaves(tokens, i)):
            break
        i += 1
    while i > begin and (tokens[i - 1].low in DAYS or tokens[i - 1].low in PREPOSITIONS or tokens[i - 1].kind == "quote"):
        i -= 1
    return Span(begin, i) if i > begin else None


def _leaves(tokens: list[Token], i: int) -> bool:
    """Whether a preposition here leads away from the noun: only "of", "for", "from", "at", "in Place" belong to it."""
    low = tokens[i].low
    if low not in PREPOSITIONS:
        return False
    following = tokens[i + 1] if i + 1 < len(tokens) else None
    if following is None or following.low in DAYS:
        return True
    if low in ("of", "for", "from", "at", "close", "with", "to"):
        return low == "to" and not following.capital
    return not (low in ("in", "on", "inside", "near") and following.capital)
