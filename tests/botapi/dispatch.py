"""One call from its name and parameters to its answer: faults, the table, the rates, then the method itself."""

import asyncio
import inspect
import json
from dataclasses import dataclass, field
from typing import Any

from . import methods  # noqa: F401 - registers the handlers
from .calls import Call
from .errors import Refusal, strict
from .faults import Fault, Faults
from .rates import Rates
from .registry import HANDLERS
from .spec import Spec
from .world import World


@dataclass(frozen=True, slots=True)
class Answer:
    """What goes out. `drop` closes the connection instead."""

    status: int = 200
    body: str = ""
    retry_after: int | None = None
    drop: bool = False


@dataclass(eq=False)
class Dispatcher:
    """Answers calls; every one is recorded with its answer."""

    world: World
    spec: Spec
    faults: Faults = field(default_factory=Faults)
    rates: Rates = field(default_factory=Rates)
    canned: dict[str, Any] = field(default_factory=dict)

    async def call(self, called: str, params: dict[str, Any]) -> Answer:
        """Answer one call."""
        method = self._spelled(called)
        call = self.world.calls.add(method, params, self.world.clock())
        fault = self.faults.take(method, params)
        try:
            answer = await self._answer(method, params, fault)
        finally:
            self.world.touch()
        call["answer"] = _recorded(answer)
        self.world.calls.on_answer(call)
        self.world.touch()
        if fault and (fault.stall or fault.delay):
            await self._hold(call, fault)
        return answer

    def _spelled(self, called: str) -> str:
        try:
            return self.spec.method_name(called)
        except Refusal:
            return called

    async def _answer(self, method: str, params: dict[str, Any], fault: Fault | None) -> Answer:
        if fault and fault.when == "before":
            return _faulty(fault)
        answer = await self._result(method, params)
        return answer if fault is None or not (fault.drop or fault.status) else _faulty(fault)

    async def _result(self, method: str, params: dict[str, Any]) -> Answer:
        try:
            result = await self._perform(method, params)
        except Refusal as refusal:
            return Answer(refusal.code, json.dumps(refusal.body()), refusal.retry_after)
        return Answer(body=json.dumps({"ok": True, "result": result}, ensure_ascii=False))

    async def _perform(self, method: str, params: dict[str, Any]) -> object:
        decoded = self.spec.check(self.spec.method_name(method), params)
        if method in self.canned:
            return self.canned[method]
        handler = HANDLERS.get(method)
        if handler is None:
            raise strict(f"{method} exists, but this server does not know how to do it; see BotApi.answer")
        if self.rates.counts(method):
            chat = self.world.find_chat(decoded["chat_id"]) if "chat_id" in decoded else None
            self.rates.check(chat, self.world.clock())
        result = handler(self.world, decoded)
        return await result if inspect.isawaitable(result) else result

    async def _hold(self, call: Call, fault: Fault) -> None:
        """Keep the answer back: for good, until the bot hangs up, or for a while."""
        kept = call["answer"]
        call["answer"] = None
        await (asyncio.Event().wait() if fault.stall else asyncio.sleep(fault.delay))
        call["answer"] = kept
        self.world.touch()


def _faulty(fault: Fault) -> Answer:
    return Answer(fault.status or 0, fault.body, fault.retry_after, fault.drop)


def _recorded(answer: Answer) -> Any:
    if answer.drop:
        return None
    try:
        return json.loads(answer.body)
    except ValueError:
        return {"ok": False, "error_code": answer.status, "raw": answer.body}
