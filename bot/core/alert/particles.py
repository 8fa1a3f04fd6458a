"""What must follow a cue before it is one: its particle ("calls for"), a quotation, or what somebody is to do."""

from bot.core.alert.clauses import Token
from bot.core.alert.cues import CUES, Verb
from bot.core.alert.grammar import DAYS, DETERMINERS, PREPOSITIONS, SUBORDINATORS, words_of
from bot.core.alert.lexicon import SAID_NOUNS
from bot.core.alert.speakers import is_person

ENDS = frozenset({"stop", "comma", "dash", "bar", "colon", "semi", "quote"})
SPLIT = words_of("down off aside away out back")
_COURTS = words_of("court courts judge judges justices tribunal jury")
_NOUN_REACH = 5
_QUOTE_REACH, _NAME_REACH, _DOING_REACH = 12, 4, 6
_NO_LABEL = words_of(
    "day week month year hour minute second third few couple lot bit time record special press meeting vote halt "
    "truce strike timeout foul penalty"
)
_AGAINST = words_of("at against on over after as")
_NO_DEED = words_of("brink edge limit limits victory back death top front side safety court war")


def particle_follows(tokens: list[Token], at: int, verb: Verb) -> bool:
    """Whether one of the words or signs that the lexicon asks for stands behind the cue."""
    particles = verb.particles
    if not particles or (verb.base == "rule" and at > 0 and tokens[at - 1].low in _COURTS):
        return True
    begin = at + 1 if at + 1 >= len(tokens) or tokens[at + 1].kind != "quote" else at + 2  # voices ‘deep concern’
    after = tokens[begin : begin + (2 if particles & SPLIT else 1)]
    if "that" in particles:
        after = [*after, *tokens[_past_day(tokens, begin) :][:1]]
    if "." in particles and _ends_clause(tokens, at + 1):
        return True
    if any(token.low in particles for token in after):
        return verb.base != "push" or _no_shove(tokens, at)
    return (
        ("q" in particles and (_labels(tokens, at) or _names(tokens, at)))
        or ("Q" in particles and _is_quoted(tokens, at))
        or ("N" in particles and said_noun(tokens, at) > 0)
        or ("T" in particles and _sends_to_do(tokens, at))
    )


def _ends_clause(tokens: list[Token], at: int) -> bool:
    """Also behind a day: "..., a court ruled on Wednesday."."""
    at = _past_day(tokens, at)
    return at >= len(tokens) or tokens[at].kind in ENDS


def _past_day(tokens: list[Token], at: int) -> int:
    if at + 1 < len(tokens) and tokens[at].low == "on" and tokens[at + 1].low in DAYS:
        return at + 2
    return at + 1 if at < len(tokens) and tokens[at].low in DAYS else at


def said_noun(tokens: list[Token], at: int) -> int:
    """Index of the noun of saying in "issues a stark warning to", 0 where there is none."""
    for i in range(at + 1, min(at + 1 + _NOUN_REACH, len(tokens))):
        if (
            tokens[i].kind != "word"
            or tokens[i].quoted
            or tokens[i].low in PREPOSITIONS
            or tokens[i].low in SUBORDINATORS
        ):
            return 0
        if tokens[i].low in SAID_NOUNS:
            return 0 if i + 1 < len(tokens) and (tokens[i + 1].low in SAID_NOUNS or tokens[i + 1].low == "by") else i
    return 0


def _is_quoted(tokens: list[Token], at: int) -> bool:
    """As in "reacts to the verdict: ‘We tried’"."""
    return any(tokens[i].kind == "colon" and tokens[i + 1].quoted for i in range(at + 1, len(tokens) - 1))


def _labels(tokens: list[Token], at: int) -> bool:
    """As in "calls the offer 'a farce'": a quotation soon after, no cue or comma first."""
    near = tokens[at + 1 : at + 3]
    quoted = any(token.quoted for token in tokens[at + 1 : at + _QUOTE_REACH])
    return quoted and not any(token.low in CUES or token.kind == "comma" for token in near)


def _no_shove(tokens: list[Token], at: int) -> bool:
    """As in "pushes back on the plan"; police push back a crowd with their hands."""
    near = tokens[at + 1 : at + 3]
    return near[0].low != "back" or len(near) < 2 or near[1].kind != "word" or near[1].low in _AGAINST


def _names(tokens: list[Token], at: int) -> bool:
    """As in "calls Osk a fraud": somebody or something, then what it is said to be. No "calls a vote"."""
    for i in range(at + 1, min(at + 2 + _NAME_REACH, len(tokens) - 1)):
        low = tokens[i].low
        if low in ("a", "an"):
            return i > at + 1 and tokens[i + 1].kind == "word" and tokens[i + 1].low not in _NO_LABEL
        if tokens[i].kind != "word" or low in PREPOSITIONS or low in SUBORDINATORS or low in ("and", "or", "to"):
            return False
    return False


def _sends_to_do(tokens: list[Token], at: int) -> bool:
    """As in "pushes the mayor to resign": somebody, then an infinitive. No "pushes troops to the border"."""
    for i in range(at + 1, min(at + 2 + _DOING_REACH, len(tokens) - 1)):
        if tokens[i].low == "to":
            return _somebody(tokens[at + 1 : i]) and _deed(tokens[i + 1])
        if tokens[i].kind != "word" or (tokens[i].low in PREPOSITIONS and tokens[i].low != "of"):
            return False
    return False


def _somebody(words: list[Token]) -> bool:
    return bool(words) and (is_person(words[-1].low) or words[-1].capital)


def _deed(token: Token) -> bool:
    return token.kind == "word" and token.low not in DETERMINERS | PREPOSITIONS | _NO_DEED
