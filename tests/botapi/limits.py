"""Limits of keyboards and command menus. Refusals marked STRICT are this server's words for what clients break on."""

import re
from collections.abc import Mapping, Sequence
from urllib.parse import urlsplit

from .errors import bad_request, strict
from .model import Json
from .utf16 import units

CALLBACK_BYTES = 64
BUTTONS = 100
BUTTONS_IN_ROW = 8
ACTIONS = (
    "url", "callback_data", "web_app", "login_url", "switch_inline_query", "switch_inline_query_current_chat",
    "switch_inline_query_chosen_chat", "copy_text", "callback_game", "pay", "disabled",
)  # fmt: skip
STYLES = ("danger", "success", "primary")
COMMAND = re.compile(r"[a-z0-9_]{1,32}")


def check_markup(markup: Json | None) -> Json | None:
    """An inline keyboard that Telegram shows; other keyboards pass."""
    rows = (markup or {}).get("inline_keyboard", [])
    buttons = [button for row in rows for button in row]
    if len(buttons) > BUTTONS:
        raise bad_request("reply markup is too long")
    if any(len(row) > BUTTONS_IN_ROW for row in rows):
        raise strict(f"more than {BUTTONS_IN_ROW} buttons in a row")
    for button in buttons:
        _check_button(button)
    return markup


def _check_button(button: Mapping[str, object]) -> None:
    actions = [name for name in ACTIONS if name in button]
    if not actions:
        raise bad_request("can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard")
    if len(actions) > 1:
        raise strict(f"a button with several actions: {', '.join(actions)}")
    if not str(button["text"]).strip():
        raise strict("a button without a text")
    _check_action(button)
    if button.get("style", "primary") not in STYLES:
        raise strict(f"button style {button['style']!r} is none of {', '.join(STYLES)}")


def _check_action(button: Mapping[str, object]) -> None:
    data = button.get("callback_data")
    if data is not None and not 1 <= len(str(data).encode()) <= CALLBACK_BYTES:
        raise bad_request("BUTTON_DATA_INVALID")
    url = button.get("url")
    if url is not None and not _is_url(str(url)):
        raise bad_request(f"inline keyboard button URL '{url}' is invalid: Wrong HTTP URL")
    copy = button.get("copy_text")
    if isinstance(copy, Mapping) and not 1 <= units(str(copy.get("text", ""))) <= 256:
        raise strict("copy_text must have 1 to 256 characters")


def _is_url(url: str) -> bool:
    parts = urlsplit(url)
    return parts.scheme == "tg" or (parts.scheme in ("http", "https") and "." in parts.netloc)


def check_commands(commands: Sequence[Mapping[str, object]]) -> None:
    """At most 100 commands, names of [a-z0-9_]{1,32}, descriptions of 1 to 256 characters, no name twice."""
    if len(commands) > 100:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    names = [str(command["command"]).strip().removeprefix("/") for command in commands]
    for name, command in zip(names, commands, strict=True):
        _check_command(name, str(command["description"]).strip())
    if len(set(names)) < len(names):
        raise strict(f"a command stands twice in the menu: {', '.join(names)}")


def _check_command(name: str, description: str) -> None:
    if not name:
        raise bad_request("command must be non-empty")
    if len(name) > 32:
        raise bad_request("command length must not exceed 32")
    if not COMMAND.fullmatch(name):
        raise bad_request("BOT_COMMAND_INVALID")
    if not description:
        raise bad_request("command description must be non-empty")
    if len(description) > 256:
        raise bad_request("command description length must not exceed 256")


def check_length(text: str, limit: int, refusal: str) -> str:
    """A text of at most `limit` UTF-16 units."""
    if units(text) > limit:
        raise bad_request(refusal)
    return text
