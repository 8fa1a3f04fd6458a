"""From labelled windows to weights."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from bot.core.detect.decide import Detector
from bot.core.detect.weights import LinearModel, Weights
from bot.core.model import Json, Topic
from bot.feeds.normalise import report
from bot.training import prior
from bot.training.labels import Window
from bot.training.logistic import Example, fit

STRENGTH = 0.3
LEAST = 3
MINOR_WORTH = 0.5  # the target of a report that only one in two subscribers would want (importance 3)
HEADLINE_ONLY = 0.5  # every report is learned a second time without its summary: some feeds have none
THRESHOLD = 0.55
MINOR_THRESHOLD = 0.6

_BLANK = Weights(news=LinearModel(bias=0.0, weights={}), minor=LinearModel(bias=0.0, weights={}))


@dataclass(frozen=True, slots=True, kw_only=True)
class Examples:
    """What one window teaches: is it worth an alert, and if it is a development, is it minor."""

    news: tuple[Example, ...]
    minor: tuple[Example, ...]


def examples(window: Window, topic: Topic) -> Examples:
    """Every report of a window that the gate lets through, as examples."""
    detector = Detector(topic, _BLANK)
    news, minor = [], []
    for item in window.items:
        full = report(item.entry, item.source, item.at)
        for version, weight in ((full, 1.0), (replace(full, summary=""), HEADLINE_ONLY)):
            gate = detector.gate.judge(version, running=True)
            if not gate.open or (version is not full and not full.summary):
                continue
            features = detector.features(version, gate)
            news.append(Example(features=features, target=window.worth(item.id, MINOR_WORTH), weight=weight))
            if (share := window.minor(item.id)) is not None:
                minor.append(Example(features=features, target=share, weight=weight))
    return Examples(news=tuple(news), minor=tuple(minor))


def learn(taught: Iterable[Examples], header: dict[str, Json], strength: float = STRENGTH) -> Weights:
    """Weights from the examples of some windows."""
    windows = list(taught)
    return Weights(
        news=fit(_all(window.news for window in windows), strength=strength, least=LEAST, prior=prior.NEWS),
        minor=fit(_all(window.minor for window in windows), strength=strength / 3, least=LEAST),
        threshold=THRESHOLD,
        minor_threshold=MINOR_THRESHOLD,
        header=header,
    )


def _all(parts: Iterable[tuple[Example, ...]]) -> list[Example]:
    return [one for part in parts for one in part]
