"""The reason of a decision in words that are true of what came before it.

A reason alone cannot say whether a development was alerted: what was in a feed when it was first polled was not, and
yet it is known from then on, so that a further report of it is a corroboration like any other.
"""

from collections.abc import Mapping
from typing import Literal

from bot.core.model import Decision, Reason

Before = Literal["nothing", "seed", "alert"]

SAID: Mapping[tuple[Reason, Before], str] = {
    (Reason.CORROBORATION, "seed"): "a further outlet reports what was in a feed when it was first polled, not alerted",
    (
        Reason.NEW_DEVELOPMENT,
        "seed",
    ): "raises the importance of what was in a feed when it was first polled, not alerted before",
    (Reason.NEW_DEVELOPMENT, "alert"): "raises the importance of a development alerted before at a lower one",
}


def in_words(decision: Decision, before: Before) -> str:
    """Why a report was decided on so. `before` says what was known of its development then.

    An alert may have told of it, or only what a feed held when it was first polled, or nothing.
    """
    return SAID.get((decision.reason, before), decision.reason.sentence)
