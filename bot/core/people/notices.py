"""What an operator is told without asking: feeds that went blind or ask for a decision, a queue that grows, alerts that

Telegram cannot read. Each at most once a day.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

QUIET_FOR = timedelta(days=1)
MOST_WAITING = 500
LONGEST_LAG = timedelta(minutes=10)
ASKING = ("retired", "moved", "asks_to_move", "rekeyed")  # kinds of notes on feeds that only a person can act on
TROUBLE, NOTE = "trouble", "feed note"  # contexts of what is said
BLIND = "{outlet} ({source}) is blind: {problem}"
BLIND_SINCE = "{outlet} ({source}) is blind since {since} UTC: {problem}"
GROWS = "The queue grows: {waiting} wait, the oldest for {minutes} min"
QUARANTINED = "Alert {alert} is quarantined, Telegram could not read it in three chats: {detail}"
ANNOUNCED = "The announcement is through: {sent} sent, {failed} failed (/ops)"
SHAPES = (BLIND, BLIND_SINCE, GROWS, QUARANTINED, ANNOUNCED)
NOTED = "{note}"
_LONGEST = 250  # characters of one trouble: those that are shown fit into one message


@dataclass(frozen=True, slots=True, kw_only=True)
class Trouble:
    """Something to tell. `cause` is what it is told once a day for.

    `shape` is what to say, in English, with {places} for `values`; who says it in another language looks it up under
    `context`. The value called "problem" is a feed's, as it is stored.
    """

    cause: str
    shape: str
    values: Mapping[str, str | int | datetime] = field(default_factory=dict)
    context: str = TROUBLE


@dataclass(frozen=True, slots=True, kw_only=True)
class Blind:
    """A feed that tells us nothing any more."""

    source: str
    outlet: str
    since: datetime | None
    problem: str | None


def of_feeds(blind: Sequence[Blind]) -> list[Trouble]:
    """One trouble for each blind feed."""
    return [_blind(one) for one in blind]


def _blind(one: Blind) -> Trouble:
    problem = (one.problem or "no reason known")[:100]
    values: dict[str, str | int | datetime] = {"outlet": one.outlet, "source": one.source, "problem": problem}
    cause = f"blind:{one.source}"
    if one.since is None:
        return Trouble(cause=cause, shape=BLIND, values=values)
    return Trouble(cause=cause, shape=BLIND_SINCE, values=values | {"since": one.since})


def of_queue(waiting: int, oldest_due: datetime | None, now: datetime) -> list[Trouble]:
    """A queue that is too long, or whose head has waited too long."""
    lag = now - oldest_due if oldest_due else timedelta(0)
    if waiting <= MOST_WAITING and lag <= LONGEST_LAG:
        return []
    minutes = int(lag / timedelta(minutes=1))
    return [Trouble(cause="queue", shape=GROWS, values={"waiting": waiting, "minutes": minutes})]


def of_note(kind: str, source: str, text: str) -> Trouble:
    """A note on a feed that asks for a person; addresses in it may be of any length."""
    cut = text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"
    return Trouble(cause=f"{kind}:{source}", shape=NOTED, values={"note": cut}, context=f"{NOTE}: {kind}")


def of_quarantine(alert: str, detail: str) -> Trouble:
    """An alert that is not sent any more. `detail` is in Telegram's words."""
    values = {"alert": alert, "detail": detail[:100]}
    return Trouble(cause=f"quarantined:{alert}", shape=QUARANTINED, values=values)


def of_announcement(name: str, sent: int, failed: int) -> Trouble:
    """An announcement that is through: no trouble, but told in the same way."""
    return Trouble(cause=f"announced:{name}", shape=ANNOUNCED, values={"sent": sent, "failed": failed})
