"""Replay of an outlet's real edits, in the order they were seen, through aliases, edit classes and the news desk."""

import json
from collections import Counter
from collections.abc import Container, Iterator
from datetime import datetime, timedelta
from itertools import groupby
from pathlib import Path
from typing import Any

import pytest

from bot.app import default_weights
from bot.core.detect.decide import Detector
from bot.core.intake.entry import Entry
from bot.core.intake.standing import FeedState
from bot.core.model import Actor, Reason, Topic, TopicId
from bot.jobs import inbox
from bot.jobs.desk import Desk, Filed, store_filed
from storage.store import Store
from tests.jobs.newsroom import AllIsNew, a_source

ROOT = Path(__file__).parents[2]
REVISIONS = ROOT.parent / "shared" / "data" / "revisions" / "bbc_2026_03_05.jsonl"
LABELS = ROOT / "tests" / "data" / "revision_labels.json"
SOURCE = a_source("https://feeds.bbci.co.uk/news/world/rss.xml", "bbc")
SEEDED = FeedState(source=SOURCE.id, seeded=True, entries=1)

pytestmark = pytest.mark.skipif(not REVISIONS.exists(), reason="../shared/data/revisions is not there")


def rows() -> list[dict[str, Any]]:
    return [json.loads(line) for line in REVISIONS.read_text().splitlines()]


def entry(row: dict[str, Any], version: int, number: int, redated: timedelta) -> Entry:
    fields = row["versions"][version]
    published = datetime.fromisoformat(fields["published"]) + redated
    return Entry(
        title=fields["title"], summary=fields["summary"], link=row["url"] + "?at_medium=RSS", guid=f"{row['url']}#{number}",
        published=published.timestamp(), published_raw=published.isoformat(),
    )  # fmt: skip


def replayed(
    folder: Path, desk: Desk, *, lines: Container[int], redate: bool = False
) -> Iterator[tuple[int, int, bool, Filed]]:
    """(line, version from 0, redated, what became of it) for all versions that are filed; with `redate`, each comes once
    more under a later date.
    """
    seen = sorted(
        (datetime.fromisoformat(fields["seen"]), line, version)
        for line, row in enumerate(rows())
        for version, fields in enumerate(row["versions"])
        if line in lines
    )
    store = Store.open(folder / "revisions.db")
    try:
        for now, polled in groupby(seen, key=lambda one: one[0]):
            for _, line, version in polled:
                for again in range(1 + redate):
                    moment = now + again * timedelta(minutes=10)
                    item = entry(rows_[line], version, version * 2 + again, again * timedelta(minutes=5))
                    found = store.read_now(
                        lambda tables, item=item, now=moment: inbox.sort(tables, SOURCE, SEEDED, [item], now)
                    )
                    for one in desk.file(found.arrivals, found.known, moment):
                        store.write_now(
                            lambda tables, one=one, now=moment: store_filed(tables, one, now, desk.announcer)
                        )
                        yield line, version, bool(again), one
    finally:
        store.close()


def labelled() -> dict[tuple[int, int], bool]:
    """Whether an edit is material, by line and version from 0, as a person labelled it."""
    return {(line, version): material for line, version, material in json.loads(LABELS.read_text())["edits"]}


# A topic as wide as what this outlet wrote of in those months, so that the detector has something to hear.
WARS = Topic(
    id=TopicId("wars"), name="Wars and talks", freshness_hours=72,
    terms=("ceasefire", "truce", "talks", "deal", "war", "strikes", "attacks"),
    places=("Iran", "Israel", "Lebanon", "Gaza", "Ukraine", "Russia", "Strait of Hormuz"),
    actors=tuple(Actor(id=name.lower(), names=(name,), role="party")
                 for name in ("Iran", "US", "Israel", "Lebanon", "Hamas", "Russia", "Ukraine", "Trump", "Netanyahu")),
)  # fmt: skip

rows_ = rows() if REVISIONS.exists() else []


def test_one_article_is_one_report_and_only_material_edits_speak(tmp_path: Path) -> None:
    labels = labelled()
    spoke = Counter()
    ids: dict[int, set[str]] = {}
    for line, version, _, filed in replayed(tmp_path, Desk([AllIsNew()]), lines={line for line, _ in labels}):
        ids.setdefault(line, set()).add(filed.report.id)
        if version > 0 and (line, version) in labels:
            spoke[labels[line, version], any(decision.speaks for decision in filed.decisions)] += 1
    assert len(ids) == len({line for line, _ in labels})
    assert all(len(some) == 1 for some in ids.values())
    assert spoke[True, True] / (spoke[True, True] + spoke[False, True]) >= 0.85
    assert spoke[True, True] / (spoke[True, True] + spoke[True, False]) >= 0.85


def test_redates_never_speak(tmp_path: Path) -> None:
    filed = list(replayed(tmp_path, Desk([AllIsNew()]), lines=range(0, 426, 9), redate=True))
    again = Counter(decision.reason for _, _, redated, one in filed if redated for decision in one.decisions)
    assert again.keys() == {Reason.REDATED}
    assert again[Reason.REDATED] > 50


def test_the_whole_way_no_edit_that_is_no_news_becomes_an_alert(tmp_path: Path) -> None:
    labels = labelled()
    desk = Desk([Detector(WARS, default_weights())])
    spoke = {
        (line, version)
        for line, version, _, filed in replayed(tmp_path, desk, lines={line for line, _ in labels})
        if any(decision.speaks for decision in filed.decisions)
    }
    assert len(spoke) > 5, "the detector hears something in this outlet's reports"
    assert [edit for edit in spoke if labels.get(edit) is False] == []
