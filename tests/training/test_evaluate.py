"""Evaluate and train, on the invented week of another negotiation that the tests carry."""

import argparse
import json
from pathlib import Path

import pytest

from bot.core.detect.weights import Weights
from bot.errors import ConfigError
from bot.settings import Settings, load_settings
from bot.training import evaluate, train, windows
from bot.training.learn import examples

DATA = Path(__file__).parents[1] / "data"
OTHER = f"{DATA / 'labels' / 'other_week'},topic={DATA / 'directions' / 'other_topic.toml'}"


@pytest.fixture(scope="module")
def settings() -> Settings:
    return load_settings(Path(__file__).parents[2] / "feeds.toml")


@pytest.fixture(scope="module")
def weights(settings: Settings) -> Weights:
    return train.train([windows.load(OTHER, settings)], figures=False)


def arguments(*given: str) -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    evaluate.add_arguments(parser)
    return parser.parse_args(given)


def test_the_week_that_was_learned_is_known_well(settings: Settings, weights: Weights) -> None:
    result = evaluate.evaluate(windows.load(OTHER, settings), weights)
    found = evaluate.overall([result.readings])
    assert (found["f"] or 0) > 0.8
    assert (found["recall1"] or 0) > 0.8


def test_two_plays_decide_the_same(settings: Settings, weights: Weights) -> None:
    one, other = (evaluate.evaluate(windows.load(OTHER, settings), weights) for _ in range(2))
    assert one.played == other.played


def test_the_report_has_figures_intervals_and_named_errors(
    settings: Settings, weights: Weights, capsys: pytest.CaptureFixture[str]
) -> None:
    assert evaluate.run(arguments(OTHER), settings, weights) == 0
    told = capsys.readouterr().out
    assert "95 % from" in told
    assert "other_week" in told
    assert "errors, against the first reading" in told


def test_where_there_are_no_errors_no_heading_says_so(
    settings: Settings, weights: Weights, monkeypatch: pytest.MonkeyPatch
) -> None:
    result = evaluate.evaluate(windows.load(OTHER, settings), weights)
    monkeypatch.setattr(evaluate.errors, "faults", lambda played, reading: [])
    told = evaluate.report([result], 2)
    assert "errors" not in told
    assert told.splitlines()[-1].startswith("  95 % to")


def test_json_holds_the_same_figures(settings: Settings, weights: Weights, capsys: pytest.CaptureFixture[str]) -> None:
    evaluate.run(arguments(OTHER, "--json"), settings, weights)
    told = json.loads(capsys.readouterr().out)
    assert told["windows"]["other_week"]["f"] == told["all"]["f"]
    low, high = told["intervals"]["f"]
    assert 0 < low <= high <= 1


def test_trained_weights_are_written_with_their_windows(tmp_path: Path, settings: Settings) -> None:
    parser = argparse.ArgumentParser()
    train.add_arguments(parser)
    out = tmp_path / "weights.json"
    train.run(parser.parse_args([OTHER, "--out", str(out)]), settings)
    loaded = Weights.load(out.read_text())
    assert loaded.header["windows"] == ["other_week"]
    assert "cross_validated" not in loaded.header  # one window cannot be left out


def test_a_wrong_option_is_refused(settings: Settings) -> None:
    with pytest.raises(ConfigError, match="labels=FILE, topic=FILE and weight=NUMBER"):
        windows.load(f"{OTHER},weights=x", settings)


@pytest.mark.parametrize("weight", ["x", "0", "-1", "nan", "inf"])
def test_a_weight_is_a_number_above_nought(settings: Settings, weight: str) -> None:
    with pytest.raises(ConfigError, match="weight is a number above 0"):
        windows.load(f"{OTHER},weight={weight}", settings)


def test_a_window_of_half_weight_teaches_half_as_much(settings: Settings) -> None:
    whole, half = windows.load(OTHER, settings), windows.load(f"{OTHER},weight=0.5", settings)
    taught = [examples(one.window, one.topic, one.weight) for one in (whole, half)]
    for name in ("subject", "news", "minor", "major"):
        ours, theirs = (getattr(one, name) for one in taught)
        assert [2 * one.weight for one in theirs] == [one.weight for one in ours]
        assert ours


def test_the_shipped_weights_say_where_they_come_from() -> None:
    shipped = Weights.load((Path(__file__).parents[2] / "bot" / "data" / "weights.json").read_text())
    assert shipped.header["windows"]
    assert shipped.header["seed"]
    assert 0 < shipped.threshold < 1


def test_what_only_teaches_is_named_and_learned_from_but_not_judged(settings: Settings, weights: Weights) -> None:
    catalogue = windows.load(f"{DATA / 'labels' / 'catalogue_gaza_a'},weight=0.1", settings)
    both = train.train([windows.load(OTHER, settings)], [catalogue], figures=True)
    assert both.header["windows"] == [weights.header["windows"][0], "catalogue_gaza_a, counting 0.1"]
    assert "cross_validated" not in both.header  # one window alone judges nothing
    assert both.news.weights != weights.news.weights
