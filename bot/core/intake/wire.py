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


def credit(author: str, summary: str) -> str | None:
    """The agency in a byline, else in a dateline or closing credit of the summary, else None."""
    for name, pattern in _BYLINE:
        if pattern.search(author.strip()):
            return name
    return next((name for name, pattern in _DATELINE if pattern.search(summary.strip())), None)
