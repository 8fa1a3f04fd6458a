"""What becomes of a report: the steps of detection in order, and the reason that comes out."""

from datetime import datetime

from bot.core.detect.gate import Gate
from bot.core.detect.weights import Weights
from bot.core.model import Decision, DevelopmentId, Json, Reason, Report, Topic, derived_id
from bot.core.text import words


class Memory:
    """Headlines known so far."""

    def __init__(self) -> None:
        self.developments: dict[tuple[str, ...], DevelopmentId] = {}
        self.announced: set[DevelopmentId] = set()


class Detector:
    """Decides on reports of one topic. Pure: the same report, memory and moment give the same decision."""

    def __init__(self, topic: Topic, weights: Weights) -> None:
        self.topic = topic
        self._weights = weights
        self._gate = Gate(topic)

    def memory(self) -> Memory:
        """A memory that knows nothing yet."""
        return Memory()

    def decide(self, report: Report, memory: Memory, now: datetime, *, seeding: bool = False) -> Decision:
        """Decide on a report. `seeding`: the feed is read for the first time, so nothing of it may speak."""
        gate = self._gate.judge(report)
        explanation: dict[str, Json] = {"gate": gate.explain()}
        development, reason = None, Reason.OFF_TOPIC
        if gate.open:
            known = memory.developments.get(words(report.headline))
            development = known or DevelopmentId(
                derived_id("development", self.topic.id, report.id, str(report.version))
            )
            reason = Reason.DUPLICATE if known else Reason.SEED if seeding else Reason.NEW_DEVELOPMENT
        return Decision(
            report=report.id,
            version=report.version,
            topic=self.topic.id,
            reason=reason,
            at=now,
            development=development,
            importance=2 if development else None,
            explanation=explanation,
        )

    def learn(self, memory: Memory, report: Report, decision: Decision) -> None:
        """Let the memory know what was decided."""
        if decision.development:
            memory.developments.setdefault(words(report.headline), decision.development)
