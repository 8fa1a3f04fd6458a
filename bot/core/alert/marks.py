"""Claims by a mark alone: "Name: ...", "...: officials", "... - Name". Headlines only.

The same marks set off labels ("Israel-Hamas war: ...", "... - live updates"). A claimant is taken only where the words
are a noun that speaks, a name the actor table or the description knows as a speaker, or where what follows sounds
spoken. A country before a colon is a label unless a quotation or the like follows.
"""

from collections.abc import Sequence

from bot.core.alert.clauses import Token
from bot.core.alert.cues import CUES
from bot.core.alert.found import Found, Setting, first_words
from bot.core.alert.grammar import (
    DAYS,
    DETERMINERS,
    FINITE,
    FIRST_PERSON,
    MODALS,
    NEGATED,
    PREPOSITIONS,
    RELATIVES,
    SUBORDINATORS,
    words_of,
)
from bot.core.alert.places import COUNTRIES
from bot.core.alert.speakers import DOCUMENTS, LABELS, THINGS, is_person

_MOST_LABEL = 8
_LONG_NAME = 5
_OCCASION = words_of("on after about over before")
_TOPIC = words_of("on to after in")
_FIRST_PERSON = FIRST_PERSON - {"us"}
_SPOKEN = _FIRST_PERSON | MODALS | frozenset(NEGATED)
_REPORTS = words_of("report reports study poll survey")
_SOURCES = _REPORTS | words_of(
    "letter memo document email filing statement records documents data lawsuit indictment autopsy"
)
_SUBJECT_MATTER = words_of(
    "hostage hostages prisoner prisoners captive captives detainee detainees migrant migrants refugee refugees victim "
    "victims suspect suspects patient patients student students women men woman man girl boy child children people "
    "school schools university church club party parties soldiers troops families family workers staff army navy state "
    "football farmers voters doctors nurses teachers settlers protesters workers"
)
_GREETINGS = words_of("goodbye farewell hello meet inside behind introducing remembering")
_OFFICES = words_of(
    "senator sen rep gov gen governor president minister general judge justice mayor chancellor sheriff"
)
_NO_NAME = words_of("a the and but then how what here's with for")


def colon_speaker(setting: Setting, known: frozenset[str]) -> Found | None:
    """As in "Name: ..." at the begin of a headline, unless the words before the colon are a label.

    `known` are last words of people the description names: a name that is somebody there is somebody here.
    """
    tokens = setting.tokens
    colon = next((i for i, token in enumerate(tokens[: _MOST_LABEL + 1]) if token.kind == "colon"), 0)
    end = _before_topic(tokens, colon)
    words, rest = tokens[:end], tokens[colon + 1 :]
    plain = all(token.kind == "word" and not token.quoted for token in words)
    if _is_introduced(words, rest):
        comma = next(i for i, token in enumerate(words) if token.kind == "comma")
        return Found((0, comma), (colon, colon + 1), "say", "attr", "colon", outer=True)
    if not words or not plain or first_words(rest) < 2 or _is_label(words) or _pairs_countries(words[-1]):
        return None
    if _is_speaker(setting, words, rest, known) or (end < colon and _is_addressed(words, tokens[end], rest)):
        return Found((0, end), (colon, colon + 1), "say", "attr", "colon", outer=True)
    return None


def _is_introduced(words: list[Token], rest: list[Token]) -> bool:
    """As in "Ada Marrow, military expert: ‘We must wait’": a name, who that is, a quotation."""
    commas = [i for i, token in enumerate(words) if token.kind == "comma"]
    if len(commas) != 1 or not _quoted_first(rest):
        return False
    name, role = words[: commas[0]], words[commas[0] + 1 :]
    return bool(name) and _is_name(name) and bool(role) and is_person(role[-1].low)


def _before_topic(tokens: list[Token], colon: int) -> int:
    """As in "Name on the deal:", "Name to her critics:": the name alone."""
    return next((i for i in range(1, min(colon, 5)) if tokens[i].low in _TOPIC), colon)


