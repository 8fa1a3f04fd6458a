import json
from pathlib import Path

from bot.demo import truth
from bot.demo.week import DemoWeek

WEEK = DemoWeek.load()
SHIPPED = Path(__file__).parents[2] / "bot" / "data" / "demo" / "developments.json"


def test_the_shipped_labels_are_those_of_the_hand_made_files():
    """After an edit of the week, write the file anew: `python -m bot.demo.truth`."""
    assert SHIPPED.read_text(encoding="utf-8") == truth.labels_text(WEEK)


def test_every_replayed_item_is_labelled_and_every_label_is_replayed():
    items = {str(item["id"]) for item in truth.replay_items(WEEK)}
    labels = json.loads(SHIPPED.read_text(encoding="utf-8"))
    assert items == set(labels["labels"])
    assert {label[1] for label in labels["labels"].values() if label[0] == "dev"} == set(labels["groups"])
    assert {label[0] for label in labels["labels"].values()} == {"dev", "bg", "off"}


def test_items_come_in_the_order_of_the_polls_and_none_from_before_the_week():
    seen = [str(item["seen_at"]) for item in truth.replay_items(WEEK)]
    assert seen == sorted(seen)
    assert seen[0] >= "2025-03-12"


def test_an_edit_is_an_item_of_its_own_under_the_same_link():
    items = {item["id"]: item for item in truth.replay_items(WEEK)}
    first, second = items["northgate-141040"], items["northgate-141040.2"]
    assert first["link"] == second["link"]
    assert first["title"] != second["title"]
    assert first["published"] == second["published"]
    assert (first["seen_at"], second["seen_at"]) == ("2025-03-14T10:40:00Z", "2025-03-14T11:05:00Z")


def test_what_a_broken_feed_held_back_is_seen_when_it_works_again():
    items = {item["id"]: item for item in truth.replay_items(WEEK)}
    assert items["sable-132130"]["seen_at"] == "2025-03-14T13:00:00Z"
    assert items["sable-132130"]["published"] == "2025-03-13T21:30:00Z"


def test_an_outlet_without_guids_has_none_here():
    assert all("guid" not in item for item in truth.replay_items(WEEK) if item["outlet"] == "Carmel Evening Record")


def test_the_agencys_credit_and_the_language_go_along():
    items = {item["id"]: item for item in truth.replay_items(WEEK)}
    assert items["sentinel-121240"]["author"] == "Corvane"
    assert "author" not in items["northgate-120935"]
    assert items["vigie-121125"]["language"] == "fr"


def test_items_are_written_one_a_line(tmp_path):
    truth.main([str(tmp_path / "items.jsonl")])
    lines = (tmp_path / "items.jsonl").read_text(encoding="utf-8").splitlines()
    assert [json.loads(line) for line in lines] == truth.replay_items(WEEK)
