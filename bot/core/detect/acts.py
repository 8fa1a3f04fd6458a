"""Which acts a clause tells, and how far each is from done."""

from collections.abc import Iterable, Sequence
from itertools import combinations, pairwise

from bot.core.detect.clauses import News
from bot.core.detect.idioms import FORCES, IDIOMS, NOUN_IDIOMS
from bot.core.detect.lexicon import EXPECTED, KIN, NEGATION, NOUNS, OBJECTS, UNNAMED, WEAK_NOUNS
from bot.core.detect.phrases import Form, Hit, Phrases, forms
from bot.core.detect.verbs import VERBS
from bot.core.detect.words import Word, texts_of

ACTS, NAMED_ACTS, THINGS = Phrases(VERBS, IDIOMS), Phrases(NOUNS, f"{IDIOMS}, {NOUN_IDIOMS}"), Phrases(OBJECTS)
NEWS = News(ACTS, NAMED_ACTS, THINGS)
_EXPECTED, _NEGATION = Phrases({"expected": EXPECTED}), Phrases({"negation": NEGATION})
KIN_ACTS = frozenset(frozenset(pair) for row in KIN for pair in combinations(row.split(), 2))
_WEAK_NOUNS = frozenset(WEAK_NOUNS.split())
_NOUN_WORDS = frozenset(word for phrases in NOUNS.values() for word in phrases.split(", "))

# Words that stand for people and troops are doers, not things: "negotiators agree", "families demand".
_DOERS = {
    "negotiators",
    "negotiator",
    "mediators",
    "mediator",
    "families",
    "relatives",
    "parents",
    "troops",
    "monitors",
}
OBJECT_WORDS = frozenset(word for phrases in OBJECTS.values() for word in phrases.split(", ")) - _DOERS

# Acts that say "not" by themselves: a negation near them does not turn them round.
_OWED = frozenset(("must", "should"))
_OWED_TO = frozenset((("has", "to"), ("have", "to"), ("needs", "to"), ("need", "to"), ("ought", "to")))
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

_OFFICES = frozenset(UNNAMED.split(", "))
_SELDOM_VERBS = frozenset(
    (
        *(
            "support",
            "supports",
            "sign",
            "signs",
            "back",
            "visit",
            "visits",
            "open",
            "clear",
            "stop",
            "storm",
            "storms",
        ),
        *(
            "blast",
            "mass",
            "pitch",
            "charge",
            "cave",
            "tap",
            "sack",
            "land",
            "advance",
            "retreat",
            "lead",
        ),
        *("axe", "ambush", "prod", "fault"),
    )
)
_FORCES = frozenset(FORCES.split(", "))
_PLURALS = frozenset(
    ("talks", "negotiations", "hostilities", "efforts", "hopes")
)  # things that stand before a bare verb
# What these acts must be done to: truces hold and collapse, breath is held and roofs collapse too.
_SENSE_OF = {
    "hold": frozenset({"truce", "deal", "plan", "withdrawal", "weapons"}),
    "collapse": frozenset({"truce", "deal", "plan", "talks", "war", "hostage", "prisoner", "weapons"}),
}
_BEFORE_ADJECTIVE_WORDS = (
    "the a an of in on for over its his her their with from about to by and as amid after ahead under who newly "
    "some many other more last"
)
_BEFORE_ADJECTIVE = frozenset(_BEFORE_ADJECTIVE_WORDS.split())
_AFTER_VERB_WORDS = (
    "the a an its his her their by in on from after for over at as under until into with without no all more "
    "another not and or but amid again"
)
_AFTER_VERB = frozenset(_AFTER_VERB_WORDS.split())
_AFTER_PARTICIPLE = frozenset(("by", "in", "from", "under", "during", "after", "last", "on"))
# Verbs that people freed, hurt or waiting are the subjects of; after one of them an earlier past form describes.
_TELLING = (
    "describe recount recall tell speak fear begin hope face say thank share reveal detail struggle return arrive "
    "meet urge press demand call plead wait join attend celebrate need want live remember"
)
_FINITE = frozenset(form for verb in _TELLING.split() for form in forms(verb) if not form.endswith("ing")) | frozenset(
    ("are", "is", "was", "were", "has", "have", "will")
)
_MODALS = frozenset({"to", "will", "would", "may", "might", "could", "can", "must", "should", "not", "did", "wo"})
_DETERMINERS = frozenset(
    (
        *("the", "a", "an", "of", "in", "on", "for", "over", "its", "his", "her", "their", "our", "new", "next"),
        *("first", "second", "third", "fourth", "fifth", "sixth", "any", "no", "more", "possible", "this", "that"),
        *("and", "about", "with", "from", "under", "during"),
    )
)
_REASONS = frozenset({"for", "over", "by", "of", "after", "about", "from"})
_ARTICLES = frozenset({"the", "a", "an", "its", "his", "her", "their", "this", "another"})
_UNTIL = frozenset({"by", "until", "till", "near", "toward", "towards"})
_AFTER_STRIKES = frozenset(
    (
        *(
            "on",
            "in",
            "against",
            "kill",
            "kills",
            "killed",
            "hit",
            "hits",
            "leave",
            "leaves",
            "near",
            "after",
            "across",
        ),
        *("over", "from", "and", "as", "that", "with", "for", "during", "continue", "continues", "resume", "resumes"),
        *("amid", "despite", "while", "targeting", "killing", "wound", "wounds", "pound", "end", "began", "begin"),
    )
)
_AFTER_NOUN = frozenset(
    ("of", "by", "deal", "talks", "plan", "says", "said", "say", "will", "to", "at", "is", "are", "was", "were")
)


