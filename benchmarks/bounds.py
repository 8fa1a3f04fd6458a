"""What each part of detection costs: alert F where a part of the answer is given.

    python -m benchmarks.bounds [--data ../shared/data]

Each recorded week is judged by weights that did not see it, six times: as it is; told which reports are background;
told of each report whether it is worth an alert; told which development it belongs to; kept from alerting one twice;
and told both what is worth an alert and what was told. Of two readings each gives its own answers. Without the
recorded weeks nothing is measured.
"""

import argparse
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path

from bot.core.detect.decide import DEFAULT_LEVEL, Detector, Known
from bot.core.detect.filing import Filing
from bot.core.detect.gate import GateFinding
from bot.core.detect.importance import Weighed
from bot.core.detect.weights import Judgement, Score, Weights
from bot.core.model import DevelopmentId, Reason, Report, ReportId, Topic
from bot.feeds.normalise import report
from bot.settings import load_settings
from bot.training import windows
from bot.training.evaluate import leave_one_out
from bot.training.labels import Reading
from bot.training.run import play
from bot.training.scorer import Days, by_day, overall
from bot.training.windows import Labelled

ROOT = Path(__file__).resolve().parents[1]
LABELS = ROOT / "tests" / "data" / "labels"
GIVEN = {
    "as it is": "",
    "background": "background",
    "worth an alert": "worth",
    "development": "filing",
    "never twice": "once",
    "worth and never twice": "worth once",
}
SHOWN = ("f", "recall1", "recall2", "prompt1", "noise", "duplicate")
_YES, _NO = (Score(probability=chance, margin=margin) for chance, margin in ((0.999, 9.0), (0.001, -9.0)))


class Told(Detector):
    """A detector that is told some answers of one reading: `given` names which."""

    def __init__(
        self, topic: Topic, weights: Weights, *, reading: Reading, items: Mapping[tuple[ReportId, str], str], given: str
    ) -> None:
        super().__init__(topic, weights)
        self._reading, self._items, self._given = reading, items, given.split()
        self._told: set[str] = set()

    def _group(self, one: Report) -> str | None:
        return self._reading.group_of.get(self._items.get((one.id, one.headline), ""))

    def _wanted(self, group: str | None) -> bool:
        return group is not None and self._reading.importance[group] <= DEFAULT_LEVEL

    def read(self, report: Report, gate: GateFinding):  # type: ignore[no-untyped-def]
        """What is read, with the score of whoever knows."""
        read, group = super().read(report, gate), self._group(report)
        known = None
        if "worth" in self._given:
            known = self._wanted(group)
        elif "background" in self._given and group is None:
            known = False
        if known is None:
            return read
        score = Judgement(subject=_YES, news=_YES) if known else Judgement(subject=_NO, news=_NO)
        level = 2 if known and read.weighed.level > DEFAULT_LEVEL else read.weighed.level
        return replace(read, score=score, weighed=replace(read.weighed, level=level))

    def _own_development(self, report, memory, read, filed):  # type: ignore[no-untyped-def]
        group = self._group(report)
        if "filing" in self._given and group is not None:
            return replace(filed, development=DevelopmentId(f"gold {group}"), zone="same", beside=None)
        return super()._own_development(report, memory, read, filed)

    def _reason(self, report: Report, memory: Known, filed: Filing, weighed: Weighed, *, strong: bool) -> Reason:
        reason, group = super()._reason(report, memory, filed, weighed, strong=strong), self._group(report)
        if "once" not in self._given or group is None or not reason.speaks:
            return reason
        if group in self._told:
            return Reason.BACKGROUND
        if weighed.level <= DEFAULT_LEVEL:
            self._told.add(group)
        return reason


def main() -> None:
    """Print a line for each answer given."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=ROOT.parent / "shared" / "data", help="the recorded weeks")
    weeks = [str(path) for path in sorted(parser.parse_args().data.glob("window_*"))]
    if not weeks:
        print("no recorded weeks: nothing is measured")
        return
    settings = load_settings(ROOT / "feeds.toml")
    listed = [name for part in ("weeks", "catalogues") for name in (LABELS / f"{part}.txt").read_text().split()]
    judged, further = ([windows.load(name, settings) for name in names] for names in (weeks, listed))
    found = list(leave_one_out(_told_each, judged, further))
    print(f"{'given':24}" + "".join(f"{name:>11}" for name in SHOWN))
    for line, name in enumerate(GIVEN):
        figures = overall([week[line] for week in found])
        print(f"{name:24}" + "".join(f"{figures[one] or 0:11.3f}" for one in SHOWN))


def _told_each(labelled: Labelled, weights: Weights) -> list[list[Days]]:
    return [list(_readings(labelled, weights, given)) for given in GIVEN.values()]


def _readings(labelled: Labelled, weights: Weights, given: str) -> Iterator[Days]:
    window = labelled.window
    items: dict[tuple[ReportId, str], str] = {}
    for item in window.items:
        one = report(item.entry, item.source, item.at)
        items.setdefault((one.id, one.headline), item.id)
    for reading in window.readings:
        told = partial(Told, reading=reading, items=items, given=given)
        played = play(window.items, labelled.topic, weights, told)
        yield by_day([one.outcome for one in played], reading, window.times)


if __name__ == "__main__":
    main()
