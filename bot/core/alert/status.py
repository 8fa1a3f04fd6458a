"""Where a topic stands, folded from reports one by one.

Each report is read by `signals`; this module decides what it changes. A change needs a statement by a party or
mediator, or two independent outlets in their own voice; until then it stands beside the standing state as reported.
A contradiction by another party or mediator is a mark, no state. `recall` takes out what is withdrawn later.
"""

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Literal

from bot.core.alert.signals import Evidence, Reading, Signal
from bot.core.alert.states import Field, State, allowed, restated
from bot.core.alert.voices import independent, own, same_source
from bot.core.model import ReportId

RULES = "7"  # of this fold and of `signals`; another number makes the store fold everything again

TOGETHER = timedelta(hours=36)  # two outlets in their own voice count as one finding within this time
BY_TURNS = timedelta(days=5)  # acceptances by all parties within this time are an agreement
_KEPT = 4
_EARLIER = 8  # standings that a field can fall back to

_NO_TRUCE = frozenset({State.UNKNOWN, State.NONE})  # strikes end no truce where none is known

Event = Literal["moved", "reported", "outside", "disputed", "withdrawn", "corrected"]
MOVING = frozenset[Event]({"moved", "withdrawn", "corrected"})  # events after which another state may stand


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """A state with since when and why. Evidence is the reports that brought it, first first.

    `jointly` names reports that count only together: the parties' acceptances, one by one.
    """

    state: State = State.UNKNOWN
    phase: int | None = None
    since: datetime | None = None
    evidence: tuple[Evidence, ...] = ()
    jointly: tuple[ReportId, ...] = ()

    def is_in(self, signal: Signal) -> bool:
        """Whether this is what the signal says; a phase not named is any phase."""
        return self.state is signal.state and (signal.phase is None or signal.phase == self.phase)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reported:
    """A state that is reported and not, or not yet, the standing one. `outside`: no move of the table leads there."""

    state: State
    phase: int | None = None
    outside: bool = False
    evidence: tuple[Evidence, ...] = ()

    @property
    def outlets(self) -> int:
        """How many independent outlets report it, in whatever voice."""
        return len(independent(self.evidence))


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldStatus:
    """One field: what stands, who disputes it, what else is reported, what stood before (oldest first).

    An earlier standing is kept with its disputes, for the case that the evidence of a later one is withdrawn.
    """

    standing: Standing = field(default_factory=Standing)
    disputed: tuple[Evidence, ...] = ()
    reported: tuple[Reported, ...] = ()
    earlier: tuple["FieldStatus", ...] = ()

    def then(self, standing: Standing, reported: tuple[Reported, ...]) -> "FieldStatus":
        """The field with another standing, this one kept as an earlier one."""
        before = FieldStatus(standing=self.standing, disputed=self.disputed)
        return FieldStatus(standing=standing, reported=reported, earlier=(*self.earlier, before)[-_EARLIER:])


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicState:
    """Both fields, and the parties' acceptances that wait for the others'."""

    truce: FieldStatus = field(default_factory=FieldStatus)
    talks: FieldStatus = field(default_factory=FieldStatus)
    accepted: tuple[tuple[str, Evidence], ...] = ()

    def of(self, name: Field) -> FieldStatus:
        """One field."""
        return self.truce if name is Field.TRUCE else self.talks

    def having(self, name: Field, status: FieldStatus) -> "TopicState":
        """The state with one field so."""
        return replace(self, truce=status) if name is Field.TRUCE else replace(self, talks=status)


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """Something that happened to a field, for the record.

    Of a report withdrawn or corrected, `evidence` is it as it now is; `after` is what then stands.
    """

    field: Field
    event: Event
    before: State
    after: State
    phase: int | None
    at: datetime
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pin:
    """A state set by an operator: it is shown instead of the folded one until it is taken off."""

    field: Field
    state: State
    phase: int | None
    who: str
    at: datetime


