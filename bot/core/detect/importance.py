"""How much a development matters: 1 every subscriber wants it at once, 2 most want it, 3 minor colour.

The act decides first: a party or mediator that changes the state of the talks is 1. Where no act says so, two learned
scores, which see the whole report, may say that it reads like such a change (1) or like minor colour (3). Everything
else is 2.
"""

from dataclasses import dataclass

from bot.core.detect.frame import Frame
from bot.core.detect.labels import alone
from bot.core.detect.roles import MEDIATOR, PARTY, ActorTable
from bot.core.model import Importance, Json

# Acts after which the talks or the truce stand otherwise than before.
_STATE = frozenset(
    "accept reject deal approve sign effect extend expire collapse delay cancel resume release veto".split()  # noqa: SIM905
)
_STATE_OBJECTS = frozenset({"hostage", "prisoner", "bodies", "truce", "deal", "plan", "resolution", "talks"})
_TERMS = frozenset({"truce", "deal", "plan", "resolution", "talks", "deadline", "withdrawal"})
# What these acts must be done to, to change anything: to end a captivity ends no truce. Who resumes a war names none.
_OBJECTS_OF = dict.fromkeys(("sign", "effect", "extend", "expire", "approve", "veto"), _TERMS)
_OBJECTS_OF["collapse"] = _TERMS | {"war"}
_RELEASED = frozenset({"hostage", "prisoner", "bodies"})
_BACK_ON = frozenset({"hostage", "prisoner", "bodies", "deal", "truce"})
_BINDING = frozenset({"approve", "veto"})
_WORLD = frozenset({"council", "assembly", "court"})  # a parliament elsewhere binds nobody here
_SETTLED = frozenset({"done", "denied"})
# What negotiations are about. An act on one of these is a step; an act on anything else is probably of another story.
CORE_OBJECTS = _STATE_OBJECTS | {"withdrawal", "deadline", "lists"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighed:
    """An importance and its reason. `state`: the act itself says that the state of the talks changes."""

    level: Importance
    why: str
    state: bool = False

    def explain(self) -> dict[str, Json]:
        """JSON-ready."""
        return {"level": self.level, "why": self.why}


def weigh(frame: Frame, actors: ActorTable, leaning: str | None) -> Weighed:
    """The importance of a report. `leaning`: what it reads like to who has learned, "major", "minor" or None."""
    if changes_state(frame) and not _outsider(frame, actors):
        act = "" if alone(frame, actors.parties) else f"{frame.act}: "
        return Weighed(level=1, why=f"{act}the state of the talks changes", state=True)
    if leaning == "major":
        return Weighed(level=1, why="reads like a change of the state of the talks")
    if leaning == "minor":
        return Weighed(level=3, why="reads like minor colour")
    if frame.act is None:
        return Weighed(level=2, why="no act recognised")
    return Weighed(level=2, why=f"{frame.act}: a step that most want to know")


def changes_state(frame: Frame) -> bool:
    """Whether the act, as told, changes the state of the talks or of the truce."""
    if frame.act not in _STATE or frame.question or frame.behind:
        return False
    if not frame.objects & _OBJECTS_OF.get(frame.act, _STATE_OBJECTS):
        return False
    if frame.act == "release":
        return frame.modality == "done" and bool(frame.objects & _RELEASED)
    if frame.act == "resume" and frame.modality == "expected":
        return bool(frame.objects & _BACK_ON) and "talks" not in frame.objects  # "the exchange is back on"
    return frame.modality in _SETTLED


def kind(frame: Frame, actors: ActorTable) -> str:
    """The rule's reading of a report in a word or two, for the learned score to build on."""
    if frame.act is None:
        return "no act"
    core = bool(frame.objects & CORE_OBJECTS)
    if frame.behind:
        return "behind"
    if _outsider(frame, actors):
        return "outsider on core" if core else "outsider"
    if changes_state(frame):
        return "state"
    if core:
        return "step" if frame.voice else "step, doer not named"
    return "other act"


def _outsider(frame: Frame, actors: ActorTable) -> bool:
    """Whether somebody speaks or acts who is neither party nor mediator nor a bare side ("the government").

    A body that adopts or vetoes is no onlooker: its decision binds.
    """
    if frame.act in _BINDING and (frame.bodies & _WORLD or (frame.act == "veto" and "resolution" in frame.objects)):
        return False
    if frame.act == "release" and frame.modality == "done":
        return False  # whoever tells or helps, people are free
    named = [actor for actor in frame.voice if not actor.startswith("~")]
    return bool(named) and all(actors.roles.get(actor) not in {PARTY, MEDIATOR} for actor in named)
