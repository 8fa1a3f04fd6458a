"""A window played through the detector in this process: what `replay` decides, without a store."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from bot.core.detect.decide import DEFAULT_LEVEL, Detector
from bot.core.detect.weights import Weights
from bot.core.model import Decision, Report, Topic
from bot.feeds.normalise import aliases, report
from bot.jobs.desk import Arrival, Desk
from bot.jobs.replay import Item
from bot.training.scorer import Outcome


@dataclass(frozen=True, slots=True, kw_only=True)
class Played:
    """One item, the report it became, the decision on it, and whether a default chat was alerted."""

    item: str
    report: Report
    decision: Decision
    alerted: bool

    @property
    def outcome(self) -> Outcome:
        """What the scorer needs."""
        return Outcome(item=self.item, alerted=self.alerted, development=self.decision.development)


def play(
    items: Iterable[Item], topic: Topic, weights: Weights, made: Callable[[Topic, Weights], Detector] = Detector
) -> list[Played]:
    """Decide on every item in turn, as `trucewire replay` would. `made`: what makes the detector."""
    desk = Desk((made(topic, weights),))
    known: dict[str, tuple[Report, ...]] = {}
    last: dict[str, Decision] = {}
    played = []
    for item in items:
        arrival = Arrival(report=report(item.entry, item.source, item.at), aliases=aliases(item.entry, item.source))
        (filed,) = desk.file([arrival], known, item.at)
        versions = next((known[alias] for alias in filed.aliases if alias in known), ())
        if filed.changed:
            versions = (*versions, filed.report)
        known.update(dict.fromkeys(filed.aliases, versions))
        decision = filed.decisions[0] if filed.decisions else last[filed.report.id]
        last[filed.report.id] = decision
        alerted = filed.changed and decision.speaks and (decision.importance or 3) <= DEFAULT_LEVEL
        played.append(Played(item=item.id, report=filed.report, decision=decision, alerted=alerted))
    return played
