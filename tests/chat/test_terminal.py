"""The terminal as a chat: what is typed is answered, whatever it is."""

from dataclasses import replace

import pytest

from bot.chat.commands import COMMANDS, Commands
from bot.chat.terminal import Terminal
from storage.store import Store
from tests.web.stand import NOW, SOURCES, TOPIC

NOT_KNOWN = "That is no command of mine. /help lists them."


@pytest.fixture
async def terminal(tmp_path):
    store = Store.open(tmp_path / "a.db")
    hills = replace(TOPIC, id="hills", name="Hill talks")
    yield Terminal(Commands(store=store, topics=(TOPIC, hills), sources=SOURCES, clock=lambda: NOW))
    store.close()


@pytest.mark.parametrize(
    "typed",
    ["hello", "status", "/nonsense", "/", "//", "/ ", "7", "0", "-1", "🕊", "السلام عليكم", "x" * 5000, "/start@bot x"],
)
async def test_what_is_no_command_is_told_so_as_in_a_private_chat(terminal, typed):
    assert await terminal.say(typed) == NOT_KNOWN


async def test_it_is_told_so_in_the_language_that_was_chosen(terminal):
    await terminal.say("/language fr")
    assert await terminal.say("bonjour") == "Ce n’est pas une de mes commandes. /help les énumère."


async def test_a_number_is_a_choice_only_where_it_was_offered(terminal):
    shown = await terminal.say("/subscribe truce")
    assert shown.splitlines()[-2:] == ["  1 Get alerts: Coast talks", "  2 Get alerts: Hill talks"]
    assert await terminal.say("3") == NOT_KNOWN
    assert (await terminal.say("2")).startswith("Subscribed to Hill talks.")


async def test_arguments_may_stand_behind_any_space(terminal):
    assert (await terminal.say("/status\thills")).startswith("Hill talks")
    assert (await terminal.say("  /STATUS   HILLS ")).startswith("Hill talks")


@pytest.mark.parametrize("name", [one.name for one in COMMANDS])
@pytest.mark.parametrize(
    "typed", ["", "🕊🕊", "الهدنة", "x" * 4000, "valley", "<b>&amp;", "-1", "0", "topic:valley x", '"']
)
async def test_every_command_answers_odd_input(terminal, name, typed):
    assert (await terminal.say(f"/{name} {typed}")).strip()
