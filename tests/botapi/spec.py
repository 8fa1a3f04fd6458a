"""What the Bot API says about each method: its parameters, which are required, and their types.

The table is `botapi-10.3.json` (shape: methods -> fields -> {types, required}; types likewise) where it can be found,
and the smaller `builtin.json` of this folder otherwise. The same code reads both.
"""

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from .check import Checker
from .errors import not_found, strict

BUILTIN = Path(__file__).with_name("builtin.json")
SHARED = Path("shared/data/botapi/botapi-10.3.json")


@dataclass(frozen=True, slots=True)
class Spec:
    """One version of the Bot API."""

    version: str
    methods: Mapping[str, Mapping[str, Any]]
    types: Mapping[str, Mapping[str, Any]]
    complete: bool

    def method_name(self, called: str) -> str:
        """The method as the documentation spells it; Telegram takes any case.

        Raises:
            Refusal: 404 for a method that does not exist.
        """
        name = _by_lower_case(self).get(called.lower())
        if name is None:
            raise not_found()
        return name

    def check(self, method: str, raw: Mapping[str, Any]) -> dict[str, Any]:
        """The parameters, decoded to Python values.

        Raises:
            SpecViolation: naming every unknown parameter, missing one and wrong type of the call.
        """
        checker = Checker(self.types)
        decoded = checker.fields(self.methods[method]["fields"], raw, method)
        if checker.problems:
            raise strict("; ".join(checker.problems))
        return decoded


def find_spec() -> Path:
    """BOTAPI_SPEC, else the shared file above this folder, else the built-in table."""
    if named := os.environ.get("BOTAPI_SPEC"):
        return Path(named)
    candidates = (parent / SHARED for parent in Path(__file__).resolve().parents)
    return next((path for path in candidates if path.is_file()), BUILTIN)


@cache
def load_spec(path: Path | None = None) -> Spec:
    """Read a table once per process."""
    where = path or find_spec()
    raw = json.loads(where.read_text("utf-8"))
    return Spec(str(raw["version"]), raw["methods"], raw["types"], where != BUILTIN)


_NAMES: dict[int, dict[str, str]] = {}


def _by_lower_case(spec: Spec) -> dict[str, str]:
    return _NAMES.setdefault(id(spec.methods), {name.lower(): name for name in spec.methods})
