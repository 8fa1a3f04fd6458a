"""The refusals of a Bot API server: a code, the official text, and the parameters that some of them carry."""

from dataclasses import dataclass


@dataclass(eq=False)
class Refusal(Exception):  # noqa: N818 - it is an answer, not a fault of this program
    """What the bot gets instead of a result. `retry_after` is in seconds."""

    code: int
    description: str
    retry_after: int | None = None
    migrate_to: int | None = None

    def body(self) -> dict[str, object]:
        """The JSON of the answer."""
        answer: dict[str, object] = {"ok": False, "error_code": self.code, "description": self.description}
        parameters = {"retry_after": self.retry_after, "migrate_to_chat_id": self.migrate_to}
        known = {name: value for name, value in parameters.items() if value is not None}
        return {**answer, "parameters": known} if known else answer


@dataclass(eq=False)
class SpecViolation(Refusal):
    """A call that no correct bot makes. Telegram forgives some of these; this server names and counts them."""


def bad_request(text: str) -> Refusal:
    """A 400 with the official prefix."""
    return Refusal(400, f"Bad Request: {text}")


def forbidden(text: str) -> Refusal:
    """A 403 with the official prefix."""
    return Refusal(403, f"Forbidden: {text}")


def conflict(text: str) -> Refusal:
    """A 409 with the official prefix."""
    return Refusal(409, f"Conflict: {text}")


def too_many_requests(retry_after: int) -> Refusal:
    """A 429: the wait, in whole seconds, stands in the text, in the parameters and in the Retry-After header."""
    return Refusal(429, f"Too Many Requests: retry after {retry_after}", retry_after=retry_after)


def upgraded(new_id: int) -> Refusal:
    """A group that became a supergroup; the bot must use the new id."""
    return Refusal(400, "Bad Request: group chat was upgraded to a supergroup chat", migrate_to=new_id)


def strict(text: str) -> SpecViolation:
    """A mistake in the call itself, in this server's own words so that nobody mistakes it for Telegram's."""
    return SpecViolation(400, f"Bad Request: STRICT: {text}")


def chat_not_found() -> Refusal:
    """An id that was never seen, or a user who never wrote."""
    return bad_request("chat not found")


def not_modified() -> Refusal:
    """An edit that changes nothing."""
    return bad_request(
        "message is not modified: specified new message content and reply markup are exactly the same"
        " as a current content and reply markup of the message"
    )


def query_too_old() -> Refusal:
    """A callback or inline query that is unknown, or answered too late."""
    return bad_request("query is too old and response timeout expired or query ID is invalid")


def thread_not_found() -> Refusal:
    """A forum topic that does not exist or was deleted."""
    return bad_request("message thread not found")


def unauthorized() -> Refusal:
    """A token of no bot."""
    return Refusal(401, "Unauthorized")


def not_found() -> Refusal:
    """A method that does not exist, or a path that is no method at all."""
    return Refusal(404, "Not Found")


def polled_twice() -> Refusal:
    """What the older of two pollers gets."""
    return conflict("terminated by other getUpdates request; make sure that only one bot instance is running")


def webhook_active() -> Refusal:
    """A poll while a webhook is set."""
    return conflict(
        "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
    )


FORBIDDEN_TEXTS = {
    "blocked": "bot was blocked by the user",
    "deactivated": "user is deactivated",
    "not started": "bot can't initiate conversation with a user",
    "kicked from group": "bot was kicked from the group chat",
    "kicked from supergroup": "bot was kicked from the supergroup chat",
    "kicked from channel": "bot was kicked from the channel chat",
    "not in group": "bot is not a member of the group chat",
    "not in supergroup": "bot is not a member of the supergroup chat",
    "not in channel": "bot is not a member of the channel chat",
    "group deleted": "the group chat was deleted",
}
