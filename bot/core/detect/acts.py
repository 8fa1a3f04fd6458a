"""Which acts a clause tells, and how far each is from done."""

from collections.abc import Iterable, Sequence
from itertools import combinations, pairwise

from bot.core.detect.clauses import News
from bot.core.detect.idioms import IDIOMS, NOUN_IDIOMS
from bot.core.detect.lexicon import EXPECTED, KIN, NEGATION, NOUNS, WEAK_NOUNS
from bot.core.detect.phrases import Form, Hit, Phrases, forms
from bot.core.detect.senses import THINGS, has_other_sense, is_noun, is_participle, tells, undone, within
from bot.core.detect.verbs import VERBS
from bot.core.detect.words import Word, texts_of

ACTS, NAMED_ACTS = Phrases(VERBS, IDIOMS), Phrases(NOUNS, f"{IDIOMS}, {NOUN_IDIOMS}")
NEWS = News(ACTS, NAMED_ACTS, THINGS)
_EXPECTED, _NEGATION = Phrases({"expected": EXPECTED}), Phrases({"negation": NEGATION})
KIN_ACTS = frozenset(frozenset(pair) for row in KIN for pair in combinations(row.split(), 2))
_WEAK_NOUNS = frozenset(WEAK_NOUNS.split())

_OWED = frozenset(("must", "should"))
_OWED_TO = frozenset((("has", "to"), ("have", "to"), ("needs", "to"), ("need", "to"), ("ought", "to")))
# Acts that say "not" by themselves: a negation near them does not turn them round.
_NEGATIVE = frozenset({"reject", "stall", "delay", "cancel", "deny", "veto", "quit", "collapse", "expire"})
# Acts that govern another: "offers to free", "asks to approve", "threatens to resume", "delays release".
_GOVERNING = frozenset(
    {"propose", "demand", "threat", "accept", "reject", "delay", "deny", "accuse", "stall", "respond"}
)
# Acts that are the news whatever else the clause tells: "the body handed over is not that of the missing woman".
DECISIVE = frozenset({"identify", "deny"})
# Acts that lie in what is said: "threatens" is no hedge of the threat itself.
_SAID = frozenset({"threat", "progress", "delay"})
# What "continues to hold" holds.
_ONGOING = frozenset(
    form for verb in ("continue", "begin", "start", "manage", "seem", "appear") for form in forms(verb)
)
# Acts that a bare noun tells as done: "dead in shelling", "sees progress", "KLF response".
_DONE_AS_NOUN = frozenset({"strike", "respond", "progress", "welcome"})
_MANNER = {"propose": "offered", "demand": "asked"}

_REASONS = frozenset({"for", "over", "by", "of", "after", "about", "from"})


def find_acts(words: Sequence[Word]) -> tuple[list[Hit], list[Hit]]:
    """Acts told by verbs, and acts that only a noun names."""
    texts = texts_of(words)
    found = list(THINGS.find(texts))
    things = [hit for hit in found if hit.words > 1]  # "a halt to fighting" halts nothing
    named_things = frozenset(hit.concept for hit in found)
    verbs = [
        hit
        for hit in ACTS.find(texts)
        if not has_other_sense(words, hit, named_things)
        and not is_noun(words, hit)
        and not undone(texts, hit)
        and not any(within(hit, one) for one in things)
    ]
    told = [hit for hit in verbs if not is_participle(words, hit)]
    described = [hit for hit in verbs if hit not in told]
    named = [hit for hit in described if not tells(words[hit.end : hit.end + 8])]
    past = {hit.start for hit in described if hit not in named}  # "freed pilot describes captivity"
    nouns = (
        hit for hit in NAMED_ACTS.find(texts) if hit.start not in past and not has_other_sense(words, hit, named_things)
    )
    return told, sorted([*nouns, *named], key=lambda hit: hit.start)


