"""Draws a plan as PNG bytes with matplotlib. Runs in a process of its own, see `studio`."""

import io
from datetime import datetime, timedelta
from importlib import import_module
from typing import Any

from bot.core.alert.states import State
from bot.pictures.bands import Band
from bot.pictures.plan import Group, Mark, Plan

WIDTH, DPI = 7.2, 150  # inches; 1080 pixels, a phone's width
_LANE, _MARGINS = 0.52, 1.25  # inches
_INK = {"light": ("#ffffff", "#1b1f24", "#d5dae0", "#5a6370"), "dark": ("#14181d", "#e8ecf1", "#363d47", "#a3adba")}
# State colours, told apart without colour by their printed names. Light and dark have about the same contrast.
_STATES = {
    State.AGREED: "#5b8def", State.IN_FORCE: "#2f9e63", State.STRAINED: "#e0a021", State.EXTENDED: "#2f9e63",
    State.EXPIRED: "#9a6b34", State.COLLAPSED: "#c8453b", State.PROPOSED: "#8f7fe0", State.NEGOTIATING: "#5b8def",
    State.STALLED: "#e0a021", State.BROKEN_OFF: "#c8453b", State.CONCLUDED: "#2f9e63",
}  # fmt: skip
_PALE = frozenset({State.STRAINED, State.STALLED})  # amber takes dark letters
_UNKNOWN, _FAINT, _NOT_KNOWN = "#8a939f", 0.25, frozenset({State.UNKNOWN, State.NONE})
_MARKS: dict[Group, tuple[str, str]] = {
    "towards": ("^", "#2f9e63"), "away": ("v", "#c8453b"), "demand": ("D", "#e0a021"), "other": ("o", "#8a939f"),
}  # fmt: skip
_NOTE, _LEGEND = 0.19, 0.34  # inches: the height of a line of notes, and of the legend below them
_NOTE_LETTERS = 52  # as many have room in a note at its usual size
_SLIVER = 0.005  # the least share of the width that a band is drawn with
_NAMES, _EDGE = 0.19, 0.03  # shares of the width: the names of the lanes, and the margin on the other side


def png(plan: Plan) -> bytes:
    """The picture. Needs matplotlib 3.11 or newer, which shapes and lays out right-to-left text.

    In a right-to-left language all is mirrored: time runs from right to left, and names stand at the right.
    """
    paper, ink, rule, faint = _INK[plan.theme]
    rows = len(plan.lanes) + 2
    notes = _note_rows(plan) * _NOTE
    height = _MARGINS + rows * _LANE + notes
    figure = _part("figure").Figure(figsize=(WIDTH, height), dpi=DPI, facecolor=paper)
    _part("backends.backend_agg").FigureCanvasAgg(figure)
    left = _EDGE if plan.texts.right_to_left else _NAMES
    axes = figure.add_axes((left, (0.72 + notes) / height, 1 - _NAMES - _EDGE, rows * _LANE / height))
    axes.set_facecolor(paper)
    _frame(axes, plan, rows, (ink, rule, faint))
    _band(axes, plan, plan.truce, rows - 1, ink)
    _band(axes, plan, plan.talks, rows - 2, ink)
    for at, lane in enumerate(plan.lanes):
        _lane(axes, lane.marks, rows - 3 - at, paper)
    for start, end in plan.gaps:
        axes.axvspan(
            _number(start), _number(end), facecolor="none", edgecolor=faint, hatch="///", linewidth=0, zorder=4
        )
    _heading(figure, plan, 1 - 0.22 / height, (ink, faint))
    _notes(figure, plan, height, ink)
    _legend(figure, plan, (paper, ink))
    image = io.BytesIO()
    figure.savefig(image, format="png", facecolor=paper, metadata={"Software": None})
    return image.getvalue()


def _part(name: str) -> Any:  # noqa: ANN401
    """A module of matplotlib, which is an optional extra."""
    return import_module(f"matplotlib.{name}")


def _heading(figure: Any, plan: Plan, y: float, colours: tuple[str, str]) -> None:  # noqa: ANN401
    ink, faint = colours
    start, end = (0.98, 0.03) if plan.texts.right_to_left else (0.02, 0.97)
    ahead, behind = ("right", "left") if plan.texts.right_to_left else ("left", "right")
    figure.text(start, y, plan.title[:48], color=ink, fontsize=13, fontweight="bold", ha=ahead, va="center")
    figure.text(end, y, plan.texts.span, color=faint, fontsize=10, ha=behind, va="center")


def _number(at: datetime) -> float:
    """Days since 1970, matplotlib's own measure of time."""
    return at.timestamp() / 86400


def _frame(axes: Any, plan: Plan, rows: int, colours: tuple[str, str, str]) -> None:  # noqa: ANN401
    ink, rule, faint = colours
    begin, end = _number(plan.since), _number(plan.until)
    if plan.texts.right_to_left:
        begin, end = end, begin
        axes.yaxis.tick_right()
    axes.set_xlim(begin, end)
    axes.set_ylim(-0.5, rows - 0.5)
    labels = [plan.texts.truce, plan.texts.talks, *(lane.name for lane in plan.lanes)]
    axes.set_yticks(range(rows - 1, -1, -1), [label[:18] for label in labels], fontsize=11, color=ink)
    axes.set_xticks([_number(at) for at, _ in plan.texts.ticks], [name for _, name in plan.texts.ticks])
    axes.tick_params(axis="x", colors=faint, labelsize=10)
    axes.tick_params(axis="y", length=0)
    axes.grid(axis="x", color=rule, linewidth=0.6, zorder=0)
    axes.set_axisbelow(True)
    for side in axes.spines.values():
        side.set_visible(False)