def fold_in(state: TopicState, reading: Reading, parties: frozenset[str]) -> tuple[TopicState, tuple[Change, ...]]:
    """The state after one more report, and what changed. Readings come in the order in which they were decided."""
    changes: list[Change] = []
    signals = list(reading.signals)
    if reading.accepts:
        state, agreed = _accept(state, reading, parties)
        signals += agreed
    for signal in signals:
        name = signal.field
        after, change = offered(state.of(name), signal, reading.evidence, _support(state, signal))
        state = state.having(name, after)
        changes += [change] if change else []
        if change and change.event == "moved" and signal.state is State.AGREED:
            state, more = _concluded(state, change)
            changes += more
    return state, tuple(changes)


def _accept(state: TopicState, reading: Reading, parties: frozenset[str]) -> tuple[TopicState, list[Signal]]:
    """Keep who accepted; when every party has, that is an agreement."""
    evidence = reading.evidence
    recent = [pair for pair in state.accepted if evidence.at - pair[1].at <= BY_TURNS]
    known = dict(recent)
    known.update({party: known.get(party, evidence) for party in reading.accepts})
    complete = len(parties) > 1 and parties <= set(known)
    already = any(one.state is State.AGREED for one in reading.signals)
    jointly = tuple(one for one in dict.fromkeys(known.values()) if one != evidence)
    signal = Signal(field=Field.TRUCE, state=State.AGREED, jointly=jointly)
    return replace(state, accepted=() if complete else tuple(known.items())), [
        signal
    ] if complete and not already else []


def _support(state: TopicState, signal: Signal) -> tuple[Evidence, ...]:
    """Earlier acceptances belong to the evidence of an agreement."""
    return tuple(one for _, one in state.accepted) if signal.state is State.AGREED else ()


def _concluded(state: TopicState, change: Change) -> tuple[TopicState, list[Change]]:
    """An agreed truce concludes the talks that led to it, by the same evidence."""
    before = state.talks.standing.state
    if before is State.CONCLUDED or not allowed(Field.TALKS, before, State.CONCLUDED):
        return state, []
    agreed = state.truce.standing
    standing = Standing(state=State.CONCLUDED, since=change.at, evidence=agreed.evidence, jointly=agreed.jointly)
    done = replace(change, field=Field.TALKS, before=before, after=State.CONCLUDED, phase=None)
    return replace(state, talks=state.talks.then(standing, state.talks.reported)), [done]


def offered(
    status: FieldStatus, signal: Signal, evidence: Evidence, support: tuple[Evidence, ...] = ()
) -> tuple[FieldStatus, Change | None]:
    """One field after one signal."""
    standing = status.standing
    if signal.denied:
        return _denied(status, signal, evidence)
    if standing.is_in(signal) and not (signal.state is State.EXTENDED and _again(standing, evidence)):
        return _confirmed(status, evidence), None
    if restated(signal.field, standing.state, signal.state) or _says_nothing(status, signal):
        return status, None
    if not allowed(signal.field, standing.state, signal.state):
        return _outside(status, signal, evidence)
    waiting = _waiting(status, signal)
    together = _together((*support, *(waiting.evidence if waiting else ())), evidence)
    if evidence.voice == "statement" or len(independent(own(together))) > 1:
        return _moved(status, signal, together)
    return _noted(status, signal, waiting, together, outside=False)


def _says_nothing(status: FieldStatus, signal: Signal) -> bool:
    """Whether it is only strikes where no truce is known and nobody says that one ended."""
    return signal.implied and status.standing.state in _NO_TRUCE and _waiting(status, signal) is None


def _again(standing: Standing, evidence: Evidence) -> bool:
    """Whether an extension said now is another one: the standing one is more than a day and a half old."""
    return standing.since is not None and evidence.at - standing.since > TOGETHER


def _waiting(status: FieldStatus, signal: Signal) -> Reported | None:
    return next((one for one in status.reported if (one.state, one.phase) == (signal.state, signal.phase)), None)


def _together(before: tuple[Evidence, ...], evidence: Evidence) -> tuple[Evidence, ...]:
    """The evidence near in time to the new one, the new one last."""
    near = [one for one in before if abs(evidence.at - one.at) <= TOGETHER and one.report != evidence.report]
    return (*near[-(2 * _KEPT - 1) :], evidence)


