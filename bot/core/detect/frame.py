"""What a report says happened: who, which act, how sure, about what, which one of a series, who says so.

A frame is read from the headline alone, since the headline is what a desk would alert; the summary adds words for
ranking and acts that may soften a mismatch. English only: a text without known words has an empty frame, and the
filing then goes by similarity.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields

from bot.core.detect.clauses import News, Parsed, Word, parse, read
from bot.core.detect.lexicon import AGAIN, BODIES, EXPECTED, NEGATION, NOUNS, OBJECTS, SIDES, VERBS, WEAK_NOUNS
from bot.core.detect.phrases import Form, Hit, Phrases, forms
from bot.core.detect.quantities import Number, Rank, days, numbers, ranks, weekday_index
from bot.core.detect.roles import ActorTable
from bot.core.detect.terms import STOP, headline_terms, summary_terms
from bot.core.model import Json, Report

_VERBS, _NOUNS, _OBJECTS = Phrases(VERBS), Phrases(NOUNS), Phrases(OBJECTS)
_NEWS = News(_VERBS, _NOUNS, _OBJECTS)
_BODIES, _SIDES = Phrases(BODIES), Phrases(SIDES)
_EXPECTED, _NEGATION, _AGAIN = Phrases({"e": EXPECTED}), Phrases({"n": NEGATION}), Phrases({"a": AGAIN})
_WEAK_NOUNS = frozenset(WEAK_NOUNS.split())
_NOUN_WORDS = frozenset(word for phrases in NOUNS.values() for word in phrases.split(", "))
_MARKUP = re.compile(r"<[^>]{0,400}>")

# Acts that say "not" by themselves: a negation near them does not turn them round.
_NEGATIVE = frozenset({"reject", "stall", "delay", "cancel", "deny", "veto", "quit", "collapse", "expire"})
# Acts that govern another: "offers to free", "asks to approve", "threatens to resume", "delays release".
_GOVERNING = frozenset(
    {"propose", "demand", "threat", "accept", "reject", "delay", "deny", "accuse", "stall", "respond"}
)
# Acts that are nothing but words about the talks: whoever says them does them.
SPOKEN = frozenset({"react", "progress", "stall", "threat", "accuse", "demand", "welcome"})
_MODALS = frozenset({"to", "will", "would", "may", "might", "could", "can", "must", "should", "not", "did", "wo"})
_DETERMINERS = frozenset(
    "the a an of in on for over its his her their our new next first second third fourth fifth sixth any no more "
    "possible this that and about with from under during".split()
)
_AFTER_PASSIVE = frozenset(["", *"after under in from on to into at until over of for".split()])
_AFTER_NOUN = frozenset("of by deal talks plan says said say will to at is are was were".split())


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


def _texts(words: Iterable[Word]) -> list[str]:
    return [word.text for word in words]


def _is_noun(words: Sequence[Word], hit: Hit) -> bool:
    """Whether a word that is both ("release", "strikes") stands as a noun here."""
    word = words[hit.start]
    if hit.form is Form.ING and hit.start and words[hit.start - 1].text in _NOUN_WORDS:
        return True  # "the veto blocking the text" tells no new act
    if hit.form is Form.ING and hit.words == 1 and hit.start + 1 < len(words) and words[hit.start + 1].text == "of":
        return True
    if hit.words > 1 or word.text not in _NOUN_WORDS | {"freed"} or hit.form not in {Form.BASE, Form.PRESENT}:
        return False
    before = words[hit.start - 1] if hit.start else None
    after = words[hit.start + 1] if hit.start + 1 < len(words) else None
    if before is None:
        return True
    if before.text in _MODALS:
        return after is not None and after.text in _AFTER_NOUN
    if before.possessive or before.text in _DETERMINERS:
        return not (before.text == "and" and hit.form is Form.PRESENT)
    if after is None or after.text in _AFTER_NOUN:
        return True
    if hit.concept == "strike":
        return True
    if hit.form is Form.PRESENT:
        return before.text in _OBJECT_WORDS
    plural = before.text.endswith("s") and before.text not in _OBJECT_WORDS
    joined = hit.start >= 2 and words[hit.start - 2].text == "and" and before.actor is not None
    return not (plural or joined)


_OBJECT_WORDS = frozenset(word for phrases in OBJECTS.values() for word in phrases.split(", ") if " " not in word) - {
    "negotiators",
    "mediators",
    "families",
    "relatives",
    "parents",
    "negotiator",
    "mediator",
    "troops",
    "monitors",
}


def _acts(words: Sequence[Word]) -> tuple[list[Hit], list[Hit]]:
    """Acts told by verbs, and acts that only a noun names."""
    texts = _texts(words)
    verbs = [hit for hit in _VERBS.find(texts) if not _is_noun(words, hit)]
    return verbs, list(_NOUNS.find(texts))


def _near_before(hits: Iterable[Hit], at: int, reach: int) -> bool:
    return any(at - reach <= hit.start <= at for hit in hits)


def _is_expected(words: Sequence[Word], hit: Hit) -> bool:
    texts = _texts(words)
    if hit.start and texts[hit.start - 1] == "to":
        return True
    return _near_before(_EXPECTED.find(texts), hit.start, 5)


def _later_day(found: frozenset[str], report: Report, *, coming: bool) -> bool:
    """Whether a weekday named in the headline is one to come: up to three days ahead, six with "heading for"."""
    today = report.time.weekday()
    ahead = [(index - today) % 7 for day in found if (index := weekday_index(day)) is not None]
    return bool(ahead) and all(1 <= gap <= (6 if coming else 3) for gap in ahead)


def _side(words: Sequence[Word]) -> frozenset[str]:
    return frozenset(hit.concept for hit in _SIDES.find(_texts(words)))


def _actors(words: Sequence[Word]) -> frozenset[str]:
    return frozenset(word.actor for word in words if word.actor and not word.paired)


def _who_does(words: Sequence[Word], hit: Hit, speaker: str | None) -> tuple[frozenset[str], frozenset[str]]:
    """Subject and the others named around an act."""
    before, after = words[: hit.start], words[hit.end if hit.words == 1 else hit.start + 1 :]
    agent = next((at for at, word in enumerate(after[:8]) if word.text == "by"), None)
    if agent is not None and hit.form not in {Form.PRESENT, Form.BASE, Form.ING}:
        by = _actors(after[agent + 1 : agent + 4]) or _side(after[agent + 1 : agent + 3])
        if by:
            return by, (_actors(before) | _actors(after)) - by
    if any(word.text in _FACES for word in before):
        return frozenset(), _actors(before) | _actors(after)
    if _is_passive(words, hit) or words[hit.start].text in _UNDERGOES or _is_verdict(hit, speaker):
        return frozenset(), _actors(before) | _actors(after)
    subject = _actors(before)
    if not subject:
        if any(word.text in {"it", "they", "he", "she"} for word in before) and speaker and speaker != "unnamed":
            subject = frozenset({speaker})
        else:
            subject = _side(before) or _unknown(before)
    return subject, _actors(after) - subject


_FACES = frozenset(forms("face")) | frozenset(forms("draw")) | frozenset(forms("get"))


def _unknown(before: Sequence[Word]) -> frozenset[str]:
    """A doer whom nobody's table names, as "other:<last word>"; nothing where the word is an object or a plain noun."""
    plain = not before or before[-1].text in _OBJECT_WORDS or before[-1].text in STOP
    return frozenset() if plain else frozenset({f"other:{before[-1].text}"})


