"""What the extractor finds: who is said to say or do something, where it stands, and by which rule it was found."""

from dataclasses import dataclass
from typing import Literal

Field = Literal["title", "summary"]
Kind = Literal["attr", "act"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """A claimant and a cue, both verbatim. `start` and `end` place the claimant in the text of its field.

    `stance` is a lookup on the cue (say, deny, accuse, demand ...), `kind` tells a claim from an act that the outlet
    states in its own voice, `form` names the rule. `actors` and `roles` are those of the
    topic's actor table that the claimant speaks for (see `tags`); `bare` where it is nothing but their names.
    """

    field: Field
    claimant: str
    cue: str
    stance: str
    kind: Kind
    start: int
    end: int
    form: str
    unnamed: bool = False
    negated: bool = False
    actors: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    bare: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """All claims of a report, headline before description, with hedges and negations as they are printed."""

    claims: tuple[Claim, ...] = ()
    hedges: tuple[str, ...] = ()
    negations: tuple[str, ...] = ()
    summary_hedges: tuple[str, ...] = ()

    @property
    def in_headline(self) -> tuple[Claim, ...]:
        """Claims found in the headline."""
        return tuple(claim for claim in self.claims if claim.field == "title")

    @property
    def shown(self) -> tuple[Claim, ...]:
        """The claims an alert shows: the headline's, else the description's (to be labelled so)."""
        return self.in_headline or tuple(claim for claim in self.claims if claim.field == "summary")
