"""Who says so: finds claimants in a headline and a description, verbatim, or abstains.

Rules over a lexicon, no parser and no learned weights: `verbs` knows "X says", `forms` knows what needs no verb. Here
they are put together: the outermost speaker wins, claims inside quotations do not count, and what cannot be told from
a topic label is left alone.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from bot.core.alert.claims import Attribution, Claim, Field
from bot.core.alert.clauses import Token, is_title_case, sentences
from bot.core.alert.forms import according_to, noun_claims
from bot.core.alert.found import Found, Setting
from bot.core.alert.grammar import DETERMINERS, PREPOSITIONS
from bot.core.alert.hedges import hedges, negations
from bot.core.alert.marks import colon_speaker, dash_speaker, trailing_colon
from bot.core.alert.places import COUNTRIES
from bot.core.alert.speakers import PRONOUNS, is_unnamed
from bot.core.alert.tags import Named, tagged
from bot.core.alert.verbs import verb_claims
from bot.core.text import words

_FULL_NAME = re.compile(r"\b([A-Z][a-zà-ÿ]+) ([A-Z][\w’'-]+)\b")


_INNER_CAPITAL = re.compile(r"(?<=[a-z,;] )[A-Z][\w’'-]+")


@dataclass(frozen=True, slots=True)
class Context:
    """What else is known beside the headline: the outlet's name, who speaks and what has a name below it."""

    outlet: str
    speakers: frozenset[str] = frozenset()
    names: frozenset[str] | None = None


class Actors(Protocol):
    """The topic's actor table (`bot.core.detect.roles.ActorTable`)."""

    def mentions(self, text: str) -> Sequence[Named]:
        """Names found in a text, left to right."""
        ...


def attribute(headline: str, summary: str, actors: Actors | None = None, outlet: str = "") -> Attribution:
    """All claims of a report. `outlet` is its own name: "- The Ledger" at the end of its headline is no claimant."""
    below = _claims("summary", summary, actors, Context(outlet))
    speakers = _people(summary) if ":" in headline else frozenset()
    speakers |= {word for claim in below for word in words(claim.claimant)[-1:]}
    names = _capitalised(summary) if ":" in headline and summary else None
    above = _claims("title", headline, actors, Context(outlet, speakers, names))
    said = any(claim.kind == "attr" for claim in above)
    return Attribution(
        claims=(*above, *below),
        hedges=hedges(headline, claimed=said),
        negations=negations(headline),
        summary_hedges=hedges(summary, claimed=True),
    )


def _people(summary: str) -> frozenset[str]:
    """Last words of full names in a description: "Ada Marrow" makes "Marrow" somebody."""
    pairs = (found.groups() for found in _FULL_NAME.finditer(summary))
    return frozenset(
        last.lower()
        for first, last in pairs
        if first.lower() not in PREPOSITIONS | DETERMINERS and last.lower() not in COUNTRIES
    )


def _capitalised(summary: str) -> frozenset[str]:
    return frozenset(found.group().lower() for found in _INNER_CAPITAL.finditer(summary))


def _claims(field: Field, text: str, actors: Actors | None, context: Context) -> tuple[Claim, ...]:
    mentions = tuple(actors.mentions(text)) if actors and text else ()
    places = tuple((mention.start, mention.end) for mention in mentions)
    claims: list[Claim] = []
    for tokens in sentences(text):
        setting = Setting(tokens, is_title_case(tokens), field, places)
        found = _in_sentence(setting, context)
        claims.extend(_as_claim(field, text, tokens, one, mentions) for one in found)
    return tuple(claims)


def _in_sentence(setting: Setting, context: Context) -> list[Found]:
    """The claims of one sentence, those covered by an outer speaker removed."""
    found = verb_claims(setting)
    if setting.field == "title" and (speaker := _marked(setting, context, found)):
        return [speaker]
    for other in (*according_to(setting), *noun_claims(setting)):
        found = _with(found, other)
    return sorted(found, key=lambda one: one.claimant)


def _marked(setting: Setting, context: Context, found: list[Found]) -> Found | None:
    """The speaker of the whole headline, set off by a mark. What stands at its end is outermost."""
    if (speaker := trailing_colon(setting, context.names)) is not None:
        return speaker
    if (speaker := dash_speaker(setting, context.outlet)) is not None and not _after(found, speaker):
        return speaker
    speaker = colon_speaker(setting, context.speakers)
    return None if speaker is None or _labels(setting, speaker, found) else speaker


def _after(found: list[Found], speaker: Found) -> bool:
    return any(one.cue[0] > speaker.cue[0] for one in found)


def _labels(setting: Setting, speaker: Found, found: list[Found]) -> bool:
    """As in "Name: Another says ...": the name is a label where a claimant of its own begins right after the colon."""
    if setting.names_actor(*speaker.claimant):
        return False
    return any(one.claimant[0] == speaker.cue[1] and one.kind == "attr" for one in found)


def _with(found: list[Found], other: Found) -> list[Found]:
    """Add a verbless claim: an outer one replaces acts, and does not stand beside a speaker who already covers it."""
    if any(one.kind == "attr" and one.form != "according to" for one in found) or (found and not other.outer):
        return found
    return [*(one for one in found if one.kind == "attr"), other] if other.outer else [*found, other]


def _as_claim(field: Field, text: str, tokens: list[Token], found: Found, mentions: Sequence[Named]) -> Claim:
    start, end = tokens[found.claimant[0]].start, tokens[found.claimant[1] - 1].end
    claimant = text[start:end]
    if claimant.endswith(("'s", "’s")) and found.form == "noun":
        end -= 2
        claimant = text[start:end]
    tags = tagged(text, start, end, mentions)
    return Claim(
        field=field,
        claimant=claimant,
        cue=text[tokens[found.cue[0]].start : tokens[found.cue[1] - 1].end],
        stance=found.stance,
        kind=found.kind,
        start=start,
        end=end,
        form=found.form,
        unnamed=is_unnamed(claimant),
        negated=found.negated,
        actors=tags.actors,
        roles=tags.roles,
        bare=tags.bare,
    )


def is_pronoun(claimant: str) -> bool:
    """Whether the claimant names nobody: "he", "it"."""
    return claimant.casefold() in PRONOUNS
