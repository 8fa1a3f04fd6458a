"""A headline taken apart: labels stripped, the outermost speaker set aside, the main clause cut from its background."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.core.detect.bystanders import bystander
from bot.core.detect.lexicon import CUES, CUTS, LABELS, UNNAMED
from bot.core.detect.phrases import Form, Hit, Phrases, forms
from bot.core.detect.words import Word, texts_of

_LABELS = Phrases({"label": LABELS})
_CUES = Phrases({"cue": CUES})
_CUTS: dict[str, list[tuple[str, ...]]] = {}
for _cut_words in sorted((tuple(_cut.split()) for _cut in CUTS.split(", ")), key=len, reverse=True):
    _CUTS.setdefault(_cut_words[0], []).append(_cut_words)
_NOT_AS = frozenset(("is", "are", "was", "were", "be", "such", "known", "seen", "same", "named", "described"))
# What is done with somebody: "meets with", "deal with".
_WITH = frozenset(
    (
        *(
            "meet",
            "meets",
            "met",
            "meeting",
            "talk",
            "talks",
            "talking",
            "speak",
            "speaks",
            "spoke",
            "speaking",
            "deal",
        ),
        *("agreement", "agree", "agrees", "agreed", "truce", "ceasefire", "fire", "war", "call", "negotiate", "accord"),
        *("up", "along", "board", "negotiates", "negotiating", "negotiations", "exchange", "swap", "pact", "phone"),
    )
)
_OUTCOMES = frozenset(("agreement", "deal", "accord", "no"))
_TRAILERS = frozenset(("as it happened", "video", "live", "in pictures", "live updates", "podcast", "explainer"))
_PRONOUNS = frozenset(("it", "they", "he", "she"))
_TITLES = frozenset(
    ("pm", "fm", "chief", "head", "party", "lawmaker", "senator", "him", "her", "them", "who", "that", "it")
)
_UNNAMED = frozenset(UNNAMED.split(", "))
_STRONG = frozenset(
    ("says", "said", "say", "announces", "announced", "confirms", "confirmed", "claims", "reports", "insists")
)
_TRAILING = _STRONG | frozenset(("warns", "warned", "vows", "adds", "admits", "suggests", "hints", "reveals"))
_TELL = frozenset(("tell", "tells", "told"))
_BROADCASTERS = frozenset(("tv", "television", "radio"))
# Words between "tells" and "to" that make a clause of it: "tells the UN he is ready to".
_NO_ORDER = frozenset(
    ("he", "she", "it", "they", "we", "is", "are", "was", "will", "would", "has", "have", "ready", "willing", "that")
)
_WEEKDAYS = frozenset(("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"))

_BACKGROUND = frozenset({"after", "as", "amid", "despite", "while", "until", "because"})
_DECLARE = frozenset(form for verb in ("announce", "declare", "proclaim") for form in forms(verb))
_AFTER_THING = frozenset("in on with for from between until after as at over across along around starting".split())  # noqa: SIM905


@dataclass(frozen=True, slots=True)
class Parsed:
    """A headline's parts. `speaker` is an actor's id, "unnamed", "other:<word>" or None."""

    label: tuple[Word, ...]
    main: tuple[Word, ...]
    rest: tuple[Word, ...]
    speaker: str | None
    behind: bool = False  # the main clause is one that another only mentions: "A faces a choice after the truce ended"


def _who(words: Sequence[Word]) -> str | None:
    if people := bystander(words):
        return f"other:{people}"
    actor = next((word.actor for word in words if word.actor), None)
    if actor:
        return actor
    if any(word.text in _UNNAMED for word in words):
        return "unnamed"
    return f"other:{words[-1].text}" if words and words[-1].text not in _TITLES else None


def _split_label(words: list[Word]) -> tuple[list[Word], list[Word], str | None]:
    """A label before a colon or bar, the rest, and the speaker if the label is one ("Trump: ...")."""
    colon = next((at for at, word in enumerate(words[1:9], 1) if word.before in {":", "|"}), None)
    if colon is None or any(word.text in _STRONG for word in words[:colon]):
        return [], words, None
    left, right = words[:colon], words[colon:]
    names = {word.actor for word in left if word.actor}
    labelled = next(_LABELS.find(texts_of(left)), None) is not None
    if len(right) <= 3 and not labelled:
        return [], words, None
    if labelled or len(names) > 1 or (len(left) == 1 and not names):
        return left, right, None
    if names and all(word.actor or word.text in _UNNAMED for word in left):
        return left, right, next(iter(names))
    return left, right, None


def _trailing_speaker(words: list[Word]) -> tuple[list[Word], str | None]:
    """A speaker at the end: ", X says", ", says X", "- X", ": X"."""
    for at in range(len(words) - 1, max(len(words) - 9, 1), -1):
        sign = words[at].before
        if not sign or sign not in ",-:":
            continue
        tail = words[at:]
        texts = texts_of(tail)
        if sign == "-" and " ".join(texts) in _TRAILERS:
            return words[:at], None
        if sign == "," and any(text in _TRAILING for text in (texts[0], texts[-1])):
            spoken = tail[1:] if texts[0] in _TRAILING else tail[:-1]
            return words[:at], _who(spoken) or "unnamed"
        if sign == "," and len(tail) <= 5 and _TELL & set(texts[1:3]):  # ", sources tell the Ledger"
            return words[:at], _who(tail[: next(k for k, text in enumerate(texts) if text in _TELL)])
        if sign == "," and texts[:2] == ["according", "to"]:
            return words[:at], _who(tail[2:])
        if (
            sign in "-:"
            and len(tail) <= 4
            and at >= 2
            and (tail[0].actor or texts[-1] in _UNNAMED or texts[-1] in _BROADCASTERS or sign == "-")
        ):
            return words[:at], _who(tail)
    return words, None


def _leading_speaker(words: list[Word], news: "News") -> tuple[list[Word], str | None]:
    """A speaker at the start: "X says (that) ..."; the clause begins after the cue."""
    cue = next((hit for hit in _CUES.find(texts_of(words[:9])) if hit.start > 0), None)
    if cue is None or not _introduces(words, cue, news):
        return words, None
    after = words[cue.end :]
    return after[1:] if after[0].text == "that" else after, _who(words[: cue.start])


def _introduces(words: Sequence[Word], cue: Hit, news: "News") -> bool:
    """Whether what follows a cue is the word of whoever stands before it."""
    before, after = words[: cue.start], words[cue.end :]
    texts = texts_of(after[:2])
    if len(after) < 2 or before[-1].text in _PRONOUNS or texts[0] in {"on", "yes"} or texts == ["no", "to"]:
        return False
    if any(text in _BACKGROUND for text in texts_of(before[1:])):
        return False  # "captives freed after A said ...": A speaks of something else
    if _is_order(words, cue) or _is_announced(before, cue, news):
        return False
    if words[cue.start].text in _DECLARE and _is_bare_thing(after, news):
        return False
    return words[cue.start].text in _STRONG or _clause_follows(after)


def _is_announced(before: Sequence[Word], cue: Hit, news: "News") -> bool:
    """Whether a thing is announced, and nobody's name stands before: "truce announced in ..."."""
    named = any(word.actor for word in before)
    return cue.form is Form.PAST and not named and _any(news.objects, texts_of(before[-1:]))


