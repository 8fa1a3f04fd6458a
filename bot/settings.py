"""feeds.toml, read once at start into frozen values, or one ConfigError that names the place.

Unknown keys are errors: a mistyped key must not mean silence. Secrets come from the environment only (environment.py).
"""

import re
import tomllib
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import urlsplit

from bot.core.model import Actor, Source, SourceId, Topic, TopicId
from bot.errors import ConfigError

LEAST_KEPT_DAYS = 15.0

T = TypeVar("T")
_ID = re.compile(r"[a-z0-9][a-z0-9_-]{0,47}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Polling:
    """How feeds are asked. Times in minutes, `timeout_seconds` is the whole of one fetch, redirects included.

    `watch_pages`: whether the pages of alerted reports are asked for, once an hour for a day, with a HEAD.
    """

    floor_minutes: float = 2.0
    ceiling_minutes: float = 60.0
    timeout_seconds: float = 20.0
    contact: str = ""
    allow_loopback: bool = False
    watch_pages: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliverySettings:
    """How long an alert may wait before it is too old to send, by importance (minutes), and for how many days
    deliveries that ended, and decisions that a report is off topic, are kept.
    """

    expire_important_minutes: float = 45.0
    expire_other_minutes: float = 360.0
    keep_days: float = 30.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """All that the configuration file says."""

    topics: tuple[Topic, ...]
    sources: tuple[Source, ...] = ()
    polling: Polling = field(default_factory=Polling)
    delivery: DeliverySettings = field(default_factory=DeliverySettings)

    @property
    def enabled_topics(self) -> tuple[Topic, ...]:
        """The topics that are watched."""
        return tuple(topic for topic in self.topics if topic.enabled)


class _Table:
    """One TOML table being read: every key is taken once, what is left at the end is unknown."""

    def __init__(self, where: str, values: object) -> None:
        self.where = where
        if not isinstance(values, dict):
            raise ConfigError(where, "must be a table")
        self._left: dict[str, Any] = dict(values)
        self._known: list[str] = []

    def fail(self, key: str, problem: str) -> ConfigError:
        return ConfigError(f"{self.where}: {key}", problem)

    def take(self, key: str, check: Callable[[object], T], *default: T) -> T:
        self._known.append(key)
        if key not in self._left:
            if default:
                return default[0]
            raise self.fail(key, "is missing")
        try:
            return check(self._left.pop(key))
        except ValueError as problem:
            raise self.fail(key, str(problem)) from None

    def done(self) -> None:
        for key in self._left:
            raise self.fail(key, f"unknown key (known here: {', '.join(self._known)})")


def _text(value: object) -> str:
    if not isinstance(value, str) or not value.strip():
        raise ValueError("must be a text that is not empty")
    return value.strip()


def _identifier(value: object) -> str:
    if not isinstance(value, str) or not _ID.fullmatch(value):
        raise ValueError("must be 1 to 48 of a-z, 0-9, - and _, beginning with a letter or digit")
    return value


def _texts(value: object) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(one, str) and one.strip() for one in value):
        raise ValueError("must be a list of texts")
    return tuple(one.strip() for one in value)


def _some_texts(value: object) -> tuple[str, ...]:
    if not (texts := _texts(value)):
        raise ValueError("must name at least one")
    return texts


def _flag(value: object) -> bool:
    if not isinstance(value, bool):
        raise ValueError("must be true or false")  # noqa: TRY004
    return value


