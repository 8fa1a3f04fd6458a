"""Things that go wrong on the way: each fault is a value, a plan says when it strikes."""

import json
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from typing import Any, Literal

from .errors import FORBIDDEN_TEXTS, Refusal, bad_request, too_many_requests, upgraded
from .errors import forbidden as forbidden_refusal
from .model import Chat

When = Literal["before", "after"]


@dataclass(frozen=True, slots=True)
class Fault:
    """What happens to a call.

    `when` says whether the call has its effect first. With `status` it is answered by that status and `body`; `drop`
    closes the connection; `stall` never answers; `delay` (seconds) only makes the answer late.
    """

    when: When = "before"
    status: int | None = None
    body: str = ""
    retry_after: int | None = None
    drop: bool = False
    stall: bool = False
    delay: float = 0.0


def refuse(refusal: Refusal) -> Fault:
    """Any official refusal."""
    return Fault(status=refusal.code, body=json.dumps(refusal.body()), retry_after=refusal.retry_after)


def forbidden(reason: str = "blocked") -> Fault:
    """A 403; `reason` is a key of FORBIDDEN_TEXTS or the text itself."""
    return refuse(forbidden_refusal(FORBIDDEN_TEXTS.get(reason, reason)))


def refused(text: str) -> Fault:
    """A 400 with this text after "Bad Request: "."""
    return refuse(bad_request(text))


def chat_not_found() -> Fault:
    """A 400."""
    return refused("chat not found")


def flood(retry_after: int = 5) -> Fault:
    """A 429; the wait stands in the body and in the header."""
    return refuse(too_many_requests(retry_after))


def migrated(new_id: int) -> Fault:
    """A 400 that names the supergroup's id."""
    return refuse(upgraded(new_id))


def unauthorized() -> Fault:
    """A 401, as for a revoked token."""
    return refuse(Refusal(401, "Unauthorized"))


def server_error(status: int = 502, *, as_json: bool = True, when: When = "before") -> Fault:
    """A 5xx: with `as_json` as the Bot API server words it, else the HTML page of a proxy."""
    text = "Bad Gateway" if status == 502 else "Internal Server Error"
    page = f"<html>\r\n<head><title>{status} {text}</title></head>\r\n</html>\r\n"
    body = json.dumps({"ok": False, "error_code": status, "description": text}) if as_json else page
    return Fault(when, status, body)


def stall() -> Fault:
    """The call has its effect, but no answer ever comes."""
    return Fault("after", stall=True)


def drop(when: When = "before") -> Fault:
    """The connection breaks, before or after the call had its effect."""
    return Fault(when, drop=True)


def slow(seconds: float) -> Fault:
    """The call has its effect at once; the answer comes late."""
    return Fault("after", delay=seconds)


@dataclass(slots=True, eq=False)
class Plan:
    """When a fault strikes: calls of `method` (a pattern such as "send*"; "*" spares getUpdates) to `chat`,

    whose parameters contain `contains`; the first `skip` of them pass, then `times` are hit (None: all).
    """

    method: str
    fault: Fault
    chat: Chat | int | None = None
    times: int | None = 1
    skip: int = 0
    contains: str | None = None
    used: int = 0
    _seen: int = 0

    def strikes(self, method: str, params: dict[str, Any]) -> bool:
        """Whether this call is hit; counts it."""
        if not self._fits(method, params):
            return False
        self._seen += 1
        if self._seen <= self.skip or (self.times is not None and self.used >= self.times):
            return False
        self.used += 1
        return True

    def cancel(self) -> None:
        """Strike no more."""
        self.times = self.used

    def _fits(self, method: str, params: dict[str, Any]) -> bool:
        if self.method == "*" and method == "getUpdates":
            return False
        wanted = self.chat.id if isinstance(self.chat, Chat) else self.chat
        here = wanted is None or str(params.get("chat_id")) == str(wanted)
        said = self.contains is None or any(self.contains in str(value) for value in params.values())
        return fnmatchcase(method, self.method) and here and said


@dataclass(eq=False)
class Faults:
    """All plans; the first that strikes wins."""

    plans: list[Plan] = field(default_factory=list)

    def add(self, plan: Plan) -> Plan:
        """Put a plan last."""
        self.plans.append(plan)
        return plan

    def take(self, method: str, params: dict[str, Any]) -> Fault | None:
        """The fault for this call."""
        return next((plan.fault for plan in self.plans if plan.strikes(method, params)), None)

    def clear(self) -> None:
        """Forget all plans."""
        self.plans.clear()
