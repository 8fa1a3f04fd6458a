"""Taking back what a report said of the status, once its outlet withdrew it, or corrected it to say something else.

What still stands without it stands. A standing that does not is dropped: what stood before stands again, what other
outlets said of the dropped one is reported beside it, and what waits beside it is offered anew. Each of these steps is
a change on record. Not brought back: what was said while the false state stood and only told an earlier step again.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal

from bot.core.alert.signals import Evidence, Reading, Signal
from bot.core.alert.states import Field, State
from bot.core.alert.status import MOVING, Change, FieldStatus, Reported, Standing, TopicState, offered
from bot.core.alert.voices import suffices
from bot.core.model import ReportId

Why = Literal["withdrawn", "corrected"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Recall:
    """What is taken back, and why: `reading` is the report that withdraws or corrects, decided on at `at`.

    Where the report was corrected and still says what it said, `reading` takes its place as evidence.
    """

    report: ReportId
    why: Why
    reading: Reading
    at: datetime

    def says(self, name: Field, state: State) -> bool:
        """Whether the report as it is now still says it. Talks are concluded by an agreement, too."""
        if state in {State.AGREED, State.CONCLUDED} and self.reading.accepts:
            return True
        said = {(one.field, one.state) for one in self.reading.signals if not one.denied}
        return (name, state) in said or (state is State.CONCLUDED and (Field.TRUCE, State.AGREED) in said)


def recalled(state: TopicState, recall: Recall) -> tuple[TopicState, tuple[Change, ...]]:
    """The state without what a report said before, and the changes that this is."""
    changes: list[Change] = []
    agreed = state.truce.standing
    for name in Field:
        after, more = _field(name, state.of(name), recall)
        state = state.having(name, after)
        changes += more
    again = _waiting_again(agreed, state.truce.standing)
    accepted = ((who, _now(one, recall, still=who in recall.reading.accepts)) for who, one in (*state.accepted, *again))
    return replace(state, accepted=tuple((who, one) for who, one in accepted if one is not None)), tuple(changes)


def _waiting_again(before: Standing, after: Standing) -> list[tuple[str, Evidence]]:
    """The acceptances of an agreement that does not stand: they wait for the others'."""
    if after.state is before.state or not before.jointly:
        return []
    return [(who, one) for one in before.evidence if one.report in before.jointly for who in one.actors]


def _field(name: Field, before: FieldStatus, recall: Recall) -> tuple[FieldStatus, list[Change]]:
    if not any(one.report == recall.report for one in _all(before)) and not _joined(before, recall):
        return before, []
    disputed = _left(before.disputed, recall, still=bool(recall.reading.signals))
    earlier = tuple(one for one in (_standing(name, one, recall) for one in before.earlier) if one is not None)
    reported = tuple(_reported(name, before.reported, recall))
    kept = replace(before, disputed=disputed, earlier=earlier, reported=reported)
    standing = _standing(name, before, recall)
    if standing is not None:
        after = replace(kept, standing=standing.standing)
        gone = len(tuple(_all(after))) < len(tuple(_all(before)))
        return after, [_change(name, before, after, recall)] if gone else []
    return _fallen_back(name, before, kept, recall)


def _fallen_back(
    name: Field, before: FieldStatus, kept: FieldStatus, recall: Recall
) -> tuple[FieldStatus, list[Change]]:
    """What stood before stands again; what is reported beside it is offered to that."""
    ground = kept.earlier[-1] if kept.earlier else FieldStatus()
    after = FieldStatus(standing=ground.standing, disputed=ground.disputed, earlier=kept.earlier[:-1])
    changes = [_change(name, before, after, recall)]
    rest = _left(before.standing.evidence, recall, still=recall.says(name, before.standing.state))
    rest = tuple(one for one in rest if one.report not in before.standing.jointly)
    dropped = Reported(state=before.standing.state, phase=before.standing.phase, evidence=rest)
    told = [(one, each) for one in (*kept.reported, dropped) for each in one.evidence]
    for one, evidence in sorted(told, key=lambda pair: pair[1].at):
        signal = Signal(field=name, state=one.state, phase=one.phase, implied=one.state is State.COLLAPSED)
        after, change = offered(after, signal, evidence)
        if change is not None and change.event in MOVING:
            changes.append(replace(change, at=recall.at))
    return after, changes


def _standing(name: Field, status: FieldStatus, recall: Recall) -> FieldStatus | None:
    """A standing with its disputes, less the evidence; None where it does not stand without."""
    standing = status.standing
    evidence = _left(standing.evidence, recall, still=recall.says(name, standing.state))
    if evidence == standing.evidence and recall.report not in standing.jointly:
        return status
    alone = evidence
    if recall.report in standing.jointly:
        still = any(one.report == recall.report for one in evidence)
        alone = evidence if still else tuple(one for one in evidence if one.report not in standing.jointly)
    if not suffices(alone):
        return None
    since = min(one.at for one in alone) if standing.since is not None and alone != evidence else standing.since
    disputed = _left(status.disputed, recall, still=bool(recall.reading.signals))
    jointly = standing.jointly if alone == evidence else ()
    changed = Standing(state=standing.state, phase=standing.phase, since=since, evidence=alone, jointly=jointly)
    return replace(status, standing=changed, disputed=disputed)


def _reported(name: Field, reported: Iterable[Reported], recall: Recall) -> Iterable[Reported]:
    for one in reported:
        evidence = _left(one.evidence, recall, still=recall.says(name, one.state))
        if evidence:
            yield replace(one, evidence=evidence)


def _left(evidence: tuple[Evidence, ...], recall: Recall, *, still: bool) -> tuple[Evidence, ...]:
    """The evidence without the report, or with what it now says in its place."""
    now = (_now(one, recall, still=still) for one in evidence)
    return tuple(one for one in now if one is not None)


def _now(one: Evidence, recall: Recall, *, still: bool) -> Evidence | None:
    if one.report != recall.report:
        return one
    return replace(recall.reading.evidence, at=one.at) if still and recall.why == "corrected" else None


def _all(status: FieldStatus) -> Iterable[Evidence]:
    """Every piece of evidence in a field."""
    for one in (status, *status.earlier):
        yield from (*one.standing.evidence, *one.disputed)
    for reported in status.reported:
        yield from reported.evidence


def _joined(status: FieldStatus, recall: Recall) -> bool:
    return any(recall.report in one.standing.jointly for one in (status, *status.earlier))


def _change(name: Field, before: FieldStatus, after: FieldStatus, recall: Recall) -> Change:
    return Change(
        field=name,
        event=recall.why,
        before=before.standing.state,
        after=after.standing.state,
        phase=after.standing.phase,
        at=recall.at,
        evidence=(recall.reading.evidence,),
    )
