"""The offer of a language, taken: what it says is said in the language that was offered."""

import pytest

from bot.chat.commands import Commands
from bot.chat.requests import Request
from bot.core.model import ChatId
from tests.web.stand import NOW, SOURCES, TOPIC


@pytest.mark.parametrize("telegram", ["fr", "ar", "en"])
async def test_a_tap_takes_the_language_on_the_button_whatever_telegram_is_set_to_by_then(store, telegram):
    commands = Commands(store=store, topics=(TOPIC,), sources=SOURCES, clock=lambda: NOW)
    answer = await commands.tap(Request(chat=ChatId(7), asker=7, arguments="speak:fr", language=telegram))
    assert answer.notice == "Désormais je réponds dans cette langue : Français."
    assert store.read_now(lambda tables: tables.talks.language(ChatId(7))) == "fr"
