"""Which development a report belongs to: a remembered one, or a new one of which it is the first report.

Frames decide what is possible (`vetoes`), likeness ranks what remains (`similarity`), and two thresholds make three
zones: the same, attached silently, new. Every candidate keeps its score and the named reason why it was taken or not.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.core.detect.frame import Frame
from bot.core.detect.memory import Development, Memory
from bot.core.detect.similarity import Text, likeness, score, weigh
from bot.core.detect.vetoes import ENCOUNTERS, refused
from bot.core.model import DevelopmentId, Json, Report, StorylineId, derived_id

RELEASES_LAST = timedelta(hours=20)


@dataclass(frozen=True, slots=True, kw_only=True)
class Thresholds:
    """Scores from which a report is the same development, is attached silently, or continues a storyline."""

    same: float = 0.5
    attach: float = 0.42
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
    """Where a report goes, and its zone.

    "same"    it reports `development`, which is remembered
    "attach"  it may report `beside`: not sure enough to be filed there, too alike to be alerted next to it.
              `development` is its own, new and silent as long as `beside` was alerted
    "new"     `development` is new, and this report its first
    """

    development: DevelopmentId
    storyline: StorylineId
    zone: str
    score: float
    reason: str
    beside: DevelopmentId | None = None
    candidates: tuple[Candidate, ...] = ()

    @property
    def where(self) -> tuple[DevelopmentId, StorylineId]:
        """Development and storyline, as a memory learns them."""
        return self.development, self.storyline

    @property
    def new(self) -> bool:
        """Whether the report is the first of its development."""
        return self.zone != "same"

    def explain(self) -> dict[str, Json]:
        """JSON-ready, with the eight likeliest candidates."""
        return {
            "zone": self.zone,
            "reason": self.reason,
            "score": round(self.score, 3),
            "storyline": self.storyline,
            "beside": self.beside,
            "candidates": [candidate.explain() for candidate in self.candidates[:8]],
        }


def _judge(
    frame: Frame, text: Text, development: Development, now: datetime, *, worth: float
) -> tuple[float, str | None]:
    """The score of a development for a report, and the veto that forbids it, if it scores enough to be worth asking."""
    scores = []
    for member in development.members:
        hours = abs((now - member.time).total_seconds()) / 3600
        scores.append(score(likeness(frame, text, member.frame, member.text, hours)))
    best = sorted(scores)[-((len(scores) + 1) // 2) :]
    value = sum(best) / len(best)
    if value < worth:
        return value, None
    likest = development.members[scores.index(max(scores))].frame
    refusal = refused(frame, [member.frame for member in development.members], likest)
    return value, refusal or _outlived(frame, likest, now - development.first)


def _outlived(frame: Frame, likest: Frame, age: timedelta) -> str | None:
    """Whether people are freed so long after others were that it is the next day's release."""
    released = all(one.act == "release" and one.modality == "done" for one in (frame, likest))
    return "another day" if released and age >= RELEASES_LAST else None


DEFAULT = Thresholds()


def file(report: Report, frame: Frame, memory: Memory, now: datetime, thresholds: Thresholds = DEFAULT) -> Filing:
    """File a report of `memory`'s topic. Changes nothing: `memory.learn` remembers the outcome."""
    text = weigh(frame, memory.rarity)
    worth = min(thresholds.attach, thresholds.storyline)
    judged = [(*_judge(frame, text, one, now, worth=worth), one) for one in memory.candidates(frame, now)]
    judged.sort(key=lambda one: (-one[0], one[2].id))
    best = _likest(judged, thresholds)
    value, likest = best or (judged[0][0] if judged else 0.0, None)
    candidates = tuple(_candidate(value, why, one, likest, thresholds) for value, why, one in judged)
    if likest is not None and value >= thresholds.same:
        return Filing(
            development=likest.id,
            storyline=likest.storyline,
            zone="same",
            score=value,
            reason=_SAME,
            candidates=candidates,
        )
    beside = likest.id if likest is not None and value >= thresholds.attach else _announced(frame, judged, thresholds)
    first = DevelopmentId(derived_id("development", memory.topic, report.id))
    parent = next((one for near, _, one in judged if near >= thresholds.storyline), None)
    return Filing(
        development=first,
        storyline=parent.storyline if parent else StorylineId(derived_id("storyline", first)),
        zone="attach" if beside else "new",
        score=value,
        reason=_ATTACH if beside else _why_new(judged_any=bool(judged), compatible=best is not None),
        beside=beside,
        candidates=candidates,
    )


def _likest(
    judged: Sequence[tuple[float, str | None, Development]], thresholds: Thresholds
) -> tuple[float, Development] | None:
    """The compatible development that is most alike; of those alike enough to be the same, one that was alerted.

    A development that was split is so drawn together around what people were told.
    """
    compatible = [(value, one) for value, why, one in judged if why is None]
    told = (pair for pair in compatible if pair[1].alerted and pair[0] >= thresholds.same)
    return next(told, next(iter(compatible), None))


def _announced(
    frame: Frame, judged: Sequence[tuple[float, str | None, Development]], thresholds: Thresholds
) -> DevelopmentId | None:
    """The development that announced the visit or meeting which this report sees happen, or sees announced again.

    It stays a development of its own; but who was told that an envoy is to come need not be told that he came.
    """
    if frame.act not in ENCOUNTERS:
        return None
    return next((one.id for value, why, one in judged if why == "will or did" and value >= thresholds.same), None)


_SAME = "alike and compatible"
_ATTACH = "alike enough not to be alerted beside it"


def _why_new(*, judged_any: bool, compatible: bool) -> str:
    if not judged_any:
        return "no candidate"
    return "too unlike" if compatible else "no compatible candidate"


def _candidate(
    value: float, why: str | None, one: Development, likest: Development | None, thresholds: Thresholds
) -> Candidate:
    taken = one is likest and value >= thresholds.same
    if taken:
        reason = _SAME
    elif why:
        reason = why
    elif value < thresholds.attach:
        reason = "too unlike"
    else:
        reason = _ATTACH if one is likest else "another candidate is more alike or was alerted"
    return Candidate(development=one.id, storyline=one.storyline, score=value, taken=taken, reason=reason)
