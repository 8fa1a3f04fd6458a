"""What becomes of a report: the steps of detection in order, and the reason that comes out.

gate -> lateness -> frame and score -> filing -> importance -> reason

A report whose score is low is filed silently; the first strong report of a development speaks. Later ones corroborate
it. A development that spoke only as minor colour speaks again when a later report shows that it is more.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from bot.core.detect import filing
from bot.core.detect.filing import Filing
from bot.core.detect.frame import Frame, frame
from bot.core.detect.gate import Gate, GateFinding
from bot.core.detect.importance import Weighed, weigh
from bot.core.detect.labels import printed
from bot.core.detect.lateness import Late, Repeats, late
from bot.core.detect.memory import Memory
from bot.core.detect.newsworthiness import Reader
from bot.core.detect.roles import ActorTable
from bot.core.detect.weights import Judgement, Weights, log_odds
from bot.core.model import Decision, DevelopmentId, Importance, Json, Reason, Report, StorylineId, Topic, derived_id

REPEATS = timedelta(hours=96)
RUNNING = timedelta(hours=72)
DEFAULT_LEVEL = 2  # chats that chose nothing hear of importance 1 and 2
_REPEATED = frozenset({Reason.REISSUE, Reason.REDATED, Reason.EDIT, Reason.STALE, Reason.ANNIVERSARY})
NOVELTY = 4.0  # log-odds that full likeness to a development just alerted costs a report that is no change of state
NOVELTY_HOURS = timedelta(hours=24)
SURELY_SAME = 0.8  # likeness from which a change of state is no other development than the step it resembles
UNNAMED = 0.85  # how surely a report that names neither party nor place must be on the subject: there are other talks


@dataclass(slots=True, kw_only=True)
class Known:
    """All that one topic's detector may know of the past. `announced`: developments that spoke, at which importance."""

    filed: Memory
    repeats: Repeats
    announced: dict[DevelopmentId, Importance] = field(default_factory=dict)
    moved: datetime | None = None

    def running(self, now: datetime) -> bool:
        """Whether a development spoke of late, so that a storyline is running."""
        return self.moved is not None and now - self.moved <= RUNNING


@dataclass(frozen=True, slots=True, kw_only=True)
class _Read:
    """A report that passed the gate, read."""

    gate: GateFinding
    frame: Frame
    score: Judgement
    weighed: Weighed

    @property
    def placed(self) -> bool:
        """Whether it names a party or place of the topic, or is on its subject beyond doubt."""
        return bool(self.gate.parties or self.gate.places) or self.score.subject.probability >= UNNAMED


