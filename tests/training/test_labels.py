import json
from pathlib import Path

import pytest

from bot.errors import ConfigError
from bot.training.labels import load_window

ITEMS = [
    {"id": "n1", "outlet": "The Lamp", "title": "FHF says yes", "published": "2031-05-01T08:00:00Z"},
    {"id": "n2", "outlet": "The Drum", "title": "Bakers win", "seen_at": "2031-05-01T07:00:00Z"},
]
LABELS = {"groups": {"G01": {"what": "yes", "importance": 1}}, "labels": {"n1": ["dev", "G01"], "n2": ["off"]}}


def window(folder: Path, labels: object, name: str = "labels.A.json") -> Path:
    (folder / "items.jsonl").write_text("\n".join(map(json.dumps, ITEMS)))
    (folder / name).write_text(json.dumps(labels))
    return folder


def test_a_window_is_read_in_order_of_time(tmp_path: Path) -> None:
    found = load_window(window(tmp_path, LABELS))
    assert [item.id for item in found.items] == ["n2", "n1"]
    (reading,) = found.readings
    assert (reading.class_of["n2"], reading.group_of, reading.importance) == ("off", {"n1": "G01"}, {"G01": 1})


def test_worth_is_the_mean_of_the_readers(tmp_path: Path) -> None:
    window(tmp_path, LABELS)
    minor = {"groups": {"G01": {"importance": 3}}, "labels": {"n1": ["dev", "G01"]}}
    found = load_window(window(tmp_path, minor, "labels.B.json"))
    assert found.worth("n1", 0.5) == 0.75
    assert found.worth("n2", 0.5) == 0.0
    assert (found.ranked("n1", 3), found.ranked("n1", 1), found.ranked("n1", 2)) == (0.5, 0.5, 0.0)
    assert found.ranked("n2", 3) is None


@pytest.mark.parametrize(
    ("labels", "complaint"),
    [
        ({"groups": {}, "labels": {"n1": ["news"]}}, "dev, bg or off"),
        ({"groups": {}, "labels": {"n9": ["bg"]}}, "no such item"),
        ({"groups": {}, "labels": {"n1": ["dev", "G01"]}}, "needs an importance"),
        ({"groups": {"G01": {"importance": 5}}, "labels": {"n1": ["dev", "G01"]}}, "needs an importance"),
        ({"labels": {}}, "docs/labelling.md"),
        ([], "docs/labelling.md"),
    ],
)
def test_wrong_labels_are_refused_with_their_file(tmp_path: Path, labels: object, complaint: str) -> None:
    with pytest.raises(ConfigError, match=complaint) as refused:
        load_window(window(tmp_path, labels))
    assert "labels.A.json" in str(refused.value)


def test_a_folder_without_labels_is_refused(tmp_path: Path) -> None:
    (tmp_path / "items.jsonl").write_text(json.dumps(ITEMS[0]))
    with pytest.raises(ConfigError, match="no labels"):
        load_window(tmp_path)
