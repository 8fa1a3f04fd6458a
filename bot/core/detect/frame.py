"""What a report says happened: who, which act, how sure, about what, which one of a series, who says so.

A frame is read from the headline, since the headline is what a desk would alert; the summary adds words for ranking
and acts that may soften a mismatch, and stands in for a headline that says nothing. English only: a text without known
words has an empty frame, and the filing then goes by similarity.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, fields, replace

from bot.core.detect.acts import ACTS, NEWS, find_acts
from bot.core.detect.clauses import Parsed, parse
from bot.core.detect.deeds import DECIDING_BODIES, Deed, read_deed
from bot.core.detect.idioms import EXPLAINING, GENRES
from bot.core.detect.lexicon import AGAIN
from bot.core.detect.phrases import Phrases
from bot.core.detect.quantities import Number, Rank, days, numbers, ranks, weekday_index
from bot.core.detect.roles import ActorTable
from bot.core.detect.senses import THINGS
from bot.core.detect.terms import headline_terms, summary_terms
from bot.core.detect.words import read, texts_of
from bot.core.model import Json, Report

_AGAIN = Phrases({"again": AGAIN})
_GENRES, _EXPLAINING = Phrases({"genre": GENRES}), frozenset(EXPLAINING.split(", "))
_MARKUP = re.compile(r"<[^>]{0,400}>")
_SENTENCE = re.compile(r"(?<=[a-z0-9)’'\"”])[.!?]\s")
_DATELINE = re.compile(r"^[A-Z][\w ,/()'-]{2,50}?(?:: | [—–-] )")

# Acts that are nothing but words about the talks: whoever says them does them.
SPOKEN = frozenset({"react", "progress", "stall", "threat", "accuse", "demand", "welcome"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """One report's frame. Actors are ids of the topic file, or "~state", "~rebels", "~mediators" for a bare noun."""

    act: str | None = None
    inner: str | None = None
    acts: frozenset[str] = frozenset()
    more_acts: frozenset[str] = frozenset()
    polarity: int = 1
    modality: str = "done"
    subject: frozenset[str] = frozenset()
    targets: frozenset[str] = frozenset()
    culprit: frozenset[str] = frozenset()
    mentioned: frozenset[str] = frozenset()
    speaker: str | None = None
    objects: frozenset[str] = frozenset()
    bodies: frozenset[str] = frozenset()
    ranks: frozenset[Rank] = frozenset()
    numbers: frozenset[Number] = frozenset()
    days: frozenset[str] = frozenset()
    again: bool = False
    behind: bool = False
    question: bool = False
    terms: tuple[str, ...] = ()
    more_terms: tuple[str, ...] = ()

    @property
    def empty(self) -> bool:
        """Whether nothing is known of what happened."""
        return self.act is None

    @property
    def voice(self) -> frozenset[str]:
        """Whose act it is: the subject, else a named speaker; of what is only said, the speaker first."""
        named = self.speaker is not None and self.speaker != "unnamed"
        spoken = frozenset({self.speaker}) if named and self.speaker else frozenset()
        return (spoken or self.subject) if self.act in SPOKEN else (self.subject or spoken)

    def explain(self) -> dict[str, Json]:
        """JSON-ready; empty fields and the words for ranking left out."""
        found: dict[str, Json] = {}
        for one in fields(self):
            value = getattr(self, one.name)
            if value and not one.name.endswith("terms"):
                found[one.name] = [*sorted(map(_plain, value))] if isinstance(value, frozenset) else value
        return found


def _plain(value: object) -> str:
    if isinstance(value, Rank):
        return f"{value.of} {value.value}"
    if isinstance(value, Number):
        return f"{value.value} {value.unit}".strip()
    return str(value)


def _ahead(found: frozenset[str], report: Report) -> int:
    """Days from the report to the furthest weekday named, 0 where one named is today's or none is."""
    today = report.time.weekday()
    gaps = [(index - today) % 7 for day in found if (index := weekday_index(day)) is not None]
    return max(gaps) if gaps and min(gaps) > 0 else 0


def _concepts(table: Phrases, texts: Sequence[str]) -> frozenset[str]:
    return frozenset(hit.concept for hit in table.find(texts))


def frame(report: Report, actors: ActorTable) -> Frame:
    """The frame of a report. Pure; the same report and table give the same frame."""
    words = read(report.headline, actors)
    summary = read(_MARKUP.sub(" ", report.summary[:600])[:300], actors)[:45]
    texts = texts_of(words)
    question = report.headline.rstrip().endswith("?")
    parsed = parse(words, NEWS)
    ahead = 1 if question else _ahead(frozenset(days(texts_of(parsed.main))), report)
    deed = _deed(parsed, actors, ahead)
    if deed.act is None and len(parsed.label) == 1:  # "Freed: 14 soldiers cross the line"
        deed = _deed(replace(parsed, main=(*parsed.label, *parsed.main)), actors, ahead)
    if _explains(parsed, texts, deed):
        deed = Deed()
    if deed.act is None and len(words) < 5 and not _concepts(THINGS, texts):
        parsed = parse(summary[:22], NEWS)  # "LIVE BLOG"
        deed = _deed(parsed, actors, ahead)
    verbs, nouns = find_acts(parsed.rest)
    behind = frozenset(hit.concept for hit in (*verbs, *nouns))
    main = texts_of(parsed.main)
    if deed.act == "strike" and any(hit.concept == "collapse" for hit in verbs):
        deed = replace(deed, act="collapse", acts=deed.acts | {"collapse"})  # "strikes in force, ending the truce"
    return Frame(
        **{one.name: getattr(deed, one.name) for one in fields(Deed)},
        more_acts=behind | _concepts(ACTS, texts_of(summary[:25])),
        mentioned=frozenset(word.actor for word in words if word.actor),
        speaker=parsed.speaker,
        objects=_concepts(THINGS, main) | _concepts(THINGS, texts_of(parsed.label)),
        bodies=_concepts(DECIDING_BODIES, texts),
        ranks=frozenset(ranks(texts)),
        numbers=frozenset(numbers(texts)),
        days=frozenset(days(texts, report.time.date())),
        again=bool(_concepts(_AGAIN, main)),
        behind=parsed.behind,
        question=question,
        terms=headline_terms(words, ACTS, THINGS),
        more_terms=summary_terms(summary, THINGS),
    )


def _deed(parsed: Parsed, actors: ActorTable, ahead: int) -> Deed:
    return read_deed(parsed.main, parsed.speaker, actors.parties, ahead=ahead)


def _explains(parsed: Parsed, texts: Sequence[str], deed: Deed) -> bool:
    """Whether a headline explains or looks around: what its opening names by a noun alone is not its news."""
    first = texts[0] if texts else ""
    around = first in _EXPLAINING and (deed.modality == "open" or first in {"how", "why", "inside"})
    return around or bool(_concepts(_GENRES, texts_of(parsed.label)))


def opening(report: Report, actors: ActorTable) -> Frame | None:
    """The frame of the summary's first sentence."""
    text = _SENTENCE.split(_DATELINE.sub("", _MARKUP.sub(" ", report.summary[:600]).strip()), 1)[0][:250]
    if len(text) < 20 or text.strip() == report.headline.strip():
        return None
    words = read(text, actors)[:32]
    parsed = parse(words, NEWS)
    deed = _deed(parsed, actors, 0)
    main = texts_of(parsed.main)
    return Frame(
        **{one.name: getattr(deed, one.name) for one in fields(Deed)},
        speaker=parsed.speaker,
        objects=_concepts(THINGS, main),
        bodies=_concepts(DECIDING_BODIES, main),
    )