class Detector:
    """Decides on reports of one topic. Pure: the same report, memory and moment give the same decision."""

    def __init__(self, topic: Topic, weights: Weights, neighbours: Iterable[Topic] = ()) -> None:
        """Take the topic, what was learned, and the other topics that reports may be about instead."""
        self.topic = topic
        self.weights = weights
        self.gate = Gate(topic, neighbours)
        self.actors = ActorTable(topic)
        self._reader = Reader(topic, self.actors)
        self._framed: tuple[Report, Frame] | None = None

    def memory(self) -> Known:
        """A memory that knows nothing yet."""
        return Known(filed=Memory(self.topic.id), repeats=Repeats(REPEATS))

    def decide(self, report: Report, memory: Known, now: datetime, *, seeding: bool = False) -> Decision:
        """Decide on a report. `seeding`: the feed is read for the first time, so nothing of it may speak."""
        gate = self.gate.judge(report, running=memory.running(now))
        explanation: dict[str, Json] = {"gate": gate.explain()}
        if not gate.open:
            return self._decision(report, now, Reason.OFF_TOPIC, explanation)
        repeated = late(report, memory.repeats, now, self.topic.freshness_hours)
        if repeated is not None:
            return self._late(report, memory, now, repeated, explanation)
        return self._judge(report, memory, now, self.read(report, gate), explanation, seeding=seeding)

    def read(self, report: Report, gate: GateFinding) -> "_Read":
        """Frame, score and importance of a report that passed the gate."""
        found = self._frame(report)
        features = self._reader.features(report, gate, found)
        return _Read(
            gate=gate,
            frame=found,
            score=self.weights.judge(features),
            weighed=weigh(found, self.actors, self.weights.leaning(features)),
        )

    def features(self, report: Report, gate: GateFinding) -> dict[str, float]:
        """The features that weights are learned over."""
        return self._reader.features(report, gate, self._frame(report))

    def learn(self, memory: Known, report: Report, decision: Decision) -> None:
        """Let the memory know what was decided. Learning stored decisions in their order rebuilds it."""
        if decision.reason is Reason.OFF_TOPIC:
            return
        memory.repeats.learn(report, decision.development, decision.importance)
        if decision.development is None or decision.storyline is None or decision.reason in _REPEATED:
            return
        where = (decision.development, decision.storyline)
        memory.filed.learn(report, self._frame(report), where, alerted=decision.speaks)
        if decision.speaks or decision.reason is Reason.SEED:
            memory.announced[decision.development] = decision.importance or 3
            memory.moved = report.seen
        _forget(memory)

    def _frame(self, report: Report) -> Frame:
        """The frame of a report; the last one is kept, since what is decided is learned next."""
        if self._framed is None or self._framed[0] != report:
            self._framed = (report, frame(report, self.actors))
        return self._framed[1]

    def _judge(
        self, report: Report, memory: Known, now: datetime, read: _Read, explanation: dict[str, Json], *, seeding: bool
    ) -> Decision:
        filed = self._own_development(report, memory, read, filing.file(report, read.frame, memory.filed, now))
        explanation |= {
            "score": read.score.explain() | {"threshold": self.weights.threshold},
            "frame": read.frame.explain(),
            "filing": filed.explain(),
            "importance": read.weighed.explain(),
        }
        near = _nearest_announced(filed, memory, now)
        change = 0.0 if read.weighed.state else -NOVELTY * near
        strong = read.placed and read.score.margin + change >= log_odds(self.weights.threshold)
        explanation["strength"] = {
            "nearest_alerted": round(near, 3),
            "change": round(change, 3),
            "placed": read.placed,
            "strong": strong,
        }
        reason = self._reason(report, memory, filed, read.weighed, strong=strong)
        if reason.speaks and seeding:
            reason = Reason.SEED
        act = printed(read.frame, self.actors.parties)
        return self._decision(report, now, reason, explanation, filed.where, read.weighed.level, act)

    def _own_development(self, report: Report, memory: Known, read: _Read, filed: Filing) -> Filing:
        """The filing, but a change of state founds its own development where it would hide in a lesser step.

        So does a later version of a report: one link can carry two developments, and each needs its own id.
        """
        if filed.new and report.version > 1:
            return replace(filed, development=self._id(report, "version"))
        told = memory.announced.get(filed.development)
        if filed.new or not read.weighed.state or told is None or told == 1 or filed.score >= SURELY_SAME:
            return filed
        development = memory.filed.get(filed.development)
        if development is None or any(read.frame.act in member.frame.acts for member in development.members):
            return filed
        why = "a change of state, not the lesser step it resembles"
        return replace(filed, development=self._id(report, "state"), zone="new", reason=why)

    def _id(self, report: Report, why: str) -> DevelopmentId:
        return DevelopmentId(derived_id("development", self.topic.id, report.id, str(report.version), why))

    def _reason(self, report: Report, memory: Known, filed: Filing, weighed: Weighed, *, strong: bool) -> Reason:
        told = memory.announced.get(filed.development)
        fresh = told is None or weighed.level <= DEFAULT_LEVEL < told
        if strong and fresh and not _echoes(filed, memory, weighed):
            return Reason.NEW_DEVELOPMENT
        if told is None:
            return Reason.BACKGROUND
        development = memory.filed.get(filed.development)
        families = {member.family for member in development.members} if development else set()
        return Reason.DUPLICATE if report.family in families else Reason.CORROBORATION

    def _late(
        self, report: Report, memory: Known, now: datetime, repeated: Late, explanation: dict[str, Json]
    ) -> Decision:
        explanation["late"] = repeated.explain()
        development = memory.filed.get(repeated.known) if repeated.known else None
        where = (development.id, development.storyline) if development else None
        return self._decision(report, now, repeated.reason, explanation, where, repeated.importance)

    def _decision(
        self,
        report: Report,
        now: datetime,
        reason: Reason,
        explanation: dict[str, Json],
        where: tuple[DevelopmentId, StorylineId] | None = None,
        importance: Importance | None = None,
        act: str | None = None,
    ) -> Decision:
        return Decision(
            report=report.id,
            version=report.version,
            topic=self.topic.id,
            reason=reason,
            at=now,
            development=where[0] if where else None,
            storyline=where[1] if where else None,
            importance=importance,
            act=act,
            explanation=explanation,
        )


def _echoes(filed: Filing, memory: Known, weighed: Weighed) -> bool:
    """Whether it is filed beside a development that it may only repeat, and that was alerted at least as high."""
    if filed.zone != "attach" or filed.beside is None:
        return False
    told = memory.announced.get(filed.beside)
    return told is not None and told <= weighed.level


def _nearest_announced(filed: Filing, memory: Known, now: datetime) -> float:
    """How alike the likeliest other development is that spoke within the last hours: its next step, or its echo."""
    likeness = 0.0
    for one in filed.candidates:
        if one.development == filed.development or one.development not in memory.announced:
            continue
        development = memory.filed.get(one.development)
        if development is not None and now - development.last <= NOVELTY_HOURS:
            likeness = max(likeness, one.score)
    return likeness


def _forget(memory: Known) -> None:
    """Drop what was announced of developments that left the window; amortised, not at every report."""
    if len(memory.announced) > 2 * len(memory.filed) + 64:
        memory.announced = {one: level for one, level in memory.announced.items() if memory.filed.get(one)}
