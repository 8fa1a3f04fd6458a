"""The languages we speak in: English in the code, any other one a gettext catalogue in bot/data/locale.

Adding a language is adding `<code>/LC_MESSAGES/trucewire.po` and its compiled `.mo` (`python -m bot.chat.catalogues`
makes both); nothing else names it. Headlines, names of outlets and of topics stay as published, in every language.
"""

import unicodedata
from collections.abc import Callable
from datetime import UTC, datetime
from functools import cache
from gettext import GNUTranslations, NullTranslations
from html import escape
from importlib import resources
from zoneinfo import ZoneInfo

from babel import Locale
from babel.dates import format_datetime, format_time

SOURCE = "en"
DOMAIN = "trucewire"
_RIGHT_TO_LEFT_MARK = "\u200f"
_ISOLATE, _END_ISOLATE = "\u2068", "\u2069"


class Markup(str):
    """Text that is HTML already, to be put into a message as it is."""

    __slots__ = ()


def plain_digits(text: str) -> str:
    """A text with the digits of other scripts ("٨") as those that our commands are written with ("8")."""
    return "".join(str(unicodedata.decimal(one)) if one.isdecimal() else one for one in text)


def mark(text: str) -> str:
    """A text to be translated later, where it is shown; marks it for the catalogues."""
    return text


class Words:
    """One language's way of saying things.

    Texts are translated first and filled in afterwards. `say` is for messages, in HTML: what is filled in is escaped,
    and in a right-to-left language kept from reordering its line. `label` is for buttons and menus, without markup.
    """

    def __init__(self, code: str, translations: NullTranslations) -> None:
        self.code = code
        self.locale = Locale.parse(code)
        self._translations = translations

    @property
    def right_to_left(self) -> bool:
        """Whether lines run from right to left."""
        return self.locale.character_order == "right-to-left"

    @property
    def name(self) -> str:
        """The language's own name for itself."""
        return (self.locale.get_display_name() or self.code).capitalize()

    def translated(self, text: str) -> str:
        """A text in this language, its places not yet filled in."""
        return self._translations.gettext(text)

    def plural(self, one: str, many: str, number: int) -> str:
        """The form of a text that goes with a number, its places not yet filled in."""
        return self._translations.ngettext(one, many, number)

    def say(self, text: str, **values: object) -> Markup:
        """A message or a part of one."""
        return Markup(self.translated(text).format(**{key: self._filled(value) for key, value in values.items()}))

    def fill(self, shape: str, **values: object) -> Markup:
        """A part of a message that has no words of its own, only a shape."""
        return Markup(shape.format(**{key: self._filled(value) for key, value in values.items()}))

    def label(self, text: str, **values: object) -> str:
        """A button, a notice or an entry of a menu."""
        return self.translated(text).format(**values)

    def count(self, one: str, many: str, number: int, **values: object) -> Markup:
        """A part of a message that depends on a number, which stands in it as {number}."""
        text = self.plural(one, many, number)
        return Markup(text.format(number=number, **{key: self._filled(value) for key, value in values.items()}))

    def term(self, context: str, text: str) -> str:
        """A word of the core (terms.py), as it stands where it is none that we know."""
        return self._translations.pgettext(context, text)

    def lines(self, *lines: str) -> str:
        """Lines of a message in the language's direction. Empty texts are left out, a line break alone parts blocks."""
        kept = [line for text in lines if text for line in (text.split("\n") if text != "\n" else [""])]
        return "\n".join(self.directed(line) for line in kept)

    def directed(self, line: str) -> str:
        """One line of a message, marked to run in the language's direction whatever it begins with."""
        needed = line and self.right_to_left and not line.startswith(_RIGHT_TO_LEFT_MARK)
        return f"{_RIGHT_TO_LEFT_MARK}{line}" if needed else line

    def kept_apart(self, text: str) -> str:
        """Text in another language or direction, kept from reordering the line around it."""
        return f"{_ISOLATE}{text}{_END_ISOLATE}" if text and self.right_to_left else text

    def moment(self, at: datetime, zone: str) -> str:
        """A date and time as the language writes them, on a zone's clocks."""
        return self.date(at, "d MMM HH:mm", zone)

    def date(self, at: datetime, pattern: str, zone: str = "UTC") -> str:
        """A date by a pattern of CLDR ("EEEE d MMM"), with the language's names, on a zone's clocks."""
        return str(format_datetime(at, pattern, tzinfo=ZoneInfo(zone), locale=self.locale))

    def utc(self, at: datetime, shape: str = "Dt") -> str:
        """A time in UTC as the language writes it; shape "t" is the clock alone."""
        pattern = "HH:mm" if shape == "t" else "d MMM y HH:mm"
        return f"{format_datetime(at, pattern, tzinfo=UTC, locale=self.locale)} UTC"

    def clock(self, at: datetime, zone: str) -> str:
        """The time that a zone's clocks show."""
        return str(format_time(at, "HH:mm", tzinfo=ZoneInfo(zone), locale=self.locale))

    def tongue(self, code: str) -> str:
        """What this language calls another one."""
        return str(self.locale.languages.get(code, code))

    def _filled(self, value: object) -> str:
        text = value if isinstance(value, Markup) else escape(str(value), quote=False)
        return text if isinstance(value, Markup) else self.kept_apart(text)


@cache
def codes() -> tuple[str, ...]:
    """The languages there are, the source language first."""
    folder = resources.files("bot").joinpath("data") / "locale"
    found = [one.name for one in folder.iterdir() if (one / "LC_MESSAGES" / f"{DOMAIN}.mo").is_file()]
    return (SOURCE, *sorted(found))


@cache
def words(code: str) -> Words:
    """The words of a language we have."""
    if code == SOURCE:
        return Words(code, NullTranslations())
    file = resources.files("bot").joinpath("data") / "locale" / code / "LC_MESSAGES" / f"{DOMAIN}.mo"
    with file.open("rb") as catalogue:
        return Words(code, GNUTranslations(catalogue))


def best(*wanted: str | None) -> Words:
    """The words of the first of some language codes ("pt-BR") that we have, else of the source language."""
    ours: Callable[[str], str] = lambda code: code.lower().replace("_", "-").partition("-")[0]  # noqa: E731
    return words(next((ours(code) for code in wanted if code and ours(code) in codes()), SOURCE))
