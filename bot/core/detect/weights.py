"""Learned weights and how they score: a linear model, nothing more, so that every score can be explained.

The file is JSON: a `header` (what it was learned from, and the figures it reached there) and one model per question.
"""

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from bot.core.model import Json


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """A probability, the same in log-odds, and the features that moved it most (signed, in log-odds)."""

    probability: float
    margin: float
    top: tuple[tuple[str, float], ...] = ()

    def explain(self) -> dict[str, Json]:
        """JSON-ready, rounded: the last digits depend on the machine, the decision must not."""
        return {
            "probability": round(self.probability, 4),
            "top": [[name, round(value, 3)] for name, value in self.top],
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class LinearModel:
    """Logistic regression over named features."""

    bias: float
    weights: Mapping[str, float]

    def margin(self, features: Mapping[str, float]) -> float:
        """The log-odds. Added in the order of the names, so that equal inputs give equal bits."""
        known = sorted(features.keys() & self.weights.keys())
        return self.bias + math.fsum(features[name] * self.weights[name] for name in known)

    def score(self, features: Mapping[str, float], top: int = 6) -> Score:
        """The probability with the `top` features behind it."""
        parts = [(name, features[name] * self.weights[name]) for name in features.keys() & self.weights.keys()]
        parts.sort(key=lambda part: (-abs(part[1]), part[0]))
        margin = self.margin(features)
        return Score(probability=sigmoid(margin), margin=margin, top=tuple(parts[:top]))


NEVER = LinearModel(bias=-9.0, weights={})  # for what was not learned


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """Two questions that both need a yes: is it on the subject, and if so, is it news. Their probabilities multiply."""

    subject: Score
    news: Score

    @property
    def probability(self) -> float:
        """That the report is on the subject and worth an alert."""
        return self.subject.probability * self.news.probability

    @property
    def margin(self) -> float:
        """The same in log-odds."""
        return log_odds(min(max(self.probability, _LEAST), 1 - _LEAST))

    def explain(self) -> dict[str, Json]:
        """JSON-ready."""
        return {
            "probability": round(self.probability, 4),
            "subject": self.subject.explain(),
            "news": self.news.explain(),
        }


_LEAST = 1e-9


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """All that was learned. `threshold` is the probability from which a report may speak.

    `subject`  is it on the subject: half of what passes the gate of a broad topic is not
    `news`     if it is, does it report a development worth an alert
    `minor`    if it is a development, is it minor colour
    `major`    if it is a development, do the talks or the truce stand otherwise after it
    """

    subject: LinearModel
    news: LinearModel
    minor: LinearModel
    major: LinearModel = NEVER
    threshold: float = 0.5
    minor_threshold: float = 0.5
    major_threshold: float = 0.5
    header: Mapping[str, Json] = field(default_factory=dict)

    @staticmethod
    def load(text: str) -> "Weights":
        """Read what `dump` wrote. ValueError where it is something else."""
        try:
            document = json.loads(text)
            return Weights(
                subject=_model(document["subject"]),
                news=_model(document["news"]),
                minor=_model(document["minor"]),
                major=_model(document["major"]) if "major" in document else NEVER,
                threshold=float(document["threshold"]),
                minor_threshold=float(document["minor_threshold"]),
                major_threshold=float(document.get("major_threshold", 0.5)),
                header=dict(document["header"]),
            )
        except (KeyError, TypeError, AttributeError) as error:
            raise ValueError(f"not a file of weights: {error!r}") from error

    def judge(self, features: Mapping[str, float]) -> Judgement:
        """Whether a report of these features is worth an alert."""
        return Judgement(subject=self.subject.score(features), news=self.news.score(features))

    def leaning(self, features: Mapping[str, float]) -> str | None:
        """What a development of these features reads like: "major", "minor" or None for neither."""
        if self.major.score(features).probability >= self.major_threshold:
            return "major"
        return "minor" if self.minor.score(features).probability >= self.minor_threshold else None

    def dump(self) -> str:
        """The file's text: sorted, one weight a line, so that two trainings can be compared line by line."""
        document = {
            "header": dict(self.header),
            "threshold": self.threshold,
            "minor_threshold": self.minor_threshold,
            "major_threshold": self.major_threshold,
            "subject": _written(self.subject),
            "news": _written(self.news),
            "minor": _written(self.minor),
            "major": _written(self.major),
        }
        return json.dumps(document, ensure_ascii=False, indent=0) + "\n"


def sigmoid(margin: float) -> float:
    """Log-odds to probability, without overflow."""
    if margin >= 0:
        return 1 / (1 + math.exp(-margin))
    return math.exp(margin) / (1 + math.exp(margin))


def log_odds(probability: float) -> float:
    """Probability, strictly between 0 and 1, to log-odds."""
    return math.log(probability / (1 - probability))


def _written(model: LinearModel) -> dict[str, Json]:
    return {"bias": round(model.bias, 4), "weights": _rounded(model.weights)}


def _rounded(weights: Mapping[str, float]) -> dict[str, Json]:
    return {name: round(weights[name], 4) for name in sorted(weights) if round(weights[name], 4)}


def _model(table: Mapping[str, Any]) -> LinearModel:
    return LinearModel(
        bias=float(table["bias"]), weights={str(name): float(value) for name, value in table["weights"].items()}
    )