def find_acts(words: Sequence[Word]) -> tuple[list[Hit], list[Hit]]:
    """Acts told by verbs, and acts that only a noun names."""
    texts = texts_of(words)
    things = [hit for hit in THINGS.find(texts) if hit.words > 1]  # "a halt to fighting" halts nothing
    verbs = [
        hit for hit in ACTS.find(texts) if not _is_noun(words, hit) and not any(_within(hit, one) for one in things)
    ]
    verbs = [hit for hit in verbs if not _has_other_sense(words, hit)]
    told = [hit for hit in verbs if not _is_participle(words, hit)]
    named = [hit for hit in verbs if hit not in told and not _tells(words[hit.end : hit.end + 8])]
    nouns = (hit for hit in NAMED_ACTS.find(texts) if not _has_other_sense(words, hit))
    return told, sorted([*nouns, *named], key=lambda hit: hit.start)


def _has_other_sense(words: Sequence[Word], hit: Hit) -> bool:
    """Whether a verb does not mean its act here: a storm hits, people hold parties, drought threatens."""
    if hit.concept in _SENSE_OF and (hit.words == 1 or hit.concept == "hold"):
        return not any(thing.concept in _SENSE_OF[hit.concept] for thing in THINGS.find(texts_of(words)))
    if hit.concept in {"strike", "threat"} and hit.start:
        return words[hit.start - 1].text in _FORCES
    return False


def _within(hit: Hit, thing: Hit) -> bool:
    """Whether a verb found is a piece of a thing's name: "halt" in "halt to fighting", "fire" in "cease fire"."""
    return thing.start < hit.start < thing.end or (hit.words == 1 and hit.start == thing.start)


def _is_participle(words: Sequence[Word], hit: Hit) -> bool:
    """Whether a past form only describes: "the freed pilots", "pilots freed by A recount their days"."""
    if hit.form is not Form.PAST or hit.words > 1:
        return False
    before = words[hit.start - 1] if hit.start else None
    after = words[hit.end] if hit.end < len(words) else None
    if after is None or after.before:
        return False
    opens = before is None or (before.actor is None and before.text in _BEFORE_ADJECTIVE) or before.possessive
    if opens and after.text not in _AFTER_VERB and after.text not in _MODALS:
        return True
    return (
        before is not None
        and (before.text in OBJECT_WORDS or before.text.endswith("s"))
        and after.text in _AFTER_PARTICIPLE
        and _tells(words[hit.end + 1 : hit.end + 8])
    )


def _tells(words: Sequence[Word]) -> bool:
    """Whether a verb comes before any sign does."""
    until = next((at for at, word in enumerate(words) if word.before), len(words))
    return any(word.text in _FINITE for word in words[:until])


def _is_noun(words: Sequence[Word], hit: Hit) -> bool:
    """Whether a verb found stands as a noun here: "the release", "truce strikes", "signing of the deal"."""
    after = words[hit.start + 1].text if hit.start + 1 < len(words) else ""
    if hit.form is Form.ING:
        follows_noun = hit.start > 0 and words[hit.start - 1].text in _NOUN_WORDS  # "the veto blocking the text"
        return follows_noun or (hit.words == 1 and after in {"of", "between"})
    if hit.form is Form.BASE and hit.words == 1 and (not hit.start or _precedes_noun(words[hit.start - 1])):
        return True  # "only a start", "by the week's end", "truce start slips"
    if hit.form is Form.BASE and hit.words == 1 and after == "of":
        return True  # "the start of the truce"
    if hit.words == 1 and words[hit.start].text in _SELDOM_VERBS and _is_thing(words, hit):
        return True  # "found signs", "losing support"
    both = hit.words == 1 and hit.form in {Form.BASE, Form.PRESENT} and words[hit.start].text in _NOUN_WORDS
    return both and (hit.start == 0 or _reads_as_noun(words, hit, after))


def _precedes_noun(word: Word) -> bool:
    thing = word.text in OBJECT_WORDS and not word.text.endswith("s")
    return word.text in _ARTICLES or word.possessive or word.text in _UNTIL or thing


def _is_thing(words: Sequence[Word], hit: Hit) -> bool:
    """Whether one of the words that are verbs only after a doer stands where no doer is."""
    at = hit.start - 1
    if at > 0 and words[at].text.endswith("ly"):
        at -= 1  # "formally sign"
    before = words[at] if at >= 0 else None
    if before is None or before.possessive:
        return True
    doer = before.actor is not None or before.text in _OFFICES or before.text == "and"
    if hit.form is Form.PRESENT:
        return not doer
    return not (doer or before.text in _MODALS or before.text.endswith("s"))


def _reads_as_noun(words: Sequence[Word], hit: Hit, after: str) -> bool:
    before, present = words[hit.start - 1], hit.form is Form.PRESENT
    if before.text in _MODALS:
        return after in _AFTER_NOUN
    if before.possessive or before.text in _DETERMINERS:
        return not (before.text == "and" and present)
    if not after or after in _AFTER_NOUN or (hit.concept == "strike" and not _strikes(words, hit)):
        return True
    if present:
        return before.text in OBJECT_WORDS
    thing = before.text in OBJECT_WORDS and before.text not in _PLURALS
    plural = before.text.endswith("s") and len(before.text) > 3 and not thing
    follows = before.before == "," or (hit.start >= 2 and words[hit.start - 2].text == "and")
    joined = follows and before.actor is not None
    return not (plural or joined)


def _strikes(words: Sequence[Word], hit: Hit) -> bool:
    """Whether "strikes" is done to what follows: "army attacks village", not "strikes on village"."""
    before, after = words[hit.start - 1], words[hit.start + 1].text
    if after in _AFTER_STRIKES or not (before.actor or before.text in _OFFICES or before.text.endswith("s")):
        return False
    return hit.form is Form.PRESENT or before.text.endswith("s")


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
