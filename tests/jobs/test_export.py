import argparse
import csv
import io
import json
from dataclasses import replace

import pytest

from bot.core.model import TopicId
from bot.errors import ConfigError
from bot.jobs import export
from tests.web.stand import NOW, TOPIC, decided, development, fill, reported


@pytest.fixture
def store(store):
    store.write_now(fill)
    return store


def exported(store, tmp_path, *arguments, topics=(TOPIC,)):
    parser = argparse.ArgumentParser()
    export.add_arguments(parser)
    out = tmp_path / "out"
    given = parser.parse_args([*arguments, "--out", str(out)])
    assert export.run(given, topics, store, NOW) == 0
    return out.read_text(encoding="utf-8")


def test_jsonl_has_a_development_a_line_with_all_its_reports(store, tmp_path):
    records = [json.loads(line) for line in exported(store, tmp_path, "--format", "jsonl").splitlines()]
    assert [one["development"] for one in records] == [development(f"d{n}") for n in range(1, 8)]
    second = records[1]
    assert (second["outlets"], [one["outlet"] for one in second["reports"]]) == (2, ["The Lantern", "Port Courier"])
    assert (
        records[0]["reports"][0]["claims"][0] | {"field": "title", "claimant": "Veland"}
        == records[0]["reports"][0]["claims"][0]
    )
    assert records[4]["reports"][1]["claims"] is None  # not English: not read


def test_csv_has_a_row_for_each_report(store, tmp_path):
    rows = list(csv.DictReader(io.StringIO(exported(store, tmp_path, "--format", "csv"))))
    assert len(rows) == 9
    assert (rows[0]["claimants"], rows[0]["acting"]) == ("Veland (says)", "")
    assert set(rows[0]) == set(export.COLUMNS)


def test_csv_tells_who_says_so_from_whose_act_the_outlet_states(store, tmp_path):
    def add(tables):
        report = reported(1, "lantern", "Coastal Front accepts truce text", 99)
        tables.reports.add(report)
        tables.developments.record(decided(report, "99" * 8, 2))

    store.write_now(add)
    row = list(csv.DictReader(io.StringIO(exported(store, tmp_path, "--format", "csv"))))[-1]
    assert (row["claimants"], row["acting"]) == ("", "Coastal Front (accepts)")


@pytest.mark.parametrize("headline", ["=1+1", "+cmd|' /C calc'!A0", "-2 degrees", "@here"])
def test_no_headline_becomes_a_formula(store, tmp_path, headline):
    def add(tables):
        report = reported(1, "lantern", headline, 99)
        tables.reports.add(report)
        tables.developments.record(decided(report, "99" * 8, 2))

    store.write_now(add)
    rows = list(csv.DictReader(io.StringIO(exported(store, tmp_path, "--format", "csv"))))
    assert rows[-1]["headline"] == f"'{headline}"


def test_ics_has_the_stated_deadlines(store, tmp_path):
    text = exported(store, tmp_path, "--format", "ics")
    assert text.startswith("BEGIN:VCALENDAR\n")
    assert text.count("BEGIN:VEVENT") == 1
    assert "SUMMARY:Coast talks: until Sunday" in text


def test_of_several_topics_each_deadline_in_the_calendar_has_its_own(store, tmp_path):
    other = replace(TOPIC, id=TopicId("hills"), name="Hill talks")
    text = exported(store, tmp_path, "--format", "ics", topics=(TOPIC, other))
    assert "SUMMARY:Coast talks: until Sunday" in text
    assert "Hill talks" not in text


def test_since_and_until_cut(store, tmp_path):
    records = exported(store, tmp_path, "--since", "2031-05-08", "--until", "2031-05-09T10:00:00+00:00").splitlines()
    assert [json.loads(one)["development"] for one in records] == [development(f"d{n}") for n in (3, 4, 5, 6, 7)]


def test_pages_are_put_together_without_loss(store, tmp_path, monkeypatch):
    whole = exported(store, tmp_path)
    monkeypatch.setattr(export, "PAGE", 2)
    assert exported(store, tmp_path) == whole


def test_two_runs_give_the_same_bytes(store, tmp_path):
    assert exported(store, tmp_path) == exported(store, tmp_path)


@pytest.mark.parametrize(("arguments", "where"), [(["--topic", "x"], "--topic"), (["--since", "soon"], "--since")])
def test_what_cannot_be_read_is_a_line_that_names_it(store, tmp_path, arguments, where):
    with pytest.raises(ConfigError, match=where):
        exported(store, tmp_path, *arguments)


def test_a_file_that_cannot_be_written(store, tmp_path):
    parser = argparse.ArgumentParser()
    export.add_arguments(parser)
    with pytest.raises(ConfigError, match="--out"):
        export.run(parser.parse_args(["--out", str(tmp_path)]), (TOPIC,), store, NOW)
