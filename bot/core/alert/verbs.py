"""Claims by verb: "X says ...", "..., X says", "..., says X", "X accuses Y and calls for Z", "rejected by X"."""

from dataclasses import replace
from typing import Literal

from bot.core.alert.agreement import agrees
from bot.core.alert.clauses import Token
from bot.core.alert.cues import CUES, Verb
from bot.core.alert.found import Found, Setting
from bot.core.alert.grammar import (
    ASIDE,
    CONTRAST,
    DAYS,
    FINITE,
    NEGATIONS,
    PREPOSITIONS,
    RELATIVES,
    is_adverb,
    words_of,
)
from bot.core.alert.joined import sentence_subject
from bot.core.alert.lexicon import OTHER_READINGS, SAID_NOUNS
from bot.core.alert.passives import is_passive
from bot.core.alert.readings import (
    Hit,
    closes_clause,
    cue_end,
    ends_after,
    hits,
    is_finite,
    object_follows,
    reads_as_noun,
)
from bot.core.alert.rulings import finding
from bot.core.alert.speakers import DOCUMENTS, PRONOUNS, is_person
from bot.core.alert.speaking import can_speak, head
from bot.core.alert.subjects import Span, noun_after, subject_before

_JOINS = words_of("and but then or yet")
_HYPOTHETICAL = words_of("what how why whether if unless than until")
_SETTINGS = words_of("on in at during amid despite following over")
_SAYING = words_of("say claim argue warn insist allege accuse blame post tell deny declare announce call")
_PASSIVE_REACH = 9
_INVERTED_LONGEST = 10


def verb_claims(setting: Setting) -> list[Found]:
    """All claims by verb of one sentence in order; nested ones are left out, an outer one removes what it covers."""
    found: list[Found] = []
    for hit in hits(setting.tokens):
        claim = _claim(setting, hit, found)
        if claim is not None and claim.outer:
            found = [earlier for earlier in found if _parted(setting.tokens, earlier.cue[1], hit.at)]
        if claim is not None:
            found.append(claim)
    return found


def _parted(tokens: list[Token], start: int, end: int) -> bool:
    return any(token.kind == "semi" or token.low == "but" for token in tokens[start:end])


def _claim(setting: Setting, hit: Hit, found: list[Found]) -> Found | None:
    if is_passive(setting.tokens, hit):
        return _by_agent(setting, hit, found)
    if not is_finite(hit):
        return _participle(setting, hit) if not found else None
    if (inverted := _inverted(setting, hit, found)) is not None:
        return inverted
    if reads_as_noun(setting.tokens, hit) or not object_follows(setting.tokens, hit):
        return None
    return _own_subject(setting, hit, found) or _shared_subject(setting, hit, found)


def _made(tokens: list[Token], hit: Hit, span: Span, form: str, end: int, *, outer: bool = False) -> Found:
    stance, kind = _reading(tokens, hit, end)
    return Found(
        claimant=(span.start, span.end),
        cue=(hit.group.start if hit.group.negated else hit.at, end),
        stance=stance,
        kind=kind,
        form=form,
        negated=hit.group.negated,
        outer=outer,
    )


def _reading(tokens: list[Token], hit: Hit, end: int) -> tuple[str, Literal["attr", "act"]]:
    """Stance and kind, where the words behind the cue turn them: calls it 'a farce' is somebody's words, no demand."""
    if hit.verb.base == "call" and end == hit.at + 1:
        return "accuse", "attr"
    if "N" in hit.verb.particles:
        return SAID_NOUNS[tokens[end - 1].low], "act"
    stance, kind = OTHER_READINGS.get((hit.verb.base, tokens[end - 1].low), (hit.verb.stance, hit.verb.kind))
    return stance, "act" if kind == "act" else "attr"


def _speaks(setting: Setting, span: Span, verb: Verb) -> bool:
    noun = head(setting.tokens, span)
    at = next(i for i in range(span.start, span.end) if setting.tokens[i] is noun)
    if noun.low in PRONOUNS and setting.field == "title":
        return False
    known = setting.names_actor(at, at + 1)
    return can_speak(setting.tokens, span, verb, title_case=setting.title_case, known=known)


