"""Whether a claimant and its verb agree in number, which tells subjects from what only stands before a cue."""

from bot.core.alert.clauses import Token
from bot.core.alert.readings import Hit
from bot.core.alert.speakers import is_person
from bot.core.alert.speaking import head, is_plural
from bot.core.alert.subjects import Span


def agrees(tokens: list[Token], hit: Hit, span: Span) -> bool:
    """Whether the number of the claimant is that of the verb: no "women says", no "Ledger Verify:"."""
    noun = head(tokens, span)
    if hit.form == "base" and not hit.group.helped:
        return _agrees_in_plural(tokens, hit, span, noun)
    if hit.form != "s":
        return True
    if noun.low in ("people", "men", "women"):
        return False
    named = noun.capital and (not hit.verb.noun or _is_called(tokens, span))  # "Sanders says"
    return named or not _is_plural_role(noun)


def _agrees_in_plural(tokens: list[Token], hit: Hit, span: Span, noun: Token) -> bool:
    """Before a colon only people: "Ledger Verify:", "Money Report:" are sections."""
    if hit.at + 1 < len(tokens) and tokens[hit.at + 1].kind == "colon":
        return is_plural(tokens, span) and is_person(noun.low)
    if hit.verb.noun and tokens[hit.at].capital and tokens[span.end - 1] is not noun and not is_person(noun.low):
        return False  # "Guidelines on Chronic Low Back Pain"
    return is_plural(tokens, span) or (not hit.verb.noun and noun.capital)


def _is_plural_role(noun: Token) -> bool:
    ends = noun.low.endswith("s") and not noun.low.endswith(("ss", "us"))
    return ends and is_person(noun.low)


def _is_called(tokens: list[Token], span: Span) -> bool:
    """As in "skipper Ada Wolders": a role in small letters, then a name."""
    return any(is_person(token.low) and token.text.islower() for token in tokens[span.start : span.end - 1])
