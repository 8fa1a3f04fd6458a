"""How fast detection is, and whether it stays so as reports pile up.

    python -m benchmarks.detection [--up-to 1000000]

Invented headlines, 200 a day on the subject (a dense week has 60), so that a million are fourteen years, far more than
the window of the memory. At 1k, 10k, 100k and 1M learned reports the last 300 are decided and learned, and timed; of
those before them 700 are judged and the rest only remembered. In the same run TF-IDF with single link over everything
stored (an inverted index, as one would write it) is timed as the yardstick, up to the size at which it takes minutes.
"""

import argparse
import math
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from importlib import resources
from pathlib import Path
from random import Random

from bot.core.detect.decide import Detector
from bot.core.detect.weights import Weights
from bot.core.model import Decision, DevelopmentId, Reason, Report, ReportId, SourceId, StorylineId, derived_id
from bot.core.text import words
from bot.settings import load_settings

START = datetime(2030, 1, 1, tzinfo=UTC)
A_DAY = 200
SAMPLE = 300
JUDGED = 700  # before each mark this many are judged, so that the memory holds what it would hold
YARDSTICK_UP_TO = 10_000

WHO = [
    "Hamas",
    "Israel",
    "Netanyahu",
    "Qatar",
    "Egypt",
    "The White House",
    "Israeli cabinet",
    "Hamas leader",
    "Qatari mediators",
    "UN chief",
]
ACTS = [
    "accepts",
    "rejects",
    "studies",
    "delays",
    "announces",
    "hosts talks on",
    "demands changes to",
    "welcomes",
    "presses for",
    "warns of end to",
    "agrees to extend",
    "approves",
    "denies breach of",
    "proposes",
]
WHAT = [
    "hostage release",
    "truce proposal",
    "ceasefire deal",
    "prisoner exchange",
    "aid corridor plan",
    "second phase of truce",
    "list of captives",
    "pause in fighting",
    "return of bodies",
    "troop withdrawal",
]
TAILS = [
    "",
    ", officials say",
    "as talks resume in Cairo",
    "after night of strikes",
    "ahead of deadline",
    "amid pressure from families",
    "for third day",
    "on eve of vote",
    "in Doha",
    "despite dispute over aid",
]
SUMMARY = "Mediators met both sides on Tuesday, people close to the talks said."
OUTLETS = [f"outlet-{at}" for at in range(30)]


def reports(count: int, random: Random) -> Iterator[Report]:
    """Invented reports in order of time; every third repeats a recent one in another outlet's words."""
    recent: list[tuple[str, str, str]] = []
    for at in range(count):
        seen = START + timedelta(minutes=at * 24 * 60 / A_DAY)
        told = (
            random.choice(recent)
            if recent and at % 3
            else (random.choice(WHO), random.choice(ACTS), random.choice(WHAT))
        )
        recent = [*recent[-40:], told]
        outlet = random.choice(OUTLETS)
        headline = " ".join((*told, str(random.randrange(2, 90)) if at % 4 == 0 else "", random.choice(TAILS)))
        yield Report(
            id=ReportId(f"r{at}"), source=SourceId(outlet), outlet=outlet, family=outlet, language="en",
            headline=" ".join(headline.split()), summary=SUMMARY,
            link=f"https://{outlet}.example/{at}", published=seen, seen=seen,
        )  # fmt: skip


class SingleLink:
    """TF-IDF vectors in an inverted index; a report joins the cluster of its nearest stored report above .30."""

    def __init__(self) -> None:
        self._postings: dict[str, list[tuple[int, float]]] = defaultdict(list)
        self._frequency: Counter[str] = Counter()
        self._cluster: list[int] = []

    def add(self, report: Report, *, search: bool = True) -> int:
        """Store a report; `search`: find its cluster first. Returns the cluster."""
        counts = Counter(words(f"{report.headline} {report.summary}"))
        total = len(self._cluster) + 1
        vector = {word: n * math.log((total + 1) / (self._frequency[word] + 1)) for word, n in counts.items()}
        norm = math.sqrt(sum(value * value for value in vector.values())) or 1.0
        scores: dict[int, float] = defaultdict(float)
        for word, value in vector.items():
            for at, other in self._postings[word] if search else ():
                scores[at] += value / norm * other
        best = max(scores, key=scores.__getitem__, default=None)
        own = len(self._cluster)
        self._cluster.append(self._cluster[best] if best is not None and scores[best] >= 0.30 else own)
        for word, value in vector.items():
            self._postings[word].append((own, value / norm))
            self._frequency[word] += 1
        return self._cluster[own]


