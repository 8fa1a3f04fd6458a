"""Which function answers which method."""

from collections.abc import Awaitable, Callable
from typing import Any

from .world import World

Params = dict[str, Any]
Handler = Callable[[World, Params], Any | Awaitable[Any]]

HANDLERS: dict[str, Handler] = {}


def method(*names: str) -> Callable[[Handler], Handler]:
    """Register a handler; it returns the result's JSON or raises a Refusal."""

    def register(handler: Handler) -> Handler:
        HANDLERS.update(dict.fromkeys(names, handler))
        return handler

    return register
