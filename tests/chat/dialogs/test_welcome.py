"""What /subscribe says of the alerts that will come: whoever comes back finds what they had set, and is told so."""

import pytest

from bot.chat.commands import Commands
from bot.chat.pages.plain import plain
from bot.chat.requests import Request
from bot.core.model import ChatId
from storage.store import Store
from tests.web.stand import NOW, SOURCES, TOPIC

AS_IT_BEGINS = "Alerts of importance 1 and 2 come here as reports arrive."


@pytest.fixture
async def ask(tmp_path):
    store = Store.open(tmp_path / "a.db")
    commands = Commands(store=store, topics=(TOPIC,), sources=SOURCES, clock=lambda: NOW)

    async def asked(name, arguments=""):
        answer = await commands.answer(name, Request(chat=ChatId(7), asker=7, arguments=arguments))
        return plain(answer.html)

    yield asked
    store.close()


async def test_a_new_subscription_and_one_with_nothing_set_are_told_what_comes(ask):
    assert AS_IT_BEGINS in await ask("subscribe")
    await ask("stop")
    assert AS_IT_BEGINS in await ask("subscribe")


@pytest.mark.parametrize(
    ("command", "arguments", "line"),
    [
        ("settings", "level important", "Level: important"),
        ("settings", "outlets -port courier", "Outlets: all without Port Courier"),
        ("settings", "digest hourly", "Alerts: in a digest every hour"),
        ("filter", "add captives", "Filters: captives"),
    ],
)
async def test_who_comes_back_to_settings_of_their_own_is_shown_them(ask, command, arguments, line):
    await ask("subscribe")
    await ask(command, arguments)
    await ask("stop")
    again = await ask("subscribe")
    assert again.startswith("Subscribed to Coast talks.")
    assert line in again.splitlines()
    assert AS_IT_BEGINS not in again