# First words of acts that their subject undergoes: who goes free was freed, who faces an ultimatum was given it.
_UNDERGOES = frozenset(word for verb in ("go", "walk", "come", "face") for word in forms(verb)) | {
    "out",
    "back",
    "home",
    "are",
    "is",
    "officers",
    "hostages",
    "captives",
    "soldiers",
    "prisoners",
    "pilots",
    "buses",
}


def _is_verdict(hit: Hit, speaker: str | None) -> bool:
    """ "The reply is unacceptable, says B": B rejects, not the one who replied."""
    return hit.concept == "reject" and hit.form is Form.FIXED and speaker is not None


def _is_passive(words: Sequence[Word], hit: Hit) -> bool:
    if hit.form is not Form.PAST:
        return False
    if hit.start and words[hit.start - 1].text in {"be", "been", "is", "are", "was", "were", "being"}:
        return True
    after = words[hit.end].text if hit.end < len(words) else ""
    before = words[hit.start - 1].text if hit.start else ""
    return before in _OBJECT_WORDS or after in _AFTER_PASSIVE


def _choose(verbs: list[Hit], nouns: list[Hit]) -> tuple[Hit | None, Hit | None]:
    """The act of the clause, and the act it governs or comes with, if any."""
    if not verbs:
        nouns = sorted(nouns, key=lambda hit: (hit.concept in _WEAK_NOUNS, hit.start))
        return (nouns[0], nouns[1] if len(nouns) > 1 else None) if nouns else (None, None)
    first = next((hit for hit in verbs if hit.concept in _DECISIVE), verbs[0])
    if first.concept == "effect" and len(verbs) > 1 and verbs[1].start == first.end and verbs[1].form is Form.ING:
        first, verbs = verbs[1], verbs[1:]
    later = [*verbs[1:], *(hit for hit in nouns if hit.start >= first.start)]
    return first, next((hit for hit in later if hit.concept != first.concept), None)


