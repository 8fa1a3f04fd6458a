"""Windows as a command names them: DIR, or DIR,labels=FILE,topic=FILE where labels or topic lie elsewhere."""

from dataclasses import dataclass
from pathlib import Path

from bot.core.model import Topic
from bot.errors import ConfigError
from bot.settings import Settings, load_settings
from bot.training.labels import Window, load_window

HELP = "a folder with items.jsonl and labels*.json; DIR,labels=FILE,topic=FILE where those lie elsewhere"


@dataclass(frozen=True, slots=True, kw_only=True)
class Labelled:
    """A window with the topic it is of."""

    window: Window
    topic: Topic


def load(named: str, settings: Settings) -> Labelled:
    """Load a window as named on a command line; its topic is the first enabled one unless it names a file."""
    directory, *options = named.split(",")
    given = dict(_option(named, option) for option in options)
    window = load_window(Path(directory), [Path(given["labels"])] if "labels" in given else ())
    own = load_settings(Path(given["topic"])) if "topic" in given else settings
    (topic, *_) = own.enabled_topics
    return Labelled(window=window, topic=topic)


def _option(named: str, option: str) -> tuple[str, str]:
    key, _, value = option.partition("=")
    if key not in {"labels", "topic"} or not value:
        raise ConfigError(named, "after the folder come labels=FILE and topic=FILE, nothing else")
    return key, value
