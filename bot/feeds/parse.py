"""Parsing away from the event loop: `ParserPool` owns worker processes and kills those that overstay."""

import asyncio
import json
import os
import signal
import sys
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from bot.core.intake.entry import Entry, ParsedFeed
from bot.errors import ParseError
from bot.feeds.worker import ANSWER, REQUEST, unpacked

__all__ = ["Entry", "ParsedFeed", "ParserPool"]

_ROOT = Path(__file__).resolve().parents[2]
_MAX_ANSWER = 200_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class ParserLimits:
    """What one parse may use. The wall clock is generous: it is for a worker that hangs without using CPU."""

    cpu_seconds: float = 3.0
    memory_bytes: int = 512 * 2**20
    wall_seconds: float = 15.0
    parses_per_worker: int = 2000


class _Worker:
    """One worker process and how many parses it has done."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self.process = process
        self.parses = 0

    async def ask(self, header: bytes, body: bytes) -> dict[str, Any]:
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.parses += 1
        self.process.stdin.write(REQUEST.pack(len(header), len(body)) + header)
        self.process.stdin.write(body)
        await self.process.stdin.drain()
        (size,) = ANSWER.unpack(await self.process.stdout.readexactly(ANSWER.size))
        if size > _MAX_ANSWER:
            raise ParseError("memory", "the parser's answer is too large")
        answer: dict[str, Any] = json.loads(await self.process.stdout.readexactly(size))
        return answer

    async def obituary(self) -> ParseError:
        """Why the process is gone."""
        if await self.process.wait() == -signal.SIGPROF:
            return ParseError("too_slow", "parsing took too much CPU time")
        return ParseError("crashed", "the parser died of this body")

    async def end(self) -> None:
        if self.process.returncode is None:
            self.process.kill()
        await self.process.wait()
        if self.process.stdin is not None:
            self.process.stdin.close()


class ParserPool:
    """Parses in at most `size` worker processes, started when first needed. Use as an async context manager."""

    def __init__(self, size: int = 1, limits: ParserLimits | None = None) -> None:
        self._limits = limits or ParserLimits()
        self._places = asyncio.Semaphore(size)
        self._idle: list[_Worker] = []

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.close()

    async def close(self) -> None:
        """End all workers."""
        while self._idle:
            await self._idle.pop().end()

    async def parse(self, body: bytes, content_type: str = "", base_url: str = "") -> ParsedFeed:
        """The feed in a body; raises ParseError where there is none, or where reading it took too much."""
        header = json.dumps({"content_type": content_type, "base_url": base_url}).encode()
        async with self._places:
            answer = await self._ask(header, body)
        if "error" in answer:
            raise ParseError(*answer["error"])
        return unpacked(answer["feed"])

    async def _ask(self, header: bytes, body: bytes) -> dict[str, Any]:
        worker = await self._worker()
        done = False
        try:
            async with asyncio.timeout(self._limits.wall_seconds):
                answer = await worker.ask(header, body)
            done = True
        except TimeoutError as error:
            raise ParseError("too_slow", f"no answer within {self._limits.wall_seconds:g} s") from error
        except (asyncio.IncompleteReadError, ConnectionError) as error:
            raise await worker.obituary() from error
        finally:
            if done and worker.parses < self._limits.parses_per_worker:
                self._idle.append(worker)
            else:
                await worker.end()
        return answer

    async def _worker(self) -> _Worker:
        while self._idle:
            worker = self._idle.pop()
            if worker.process.returncode is None:
                return worker
            await worker.end()
        return await self._start()

    async def _start(self) -> _Worker:
        """A new process. It gets no environment of ours: a token there is none of its business."""
        limits = self._limits
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            "bot.feeds.worker",
            str(limits.cpu_seconds),
            str(limits.memory_bytes),
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.DEVNULL,
            cwd=_ROOT,
            env={"PYTHONPATH": str(_ROOT), "PATH": os.defpath, "LC_ALL": "C.UTF-8"},
        )
        return _Worker(process)