def _lows(words: Sequence[Token]) -> list[str]:
    return [token.low.removesuffix("'s") for token in words]


def _is_label(words: Sequence[Token]) -> bool:
    lows = _lows(words)
    if all(token.text.isupper() and len(token.text) > 2 for token in words) and len(words) > 1:
        return True  # a columnist's byline
    if lows[0] in _GREETINGS or (lows[0].endswith("ing") and len(lows) > 1 and lows[1] in DETERMINERS):
        return True
    if lows[-1] in LABELS or lows[-1] in THINGS or lows[-1] in DAYS or "live" in lows:
        return True
    return any(
        low.isdigit() or low in FINITE or low in SUBORDINATORS or (low in PREPOSITIONS and low not in ("of", "for"))
        for low in lows
    )


def _pairs_countries(word: Token) -> bool:
    """As in "Ardania-Verrin:" with countries: who against whom, not who says."""
    return "-" in word.low and not COUNTRIES.isdisjoint(word.low.split("-"))


def _is_speaker(setting: Setting, words: list[Token], rest: list[Token], known: frozenset[str]) -> bool:
    last, speech = _lows(words)[-1], _sounds_spoken(rest)
    if last in COUNTRIES or " ".join(_lows(words)) in COUNTRIES or last in _SUBJECT_MATTER:
        return speech and len(words) == 1
    if last in DOCUMENTS:
        outlet = len(words) > 2 and words[1].text == "News"  # "Harbour News Poll:"
        return last in _REPORTS and not any(low in LABELS and not (outlet and low == "news") for low in _lows(words))
    if is_person(last) or _is_titled(words):
        return len(words) <= _LONG_NAME or not {"of", "for"}.isdisjoint(_lows(words))
    if not _is_name(words):
        return False
    if setting.names_actor(len(words) - 1, len(words)):
        return not (words[-1].low.endswith("'s") or _is_portrait(rest))
    return (speech or last in known) if len(words) == 1 else _quoted_first(rest) or _in_first_person(rest)


def _is_portrait(rest: list[Token]) -> bool:
    """As in "Name: The quiet man who leads the talks": a noun, no sentence."""
    if rest[0].low not in ("the", "a", "an"):
        return False
    end = next((i for i, token in enumerate(rest) if token.low in RELATIVES), len(rest))
    return not any(token.low in FINITE or token.low in MODALS or _is_verb(token) for token in rest[1:end])


def _is_verb(token: Token) -> bool:
    return token.low in CUES and CUES[token.low][1] in ("s", "past") and not CUES[token.low][0].noun


def _is_titled(words: list[Token]) -> bool:
    """As in "Lake mission head Ada Marrow": an office, then a name of two words or more to the end."""
    at = next((i for i in range(len(words) - 3, -1, -1) if is_person(words[i].low)), -1)
    if at >= 0 and not words[at].capital and all(token.capital for token in words[at + 1 :]):
        return True
    return len(words) > 1 and words[-2].low in _OFFICES and words[-1].capital


def _is_addressed(words: list[Token], topic: Token, rest: list[Token]) -> bool:
    """As in "Name on the deal: 'We ...'": a name with its subject, and a quotation."""
    quoted = _quoted_first(rest) or (topic.low == "on" and any(token.quoted for token in rest))
    return _is_name(words) and len(words) <= 2 and quoted


def _is_name(words: Sequence[Token]) -> bool:
    """Up to three capitalised words without figures."""
    return len(words) <= 3 and all(token.capital and not any(map(str.isdigit, token.text)) for token in words)


def _is_known_name(words: Sequence[Token], names: frozenset[str] | None) -> bool:
    last = words[-1]
    if words[0].low.endswith("ing") or any(part in COUNTRIES for part in last.low.split("-")):
        return False
    return last.text.isupper() or names is None or last.low in names


