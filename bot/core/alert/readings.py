"""How a cue word reads where it stands: verb or noun, active or passive, with the particle and object it needs."""

from dataclasses import dataclass

from bot.core.alert.clauses import Token
from bot.core.alert.cues import CUES, FormName, Verb
from bot.core.alert.grammar import (
    ASIDE,
    AUXILIARIES,
    BE,
    DAYS,
    DETERMINERS,
    FINITE,
    MODALS,
    NEGATED,
    NOUN_ADJECTIVES,
    PREPOSITIONS,
    is_adverb,
    is_time,
    words_of,
)
from bot.core.alert.particles import ENDS, particle_follows, said_noun
from bot.core.alert.speakers import is_person

_CLOSES = frozenset({"stop", "bar"})
_NOUN_NEXT = words_of("of by against from are is was were have has had and or")
_OFFERED = words_of(
    "truce ceasefire cease-fire deal talks aid help support concessions concession apology condolences terms proposal "
    "exchange swap amnesty mediation compromise pause plan reward asylum assistance negotiations roadmap peace to"
)
_SPANS = words_of("week month year night weekend")
_MANY, _WON_REACH = 3, 6
_WON = words_of("wicket wickets scalp title crown medal gold silver bronze trophy pole podium lives record")
_SETTING = words_of("a an interview statement report his her its")
_TOPIC_NOUNS = {
    "question": words_of("about over that"),
    "doubt": words_of("about over that"),
    "remark": words_of("on about to"),
    "comment": words_of("on about to"),
    "claim": words_of("on about"),
}
_ALLEGES = words_of("they're it's he's she's that the a an he she it they his her its their in on , .")
_FREE_OBJECT = frozenset({"threaten", "ask", "press"})
_AFTER_OBJECT = words_of("to over around about more under against")


@dataclass(frozen=True, slots=True)
class Group:
    """The verb group of a cue: where it begins, and how the verb stands in it."""

    start: int
    negated: bool = False
    modal: bool = False
    infinitive: bool = False
    passive: bool = False
    helped: bool = False  # an auxiliary stands before: the form is surely a verb


@dataclass(frozen=True, slots=True)
class Hit:
    """A cue in a sentence: token index, lexicon entry, form, verb group."""

    at: int
    verb: Verb
    form: FormName
    group: Group


def hits(tokens: list[Token]) -> list[Hit]:
    """The cues of a sentence outside quotations, those that are surely none left out."""
    found, running = [], _is_running_text(tokens)
    for at, token in enumerate(tokens):
        entry = CUES.get(token.low)
        if entry is not None and token.kind == "word" and not token.quoted and not (running and _in_name(tokens, at)):
            hit = Hit(at, *entry, verb_group(tokens, at))
            if particle_follows(tokens, at, hit.verb) and not _is_said_to(tokens, hit):
                found.append(hit)
    return found


def _is_running_text(tokens: list[Token]) -> bool:
    """Whether small letters are the rule, so that a capital makes a name."""
    return sum(token.kind == "word" and len(token.text) > 3 and token.text.islower() for token in tokens) >= _MANY


def _in_name(tokens: list[Token], at: int) -> bool:
    """As in "Imperial Claims posted a loss": a cue with a capital inside a name. "SLAMS" is emphasis."""
    text = tokens[at].text
    return (
        at > 0
        and text[0].isupper()
        and not text.isupper()
        and tokens[at - 1].capital
        and not tokens[at - 1].text.isupper()
    )


def verb_group(tokens: list[Token], at: int) -> Group:
    """Walk left from the cue over auxiliaries, adverbs, negations and time words."""
    start, negated, modal, infinitive, be, helped = at, False, False, False, False, False
    for i in range(at - 1, -1, -1):
        word = NEGATED.get(tokens[i].low, tokens[i].low)
        if tokens[i].kind != "word":
            break
        if word == "to" and i == start - 1:
            infinitive = True
        elif word in MODALS or word in AUXILIARIES:
            modal, be, helped = modal or word in MODALS, be or word in BE, True
        elif not _may_stand_between(tokens, i, at):
            break
        negated = negated or word != tokens[i].low or word in ("not", "never")
        start = i
    progressive = be and tokens[at].low.endswith("ing")
    return Group(start, negated, modal, infinitive, be and not progressive, helped)


def _may_stand_between(tokens: list[Token], i: int, cue: int) -> bool:
    """Adverbs, negations and days. A capital where the cue has none makes a name ("Ada Marly says")."""
    token = tokens[i]
    if token.low in _SPANS and i > 1 and tokens[i - 1].low in ("last", "this"):
        return not tokens[i - 2].low.endswith("ed")  # "a poll released this week"
    if token.low in ("not", "never", "no") or is_time(token.low, tokens[i + 1].low, first=i == 0):
        return True
    return is_adverb(token.low) and (not token.capital or tokens[cue].capital)


def following(tokens: list[Token], hit: Hit) -> Token | None:
    """The token after the cue."""
    return tokens[hit.at + 1] if hit.at + 1 < len(tokens) else None


def _is_said_to(tokens: list[Token], hit: Hit) -> bool:
    """As in "said to have fled": a hedge, nobody says it."""
    after = following(tokens, hit)
    return hit.verb.base == "say" and hit.form == "past" and after is not None and after.low == "to"


