"""Who does what a clause tells, and who else is named around it."""

from collections.abc import Sequence

from bot.core.detect.bystanders import bystander, is_people
from bot.core.detect.lexicon import BODIES, SIDES, UNNAMED
from bot.core.detect.phrases import Form, Hit, Phrases, forms
from bot.core.detect.senses import NOUN_WORDS, OBJECT_WORDS
from bot.core.detect.terms import STOP
from bot.core.detect.words import Word, texts_of

_SIDES = Phrases(SIDES)
# Words that tell no doer by themselves: things, and offices or bodies whose owner goes unsaid.
_PLAIN = (
    OBJECT_WORDS
    | NOUN_WORDS
    | STOP
    | frozenset(UNNAMED.split(", "))
    | frozenset(" ".join(BODIES.values()).replace(",", "").split())
)
_PRONOUNS = frozenset({"it", "they", "he", "she"})
_BE = frozenset({"be", "been", "is", "are", "was", "were", "being"})
_AFTER_PASSIVE = frozenset(("", "after", "under", "in", "from", "on", "to", "into", "at", "until", "over", "of", "for"))
# Verbs whose subject is at the receiving end.
_FACES = frozenset(form for verb in ("face", "draw", "get", "receive") for form in forms(verb))
# First words of acts that their subject undergoes: who goes free was freed, who faces an ultimatum was given it.
_UNDERGOES = frozenset(form for verb in ("go", "walk", "come", "face") for form in forms(verb)) | frozenset(
    (
        *("out", "back", "home", "are", "is", "officers", "hostages", "captives", "soldiers", "prisoners", "pilots"),
        "buses",
    )
)
_RECEIVED = frozenset({"release", "threat"})
# Acts of things: a truce holds, talks collapse; a name before the thing is its label ("the Tarvania truce").
_OF_THINGS = frozenset({"effect", "hold", "expire", "collapse", "resume", "stall", "delay"})
_HAVE = frozenset({"has", "have", "had"})
# Further words that do nothing by themselves.
_IDLE = frozenset(
    ("efforts", "effort", "period", "implementation", "start", "transfer", "transfers", "flights", "battles", "clashes")
)
_RANKS = frozenset({"leaders", "leader", "ministers", "chiefs", "chief", "officials", "diplomats", "presidents"})
_NO_PLACE = frozenset(
    ("to", "for", "effort", "bid", "order", "attempt", "push", "move", "hope", "exchange", "return", "talks")
)


def actors_in(words: Sequence[Word]) -> frozenset[str]:
    """Actors named by themselves, not as half of a label such as "A-B talks"."""
    return frozenset(word.actor for word in words if word.actor and not word.paired)


def who_does(words: Sequence[Word], hit: Hit, speaker: str | None) -> tuple[frozenset[str], frozenset[str]]:
    """The doers of an act, and the others named around it.

    A doer whom the topic does not name is "other:<word>"; where nothing tells the doer, the first set is empty.
    """
    before, after = words[: hit.start], words[hit.end if hit.words == 1 else hit.start + 1 :]
    everybody = actors_in(before) | actors_in(after)
    if hit.form not in {Form.PRESENT, Form.BASE, Form.ING} and (agent := _agent(after)):
        return agent, everybody - agent
    if any(word.text in _FACES for word in before) or _is_undergone(words, hit, speaker):
        return frozenset(), everybody
    if hit.concept in _OF_THINGS and hit.form is not Form.PAST and _is_label(before):
        return frozenset(), everybody
    subject = _subject(before, speaker)
    return subject, actors_in(after) - subject


def _is_label(before: Sequence[Word]) -> bool:
    """Whether the one name before an act only tells which truce or talks act: "Tarvania peace talks resume"."""
    named = [at for at, word in enumerate(before) if word.actor]
    things = [word.text for word in before[named[-1] + 1 :]] if named else []
    return bool(things) and len(named) == 1 and len(things) <= 3 and things[-1] in OBJECT_WORDS


