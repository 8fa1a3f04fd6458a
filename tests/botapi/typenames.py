"""Reading the type expressions of the machine-readable Bot API: `list[MessageEntity] | None` and the like."""

import re
from dataclasses import dataclass
from functools import cache

IGNORED = {"None", "aiogram.client.default.Default"}
LITERAL = re.compile(r"Literal\[<[^:]*: '([^']*)'>\]")


@dataclass(frozen=True, slots=True)
class TypeName:
    """One alternative: a name such as `int` or `MessageEntity`, `list` with its items, or `literal` with its value."""

    name: str
    items: "tuple[TypeName, ...]" = ()
    value: str = ""


@cache
def alternatives(expression: str) -> tuple[TypeName, ...]:
    """Every type that a field of this expression may have, "may be absent" left out."""
    found: list[TypeName] = []
    for part in _split(expression, "|"):
        found += _one(part)
    return tuple(found)


def _one(part: str) -> tuple[TypeName, ...]:
    if part in IGNORED:
        return ()
    if part == "Literal[True]":  # flags that stand there only where they hold, such as force_reply
        return (TypeName("bool"),)
    if literal := LITERAL.fullmatch(part):
        return (TypeName("literal", value=literal[1]),)
    name, _, inside = part.partition("[")
    inside = inside.removesuffix("]")
    if name in ("Optional", "Annotated"):
        return alternatives(_split(inside, ",")[0])
    if name == "list":
        return (TypeName("list", alternatives(inside)),)
    return (TypeName(part),)


def _split(expression: str, separator: str) -> list[str]:
    """Cut at the separators that stand outside all brackets."""
    parts, depth, start = [], 0, 0
    for position, char in enumerate(expression):
        depth += (char in "[(") - (char in "])")
        if char == separator and depth == 0:
            parts.append(expression[start:position].strip())
            start = position + 1
    return [*parts, expression[start:].strip()]
