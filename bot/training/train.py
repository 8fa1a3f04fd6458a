"""`trucewire train DIR... --out FILE`: weights from labelled windows, with what they reached in the file's header."""

import argparse
from collections.abc import Sequence
from pathlib import Path

from bot.core.detect.weights import Weights
from bot.core.model import Json
from bot.settings import Settings
from bot.training import windows
from bot.training.evaluate import SEED, Result, cross_validate
from bot.training.learn import examples, learn
from bot.training.scorer import bootstrap, overall
from bot.training.windows import Labelled

_IN_HEADER = ("f", "precision", "duplicate", "noise", "recall1", "recall2", "prompt1", "merged", "split")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("windows", nargs="+", metavar="DIR", help=windows.HELP)
    parser.add_argument(
        "--also", nargs="+", default=[], metavar="DIR", help="further windows to learn from, not judged"
    )
    parser.add_argument("--out", type=Path, required=True, metavar="FILE", help="where the weights go")
    parser.add_argument("--no-figures", action="store_true", help="skip the cross-validation for the header")


def run(arguments: argparse.Namespace, settings: Settings) -> int:
    """Train as the arguments say. Returns the exit code."""
    labelled = [windows.load(name, settings) for name in arguments.windows]
    further = [windows.load(name, settings) for name in arguments.also]
    weights = train(labelled, further, figures=not arguments.no_figures)
    arguments.out.write_text(weights.dump(), encoding="utf-8")
    models = (weights.subject, weights.news, weights.minor, weights.major)
    size = sum(len(model.weights) for model in models)
    print(f"{size} weights from {len(labelled) + len(further)} windows in {arguments.out}")
    return 0


def train(labelled: Sequence[Labelled], further: Sequence[Labelled] = (), *, figures: bool) -> Weights:
    """Learn from all windows. `figures`: cross-validate those in `labelled`, too, for the header."""
    everything = (*labelled, *further)
    header: dict[str, Json] = {"windows": [_named(one) for one in everything], "seed": SEED}
    if figures and len(labelled) > 1:
        header["cross_validated"] = _figures(list(cross_validate(labelled, further)))
    return learn([examples(one.window, one.topic, one.weight) for one in everything], header)


def _named(one: Labelled) -> str:
    return one.window.name if one.weight == 1 else f"{one.window.name}, counting {one.weight:g}"


def _figures(results: Sequence[Result]) -> dict[str, Json]:
    every = [result.readings for result in results]
    found, intervals = overall(every), bootstrap(every, SEED)
    means: dict[str, Json] = {name: round(value, 3) for name in _IN_HEADER if (value := found[name]) is not None}
    f_of: dict[str, Json] = {one.name: round(overall([one.readings])["f"] or 0.0, 3) for one in results}
    return {"mean": means, "f_95": [round(bound, 3) for bound in intervals["f"]], "f": f_of}
