"""When two reports cannot be of one development, however alike their words: each refusal has a name.

Only what both frames say counts: what one of them leaves open refuses nothing.
"""

from bot.core.detect.frame import Frame

# Steps of a negotiation that follow, undo or answer each other. Each row: an act, and the acts it is never one with.
_STEPS: dict[str, str] = {
    "accept": "reject stall cancel collapse expire delay respond effect veto deny demand threat accuse quit",
    "approve": "reject stall veto effect demand cancel collapse expire delay vote sign",
    "deal": "reject stall cancel collapse expire effect delay quit approve",
    "sign": "cancel reject delay collapse stall effect",
    "effect": "expire collapse delay cancel extend stall reject",
    "extend": "expire collapse effect reject stall",
    "expire": "resume progress deal",
    "collapse": "hold progress resume accept extend",
    "resume": "delay stall quit reject cancel",
    "release": "delay cancel reject list propose resume arrest identify",
    "delay": "list propose hold vote",
    "progress": "stall reject collapse quit",
    "propose": "accept reject cancel respond deal",
    "reject": "withdraw meet visit list",
    "veto": "demand vote threat",
    "threat": "strike collapse release effect reject",
    "visit": "quit",
    "meet": "approve quit",
    "withdraw": "deploy strike",
    "cut": "aid resume",
    "accuse": "deny welcome",
    "demand": "vote release effect extend withdraw",
    "vote": "resume",
}  # fmt: skip
_OPPOSED = frozenset(frozenset((act, other)) for act, others in _STEPS.items() for other in others.split())

# Acts whose doer makes the development: another party's answer is another development.
_ANSWERS = frozenset(
    "accept reject respond propose accuse demand threat deny visit welcome release withdraw cut quit progress stall "
    "cancel delay deploy".split()
)
# Acts that are news when they are announced: "will delay" and "delays" are one.
_SAID_IS_DONE = frozenset(
    "delay reject accept demand threat accuse deny propose respond cancel stall progress extend welcome".split()
)
_SETTLED = frozenset({"done"})
_AHEAD = frozenset({"expected", "asked", "offered"})


def _steps(a: Frame, b: Frame) -> str | None:
    if a.act is None or b.act is None or a.act == b.act:
        return None
    if a.act in b.acts and b.act in a.acts:
        return None
    return "another step" if frozenset((a.act, b.act)) in _OPPOSED else None


def _polarity(a: Frame, b: Frame) -> str | None:
    shared = a.act is not None and a.act == b.act
    return "opposite polarity" if shared and a.polarity != b.polarity else None


def _modality(a: Frame, b: Frame) -> str | None:
    if a.act is None or a.act != b.act or a.act in _SAID_IS_DONE:
        return None
    kinds = {a.modality, b.modality}
    return "will or did" if kinds & _SETTLED and kinds & _AHEAD else None


def _parties(a: Frame, b: Frame) -> str | None:
    if a.act is None or a.act != b.act or a.act not in _ANSWERS:
        return None
    mine, theirs = _named(a.voice), _named(b.voice)
    if mine and theirs and not mine & theirs:
        return "another actor"
    return None


def _named(voice: frozenset[str]) -> frozenset[str]:
    return frozenset(one for one in voice if not one.startswith(("other:", "~")))


def _series(a: Frame, b: Frame) -> str | None:
    for of in {rank.of for rank in a.ranks} & {rank.of for rank in b.ranks}:
        mine = {rank.value for rank in a.ranks if rank.of == of}
        theirs = {rank.value for rank in b.ranks if rank.of == of}
        if not mine & theirs:
            return f"another {of}"
    return None


def _days(a: Frame, b: Frame) -> str | None:
    if a.days and b.days and not a.days & b.days and a.act == b.act:
        return "another day"
    return None


def _held(a: Frame, b: Frame) -> str | None:
    mine, theirs = a.objects & {"hostage", "prisoner"}, b.objects & {"hostage", "prisoner"}
    if mine and theirs and not mine & theirs and "release" in {a.act, b.act}:
        return "another object"
    return None


def _body(a: Frame, b: Frame) -> str | None:
    if a.bodies and b.bodies and not a.bodies & b.bodies:
        return "another body"
    return None


_RULES = (_steps, _polarity, _modality, _parties, _series, _days, _held, _body)


def veto(a: Frame, b: Frame) -> str | None:
    """The named reason why two frames cannot be of one development, or None."""
    return next((reason for rule in _RULES if (reason := rule(a, b))), None)