def _by_agent(setting: Setting, hit: Hit, found: list[Found]) -> Found | None:
    """As in "accused of ... by X": the agent, if it can speak and no claim before covers the place."""
    tokens = setting.tokens
    if found and found[-1].kind == "attr":
        return None
    if hit.verb.base == "deny" and tokens[hit.at + 1].low != "by":  # "denied parole by": withheld, not contradicted
        return None
    for i in range(hit.at + 1, min(hit.at + _PASSIVE_REACH, len(tokens))):
        if tokens[i].kind != "word" or tokens[i].low in CUES or tokens[i].low in FINITE:
            return None
        if tokens[i].low == "to" or (tokens[i].low.endswith("ed") and i > hit.at + 1):
            return None
        if tokens[i].low == "by":
            span = noun_after(tokens, i + 1)
            agent = (
                span is not None
                and not tokens[span.end - 1].low[0].isdigit()
                and _speaks(setting, span, replace(hit.verb, somebody=True))
            )
            return _made(tokens, hit, span, "by", hit.at + 1) if span and agent else None
    return None


def _inverted(setting: Setting, hit: Hit, found: list[Found]) -> Found | None:
    """As in "..., says X": a mark before the cue, a claimant and the end of the clause after.

    A verb that may take a person as object ("..., warns X") is turned round only at the end of a sentence that has
    no claimant yet: else X is who is warned.
    """
    tokens = setting.tokens
    marked = hit.at > 0 and tokens[hit.at - 1].kind in ("comma", "quote", "dash")
    if not (marked and hit.verb.inverted and hit.group.start == hit.at):
        return None
    span = noun_after(tokens, hit.at + 1)
    said = hit.verb.base == "say" and _ends_quotation(tokens, hit.at)
    if span is None or span.end - span.start > _INVERTED_LONGEST or _goes_on(tokens, span.end, said=said):
        return None
    if _is_clause(tokens, span) or is_adverb(tokens[span.start].low):
        return None
    ends = _ends(tokens, span.end)
    if hit.verb.passive and (found or not ends):
        return None
    known_to_end = hit.verb.base == "say" and ends and not found and not _has_verb(tokens, span)
    if not _speaks(setting, span, replace(hit.verb, somebody=not known_to_end)):
        return None
    return replace(_made(tokens, hit, span, "inverted verb", hit.at + 1, outer=True), kind="attr")


def _ends_quotation(tokens: list[Token], at: int) -> bool:
    """As in "‘We tried,’ says ...": what stands before the cue is a whole quotation."""
    return tokens[at - 1].kind == "quote" and at > 2 and tokens[0].kind == "quote"


def _goes_on(tokens: list[Token], end: int, *, said: bool) -> bool:
    """Whether a verb or the like follows, so that the noun is its subject. After a quotation a claimant may hang on."""
    if end >= len(tokens) or tokens[end].kind != "word":
        return False
    low = tokens[end].low
    if said and (low in PREPOSITIONS or low in RELATIVES):
        return False
    return not (low in ASIDE or low in CONTRAST or low in DAYS or low in _SETTINGS)


def _is_clause(tokens: list[Token], span: Span) -> bool:
    """As in ", suggest envoys take new roads": a plural with a verb behind it."""
    return any(
        is_person(tokens[i].low)
        and tokens[i].low.endswith("s")
        and tokens[i + 1].kind == "word"
        and _is_loose(tokens[i + 1])
        for i in range(span.start, span.end - 1)
    )


def _is_loose(token: Token) -> bool:
    known = token.low in PREPOSITIONS or token.low in RELATIVES or token.low in ("and", "&") or is_person(token.low)
    return token.text.islower() and not known


def _has_verb(tokens: list[Token], span: Span) -> bool:
    inside = (token.low for token in tokens[span.start : span.end])
    return any(
        (low in CUES and CUES[low][1] != "base") or low in FINITE or low in NEGATIONS or low.endswith("ed")
        for low in inside
    )


def _ends(tokens: list[Token], end: int) -> bool:
    return end >= len(tokens) or tokens[end].kind in ("stop", "bar")


