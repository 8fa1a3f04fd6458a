"""A headline taken apart: labels stripped, the outermost speaker set aside, the main clause cut from its background."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.core.detect.lexicon import CUES, CUTS, LABELS, UNNAMED
from bot.core.detect.phrases import Phrases
from bot.core.detect.roles import ActorTable
from bot.core.text import fold

_PIECE = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W_]+(?:[.,](?=\d)\d+)*(?:['’][^\W_]+)*|[:;,|?!\"“”]|[-–—]+")
_LABELS = Phrases({"label": LABELS})
_CUES = Phrases({"cue": CUES})
_CUTS = tuple(sorted((tuple(cut.split()) for cut in CUTS.split(", ")), key=len, reverse=True))
_PRONOUNS = frozenset(("it", "they", "he", "she"))
_TITLES = frozenset(
    ("pm", "fm", "chief", "head", "party", "lawmaker", "senator", "him", "her", "them", "who", "that", "it")
)
_UNNAMED = frozenset(UNNAMED.split(", "))
_STRONG = frozenset(
    ("says", "said", "say", "announces", "announced", "confirms", "confirmed", "claims", "reports", "insists")
)
_WEEKDAYS = frozenset(("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"))


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a text, folded, with the actor it names (if any) and the sign that stands before it."""

    text: str
    actor: str | None
    before: str  # "", or one of : ; , - | ? "
    possessive: bool = False


def read(text: str, actors: ActorTable) -> list[Word]:
    """The words of a text with their actors. A name of several words keeps its actor on each of them."""
    mentions = actors.mentions(text)
    found: list[Word] = []
    sign, at = "", 0
    for piece in _PIECE.finditer(text):
        raw = piece.group()
        if not raw[0].isalnum():
            spaced = text[piece.start() - 1 : piece.start()].isspace() or raw[0] in "–—"
            if raw[0] not in '-–—"“”' or (spaced and raw[0] in "-–—"):
                sign = "-" if raw[0] in "–—" else raw[0]
            continue
        while at < len(mentions) and mentions[at].end <= piece.start():
            at += 1
        actor = mentions[at].actor if at < len(mentions) and mentions[at].start < piece.end() else None
        folded = fold(raw)
        bare = folded.removesuffix("'s")
        if actor is None and not (found and not sign and _may_name(text, piece.start())):
            actor = actors.bare(bare)
        found.append(Word(bare, actor, sign, bare != folded))
        sign = ""
    return found


def _may_name(text: str, start: int) -> bool:
    """Whether the word before this place begins with a capital, so that "Thai police" is not our police."""
    before = text[:start].split()
    return bool(before) and before[-1][:1].isupper()


@dataclass(frozen=True, slots=True)
class Parsed:
    """A headline's parts. `speaker` is an actor's id, "unnamed", "other:<word>" or None."""

    label: tuple[Word, ...]
    main: tuple[Word, ...]
    rest: tuple[Word, ...]
    speaker: str | None
    said: bool


def _texts(words: Sequence[Word]) -> list[str]:
    return [word.text for word in words]


def _who(words: Sequence[Word]) -> str | None:
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
    if len(right) <= 3:
        return [], words, None
    names = {word.actor for word in left if word.actor}
    labelled = next(_LABELS.find(_texts(left)), None) is not None
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
        texts = _texts(tail)
        if sign == "," and any(text in _STRONG for text in (texts[0], texts[-1])):
            spoken = tail[1:] if texts[0] in _STRONG else tail[:-1]
            return words[:at], _who(spoken) or "unnamed"
        if sign == "," and texts[:2] == ["according", "to"]:
            return words[:at], _who(tail[2:])
        if sign in "-:" and len(tail) <= 4 and at >= 3 and (tail[0].actor or texts[-1] in _UNNAMED or sign == "-"):
            return words[:at], _who(tail)
    return words, None


def _leading_speaker(words: list[Word]) -> tuple[list[Word], str | None]:
    """A speaker at the start: "X says (that) ..."; the clause begins after the cue."""
    cue = next((hit for hit in _CUES.find(_texts(words[:9])) if hit.start > 0), None)
    if cue is None or len(words) - cue.end < 2 or words[cue.start - 1].text in _PRONOUNS:
        return words, None
    if words[cue.end].text == "yes" or [word.text for word in words[cue.end : cue.end + 2]] == ["no", "to"]:
        return words, None
    strong = words[cue.start].text in _STRONG
    if not strong and not _clause_follows(words[cue.end :]):
        return words, None
    after = words[cue.end :]
    if after[0].text == "that":
        after = after[1:]
    return after, _who(words[: cue.start])


def _clause_follows(words: Sequence[Word]) -> bool:
    """Whether a cue that may also take an object ("warns", "signals") is followed by a clause."""
    texts = _texts(words[:6])
    return bool({"will", "would", "is", "are", "may", "has", "have", "must", "that"} & set(texts))


def _cut(words: Sequence[Word]) -> list[list[Word]]:
    """Clauses: cut at ";" and at words that bring in background."""
    parts: list[list[Word]] = [[]]
    texts = _texts(words)
    at = 0
    while at < len(words):
        cut = _cut_at(texts, at)
        if words[at].before in {";", "|"} and parts[-1]:
            parts.append([])
        elif cut and len(parts[-1]) >= 2:
            parts.append([])
        elif words[at].before in {",", "-"} and len(parts[-1]) >= 3 and _starts_clause(texts, at):
            parts.append([])
        parts[-1].append(words[at])
        at += 1
    return parts


def _cut_at(texts: Sequence[str], at: int) -> int:
    for cut in _CUTS:
        if tuple(texts[at : at + len(cut)]) == cut:
            if cut == ("before",) and at + 1 < len(texts) and texts[at + 1] in _WEEKDAYS:
                return 0
            return len(cut)
    return 0


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
        texts = _texts(clause)
        act = 2.0 if _any(self.verbs, texts) else 1.0 if _any(self.nouns, texts) else 0.0
        named = 0.5 if any(word.actor for word in clause) else 0.0
        behind = 1.2 if texts and texts[0] in _BEHIND else 0.0
        return act + _any(self.objects, texts) + named - behind


def _any(table: Phrases, texts: Sequence[str]) -> bool:
    return next(table.find(texts), None) is not None


# Words that bring in what went before or around: their clause is the main one only if the other says nothing.
_BEHIND = frozenset(
    ("as", "amid", "after", "while", "despite", "following", "though", "although", "since", "in", "with")
)


def parse(words: list[Word], news: News) -> Parsed:
    """Take a headline apart; `news` tells which clause is the main one."""
    label, body, speaker = _split_label(words)
    said = speaker is not None
    if speaker is None:
        body, speaker = _trailing_speaker(body)
        said = speaker is not None
    if speaker is None:
        body, speaker = _leading_speaker(body)
        said = speaker is not None
    clauses = _cut(body)
    chosen = max(range(len(clauses)), key=lambda at: (news.worth(clauses[at]), -at))
    rest = [word for at, clause in enumerate(clauses) if at != chosen for word in clause]
    return Parsed(tuple(label), tuple(clauses[chosen]), tuple(rest), speaker, said)
