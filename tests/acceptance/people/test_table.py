"""Walks the table of stories in every sort of place, and fails where the table misses a command, button or place."""

import json
from datetime import timedelta

import pytest
import pytest_asyncio
from telegram.constants import ChatType

from bot.chat import commands
from bot.chat.dialogs.changes import SETTINGS
from bot.chat.dialogs.screens import SCREENS
from bot.chat.requests import Kind
from bot.chat.terminal import Terminal
from bot.chat.wire import menus
from tests.acceptance.people import table
from tests.acceptance.people.stage import Stage

OPERATOR = 1001  # the first user of a stage

TABLES = {"command": table.COMMANDS, "button": table.TAPS, "screen": table.SCREENS, "setting": table.SETTINGS,
          "in channels": table.IN_CHANNELS}  # fmt: skip
WALKS = [
    pytest.param(walk, where, id=f"{what} {name} in {where}")
    for what, rows in TABLES.items()
    for name, walk in rows.items()
    for kind in walk.kinds
    for where in table.PLACES[kind]
]


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def shared(tmp_path_factory):
    """One stage for all walks: each has people and places of its own."""
    async with Stage(tmp_path_factory.mktemp("table"), operators=(OPERATOR,)) as stage:
        stage.olive = stage.api.user("Olive")
        stage.record("River Front offers to free ten captives")
        for number in range(12):
            stage.record(f"Hill Council names {number} captives", importance=3, ago=timedelta(hours=number + 2))
        yield stage
        await stage.settled()
        assert not stage.api.calls.violations


def place(stage, where, user):
    match where:
        case "private":
            return stage.api.private(user)
        case "group":
            return stage.api.group("Readers", creator=user)
        case "supergroup":
            return stage.api.supergroup("Readers", creator=user)
        case "forum topic":
            return stage.api.topic(stage.api.supergroup("Readers", creator=user, forum=True), "News")
        case "channel":
            return stage.api.channel("Readers' channel", creator=user)


async def walk_in_telegram(stage, walk, where):
    user = stage.olive if walk.operator else stage.api.user("Ada")
    here = place(stage, where, user)
    chat = here.chat if where == "forum topic" else here
    for text in walk.first:
        await stage.says(user, here, text)
    toast = ""
    for label in walk.taps:
        toast = await stage.taps(user, chat.last, label)
    assert all(one.thread == (here.id if where == "forum topic" else None) for one in chat.from_bot)
    return f"{chat.last.text}\n{toast}\n{' '.join(chat.last.buttons)}"


async def walk_in_terminal(stage, walk):
    stage.store.write_now(lambda tables: tables.talks.forget(0))
    terminal = Terminal(stage.commands)
    for text in walk.first:
        shown = await terminal.say(text)
    for label in walk.taps:
        choices = [line.split(maxsplit=1) for line in shown.splitlines() if line.startswith("  ")]
        number = next((n for n, text in choices if text == label), None) or next(
            n for n, text in choices if label in text
        )
        shown = await terminal.say(number)
    return shown


@pytest.mark.asyncio(loop_scope="module")
@pytest.mark.parametrize(("walk", "where"), WALKS)
async def test_walk(shared, walk, where):
    shown = await (walk_in_terminal(shared, walk) if where == "terminal" else walk_in_telegram(shared, walk, where))
    assert walk.shows
    assert walk.shows in shown


def cells(rows, *more):
    return {(name, kind) for some in (rows, *more) for name, walk in some.items() for kind in walk.kinds}


def test_the_table_has_every_command_in_every_place_it_has():
    assert cells(table.COMMANDS) == {(one.name, kind) for one in commands.COMMANDS for kind in one.kinds}


def test_the_table_has_every_button_in_every_place():
    wanted = {(one.name, kind) for one in commands.TAPS for kind in ((Kind.PRIVATE,) if one.operator else Kind)}
    assert cells(table.TAPS, table.IN_CHANNELS) >= wanted - table.NEVER


def test_the_table_has_every_screen_and_every_setting_in_every_place():
    assert cells(table.SCREENS) == {(name, kind) for name in SCREENS for kind in Kind}
    assert cells(table.SETTINGS) == {(name, kind) for name in SETTINGS for kind in Kind}


def test_the_table_has_every_sort_of_place_that_there_is():
    assert set(table.PLACES) == set(Kind)
    named = {where for some in table.PLACES.values() for where in some}
    assert {str(one) for one in ChatType} - {
        "sender"
    } <= named  # "sender": who asks inline, a private chat's other name


def test_the_table_has_every_scope():
    assert set(table.SCOPES) == {scope.type for scope, _ in menus.scopes(frozenset({OPERATOR}))}


CHANGING = [one.name for one in commands.COMMANDS if one.changes and Kind.GROUP in one.kinds]


@pytest.mark.asyncio(loop_scope="module")
@pytest.mark.parametrize("name", CHANGING)
async def test_a_member_of_a_group_who_is_no_admin_changes_nothing(shared, name):
    creator, member = shared.api.user("Cleo"), shared.api.user("Max")
    group = shared.api.supergroup("Readers", creator=creator, members=[member])
    await shared.says(creator, group, "/subscribe")
    before = shared.store.read_now(lambda tables: tables.talks.everything(group.id))
    argument = {
        "filter": "add hostages",
        "settings": "level important",
        "pause": "1h",
        "brief": "08:00",
        "language": "en",
        "forget": "yes",
    }
    said = await shared.says(member, group, f"/{name} {argument.get(name, '')}".strip())
    assert said.text == "Only admins can change settings here."
    assert shared.store.read_now(lambda tables: tables.talks.everything(group.id)) == before


@pytest.mark.asyncio(loop_scope="module")
@pytest.mark.parametrize(
    "name",
    [
        one.name
        for one in commands.TAPS
        if one.changes and not one.operator and (one.name, Kind.GROUP) not in table.NEVER
    ],
)
async def test_a_member_of_a_group_who_taps_an_admins_button_changes_nothing(shared, name):
    walk = table.TAPS[name]
    creator, member = shared.api.user("Cleo"), shared.api.user("Max")
    group = shared.api.supergroup("Readers", creator=creator, members=[member])
    for text in walk.first:
        await shared.says(creator, group, text)
    for label in walk.taps[:-1]:
        await shared.taps(creator, group.last, label)
    shown = group.last.text
    before = shared.store.read_now(lambda tables: tables.talks.everything(group.id))
    assert await shared.taps(member, group.last, walk.taps[-1]) == "Only admins can change settings here."
    assert group.last.text == shown
    assert shared.store.read_now(lambda tables: tables.talks.everything(group.id)) == before


@pytest.mark.asyncio(loop_scope="module")
async def test_every_scope_and_language_has_its_menu(shared):
    await shared.publish_menu()
    published = [one["params"] for one in shared.api.calls.of("setMyCommands")]
    for scope, (there, missing) in table.SCOPES.items():
        for code in menus.codes():
            (menu,) = (
                one["commands"] for one in published
                if json.loads(one["scope"])["type"] == scope and one.get("language_code", "en") == code
            )  # fmt: skip
            named = {one["command"] for one in json.loads(menu)}
            assert there in named
            assert missing not in named
    operators = [one for one in shared.api.calls.of("setMyCommands") if "ops" in str(one["params"]["commands"])]
    assert operators
    assert all(str(OPERATOR) in str(one["params"]["scope"]) for one in operators)
    for code in menus.codes():
        described = [one["params"] for one in shared.api.calls.of("setMyDescription")]
        assert any(one.get("language_code", "en") == code for one in described)