def _sounds_spoken(rest: list[Token]) -> bool:
    """Signs of somebody speaking: a quotation at the begin, first person, "must", "will", "won't"."""
    spoken = any(token.kind == "word" and not token.quoted and token.low in _SPOKEN for token in rest)
    return spoken or _quoted_first(rest)


def _in_first_person(rest: list[Token]) -> bool:
    return any(token.low in _FIRST_PERSON and not token.quoted for token in rest)


def _quoted_first(rest: list[Token]) -> bool:
    return bool(rest) and (rest[0].kind == "quote" or rest[0].quoted)


def dash_speaker(setting: Setting, outlet: str = "") -> Found | None:
    """As in "... - Name", "... -source": a claimant after the last dash; the outlet's own name is none."""
    tokens = setting.tokens
    dash = max((i for i, token in enumerate(tokens) if token.kind == "dash"), default=0)
    tail = [token for token in tokens[dash + 1 :] if token.kind == "word"]
    cut = next((i for i, token in enumerate(tail) if i and token.low in (*_TOPIC, "as")), len(tail))
    words = tail[:cut]
    if first_words(tokens[:dash]) < 3 or not 0 < cut <= 6 or len(tail) > 8 or words[0].quoted or "no" in _lows(words):
        return None
    if _credits(outlet, words) or words[0].low in _NO_NAME or (_is_label(words) and not _is_news_outlet(words)):
        return None
    if not _is_dash_source(setting, words, dash):
        return None
    start = tokens.index(words[0])
    return Found((start, start + cut), (dash, dash + 1), "say", "attr", "dash", outer=True)


def _credits(outlet: str, words: list[Token]) -> bool:
    name, own = " ".join(token.low for token in words), outlet.casefold()
    return bool(own) and (name in own or own in name)


def _is_news_outlet(words: list[Token]) -> bool:
    """As in "Harbour News"; "World News", "Latest News" are sections."""
    first = words[0].low
    return len(words) > 1 and words[-1].text == "News" and _is_name(words) and not (first in LABELS or first in THINGS)


def _is_dash_source(setting: Setting, words: list[Token], dash: int) -> bool:
    if is_person(words[-1].low) or words[-1].low in _SOURCES:
        return True
    if any(start >= setting.tokens[dash].start for start, _ in setting.actors):
        return True
    named = _is_name(words) and all(token.low.removesuffix("'s").isalpha() for token in words)
    return named and (not setting.title_case or setting.tokens[dash - 1].quoted)


def trailing_colon(setting: Setting, names: frozenset[str] | None) -> Found | None:
    """As in "...: officials", "...: Marrow": a claimant after the last colon, with a clause before.

    `names` are words the description writes with a capital inside a sentence, None where there is no description: a
    capital after a colon alone proves no name ("... by another war: Drugs").
    """
    tokens = setting.tokens
    colon = max((i for i, token in enumerate(tokens) if token.kind == "colon"), default=0)
    words = [token for token in tokens[colon + 1 :] if token.kind == "word"]
    quotation = colon > 1 and all(token.quoted or token.kind == "quote" for token in tokens[:colon])
    if quotation and words and tokens[-1].kind == "word":
        words = words[: next((i for i, token in enumerate(words) if i and token.low in _OCCASION), len(words))]
        if not all(token.capital or is_person(token.low) for token in words):
            return None
    if first_words(tokens[:colon]) < (1 if quotation else 5) or not 0 < len(words) <= 5 or words[0].quoted:
        return None
    source = is_person(words[-1].low) or words[-1].low in _SOURCES
    name = not setting.title_case and _is_name(words) and _is_known_name(words, names)
    if not (source or name) or (_is_label(words) and words[-1].low not in _SOURCES):
        return None
    start = tokens.index(words[0])
    return Found((start, start + len(words)), (colon, colon + 1), "say", "attr", "trailing colon", outer=True)
