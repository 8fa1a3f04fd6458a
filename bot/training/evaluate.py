"""`trucewire evaluate DIR...`: replay labelled windows, print the figures and what went wrong.

With --cross-validate the weights are learned anew for each window from all the others, so that no window is judged by
weights that have seen it.
"""

import argparse
import json
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from typing import TypeVar

from bot.core.detect.weights import Weights
from bot.settings import Settings
from bot.training import errors, windows
from bot.training.learn import Examples, examples, learn
from bot.training.run import Played, play
from bot.training.scorer import Days, Figures, bootstrap, by_day, overall
from bot.training.windows import Labelled

COLUMNS = (
    "f", "alerts", "precision", "duplicate", "noise", "minor", "recall1", "recall2", "prompt1", "delay_p90", "b3",
    "merged", "split",
)  # fmt: skip
SEED = 20231121
T = TypeVar("T")
_WHOLE = frozenset({"alerts", "minor", "delay_p90"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """A window, what was decided on its items, and the counts for each of its readings."""

    labelled: Labelled
    played: Sequence[Played]
    readings: Sequence[Days]

    @property
    def name(self) -> str:
        """The window's name."""
        return self.labelled.window.name


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("windows", nargs="+", metavar="DIR", help=windows.HELP)
    parser.add_argument("--cross-validate", action="store_true", help="learn anew for each window, leaving it out")
    parser.add_argument("--also", nargs="+", default=[], metavar="DIR", help="further windows to learn from only")
    parser.add_argument("--examples", type=int, default=2, metavar="N", help="examples of each kind of error")
    parser.add_argument("--json", action="store_true", help="one JSON object instead of tables")


def run(arguments: argparse.Namespace, settings: Settings, weights: Weights) -> int:
    """Evaluate as the arguments say. Returns the exit code."""
    judged = [windows.load(name, settings) for name in arguments.windows]
    further = [windows.load(name, settings) for name in arguments.also]
    if arguments.cross_validate:
        results = list(cross_validate(judged, further))
    else:
        results = [evaluate(labelled, weights) for labelled in judged]
    print(_as_json(results) if arguments.json else report(results, arguments.examples))
    return 0


def evaluate(labelled: Labelled, weights: Weights) -> Result:
    """Play one window with given weights and count."""
    window = labelled.window
    played = play(window.items, labelled.topic, weights)
    outcomes = [one.outcome for one in played]
    readings = [by_day(outcomes, reading, window.times) for reading in window.readings]
    return Result(labelled=labelled, played=played, readings=readings)


def cross_validate(judged: Sequence[Labelled], further: Sequence[Labelled] = ()) -> Iterable[Result]:
    """Judge each window by weights learned from all the others."""
    return leave_one_out(evaluate, judged, further)


def leave_one_out(
    judge: Callable[[Labelled, Weights], T], judged: Sequence[Labelled], further: Sequence[Labelled] = ()
) -> Iterable[T]:
    """What `judge` makes of each window and the weights of all the others; one process for each processor."""
    everything = (*judged, *further)
    with ProcessPoolExecutor(initializer=_learn_from, initargs=(everything,)) as processes:
        yield from processes.map(partial(_judge_without, judge), range(len(judged)))


_taught: list[tuple[Labelled, Examples]] = []  # of one worker process


def _learn_from(everything: Sequence[Labelled]) -> None:
    _taught[:] = [(one, examples(one.window, one.topic, one.weight)) for one in everything]


def _judge_without(judge: Callable[[Labelled, Weights], T], left_out: int) -> T:
    others = [taught for at, (_, taught) in enumerate(_taught) if at != left_out]
    return judge(_taught[left_out][0], learn(others, {}))


def report(results: Sequence[Result], examples_shown: int) -> str:
    """The figures as a table, the intervals of the last row, and the errors against each window's first reading."""
    lines = [f"{'':20}" + "".join(f"{name[:9]:>10}" for name in COLUMNS)]
    lines += [_row(result.name, overall([result.readings])) for result in results]
    every = [result.readings for result in results]
    lines.append(_row("all", overall(every)))
    intervals = bootstrap(every, SEED)
    for at, name in ((0, "  95 % from"), (1, "  95 % to")):
        lines.append(_row(name, {column: intervals[column][at] for column in COLUMNS if column in intervals}))
    found = [fault for result in results for fault in errors.faults(result.played, result.labelled.window.readings[0])]
    if found:
        lines += ["", "errors, against the first reading of each window:", errors.table(found, examples_shown)]
    return "\n".join(lines)


def _row(name: str, found: Figures) -> str:
    return f"{name[:20]:20}" + "".join(f"{_cell(column, found.get(column)):>10}" for column in COLUMNS)


def _cell(column: str, value: float | None) -> str:
    if value is None:
        return "-"
    return f"{value:.0f}" if column in _WHOLE else f"{value:.3f}"


def _as_json(results: Sequence[Result]) -> str:
    every = [result.readings for result in results]
    return json.dumps(
        {
            "windows": {result.name: overall([result.readings]) for result in results},
            "all": overall(every),
            "intervals": bootstrap(every, SEED),
        }
    )
