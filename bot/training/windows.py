"""Windows as a command names them: DIR, or DIR,labels=FILE,topic=FILE,weight=NUMBER."""

from dataclasses import dataclass
from pathlib import Path

from bot.core.model import Topic
from bot.errors import ConfigError
from bot.settings import Settings, load_settings
from bot.training.labels import Window, load_window

HELP = (
    "a folder with items.jsonl and labels*.json; DIR,labels=FILE,topic=FILE where those lie elsewhere; "
    "weight=0.5 lets its reports count half when learning"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Labelled:
    """A window with the topic it is of, and how much its reports count when learning."""

    window: Window
    topic: Topic
    weight: float = 1.0


def load(named: str, settings: Settings) -> Labelled:
    """Load a window as named on a command line; its topic is the first enabled one unless it names a file."""
    directory, *options = named.split(",")
    given = dict(_option(named, option) for option in options)
    window = load_window(Path(directory), [Path(given["labels"])] if "labels" in given else ())
    own = load_settings(Path(given["topic"])) if "topic" in given else settings
    (topic, *_) = own.enabled_topics
    return Labelled(window=window, topic=topic, weight=_weight(named, given.get("weight", "1")))


def _option(named: str, option: str) -> tuple[str, str]:
    key, _, value = option.partition("=")
    if key not in {"labels", "topic", "weight"} or not value:
        raise ConfigError(named, "after the folder come labels=FILE, topic=FILE and weight=NUMBER, nothing else")
    return key, value


def _weight(named: str, text: str) -> float:
    try:
        weight = float(text)
    except ValueError:
        weight = 0.0
    if not 0 < weight <= 100:
        raise ConfigError(named, f"weight is a number above 0, not {text!r}")
    return weight
