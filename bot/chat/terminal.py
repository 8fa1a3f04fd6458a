"""The terminal as a chat: slash commands typed at a prompt, alerts printed as they come. End of input ends it.

Buttons become choices: their numbers are printed below the answer, and a number typed is a tap.
"""

import asyncio
import contextlib
import sys
import threading
from collections.abc import AsyncIterator, Callable
from typing import TextIO

from bot.chat.commands import Commands
from bot.chat.pages.plain import plain
from bot.chat.requests import Answer, Button, File, Kind, Request
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
        self._choices: tuple[Button, ...] = ()

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
        answer = await self._answer(text.strip())
        if answer is None:
            return _shown(await self._commands.unknown(_request(text.strip())))  # what was offered still is
        if answer.html:
            self._choices = tuple(button for row in answer.rows for button in row)
        return _shown(answer)

    async def _answer(self, text: str) -> Answer | None:
        if text.startswith("/"):
            name, arguments = (*text[1:].split(maxsplit=1), "", "")[:2]
            return await self._commands.answer(name.lower(), _request(arguments))
        question = await self._commands.question(TERMINAL, 0)
        if text.isascii() and text.isdigit() and 1 <= int(text) <= len(self._choices):
            return await self._commands.tap(_request(self._choices[int(text) - 1].action))
        return await self._commands.reply(question, _request(text)) if question else None

    def _prompt(self, stream: TextIO) -> None:
        if stream.isatty():
            sys.stdout.write(_PROMPT)
            sys.stdout.flush()


def _request(arguments: str) -> Request:
    """Whoever sits at the terminal runs the bot."""
    return Request(chat=TERMINAL, kind=Kind.TERMINAL, arguments=arguments, operator=True)


def _shown(answer: Answer) -> str:
    numbers = [f"  {number} {button.label}" for number, button in enumerate(_buttons(answer), 1)]
    parts = [plain(answer.html), answer.notice, _file(answer.file), *numbers]
    return "\n".join(part for part in parts if part)


def _file(file: File | None) -> str:
    """A text in full, anything else by name and size."""
    if file is None:
        return ""
    try:
        return file.content.decode()
    except UnicodeDecodeError:
        return f"{file.name}, {len(file.content)} bytes"


def _buttons(answer: Answer) -> list[Button]:
    return [button for row in answer.rows for button in row]
