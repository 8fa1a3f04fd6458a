"""The two fields of a topic's status and the moves between their states. `docs/status.md` draws the same table.

`not known` is where a topic begins: it says that nothing was reported yet, while `none` says that there is none. What
is not in the table is never done by rule: it is shown as reported and kept for the operator.
"""

from enum import StrEnum


class Field(StrEnum):
    """What is told of a topic."""

    TRUCE = "truce"
    TALKS = "talks"


class State(StrEnum):
    """Where a field can stand. Some states belong to one field only; see MOVES."""

    UNKNOWN = "not known"
    NONE = "none"
    AGREED = "agreed"
    IN_FORCE = "in force"
    STRAINED = "strained"
    EXTENDED = "extended"
    EXPIRED = "expired"
    COLLAPSED = "collapsed"
    PROPOSED = "proposed"
    NEGOTIATING = "negotiating"
    STALLED = "stalled"
    BROKEN_OFF = "broken off"
    CONCLUDED = "concluded"


_S = State
_TRUCE = (_S.NONE, _S.AGREED, _S.IN_FORCE, _S.STRAINED, _S.EXTENDED, _S.EXPIRED, _S.COLLAPSED)
_TALKS = (_S.NONE, _S.PROPOSED, _S.NEGOTIATING, _S.STALLED, _S.BROKEN_OFF, _S.CONCLUDED)

STATES: dict[Field, tuple[State, ...]] = {Field.TRUCE: _TRUCE, Field.TALKS: _TALKS}

# From each state, the states that evidence may bring. A state may follow itself where a phase or an extension counts.
MOVES: dict[Field, dict[State, frozenset[State]]] = {
    Field.TRUCE: {
        _S.UNKNOWN: frozenset(_TRUCE),
        _S.NONE: frozenset({_S.AGREED, _S.IN_FORCE}),
        _S.AGREED: frozenset({_S.IN_FORCE, _S.COLLAPSED}),
        _S.IN_FORCE: frozenset({_S.IN_FORCE, _S.STRAINED, _S.EXTENDED, _S.EXPIRED, _S.COLLAPSED}),
        _S.STRAINED: frozenset({_S.IN_FORCE, _S.EXTENDED, _S.EXPIRED, _S.COLLAPSED}),
        _S.EXTENDED: frozenset({_S.IN_FORCE, _S.STRAINED, _S.EXTENDED, _S.EXPIRED, _S.COLLAPSED}),
        _S.EXPIRED: frozenset({_S.AGREED, _S.EXTENDED, _S.COLLAPSED}),
        _S.COLLAPSED: frozenset({_S.AGREED}),
    },
    Field.TALKS: {
        _S.UNKNOWN: frozenset(_TALKS),
        _S.NONE: frozenset({_S.PROPOSED, _S.NEGOTIATING, _S.CONCLUDED}),
        _S.PROPOSED: frozenset({_S.NEGOTIATING, _S.STALLED, _S.BROKEN_OFF, _S.CONCLUDED}),
        _S.NEGOTIATING: frozenset({_S.STALLED, _S.BROKEN_OFF, _S.CONCLUDED}),
        _S.STALLED: frozenset({_S.PROPOSED, _S.NEGOTIATING, _S.BROKEN_OFF, _S.CONCLUDED}),
        _S.BROKEN_OFF: frozenset({_S.PROPOSED, _S.NEGOTIATING, _S.CONCLUDED}),
        _S.CONCLUDED: frozenset({_S.PROPOSED, _S.NEGOTIATING}),
    },
}

# What is said again of an earlier step while a later one stands: neither a move nor worth the operator's eye.
RESTATED: dict[Field, frozenset[tuple[State, State]]] = {
    Field.TRUCE: frozenset(
        {
            (_S.IN_FORCE, _S.AGREED),
            (_S.STRAINED, _S.AGREED),
            (_S.EXTENDED, _S.AGREED),
            (_S.COLLAPSED, _S.STRAINED),
            (_S.COLLAPSED, _S.EXPIRED),
            (_S.EXPIRED, _S.STRAINED),
        }
    ),
    Field.TALKS: frozenset({(_S.NEGOTIATING, _S.PROPOSED), (_S.BROKEN_OFF, _S.STALLED)}),
}


def allowed(field: Field, before: State, after: State) -> bool:
    """Whether the table has this move."""
    return after in MOVES[field].get(before, frozenset())


def restated(field: Field, standing: State, said: State) -> bool:
    """Whether what is said is only an earlier step told again."""
    return (standing, said) in RESTATED[field]


def parse(text: str) -> State | None:
    """The state a person names: "in force", "in-force", "IN_FORCE"."""
    wanted = " ".join(text.lower().replace("_", " ").replace("-", " ").split())
    return next((state for state in State if state.value == wanted), None)
