"""Words that mark who claims, how many, whether not, and what is done. Words of any news in English; no names."""

import re


def _each(text: str) -> list[str]:
    return text.split()


_ENDINGS = re.compile(r"(?:ies|ied|ing|ed|es|s|e)$")


def stem(word: str) -> str:
    """A word without its commonest endings: enough to see that "strikes" and "strike" are one. Short words stay."""
    bare = word.removesuffix("'s").removesuffix("'")
    cut = _ENDINGS.sub("", bare)
    if bare.endswith(("ies", "ied")) and len(cut) >= 2:
        return f"{cut}y"
    if len(cut) < 3:
        return bare
    doubled = len(cut) > 3 and cut[-1] == cut[-2] and cut[-1] in "dgmnprt" and cut != bare
    return cut[:-1] if doubled else cut


# Verbs after (or, in headlines, before) the one who claims something.
CUES = (
    r"says?|said|claims?|claimed|confirms?|confirmed|reports?|reported|announces?|announced|warns?|warned|insists?|"
    r"insisted|tells?|told|alleges?|alleged|believes?|believed|estimates?|estimated|vows?|vowed"
)

# By stem: "denies" and "deny" negate alike, "no" and "not" too.
NEGATIONS = dict.fromkeys(_each("no not never without nor neither none cannot"), "not") | {
    stem(one): one for one in _each("deny reject refuse fail")
}

_UNITS = _each(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty"
)
_TENS = {"thirty": "30", "forty": "40", "fifty": "50", "sixty": "60", "seventy": "70", "eighty": "80", "ninety": "90"}
_MORE = {
    "tenth": "10",
    "dozen": "12",
    "dozens": "dozens",
    "hundreds": "hundreds",
    "thousands": "thousands",
    "half": "half",
}
# "one" and "first" are seldom numbers in headlines, and left out.
NUMBERS = {word: str(value) for value, word in enumerate(_UNITS) if value != 1} | _TENS | _MORE
NUMBERS |= {f"{ten}-{unit}": str(int(tens) + value)
            for ten, tens in ({"twenty": "20"} | _TENS).items()
            for value, unit in enumerate(_UNITS[:10]) if value}  # fmt: skip

# Whether something is to come, under way or over. Word (not stem) -> phase.
PHASES = {
    word: phase
    for phase, listed in {
        "ahead": "expected expects expect plans plan planned set due likely poised prepares preparing upcoming",
        "open": "may might could would considers considering weighs mulls",
        "begun": "begins began begun starts started launches launched resumes resumed",
        "over": "ends ended finished completed expired expires collapses collapsed",
        "held": "delays delayed postponed postpones suspends suspended halts halted paused pauses",
        "longer": "extends extended extending extension",
        "back": "cancels cancelled canceled withdraws withdrawn scraps scrapped reverses reversed",
    }.items()
    for word in listed.split()
}

# What is done. Words of one act share a class, so that a synonym is no change.
_ACTS = {
    "agree": "agree accept approve back endorse sign",
    "refuse": "reject refuse dismiss deny rule",
    "offer": "offer propose suggest",
    "demand": "demand urge call ask",
    "meet": "meet met visit",
    "arrive": "arrive land return",
    "leave": "leave left quit depart resign",
    "kill": "kill die dies died dead death fatal",
    "free": "free freed rescue release",
    "take": "kidnap abduct capture seize detain arrest",
    "attack": "attack strike struck hit bomb raid shell fire",
    "destroy": "destroy demolish",
    "down": "crash down shoot shot",
    "threaten": "threaten warn vow",
    "violate": "violate breach break broke broken",
    "rise": "rise rose jump surge soar climb rebound",
    "fall": "fall fell slide slid plunge sink sank drop tumble",
    "vote": "vote elect",
    "charge": "charge convict sentence indict",
}
ACTS = {stem(word): act for act, listed in _ACTS.items() for word in _each(listed)}

STOP = frozenset(
    _each(
        "a an the of to in on at by for from with and or but as is are was were be been being has have had it its this "
        "that these those after before over under into amid than then so too also their his her they he she we you i "
        "who what when where how why will which while during about out up off more most new now"
    )
)
