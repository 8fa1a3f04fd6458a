import json

import pytest

from bot.core.detect.weights import LinearModel, Weights, log_odds, sigmoid

MODEL = LinearModel(bias=-1.0, weights={"a": 2.0, "b": -0.5, "c": 0.25})


def test_unknown_features_count_for_nothing() -> None:
    assert MODEL.margin({"a": 1.0, "z": 100.0}) == 1.0


def test_the_top_features_are_those_that_moved_the_score_most() -> None:
    score = MODEL.score({"a": 1.0, "b": 1.0, "c": 1.0}, top=2)
    assert score.top == (("a", 2.0), ("b", -0.5))
    assert score.probability == pytest.approx(sigmoid(0.75))


def test_a_score_explains_itself_in_json() -> None:
    told = MODEL.score({"a": 1.0}).explain()
    assert json.loads(json.dumps(told)) == {"probability": 0.7311, "top": [["a", 2.0]]}


def test_what_is_dumped_loads_again_and_dumps_the_same() -> None:
    other = LinearModel(bias=0.5, weights={"a": 1.0})
    weights = Weights(subject=other, news=MODEL, minor=other, major=MODEL, threshold=0.4, header={"seed": 7})
    text = weights.dump()
    again = Weights.load(text)
    assert again.dump() == text
    assert again.news.margin({"a": 1.0, "b": 1.0}) == MODEL.margin({"a": 1.0, "b": 1.0})
    assert again.header == {"seed": 7}


def test_a_report_must_be_on_the_subject_and_be_news() -> None:
    subject = LinearModel(bias=0.0, weights={"on": 3.0, "off": -9.0})
    weights = Weights(subject=subject, news=MODEL, minor=MODEL)
    both, news_only = weights.judge({"on": 1.0, "a": 2.0}), weights.judge({"off": 1.0, "a": 2.0})
    assert both.probability == pytest.approx(sigmoid(3.0) * sigmoid(3.0))
    assert both.margin == pytest.approx(log_odds(both.probability))
    assert news_only.news.probability == both.news.probability
    assert news_only.probability < 0.001
    assert set(both.explain()) == {"probability", "subject", "news"}


def test_a_judgement_without_any_doubt_has_a_finite_margin() -> None:
    sure = LinearModel(bias=900.0, weights={})
    assert Weights(subject=sure, news=sure, minor=sure).judge({}).margin > 20


@pytest.mark.parametrize("text", ["{}", "[]", '{"news": 3}', "not json"])
def test_another_file_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        Weights.load(text)


def test_log_odds_undo_the_sigmoid_without_overflow() -> None:
    assert sigmoid(log_odds(0.55)) == pytest.approx(0.55)
    assert (sigmoid(-1000), sigmoid(1000)) == (0.0, 1.0)


def test_what_reads_like_a_change_of_state_is_major_and_what_reads_like_colour_is_minor() -> None:
    weights = Weights(
        subject=MODEL,
        news=MODEL,
        minor=LinearModel(bias=-2.0, weights={"colour": 4.0}),
        major=LinearModel(bias=-2.0, weights={"signed": 4.0}),
    )
    assert weights.leaning({"signed": 1.0}) == "major"
    assert weights.leaning({"colour": 1.0}) == "minor"
    assert weights.leaning({"signed": 1.0, "colour": 1.0}) == "major"
    assert weights.leaning({}) is None


def test_weights_trained_before_majors_were_learned_still_load() -> None:
    document = json.loads(Weights(subject=MODEL, news=MODEL, minor=MODEL).dump())
    del document["major"], document["major_threshold"]
    assert Weights.load(json.dumps(document)).leaning({"a": 1.0}) == "minor"