_DECISIVE = frozenset({"identify", "deny"})


def _free(verbs: Sequence[Hit], words: Sequence[Word]) -> frozenset[str]:
    """Acts that stand by themselves: not "free" in "offers to free"."""
    return frozenset(
        hit.concept
        for at, hit in enumerate(verbs)
        if at == 0 or not (hit.start and words[hit.start - 1].text == "to" and verbs[0].concept in _GOVERNING)
    )


def _modality(words: Sequence[Word], hit: Hit, *, ahead: bool, noun: bool) -> str:
    if hit.concept not in _NEGATIVE and _near_before(_NEGATION.find(_texts(words)), hit.start, 5):
        return "denied"
    if hit.concept in _MANNER:
        return _MANNER[hit.concept]
    planned = hit.form is Form.FIXED and hit.concept == "resume"  # "back on", "on course"
    if ahead or planned or _is_expected(words, hit):
        return "expected"
    return "open" if noun else "done"


_MANNER = {"propose": "offered", "demand": "asked"}
# What a refused or failed act is: "will not free" is a refusal, "did not agree" a failure to agree.
_REFUSED = {
    "release": "reject", "withdraw": "reject", "accept": "reject", "support": "reject", "extend": "reject",
    "meet": "reject", "deal": "stall", "approve": "reject", "propose": "reject", "aid": "cut", "progress": "stall",
    "effect": "delay", "resume": "stall", "identify": "identify", "demand": "reject",
}  # fmt: skip
_SPOKEN_OF = frozenset({"veto", "strike", "deal", "propose", "extend"})
_DECIDING = frozenset({"council", "assembly", "parliament", "cabinet", "war cabinet", "security cabinet", "court"})


def _resolve(
    act: str,
    modality: str,
    bodies: frozenset[str],
    voice: frozenset[str],
    parties: frozenset[str],
    objects: frozenset[str],
) -> str:
    """The act after what its doer makes of it: a council that "backs" or "calls for" decides, others support or ask."""
    if modality == "denied":
        return _REFUSED.get(act, act)
    if act == "violate":
        return "accuse"
    if act == "accept" and (len(voice & parties) > 1 or (not voice - {""} and objects & {"truce", "deal"})):
        return "deal"
    if act == "effect" and "talks" in objects and not objects & {"truce", "deal", "hostage", "prisoner"}:
        return "meet"
    if act == "poll":
        return "approve" if modality == "done" else "vote"
    if bodies & _DECIDING and modality == "done" and act in {"support", "accept"}:
        return "approve"
    if bodies & {"council", "assembly"} and act == "demand":
        return "approve"
    if act == "support":
        return "accept" if voice & parties or objects & {"plan", "deal", "resolution"} else "demand"
    return act


