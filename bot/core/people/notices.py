"""What an operator is told without asking: feeds that went blind or ask for a decision, a queue that grows, alerts that

Telegram cannot read. Each at most once a day.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

QUIET_FOR = timedelta(days=1)
MOST_WAITING = 500
LONGEST_LAG = timedelta(minutes=10)
ASKING = ("retired", "moved", "asks_to_move", "rekeyed")  # kinds of notes on feeds that only a person can act on
_SHOWN = 15
_LONGEST = 250  # characters of one trouble: those that are shown fit into one message


@dataclass(frozen=True, slots=True, kw_only=True)
class Trouble:
    """Something to tell. `cause` is what it is told once a day for."""

    cause: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Blind:
    """A feed that tells us nothing any more."""

    source: str
    outlet: str
    since: datetime | None
    problem: str | None


def of_feeds(blind: Sequence[Blind]) -> list[Trouble]:
    """One trouble for each blind feed."""
    return [Trouble(cause=f"blind:{one.source}", text=_blind(one)) for one in blind]


def _blind(one: Blind) -> str:
    since = f" since {one.since:%d %b %H:%M} UTC" if one.since else ""
    return f"{one.outlet} ({one.source}) is blind{since}: {(one.problem or 'no reason known')[:100]}"


def of_queue(waiting: int, oldest_due: datetime | None, now: datetime) -> list[Trouble]:
    """A queue that is too long, or whose head has waited too long."""
    lag = now - oldest_due if oldest_due else timedelta(0)
    if waiting <= MOST_WAITING and lag <= LONGEST_LAG:
        return []
    minutes = int(lag / timedelta(minutes=1))
    return [Trouble(cause="queue", text=f"The queue grows: {waiting} wait, the oldest for {minutes} min")]


def of_note(kind: str, source: str, text: str) -> Trouble:
    """A note on a feed that asks for a person; addresses in it may be of any length."""
    cut = text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"
    return Trouble(cause=f"{kind}:{source}", text=cut)


def of_quarantine(alert: str, detail: str) -> Trouble:
    """An alert that is not sent any more. `detail` is in Telegram's words."""
    text = f"Alert {alert} is quarantined, Telegram could not read it in three chats: {detail[:100]}"
    return Trouble(cause=f"quarantined:{alert}", text=text)


def of_announcement(name: str, sent: int, failed: int) -> Trouble:
    """An announcement that is through: no trouble, but told in the same way."""
    return Trouble(cause=f"announced:{name}", text=f"The announcement is through: {sent} sent, {failed} failed (/ops)")


def message(troubles: Sequence[Trouble]) -> str:
    """All that is to be told now, in one message."""
    lines = [one.text for one in troubles[:_SHOWN]]
    more = len(troubles) - len(lines)
    return "\n".join([*lines, *([f"and {more} more: /ops"] if more else [])])