def _agent(after: Sequence[Word]) -> frozenset[str]:
    """Who stands behind "by"."""
    at = next((at for at, word in enumerate(after[:8]) if word.text == "by"), None)
    if at is None:
        return frozenset()
    return actors_in(after[at + 1 : at + 4]) or _side(after[at + 1 : at + 3])


def _is_undergone(words: Sequence[Word], hit: Hit, speaker: str | None) -> bool:
    if (words[hit.start].text in _UNDERGOES and hit.concept in _RECEIVED) or _is_passive(words, hit):
        return True
    if hit.concept == "release" and hit.form is Form.FIXED:
        return True  # "let out", "freed from"
    # "The reply is unacceptable, says B": B rejects, not the one who replied.
    return hit.concept == "reject" and hit.form is Form.FIXED and speaker is not None


def _is_passive(words: Sequence[Word], hit: Hit) -> bool:
    if hit.form is not Form.PAST or (hit.words > 1 and words[hit.end - 1].text in OBJECT_WORDS):
        return False  # "broke the truce" has its object
    before = words[hit.start - 1].text if hit.start else ""
    if before in _HAVE:
        return False
    after = words[hit.end].text if hit.end < len(words) else ""
    return before in _BE or before in OBJECT_WORDS or after in _AFTER_PASSIVE


def _subject(before: Sequence[Word], speaker: str | None) -> frozenset[str]:
    subject = actors_in(before)
    if subject and (people := bystander(before)):
        return frozenset({f"other:{people}"})
    if before and before[-1].paired:
        subject |= frozenset(word.actor for word in before[-2:] if word.actor)
    if subject:
        return subject
    if speaker and speaker != "unnamed" and any(word.text in _PRONOUNS for word in before):
        return frozenset({speaker})
    return _side(before) or _unknown(before)


def _side(words: Sequence[Word]) -> frozenset[str]:
    return frozenset(hit.concept for hit in _SIDES.find(texts_of(words)))


def _unknown(before: Sequence[Word]) -> frozenset[str]:
    """A doer whom no table names; nobody where the word before the act is an object or says nothing."""
    if not before:
        return frozenset()
    last = before[-1].text
    if last in _PLAIN or last in _IDLE or last.isdigit() or last.endswith(("ly", "ing")):
        return _people(before)
    return frozenset({f"other:{last}"})


def _people(before: Sequence[Word]) -> frozenset[str]:
    """People who act though the last word names their cause or rank: "relatives of captives", "church leaders"."""
    people = next((word.text for word in before if is_people(word.text) and word.text not in OBJECT_WORDS), None)
    if people is None and len(before) > 1 and before[-1].text in _RANKS and before[-2].text not in _PLAIN:
        people = before[-1].text
    return frozenset({f"other:{people}"}) if people else frozenset()


def culprit(act: Hit, verbs: Sequence[Hit], subject: frozenset[str], targets: frozenset[str]) -> frozenset[str]:
    """Who is said to have broken the truce: the doer of a breach, the one accused."""
    if act.concept == "accuse":
        return targets
    if act.concept == "violate" or any(hit.concept == "violate" for hit in verbs):
        return subject
    return frozenset()


def is_visit(words: Sequence[Word], act: Hit, verbs: Sequence[Hit]) -> bool:
    """Whether somebody is said to be somewhere for talks: "X in Doha for talks", "X in Cairo to discuss a truce"."""
    at = next((at for at, word in enumerate(words[1:7], 1) if word.text in {"in", "to"}), None)
    if at is None or words[at].text != "in" or act.start < at or not actors_in(words[:at]):
        return False
    if any(hit.start < at for hit in verbs) or at + 1 >= len(words) or words[at + 1].text in _NO_PLACE:
        return False
    purpose = any(word.text in {"for", "to"} for word in words[at + 2 : at + 4])
    return purpose and act.concept in {"meet", "demand", "resume", "visit", "propose"}
