"""The language of a page: which one is asked for, and how templates say things in it.

Templates call `say`, `count`, `term` and the like as they find them here. What is filled in is escaped unless it is
markup, and in a right-to-left language kept from reordering its line; elements with dir="auto" see to themselves.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from markupsafe import Markup

from bot.chat.languages import SOURCE, Words, best, codes, words
from storage.statusrows import StatedDeadline

_MOST = 20  # languages of one header that are looked at


@dataclass(frozen=True, slots=True)
class Tongue:
    """A language by its code. `chosen`: the address asks for it, so that the addresses on the page ask for it too."""

    code: str = SOURCE
    chosen: bool = False

    @property
    def words(self) -> Words:
        """How it says things."""
        return words(self.code)


def wanted(chosen: str | None, accepted: str) -> Tongue:
    """The language of `?lang=` where we have it, else the first of an Accept-Language header, else English."""
    if chosen and best(chosen).code == chosen.lower():
        return Tongue(chosen.lower(), chosen=True)
    return Tongue(best(*_accepted(accepted)).code)


def _accepted(header: str) -> list[str]:
    """The languages of an Accept-Language header, the dearest first; what cannot be read is left out."""
    found = [(weight, code) for code, weight in map(_weighed, header.split(",")[:_MOST]) if weight > 0]
    return [code for _, code in sorted(found, key=lambda pair: -pair[0])]


def _weighed(one: str) -> tuple[str, float]:
    code, _, weight = one.partition(";q=")
    try:
        return code.strip(), float(weight or 1)
    except ValueError:
        return code.strip(), 0


class Speech:
    """What templates find: functions and filters of one language."""

    def __init__(self, tongue: Tongue) -> None:
        self._tongue = tongue
        self._words = tongue.words

    def functions(self) -> dict[str, Any]:
        """The names that templates know."""
        named: Mapping[str, Callable[..., Any]] = {
            "say": self.say, "count": self.count, "term": self.term, "apart": self.apart, "address": self.address,
            "moment": self.moment, "due": self.due,
        }  # fmt: skip
        return {
            **named,
            "code": self._tongue.code,
            "direction": "rtl" if self._words.right_to_left else "",
            "tongues": tuple(self._others()),
        }

    def say(self, text: str, **parts: object) -> Markup:
        """A text of ours, filled in."""
        return Markup(self._words.translated(text)).format(**self._kept(parts))  # noqa: S704 (a text of a catalogue)

    def count(self, one: str, many: str, number: int, **parts: object) -> Markup:
        """A text of ours that depends on a number, which stands in it as {number}."""
        text = self._words.plural(one, many, number)
        return Markup(text).format(number=number, **self._kept(parts))  # noqa: S704

    def term(self, context: str, text: str) -> str:
        """A word of the core in the language; one that we do not know is shown as it stands."""
        said = self._words.term(context, text)
        return self.apart(text) if said == text else said

    def apart(self, text: str) -> str:
        """Text of feeds, kept from reordering its line."""
        return self._words.kept_apart(text)

    def address(self, path: str) -> str:
        """A page of ours, in the language that was asked for."""
        return f"{path}?lang={self._tongue.code}" if self._tongue.chosen else path

    def moment(self, at: datetime) -> str:
        """A time as the pages print it."""
        return self._words.utc(at)

    def due(self, one: StatedDeadline) -> str:
        """When a deadline ends; where only a day was stated, the day."""
        if not one.deadline.day:
            return self.moment(one.deadline.due)
        last = self._words.date(one.deadline.due - timedelta(minutes=1), "EEEE d MMM y")
        return self._words.label("end of {day}, hour not stated", day=last)

    def _kept(self, parts: Mapping[str, object]) -> dict[str, object]:
        return {
            name: self.apart(part) if isinstance(part, str) and not hasattr(part, "__html__") else part
            for name, part in parts.items()
        }

    def _others(self) -> Iterator[tuple[str, str]]:
        """The languages to turn to, offered where the page is not simply the English one."""
        if self._tongue != Tongue():
            yield from ((code, words(code).name) for code in codes() if code != self._tongue.code)