def _moved(status: FieldStatus, signal: Signal, together: tuple[Evidence, ...]) -> tuple[FieldStatus, Change]:
    """The standing state changes. It stands since the first report of the evidence that counts."""
    last = together[-1]
    used = independent(tuple(one for one in together if one.voice != "reported"))
    used = used if last in used or last.voice != "statement" else (*used, last)
    used = (last,) if last.voice == "statement" and len(used) > _KEPT else used
    since = min(one.at for one in used)
    used = (*(one for one in signal.jointly if one not in used), *used)
    jointly = tuple(one.report for one in (*signal.jointly, last)) if signal.jointly else ()
    standing = Standing(state=signal.state, phase=signal.phase, since=since, evidence=used[:_KEPT], jointly=jointly)
    reported = tuple(one for one in status.reported if not _stale(one, last) and not _settled(one, signal))
    change = _change(signal, "moved", status.standing.state, since, used)
    return status.then(standing, reported), change


def _settled(reported: Reported, signal: Signal) -> bool:
    """Whether a report beside the state is answered by the move: the same state, or an earlier step."""
    return reported.state is signal.state or restated(signal.field, signal.state, reported.state)


def _change(signal: Signal, event: Event, before: State, at: datetime, evidence: tuple[Evidence, ...]) -> Change:
    return Change(
        field=signal.field, event=event, before=before, after=signal.state, phase=signal.phase, at=at,
        evidence=evidence[-_KEPT:],
    )  # fmt: skip


def _stale(reported: Reported, evidence: Evidence) -> bool:
    return evidence.at - reported.evidence[-1].at > TOGETHER


def _confirmed(status: FieldStatus, evidence: Evidence) -> FieldStatus:
    """The standing state is reported again: further evidence; who disputed it and now says it, disputes no more."""
    standing = status.standing
    more = standing.evidence
    known = any(same_source(evidence, one) for one in more)
    if not known and evidence.voice != "reported" and len(more) < _KEPT:
        more = (*more, evidence)
    speaking = set(evidence.actors) if evidence.voice == "statement" else set()
    disputed = tuple(one for one in status.disputed if not speaking & set(one.actors))
    return replace(status, standing=replace(standing, evidence=more), disputed=disputed)


def _noted(
    status: FieldStatus, signal: Signal, waiting: Reported | None, together: tuple[Evidence, ...], *, outside: bool
) -> tuple[FieldStatus, Change | None]:
    """Shown as reported, beside what stands."""
    note = Reported(state=signal.state, phase=signal.phase, outside=outside, evidence=together)
    others = tuple(one for one in status.reported if one is not waiting and not _stale(one, together[-1]))
    fresh = waiting is None or len(together) == 1
    at, before = together[-1].at, status.standing.state
    change = _change(signal, "outside" if outside else "reported", before, at, together) if fresh else None
    return replace(status, reported=(*others, note)[-_KEPT:]), change


def _outside(status: FieldStatus, signal: Signal, evidence: Evidence) -> tuple[FieldStatus, Change | None]:
    """A state that no move leads to: said by another party or mediator it is a dispute; kept for the operator."""
    waiting = _waiting(status, signal)
    after, change = _noted(
        status, signal, waiting, _together(waiting.evidence if waiting else (), evidence), outside=True
    )
    if _contradicts(status, evidence):
        after, disputed = _disputed(after, signal, evidence)
        change = disputed or change
    return after, change


def _contradicts(status: FieldStatus, evidence: Evidence) -> bool:
    """Whether a named party or mediator speaks who did not itself bring the standing state."""
    brought = {actor for one in status.standing.evidence if one.voice == "statement" for actor in one.actors}
    return evidence.voice == "statement" and bool(set(evidence.actors) - brought)


def _denied(status: FieldStatus, signal: Signal, evidence: Evidence) -> tuple[FieldStatus, Change | None]:
    standing = status.standing
    if standing.state is not signal.state or not evidence.actors:
        return status, None
    return _disputed(status, signal, evidence)


def _disputed(status: FieldStatus, signal: Signal, evidence: Evidence) -> tuple[FieldStatus, Change | None]:
    known = {actor for one in status.disputed for actor in one.actors}
    kept = tuple(one for one in status.disputed if not set(evidence.actors) & set(one.actors))
    after = replace(status, disputed=(*kept, evidence)[-_KEPT:])
    if set(evidence.actors) <= known:
        return after, None
    return after, _change(signal, "disputed", status.standing.state, evidence.at, (evidence,))
