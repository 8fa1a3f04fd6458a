"""A running server, a person, and a plain HTTP client that says exactly what a test wants said."""

from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

import aiohttp
import pytest
from tests.botapi import BotApi, User

Caller = Callable[..., Awaitable[dict[str, Any]]]


class Clock:
    """A clock that moves when it is told to."""

    def __init__(self) -> None:
        self.now = 1_900_000_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
async def api(clock: Clock) -> AsyncIterator[BotApi]:
    async with BotApi(clock=clock) as running:
        yield running


@pytest.fixture
def ada(api: BotApi) -> User:
    return api.user("Ada", language="en", username="ada_l")


@pytest.fixture
async def call(api: BotApi) -> AsyncIterator[Caller]:
    """`await call("sendMessage", chat_id=1, text="x")` posts JSON and gives the answer's JSON."""
    async with aiohttp.ClientSession() as session:

        async def post(method: str, **params: Any) -> dict[str, Any]:
            async with session.post(f"{api.base_url}{api.token}/{method}", json=params) as response:
                answer: dict[str, Any] = await response.json()
                assert response.status == answer.get("error_code", 200)
                return answer

        yield post
