"""Our scorer, on a window of our own, and against the outside scorer where it is present."""

import importlib.util
import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

import pytest

from bot.training.labels import Reading
from bot.training.scorer import Outcome, bootstrap, by_day, mean, overall, score

START = datetime(2031, 5, 1, tzinfo=UTC)
TOOL = Path(__file__).parents[3] / "shared" / "tools" / "score_replay.py"


def reading(groups: dict[str, int], labels: dict[str, str]) -> Reading:
    return Reading(
        name="labels",
        class_of={item: "dev" if label in groups else label for item, label in labels.items()},
        group_of={item: label for item, label in labels.items() if label in groups},
        importance=groups,
        what={},
    )


READING = reading({"G1": 1, "G2": 2, "G3": 3}, {"a": "G1", "b": "G1", "c": "G2", "d": "G3", "e": "bg", "f": "G2"})
TIMES = {item: START + timedelta(minutes=40 * at) for at, item in enumerate("abcdefg")}


def outcomes(alerted: str, filed: dict[str, str]) -> list[Outcome]:
    return [Outcome(item=item, alerted=item in alerted, development=filed.get(item)) for item in TIMES]


def test_each_alert_is_worth_what_it_is() -> None:
    found = score(outcomes("bcdefg", {"b": "x", "c": "y", "f": "y", "d": "x"}), READING, TIMES)
    assert (found["alerts"], found["minor"]) == (6, 1)
    assert found["precision"] == pytest.approx(2 / 5)
    assert found["duplicate"] == pytest.approx(1 / 5)
    assert found["noise"] == pytest.approx(2 / 5)
    assert (found["recall1"], found["recall2"], found["prompt1"]) == (1.0, 1.0, 1.0)
    assert found["delay_median"] == 20.0


def test_pairs_filed_wrongly_are_merged_or_split() -> None:
    found = score(outcomes("", {"a": "x", "b": "y", "c": "x", "f": "x"}), READING, TIMES)
    assert found["merged"] == pytest.approx(2 / 3)
    assert found["split"] == pytest.approx(1 / 2)


def test_silence_has_no_precision_and_no_recall() -> None:
    found = score(outcomes("", {}), READING, TIMES)
    assert (found["f"], found["precision"], found["recall1"]) == (0.0, None, 0.0)
    assert found["delay_p90"] is None


def test_the_mean_leaves_out_rows_that_lack_a_figure() -> None:
    assert mean([{"x": 1.0, "y": None}, {"x": 0.0, "y": 0.5}]) == {"x": 0.5, "y": 0.5}


def test_recall_is_of_all_windows_together() -> None:
    none = reading({"G9": 2}, {"a": "G9"})
    windows = [
        [by_day(outcomes("a", {}), READING, TIMES)],
        [by_day(outcomes("", {}), none, TIMES)],
    ]
    assert overall(windows)["recall1"] == 1.0
    assert overall(windows)["recall2"] == 0.0


def test_intervals_hold_the_figure_and_come_again_with_their_seed() -> None:
    random = Random(3)
    times = {f"i{at}": START + timedelta(hours=at) for at in range(200)}
    labels = {
        item: random.choice(["G1", "G2", "bg"]) + (f"-{at // 9}" if at % 3 else "") for at, item in enumerate(times)
    }
    groups = {label: 1 + at % 2 for at, label in enumerate(sorted(set(labels.values()) - {"bg"}))}
    made = [Outcome(item=item, alerted=random.random() < 0.3, development=labels[item]) for item in times]
    days = [[by_day(made, reading(groups, labels), times)]]
    low, high = bootstrap(days, seed=5, draws=200)["f"]
    value = overall(days)["f"]
    assert value is not None
    assert low < high
    assert low - 0.05 <= value <= high + 0.05
    assert bootstrap(days, seed=5, draws=50) == bootstrap(days, seed=5, draws=50)


@pytest.mark.skipif(not TOOL.exists(), reason="no ../shared/tools/score_replay.py beside this checkout")
@pytest.mark.parametrize("seed", range(12))
def test_our_figures_equal_the_outside_scorers(seed: int) -> None:
    spec = importlib.util.spec_from_file_location("score_replay", TOOL)
    assert spec is not None
    assert spec.loader is not None
    tool = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(tool)
    random = Random(seed)
    groups = {f"G{at}": random.choice([1, 2, 2, 3]) for at in range(8)}
    items = [f"i{at}" for at in range(60)]
    times = {item: START + timedelta(minutes=random.randrange(4000)) for item in items}
    labels = {item: random.choice([*groups, "bg", "off"]) for item in items[:50]}
    ours = reading(groups, labels)
    decisions = [
        {
            "item_id": item,
            "alerted": random.random() < 0.3,
            "reason": "",
            "development": random.choice(["x", "y", "z", None]),
        }
        for item in sorted(items, key=lambda item: (times[item], item))
    ]
    theirs = tool.score(
        decisions,
        {
            "groups": {name: {"importance": level} for name, level in groups.items()},
            "labels": {item: ["dev", label] if label in groups else [label] for item, label in labels.items()},
        },
        times,
    )
    found = score(
        [Outcome(item=d["item_id"], alerted=d["alerted"], development=d["development"]) for d in decisions], ours, times
    )
    assert json.loads(json.dumps(theirs)).keys() == found.keys()
    for name, value in theirs.items():
        if value is None:
            assert found[name] is None
        else:
            assert found[name] == pytest.approx(value, abs=0.06 if name.startswith("delay") else 0.0006), name
