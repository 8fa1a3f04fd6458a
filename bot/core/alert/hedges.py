"""Words that make a statement weaker, or turn it round, as the outlet printed them."""

import re

from bot.core.alert.clauses import quotations

_HEDGE = re.compile(
    r"\b(?:reportedly|allegedly|alleged|purported(?:ly)?|apparently|supposedly|unconfirmed|unverified|"
    r"(?:media |local |some )?reports (?:say|suggest|claim)|said to|believed to|thought to|rumou?red|suspected|"
    r"appears?(?: to)?|seems?(?: to)?|may|might|could|possibl[ey]|likely|unlikely|set to|poised to|expected(?: to)?|"
    r"close to|nears|claimed)\b",
    re.IGNORECASE,
)
_MONTH = re.compile(r"\d+\s*$|(?:in|last|since|of|until|by|on|from|this|next|early|late|mid)\s*$", re.IGNORECASE)
_NEGATION = re.compile(
    r"\b(?:not|no|never|nor|neither|none|without|cannot|\w+n['’]t|fails? to|failed to|refuse[sd]?|den(?:y|ies|ied)|"
    r"rejects?|rejected|rules? out|ruled out)\b",
    re.IGNORECASE,
)
_SCARE_WORDS = 3


def _is_month(text: str, found: re.Match[str]) -> bool:
    """As in "May" the month: capital, beside a number or a preposition of time."""
    if found.group() != "May":
        return False
    after = text[found.end() : found.end() + 4].strip()
    return bool(after[:1].isdigit() or not after or _MONTH.search(text[: found.start()]))


def hedges(text: str, *, claimed: bool) -> tuple[str, ...]:
    """Hedge words verbatim, each once. Short quotations count as hedges only where nobody is named who says them."""
    quoted = quotations(text)
    words = [
        found.group()
        for found in _HEDGE.finditer(text)
        if not _is_month(text, found) and not any(start <= found.start() < end for start, end in quoted)
    ]
    if not claimed:
        words += [text[start:end] for start, end in quoted if len(text[start:end].split()) <= _SCARE_WORDS]
    if text.rstrip(" ”\"'’").endswith("?"):
        words.append("?")
    return tuple(dict.fromkeys(words))


def negations(text: str) -> tuple[str, ...]:
    """Negations verbatim, each once: a cut may not drop them."""
    return tuple(dict.fromkeys(found.group() for found in _NEGATION.finditer(text)))
