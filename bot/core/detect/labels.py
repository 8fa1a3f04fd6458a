"""What an act is called where people read it. A label, not a sentence: see docs/wording.md.

An act that is not listed gets no label: it helps to file a report, but is read too unsurely to be printed. Nor does one
that the headline only mentions behind its news ("strikes after talks fail").
"""

from collections.abc import Collection

from bot.core.detect.frame import Frame

LABELS = {
    "accept": "acceptance",
    "accuse": "accusation",
    "aid": "aid",
    "approve": "approval",
    "cancel": "cancellation",
    "collapse": "collapse",
    "deal": "agreement",
    "delay": "delay",
    "demand": "demand",
    "deny": "denial",
    "effect": "takes effect",
    "expire": "expiry",
    "extend": "extension",
    "list": "list",
    "meet": "meeting",
    "propose": "proposal",
    "react": "statement",
    "reject": "rejection",
    "release": "release",
    "respond": "response",
    "resume": "resumption",
    "sign": "signing",
    "stall": "stall",
    "strike": "strike",
    "threat": "threat",
    "veto": "veto",
    "violate": "violation",
    "visit": "visit",
    "vote": "vote",
    "welcome": "statement",
    "withdraw": "withdrawal",
}


def label(act: object) -> str | None:
    """The label of an act, or None."""
    return LABELS.get(act) if isinstance(act, str) else None


def printed(frame: Frame, parties: Collection[str]) -> str | None:
    """The label of what a frame tells, or None. What one party alone announces is not yet an agreement."""
    return None if frame.behind or alone(frame, parties) else label(frame.act)


def alone(frame: Frame, parties: Collection[str]) -> bool:
    """Whether a deal is one that one party alone tells of."""
    return frame.act == "deal" and len(frame.subject) == 1 and frame.subject <= set(parties) and not frame.targets
