"""When two reports cannot be of one development, however alike their words: each refusal has a name.

Only what both frames say counts: what one of them leaves open refuses nothing.
"""

from collections.abc import Sequence

from bot.core.detect.acts import KIN_ACTS
from bot.core.detect.frame import SPOKEN, Frame

# Steps of a negotiation that follow, undo or answer each other. Each row: an act, and the acts it is never one with.
_STEPS: dict[str, str] = {
    "accept": "reject stall cancel collapse expire delay respond effect veto deny threat accuse quit",
    "approve": "list reject stall veto effect demand cancel collapse expire delay vote sign meet",
    "deal": "reject stall cancel collapse expire effect delay quit",
    "sign": "cancel reject delay collapse stall effect",
    "effect": "expire collapse delay cancel extend stall reject",
    "extend": "expire collapse effect reject stall",
    "expire": "resume progress deal",
    "collapse": "hold progress resume accept extend",
    "resume": "delay stall quit reject cancel",
    "release": "delay cancel reject propose arrest identify",
    "delay": "propose hold",
    "progress": "stall reject collapse quit",
    "propose": "accept reject cancel deal approve quit",
    "reject": "withdraw visit list",
    "veto": "demand vote threat",
    "threat": "collapse release effect delay extend",
    "visit": "quit",
    "meet": "approve quit",
    "withdraw": "deploy strike",
    "cut": "aid resume",
    "accuse": "deny welcome meet deal effect extend release visit approve list progress",
    "demand": "release effect extend withdraw",
    "vote": "resume",
    "ease": "extend threat cut",
}  # fmt: skip
_OPPOSED = frozenset(frozenset((act, other)) for act, others in _STEPS.items() for other in others.split())

# Acts whose doer makes the development: another party's answer is another development.
_ANSWERS = frozenset(
    (
        *("react", "accept", "reject", "respond", "propose", "accuse", "demand", "threat", "deny", "visit", "welcome"),
        *("release", "withdraw", "cut", "quit", "progress", "stall", "cancel", "delay", "deploy"),
    )
)
# Acts that are news when they are announced: "will delay" and "delays" are one.
_SAID_IS_DONE = frozenset(
    (
        *("delay", "reject", "accept", "demand", "threat", "accuse", "deny", "propose", "respond", "cancel", "stall"),
        *("progress", "extend", "welcome"),
    )
)
_PHYSICAL = frozenset({"release", "withdraw", "cut", "deploy"})
_BEFORE_DONE = frozenset({"propose", "demand", "threat"})
ENCOUNTERS = frozenset({"meet", "visit"})


def _steps(a: Frame, b: Frame) -> str | None:
    if a.act is None or b.act is None or a.act == b.act:
        return None
    if "deny" in {a.act, b.act}:
        return "said or denied"
    if _governed(a, b) or _governed(b, a):
        return "asked or done"
    if {a.act, b.act} == {"list", "release"}:
        release = a if a.act == "release" else b
        return "another step" if release.modality == "done" else None
    if a.act in b.acts or b.act in a.acts or _promise(a, b):
        return None
    return "another step" if frozenset((a.act, b.act)) in _OPPOSED else None


def _promise(a: Frame, b: Frame) -> bool:
    """Whether both are one party's word on what it is to do: "agrees to free", "willing to free", "is to free"."""
    ahead = all(one.act in {"accept", "propose"} or one.modality == "expected" for one in (a, b))
    return ahead and {a.act, b.act} <= {"accept", "propose", "release", "withdraw"} and bool(a.subject & b.subject)


def _governed(a: Frame, b: Frame) -> bool:
    """Whether one asks for, offers or threatens what the other says is done."""
    return a.act in _BEFORE_DONE and a.inner == b.act and b.modality == "done" and a.act not in b.acts


def _polarity(a: Frame, b: Frame) -> str | None:
    shared = a.act is not None and a.act == b.act
    return "opposite polarity" if shared and a.polarity != b.polarity else None


def _modality(a: Frame, b: Frame) -> str | None:
    if a.act is None or b.act is None or {a.act, b.act} & _SAID_IS_DONE:
        return None
    if a.act != b.act and frozenset((a.act, b.act)) not in KIN_ACTS:
        return None
    return "will or did" if {a.modality, b.modality} == {"done", "expected"} else None


