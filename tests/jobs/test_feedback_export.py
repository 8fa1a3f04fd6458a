"""Readers' words as a window to train with: whose word counts, and what makes no label."""

import argparse
import json
from datetime import UTC, datetime, timedelta

from bot.core.model import (
    ChatId,
    Decision,
    DevelopmentId,
    Reason,
    Report,
    ReportId,
    SourceId,
    StorylineId,
    TopicId,
    alert_for,
)
from bot.jobs import feedback_export
from bot.training.labels import load_window
from storage.feedback import Verdict, voter

NOW = datetime(2031, 3, 4, 12, tzinfo=UTC)
CHAT = ChatId(7)


def alerted(store, name, verdicts):
    report = Report(
        id=ReportId(name), source=SourceId("s"), outlet="The Ledger", family="l", language="en",
        headline=f"Osk says {name}", summary="", link=None, published=NOW, seen=NOW,
    )  # fmt: skip
    decision = Decision(
        report=report.id, version=1, topic=TopicId("t"), reason=Reason.NEW_DEVELOPMENT, at=NOW, importance=1,
        development=DevelopmentId(f"d-{name}"), storyline=StorylineId("s"),
    )  # fmt: skip

    def write(tables):
        tables.reports.add(report)
        tables.developments.record(decision)
        tables.developments.add_alert(alert_for(decision))
        for number, verdict in enumerate(verdicts):
            at = NOW + timedelta(minutes=number)
            tables.feedback.give(alert_for(decision), CHAT, voter(CHAT, number), verdict, at)

    store.write_now(write)


def exported(store, folder):
    assert feedback_export.run(argparse.Namespace(out=folder), [], store) == 0
    return json.loads((folder / "labels.feedback.json").read_text())


def test_the_greater_number_counts_and_even_numbers_make_no_label(store, tmp_path):
    good, bad, new, off, wrong = Verdict.GOOD, Verdict.BAD, Verdict.NOT_NEW, Verdict.OFF_TOPIC, Verdict.WRONG
    for name, verdicts in {
        "liked": [good, good, new],
        "old": [new, new, good, wrong],
        "off": [off],
        "split": [good, new],
        "silent": [bad],
        "wrong": [wrong, wrong],
    }.items():
        alerted(store, name, verdicts)
    found = exported(store, tmp_path / "window")
    assert found["labels"] == {"liked-1": ["dev", "d-liked"], "old-1": ["bg"], "off-1": ["off"]}
    assert found["groups"] == {"d-liked": {"what": "Osk says liked", "importance": 1}}
    assert len((tmp_path / "window" / "feedback.jsonl").read_text().splitlines()) == 13
    window = load_window(tmp_path / "window")
    assert {item.id for item in window.items} == {"liked-1", "old-1", "off-1"}
    (reading,) = window.readings
    assert reading.class_of == {"liked-1": "dev", "old-1": "bg", "off-1": "off"}


def test_nobody_is_in_it(store, tmp_path):
    alerted(store, "liked", [Verdict.GOOD])
    exported(store, tmp_path / "window")
    text = (tmp_path / "window" / "feedback.jsonl").read_text()
    assert "voter" not in text
    assert "chat" not in text
