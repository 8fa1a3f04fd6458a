"""Whether a word that looks like an act is one here: it may be a noun, may only describe, or have another sense."""

from collections.abc import Sequence

from bot.core.detect.idioms import FORCES
from bot.core.detect.lexicon import NOUNS, OBJECTS, UNNAMED
from bot.core.detect.phrases import Form, Hit, Phrases, forms
from bot.core.detect.words import Word


def _set(text: str) -> frozenset[str]:
    return frozenset(text.split())


THINGS = Phrases(OBJECTS)
# Words that stand for people and troops are doers, not things: "negotiators agree", "families demand".
_DOERS = _set("negotiators negotiator mediators mediator families relatives parents troops monitors")
OBJECT_WORDS = frozenset(word for phrases in OBJECTS.values() for word in phrases.split(", ")) - _DOERS
NOUN_WORDS = frozenset(word for phrases in NOUNS.values() for word in phrases.split(", "))
_OFFICES = frozenset(UNNAMED.split(", "))
_FORCES = frozenset(FORCES.split(", "))
# Nouns more often than verbs: they are acts only after a doer.
_SELDOM_VERBS = _set(
    "support supports sign signs back visit visits open clear stop storm storms blast mass pitch charge cave tap sack "
    "land advance retreat lead axe ambush prod fault"
)
_PLURALS = _set("talks negotiations hostilities efforts hopes")  # things that stand before a bare verb
# What these acts must be done to: truces hold and collapse, breath is held and roofs collapse too.
_SENSE_OF = {
    "hold": _set("truce deal plan withdrawal weapons"),
    "collapse": _set("truce deal plan talks war hostage prisoner weapons"),
}
_STEPS = _set("truce deal plan talks hostage prisoner bodies resolution withdrawal deadline war monitors aid")
_SENSE_OF_WORD = {
    form: _STEPS for verb in ("return", "near", "approach", "close", "end", "extend") for form in forms(verb)
}
_FACES = frozenset(forms("face"))
_BEFORE_ADJECTIVE = _set(
    "the a an of in on for over its his her their with from about to by and as amid after ahead under who newly "
    "some many other more last"
)
_AFTER_VERB = _set(
    "the a an its his her their by in on from after for over at as under until into with without no all more "
    "another not and or but amid again"
)
_AFTER_PARTICIPLE = _set("by in from under during after last on")
# Verbs that people freed, hurt or waiting are the subjects of; after one of them an earlier past form describes.
_TELLING = _set(
    "describe recount recall tell speak fear begin hope face say thank share reveal detail struggle return arrive "
    "meet urge press demand call plead wait join attend celebrate need want live remember"
)
_FINITE = frozenset(form for verb in _TELLING for form in forms(verb) if not form.endswith("ing")) | _set(
    "are is was were has have will"
)
_MODALS = _set("to will would may might could can must should not did wo")
_DETERMINERS = _set(
    "the a an of in on for over its his her their our new next first second third fourth fifth sixth any no more "
    "possible this that and about with from under during"
)
_ARTICLES = _set("the a an its his her their this another")
_UNTIL = _set("by until till near toward towards")
_AFTER_STRIKES = _set(
    "on in against kill kills killed hit hits leave leaves near after across over from and as that with for during "
    "continue continues resume resumes amid despite while targeting killing wound wounds pound end began begin"
)
_AFTER_NOUN = _set("of by deal talks plan says said say will to at is are was were")

_DECLARE = frozenset(form for verb in ("announce", "declare") for form in forms(verb))
_UNDONE = _set("over dead off void finished ended broken breached violated failed failure close near closer unlikely")


def has_other_sense(words: Sequence[Word], hit: Hit, things: frozenset[str]) -> bool:
    """Whether a verb does not mean its act here: a storm hits, people hold parties, drought threatens.

    `things` are the objects of the talks that the clause names.
    """
    wanted = _SENSE_OF.get(hit.concept) or _SENSE_OF_WORD.get(words[hit.start].text if hit.words == 1 else "")
    if wanted:
        return not wanted & things
    if hit.concept in {"strike", "threat"} and hit.start:
        return words[hit.start - 1].text in _FORCES
    return False


def undone(texts: Sequence[str], hit: Hit) -> bool:
    """Whether a truce or deal is announced only to be called something else: "announces deal off", "... broken"."""
    announced = hit.concept == "deal" and bool(_DECLARE.intersection(texts[hit.start : hit.end]))
    return announced and bool(_UNDONE.intersection(texts[hit.end : hit.end + 3]))


def within(hit: Hit, thing: Hit) -> bool:
    """Whether a verb found is a piece of a thing's name: "halt" in "halt to fighting", "fire" in "cease fire"."""
    return thing.start < hit.start < thing.end or (hit.words == 1 and hit.start == thing.start)


def is_participle(words: Sequence[Word], hit: Hit) -> bool:
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
        and tells(words[hit.end + 1 : hit.end + 8])
    )


def tells(words: Sequence[Word]) -> bool:
    """Whether a verb comes before any sign does."""
    until = next((at for at, word in enumerate(words) if word.before), len(words))
    return any(word.text in _FINITE for word in words[:until])


def is_noun(words: Sequence[Word], hit: Hit) -> bool:
    """Whether a verb found stands as a noun here: "the release", "truce strikes", "signing of the deal"."""
    after = words[hit.start + 1].text if hit.start + 1 < len(words) else ""
    if hit.form is Form.ING:
        follows_noun = hit.start > 0 and words[hit.start - 1].text in NOUN_WORDS  # "the veto blocking the text"
        return follows_noun or (hit.words == 1 and after in {"of", "between"})
    if hit.form is Form.BASE and hit.words == 1 and (not hit.start or _precedes_noun(words[hit.start - 1])):
        return True  # "only a start", "by the week's end", "truce start slips"
    if hit.form is Form.BASE and hit.words == 1 and after == "of":
        return True  # "the start of the truce"
    if hit.words == 1 and words[hit.start].text in _SELDOM_VERBS and _is_thing(words, hit):
        return True  # "found signs", "losing support"
    both = hit.words == 1 and hit.form in {Form.BASE, Form.PRESENT} and words[hit.start].text in NOUN_WORDS
    return both and (hit.start == 0 or _reads_as_noun(words, hit, after))


def _precedes_noun(word: Word) -> bool:
    thing = word.text in OBJECT_WORDS and not word.text.endswith("s")
    return word.text in _ARTICLES or word.possessive or word.text in _UNTIL or word.text in _FACES or thing


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
