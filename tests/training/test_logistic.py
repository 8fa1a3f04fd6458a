import math
from random import Random

import pytest

from bot.training.logistic import Example, fit


def examples(count: int = 400) -> list[Example]:
    random = Random(1)
    found = []
    for _ in range(count):
        a, b = random.random() < 0.5, random.random() < 0.5
        margin = -1 + 3 * a - 2 * b
        target = float(random.random() < 1 / (1 + math.exp(-margin)))
        found.append(Example(features=_set(a, b), target=target))
    return found


def _set(a: bool, b: bool) -> dict[str, float]:
    return {name: 1.0 for name, present in (("a", a), ("b", b)) if present}


def test_it_finds_the_weights_that_made_the_answers() -> None:
    model = fit(examples(4000), strength=100, least=2)
    assert model.weights["a"] == pytest.approx(3, abs=0.4)
    assert model.weights["b"] == pytest.approx(-2, abs=0.4)
    assert model.bias == pytest.approx(-1, abs=0.3)


def test_the_gradient_vanishes_where_it_stops() -> None:
    known = examples()
    model = fit(known, strength=1.0, least=1)
    for name in ("a", "b"):
        slope = model.weights[name] + sum(
            one.features.get(name, 0) * (model.score(one.features).probability - one.target) for one in known
        )
        assert abs(slope) < 0.01


def test_a_stronger_penalty_makes_smaller_weights() -> None:
    loose, tight = (fit(examples(), strength=strength, least=1).weights["a"] for strength in (10, 0.01))
    assert 0 < tight < loose


def test_rare_features_are_left_out() -> None:
    known = [*examples(), Example(features={"once": 1.0}, target=1.0)]
    assert "once" not in fit(known, strength=1.0, least=2).weights


def test_what_no_example_shows_keeps_its_prior() -> None:
    model = fit(examples(), strength=1.0, least=2, prior={"unseen": 1.5, "a": 9.0})
    assert model.weights["unseen"] == pytest.approx(1.5)
    assert model.weights["a"] < 9.0


def test_soft_targets_and_weights_count() -> None:
    model = fit([Example(features={}, target=0.25, weight=2.0)] * 3, strength=1.0, least=1)
    assert model.score({}).probability == pytest.approx(0.25, abs=0.001)


def test_two_trainings_give_the_same_bits() -> None:
    assert fit(examples(), strength=0.3, least=2) == fit(examples(), strength=0.3, least=2)
