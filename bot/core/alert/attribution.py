"""Who says so: `attribute` finds claimants in a headline and a description, verbatim, or abstains."""

import re
from collections.abc import Sequence
from typing import Protocol

from bot.core.alert.claims import Attribution, Claim


class Mention(Protocol):
    """A name of the topic's actor table found in a text, by offsets in the original."""

    @property
    def actor(self) -> str: ...  # noqa: D102
    @property
    def role(self) -> str: ...  # noqa: D102
    @property
    def start(self) -> int: ...  # noqa: D102
    @property
    def end(self) -> int: ...  # noqa: D102


class Actors(Protocol):
    """The topic's actor table (`bot.core.detect.roles.ActorTable`)."""

    def mentions(self, text: str) -> Sequence[Mention]:
        """Names found in a text, left to right."""
        ...


_SAYS = re.compile(r"^(?P<who>[^,:]{2,60}?)\s+(?P<cue>says?|said)\b", re.IGNORECASE)


def attribute(headline: str, summary: str, actors: Actors | None = None) -> Attribution:
    """All claims of a report. Thin version: the leading "X says" only."""
    claims = []
    for field, text in (("title", headline), ("summary", summary)):
        if found := _SAYS.match(text):
            start, end = found.span("who")
            claims.append(
                Claim(
                    field="title" if field == "title" else "summary",
                    claimant=found["who"],
                    cue=found["cue"],
                    stance="say",
                    kind="attr",
                    start=start,
                    end=end,
                    form="verb",
                )
            )
    return Attribution(claims=tuple(claims))
