"""Closed word classes that the extraction rules look at: what ends a clause, what stands between subject and verb."""


def words_of(text: str) -> frozenset[str]:
    """A closed class, written as running words."""
    return frozenset(text.split())


SUBORDINATORS = words_of(
    """
    as after while but that because when since before though although if unless whether where which who whom whose
    until than so yet or nor except why how what whilst whereas once
    """
)
RELATIVES = frozenset({"who", "which", "that", "whose"})
CONTRAST = frozenset({"but", "while", "whilst", "though", "although", "whereas", "yet"})
ASIDE = frozenset({"as", "after", "when", "because", "since", "before"})
PREPOSITIONS = words_of(
    """
    of in on at by for from with without within to into onto over under about against among amid amidst between
    during through throughout across around near off out outside inside behind beyond despite toward towards upon
    via per following including aboard atop amongst ahead along alongside up down like unlike besides plus versus vs
    """
)
DETERMINERS = words_of(
    """
    the a an this that these those his her their its our my your any no every each another such some more most much
    """
)
NOUN_ADJECTIVES = words_of(
    """
    fewer new fresh latest recent growing global international mounting rising renewed repeated key main final last
    first second third next previous other same big major joint formal possible urgent death bomb phone conference video
    robocall cold wake-up roll ransom insurance false
    """
)
MODALS = words_of("would could should may might must can shall will ought")
AUXILIARIES = words_of("has have had is are was were be been being do does did having get gets got")
BE = words_of("is are was were be been being get gets got")
NEGATED = {
    "won't": "will", "can't": "can", "cannot": "can", "wouldn't": "would", "couldn't": "could", "shouldn't": "should",
    "didn't": "did", "doesn't": "does", "don't": "do", "hasn't": "has", "haven't": "have", "hadn't": "had",
    "isn't": "is", "aren't": "are", "wasn't": "was", "weren't": "were", "mustn't": "must",
}  # fmt: skip
NEGATIONS = frozenset({"not", "never", "no", "neither", "nor", "without", "none", *NEGATED})
WEEKDAYS = words_of("monday tuesday wednesday thursday friday saturday sunday today yesterday")
DAYS = words_of(
    """
    monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thurs fri sat sun today yesterday
    tomorrow tonight overnight january february march april june july august september october november december
    morning afternoon evening night midday weekend week
    """
)
ADVERBS = words_of(
    """
    also again still now once twice later earlier previously already just even further then soon instead only both
    reportedly have always often sometimes thus meanwhile however all too finally since long jointly both first
    quietly late early nonetheless nevertheless therefore simply actually really initially
    """
) - {"since", "all", "both", "have"}
FINITE = words_of(
    """
    is are was were am has have had will would could should may might must can does did won't can't isn't aren't
    wasn't weren't doesn't didn't hasn't haven't comes came takes took makes made gives gave goes went gets got
    begins began becomes became falls fell rises rose knows knew sees saw keeps kept leaves loses lost wins won
    sends sent holds meets met means meant brings brought remains remained continues continued faces faced enters
    entered kills dies died appears appeared seems seemed seeks sought spends spent stands stood speaks spoke starts
        started stops stopped tries tried turns turned wants works worked gains grows grew happens happened hears
    heard helps     helped includes included joins joined launches launched lives lived looks looked moves? needs
    needed opens     opened plays played prepares prepared puts raises raised reaches reached returns? runs ran
    sells sets sits     talks? visits? voted wears tests? considers considered expects expected follows followed
    thinks thought feels
    broke chose drew drove fled fought struck threw withdrew upheld
    felt lets let hopes hoped allows allowed lies lay pushes pushed follows agreed
    """
)
PARTICIPLES = words_of(
    """
    freed held killed detained captured released based led backed run trapped wounded injured displaced kidnapped
    accused involved briefed close familiar speaking working living fighting seen obtained published known named
    called linked affiliated opposed loyal critical responsible representing calling demanding
    """
)
FIRST_PERSON = words_of("i we my our us i'm we're i'll we'll i've we've me")


_NO_ADVERBS = words_of("family daily ally assembly monopoly supply july italy reply apply rally bully")


def is_adverb(low: str) -> bool:
    """Words that may stand between a claimant and its verb."""
    return low in ADVERBS or (low.endswith("ly") and len(low) > 4 and low not in _NO_ADVERBS)


def is_time(low: str, after: str, *, first: bool) -> bool:
    """As in "Ardania on Tuesday rejected", "Ardania Tuesday rejected"; never the first word of a sentence."""
    if low in WEEKDAYS:
        return not first
    return low in ("on", "late", "early", "this", "last") and (after in DAYS or after in ("month", "year"))
