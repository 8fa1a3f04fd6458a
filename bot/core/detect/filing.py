"""Which development a report belongs to: a remembered one, or a new one of which it is the first report.

Frames decide what is possible (`vetoes`), likeness ranks what remains (`similarity`), and two thresholds make three
zones: the same, attached silently, new. Every candidate keeps its score and the named reason why it was taken or not.
"""

from dataclasses import dataclass
from datetime import datetime

from bot.core.detect.frame import Frame
from bot.core.detect.memory import Development, Memory
from bot.core.detect.similarity import Text, likeness, score, weigh
from bot.core.detect.vetoes import refused
from bot.core.model import DevelopmentId, Json, Report, StorylineId, derived_id


@dataclass(frozen=True, slots=True, kw_only=True)
class Thresholds:
    """Scores from which a report is the same development, is attached silently, or continues a storyline."""

    same: float = 0.38
    attach: float = 0.34
    storyline: float = 0.22


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A development that was considered: its score, whether it was taken, and why or why not."""

    development: DevelopmentId
    storyline: StorylineId
    score: float
    taken: bool
    reason: str

    def explain(self) -> dict[str, Json]:
        """JSON-ready."""
        return {
            "development": self.development,
            "score": round(self.score, 3),
            "taken": self.taken,
            "reason": self.reason,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Filing:
    """Where a report goes. `zone` is "same", "attach" or "new"."""

    development: DevelopmentId
    storyline: StorylineId
    zone: str
    score: float
    reason: str
    candidates: tuple[Candidate, ...] = ()

    @property
    def new(self) -> bool:
        """Whether the report is the first of its development."""
        return self.zone == "new"

    def explain(self) -> dict[str, Json]:
        """JSON-ready: the five best candidates, and every one that a veto refused above the threshold of taking."""
        return {
            "zone": self.zone,
            "reason": self.reason,
            "score": round(self.score, 3),
            "storyline": self.storyline,
            "candidates": [candidate.explain() for candidate in self.candidates[:8]],
        }


def _judge(
    frame: Frame, text: Text, development: Development, memory: Memory, now: datetime
) -> tuple[float, str | None]:
    """The score of a development for a report, and the veto that forbids it, if any."""
    scores = []
    for member in development.members:
        hours = abs((now - member.time).total_seconds()) / 3600
        other = weigh(member.frame, memory.rarity)
        scores.append(score(likeness(frame, text, member.frame, other, hours)))
    likest = development.members[scores.index(max(scores))].frame
    reason = refused(frame, [member.frame for member in development.members], likest)
    best = sorted(scores)[-((len(scores) + 1) // 2) :]
    return sum(best) / len(best), reason


def file(
    report: Report,
    frame: Frame,
    memory: Memory,
    now: datetime,
    thresholds: Thresholds = Thresholds(),  # noqa: B008
) -> Filing:
    """File a report of `memory`'s topic. Changes nothing: `memory.learn` remembers the outcome."""
    judged = []
    text = weigh(frame, memory.rarity)
    for development in memory.candidates(frame, now):
        judged.append((*_judge(frame, text, development, memory, now), development))
    judged.sort(key=lambda one: (-one[0], one[2].id))
    best = next((one for one in judged if one[1] is None), None)
    taken = best[2] if best and best[0] >= thresholds.attach else None
    candidates = tuple(_candidate(value, why, one, taken, thresholds) for value, why, one in judged)
    if best and taken:
        zone = "same" if best[0] >= thresholds.same else "attach"
        return Filing(
            development=taken.id, storyline=taken.storyline, zone=zone, score=best[0],
            reason=_why(zone), candidates=candidates,
        )  # fmt: skip
    first = DevelopmentId(derived_id("development", memory.topic, report.id))
    parent = next((one for value, _, one in judged if value >= thresholds.storyline), None)
    storyline = parent.storyline if parent else StorylineId(derived_id("storyline", first))
    return Filing(
        development=first, storyline=storyline, zone="new", score=judged[0][0] if judged else 0.0,
        reason="no candidate" if not judged else "no compatible candidate" if best is None else "too unlike",
        candidates=candidates,
    )  # fmt: skip


def _why(zone: str) -> str:
    return "alike and compatible" if zone == "same" else "alike enough to attach silently"


def _candidate(
    value: float, why: str | None, one: Development, taken: Development | None, thresholds: Thresholds
) -> Candidate:
    is_taken = one is taken
    if is_taken:
        reason = _why("same" if value >= thresholds.same else "attach")
    elif why:
        reason = why
    else:
        reason = "another candidate is more alike" if value >= thresholds.attach else "too unlike"
    return Candidate(development=one.id, storyline=one.storyline, score=value, taken=is_taken, reason=reason)
