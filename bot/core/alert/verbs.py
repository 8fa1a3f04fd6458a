"""Claims by verb: "X says ...", "..., X says", "..., says X", "X accuses Y and calls for Z", "rejected by X"."""

from dataclasses import dataclass, replace

from bot.core.alert.clauses import Token
from bot.core.alert.cues import CUES, FormName, Verb
from bot.core.alert.found import Found, Setting
from bot.core.alert.grammar import ASIDE, CONTRAST, DAYS, DETERMINERS, FINITE, PREPOSITIONS
from bot.core.alert.speakers import PRONOUNS, is_person
from bot.core.alert.subjects import Group, Span, can_speak, head, is_plural, noun_after, subject_before, verb_group

_NOUN_NEXT = frozenset("of by against from are is were was have has had and or".split())
_ENDS = frozenset({"stop", "comma", "dash", "bar", "colon", "semi", "quote"})
_CLAUSE_BEGINS = frozenset("that the a an his her its their there at more no some".split())
_JOINS = frozenset({"and", "but", "then", "or", "yet"})


@dataclass(frozen=True, slots=True)
class _Hit:
    """A cue in a sentence: token index, lexicon entry, form, verb group."""

    at: int
    verb: Verb
    form: FormName
    group: Group


def verb_claims(setting: Setting) -> list[Found]:
    """All claims by verb of one sentence in order; nested ones are left out, an outer one removes what it covers."""
    found: list[Found] = []
    for at, token in enumerate(setting.tokens):
        entry = CUES.get(token.low)
        if entry is None or token.kind != "word" or token.quoted:
            continue
        hit = _Hit(at, *entry, verb_group(setting.tokens, at))
        claim = _claim(setting, hit, found)
        if claim is None:
            continue
        if claim.outer:
            found = [earlier for earlier in found if _semicolon_between(setting.tokens, earlier.cue[1], at)]
        found.append(claim)
    return found


def _semicolon_between(tokens: list[Token], start: int, end: int) -> bool:
    return any(token.kind == "semi" or token.low == "but" for token in tokens[start:end])


def _next(tokens: list[Token], at: int) -> Token | None:
    return tokens[at + 1] if at + 1 < len(tokens) else None


def _claim(setting: Setting, hit: _Hit, found: list[Found]) -> Found | None:
    if not _particle_follows(setting.tokens, hit) or _called_off(setting.tokens, hit):
        return None
    if hit.form == "past" and _is_passive(setting.tokens, hit):
        return _by_agent(setting, hit, found)
    if hit.group.infinitive or (hit.group.modal and not hit.group.negated):
        return None
    if hit.form == "ing" and not hit.group.helped:
        return None
    if (inverted := _inverted(setting, hit)) is not None:
        return inverted
    if _reads_as_noun(setting.tokens, hit) or not _object_follows(setting.tokens, hit):
        return None
    return _own_subject(setting, hit, found) or _shared_subject(setting, hit, found)


def _particle_follows(tokens: list[Token], hit: _Hit) -> bool:
    if not hit.verb.particles:
        return True
    return any(token.low in hit.verb.particles for token in tokens[hit.at + 1 : hit.at + 3])


def _called_off(tokens: list[Token], hit: _Hit) -> bool:
    """"said to have", "points out" aside: readings that are no claim."""
    after = _next(tokens, hit.at)
    return hit.verb.base == "say" and hit.form == "past" and after is not None and after.low == "to"


def _is_passive(tokens: list[Token], hit: _Hit) -> bool:
    if hit.group.passive:
        return True
    after = _next(tokens, hit.at)
    if after is None:
        return False
    if after.low == "by":
        return True
    if hit.verb.doubtful and not hit.group.helped:
        return not (after.capital or after.low in _CLAUSE_BEGINS or after.low in PRONOUNS)
    if not hit.verb.passive or hit.group.helped:
        return False
    if hit.verb.base == "warn":
        return after.low in ("over", "to", "not")
    return after.low in PREPOSITIONS or (after.low == "to" and hit.verb.base not in ("threaten",))


