"""The demo as a newcomer sees it, and how the detector does on the demo's own week."""

import json
from pathlib import Path

import pytest

from bot.app import detectors
from bot.demo.run import run_demo
from bot.demo.truth import labels, replay_items
from bot.demo.week import DemoWeek
from bot.jobs.replay import replay
from bot.settings import load_settings
from bot.training.labels import load_window
from bot.training.scorer import Outcome, score

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def settings():
    return load_settings(ROOT / "feeds.toml")


async def test_the_demo_prints_attributed_alerts_and_then_the_status(settings):
    printed = []
    tally = await run_demo(settings, printed.append)
    alerts = [text for text in printed if "Importance" in text and "“" in text]
    assert len(alerts) >= 10
    assert all("Says who" in text or "Actor" in text for text in alerts)
    assert all("UTC" in text and "http" in text for text in alerts)
    assert printed[-2] == "> /status"
    assert "Gaza truce talks" in printed[-1]
    assert tally.failed > 0, "one outlet's feed breaks for a while"
    assert tally.unchanged > tally.polls / 2, "most polls are conditional and unchanged"


@pytest.fixture(scope="module")
def figures(settings, tmp_path_factory):
    folder = tmp_path_factory.mktemp("week")
    week = DemoWeek.load()
    lines = "".join(json.dumps(item) + "\n" for item in replay_items(week))
    (folder / "items.jsonl").write_text(lines, encoding="utf-8")
    (folder / "labels.A.json").write_text(json.dumps(labels(week)), encoding="utf-8")
    replay(folder / "items.jsonl", folder / "out.jsonl", settings, detectors(settings))
    decided = [json.loads(line) for line in (folder / "out.jsonl").read_text(encoding="utf-8").splitlines()]
    window = load_window(folder)
    outcomes = [Outcome(item=d["item_id"], alerted=d["alerted"], development=d["development"]) for d in decided]
    return score(outcomes, window.readings[0], window.times)


def test_most_developments_of_the_week_are_alerted(figures):
    assert figures["recall1"] >= 0.8
    assert figures["f"] >= 0.6


def test_the_week_is_not_noisy(figures):
    assert figures["noise"] <= 0.15
