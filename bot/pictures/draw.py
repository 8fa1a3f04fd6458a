"""Draws a plan as PNG bytes with matplotlib. Runs in a process of its own, see `studio`."""

import io
from datetime import datetime, timedelta
from importlib import import_module
from typing import Any

from bot.core.alert.states import State
from bot.pictures.plan import Band, Group, Plan

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
_UNKNOWN = "#8a939f"
_MARKS: dict[Group, tuple[str, str, str]] = {
    "towards": ("^", "#2f9e63", "accepts, meets, frees"),
    "away": ("v", "#c8453b", "rejects, strikes, stalls"),
    "demand": ("D", "#e0a021", "demands, warns"),
    "other": ("o", "#8a939f", "other statement"),
}


def png(plan: Plan) -> bytes:
    """The picture. Needs matplotlib 3.11 or newer, which lays out right-to-left text."""
    paper, ink, rule, faint = _INK[plan.theme]
    rows = len(plan.lanes) + 2
    figure = _part("figure").Figure(figsize=(WIDTH, _MARGINS + rows * _LANE), dpi=DPI, facecolor=paper)
    _part("backends.backend_agg").FigureCanvasAgg(figure)
    axes = figure.add_axes((0.19, 0.72 / (_MARGINS + rows * _LANE), 0.78, rows * _LANE / (_MARGINS + rows * _LANE)))
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
    top = 1 - 0.22 / (_MARGINS + rows * _LANE)
    figure.text(0.02, top, plan.title[:48], color=ink, fontsize=13, fontweight="bold", va="center")
    figure.text(0.97, top, _span(plan), color=faint, fontsize=10, ha="right", va="center")
    _legend(figure, plan, (paper, ink))
    image = io.BytesIO()
    figure.savefig(image, format="png", facecolor=paper, metadata={"Software": None})
    return image.getvalue()


def _part(name: str) -> Any:  # noqa: ANN401
    """A module of matplotlib, which is an optional extra."""
    return import_module(f"matplotlib.{name}")


def _span(plan: Plan) -> str:
    first, last = plan.since, plan.until
    return f"{first.day} {first:%b %Y} - {last.day} {last:%b %Y %H:%M} UTC"


def _number(at: datetime) -> float:
    """Days since 1970, matplotlib's own measure of time."""
    return at.timestamp() / 86400


def _frame(axes: Any, plan: Plan, rows: int, colours: tuple[str, str, str]) -> None:  # noqa: ANN401
    ink, rule, faint = colours
    axes.set_xlim(_number(plan.since), _number(plan.until))
    axes.set_ylim(-0.5, rows - 0.5)
    labels = ["Truce", "Talks", *(lane.name for lane in plan.lanes)]
    axes.set_yticks(range(rows - 1, -1, -1), [label[:18] for label in labels], fontsize=11, color=ink)
    locator = _part("dates").AutoDateLocator(minticks=3, maxticks=7)
    axes.xaxis.set_major_locator(locator)
    axes.xaxis.set_major_formatter(_part("dates").ConciseDateFormatter(locator, show_offset=False))
    axes.tick_params(axis="x", colors=faint, labelsize=10)
    axes.tick_params(axis="y", length=0)
    axes.grid(axis="x", color=rule, linewidth=0.6, zorder=0)
    axes.set_axisbelow(True)
    for side in axes.spines.values():
        side.set_visible(False)


def _band(axes: Any, plan: Plan, bands: tuple[Band, ...], row: int, ink: str) -> None:  # noqa: ANN401
    whole = plan.until - plan.since
    for one in bands:
        known = one.state not in {State.UNKNOWN, State.NONE}
        width = _number(one.end) - _number(one.start)
        axes.barh(row, width, left=_number(one.start), height=0.62, color=_STATES.get(one.state, _UNKNOWN),
                  alpha=1.0 if known else 0.25, zorder=2)  # fmt: skip
        if one.end - one.start > whole * 0.11:
            colour = ink if not known else "#1b1f24" if one.state in _PALE else "#ffffff"
            middle = _number(one.start) + width / 2
            axes.text(middle, row, one.state.value, ha="center", va="center", fontsize=9, color=colour, zorder=3,
                      clip_on=True, fontweight="bold")  # fmt: skip


def _lane(axes: Any, marks: tuple[Any, ...], row: int, paper: str) -> None:  # noqa: ANN401
    last: datetime | None = None
    lift = 0.0
    for one in marks:
        crowded = last is not None and one.at - last < timedelta(hours=2)
        lift = -lift if crowded and lift else 0.14 if crowded else 0.0
        shape, colour, _ = _MARKS[one.group]
        axes.plot(_number(one.at), row + lift, shape, color=colour, markersize=8, markeredgecolor=paper, zorder=3)
        last = one.at


def _legend(figure: Any, plan: Plan, colours: tuple[str, str]) -> None:  # noqa: ANN401
    paper, ink = colours
    line, patch = _part("lines").Line2D, _part("patches").Patch
    handles: list[Any] = [
        line([], [], linestyle="none", marker=shape, color=colour, markeredgecolor=paper, markersize=7, label=label)
        for shape, colour, label in _MARKS.values()
    ]
    if plan.gaps:
        handles.append(patch(facecolor="none", edgecolor=ink, hatch="///", label="reports may be missing"))
    columns = 3 if plan.gaps else 4
    legend = figure.legend(
        handles=handles, loc="lower center", ncols=columns, fontsize=8.5, frameon=False, handletextpad=0.2,
        columnspacing=1.2,
    )  # fmt: skip
    for text in legend.get_texts():
        text.set_color(ink)
