"""Edits of known reports: invented pairs for each class, and the hand-labelled edits of a real outlet."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.core.intake.edits import Edit, classify
from bot.core.model import Report, ReportId, SourceId

ROOT = Path(__file__).parents[3]
REVISIONS = ROOT.parent / "shared" / "data" / "revisions" / "bbc_2026_03_05.jsonl"
LABELS = ROOT / "tests" / "data" / "revision_labels.json"
NOW = datetime(2030, 5, 1, 12, tzinfo=UTC)


def a_report(headline: str, summary: str = "", published: datetime | None = NOW) -> Report:
    return Report(
        id=ReportId("r"), source=SourceId("s"), outlet="Courier", family="courier", language="en", headline=headline,
        summary=summary, link=None, published=published, seen=NOW,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("before", "after", "edit", "why"),
    [
        ("Envoys meet in Doha", "Envoys meet in Doha", Edit.UNCHANGED, ""),
        ("Envoys meet in Doha", "Envoys meet  in Doha.", Edit.COSMETIC, ""),
        ("Envoys’ talks ‘go on’", 'Envoys\' talks "go on"', Edit.COSMETIC, ""),
        ("Truce talks in the Gulf go on", "Truce talks in Gulf region go on", Edit.COSMETIC, ""),
        ("Four captives freed", "Six captives freed", Edit.MATERIAL, "number"),
        ("At least 20 freed in swap", "More than 20 freed in swap", Edit.MATERIAL, "number"),
        ("Party accepts bridge proposal", "Party does not accept bridge proposal", Edit.MATERIAL, "negation"),
        ("Party denies talks took place", "Parties deny talks took place", Edit.COSMETIC, ""),
        ("Talks failed, mediator says", "Talks failed", Edit.MATERIAL, "claimant"),
        ("Talks near an end, mediator says", "Talks near an end, minister says", Edit.MATERIAL, "claimant"),
        ("Talks set to begin in Doha", "Talks begin in Doha", Edit.MATERIAL, "act"),
        ("Minister accepts the plan", "Minister rejects the plan", Edit.MATERIAL, "negation"),
        ("Envoys gather in the capital", "Market reopens as rain eases", Edit.MATERIAL, "words"),
    ],
)
def test_headlines(before: str, after: str, edit: Edit, why: str) -> None:
    change = classify(a_report(before), a_report(after))
    assert (change.edit, change.why) == (edit, why)


@pytest.mark.parametrize(
    ("before", "after", "edit"),
    [
        ("", "They met for three hours.", Edit.COSMETIC),  # the outlet filled a gap: the headline says what it said
        ("They met for three hours on Monday.", "They met for three hours.", Edit.COSMETIC),
        ("They met for three hours.", "They met for five hours.", Edit.MATERIAL),
        ("The mediator says the gap is wide.", "The minister says the gap is wide.", Edit.MATERIAL),
        ("The gap is wide, and nobody moves.", "A ship has docked with flour and tents.", Edit.MATERIAL),
        (
            "The envoys came by train and went into the ha…",
            "The envoys came by train and went into the hall t…",
            Edit.COSMETIC,
        ),
    ],
)
def test_summaries(before: str, after: str, edit: Edit) -> None:
    assert classify(a_report("Envoys meet", before), a_report("Envoys meet", after)).edit == edit


def test_a_new_date_alone_is_a_redate() -> None:
    assert classify(a_report("A", "b"), a_report("A", "b", NOW + timedelta(hours=2))).edit == Edit.REDATED
    assert classify(a_report("A", "b"), a_report("A", "b", None)).edit == Edit.REDATED


def version_of(fields: dict[str, str]) -> Report:
    return a_report(fields["title"], fields["summary"], datetime.fromisoformat(fields["published"]))


@pytest.mark.skipif(not REVISIONS.exists(), reason="../shared/data/revisions is not there")
def test_precision_and_recall_on_the_labelled_edits() -> None:
    rows = [json.loads(line) for line in REVISIONS.read_text().splitlines()]
    edits = json.loads(LABELS.read_text())["edits"]
    assert len(edits) == 60
    hits = {True: 0, False: 0}
    missed = 0
    for row, version, material in edits:
        before, after = rows[row]["versions"][version - 1 : version + 1]
        said = classify(version_of(before), version_of(after)).edit == Edit.MATERIAL
        hits[material] += said
        missed += material and not said
    assert hits[True] / (hits[True] + hits[False]) >= 0.85
    assert hits[True] / (hits[True] + missed) >= 0.85


@pytest.mark.skipif(not REVISIONS.exists(), reason="../shared/data/revisions is not there")
def test_no_redate_of_a_real_report_is_anything_else() -> None:
    rows = [json.loads(line) for line in REVISIONS.read_text().splitlines()]
    for row in rows:
        for before, after in zip(row["versions"], row["versions"][1:], strict=False):
            redated = version_of(before | {"published": after["published"]})
            expected = Edit.UNCHANGED if before["published"] == after["published"] else Edit.REDATED
            assert classify(version_of(before), redated).edit == expected