def _positive(value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not value > 0:
        raise ValueError("must be a number above 0")
    return float(value)


def _maybe_positive(value: object) -> float | None:
    return _positive(value)


def _url(value: object) -> str:
    text = _text(value)
    try:
        parts = urlsplit(text)
        usable = parts.scheme in ("http", "https") and bool(parts.hostname) and (parts.port or 0) >= 0
    except ValueError:
        usable = False
    if not usable or any(character.isspace() for character in text):
        raise ValueError(f"{text!r} is no http or https address")
    return text


def _tables(document: dict[str, Any], name: str, file: str) -> list[_Table]:
    rows = document.pop(name, [])
    if not isinstance(rows, list):
        raise ConfigError(f"{file}: {name}", f"write [[{name}]], with two brackets")
    return [_Table(f"{file}: [[{name}]] {number}", row) for number, row in enumerate(rows, 1)]


def _actor(table: _Table) -> Actor:
    actor = Actor(
        id=table.take("id", _identifier), names=table.take("names", _some_texts), role=table.take("role", _text)
    )
    table.done()
    return actor


def _actors(where: str) -> Callable[[object], tuple[Actor, ...]]:
    def check(value: object) -> tuple[Actor, ...]:
        if not isinstance(value, list):
            raise ValueError("must be a list of { id, names, role }")  # noqa: TRY004
        actors = tuple(_actor(_Table(f"{where}: actors {number}", row)) for number, row in enumerate(value, 1))
        _unique(where, "actors", [actor.id for actor in actors])
        return actors

    return check


def _topic(table: _Table) -> Topic:
    topic = Topic(
        id=TopicId(table.take("id", _identifier)),
        name=table.take("name", _text),
        terms=table.take("terms", _some_texts),
        places=table.take("places", _texts, ()),
        actors=table.take("actors", _actors(table.where), ()),
        enabled=table.take("enabled", _flag, True),
        freshness_hours=table.take("freshness_hours", _positive, 36.0),
    )
    table.done()
    return topic


def _source(table: _Table) -> Source:
    outlet = table.take("outlet", _text)
    source = Source(
        id=SourceId(table.take("id", _identifier)),
        outlet=outlet,
        url=table.take("url", _url),
        language=table.take("language", _text, "en"),
        family=table.take("family", _identifier, family_of(outlet)),
        interval_minutes=table.take("interval_minutes", _maybe_positive, None),
    )
    table.done()
    return source


def family_of(outlet: str) -> str:
    """The publisher family of an outlet that names none: its name in plain letters."""
    return re.sub(r"[^\w]+", "-", outlet.casefold()).strip("-")[:48] or "outlet"


def _unique(where: str, what: str, ids: list[str]) -> None:
    seen: set[str] = set()
    for one in ids:
        if one in seen:
            raise ConfigError(f"{where}: {what}: id", f"{one!r} is used twice")
        seen.add(one)


def _polling(table: _Table) -> Polling:
    polling = Polling(
        floor_minutes=table.take("floor_minutes", _positive, 2.0),
        ceiling_minutes=table.take("ceiling_minutes", _positive, 60.0),
        timeout_seconds=table.take("timeout_seconds", _positive, 20.0),
        contact=table.take("contact", _text, ""),
        allow_loopback=table.take("allow_loopback", _flag, False),
        watch_pages=table.take("watch_pages", _flag, False),
    )
    table.done()
    if polling.floor_minutes > polling.ceiling_minutes:
        raise table.fail("floor_minutes", "must not be above ceiling_minutes")
    return polling


def _delivery(table: _Table) -> DeliverySettings:
    delivery = DeliverySettings(
        expire_important_minutes=table.take("expire_important_minutes", _positive, 45.0),
        expire_other_minutes=table.take("expire_other_minutes", _positive, 360.0),
        keep_days=table.take("keep_days", _positive, 30.0),
    )
    table.done()
    if delivery.keep_days < LEAST_KEPT_DAYS:
        raise table.fail("keep_days", f"must be {LEAST_KEPT_DAYS:g} at least: an alert may be corrected for two weeks")
    return delivery


def parse_settings(text: str, file: str) -> Settings:
    """Settings from the text of a configuration file. Raises ConfigError; `file` is the name it shows."""
    try:
        document = tomllib.loads(text)
    except tomllib.TOMLDecodeError as problem:
        raise ConfigError(file, f"is not valid TOML: {problem}") from None
    topics = tuple(_topic(table) for table in _tables(document, "topic", file))
    sources = tuple(_source(table) for table in _tables(document, "source", file))
    polling = _polling(_Table(f"{file}: [polling]", document.pop("polling", {})))
    delivery = _delivery(_Table(f"{file}: [delivery]", document.pop("delivery", {})))
    for key in document:
        raise ConfigError(f"{file}: {key}", "unknown table (known: topic, source, polling, delivery)")
    _unique(file, "[[topic]]", [topic.id for topic in topics])
    _unique(file, "[[source]]", [source.id for source in sources])
    if not any(topic.enabled for topic in topics):
        raise ConfigError(f"{file}: [[topic]]", "at least one topic must be there and enabled")
    return Settings(topics=topics, sources=sources, polling=polling, delivery=delivery)


def load_settings(path: Path) -> Settings:
    """Settings from a file. Raises ConfigError when it is missing, unreadable or wrong."""
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise ConfigError(str(path), "no such file (BOT_CONFIG names another one)") from None
    except (OSError, UnicodeDecodeError) as problem:
        raise ConfigError(str(path), f"cannot be read: {problem}") from None
    return parse_settings(text, str(path))