def _own_subject(setting: Setting, hit: Hit, found: list[Found]) -> Found | None:
    tokens = setting.tokens
    if hit.group.start and tokens[hit.group.start - 1].low in _JOINS:
        return None
    span = subject_before(tokens, hit.group.start)
    if span is None or not agrees(tokens, hit, span):
        return None
    verb = finding(tokens, hit, span)
    if verb is None or not _speaks(setting, span, verb):
        return None
    after_mark = span.before in ("comma", "dash", "quote")
    says = hit.verb.kind == "attr" or hit.verb.inverted or hit.verb.base == "rule"
    trailing = after_mark and says and closes_clause(tokens, hit)
    if not trailing and (ends_after(tokens, hit) or _is_covered(tokens, hit, span, found)):
        return None
    form = "trailing verb" if trailing else "verb"
    return _made(tokens, hit, span, form, cue_end(tokens, hit), outer=trailing)


def _is_covered(tokens: list[Token], hit: Hit, span: Span, found: list[Found]) -> bool:
    """Whether an earlier claim of the sentence covers this one, so that the outermost speaker stays alone."""
    if span.nested or span.before in _HYPOTHETICAL or any(span.start < one.cue[0] < span.end for one in found):
        return True
    if not found or span.before in CONTRAST or span.before == "semi":
        return False
    beside = span.before in ASIDE or span.before == "comma"
    if hit.verb.kind == "act":
        return not (beside and (found[-1].kind == "act" or _stands_aside(tokens, found[-1])))
    return not (beside or (hit.verb.base == "say" and span.start > 0 and tokens[span.start - 1].low == "and"))


def _stands_aside(tokens: list[Token], claim: Found) -> bool:
    """As in "After Osk says no, Ruhl calls for ...": a claim that covers its own clause only."""
    start = claim.claimant[0]
    return start > 0 and tokens[start - 1].low in ASIDE


def _shared_subject(setting: Setting, hit: Hit, found: list[Found]) -> Found | None:
    """As in "X accuses Y and calls for Z": a cue joined to an earlier one takes over its claimant."""
    tokens, before = setting.tokens, hit.group.start - 1
    if before < 1 or not (tokens[before].low in _JOINS or tokens[before].kind in ("comma", "quote")):
        return None
    if hit.verb.base in ("agree", "accept"):
        return None
    if hit.verb.noun and (tokens[before].kind == "quote" or (hit.form == "base" and tokens[before].low not in _JOINS)):
        return None
    span = Span(*found[-1].claimant) if found else sentence_subject(setting, before, sure=_is_sure(tokens, hit))
    if span is None or (found and found[-1].outer) or not _speaks(setting, span, hit.verb):
        return None
    return _made(tokens, hit, span, "joined verb", cue_end(tokens, hit)) if agrees(tokens, hit, span) else None


def _is_suit(tokens: list[Token], hit: Hit) -> bool:
    """As in "sues the town alleging": only where somebody sues, and not "a lawsuit alleging"."""
    if hit.verb.base not in ("allege", "accuse", "claim") or tokens[hit.at - 1].low in DOCUMENTS:
        return False
    return any(token.low in ("sue", "sues", "sued", "suing") for token in tokens[: hit.at])


def _is_sure(tokens: list[Token], hit: Hit) -> bool:
    """Whether the cue can be no noun of a list: "... and calls for" is one at times, "..., blames" hardly ever."""
    return not hit.verb.noun or hit.form == "past" or (hit.form == "s" and tokens[hit.at - 1].kind == "comma")


def _participle(setting: Setting, hit: Hit) -> Found | None:
    """As in "X sued the town, saying ...": the subject of the sentence, where no claim of the sentence names it."""
    tokens, before = setting.tokens, hit.at - 1
    if hit.form != "ing" or hit.group.start != hit.at or hit.verb.base not in _SAYING:
        return None
    marked = before >= 2 and tokens[before].kind in ("comma", "dash")
    if not (marked or _is_suit(tokens, hit)) or ends_after(tokens, hit):
        return None
    span = sentence_subject(setting, before, sure=True)
    if span is None or not _speaks(setting, span, replace(hit.verb, somebody=True)):
        return None
    return _made(tokens, hit, span, "participle", cue_end(tokens, hit))
