"""Whether a past form is what its subject does or what happens to it: "Osk accused Ruhl", "Osk accused of theft"."""

from bot.core.alert.clauses import Token
from bot.core.alert.grammar import ASIDE, DAYS, PREPOSITIONS, words_of
from bot.core.alert.readings import Hit, following
from bot.core.alert.speakers import DOCUMENTS, is_person

_STATES = words_of("dead missing killed responsible guilty safe lost hurt true false injured")
_PASSIVE_NEXT = {
    "warn": words_of("over to not"),
    "declare": words_of("dead brain-dead missing safe bankrupt insolvent open void winner fit"),
    "deny": words_of("bail bond entry access visa visas parole asylum permission me him us them"),
}
_DONE_TO = frozenset({"brand", "label"})
_TRAIL = 9


def is_passive(tokens: list[Token], hit: Hit) -> bool:
    """Whether a past form is what happens to its subject ("accused of", "urged to", "was told", "rejected by")."""
    after = following(tokens, hit)
    if hit.form != "past" or hit.group.passive or after is None:
        return hit.form == "past" and hit.group.passive
    if after.low == "by" or hit.group.helped:
        return after.low == "by"
    if hit.verb.base == "call":
        return (after.kind == "quote" and not _is_caller(tokens, hit)) or _is_called_out(tokens, hit.at)
    if hit.verb.doubtful:
        return _is_done_to(tokens, hit)
    if hit.verb.base in _PASSIVE_NEXT:
        return after.low in _PASSIVE_NEXT[hit.verb.base]
    loose = (after.low in PREPOSITIONS or after.low in ASIDE) and (hit.verb.base, after.low) != ("urge", "for")
    return (
        hit.verb.passive and loose and (hit.verb.base, after.low) != ("threaten", "to")
    ) or hit.verb.base in _DONE_TO


def _past_day(tokens: list[Token], at: int) -> Token | None:
    """The token at `at`, or behind "on Friday" there."""
    if at + 1 < len(tokens) and tokens[at].low == "on" and tokens[at + 1].low in DAYS:
        at += 2
    elif at < len(tokens) and tokens[at].low in DAYS:
        at += 1
    return tokens[at] if at < len(tokens) else None


def _trails(tokens: list[Token], hit: Hit) -> bool:
    """As in "..., mediators confirmed.": a claimant of few words after a comma."""
    comma = next((i for i in range(hit.at - 1, max(-1, hit.at - _TRAIL), -1) if tokens[i].kind != "word"), None)
    if comma is None or tokens[comma].kind != "comma" or comma == hit.group.start - 1:
        return False
    noun = tokens[hit.group.start - 1]
    return noun.capital or is_person(noun.low) or noun.low in DOCUMENTS


def _is_done_to(tokens: list[Token], hit: Hit) -> bool:
    """A bare past that is a passive unless a clause follows, be it behind a day: "confirmed on Friday that"."""
    after = _past_day(tokens, hit.at + 1)
    if after is None or after.kind != "word":
        return not _trails(tokens, hit)
    told = after.low == "to" and hit.verb.base not in ("confirm", "reveal")
    return after.low in PREPOSITIONS or after.low in _STATES or told


def _is_caller(tokens: list[Token], hit: Hit) -> bool:
    """As in "what the mayor called ‘vile’"; no "an island called ‘Hope’"."""
    return hit.group.start > 0 and is_person(tokens[hit.group.start - 1].low)


def _is_called_out(tokens: list[Token], at: int) -> bool:
    """As in "Osk called out for claims"; "an island called ‘Hope’" is told by its quotation mark."""
    after = tokens[at + 1 : at + 3]
    return after[0].low == "out" and (len(after) == 1 or after[1].low in PREPOSITIONS)
