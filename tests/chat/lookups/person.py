"""Commands over a real store, as one person sees them, for tests of lookups."""

import re

from bot.chat.commands import Commands
from bot.chat.pages.plain import plain
from bot.chat.requests import Kind, Request
from bot.core.model import ChatId
from tests.web.stand import NOW, SOURCES, TOPIC

TAG = re.compile(r"<[^>]+>")


class Bot:
    """Commands over a store, as one person sees them."""

    def __init__(self, store, topics=(TOPIC,), picture=None):
        self.store, self.now = store, NOW
        self.commands = Commands(store=store, topics=topics, sources=SOURCES, clock=lambda: self.now, picture=picture)

    def request(self, arguments="", kind=Kind.PRIVATE, *, operator=False):
        return Request(chat=ChatId(5), asker=5, kind=kind, arguments=arguments, operator=operator)

    async def ask(self, name, arguments="", **more):
        return await self.commands.answer(name, self.request(arguments, **more))

    async def tap(self, answer, label):
        buttons = {button.label: button.action for row in answer.rows for button in row}
        assert all(len(action.encode()) <= 40 for action in buttons.values())  # a seal comes to it, of 64 bytes
        return await self.commands.tap(self.request(buttons[label]))


def visible(answer):
    return plain(re.sub(r'<a href="[^"]*">(.*?)</a>', r"\1", answer.html))