def choose(verbs: list[Hit], nouns: list[Hit]) -> tuple[Hit | None, Hit | None]:
    """The act of the clause, and the act it governs or comes with, if any."""
    if not verbs:
        ordered = sorted(nouns, key=lambda hit: (hit.concept in _WEAK_NOUNS, hit.start))
        return (ordered[0], ordered[1] if len(ordered) > 1 else None) if ordered else (None, None)
    first = next((hit for hit in verbs if hit.concept in DECISIVE), verbs[0])
    if first.concept == "effect" and len(verbs) > 1 and verbs[1].start == first.end and verbs[1].form is Form.ING:
        first, verbs = verbs[1], verbs[1:]  # "start giving up": the giving up is the act
    if first.concept == "effect":  # "begins extensive strikes", "begins withdrawal"
        near = (hit for hit in nouns if hit.start >= first.end and _is_begun(hit, first))
        first = next(near, first)
    if first.concept in {"accept", "deal"} and first.form is Form.PAST:  # "extension of truce agreed"
        first = next((hit for hit in nouns if hit.concept == "extend" and hit.start < first.start), first)
    if first.concept == "strike":  # "air raids shatter the truce"
        first = next((hit for hit in verbs if hit.concept == "collapse"), first)
    if first.concept == "demand":  # "tells B to leave or face assault"
        first = next((hit for hit in verbs[1:] if hit.concept == "threat" and hit.form is Form.FIXED), first)
    if first.concept in {"demand", "propose", "respond"}:  # "calls the terms unacceptable"
        first = next((hit for hit in verbs[1:] if hit.concept == "reject" and hit.form is Form.FIXED), first)
    later = [*verbs[1:], *(hit for hit in nouns if hit.start >= first.start)]
    return first, next((hit for hit in later if hit.concept != first.concept), None)


def _is_begun(noun: Hit, effect: Hit) -> bool:
    return noun.concept == "strike" or (noun.concept in {"withdraw", "release"} and noun.start <= effect.end + 1)


def free(verbs: Sequence[Hit], words: Sequence[Word]) -> frozenset[str]:
    """Acts that stand by themselves: not "free" in "offers to free", nor "vetoing" in "criticised for vetoing"."""

    def governed(hit: Hit) -> bool:
        before = words[hit.start - 1].text if hit.start else ""
        return (before == "to" and verbs[0].concept in _GOVERNING) or (before in _REASONS and hit.form is Form.ING)

    return frozenset(hit.concept for at, hit in enumerate(verbs) if at == 0 or not governed(hit))


def modality(words: Sequence[Word], hit: Hit, *, ahead: bool, noun: bool) -> str:
    """How far an act is from done: "denied", "offered", "asked", "expected", "done", or "open" for a bare noun."""
    if hit.concept not in _NEGATIVE and _near_before(_NEGATION.find(texts_of(words)), hit.start):
        return "denied"
    if hit.concept not in _NEGATIVE - {"expire"} and _is_owed(words, hit):
        return "asked"
    if hit.concept in _MANNER:
        return _MANNER[hit.concept]
    back_on = hit.form is Form.FIXED and hit.concept == "resume"  # "back on", "on course", not "back under way"
    planned = back_on and texts_of(words[hit.start : hit.end])[-1] != "way"
    if ahead or planned or _is_expected(words, hit):
        return "expected"
    if noun and _near_after(_EXPECTED.find(texts_of(words)), hit.end):
        return "expected"  # "signing set for Thursday"
    return "open" if noun and hit.concept not in _DONE_AS_NOUN else "done"


def _is_expected(words: Sequence[Word], hit: Hit) -> bool:
    texts = texts_of(words)
    hedges = (one for one in _EXPECTED.find(texts) if one.start < hit.start or hit.concept not in _SAID)
    to_come = hit.start > 0 and texts[hit.start - 1] == "to" and (hit.start < 2 or texts[hit.start - 2] not in _ONGOING)
    return to_come or _near_before(hedges, hit.start)


def _near_after(hits: Iterable[Hit], at: int) -> bool:
    return any(at <= hit.start <= at + 3 for hit in hits)


def _is_owed(words: Sequence[Word], hit: Hit) -> bool:
    """Whether somebody says that it must be done: "B must release all", "should be extended"."""
    texts = texts_of(words[max(0, hit.start - 4) : hit.start])
    return any(text in _OWED for text in texts) or any(pair in _OWED_TO for pair in pairwise(texts))


def _near_before(hits: Iterable[Hit], at: int) -> bool:
    return any(at - 5 <= hit.start <= at for hit in hits)
