import argparse
import json

import pytest

from bot.errors import ConfigError
from bot.jobs.attribute import add_arguments, run


def call(*arguments):
    parser = argparse.ArgumentParser()
    add_arguments(parser)
    return run(parser.parse_args([str(argument) for argument in arguments]))


def test_every_report_gets_one_line(tmp_path):
    items, out = tmp_path / "items.jsonl", tmp_path / "out.jsonl"
    items.write_text(
        '{"id": "a", "title": "Osk says no", "summary": null}\n\n{"id": "b", "title": "Guns silent", "outlet": "The Ledger"}\n',
        encoding="utf-8",
    )
    assert call(items, "--out", out) == 0
    first, second = map(json.loads, out.read_text(encoding="utf-8").splitlines())
    assert first["id"] == "a"
    assert [(one["field"], one["claimant"], one["cue"], one["kind"]) for one in first["attributions"]] == [
        ("title", "Osk", "says", "attr")
    ]
    assert second == {"id": "b", "attributions": []}


@pytest.mark.parametrize("line", ["{", "[]", '{"id": "a"}'])
def test_a_line_that_is_no_report_is_named(tmp_path, line):
    items = tmp_path / "items.jsonl"
    items.write_text('{"id": "a", "title": "x"}\n' + line, encoding="utf-8")
    with pytest.raises(ConfigError, match=r"items\.jsonl:2"):
        call(items, "--out", tmp_path / "out.jsonl")


def test_a_missing_file_is_an_error_with_its_name(tmp_path):
    with pytest.raises(ConfigError, match="nowhere"):
        call(tmp_path / "nowhere.jsonl", "--out", tmp_path / "out.jsonl")
