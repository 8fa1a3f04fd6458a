"""Settings as people give them, typed or tapped: a name and a value become a changed subscription, or a refusal.

To add a setting: a column (storage/subscriptions.py), what it means (core/people/settings.py), a function here, a row
in SETTINGS and a screen (bot/chat/dialogs/screens.py).
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta

from bot.chat.languages import mark, plain_digits
from bot.core.model import Importance, Subscription
from bot.core.people.settings import MOST_OUTLETS, known_zone, tomorrow
from bot.errors import BotError

LONGEST_PAUSE = timedelta(days=30)
_CLOCK = re.compile(r"([01]?\d|2[0-3])[:.h]?([0-5]\d)?")
_SPAN = re.compile(r"\s*(\S+?)\s*(?:-|–|\bto\b|\s)\s*(\S+)\s*")
_OFF = frozenset({"off", "no", "none", "0", "now", "all", "any"})
_LEVELS: Mapping[str, Importance] = {"1": 1, "important": 1, "2": 2, "default": 2, "3": 3, "everything": 3}


class RefusedError(BotError):
    """A value that a setting does not take. `text` is to be translated, `values` go into it."""

    def __init__(self, text: str, **values: object) -> None:
        super().__init__(text.format(**values))
        self.text = text
        self.values = values


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """What a value may refer to: families and outlet names, languages of the feeds, the time."""

    outlets: Mapping[str, str]
    languages: tuple[str, ...]
    now: datetime


Change = Callable[[Subscription, str, Given], Subscription]


def change(subscription: Subscription, name: str, value: str, given: Given) -> Subscription:
    """The subscription with one setting changed. Raises RefusedError."""
    found = SETTINGS.get(name.strip().lower())
    if found is None:
        raise RefusedError(
            mark("There is no setting {name}. There are: {names}."), name=name, names=", ".join(SETTINGS)
        )
    named = found in (_outlets, _languages)  # names keep their digits
    return found(subscription, (value if named else plain_digits(value)).strip().lower(), given)


def _level(subscription: Subscription, value: str, _: Given) -> Subscription:
    if value not in _LEVELS:
        raise RefusedError(mark("A level is important, default or everything."))
    return replace(subscription, level=_LEVELS[value])


def _outlets(subscription: Subscription, value: str, given: Given) -> Subscription:
    """Words parted by commas: +outlet, -outlet, or an outlet that is to be as all the others; or "all"."""
    heard, unheard = set(subscription.outlets_in), set(subscription.outlets_out)
    if value in _OFF:
        return replace(subscription, outlets_in=frozenset(), outlets_out=frozenset())
    for part in (one.strip() for one in value.split(",")):
        family = _family(part.lstrip("+-").strip() or part, given)
        heard.discard(family)
        unheard.discard(family)
        if part.startswith("+"):
            heard.add(family)
        elif part.startswith("-"):
            unheard.add(family)
    return replace(subscription, outlets_in=frozenset(heard), outlets_out=frozenset(unheard))


def _family(text: str, given: Given) -> str:
    for family, name in given.outlets.items():
        if text and text in (family.lower(), name.lower(), *(one.lower() for one in name.split(" / "))):
            return family
    raise RefusedError(
        mark("There is no outlet {name} here. Write +outlet to hear only of it, -outlet to leave it out, or all."),
        name=text,
    )


def _languages(subscription: Subscription, value: str, given: Given) -> Subscription:
    if value in _OFF:
        return replace(subscription, languages=frozenset())
    chosen = frozenset(value.replace(",", " ").split())
    unknown = sorted(chosen - set(given.languages))
    if unknown or not chosen:
        raise RefusedError(mark("Write all, or some of: {languages}."), languages=", ".join(given.languages))
    return replace(subscription, languages=chosen)


def _minimum(subscription: Subscription, value: str, _: Given) -> Subscription:
    if not (value.isascii() and value.isdigit() and 1 <= int(value) <= MOST_OUTLETS):
        raise RefusedError(mark("Write a number from 1 to {most}."), most=MOST_OUTLETS)
    return replace(subscription, least_outlets=int(value))


def _digest(subscription: Subscription, value: str, _: Given) -> Subscription:
    if value in _OFF:
        return replace(subscription, digest=None)
    if value == "hourly":
        return replace(subscription, digest="hourly")
    clock = _clock(value.removeprefix("daily").strip())
    if clock is None:
        raise RefusedError(mark("Write off, hourly, or a time of the day such as 08:00."))
    return replace(subscription, digest=clock)


def _sound(subscription: Subscription, value: str, _: Given) -> Subscription:
    if value not in ("on", "off"):
        raise RefusedError(mark("Write on or off."))
    return replace(subscription, silent=value == "off")


def _quiet(subscription: Subscription, value: str, _: Given) -> Subscription:
    if value in _OFF:
        return replace(subscription, quiet=None)
    parts = _SPAN.fullmatch(value)
    start, end = (_clock(parts[1]), _clock(parts[2])) if parts else (None, None)
    if start is None or end is None:
        raise RefusedError(mark("Write two times such as 23:00-07:00, or off."))
    if start == end:
        raise RefusedError(mark("Quiet hours that end when they begin would never end. Write two different times."))
    return replace(subscription, quiet=(start, end))


def _zone(subscription: Subscription, value: str, _: Given) -> Subscription:
    zone = known_zone(value)
    if zone is None:
        raise RefusedError(mark("Write a time zone such as Europe/Paris or Asia/Beirut."))
    return replace(subscription, zone=zone)


def _pause(subscription: Subscription, value: str, given: Given) -> Subscription:
    if value in _OFF:
        return replace(subscription, paused_until=None)
    if value == "tomorrow":
        return replace(subscription, paused_until=tomorrow(subscription, given.now))
    hours = re.fullmatch(r"(\d{1,3})\s*h?", value)
    if not hours or not timedelta(0) < timedelta(hours=int(hours[1])) <= LONGEST_PAUSE:
        raise RefusedError(mark("Write 1h, 8h, another number of hours up to 720, tomorrow, or off."))
    return replace(subscription, paused_until=given.now + timedelta(hours=int(hours[1])))


def _clock(text: str) -> time | None:
    found = _CLOCK.fullmatch(text)
    return time(int(found[1]), int(found[2] or 0)) if found else None


SETTINGS: Mapping[str, Change] = {
    "level": _level,
    "outlets": _outlets,
    "languages": _languages,
    "minimum": _minimum,
    "digest": _digest,
    "sound": _sound,
    "quiet": _quiet,
    "zone": _zone,
    "pause": _pause,
}
