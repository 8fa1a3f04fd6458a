"""Which news agency an item credits. Only credit lines count: an agency named in a sentence may be anything."""

import re

# Agency as shown -> how bylines and datelines write it. Agencies sell copy to outlets; that is why they matter here.
AGENCIES: tuple[tuple[str, str], ...] = (
    ("Reuters", r"Reuters|Thomson Reuters"),
    ("AP", r"AP|A\.P\.|(?:The )?Associated Press|AP News"),
    ("AFP", r"AFP|Agence France-Presse"),
    ("dpa", r"dpa|Deutsche Presse-Agentur"),
    ("EFE", r"EFE|Agencia EFE"),
    ("Xinhua", r"Xinhua"),
    ("PA", r"PA Media|Press Association"),
    ("UPI", r"UPI|United Press International"),
    ("Anadolu", r"Anadolu(?: Agency)?"),
    ("WAFA", r"WAFA"),
)
_BYLINE = tuple(
    (
        name,
        re.compile(rf"(?:^|[,;/|&]|\bby\b|\band\b|\bwith\b|\()\s*(?:{forms})\s*(?:$|[,;/|&)]|\band\b)", re.IGNORECASE),
    )
    for name, forms in AGENCIES
)
# "DOHA, Jan 2 (Reuters) - ..." at the start, "(AP)" or "- AFP" at the very end.
_DATELINE = tuple(
    (name, re.compile(rf"^[^.!?]{{0,80}}\((?:{forms})\)|(?:\((?:{forms})\)|[-–—]\s*(?:{forms}))\s*\.?$"))
    for name, forms in AGENCIES
)


_ENDS = 240  # characters of a summary, half from either end, in which a credit may stand
_WORDS = frozenset(
    word for _, forms in AGENCIES for word in re.findall(r"[a-z]+", re.sub(r"\(\?:The \)\?", "", forms).lower())
)


def credit(author: str, summary: str) -> str | None:
    """The agency in a byline, else in a dateline or closing credit of the summary, else None."""
    text = summary.strip()
    ends = text if len(text) <= _ENDS else f"{text[: _ENDS // 2]} … {text[-_ENDS // 2 :]}"
    return _found(_BYLINE, author.strip()) or _found(_DATELINE, ends)


def _found(patterns: tuple[tuple[str, re.Pattern[str]], ...], text: str) -> str | None:
    """The first agency whose pattern is found; texts without a word of any agency's name are told quickly."""
    if _WORDS.isdisjoint(re.findall(r"[a-z]+", text.lower())):
        return None
    return next((name for name, pattern in patterns if pattern.search(text)), None)
