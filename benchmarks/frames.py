"""How well frames are read: who did which act, how far from done, against headlines that a person read blind.

    python -m benchmarks.frames [--data ../shared/data] [--errors N]

The gold set (tests/data/labels/frames.json, its README says how it was made) names reports of the windows in the data
folder, which is not part of the project; without it nothing is measured. An act is right where it is the act or one an
editor would accept instead; mode and doer are asked only where the act is right. The mode of a demand or a proposal
goes with the act, so it is not counted. Doers outside the topic file count as one, whatever they are called; "exact"
wants the same set, "shared" one doer in common or none on both sides. Ranges are 95 %, Wilson. With --errors the first
N of each kind are printed.

Invented headlines need no data folder: `pytest -s tests/core/detect/test_headlines.py` prints their figures.
"""

import argparse
import json
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from bot.core.detect.frame import Frame, frame
from bot.core.detect.importance import changes_state
from bot.core.detect.labels import label, printed
from bot.core.detect.roles import ActorTable
from bot.feeds.normalise import report
from bot.settings import load_settings
from bot.training.labels import load_window

ROOT = Path(__file__).resolve().parents[1]
GOLD = ROOT / "tests" / "data" / "labels" / "frames.json"
MANNER = frozenset({"demand", "propose"})  # acts whose mode is told by the act itself
KINDS = ("missed", "invented", "other act", "mode", "doer", "state missed", "state claimed")


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One headline with what a person and what the reader made of it."""

    headline: str
    label: str
    act: str | None
    accepted: frozenset[str | None]
    mode: str | None
    by: frozenset[str]
    state: bool
    read: Frame
    parties: frozenset[str]
    read_by: frozenset[str]

    @property
    def right(self) -> bool:
        """Whether the act read is one an editor would accept."""
        return self.read.act in self.accepted

    @property
    def same(self) -> bool:
        """Whether the act is the gold one, so that mode and doer can be compared."""
        return self.act is not None and self.read.act == self.act

    @property
    def printed(self) -> bool:
        """Whether an alert would name the act."""
        return printed(self.read, self.parties) is not None

    @property
    def well_labelled(self) -> bool:
        """Whether the name is one an editor would accept."""
        return label(self.read.act) in {label(act) for act in self.accepted if act}

    @property
    def read_mode(self) -> str:
        """The mode read: what is negated is denied."""
        return "denied" if self.read.polarity < 0 else self.read.modality

    def errors(self) -> Iterable[tuple[str, str]]:
        """(kind, "gold -> read") of each error."""
        if not self.right:
            kind = "missed" if self.read.act is None else "invented" if self.act is None else "other act"
            yield kind, f"{self.act} -> {self.read.act}"
        if self.same and self.act not in MANNER and self.read_mode != self.mode:
            yield "mode", f"{self.act}: {self.mode} -> {self.read_mode}"
        if self.same and self.by != self.read_by:
            yield "doer", f"{_set(self.by)} -> {_set(self.read_by)}"
        if self.state != changes_state(self.read):
            yield "state missed" if self.state else "state claimed", f"{self.act} -> {self.read.act}"


def _set(names: Iterable[str]) -> str:
    return "+".join(sorted(names)) or "nobody"


def cases(data: Path) -> list[Case]:
    """Every headline of the gold set, read now."""
    (topic, *_) = load_settings(ROOT / "feeds.toml").enabled_topics
    table, gold = ActorTable(topic), json.loads(GOLD.read_text(encoding="utf-8"))
    found: dict[str, Case] = {}
    for folder in sorted(data.glob("window_*")):
        window = load_window(folder)
        for item in (one for one in window.items if one.id in gold):
            told, known = report(item.entry, item.source, item.at), gold[item.id]
            read = frame(told, table)
            found[item.id] = Case(
                headline=told.headline, label=window.readings[0].class_of[item.id], act=known["act"],
                accepted=frozenset((known["act"], *known["also"])), mode=known["mode"], state=known["state"],
                by=frozenset(one if one in table.roles else "outside" for one in known["by"]),
                read=read, parties=table.parties,
                read_by=frozenset(one if one in table.roles else "outside" for one in read.voice),
            )  # fmt: skip
    assert len(found) == len(gold), f"{len(gold) - len(found)} items of the gold set are not in {data}"
    return list(found.values())


def share(name: str, cases: Iterable[Case], right: Callable[[Case], bool]) -> str:
    """A line: share of the cases that are right, its range, and of how many."""
    hits = [right(case) for case in cases]
    n, k, z = max(len(hits), 1), sum(hits), 1.96
    middle, half = (k + z * z / 2) / (n + z * z), z * (k * (n - k) / n + z * z / 4) ** 0.5 / (n + z * z)
    return f"{name:<44} {k / n:.3f}  {middle - half:.2f} to {middle + half:.2f}  {k:>4} of {len(hits)}"


def figures(found: list[Case]) -> Iterable[str]:
    """The table, line by line."""
    told, same = [case for case in found if case.act], [case for case in found if case.same]
    yield share("act, all", found, lambda case: case.right)
    for name in ("dev", "bg"):
        yield share(f"act, {name}", [case for case in found if case.label == name], lambda case: case.right)
    printed = [case for case in found if case.label == "dev" and case.printed]
    yield share("label printed on a development", printed, lambda case: case.well_labelled)
    yield share("act, where the headline tells one", told, lambda case: case.right)
    yield share("act, exactly the first choice", told, lambda case: case.same)
    yield share("no act, precision", [c for c in found if c.read.act is None], lambda case: case.right)
    nothing = [c for c in found if c.accepted == {None}]
    yield share("no act, recall (where none is acceptable)", nothing, lambda case: case.read.act is None)
    modal = [c for c in same if c.act not in MANNER]
    yield share("mode, of the same act", modal, lambda case: case.mode == case.read_mode)
    yield share("mode, not done", [c for c in modal if c.mode != "done"], lambda case: case.mode == case.read_mode)
    yield share("doer, exact", same, lambda case: case.by == case.read_by)
    yield share("doer, shared", same, lambda case: case.by == case.read_by or bool(case.by & case.read_by))
    yield share("state, precision", [c for c in found if changes_state(c.read)], lambda case: case.state)
    yield share("state, recall", [c for c in found if c.state], lambda case: changes_state(case.read))


def main() -> None:
    """Print the figures, the commonest confusions, and errors if asked."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=ROOT.parent / "shared" / "data")
    parser.add_argument("--errors", type=int, default=0)
    given = parser.parse_args()
    if not any(given.data.glob("window_*")):
        print(f"skipped: no windows in {given.data}; the reports of the gold set are not part of the project")
        return
    listed: defaultdict[str, list[tuple[str, Case]]] = defaultdict(list)
    print("\n".join(figures(found := cases(given.data))))
    for case in found:
        for kind, what in case.errors():
            listed[kind].append((what, case))
    for kind in KINDS:
        most = Counter(what for what, _ in listed[kind]).most_common(12)
        print(f"\n{kind}: {len(listed[kind])}\n  " + "\n  ".join(f"{count:>3} {what}" for what, count in most))
        for what, case in listed[kind][: given.errors]:
            print(f"    [{what}] {case.headline[:160]} | read {case.read_mode} by {_set(case.read.voice)}")


if __name__ == "__main__":
    main()
