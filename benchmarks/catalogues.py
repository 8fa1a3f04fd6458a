"""How single headlines are judged: which share of each importance, of background and of other subjects would alert.

    python -m benchmarks.catalogues [--data ../shared/data]

The catalogues (tests/data/labels/catalogue_*) hold headlines that belong to no story, written and labelled by people
who had not seen the detector. Each catalogue is judged by weights learned from all weeks and from the other
catalogues, every headline alone, as the first report of a running storyline. "as 1" is the share alerted with
importance 1. The recorded weeks are not part of the project; without them nothing is measured.
"""

import argparse
from collections import Counter
from pathlib import Path

from bot.core.detect.decide import DEFAULT_LEVEL, Detector
from bot.core.detect.weights import Weights
from bot.feeds.normalise import report
from bot.settings import load_settings
from bot.training import windows
from bot.training.evaluate import leave_one_out
from bot.training.windows import Labelled

ROOT = Path(__file__).resolve().parents[1]
LABELS = ROOT / "tests" / "data" / "labels"
KINDS = ("1", "2", "3", "bg", "off")


def main() -> None:
    """Judge every catalogue and print a line for each."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=ROOT.parent / "shared" / "data", help="the recorded weeks")
    weeks = sorted(parser.parse_args().data.glob("window_*"))
    if not weeks:
        print("no recorded weeks: nothing is measured")
        return
    settings = load_settings(ROOT / "feeds.toml")
    further = [windows.load(name, settings) for name in (*map(str, weeks), *_listed("weeks.txt"))]
    catalogues = [windows.load(name, settings) for name in _listed("catalogues.txt")]
    print(f"{'share alerted, and as 1':28}" + "".join(f"{kind:>16}" for kind in KINDS))
    for one, found in zip(catalogues, leave_one_out(judged, catalogues, further), strict=True):
        print(f"{one.window.name:28}" + "".join(_cell(found, kind) for kind in KINDS), flush=True)


def _listed(name: str) -> list[str]:
    return (LABELS / name).read_text(encoding="utf-8").split()


def judged(catalogue: Labelled, weights: Weights) -> Counter[tuple[str, str]]:
    """How many headlines of each kind there are ("n"), were alerted ("alerted"), and with importance 1 ("as 1")."""
    detector, (reading,) = Detector(catalogue.topic, weights), catalogue.window.readings
    found: Counter[tuple[str, str]] = Counter()
    for item in catalogue.window.items:
        group = reading.group_of.get(item.id)
        kind = str(reading.importance[group]) if group else reading.class_of.get(item.id, "off")
        memory = detector.memory()
        memory.moved = item.at
        decision = detector.decide(report(item.entry, item.source, item.at), memory, item.at)
        alerted = decision.speaks and (decision.importance or 3) <= DEFAULT_LEVEL
        found[kind, "n"] += 1
        found[kind, "alerted"] += alerted
        found[kind, "as 1"] += alerted and decision.importance == 1
    return found


def _cell(found: Counter[tuple[str, str]], kind: str) -> str:
    count = found[kind, "n"]
    shares = f"{found[kind, 'alerted'] / count:.2f} {found[kind, 'as 1'] / count:.2f}" if count else "-"
    return f"{shares + f' ({count})':>16}"


if __name__ == "__main__":
    main()
