"""The deed of a clause: its act as its doer makes it, how far from done, by whom, against whom."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.core.detect.acts import DECISIVE, choose, find_acts, free, modality
from bot.core.detect.doers import actors_in, culprit, is_visit, who_does
from bot.core.detect.lexicon import BODIES
from bot.core.detect.phrases import Form, Hit, Phrases, forms
from bot.core.detect.senses import OBJECT_WORDS, THINGS
from bot.core.detect.words import Word, texts_of

DECIDING_BODIES = Phrases(BODIES)
# What a refused or failed act is: "will not free" is a refusal, "did not agree" a failure to agree.
_REFUSED = {
    "release": "reject", "withdraw": "reject", "accept": "reject", "support": "reject", "extend": "reject",
    "meet": "reject", "deal": "stall", "approve": "reject", "propose": "reject", "aid": "cut", "progress": "stall",
    "effect": "delay", "resume": "stall", "demand": "reject",
}  # fmt: skip
# Bare nouns of which somebody may speak without doing them: "the veto is a mistake, says C" is C's word on a veto.
_SPOKEN_OF = frozenset({"veto", "strike", "deal", "propose", "extend"})
_TROOPS = frozenset({"troops", "army", "forces", "soldiers", "tanks", "military", "fighters"})
_FORCES = _TROOPS | frozenset({"warships", "warship", "carrier", "peacekeepers", "observers", "jets", "reinforcements"})
_TROOPS_PLACES = frozenset({"corridor", "zone", "positions", "posts"})
_NEGOTIATORS = frozenset({"negotiators", "delegation", "delegations", "team", "envoy", "mediators"})
_UNDOING = frozenset({"collapse", "violate", "cancel"})
_SENDS = frozenset(form for verb in ("send", "dispatch") for form in forms(verb))
_MUTUAL = frozenset({"deal", "sign", "meet", "stall"})
_DUTY = frozenset({"must", "should", "ought"})
_ROUNDS = frozenset({"talks", "negotiations", "summit", "conference", "round", "session", "dialogue"})
_DECIDING = frozenset({"council", "assembly", "parliament", "cabinet", "war cabinet", "security cabinet", "court"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Deed:
    """What a clause tells. `inner` is the act that `act` governs; `acts` are all that stand by themselves."""

    act: str | None = None
    inner: str | None = None
    acts: frozenset[str] = frozenset()
    polarity: int = 1
    modality: str = "done"
    subject: frozenset[str] = frozenset()
    targets: frozenset[str] = frozenset()
    culprit: frozenset[str] = frozenset()


# Acts that are done when they are told: a day to come that stands near belongs to what they are about.
_NOW = frozenset(
    (
        *("accept", "approve", "reject", "deal", "propose", "demand", "threat", "accuse", "deny", "progress", "stall"),
        *("delay", "cancel", "list", "respond"),
    )
)


def read_deed(words: Sequence[Word], speaker: str | None, parties: frozenset[str], *, ahead: int) -> Deed:
    """The deed of a clause. `ahead` is the number of days until a weekday that the headline names, 0 if none comes."""
    verbs, nouns = find_acts(words)
    act, inner = choose(verbs, nouns)
    if act is None:
        return _owed(words, speaker)
    # A weekday means a day to come within three days; with "heading for" within the week.
    coming = not (verbs and act.concept in _NOW) and 0 < ahead <= (6 if act.form is Form.ING else 3)
    how = modality(words, act, ahead=coming, noun=not verbs)
    verdict = act.concept == "reject" and act.form is Form.FIXED and speaker is None and bool(verbs)
    subject, targets = who_does(words, verbs[0] if verdict else act, speaker)
    name = _named(words, act, verbs, how, subject, speaker, parties)
    if how == "asked" and name == act.concept and name != "demand":  # "A says B must release": A demands
        return Deed(
            act="demand",
            inner=name,
            acts=frozenset({"demand"}),
            modality="asked",
            subject=frozenset({speaker}) if speaker and speaker != "unnamed" else frozenset(),
            targets=subject | targets,
        )
    if name is None:
        return Deed()
    if name == "visit" and act.concept != "visit":
        how = "done"
    if name == "meet" and act.concept == "effect":
        subject = targets = frozenset()  # "talks open": the names around say between whom and where
    if name in _MUTUAL:
        subject |= _partners(words, act, subject)
        targets -= subject
    refused = how == "denied"
    return Deed(
        act=name,
        inner=inner.concept if inner else None,
        acts=(free(verbs, words) if act.concept not in DECISIVE else frozenset()) - {act.concept} | {name},
        modality="done" if refused or (how == "asked" and name != "demand") else how,
        polarity=-1 if refused and name == act.concept else 1,
        subject=subject,
        targets=targets,
        culprit=subject if name == "accuse" and act.concept != "accuse" else culprit(act, verbs, subject, targets),
    )


def _partners(words: Sequence[Word], act: Hit, subject: frozenset[str]) -> frozenset[str]:
    """Who does a mutual act beside the one who is named first: "A reaches deal with B", "gaps between A and B"."""
    texts = texts_of(words)
    if subject and "with" in texts[act.start :]:
        at = texts.index("with", act.start)
        return actors_in(words[at + 1 : at + 3])
    if not subject and "between" in texts:
        at = texts.index("between")
        pair = actors_in(words[at + 1 : at + 6])
        return pair if len(pair) > 1 else frozenset()
    return frozenset()


def _owed(words: Sequence[Word], speaker: str | None) -> Deed:
    """What only a word of duty tells: "both sides must show restraint, A says" is A's demand."""
    if speaker is None or speaker == "unnamed" or not _DUTY & set(texts_of(words)):
        return Deed()
    return Deed(
        act="demand",
        acts=frozenset({"demand"}),
        modality="asked",
        subject=frozenset({speaker}),
        targets=frozenset(word.actor for word in words if word.actor and word.actor != speaker),
    )


