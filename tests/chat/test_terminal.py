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


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("/timeline ٣", "Coast talks | the last 3 days"),
        ("/timeline hills", "Hill talks | the last 7 days"),
        ("/timeline Hill talks 1", "Hill talks | the last 24 h"),
        ("/timeline valley", "There is no such topic."),
        ("/timeline talks 3", "Which topic?"),
        ("/timeline 31", "Write /timeline"),
        ("/timeline 0", "Write /timeline"),
        ("/timeline ²", "There is no such topic."),
        ("/latest ٣", "Coast talks | latest developments\n"),
        ("/latest ٣ هدنة", "Coast talks | latest developments | \u2068هدنة"),
        ("/brief ٠٨:٠٠", "There is no subscription here."),
    ],
)
async def test_digits_of_other_scripts_and_names_of_topics_are_read(terminal, typed, told):
    assert (await terminal.say(typed)).startswith(told)


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("quiet ٢٣:٠٠-٠٧:٠٠", "Quiet hours: 23:00 to 07:00"),
        ("minimum ٣", "Outlets needed: 3"),
        ("digest ۰۸:۳۰", "daily at 08:30"),
        ("pause ٨", "Paused until"),
        ("level ١", "Level: important"),
    ],
)
async def test_settings_take_digits_of_other_scripts(terminal, typed, told):
    await terminal.say("/subscribe hills")
    assert told in await terminal.say(f"/settings {typed}")


@pytest.mark.parametrize(
    ("typed", "told"),
    [("quiet", "Quiet hours"), ("OUTLETS", "Outlets"), ("zone", "Time zone"), ("level", "Settings | Hill talks"),
     ("minimum", "Outlets needed")],
)  # fmt: skip
async def test_a_setting_without_a_value_shows_what_it_can_be(terminal, typed, told):
    await terminal.say("/subscribe hills")
    shown = await terminal.say(f"/settings {typed}")
    assert told in shown
    assert "  1 " in shown
    await terminal.say("/subscribe coast")
    both = await terminal.say(f"/settings {typed}")
    assert both.startswith("Settings of which topic?")
    assert told in await terminal.say(both.splitlines()[-1].split()[0])


async def test_an_outlet_that_is_only_a_sign_is_named_in_the_refusal(terminal):
    await terminal.say("/subscribe hills")
    assert "There is no outlet + here." in await terminal.say("/settings outlets +")


async def test_removing_no_filter_shows_those_there_are(terminal):
    await terminal.say("/subscribe hills")
    await terminal.say("/filter add captives")
    assert "1 Remove: captives" in await terminal.say("/filter remove")


@pytest.mark.parametrize(
    "typed", ["truce", "truce in force phase 100", "truce in force phase 0", "truce in force phase ²", "truce in 3 force",
              "truce agreed 2", "truce off now", "truce 🕊"]
)  # fmt: skip
async def test_a_pin_that_is_not_wholly_read_is_not_put(terminal, typed):
    shown = await terminal.say(f"/pin coast {typed}")
    assert shown.startswith("Write /pin truce in force phase 2")
    assert not terminal._commands.store.read_now(lambda tables: tables.status.pins("coast"))


@pytest.mark.parametrize("typed", ["truce in force phase ٢", "Truce In Force 2", "truce in force phase 02"])
async def test_a_pin_is_put_with_its_phase(terminal, typed):
    assert "Pinned: truce in force (phase 2)" in await terminal.say(f"/pin coast {typed}")


@pytest.mark.parametrize("typed", ['"', "(", "🕊"])
async def test_words_that_cannot_be_read_are_told_of_in_one_way(terminal, typed):
    await terminal.say("/subscribe hills")
    latest, tried = await terminal.say(f"/latest {typed}"), await terminal.say(f"/filter test {typed}")
    assert latest.startswith("That filter cannot be read: ")
    assert latest.splitlines()[:2] == tried.splitlines()[:2]
    assert "Write /latest" in latest
