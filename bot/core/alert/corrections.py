"""Whether an outlet says that it corrected or withdrew a report, and in which words.

"Withdrawn" and "retracted" are everyday words of truce talks (troops, offers), so they count only where they are said
of a piece of writing, or stand as a mark of their own before the headline. Rule W13.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from bot.core.model import Report

_PIECE = r"(?:article|story|report|item|piece|post|page|headline|dispatch|alert|version|summary)"
_OURS = rf"(?:this|our|that|an earlier) (?:\w+ ){{0,2}}{_PIECE}|the (?:article|story|headline)"
_DETAIL = r"(?:number|figure|figures|name|spelling|date|quote|quotation|attribution|toll|details?|error|mistake)"
_BEEN = r"(?:has been|have been|had been|was|were|is|are)(?: since| now)?"
_CORRECTED = r"(?:corrected|amended on|(?:amended|updated|changed|edited) to correct)"
_WITHDRAWN = r"(?:retracted|withdrawn|taken down)"
_NEWSROOM = r"the (?:outlet|newspaper|paper|broadcaster|agency|site)"
_MARK_END = r"(?:\s*(?::|\]|\)|-|–|—|\||\.)|\s*$)"

_STANDS_WITHDRAWN = re.compile(
    rf"^\W*(?:(?:story|report|article) )?(?:retraction|retracted|withdrawn)(?:\s*\([^)]{{1,20}}\))?{_MARK_END}",
    re.IGNORECASE,
)
_TO_A_PIECE = rf"\s+to (?:(?:this|our|an?|the) )?(?:earlier )?{_PIECE}\b"
_STANDS_CORRECTED = re.compile(
    rf"^\W*(?:corrections?|corrected|corrects)(?:\s*\([^)]{{1,20}}\))?(?:{_MARK_END}|{_TO_A_PIECE})"
    rf"|^\W*correct(?:ed|s) to (?:say|show|reflect|remove|clarify|add|fix)\b"
    rf"|^\W*correct(?:ed|s) (?:in {_PIECE}|{_DETAIL}|typo|headline|paragraph)\b",
    re.IGNORECASE,
)
_AT_THE_END = re.compile(r"[\[(](correction|corrected|retraction|retracted|withdrawn)[\])]?\s*$", re.IGNORECASE)
_SAYS_WITHDRAWN = re.compile(
    rf"(?:\b|(?=^))(?:{_OURS})(?: \w+){{0,6}} {_BEEN} {_WITHDRAWN}\b"
    rf"|\b(?:retracts?|withdraws?|retracted|withdrawn|withdrew) (?:its own|this|our) (?:\w+ )?{_PIECE}\b"
    rf"|\b(?:{_NEWSROOM}|we) (?:has |have )?{_WITHDRAWN} (?:its|our|the) {_PIECE}\b"
    rf"|^\W*the report {_BEEN} {_WITHDRAWN}\b|\bretraction\s*:",
    re.IGNORECASE,
)
_SAYS_CORRECTED = re.compile(
    rf"\b(?:an|the|our) (?:earlier|previous) versions?\b(?! of (?!{_OURS}|the report))"
    rf"|\b(?:earlier|previous) versions? of (?:{_OURS}|the report)"
    rf"|(?:\b|(?=^))(?:{_OURS})(?: \w+){{0,6}} {_BEEN} {_CORRECTED}\b"
    rf"|\b{_DETAIL}(?: \w+){{0,6}} {_BEEN} {_CORRECTED}\b"
    rf"|\b(?:we|corrects?|corrected)(?: have| had)?(?: corrected)? (?:this|our) (?:\w+ )?{_PIECE}\b"
    r"|\bcorrection\s*:",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"[.!?…][\"”’')\]]*\s+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """An outlet's word that it corrected or withdrew something: where it stands, and the text from there, verbatim.

    Of a page that is gone, the text is what its server answers.
    """

    where: Literal["headline", "summary", "page"]
    text: str
    withdrawn: bool


def notice(headline: str, summary: str) -> Notice | None:
    """The notice that a headline or a description gives, or None. The headline comes first."""
    if (withdrawn := _says(headline)) is not None:
        return Notice(where="headline", text=headline.strip(), withdrawn=withdrawn)
    found = _first(summary)
    if found is None:
        return None
    start, withdrawn = found
    return Notice(where="summary", text=summary[start:].strip(), withdrawn=withdrawn)


def fresh(before: Sequence[Report], after: Report) -> Notice | None:
    """The notice of a report as it came, unless the last version known already gave it word for word."""
    found = notice(after.headline, after.summary)
    if found is None or not before:
        return found
    known = notice(before[-1].headline, before[-1].summary)
    return None if known is not None and (known.text, known.withdrawn) == (found.text, found.withdrawn) else found


def _says(text: str) -> bool | None:
    """Whether a headline or sentence says withdrawn (True) or corrected (False); None where it says neither."""
    if _STANDS_WITHDRAWN.search(text) or _SAYS_WITHDRAWN.search(text):
        return True
    if _STANDS_CORRECTED.search(text) or _SAYS_CORRECTED.search(text):
        return False
    if (found := _AT_THE_END.search(text)) is not None:
        return not found.group(1).lower().startswith("correct")
    return None


def _first(text: str) -> tuple[int, bool] | None:
    """Where the sentence begins that holds the first notice of a description, and whether it withdraws."""
    for start, sentence in _sentences(text):
        withdrawn = _says(sentence)
        if withdrawn is not None:
            return start, withdrawn
    return None


def _sentences(text: str) -> list[tuple[int, str]]:
    starts = [0, *(found.end() for found in _SENTENCE_END.finditer(text))]
    ends = [*starts[1:], len(text)]
    return [
        (start, text[start:end].strip()) for start, end in zip(starts, ends, strict=True) if text[start:end].strip()
    ]