def _named(
    words: Sequence[Word],
    act: Hit,
    verbs: Sequence[Hit],
    how: str,
    subject: frozenset[str],
    speaker: str | None,
    parties: frozenset[str],
) -> str | None:
    told = _told(act, verbs, subject, speaker, parties)
    if how == "denied" and any(hit.concept == "delay" for hit in verbs):
        return "delay"
    if told != "react" and is_visit(words, act, verbs):
        return "visit"
    meant = _departure(words, act) if act.concept == "depart" else act.concept
    if told is not None or meant is None:
        return told
    if how == "denied":
        return _REFUSED.get(meant, meant)
    bodies = frozenset(hit.concept for hit in DECIDING_BODIES.find(texts_of(words[: act.start])))
    objects = frozenset(hit.concept for hit in THINGS.find(texts_of(words)))
    voice = subject or (frozenset({speaker}) if speaker else frozenset())
    if meant == "visit":
        return _brought(words, act, objects, subject) or meant
    if meant == "effect" and _opens_talks(words, act):
        meant = "meet"
    return _decided(meant, how, bodies) or _by_party(meant, voice, voice & parties, objects)


def _brought(words: Sequence[Word], act: Hit, objects: frozenset[str], subject: frozenset[str]) -> str | None:
    """What comes where no negotiator does: aid, monitors and troops, people freed."""
    texts = set(texts_of(words))
    if "talks" in objects or texts & _NEGOTIATORS or "envoy" in texts:
        return None
    if "monitors" in objects or texts & _FORCES:
        return "deploy"
    if "aid" in objects and (not subject or words[act.start].text in _SENDS):
        return "aid"
    return "release" if objects & {"hostage", "prisoner"} and not subject else None


def _opens_talks(words: Sequence[Word], act: Hit) -> bool:
    """Whether it is talks that begin: "a new round of truce talks opens"."""
    things = [word.text for word in words[max(0, act.start - 4) : act.start] if word.text in OBJECT_WORDS | _ROUNDS]
    return bool(things) and things[-1] in _ROUNDS


def _told(
    act: Hit, verbs: Sequence[Hit], subject: frozenset[str], speaker: str | None, parties: frozenset[str]
) -> str | None:
    """The act that lies in the telling, where one does: a word on somebody else's deed, a truce ended by a clause."""
    known = bool(subject) and not any(one.startswith("other:") for one in subject)
    if not verbs and act.concept in _SPOKEN_OF and known and speaker not in {None, "unnamed", *subject}:
        return "react"
    if act.concept == "violate" and act.form is Form.ING and speaker is None:
        return "collapse"  # "strikes in force, breaking the truce"
    if act.concept in _UNDOING and speaker in parties and subject & parties and speaker not in subject:
        return "accuse"  # "A says B has ended the truce"
    return None


def _departure(words: Sequence[Word], act: Hit) -> str | None:
    """What it means to leave depends on who does: captives are freed, troops withdraw, negotiators break off."""
    who = set(texts_of(words[: act.start]))
    things = {hit.concept for hit in THINGS.find(texts_of(words[: act.start]))}
    if things & {"hostage", "prisoner"}:
        return "release"
    if who & _NEGOTIATORS:
        return "quit"
    return "withdraw" if who & _TROOPS or _TROOPS_PLACES & set(texts_of(words[act.end :])) else None


def _decided(act: str, how: str, bodies: frozenset[str]) -> str | None:
    """The act of a body that decides: what it backs or votes for is approved, what a council calls for too."""
    if act == "poll":
        return "approve" if how == "done" else "vote"
    if bodies & _DECIDING and how == "done" and act in {"support", "accept"}:
        return "approve"
    return "approve" if bodies & {"council", "assembly"} and act == "demand" else None


def _by_party(act: str, voice: frozenset[str], parties: frozenset[str], objects: frozenset[str]) -> str:
    """The act by whose it is: two parties who accept have a deal, an outsider who backs a truce asks for one."""
    if act == "violate":
        return "accuse"
    if act == "accept" and (len(parties) > 1 or (not voice and objects & {"truce", "deal"})):
        return "deal"
    if act == "effect" and "talks" in objects and not objects & {"truce", "deal", "hostage", "prisoner"}:
        return "meet"
    if act == "support":
        return "accept" if parties or objects & {"plan", "deal", "resolution"} else "demand"
    return act
