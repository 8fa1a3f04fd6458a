"""Verbs of courts and inquiries: "finds" and "rules" are a statement only in some company.

Walkers find a cave, a jury finds a man guilty; an inquiry finds that the bridge was unsafe. "Rules that" is also what
laws are: "End Rules That Hold Back Trade".
"""

from dataclasses import replace

from bot.core.alert.clauses import Token
from bot.core.alert.cues import Verb
from bot.core.alert.grammar import words_of
from bot.core.alert.readings import Hit, closes_clause, cue_end
from bot.core.alert.speakers import is_person
from bot.core.alert.subjects import Span

_FINDERS = words_of(
    """
    panel committee commission inquiry court judge jury tribunal coroner judges justices investigator
    investigators watchdog auditor auditors regulator ombudsman board agency researchers scientists experts
    economists inspectors review probe report
    """
)
_FINDINGS = words_of("evidence no little cause fault flaws failings probable reasonable")
_NEAR = 5


def finding(tokens: list[Token], hit: Hit, span: Span) -> Verb | None:
    """The verb as it reads with this claimant: a body that inquires may find; None where nothing is ruled."""
    if hit.verb.base == "find" and hit.form != "ing" and _finds(tokens, hit, span):
        return replace(hit.verb, document=False, somebody=True)
    if hit.verb.base == "rule" and not _may_rule(tokens, hit, span):
        return None
    return hit.verb


def _finds(tokens: list[Token], hit: Hit, span: Span) -> bool:
    after = tokens[hit.at + 1 : hit.at + 1 + _NEAR]
    if after and after[0].low == "that":
        return True
    finder = any(token.low in _FINDERS for token in tokens[span.start : span.end])
    closes = closes_clause(tokens, hit)
    if closes and span.before == "comma" and tokens[span.start].capital and hit.form == "s":
        return True
    seen = any(token.quoted for token in after) or (bool(after) and after[0].low in _FINDINGS)
    return finder and (closes or seen)


def _may_rule(tokens: list[Token], hit: Hit, span: Span) -> bool:
    """No "Contest Rules, Clues and Answers": without "that" or "out" it stands at the end, behind what is ruled."""
    words = tokens[span.start : span.end]
    court = any(token.low in _FINDERS for token in words)
    if cue_end(tokens, hit) == hit.at + 1 and span.before != "comma":
        return court
    if hit.at + 1 < len(tokens) and tokens[hit.at + 1].low in ("the", "in", "against"):
        return court
    return any(is_person(token.low) for token in words) or all(token.capital for token in words)
