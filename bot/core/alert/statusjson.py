"""The folded state of a topic as JSON-ready values and back, for whoever stores or shows it."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from bot.core.alert.signals import Evidence
from bot.core.alert.states import State
from bot.core.alert.status import FieldStatus, Reported, Standing, TopicState
from bot.core.model import DevelopmentId, Json, ReportId


def evidence_json(one: Evidence) -> dict[str, Json]:
    """One report as evidence."""
    return {
        "at": one.at.isoformat(), "outlet": one.outlet, "family": one.family, "headline": one.headline,
        "link": one.link, "report": one.report, "development": one.development, "voice": one.voice,
        "claimant": one.claimant, "cue": one.cue, "kind": one.kind, "actors": list(one.actors), "wire": one.wire,
    }  # fmt: skip


def evidence_of(value: Mapping[str, Any]) -> Evidence:
    """The evidence that `evidence_json` wrote; what older rules wrote has no kind, and is read anew before long."""
    return Evidence(
        at=datetime.fromisoformat(value["at"]),
        outlet=value["outlet"],
        family=value["family"],
        headline=value["headline"],
        link=value["link"],
        report=ReportId(value["report"]),
        development=None if value["development"] is None else DevelopmentId(value["development"]),
        voice=value["voice"],
        claimant=value["claimant"],
        cue=value["cue"],
        kind=value.get("kind", "attr"),
        actors=tuple(value["actors"]),
        wire=value["wire"],
    )


def _all_json(evidence: Sequence[Evidence]) -> list[Json]:
    return [evidence_json(one) for one in evidence]


def _all_of(values: Sequence[Mapping[str, Any]]) -> tuple[Evidence, ...]:
    return tuple(evidence_of(value) for value in values)


def _standing_json(status: FieldStatus) -> dict[str, Json]:
    standing = status.standing
    return {
        "state": standing.state.value,
        "phase": standing.phase,
        "since": standing.since.isoformat() if standing.since else None,
        "evidence": _all_json(standing.evidence),
        "jointly": list(standing.jointly),
        "disputed": _all_json(status.disputed),
    }


def _field_json(status: FieldStatus) -> dict[str, Json]:
    return _standing_json(status) | {
        "earlier": [_standing_json(one) for one in status.earlier],
        "reported": [
            {"state": one.state.value, "phase": one.phase, "outside": one.outside, "evidence": _all_json(one.evidence)}
            for one in status.reported
        ],
    }


def _standing_of(value: Mapping[str, Any]) -> FieldStatus:
    return FieldStatus(
        standing=Standing(
            state=State(value["state"]),
            phase=value["phase"],
            since=datetime.fromisoformat(value["since"]) if value["since"] else None,
            evidence=_all_of(value["evidence"]),
            jointly=tuple(ReportId(one) for one in value["jointly"]),
        ),
        disputed=_all_of(value["disputed"]),
    )


def _field_of(value: Mapping[str, Any]) -> FieldStatus:
    return replace(
        _standing_of(value),
        earlier=tuple(_standing_of(one) for one in value["earlier"]),
        reported=tuple(
            Reported(
                state=State(one["state"]),
                phase=one["phase"],
                outside=one["outside"],
                evidence=_all_of(one["evidence"]),
            )
            for one in value["reported"]
        ),
    )


def state_json(state: TopicState) -> dict[str, Json]:
    """A topic's folded state."""
    accepted: list[Json] = [[party, evidence_json(one)] for party, one in state.accepted]
    return {"truce": _field_json(state.truce), "talks": _field_json(state.talks), "accepted": accepted}


def state_of(value: Mapping[str, Any]) -> TopicState:
    """The state that `state_json` wrote."""
    return TopicState(
        truce=_field_of(value["truce"]),
        talks=_field_of(value["talks"]),
        accepted=tuple((party, evidence_of(one)) for party, one in value["accepted"]),
    )
