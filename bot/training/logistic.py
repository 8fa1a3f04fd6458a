"""Logistic regression with soft targets and an L2 penalty, by L-BFGS: no dependencies, no randomness."""

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from bot.core.detect.weights import LinearModel, sigmoid

Vector = list[float]
MEMORY = 8
ITERATIONS = 120
TOLERANCE = 1e-5


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """Features, the share of positive answers, and how much the example counts."""

    features: dict[str, float]
    target: float
    weight: float = 1.0


def fit(
    examples: Sequence[Example], *, strength: float, least: int, prior: Mapping[str, float] | None = None
) -> LinearModel:
    """Learn a model. `strength` is the inverse of the penalty; features in fewer than `least` examples are left out.

    The penalty draws each weight to its value in `prior`, else to 0, so that what no window shows keeps a sane weight.
    """
    before = dict(prior or {})
    names = sorted({*_vocabulary(examples, least), *before})
    centre = [before.get(name, 0.0) for name in names]
    index = {name: at for at, name in enumerate(names)}
    rows = [
        (
            [(index[name], value) for name, value in sorted(one.features.items()) if name in index],
            one.target,
            one.weight,
        )
        for one in examples
    ]

    def loss(point: Vector) -> tuple[float, Vector]:
        return _loss(rows, point, centre, 1 / strength)

    found = _minimise(loss, [*centre, 0.0])
    return LinearModel(bias=found[-1], weights={name: found[at] for name, at in index.items()})


def _vocabulary(examples: Sequence[Example], least: int) -> list[str]:
    counts: dict[str, int] = {}
    for one in examples:
        for name in one.features:
            counts[name] = counts.get(name, 0) + 1
    return sorted(name for name, count in counts.items() if count >= least)


def _loss(
    rows: Sequence[tuple[list[tuple[int, float]], float, float]], point: Vector, centre: Vector, penalty: float
) -> tuple[float, Vector]:
    """Penalised negative log-likelihood and its gradient. The bias, last, is not penalised."""
    away = [one - middle for one, middle in zip(point[:-1], centre, strict=True)]
    value = penalty / 2 * sum(one * one for one in away)
    slope = [*(penalty * one for one in away), 0.0]
    for features, target, weight in rows:
        margin = point[-1]
        for at, amount in features:
            margin += point[at] * amount
        value += weight * (_softplus(margin) - target * margin)
        error = weight * (sigmoid(margin) - target)
        for at, amount in features:
            slope[at] += error * amount
        slope[-1] += error
    return value, slope


def _softplus(margin: float) -> float:
    return margin + math.log1p(math.exp(-margin)) if margin > 0 else math.log1p(math.exp(margin))


def _dot(one: Vector, other: Vector) -> float:
    return math.fsum(a * b for a, b in zip(one, other, strict=True))


def _minimise(loss: Callable[[Vector], tuple[float, Vector]], point: Vector) -> Vector:
    """L-BFGS with a backtracking line search."""
    value, slope = loss(point)
    steps: list[tuple[Vector, Vector, float]] = []
    for _ in range(ITERATIONS):
        if max(map(abs, slope)) < TOLERANCE * max(1.0, abs(value)):
            break
        direction = _direction(slope, steps)
        drop = _dot(direction, slope)
        size = 1.0 if steps else 1 / max(1.0, math.sqrt(_dot(slope, slope)))
        while True:
            after = [a + size * b for a, b in zip(point, direction, strict=True)]
            new_value, new_slope = loss(after)
            if new_value <= value + 1e-4 * size * drop or size < 1e-10:
                break
            size /= 2
        moved = [a - b for a, b in zip(after, point, strict=True)]
        bent = [a - b for a, b in zip(new_slope, slope, strict=True)]
        curvature = _dot(moved, bent)
        if curvature > 1e-12:
            steps = [*steps[-MEMORY + 1 :], (moved, bent, 1 / curvature)]
        point, value, slope = after, new_value, new_slope
    return point


def _direction(slope: Vector, steps: Sequence[tuple[Vector, Vector, float]]) -> Vector:
    """The two-loop recursion: minus the slope, bent by what the last steps told of the curvature."""
    bent = [-one for one in slope]
    shares = []
    for moved, change, rho in reversed(steps):
        share = rho * _dot(moved, bent)
        shares.append(share)
        bent = [a - share * b for a, b in zip(bent, change, strict=True)]
    if steps:
        moved, change, _ = steps[-1]
        scale = _dot(moved, change) / _dot(change, change)
        bent = [scale * one for one in bent]
    for (moved, change, rho), share in zip(steps, reversed(shares), strict=True):
        back = rho * _dot(change, bent)
        bent = [a + (share - back) * b for a, b in zip(bent, moved, strict=True)]
    return bent
