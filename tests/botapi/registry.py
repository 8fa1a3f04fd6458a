"""Which function answers which method."""

from collections.abc import Awaitable, Callable
from typing import Any, TypeVar

from .world import World

Params = dict[str, Any]
Handler = Callable[[World, Params], Any | Awaitable[Any]]
Made = TypeVar("Made", bound=Handler)

HANDLERS: dict[str, Handler] = {}


def method(*names: str) -> Callable[[Made], Made]:
    """Register a handler; it returns the result's JSON or raises a Refusal."""

    def register(handler: Made) -> Made:
        HANDLERS.update(dict.fromkeys(names, handler))
        return handler

    return register
