"""The written forms of the cues in `lexicon`, each with what the lexicon says of it."""

from dataclasses import dataclass
from typing import Literal

from bot.core.alert.grammar import words_of
from bot.core.alert.lexicon import TABLE

FormName = Literal["base", "s", "past", "ing"]

_IRREGULAR = {
    "say": ("says", "said", "saying"),
    "tell": ("tells", "told", "telling"),
    "write": ("writes", "wrote", "writing"),
    "think": ("thinks", "thinks", "thinking"),
    "swear": ("swears", "swore", "swearing"),
    "hit": ("hits", "hit", "hitting"),
    "find": ("finds", "found", "finding"),
    "show": ("shows", "showed", "showing"),
    "beg": ("begs", "begged", "begging"),
    "brag": ("brags", "bragged", "bragging"),
    "quip": ("quips", "quipped", "quipping"),
    "slam": ("slams", "slammed", "slamming"),
    "tear": ("tears", "tore", "tearing"),
    "rip": ("rips", "ripped", "ripping"),
    "snub": ("snubs", "snubbed", "snubbing"),
    "rebut": ("rebuts", "rebutted", "rebutting"),
    "speak": ("speaks", "spoke", "speaking"),
    "foresee": ("foresees", "foresaw", "foreseeing"),
    "send": ("sends", "sent", "sending"),
    "make": ("makes", "made", "making"),
    "take": ("takes", "took", "taking"),
    "give": ("gives", "gave", "giving"),
    "extol": ("extols", "extolled", "extolling"),
    "prod": ("prods", "prodded", "prodding"),
    "admit": ("admits", "admitted", "admitting"),
    "commit": ("commits", "committed", "committing"),
    "veto": ("vetoes", "vetoed", "vetoing"),
    "signal": ("signals", "signaled", "signaling"),
    "label": ("labels", "labeled", "labeling"),
}
_MORE_FORMS: dict[str, tuple[str, FormName]] = {
    "signalled": ("signal", "past"),
    "signalling": ("signal", "ing"),
    "labelled": ("label", "past"),
    "spoken": ("speak", "past"),
    "pled": ("plead", "past"),
    "forecast": ("forecast", "base"),
    "lambast": ("lambaste", "base"),
    "lambasts": ("lambaste", "s"),
}


@dataclass(frozen=True, slots=True)
class Verb:
    """One cue verb with what the lexicon says of it."""

    base: str
    stance: str
    kind: Literal["attr", "act"]
    noun: bool
    document: bool
    passive: bool
    inverted: bool
    somebody: bool
    doubtful: bool
    particles: frozenset[str]


def _parse(line: str) -> Verb:
    base, stance, kind, *rest = line.split()
    flags = next((word for word in rest if not word.startswith("p=")), "")
    particles = next((word[2:].split("|") for word in rest if word.startswith("p=")), [])
    return Verb(
        base=base,
        stance=stance,
        kind="act" if kind == "act" else "attr",
        noun="n" in flags,
        document="d" in flags,
        passive="o" in flags,
        inverted="i" in flags,
        somebody="s" in flags or "n" in flags,
        doubtful="v" in flags,
        particles=frozenset(particles),
    )


def _regular(base: str) -> tuple[str, str, str]:
    if base.endswith("e"):
        return base + "s", base + "d", base[:-1] + "ing"
    if base.endswith("y") and base[-2] not in "aeiou":
        return base[:-1] + "ies", base[:-1] + "ied", base + "ing"
    if base.endswith(("s", "sh", "ch", "x")):
        return base + "es", base + "ed", base + "ing"
    return base + "s", base + "ed", base + "ing"


def forms_of(base: str) -> dict[str, FormName]:
    """The written forms of a verb, each with its grammatical name."""
    third, past, ing = _IRREGULAR.get(base) or _regular(base)
    return {ing: "ing", past: "past", third: "s", base: "base"}


VERBS: dict[str, Verb] = {verb.base: verb for verb in map(_parse, TABLE.strip().splitlines())}
CUES: dict[str, tuple[Verb, FormName]] = {
    form: (verb, name) for verb in VERBS.values() for form, name in forms_of(verb.base).items()
}
CUES.update({form: (VERBS[base], name) for form, (base, name) in _MORE_FORMS.items()})

NOUN_FORMS = words_of(
    "claim claims accusation accusations allegation allegations assertion assertions announcement warning warnings "
    "statement suggestion insistence admission prediction comments remarks vow pledge promise threat demand call"
)
