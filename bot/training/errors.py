"""What went wrong in a replay, named and counted, with examples."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.core.detect.decide import DEFAULT_LEVEL
from bot.core.model import Reason
from bot.training.labels import Reading
from bot.training.run import Played

_SILENCED = frozenset({Reason.REISSUE, Reason.REDATED, Reason.EDIT, Reason.STALE, Reason.ANNIVERSARY})


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """One error: its kind, the labels' view, and the headline in question."""

    kind: str
    where: str
    headline: str


def faults(played: Sequence[Played], reading: Reading) -> list[Fault]:
    """Every wrong alert and every development of importance 1 or 2 that was never alerted, against one reading."""
    found, alerted = list[Fault](), set[str]()
    for one in played:
        if one.alerted:
            group = reading.group_of.get(one.item)
            kind = _wrong_alert(one, group, reading, alerted)
            if kind:
                found.append(Fault(kind=kind, where=group or "-", headline=one.report.headline))
            elif group:
                alerted.add(group)
    for group, importance in reading.importance.items():
        members = [one for one in played if reading.group_of.get(one.item) == group]
        if importance <= DEFAULT_LEVEL and group not in alerted and members:
            kind, example = _missed(members)
            found.append(Fault(kind=kind, where=group, headline=example.report.headline))
    return found


def _wrong_alert(one: Played, group: str | None, reading: Reading, alerted: set[str]) -> str | None:
    if group is None:
        name = {"bg": "background", "off": "off topic"}.get(reading.class_of.get(one.item, ""), "unlabelled")
        return f"wrong class: alert on {name}"
    if reading.importance[group] == 3:
        return "wrong importance: alert on minor colour"
    return "wrong filing: development alerted twice" if group in alerted else None


def _missed(members: Sequence[Played]) -> tuple[str, Played]:
    """Why a development was missed: the step at which its most promising report ended."""
    example = max(members, key=lambda one: (one.decision.reason in _HEARD, _score(one)))
    reason = example.decision.reason
    if reason in {Reason.CORROBORATION, Reason.DUPLICATE}:
        return "missed: filed under a development already alerted", example
    if reason.speaks:
        return "missed: taken for minor colour", example
    if reason is Reason.OFF_TOPIC:
        return "missed: the gate stayed shut", example
    if reason in _SILENCED:
        return "missed: taken for late or repeated", example
    return "missed: score below the threshold", example


_HEARD = frozenset({Reason.CORROBORATION, Reason.DUPLICATE, Reason.NEW_DEVELOPMENT})


def _score(one: Played) -> float:
    found = one.decision.explanation.get("score")
    value = found.get("probability") if isinstance(found, dict) else None
    return value if isinstance(value, float) else 0.0


def table(found: Iterable[Fault], examples: int) -> str:
    """The faults by kind, the commonest first, with some examples of each."""
    listed = list(found)
    lines = []
    for kind, count in sorted(Counter(one.kind for one in listed).items(), key=lambda pair: (-pair[1], pair[0])):
        lines.append(f"{count:5}  {kind}")
        shown = [one for one in listed if one.kind == kind][:examples]
        lines += [f"         {one.where:>4}  {one.headline[:110]}" for one in shown]
    return "\n".join(lines)
