"""Keyboards and command menus."""

from typing import Any

import pytest
from tests.botapi.errors import Refusal
from tests.botapi.limits import check_commands, check_markup


def keyboard(*buttons: dict[str, Any]) -> dict[str, Any]:
    return {"inline_keyboard": [[button] for button in buttons]}


def tap(data: str = "x", **more: Any) -> dict[str, Any]:
    return {"text": "T", "callback_data": data, **more}


@pytest.mark.parametrize(
    "markup",
    [
        None,
        {"keyboard": [[{"text": "a"}]]},
        keyboard(),
        keyboard(tap("x" * 64)),
        keyboard(tap("é" * 32)),
        keyboard({"text": "T", "url": "https://e.example"}),
        keyboard({"text": "T", "url": "tg://user?id=1"}),
        keyboard({"text": "T", "switch_inline_query": ""}),
        keyboard({"text": "T", "copy_text": {"text": "x" * 256}}),
        keyboard({"text": "T", "copy_text": {"text": "x"}}),
        keyboard(tap(style="danger")),
        keyboard(*[tap()] * 100),
        {"inline_keyboard": [[tap()] * 8]},
    ],
)
def test_good_keyboards(markup: dict[str, Any] | None) -> None:
    assert check_markup(markup) == markup


@pytest.mark.parametrize(
    ("markup", "words"),
    [
        (keyboard(tap("x" * 65)), "BUTTON_DATA_INVALID"),
        (keyboard(tap("é" * 33)), "BUTTON_DATA_INVALID"),
        (keyboard(tap("")), "BUTTON_DATA_INVALID"),
        (keyboard({"text": "T"}), "Text buttons are unallowed in the inline keyboard"),
        (keyboard(tap(url="https://e.example")), "STRICT: a button with several actions: url, callback_data"),
        (keyboard({"text": " ", "callback_data": "x"}), "STRICT: a button without a text"),
        (keyboard({"text": "T", "url": "example"}), "inline keyboard button URL 'example' is invalid"),
        (keyboard({"text": "T", "url": "javascript:alert(1)"}), "is invalid: Wrong HTTP URL"),
        (keyboard({"text": "T", "url": "https://example"}), "is invalid: Wrong HTTP URL"),
        (keyboard({"text": "T", "url": "ftp://e.example"}), "is invalid: Wrong HTTP URL"),
        (keyboard({"text": "T", "copy_text": {"text": ""}}), "copy_text must have 1 to 256 characters"),
        (keyboard({"text": "T", "copy_text": {"text": "x" * 257}}), "copy_text must have 1 to 256 characters"),
        (keyboard(tap(style="pink")), "button style 'pink'"),
        (keyboard(*[tap()] * 101), "reply markup is too long"),
        ({"inline_keyboard": [[tap()] * 9]}, "more than 8 buttons in a row"),
    ],
)
def test_bad_keyboards(markup: dict[str, Any], words: str) -> None:
    with pytest.raises(Refusal) as refused:
        check_markup(markup)
    assert words in refused.value.description


def menu(*names: str, description: str = "d") -> list[dict[str, str]]:
    return [{"command": name, "description": description} for name in names]


@pytest.mark.parametrize(
    "commands",
    [[], menu("a"), menu("/a"), menu("a" * 32), menu("a", description="d" * 256), menu(*[f"a{n}" for n in range(100)])],
)
def test_good_menus(commands: list[dict[str, str]]) -> None:
    check_commands(commands)


@pytest.mark.parametrize(
    ("commands", "words"),
    [
        (menu("Start"), "BOT_COMMAND_INVALID"),
        (menu("a-b"), "BOT_COMMAND_INVALID"),
        (menu("/"), "command must be non-empty"),
        (menu("a" * 33), "command length must not exceed 32"),
        (menu("a", description=" "), "command description must be non-empty"),
        (menu("a", description="d" * 257), "command description length must not exceed 256"),
        (menu(*[f"a{n}" for n in range(101)]), "BOT_COMMANDS_TOO_MUCH"),
        (menu("a", "/a"), "a command stands twice"),
    ],
)
def test_bad_menus(commands: list[dict[str, str]], words: str) -> None:
    with pytest.raises(Refusal) as refused:
        check_commands(commands)
    assert words in refused.value.description