def _band(axes: Any, plan: Plan, bands: tuple[Band, ...], row: int, ink: str) -> None:  # noqa: ANN401
    """A field's bands; where some have numbers, they are slimmer, with the numbers above."""
    least = (_number(plan.until) - _number(plan.since)) * _SLIVER
    above = any(one.number is not None for one in bands)
    height, middle = (0.5, row - 0.07) if above else (0.62, row)
    for one in bands:
        known = one.state not in _NOT_KNOWN
        width, centre = _number(one.end) - _number(one.start), (_number(one.start) + _number(one.end)) / 2
        drawn, order = max(width, least), 2.5 if one.short else 2
        axes.barh(middle, drawn, left=centre - drawn / 2, height=height, color=_STATES.get(one.state, _UNKNOWN),
                  alpha=1.0 if known else _FAINT, zorder=order)  # fmt: skip
        if not one.short:
            colour = ink if not known else "#1b1f24" if one.state in _PALE else "#ffffff"
            axes.text(centre, middle, one.name, ha="center", va="center", fontsize=9, color=colour, zorder=3,
                      clip_on=True, fontweight="bold")  # fmt: skip
        elif one.tag is not None:
            tag, top = _number(one.tag), middle + height / 2
            axes.plot((centre, tag), (top, top + 0.08), color=ink, linewidth=0.7, zorder=3, clip_on=False)
            axes.text(tag, top + 0.2, str(one.number), ha="center", va="center", fontsize=8, color=ink, zorder=3,
                      clip_on=False)  # fmt: skip


def _note_rows(plan: Plan) -> int:
    """How many lines the notes take, two side by side."""
    return (len(plan.notes) + bool(plan.left_out) + 1) // 2


def _notes(figure: Any, plan: Plan, height: float, ink: str) -> None:  # noqa: ANN401
    """What the numbers above short bands stand for: number, colour, words, down one column and then the other."""
    rows, mirrored = _note_rows(plan), plan.texts.right_to_left
    sign, ahead = (-1, "right") if mirrored else (1, "left")
    lines: list[tuple[str, State | None, str]] = [(str(one.number), one.state, one.text) for one in plan.notes]
    lines += [("", None, plan.left_out)] if plan.left_out else []
    for at, (number, state, text) in enumerate(lines):
        x = (0.98 if mirrored else 0.02) + sign * 0.49 * (at // rows)
        y = (_LEGEND + _NOTE * (rows - at % rows - 0.2)) / height
        figure.text(x, y, number, color=ink, fontsize=8, fontweight="bold", ha=ahead, va="center")
        if state is not None:
            colour, alpha = _STATES.get(state, _UNKNOWN), _FAINT if state in _NOT_KNOWN else 1.0
            square = _part("lines").Line2D(
                [x + sign * 0.035], [y], marker="s", markersize=6, linestyle="none", color=colour, alpha=alpha
            )
            figure.add_artist(square)
        size = 8 * min(1.0, _NOTE_LETTERS / max(1, len(text)))
        figure.text(x + sign * 0.048, y, text, color=ink, fontsize=size, ha=ahead, va="center")


def _lane(axes: Any, marks: tuple[Mark, ...], row: int, paper: str) -> None:  # noqa: ANN401
    last: datetime | None = None
    lift = 0.0
    for one in marks:
        crowded = last is not None and one.at - last < timedelta(hours=2)
        lift = -lift if crowded and lift else 0.14 if crowded else 0.0
        shape, colour = _MARKS[one.group]
        axes.plot(_number(one.at), row + lift, shape, color=colour, markersize=8, markeredgecolor=paper, zorder=3,
                  clip_on=False)  # fmt: skip
        last = one.at


def _legend(figure: Any, plan: Plan, colours: tuple[str, str]) -> None:  # noqa: ANN401
    paper, ink = colours
    line, patch = _part("lines").Line2D, _part("patches").Patch
    handles: list[Any] = []
    for group, label in plan.texts.kinds:
        shape, colour = _MARKS[group]
        handles.append(
            line([], [], linestyle="none", marker=shape, color=colour, markeredgecolor=paper, markersize=7, label=label)
        )
    if plan.gaps:
        handles.append(patch(facecolor="none", edgecolor=ink, hatch="///", label=plan.texts.gap))
    mirrored = plan.texts.right_to_left
    legend = figure.legend(
        handles=handles[::-1] if mirrored else handles, loc="lower center", ncols=3 if plan.gaps else 4, fontsize=8.5,
        frameon=False, handletextpad=0.2, columnspacing=1.2, markerfirst=not mirrored,
    )  # fmt: skip
    for text in legend.get_texts():
        text.set_color(ink)
