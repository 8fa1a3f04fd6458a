"""Which entities may share text. Telegram refuses none of this; it silently drops or splits what does not fit.

A test should not see formatting that readers will not, so this server names it.
"""

from collections.abc import Sequence
from itertools import combinations

from .errors import strict
from .htmltext import Entity

STYLES = {"bold", "italic", "underline", "strikethrough", "spoiler"}
QUOTES = {"blockquote", "expandable_blockquote"}
CODE = {"code", "pre"}


def check_nesting(entities: Sequence[Entity]) -> None:
    """Styles go with everything but code; quotes hold everything but quotes; the rest stands alone.

    Raises:
        SpecViolation: naming the two entities that do not go together.
    """
    for one, other in combinations(entities, 2):
        if _overlap(one, other) and not _may_share(str(one["type"]), str(other["type"])):
            raise strict(f"{other['type']} and {one['type']} share text; Telegram drops one of them")


def _overlap(one: Entity, other: Entity) -> bool:
    start, length = int(str(one["offset"])), int(str(one["length"]))
    begin, size = int(str(other["offset"])), int(str(other["length"]))
    return start < begin + size and begin < start + length


def _may_share(one: str, other: str) -> bool:
    kinds = {one, other}
    if kinds <= QUOTES:
        return False
    if kinds & QUOTES:
        return True
    return bool(kinds & STYLES) and not kinds & CODE