def _core(parsed: Parsed, report: Report, found_days: frozenset[str], parties: frozenset[str]) -> dict[str, object]:
    words = parsed.main
    verbs, nouns = _acts(words)
    act, inner = _choose(verbs, nouns)
    if act is None:
        return {}
    ahead = _later_day(found_days, report, coming=act.form is Form.ING) or report.headline.rstrip().endswith("?")
    modality = _modality(words, act, ahead=ahead, noun=not verbs)
    subject, targets = _who_does(words, act, parsed.speaker)
    before = _concepts(_BODIES, _texts(words[: act.start]))
    visit = _is_visit(words, act, verbs)
    if visit:
        modality = "done"
    name = _resolve(
        act.concept,
        modality,
        before,
        subject or frozenset({parsed.speaker or ""}),
        parties,
        _concepts(_OBJECTS, _texts(words)),
    )
    if visit:
        name = "visit"
    spoken_of = not verbs and act.concept in _SPOKEN_OF and subject
    if spoken_of and parsed.speaker not in {None, "unnamed", *subject}:
        name = "react"
    if modality == "denied" and "delay" in {hit.concept for hit in verbs}:
        name = "delay"
    return {
        "act": name,
        "inner": inner.concept if inner else None,
        "acts": (_free(verbs, words) if act.concept not in _DECISIVE else frozenset()) - {act.concept} | {name},
        "modality": "done" if modality == "denied" or (modality == "asked" and name != "demand") else modality,
        "polarity": -1 if modality == "denied" and name == act.concept else 1,
        "subject": subject,
        "targets": targets,
        "culprit": _culprit(act, verbs, subject, targets),
    }


def _culprit(act: Hit, verbs: Sequence[Hit], subject: frozenset[str], targets: frozenset[str]) -> frozenset[str]:
    """Who is said to have broken the truce: the doer of a breach, the one accused."""
    if act.concept == "accuse":
        return targets
    if act.concept == "violate" or any(hit.concept == "violate" for hit in verbs):
        return subject
    return frozenset()


def _is_visit(words: Sequence[Word], act: Hit, verbs: Sequence[Hit]) -> bool:
    """Whether somebody is said to be somewhere for talks: "X in Doha for talks", "X in Cairo to discuss a truce"."""
    at = next((at for at, word in enumerate(words[1:7], 1) if word.text in {"in", "to"}), None)
    if at is None or words[at].text != "in" or act.start < at or not _actors(words[:at]):
        return False
    if any(hit.start < at for hit in verbs) or at + 1 >= len(words) or words[at + 1].text in _NO_PLACE:
        return False
    purpose = next((word.text for word in words[at + 2 : at + 4] if word.text in {"for", "to"}), None)
    return purpose is not None and act.concept in {"meet", "demand", "resume", "visit", "propose"}


_NO_PLACE = frozenset(
    ("to", "for", "effort", "bid", "order", "attempt", "push", "move", "hope", "exchange", "return", "talks")
)


def _concepts(table: Phrases, texts: Sequence[str]) -> frozenset[str]:
    return frozenset(hit.concept for hit in table.find(texts))


def frame(report: Report, actors: ActorTable) -> Frame:
    """The frame of a report. Pure; the same report and table give the same frame."""
    words = read(report.headline, actors)
    summary = read(_MARKUP.sub(" ", report.summary)[:400], actors)[:45]
    parsed = parse(words, _NEWS)
    texts, found_days = _texts(words), frozenset(days(_texts(words)))
    core = _core(parsed, report, found_days, actors.parties)
    if not core and not _concepts(_OBJECTS, texts):
        parsed = parse(_first_sentence(summary), _NEWS)
        core = _core(parsed, report, found_days, actors.parties)
    verbs, nouns = _acts(parsed.rest)
    return Frame(
        **core,  # type: ignore[arg-type]
        more_acts=frozenset(hit.concept for hit in (*verbs, *nouns)) | _concepts(_VERBS, _texts(summary[:25])),
        mentioned=frozenset(word.actor for word in words if word.actor),
        speaker=parsed.speaker,
        objects=_concepts(_OBJECTS, _texts(parsed.main)) | _concepts(_OBJECTS, _texts(parsed.label)),
        bodies=_concepts(_BODIES, texts),
        ranks=frozenset(ranks(texts)),
        numbers=frozenset(numbers(texts)),
        days=found_days,
        again=bool(_concepts(_AGAIN, _texts(parsed.main))),
        question=report.headline.rstrip().endswith("?"),
        terms=headline_terms(words, _VERBS, _OBJECTS),
        more_terms=summary_terms(summary, _OBJECTS),
    )


def _first_sentence(words: list[Word]) -> list[Word]:
    """The first words of a summary, which stand in for a headline that says nothing ("LIVE BLOG")."""
    return words[:22]