def _by_agent(setting: Setting, hit: _Hit, found: list[Found]) -> Found | None:
    """"accused of ... by X", "rejected by X": the agent, if it can speak and nothing outer covers the place."""
    if found and found[-1].kind == "attr":
        return None
    for i in range(hit.at + 1, min(hit.at + 9, len(setting.tokens))):
        token = setting.tokens[i]
        if token.kind != "word" or token.low in CUES:
            return None
        if token.low == "by":
            span = noun_after(setting.tokens, i + 1)
            if span and _speaks(setting, span, replace(hit.verb, somebody=True)):
                return _made(hit, span, "by", cue_end=hit.at + 1)
            return None
    return None


def _speaks(setting: Setting, span: Span, verb: Verb) -> bool:
    noun = head(setting.tokens, span)
    at = next(i for i in range(span.start, span.end) if setting.tokens[i] is noun)
    known = setting.names_actor(at, at + 1)
    if noun.low in PRONOUNS and setting.field == "title":
        return False
    return can_speak(setting.tokens, span, verb, title_case=setting.title_case, known=known)


def _made(hit: _Hit, span: Span, form: str, *, cue_end: int, outer: bool = False) -> Found:
    start = hit.group.start if hit.group.negated else hit.at
    return Found(
        claimant=(span.start, span.end),
        cue=(start, cue_end),
        stance=hit.verb.stance,
        kind=hit.verb.kind,
        form=form,
        negated=hit.group.negated,
        outer=outer,
    )


def _inverted(setting: Setting, hit: _Hit) -> Found | None:
    """"..., says X." and "'...', say experts": a mark before the cue, a claimant and the end of the sentence after."""
    tokens = setting.tokens
    before = tokens[hit.at - 1] if hit.at else None
    if not hit.verb.inverted or hit.group.start != hit.at:
        return None
    if before is None or before.kind not in ("comma", "quote", "dash"):
        return None
    span = noun_after(tokens, hit.at + 1)
    if span is None or span.end - span.start > 10 or not _speaks(setting, span, replace(hit.verb, somebody=True)):
        return None
    if span.end < len(tokens) and tokens[span.end].kind == "word" and not _may_follow(tokens[span.end]):
        return None
    return _made(hit, span, "inverted verb", cue_end=hit.at + 1, outer=True)


def _may_follow(token: Token) -> bool:
    return token.low in ASIDE | CONTRAST | DAYS or token.low in PREPOSITIONS


def _reads_as_noun(tokens: list[Token], hit: _Hit) -> bool:
    before = tokens[hit.at - 1] if hit.at else None
    if hit.form == "past" and before is not None and before.low in DETERMINERS:
        return True
    if not hit.verb.noun or hit.form in ("past", "ing") or hit.group.helped:
        return False
    after = _next(tokens, hit.at)
    if before is not None and before.kind == "word":
        if before.low in DETERMINERS or (before.low in PREPOSITIONS and before.low not in ("up", "down")):
            return True
        if before.low.endswith(("'s", "s'")):
            return True
    if after is None or after.kind in ("stop", "bar"):
        return hit.verb.kind == "act" or not hit.verb.inverted
    return after.low in _NOUN_NEXT and not hit.verb.particles


def _object_follows(tokens: list[Token], hit: _Hit) -> bool:
    """A transitive act needs its object: "Ardania hits back", "strikes back at" are no support."""
    if not (hit.verb.passive and hit.verb.kind == "act") or hit.verb.particles:
        return True
    after = _next(tokens, hit.at)
    if after is None or after.kind in ("stop", "bar", "semi"):
        return False
    if hit.verb.base in ("threaten", "ask", "press"):
        return True
    return after.low not in PREPOSITIONS or after.low in ("over", "around", "about", "more", "under")


def _own_subject(setting: Setting, hit: _Hit, found: list[Found]) -> Found | None:
    tokens = setting.tokens
    if hit.group.start and tokens[hit.group.start - 1].low in _JOINS:
        return None
    span = subject_before(tokens, hit.group.start)
    if span is None or not _agrees(tokens, hit, span) or not _speaks(setting, span, hit.verb):
        return None
    trailing = _is_trailing(tokens, hit, span)
    if _is_covered(found, hit, span, tokens, trailing=trailing):
        return None
    form = "trailing verb" if trailing else "verb"
    return _made(hit, span, form, cue_end=_cue_end(tokens, hit), outer=trailing)