def detector() -> Detector:
    """The detector of the first topic of feeds.toml, with the shipped weights."""
    (topic, *_) = load_settings(Path(__file__).parents[1] / "feeds.toml").enabled_topics
    return Detector(
        topic, Weights.load(resources.files("bot.data").joinpath("weights.json").read_text(encoding="utf-8"))
    )


def filled(report: Report, detector: Detector) -> Decision:
    """A decision as a day long past left it: the report is remembered under its own words, without being judged."""
    told = DevelopmentId(derived_id("development", " ".join(report.headline.split()[:4])))
    return Decision(
        report=report.id, version=1, topic=detector.topic.id, reason=Reason.NEW_DEVELOPMENT, at=report.seen,
        development=told, storyline=StorylineId(told), importance=2,
    )  # fmt: skip


def measure(up_to: int) -> None:
    """Print microseconds a report at each size, and the ratio of the last to the first."""
    sizes = [size for size in (1_000, 10_000, 100_000, 1_000_000) if size <= up_to]
    ours, link = detector(), SingleLink()
    memory = ours.memory()
    costs: list[float] = []
    spent = index_spent = 0.0
    print(f"{'learned':>10} {'detection, us/report':>22} {'reports/s':>10} {'TF-IDF single link, us/report':>30}")
    for at, report in enumerate(reports(up_to, Random(7))):
        left = next(size for size in sizes if at < size) - at
        if left > JUDGED:
            ours.learn(memory, report, filled(report, ours))
            if at < YARDSTICK_UP_TO:
                link.add(report, search=False)
            continue
        if left == SAMPLE:
            spent = index_spent = 0.0
        began = time.perf_counter()
        ours.learn(memory, report, ours.decide(report, memory, report.seen))
        spent += time.perf_counter() - began
        began = time.perf_counter()
        if at < YARDSTICK_UP_TO:
            link.add(report)
        index_spent += time.perf_counter() - began
        if left == 1:
            costs.append(spent / SAMPLE * 1e6)
            other = f"{index_spent / SAMPLE * 1e6:.0f}" if at < YARDSTICK_UP_TO else "-"
            print(f"{at + 1:>10} {costs[-1]:>22.0f} {1e6 / costs[-1]:>10.0f} {other:>30}", flush=True)
    print(f"ratio of last to first: {costs[-1] / costs[0]:.2f}")


def stages(count: int = 2_000) -> None:
    """Print reports a second through each step alone."""
    from bot.core.detect.filing import file
    from bot.core.detect.frame import frame

    ours = detector()
    memory = ours.memory()
    given = [replace(report, seen=START, published=START) for report in reports(count, Random(9))]
    for report in given[:500]:
        ours.learn(memory, report, ours.decide(report, memory, report.seen))
    frames = [frame(report, ours.actors) for report in given]
    gates = [ours.gate.judge(report) for report in given]
    steps = {
        "gate": lambda at: ours.gate.judge(given[at]),
        "frame": lambda at: frame(given[at], ours.actors),
        "gate, frame and score": lambda at: ours.read(given[at], gates[at]),
        "filing among 500": lambda at: file(given[at], frames[at], memory.filed, START),
    }
    for name, step in steps.items():
        began = time.perf_counter()
        for at in range(count):
            step(at)
        print(f"{name:>24}: {count / (time.perf_counter() - began):8.0f} reports/s")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--up-to", type=int, default=100_000)
    asked = parser.parse_args()
    stages()
    measure(asked.up_to)