def _is_bare_thing(words: Sequence[Word], news: "News") -> bool:
    """Whether a thing is announced, not that something is so: "a 72-hour halt to fighting", not "truce is over"."""
    texts = texts_of(words)
    thing = next((hit for hit in news.objects.find(texts[:6]) if hit.concept in {"truce", "deal"}), None)
    if thing is None or _any(news.verbs, texts[: thing.start]) or _any(news.nouns, texts[: thing.start]):
        return False
    rest = words[thing.end :]
    return not rest or bool(rest[0].before) or rest[0].text in _AFTER_THING


def _is_order(words: Sequence[Word], cue: Hit) -> bool:
    """Whether somebody is told to do something: "A tells B to withdraw" is A's demand."""
    if words[cue.start].text not in _TELL:
        return False
    after = texts_of(words[cue.end : cue.end + 5])
    return "to" in after and not _NO_ORDER & set(after[: after.index("to")])


def _clause_follows(words: Sequence[Word]) -> bool:
    """Whether a cue that may also take an object ("warns", "signals") is followed by a clause."""
    texts = texts_of(words[:6])
    return bool({"will", "would", "is", "are", "may", "has", "have", "must", "that"} & set(texts))


def _cut(words: Sequence[Word]) -> list[list[Word]]:
    """Clauses: cut at words that bring in background."""
    parts: list[list[Word]] = [[]]
    texts = texts_of(words)
    for at, word in enumerate(words):
        background = _cut_at(texts, at) and len(parts[-1]) >= 2
        aside = word.before in {",", "-"} and len(parts[-1]) >= 3 and _starts_clause(texts, at)
        if background or aside:
            parts.append([])
        parts[-1].append(word)
    return parts