def is_finite(hit: Hit) -> bool:
    """Whether the cue is what its subject does, not a wish, a possibility or a participle."""
    if hit.group.infinitive or (hit.group.modal and not (hit.group.negated and hit.verb.kind == "act")):
        return False
    return hit.form != "ing" or hit.group.helped


def reads_as_noun(tokens: list[Token], hit: Hit) -> bool:
    """Whether the word is no verb here: "the claims of", "amid calls for", "its proposed law", "is back"."""
    before = tokens[hit.at - 1] if hit.at and tokens[hit.at - 1].kind == "word" else None
    if hit.form == "past":
        return (before is not None and _modifies(before)) or _is_alleged(tokens, hit)
    if hit.form == "base" and hit.group.passive:
        return True
    if not hit.verb.noun or hit.form == "ing" or hit.group.helped:
        return False
    if hit.verb.base == "claim" and any(token.low in _WON for token in tokens[hit.at + 1 : hit.at + _WON_REACH]):
        return True
    return (before is not None and _leads_noun(before)) or _noun_goes_on(tokens, hit)


def _is_alleged(tokens: list[Token], hit: Hit) -> bool:
    """As in "an investigation into Osk alleged fraud": nearly always an adjective."""
    after = following(tokens, hit)
    return hit.verb.base == "allege" and not hit.group.helped and after is not None and after.low not in _ALLEGES


def _modifies(before: Token) -> bool:
    acting = before.low.endswith("ing") and not before.capital and not is_person(before.low)  # no "Jinping said"
    return before.low in DETERMINERS or before.low in PREPOSITIONS or before.low.endswith(("'s", "s'")) or acting


def _leads_noun(before: Token) -> bool:
    """Also "sparks fears": a verb in small letters that takes the noun as its object."""
    if before.low in ("up", "down"):
        return False
    return (
        _modifies(before)
        or before.low in NOUN_ADJECTIVES
        or (before.low.endswith("s") and not before.capital and not is_person(before.low))
    )


def _noun_goes_on(tokens: list[Token], hit: Hit) -> bool:
    after = following(tokens, hit)
    if after is None or after.kind in _CLOSES:
        return hit.verb.kind == "act" or not hit.verb.inverted
    if after.low in _TOPIC_NOUNS.get(hit.verb.base, ()) or after.low in ("say", "show", "suggest", "says", "shows"):
        return True
    if hit.form == "base" and after.low in FINITE:
        return True
    urged = hit.verb.base == "urge" and after.low == "against"
    return after.low in _NOUN_NEXT and not hit.verb.particles and not urged


def object_follows(tokens: list[Token], hit: Hit) -> bool:
    """A transitive act needs its object: "strikes back at" is no support."""
    if not (hit.verb.passive and hit.verb.kind == "act") or hit.verb.particles:
        return True
    after = following(tokens, hit)
    if after is None or after.kind in _CLOSES or after.kind == "semi":
        return False
    if hit.verb.base == "offer":
        return any(token.low in _OFFERED for token in tokens[hit.at + 1 : hit.at + 5])
    return (
        hit.verb.base in _FREE_OBJECT
        or (hit.form == "past" and hit.group.helped)
        or after.low not in PREPOSITIONS
        or after.low in _AFTER_OBJECT
    )


def cue_end(tokens: list[Token], hit: Hit) -> int:
    """Where the cue as printed ends: with its particle ("calls for"), or with who was told ("tell Harbour Post")."""
    if "N" in hit.verb.particles:
        return said_noun(tokens, hit.at) + 1
    for i in range(hit.at + 1, min(hit.at + 3, len(tokens))):
        if tokens[i].kind == "quote":
            break
        if tokens[i].kind == "word" and tokens[i].low in hit.verb.particles:
            return i + 1
    return _told(tokens, hit) if hit.verb.base == "tell" and tokens[hit.at].text.islower() else hit.at + 1


def _told(tokens: list[Token], hit: Hit) -> int:
    end = hit.at + 1
    while end < min(hit.at + 5, len(tokens)) and tokens[end].kind == "word" and tokens[end].capital:
        end += 1
    return end


def ends_after(tokens: list[Token], hit: Hit) -> bool:
    """Whether nothing follows the cue that could be said ("Hostage deal explained")."""
    end = cue_end(tokens, hit)
    if end < len(tokens) and tokens[end].kind == "colon":
        return hit.form == "past"  # "Osk warns: ..." says it
    return end >= len(tokens) or tokens[end].kind in _CLOSES


def closes_clause(tokens: list[Token], hit: Hit) -> bool:
    """Whether the cue stands at the end of its clause, as it does in "..., X says"."""
    after = following(tokens, hit)
    if after is None or after.kind in ENDS or after.low in ASIDE:
        return True
    if hit.verb.base == "tell":
        return _only_names_follow(tokens, hit.at)
    if after.low in ("despite", "amid"):
        return True
    return after.low in ("on", "in", "late", "early", "this") and _is_setting(tokens, hit.at + 2)


def _is_setting(tokens: list[Token], at: int) -> bool:
    return at < len(tokens) and (tokens[at].low in DAYS or tokens[at].low in _SETTING)


def _only_names_follow(tokens: list[Token], at: int) -> bool:
    rest = [token for token in tokens[at + 1 :] if token.kind == "word"]
    return 0 < len(rest) <= 4 and all(token.capital or token.low in ("the", "and") for token in rest)
