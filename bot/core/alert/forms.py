"""Claims without a verb: "Name: ...", "... - Name", "according to X", "per X", "via X", "citing X", "X's claim that"."""

from bot.core.alert.clauses import Token
from bot.core.alert.cues import NOUN_FORMS
from bot.core.alert.found import Found, Setting, first_words
from bot.core.alert.grammar import DAYS, FINITE, FIRST_PERSON, MODALS, NEGATED, PREPOSITIONS, SUBORDINATORS
from bot.core.alert.places import COUNTRIES
from bot.core.alert.speakers import DOCUMENTS, LABELS, PRONOUNS, THINGS, is_person
from bot.core.alert.subjects import Span, noun_after

_MOST_LABEL = 8


def according_to(setting: Setting) -> list[Found]:
    """ "according to X", "per X", "citing X" (only where X can speak)."""
    tokens, found = setting.tokens, []
    for at, token in enumerate(tokens):
        if token.kind != "word" or token.quoted:
            continue
        cue = _cue_length(tokens, at)
        if cue == 0:
            continue
        span = noun_after(tokens, at + cue)
        if span and _is_source(setting, span, strict=token.low != "according"):
            found.append(Found((span.start, span.end), (at, at + cue), "report", "attr", "according to", outer=True))
    return found


def _cue_length(tokens: list[Token], at: int) -> int:
    low = tokens[at].low
    if low == "according" and at + 1 < len(tokens) and tokens[at + 1].low == "to":
        return 2
    if low in ("per", "via") and at > 2:
        return 1
    return int(low == "citing" and at > 0)


def _is_source(setting: Setting, span: Span, *, strict: bool) -> bool:
    words = [token for token in setting.tokens[span.start : span.end] if token.kind == "word"]
    if not words or words[0].low in ("schedule", "plan", "law", "a") and len(words) == 1:
        return False
    last = words[-1].low.removesuffix("'s")
    speaks = any(is_person(token.low) or token.low in DOCUMENTS for token in words)
    if speaks or setting.names_actor(span.start, span.end):
        return True
    named = words[0].capital and not setting.title_case
    return last not in THINGS and words[0].low not in PRONOUNS and (named or not strict)


def colon_speaker(setting: Setting, known_speakers: frozenset[str]) -> Found | None:
    """"Name: ..." at the begin of a headline, unless the words before the colon are a label.

    `known_speakers` are last words of claimants found in the description: a name that speaks there speaks here.
    """
    tokens = setting.tokens
    colon = next((i for i, token in enumerate(tokens[: _MOST_LABEL + 1]) if token.kind == "colon"), 0)
    if colon == 0 or first_words(tokens[colon + 1 :]) < 2:
        return None
    end = _before_topic(tokens, colon)
    words = tokens[:end]
    if any(token.kind != "word" or token.quoted for token in words) or not words:
        return None
    if _is_speaker(setting, words, tokens[colon + 1 :], known_speakers, addressed=end < colon):
        return Found((0, end), (colon, colon + 1), "say", "attr", "colon", outer=True)
    return None


def _before_topic(tokens: list[Token], colon: int) -> int:
    """"Name on the deal:", "Name to her critics:": the name alone."""
    for i in range(1, colon):
        if tokens[i].low in ("on", "to", "after", "in") and i <= 4:
            return i
    return colon


def _is_speaker(
    setting: Setting, words: list[Token], rest: list[Token], known_speakers: frozenset[str], *, addressed: bool
) -> bool:
    lows = [token.low.removesuffix("'s") for token in words]
    if any(low in LABELS or low in THINGS or low in DAYS or low in FINITE or low in SUBORDINATORS for low in lows):
        return lows[-1] in ("report", "reports", "poll", "study", "survey") and len(lows) <= 3 and "live" not in lows
    if any(low in PREPOSITIONS and low not in ("of", "for") for low in lows):
        return False
    speech = _sounds_spoken(rest)
    if " ".join(lows) in COUNTRIES or lows[-1] in COUNTRIES:
        return speech and len(lows) == 1
    if is_person(lows[-1]) or lows[-1] in DOCUMENTS:
        return True
    if not all(token.capital for token in words) or len(words) > 3 or any(char.isdigit() for char in words[-1].text):
        return False
    if lows[-1] in known_speakers or setting.names_actor(0, len(words)):
        return True
    return (speech and (len(words) == 1 or _quoted_first(rest))) or (addressed and len(words) <= 2 and _has_quote(rest))