def _cut_at(texts: Sequence[str], at: int) -> bool:
    """Whether background begins here."""
    if not any(tuple(texts[at : at + len(cut)]) == cut for cut in _CUTS.get(texts[at], ())):
        return False
    word, before, after = texts[at], texts[at - 1] if at else "", texts[at + 1] if at + 1 < len(texts) else ""
    if word == "as":
        return before not in _NOT_AS and "as" not in texts[max(0, at - 3) : at]
    if word == "with":
        return after not in _OUTCOMES and before not in _WITH
    return not (word == "before" and after in _WEEKDAYS)


def _starts_clause(texts: Sequence[str], at: int) -> bool:
    return texts[at].endswith("ing") or texts[at] in {"says", "but", "and", "citing"}


@dataclass(frozen=True, slots=True)
class News:
    """What makes a clause the main one: acts told by verbs, acts named by nouns, objects of the talks."""

    verbs: Phrases
    nouns: Phrases
    objects: Phrases

    def worth(self, clause: Sequence[Word]) -> float:
        """How much a clause looks like the news of its headline."""
        texts = texts_of(clause)
        act = 2.0 if _any(self.verbs, texts) else 1.0 if _any(self.nouns, texts) else 0.0
        named = 0.5 if any(word.actor for word in clause) else 0.0
        behind = 1.2 if texts and texts[0] in _BEHIND else 0.0
        return act + _any(self.objects, texts) + named - behind


def _any(table: Phrases, texts: Sequence[str]) -> bool:
    return next(table.find(texts), None) is not None


# Words that bring in what went before or around: their clause is the main one only if the other says nothing.
_BEHIND = frozenset(
    (
        *(
            "as",
            "amid",
            "after",
            "while",
            "despite",
            "following",
            "though",
            "although",
            "since",
            "in",
            "with",
            "unless",
        ),
        *("if", "until", "because"),
    )
)


def parse(words: list[Word], news: News) -> Parsed:
    """Take a headline apart; `news` tells which clause is the main one."""
    label, body, speaker = _split_label(words)
    pieces = _pieces(body)
    best = _best(pieces, news, first=0.6)
    piece = pieces[best]
    if speaker is None:
        piece, speaker = _trailing_speaker(piece)
    leading = speaker is None
    if leading:
        piece, speaker = _leading_speaker(piece, news)
    clauses = _cut(piece)
    chosen = _best(clauses, news)
    if leading and chosen:
        speaker = None  # it is another clause that this speaker's cue governs
    rest = [word for at, clause in enumerate(clauses) if at != chosen for word in clause]
    rest += [word for at, other in enumerate(pieces) if at != best for word in other]
    behind = len(clauses) > 1 and clauses[chosen][0].text in _BEHIND
    return Parsed(tuple(label), tuple(clauses[chosen]), tuple(rest), speaker, behind)


def _best(parts: Sequence[Sequence[Word]], news: News, *, first: float = 0.0) -> int:
    """Which part looks most like the news; `first` favours the one that comes first."""
    if len(parts) == 1:
        return 0
    return max(range(len(parts)), key=lambda at: (news.worth(parts[at]) + first * (at == 0), -at))


def _pieces(words: Sequence[Word]) -> list[list[Word]]:
    """The stories of a headline that tells several: "A; B"."""
    parts: list[list[Word]] = [[]]
    for word in words:
        if word.before in {";", "|"} and parts[-1]:
            parts.append([])
        parts[-1].append(word)
    return parts