def _cue_end(tokens: list[Token], hit: _Hit) -> int:
    """The cue with its particle ("calls for"), as printed."""
    for i in range(hit.at + 1, min(hit.at + 3, len(tokens))):
        if tokens[i].low in hit.verb.particles:
            return i + 1
    return hit.at + 1


def _agrees(tokens: list[Token], hit: _Hit, span: Span) -> bool:
    if hit.form == "base" and not hit.group.helped:
        return is_plural(tokens, span)
    if hit.form == "s" and hit.verb.noun:
        noun = head(tokens, span).low
        return not (noun in ("people", "men", "women") or (is_person(noun) and noun.endswith("s") and noun != "press"))
    return True


def _is_trailing(tokens: list[Token], hit: _Hit, span: Span) -> bool:
    """"..., X says" at the end of its clause: it covers what stands before."""
    if span.before not in ("comma", "dash", "quote") or hit.verb.kind == "act":
        return False
    after = _next(tokens, hit.at)
    if after is None or after.kind in _ENDS:
        return True
    if hit.verb.base == "tell":
        return _only_object_follows(tokens, hit.at)
    if after.low in ASIDE:
        return True
    return after.low in ("on", "in", "late", "early", "this") and _time_follows(tokens, hit.at + 2)


def _time_follows(tokens: list[Token], at: int) -> bool:
    following = tokens[at] if at < len(tokens) else None
    if following is None:
        return False
    return following.low in DAYS or following.low in ("a", "an", "interview", "statement", "report", "his", "her", "its")


def _only_object_follows(tokens: list[Token], at: int) -> bool:
    rest = [token for token in tokens[at + 1 :] if token.kind == "word"]
    return 0 < len(rest) <= 4 and all(token.capital or token.low in ("the", "and") for token in rest)


def _is_covered(found: list[Found], hit: _Hit, span: Span, tokens: list[Token], *, trailing: bool) -> bool:
    """Whether an earlier claim of the sentence covers this one, so that the outermost speaker stays alone."""
    if span.nested and not trailing:
        return True
    if not found or trailing:
        return False
    if span.before in CONTRAST or span.before == "semi":
        return False
    if hit.verb.kind == "attr":
        return not (span.before in ASIDE or span.before == "comma" or _and_says(tokens, hit, span))
    return not (span.before in ASIDE and found[-1].kind == "act")


def _and_says(tokens: list[Token], hit: _Hit, span: Span) -> bool:
    return hit.verb.base == "say" and span.start > 0 and tokens[span.start - 1].low == "and"


def _shared_subject(setting: Setting, hit: _Hit, found: list[Found]) -> Found | None:
    """"X accuses Y and calls for Z": a cue joined to an earlier one takes over its claimant."""
    tokens, before = setting.tokens, hit.group.start - 1
    if before < 1 or not (tokens[before].low in _JOINS or tokens[before].kind == "comma"):
        return None
    if hit.form == "ing" or hit.verb.base in ("agree", "accept"):
        return None
    span = Span(*found[-1].claimant) if found else _sentence_subject(setting, before)
    if span is None or (found and found[-1].outer) or not _speaks(setting, span, hit.verb):
        return None
    if not _agrees(tokens, hit, span):
        return None
    return _made(hit, span, "joined verb", cue_end=_cue_end(tokens, hit))


def _sentence_subject(setting: Setting, before: int) -> Span | None:
    """"Ardania and Verrin trade fire and accuse ...": names that begin the sentence, if a verb seems to follow."""
    if setting.title_case:
        return None
    end = 0
    for token in setting.tokens[:before]:
        name = token.kind == "word" and (token.capital or token.low in ("and", "of", "the") or is_person(token.low))
        if not name:
            break
        end += 1
    if end == 0 or end >= before:
        return None
    verb = setting.tokens[end].low
    looks = verb in FINITE or verb.endswith(("ed", "s")) or (is_plural(setting.tokens, Span(0, end)))
    return Span(0, end) if looks and setting.tokens[end - 1].low not in ("and", "of", "the") else None
