"""From labelled windows to weights."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import partial

from bot.core.detect.decide import Detector
from bot.core.detect.weights import LinearModel, Weights
from bot.core.model import Json, Topic
from bot.feeds.normalise import report
from bot.training import prior
from bot.training.labels import Window
from bot.training.logistic import Example, fit

STRENGTH = 0.2
LEAST = 3
MINOR_WORTH = 0.5  # the target of a report that only one in two subscribers would want (importance 3)
HEADLINE_ONLY = 0.5  # every report is learned a second time without its summary: some feeds have none
THRESHOLD = 0.65
MINOR_THRESHOLD = 0.6
MAJOR_THRESHOLD = 0.6

_NOTHING = LinearModel(bias=0.0, weights={})
_BLANK = Weights(subject=_NOTHING, news=_NOTHING, minor=_NOTHING)


@dataclass(frozen=True, slots=True, kw_only=True)
class Examples:
    """What one window teaches: is it on the subject; if so, is it news; if a development, is it minor or major."""

    subject: tuple[Example, ...]
    news: tuple[Example, ...]
    minor: tuple[Example, ...]
    major: tuple[Example, ...]


def examples(window: Window, topic: Topic, counts: float = 1.0) -> Examples:
    """Every report of a window that the gate lets through, as examples that count as much as `counts` says."""
    detector = Detector(topic, _BLANK)
    subject, news, minor, major = list[Example](), list[Example](), list[Example](), list[Example]()
    for item in window.items:
        full = report(item.entry, item.source, item.at)
        for version, weight in ((full, 1.0), (replace(full, summary=""), HEADLINE_ONLY)):
            gate = detector.gate.judge(version, running=True)
            if not gate.open or (version is not full and not full.summary):
                continue
            example = partial(Example, features=detector.features(version, gate))
            on_subject = window.subject(item.id)
            subject.append(example(target=on_subject, weight=weight * counts))
            if on_subject:
                worth = min(1.0, window.worth(item.id, MINOR_WORTH) / on_subject)
                news.append(example(target=worth, weight=weight * counts * on_subject))
            if (share := window.ranked(item.id, 3)) is not None:
                minor.append(example(target=share, weight=weight * counts))
            if (share := window.ranked(item.id, 1)) is not None:
                major.append(example(target=share, weight=weight * counts))
    return Examples(subject=tuple(subject), news=tuple(news), minor=tuple(minor), major=tuple(major))


def learn(taught: Iterable[Examples], header: dict[str, Json], strength: float = STRENGTH) -> Weights:
    """Weights from the examples of some windows."""
    windows = list(taught)
    return Weights(
        subject=fit(_all(window.subject for window in windows), strength=strength, least=LEAST),
        news=fit(_all(window.news for window in windows), strength=strength, least=LEAST, prior=prior.NEWS),
        minor=fit(_all(window.minor for window in windows), strength=strength / 3, least=LEAST),
        major=fit(_all(window.major for window in windows), strength=strength / 3, least=LEAST),
        threshold=THRESHOLD,
        minor_threshold=MINOR_THRESHOLD,
        major_threshold=MAJOR_THRESHOLD,
        header=header,
    )


def _all(parts: Iterable[tuple[Example, ...]]) -> list[Example]:
    return [one for part in parts for one in part]
