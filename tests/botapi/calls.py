"""The record of every call the bot made, and its JSONL form."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from .upload import Upload

Call = dict[str, Any]


@dataclass(eq=False)
class CallLog:
    """Calls in the order they came. Each has `method`, `params` (as sent), `at` (seconds) and `answer`.

    `answer` is the JSON of the answer, or None while it is not known and where the connection was dropped.
    """

    all: list[Call] = field(default_factory=list)
    on_answer: Callable[[Call], None] = lambda _call: None

    def __iter__(self) -> Iterator[Call]:
        return iter(self.all)

    def __len__(self) -> int:
        return len(self.all)

    def __getitem__(self, place: int) -> Call:
        return self.all[place]

    def add(self, method: str, params: dict[str, Any], at: float) -> Call:
        """Note a call as it comes in."""
        call: Call = {"method": method, "params": params, "at": at, "answer": None}
        self.all.append(call)
        return call

    def of(self, *methods: str) -> list[Call]:
        """The calls of these methods."""
        return [call for call in self.all if call["method"] in methods]

    @property
    def refused(self) -> list[Call]:
        """The calls answered with an error."""
        return [call for call in self.all if call["answer"] and not call["answer"].get("ok")]

    @property
    def violations(self) -> list[Call]:
        """The calls that no correct bot makes: unknown method or parameter, missing one, wrong type."""
        return [call for call in self.refused if _is_violation(call["answer"])]

    def jsonl(self) -> str:
        """One JSON object a line; files are named, not included."""
        return "".join(as_line(call) for call in self.all)


def as_line(call: Call) -> str:
    """One call as one line of JSON."""
    return json.dumps(call, ensure_ascii=False, default=_plain) + "\n"


def _is_violation(answer: Call) -> bool:
    return answer.get("error_code") == 404 or ": STRICT: " in answer.get("description", "")


def _plain(value: object) -> str:
    return repr(value) if isinstance(value, Upload) else str(value)
