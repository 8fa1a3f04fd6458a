"""The screens of /settings: all of a subscription on one, and one for each setting that needs room. Pure."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import time
from typing import TypeVar

from bot.chat.dialogs.changes import Given
from bot.chat.house import short
from bot.chat.languages import Markup, Words, mark
from bot.chat.requests import Answer, Button
from bot.chat.terms import SET_LANGUAGES, SET_OUTLETS, SET_QUIET, SET_SOUND
from bot.core.model import Subscription
from bot.core.people.settings import MOST_OUTLETS

T = TypeVar("T")
PAGE = 8
ZONES = (
    "UTC", "Europe/London", "Europe/Paris", "Europe/Istanbul", "Africa/Cairo", "Asia/Beirut", "Asia/Jerusalem",
    "Asia/Riyadh", "Asia/Dubai", "Asia/Karachi", "America/New_York", "America/Los_Angeles",
)  # fmt: skip
NIGHTS = ("22:00-06:00", "22:00-07:00", "23:00-07:00", "23:00-08:00", "00:00-07:00", "00:00-09:00")
DIGEST_TIMES = ("07:00", "08:00", "12:00", "18:00", "20:00", "21:00")
LEVELS = {1: mark("important"), 2: mark("default"), 3: mark("everything")}


def in_rows(things: Iterable[T], size: int) -> list[tuple[T, ...]]:
    """Things in rows of `size`; the last may be shorter."""
    some = list(things)
    return [tuple(some[start : start + size]) for start in range(0, len(some), size)]


SCREENS = ("all", "filters", "outlets", "languages", "minimum", "digest", "quiet", "zone", "pause", "end")


class Screens:
    """Draws the screens of one subscription in one language."""

    def __init__(self, words: Words, subscription: Subscription, topic: str, given: Given, title: str = "") -> None:
        self._words = words
        self._one = subscription
        self._topic = topic
        self._given = given
        self._title = title
        self._mark = short(subscription.key.topic)

    def draw(self, name: str, page: int = 0) -> Answer | None:
        """The screen that is called so, None where there is none."""
        screens: Mapping[str, Callable[[], Answer]] = {
            "all": self.everything,
            "outlets": lambda: self.outlets(page),
            "languages": self.languages,
            "minimum": self.minimum,
            "digest": self.digest,
            "quiet": self.quiet,
            "zone": self.zone,
            "pause": self.pause,
            "end": self.end,
        }
        return screens[name]() if name in screens else None

    def everything(self) -> Answer:
        """All settings, and the ways to change them."""
        say, label = self._words.say, self._words.label
        html = self._words.lines(
            say("<b>Settings</b> | {topic}", topic=self._topic),
            say("Channel: {title}", title=self._title) if self._title else "",
            "\n",
            *self._lines().values(),
        )
        sound = "on" if self._one.silent else "off"
        rows = (
            tuple(self._choice("level", str(number), label(text), self._one.level == number)
                  for number, text in LEVELS.items()),
            (self._see("filters", label("Filters")), self._see("outlets", label("Outlets"))),
            (self._see("languages", label("Languages of headlines")), self._see("minimum", label("Outlets needed"))),
            (self._see("digest", label("Digest")), self._set("sound", sound, label("Sound off")
                                                             if sound == "off" else label("Sound on"))),
            (self._see("quiet", label("Quiet hours")), self._see("zone", label("Time zone"))),
            (self._see("pause", label("Pause")), Button(label=label("Language"), action="lang")),
            (self._see("end", label("Unsubscribe")),),
        )  # fmt: skip
        return Answer(html=html, rows=rows)

    def line(self, name: str) -> str:
        """How one setting stands."""
        return self._lines()[name] or self._words.label("No pause")

    def standing(self) -> str:
        """How every setting stands, a line each."""
        return self._words.lines(*self._lines().values())

    def _lines(self) -> Mapping[str, str]:
        """How each setting stands, by the name it is changed by; nothing of a pause where there is none."""
        say, one = self._words.say, self._one
        return {
            "level": say("Level: {level}", level=self._words.label(LEVELS[one.level])),
            "filters": say("Filters: {filters}", filters=self._filters()),
            "outlets": say("Outlets: {outlets}", outlets=self._outlets()),
            "languages": say("Languages of headlines: {languages}", languages=self._languages()),
            "minimum": say("Outlets needed: {number}", number=one.least_outlets),
            "digest": say("Alerts: {when}", when=self._when()),
            "sound": say("Sound: {state}", state=self._words.term(SET_SOUND, "off" if one.silent else "on")),
            "quiet": say("Quiet hours: {hours}", hours=self._hours()),
            "zone": say("Time zone: {zone} (now {time})", zone=one.zone, time=self._now(one.zone)),
            "pause": self._paused(),
        }

    def outlets(self, page: int) -> Answer:
        """Outlets, a page at a time: the first tap asks for one alone, the next leaves it out, the third ends that."""
        label = self._words.label
        pages = in_rows(self._given.outlets.items(), PAGE) or [()]
        page = min(max(page, 0), len(pages) - 1)
        rows: list[tuple[Button, ...]] = [(self._outlet(family, name, page),) for family, name in pages[page]]
        turns = [(page - 1, "‹"), (page + 1, "›")]
        rows += [
            tuple(self._see(f"outlets:{to}", sign) for to, sign in turns if 0 <= to < len(pages)),
            (self._set("outlets", "all", label("All outlets")),),
        ]
        html = self._words.lines(
            self._words.say("<b>Outlets</b>"),
            self._words.say("+ only these, - left out. Tap to change: as all, only this, left out."),
            self._words.say("Outlets: {outlets}", outlets=self._outlets()),
        )
        return self._screen(html, rows)

    def _outlet(self, family: str, name: str, page: int) -> Button:
        heard, unheard = family in self._one.outlets_in, family in self._one.outlets_out
        sign, following = ("+ ", "-") if heard else ("- ", "0") if unheard else ("", "+")
        return Button(label=f"{sign}{name}", action=f"set:{self._mark}:outlet:{short(family)}{following}{page}")

    def languages(self) -> Answer:
        """Languages of headlines, each on or off."""
        rows = []
        for code in self._given.languages:
            chosen = code in self._one.languages
            after = self._one.languages ^ {code}
            rows.append(
                (self._choice("languages", ",".join(sorted(after)) or "all", self._words.tongue(code), chosen),)
            )
        rows.append((self._set("languages", "all", self._words.label("All languages")),))
        return self._screen(self._words.say("<b>Languages of headlines</b>"), rows)

    def minimum(self) -> Answer:
        """How many outlets must report a development."""
        html = self._words.lines(
            self._words.say("<b>Outlets needed</b>"),
            self._words.say("How many outlets must report a development before it comes here."),
        )
        numbers = tuple(self._choice("minimum", str(n), str(n), self._one.least_outlets == n)
                        for n in range(1, MOST_OUTLETS + 1))  # fmt: skip
        return self._screen(html, [numbers])

    def digest(self) -> Answer:
        """Alerts as they come, or in digests."""
        label, chosen = self._words.label, self._one.digest
        times = [
            self._choice("digest", text, text, isinstance(chosen, time) and f"{chosen:%H:%M}" == text)
            for text in DIGEST_TIMES
        ]
        rows = [
            (self._choice("digest", "off", label("As they come"), chosen is None),),
            (self._choice("digest", "hourly", label("Every hour"), chosen == "hourly"),),
            *in_rows(times, 3),
            (self._ask("digest", label("Another time")),),
        ]
        return self._screen(self._words.say("<b>Digest</b> | alerts as they come, or together"), rows)

    def quiet(self) -> Answer:
        """Quiet hours, and what becomes of alerts meanwhile."""
        label = self._words.label
        now = "-".join(f"{one:%H:%M}" for one in self._one.quiet) if self._one.quiet else "off"
        nights = [self._choice("quiet", text, text, text == now) for text in NIGHTS]
        rows = [
            (self._choice("quiet", "off", label("No quiet hours"), now == "off"),),
            *in_rows(nights, 2),
            (self._ask("quiet", label("Other hours")),),
        ]
        html = self._words.lines(
            self._words.say("<b>Quiet hours</b>"),
            self._words.say("What comes meanwhile is sent in one digest when they end."),
            self._words.say("Time zone: {zone} (now {time})", zone=self._one.zone, time=self._now(self._one.zone)),
        )
        return self._screen(html, rows)

    def zone(self) -> Answer:
        """Time zones, with the time their clocks show."""
        cities = {name: name.rpartition("/")[2].replace("_", " ") for name in ZONES}
        buttons = [
            self._choice("zone", name, f"{city} {self._now(name)}", name == self._one.zone)
            for name, city in cities.items()
        ]
        rows = [*in_rows(buttons, 2), (self._ask("zone", self._words.label("Another zone")),)]
        return self._screen(self._words.say("<b>Time zone</b> | what time is it for you?"), rows)

    def pause(self) -> Answer:
        """Pauses, and the end of one."""
        label = self._words.label
        rows = [
            (self._set("pause", "1h", label("1 hour")), self._set("pause", "8h", label("8 hours"))),
            (self._set("pause", "tomorrow", label("Until tomorrow")),),
            (self._set("pause", "off", label("No pause")),),
        ]
        html = self._words.lines(
            self._words.say("<b>Pause</b>"),
            self._words.say("What comes meanwhile is sent in one digest when it ends."),
            self._paused(),
        )
        return self._screen(html, rows)

    def end(self) -> Answer:
        """Whether one is sure."""
        html = self._words.say("No more alerts on {topic} here? Settings and filters are kept.", topic=self._topic)
        return self._screen(html, [(Button(label=self._words.label("Unsubscribe"), action=f"end:{self._mark}"),)])

    # Parts

    def _screen(self, html: str, rows: Sequence[tuple[Button, ...]]) -> Answer:
        back = (self._see("all", self._words.label("Back")),)
        return Answer(html=html, rows=(*(row for row in rows if row), back))

    def _see(self, screen: str, text: str) -> Button:
        return Button(label=text, action=f"see:{self._mark}:{screen}")

    def _set(self, name: str, value: str, text: str) -> Button:
        return Button(label=text, action=f"set:{self._mark}:{name}:{value}")

    def _ask(self, name: str, text: str) -> Button:
        return Button(label=text, action=f"ask:{self._mark}:{name}")

    def _choice(self, name: str, value: str, text: str, chosen: bool) -> Button:  # noqa: FBT001
        return self._set(name, value, f"✓ {text}" if chosen else text)

    def _filters(self) -> Markup:
        if not self._one.filters:
            return self._words.say("none, every alert comes")
        shown = (self._words.fill("<code>{filter}</code>", filter=text) for text in self._one.filters[:3])
        more = " …" if len(self._one.filters) > 3 else ""
        return Markup(", ".join(shown) + more)

    def _outlets(self) -> str:
        names = self._given.outlets
        heard = ", ".join(names.get(family, family) for family in sorted(self._one.outlets_in))
        unheard = ", ".join(names.get(family, family) for family in sorted(self._one.outlets_out))
        if heard and unheard:
            return self._words.label("only {heard}, without {unheard}", heard=heard, unheard=unheard)
        if heard:
            return self._words.label("only {heard}", heard=heard)
        if unheard:
            return self._words.label("all without {unheard}", unheard=unheard)
        return self._words.term(SET_OUTLETS, "all")

    def _languages(self) -> str:
        chosen = ", ".join(self._words.tongue(code) for code in sorted(self._one.languages))
        return chosen or self._words.term(SET_LANGUAGES, "all")

    def _when(self) -> str:
        if self._one.digest is None:
            return self._words.label("as they come")
        if self._one.digest == "hourly":
            return self._words.label("in a digest every hour")
        return self._words.label("in a digest daily at {time}", time=f"{self._one.digest:%H:%M}")

    def _hours(self) -> str:
        if self._one.quiet is None:
            return self._words.term(SET_QUIET, "off")
        start, end = self._one.quiet
        return self._words.label("{start} to {end}", start=f"{start:%H:%M}", end=f"{end:%H:%M}")

    def _paused(self) -> str:
        until = self._one.paused_until
        if until is None or until <= self._given.now:
            return ""
        return self._words.say("<b>Paused</b> until {moment}", moment=self._words.moment(until, self._one.zone))

    def _now(self, zone: str) -> str:
        return self._words.clock(self._given.now, zone)