def _parties(a: Frame, b: Frame) -> str | None:
    if a.culprit and b.culprit and not a.culprit & b.culprit:
        return "another side"
    if a.act not in _ANSWERS or b.act not in _ANSWERS or "open" in {a.modality, b.modality}:
        return None
    mine, theirs = _sides(a, b)
    if _answers_other(a, b) or _answers_other(b, a):
        return "another actor"
    if mine and theirs and not mine & theirs:
        return "another actor"
    if {a.act, b.act} == {"demand", "propose"} and mine != theirs:
        return "another actor"
    return None


def _answers_other(a: Frame, b: Frame) -> bool:
    """Whether somebody whom no table names acts upon the one whose own act the other report tells."""
    return bool(a.subject) and not _named(a.subject) and bool(_named(b.subject) & a.targets)


def _sides(a: Frame, b: Frame) -> tuple[frozenset[str], frozenset[str]]:
    """Whose acts they are, told the same way in both: by subject if both have one, else by speaker."""
    if a.act in SPOKEN and b.act in SPOKEN:
        return _named(a.voice), _named(b.voice)
    if a.subject and b.subject:
        return _named(a.subject), _named(b.subject)
    if {a.act, b.act} & _PHYSICAL:
        return frozenset(), frozenset()  # who announces it has not done it
    first, second = (_named(frozenset({one.speaker} if one.speaker else ())) for one in (a, b))
    return (first, second) if first and second else (_named(a.voice), _named(b.voice))


def _counterparts(a: Frame, b: Frame) -> str | None:
    """Two meetings or visits are one only if nobody of either is missing where the other is fuller."""
    if a.act not in ENCOUNTERS or b.act not in ENCOUNTERS:
        return None
    mine, theirs = a.subject | a.targets, b.subject | b.targets
    return "another counterpart" if mine - theirs and theirs - mine else None


def _named(voice: frozenset[str]) -> frozenset[str]:
    return frozenset(one for one in voice if one != "unnamed" and not one.startswith(("other:", "~")))


def _series(a: Frame, b: Frame) -> str | None:
    for of in {rank.of for rank in a.ranks} & {rank.of for rank in b.ranks}:
        mine = {rank.value for rank in a.ranks if rank.of == of}
        theirs = {rank.value for rank in b.ranks if rank.of == of}
        if not mine & theirs:
            return f"another {of}"
    return None


def _days(a: Frame, b: Frame) -> str | None:
    if not a.days or not b.days or a.days & b.days or a.act is None or b.act is None:
        return None
    ahead = "done" not in {a.modality, b.modality}
    return "another day" if a.act == b.act or (ahead and a.objects & b.objects) else None


def _held(a: Frame, b: Frame) -> str | None:
    if "release" not in {a.act, b.act}:
        return None
    mine, theirs = a.objects & {"hostage", "prisoner"}, b.objects & {"hostage", "prisoner"}
    if mine and theirs and not mine & theirs:
        return "another object"
    freed, others = a.targets - a.subject, b.targets - b.subject
    if a.act == b.act and freed and others and not freed & others:
        return "another object"
    apart = {"foreigner"} & (a.objects ^ b.objects) and not mine and not theirs and (a.targets or b.targets)
    return "another object" if apart else None


def _body(a: Frame, b: Frame) -> str | None:
    if a.bodies and b.bodies and not a.bodies & b.bodies:
        return "another body"
    return None


_REPEATED = frozenset({"extend", "delay", "release"})
_CERTAIN = frozenset({"another batch", "another day", "another phase", "another extension", "another round"})
_RULES = (_steps, _polarity, _modality, _parties, _counterparts, _series, _days, _held, _body)


def veto(a: Frame, b: Frame) -> str | None:
    """The named reason why two frames cannot be of one development, or None."""
    return next((reason for rule in _RULES if (reason := rule(a, b))), None)


def refused(frame: Frame, members: Sequence[Frame], likest: Frame) -> str | None:
    """The named reason why a report cannot join a development, or None.

    One member of another batch or day is enough, and so is the member most like the report; other refusals must hold
    against half of the members, since a single odd headline would else split what belongs together.
    """
    reasons = [reason for member in members if (reason := veto(frame, member))]
    certain = next((reason for reason in reasons if reason in _CERTAIN), None) or veto(frame, likest)
    if certain:
        return certain
    if _once_more(frame, members):
        return "another time"
    return reasons[0] if 2 * len(reasons) >= len(members) else None


def _once_more(frame: Frame, members: Sequence[Frame]) -> bool:
    """Whether it says "another" or "again" of a step that every member tells without such a word."""
    if frame.act not in _REPEATED or not frame.again or (frame.act == "release" and frame.modality != "done"):
        return False
    return all(one.act == frame.act and not one.again for one in members)
