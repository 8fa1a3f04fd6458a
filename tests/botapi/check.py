"""Checking one call's parameters, or one object's fields, against the table.

Forms carry everything as text, so a value is decoded by the type the table gives: "42" is an int, "[...]" a list.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from .typenames import TypeName, alternatives
from .upload import Upload

BOOLEANS = {"true": True, "false": False, "1": True, "0": False, "yes": True, "no": False}
WHOLE = re.compile(r"-?\d{1,19}")
NUMBER = re.compile(r"-?\d+(?:\.\d+)?(?:[eE]-?\d+)?")
SCALARS = {"int", "str", "bool", "float", "datetime", "timedelta", "InputFile"}


@dataclass(slots=True)
class Checker:
    """Collects every problem of a call; nothing is refused half way."""

    types: Mapping[str, Mapping[str, Any]]
    problems: list[str] = field(default_factory=list)

    def fields(self, table: Mapping[str, Any], given: Mapping[str, Any], where: str) -> dict[str, Any]:
        """Decode `given`; unknown names, missing names and wrong types become problems."""
        for name in given:
            if name not in table:
                self.problems.append(f"unknown parameter {name} of {where}")
        for name, entry in table.items():
            if name not in given and _required(entry):
                self.problems.append(f"missing {name} of {where}")
        return {
            name: self.value(alternatives(table[name]["types"]), value, f"{where}.{name}")
            for name, value in given.items()
            if name in table
        }

    def value(self, wanted: tuple[TypeName, ...], value: Any, where: str) -> Any:
        """The value as the first alternative that fits; the closest miss gives the problems."""
        misses: list[list[str]] = []
        for alternative in sorted(wanted, key=_text_last):
            trial = Checker(self.types)
            decoded = trial.one(alternative, value, where)
            if not trial.problems:
                return decoded
            misses.append(trial.problems)
        self.problems += _closest(misses, wanted, where)
        return value

    def one(self, wanted: TypeName, value: Any, where: str) -> Any:
        """The value as this one type."""
        if wanted.name == "literal":
            return self._expect(value == wanted.value, value, f"{where} must be {wanted.value!r}")
        if wanted.name in SCALARS:
            return self._scalar(wanted.name, value, where)
        value = _from_json(value)
        if wanted.name == "list":
            return self._list(wanted, value, where)
        return self._object(wanted.name, value, where)

    def _scalar(self, name: str, value: Any, where: str) -> Any:
        decoded = _scalar(name, value)
        return self._expect(decoded is not None, decoded, f"{where} is not {name}: {_short(value)}")

    def _list(self, wanted: TypeName, value: Any, where: str) -> Any:
        if not isinstance(value, list):
            return self._expect(False, value, f"{where} is not a list: {_short(value)}")
        return [self.value(wanted.items, item, f"{where}[{place}]") for place, item in enumerate(value)]

    def _object(self, name: str, value: Any, where: str) -> Any:
        if not isinstance(value, dict):
            return self._expect(False, value, f"{where} is not {name}: {_short(value)}")
        known = self.types.get(name)
        return value if known is None else self.fields(known["fields"], value, where)

    def _expect(self, holds: bool, value: Any, problem: str) -> Any:
        if not holds:
            self.problems.append(problem)
        return value


def _required(entry: Mapping[str, Any]) -> bool:
    """A constant such as `type` must be sent although the table, made from defaults, calls it optional."""
    return bool(entry["required"]) or "Literal[" in entry["types"]


def _text_last(wanted: TypeName) -> bool:
    return wanted.name == "str"


def _closest(misses: list[list[str]], wanted: tuple[TypeName, ...], where: str) -> list[str]:
    if len(misses) == 1:
        return misses[0]
    near = [miss for miss in misses if not any(" is not " in text or " must be " in text for text in miss)]
    return min(near, key=len) if near else [f"{where} fits none of {', '.join(name.name for name in wanted)}"]


def _scalar(name: str, value: Any) -> Any:
    if name == "InputFile":
        return value if isinstance(value, (Upload, str)) else None
    if name == "str":
        return value if isinstance(value, str) else None
    if name == "bool":
        return BOOLEANS.get(value.lower()) if isinstance(value, str) else value if isinstance(value, bool) else None
    if isinstance(value, bool):
        return None
    if name == "float":
        return float(value) if isinstance(value, (int, float)) or _matches(NUMBER, value) else None
    return int(value) if isinstance(value, int) or _matches(WHOLE, value) else None


def _matches(pattern: re.Pattern[str], value: Any) -> bool:
    return isinstance(value, str) and pattern.fullmatch(value) is not None


def _from_json(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    try:
        return json.loads(value)
    except ValueError:
        return value


def _short(value: Any) -> str:
    return repr(value)[:60]
