"""A tap or an inline query on its way: wait for the bot's answer and look at it."""

import asyncio
from dataclasses import dataclass

from .model import Json
from .world import Question, World


@dataclass(frozen=True, slots=True)
class _Asked:
    world: World
    question: Question

    @property
    def answered(self) -> bool:
        """Whether the bot has answered."""
        return self.question.answer is not None

    def expire(self) -> None:
        """Make the query too old: an answer is refused from now on."""
        self.question.expired = True

    async def wait(self, timeout: float = 5.0) -> Json:
        """The parameters of the bot's answer.

        Raises:
            TimeoutError: if none comes.
        """
        return await wait_for_answer(self.world, self.question, timeout)


class Tap(_Asked):
    """A tapped button."""

    @property
    def text(self) -> str:
        """The text the bot showed, "" for none or for no answer yet."""
        return str((self.question.answer or {}).get("text", ""))

    @property
    def alert(self) -> bool:
        """Whether it was shown as an alert."""
        return bool((self.question.answer or {}).get("show_alert"))


class InlineAsk(_Asked):
    """An inline query."""

    @property
    def results(self) -> list[Json]:
        """The results the bot offered."""
        return list((self.question.answer or {}).get("results", []))


async def wait_for_answer(world: World, question: Question, timeout: float) -> Json:
    """Wait until a question is answered."""
    loop = asyncio.get_running_loop()
    deadline = loop.time() + timeout
    while question.answer is None:
        if loop.time() > deadline:
            raise TimeoutError(f"the bot did not answer query {question.id} in {timeout} s")
        await world.changed(0.05)
    return question.answer