def _sounds_spoken(rest: list[Token]) -> bool:
    """Signs of somebody speaking: a quotation at the begin, first person, "must", "will", "won't"."""
    if _quoted_first(rest):
        return True
    lows = [token.low for token in rest if token.kind == "word" and not token.quoted]
    spoken = (FIRST_PERSON - {"us"}) | MODALS | frozenset(NEGATED)
    return any(low in spoken for low in lows)


def _quoted_first(rest: list[Token]) -> bool:
    return bool(rest) and (rest[0].kind == "quote" or rest[0].quoted)


def _has_quote(rest: list[Token]) -> bool:
    return any(token.quoted for token in rest)


def dash_speaker(setting: Setting, outlet: str = "") -> Found | None:
    """"... - Name", "... -source": a claimant after the last dash, unless it credits the outlet itself or labels."""
    tokens = setting.tokens
    dash = max((i for i, token in enumerate(tokens) if token.kind == "dash"), default=0)
    if first_words(tokens[:dash]) < 3:
        return None
    tail = [token for token in tokens[dash + 1 :] if token.kind == "word"]
    cut = next((i for i, token in enumerate(tail) if i and token.low in ("on", "to", "after", "in", "as")), len(tail))
    if not 0 < cut <= 6 or (cut < len(tail) and len(tail) > 8):
        return None
    words = tail[:cut]
    if not _is_dash_source(setting, words, dash, outlet) or words[0].quoted:
        return None
    start = tokens.index(words[0])
    return Found((start, start + cut), (dash, dash + 1), "say", "attr", "dash", outer=True)


def _is_dash_source(setting: Setting, words: list[Token], dash: int, outlet: str) -> bool:
    lows = [token.low for token in words]
    name = " ".join(lows)
    if outlet and (name in outlet.casefold() or outlet.casefold() in name):
        return False
    if any(low in FINITE or low in SUBORDINATORS or low == "live" for low in lows) or lows[-1] in ("news", "video"):
        return False
    if lows[-1] in DAYS or lows[0] in ("a", "the", "and", "but", "then", "how", "what", "here's", "with", "for"):
        return False
    if is_person(lows[-1]) or lows[-1] in ("report", "reports", "study", "poll", "statement"):
        return True
    if lows[-1] in LABELS or lows[-1] in THINGS or any(low in PREPOSITIONS for low in lows[1:]):
        return False
    if any(start >= setting.tokens[dash].start for start, _ in setting.actors):
        return True
    named = all(token.capital and token.text.isalpha() for token in words) and len(words) <= 3
    quote_before = setting.tokens[dash - 1].quoted
    return named and (not setting.title_case or quote_before)


def trailing_colon(setting: Setting) -> Found | None:
    """"...: officials", "...: health ministry": a claimant after the last colon of a headline, with a clause before."""
    tokens = setting.tokens
    colon = max((i for i, token in enumerate(tokens) if token.kind == "colon"), default=0)
    words = [token for token in tokens[colon + 1 :] if token.kind == "word"]
    if first_words(tokens[:colon]) < 5 or not 0 < len(words) <= 5 or words[0].quoted:
        return None
    last = words[-1].low
    source = is_person(last) or last in ("report", "reports", "study", "poll", "survey")
    if not source or any(word.low in FINITE or word.low in SUBORDINATORS or word.low == "live" for word in words):
        return None
    start = tokens.index(words[0])
    return Found((start, start + len(words)), (colon, colon + 1), "say", "attr", "trailing colon", outer=True)


def noun_claims(setting: Setting) -> list[Found]:
    """"X's claim that ...": a noun of saying with its owner, where a clause follows."""
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
    while at > 0 and tokens[at - 1].kind == "word" and tokens[at - 1].capital and not tokens[at - 1].low.endswith("'s"):
        at -= 1
    return at
