"""The terminal as a chat: slash commands typed at a prompt, alerts printed as they come. End of input ends it."""

import asyncio
import contextlib
import sys
import threading
from collections.abc import AsyncIterator, Callable
from typing import TextIO

from bot.chat.commands import COMMANDS, Commands
from bot.chat.plain import plain
from bot.chat.requests import Request
from bot.core.model import ChatId

TERMINAL = ChatId(0)
_PROMPT = "> "


async def lines(stream: TextIO) -> AsyncIterator[str]:
    """Lines of a stream as they are typed, without holding up the event loop; ends with the stream."""
    queue: asyncio.Queue[str] = asyncio.Queue()
    loop = asyncio.get_running_loop()

    def read() -> None:
        for text in iter(stream.readline, ""):
            loop.call_soon_threadsafe(queue.put_nowait, text)
        with contextlib.suppress(RuntimeError):  # the loop may have ended first
            loop.call_soon_threadsafe(queue.put_nowait, "")

    threading.Thread(target=read, name="terminal", daemon=True).start()
    while text := await queue.get():
        yield text


class Terminal:
    """Answers what is typed. `write` prints a text with its line end."""

    def __init__(self, commands: Commands, write: Callable[[str], None] = print) -> None:
        self._commands = commands
        self._write = write

    async def run(self, stream: TextIO = sys.stdin) -> None:
        """Answer each line until the stream ends."""
        self._write("Type /help for the commands; end of input (Ctrl-D) stops the bot.")
        self._prompt(stream)
        async for text in lines(stream):
            if text.strip():
                self._write(await self.say(text))
            self._prompt(stream)

    async def say(self, text: str) -> str:
        """The answer to one line, as text."""
        name, _, arguments = text.strip().partition(" ")
        answer = None
        if name.startswith("/"):
            answer = await self._commands.answer(name[1:].lower(), Request(chat=TERMINAL, arguments=arguments.strip()))
        if answer is None:
            return "Commands: " + ", ".join(f"/{one.name}" for one in COMMANDS)
        return plain(answer.html)

    def _prompt(self, stream: TextIO) -> None:
        if stream.isatty():
            sys.stdout.write(_PROMPT)
            sys.stdout.flush()
