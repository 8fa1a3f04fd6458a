"""Replay: every item one line, whatever it lacks; the same bytes twice; nothing but the output is touched."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from bot.app import detectors
from bot.errors import ConfigError
from bot.jobs.replay import read_items, replay
from bot.settings import load_settings

ROOT = Path(__file__).parents[2]
SHARED = ROOT.parent / "shared" / "data"

ITEMS = [
    {"id": "a", "outlet": "The Harbour Post", "title": "Hamas offers to free ten captives for a 40-day Gaza truce",
     "published": "2026-01-01T10:00:00Z", "link": "https://harbour.example/1"},
    {"id": "b", "outlet": "Lantern Wire", "title": "Harbour festival draws record crowds",
     "seen_at": "2026-01-01T10:05:00Z"},
    {"id": "c", "outlet": "The Harbour Post", "title": "Hamas offers to free ten captives for a 40-day Gaza truce",
     "published": "2026-01-01T10:00:00Z", "link": "https://harbour.example/1", "seen_at": "2026-01-01T11:00:00Z"},
    {"id": "d", "outlet": "Quayside", "title": "Israel rejects Hamas offer of a 40-day Gaza truce",
     "seen_at": "2026-01-01T12:00:00+02:00"},
]  # fmt: skip


def run(tmp_path, items, name="out.jsonl"):
    path = tmp_path / "items.jsonl"
    path.write_text("\n".join(json.dumps(item) for item in items) + "\n", encoding="utf-8")
    settings = load_settings(ROOT / "feeds.toml")
    replay(path, tmp_path / name, settings, detectors(settings))
    return (tmp_path / name).read_text(encoding="utf-8")


def test_one_line_for_each_item_with_the_keys_that_the_scorer_reads(tmp_path):
    lines = [json.loads(line) for line in run(tmp_path, ITEMS).splitlines()]
    assert {line["item_id"] for line in lines} == {"a", "b", "c", "d"}
    for line in lines:
        assert {"item_id", "reason", "alerted", "development", "importance", "at"} <= line.keys()
        assert ("text" in line) is line["alerted"]
    by_id = {line["item_id"]: line for line in lines}
    assert by_id["a"]["alerted"]
    assert ITEMS[0]["title"] in by_id["a"]["text"]
    assert by_id["b"]["reason"] == "off_topic"
    assert by_id["b"]["development"] is None


def test_an_item_seen_again_is_silent_and_keeps_its_development(tmp_path):
    by_id = {line["item_id"]: line for line in map(json.loads, run(tmp_path, ITEMS).splitlines())}
    assert not by_id["c"]["alerted"]
    assert by_id["c"]["development"] == by_id["a"]["development"]


def test_items_are_taken_in_the_order_of_their_clock(tmp_path):
    order = [json.loads(line)["item_id"] for line in run(tmp_path, ITEMS).splitlines()]
    assert order == ["a", "d", "b", "c"]


def test_two_runs_give_the_same_bytes_whatever_the_hash_seed(tmp_path):
    first = run(tmp_path, ITEMS, "one.jsonl")
    for seed in ("1", "2"):
        subprocess.run(
            [sys.executable, "-m", "bot", "replay", str(tmp_path / "items.jsonl"), "--out", str(tmp_path / seed)],
            env={**os.environ, "PYTHONHASHSEED": seed}, cwd=ROOT, check=True, capture_output=True,
        )  # fmt: skip
        assert (tmp_path / seed).read_text(encoding="utf-8") == first


def test_the_configured_database_is_never_touched(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    run(tmp_path, ITEMS)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["items.jsonl", "out.jsonl"]


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("[]", "is no JSON object"),
        ("{", "is no JSON object"),
        ('{"id": "a", "outlet": "A", "title": "T"}', "neither"),
        ('{"id": "a", "outlet": "A", "title": "T", "published": "yesterday"}', "no ISO 8601 time"),
    ],
)
def test_a_line_that_is_no_item_is_named(tmp_path, line, problem):
    path = tmp_path / "items.jsonl"
    path.write_text(line + "\n", encoding="utf-8")
    with pytest.raises(ConfigError, match=problem):
        read_items(path)


@pytest.mark.skipif(not SHARED.exists(), reason="recorded real news is not beside this checkout")
def test_a_recorded_week_replays_whole(tmp_path):
    source = SHARED / "window_2023_11_21" / "items.jsonl"
    settings = load_settings(ROOT / "feeds.toml")
    count, alerted = replay(source, tmp_path / "out.jsonl", settings, detectors(settings))
    assert count == len(source.read_text(encoding="utf-8").splitlines())
    assert 0 < alerted < count / 10
