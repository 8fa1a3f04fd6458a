"""Which topics a person may mean by what they typed: the one way of reading it, for every command."""

from collections.abc import Callable, Iterator, Mapping
from unicodedata import category

from bot.core.text import fold


def meant(text: str, names: Mapping[str, str]) -> tuple[str, ...]:
    """The ids of the topics that a text may mean, of those in `names` (id to name): one where it is clear.

    The first of these that finds exactly one: the id, the name, how either begins, whole words of the name. Case,
    accents, hyphens and other punctuation do not matter. Where none does, all that the first fitting one found; none
    where nothing fits.
    """
    wanted = _level(text)
    fitting = [found for fits in _ways(text, wanted) if wanted and (found := _those(names, fits))]
    return next((found for found in fitting if len(found) == 1), fitting[0] if fitting else ())


def _ways(text: str, wanted: str) -> Iterator[Callable[[str, str], bool]]:
    yield lambda one, _: one.casefold() == text.strip().casefold()
    yield lambda one, _: _level(one) == wanted
    yield lambda _, name: _level(name) == wanted
    yield lambda one, name: _level(one).startswith(wanted) or _level(name).startswith(wanted)
    yield lambda _, name: f" {wanted} " in f" {_level(name)} "


def _those(names: Mapping[str, str], fits: Callable[[str, str], bool]) -> tuple[str, ...]:
    return tuple(one for one, name in names.items() if fits(one, name))


def _level(text: str) -> str:
    """A text with what does not matter levelled; letters, digits and signs such as emoji stay."""
    return " ".join("".join(" " if category(one)[0] == "P" else one for one in fold(text)).split())
