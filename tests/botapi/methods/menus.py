"""Command menus, descriptions and names: kept for each scope and language."""

import json

from ..access import known_chat
from ..errors import bad_request
from ..limits import check_commands, check_length
from ..model import Json
from ..registry import Params, method
from ..world import World

LIMITS = {"Name": ("name", 64), "Description": ("description", 512), "ShortDescription": ("short_description", 120)}


def _key(world: World, params: Params) -> tuple[str, str]:
    scope = params.get("scope") or {"type": "default"}
    if "chat_id" in scope:
        scope = {**scope, "chat_id": known_chat(world, scope["chat_id"]).id}
    language = params.get("language_code", "")
    if language and not (len(language) == 2 and language.isalpha() and language.islower()):
        raise bad_request("invalid language code specified")
    return json.dumps(scope, sort_keys=True), language


@method("setMyCommands")
def set_commands(world: World, params: Params) -> bool:
    """Replace the menu of one scope and language."""
    check_commands(params["commands"])
    world.commands[_key(world, params)] = params["commands"]
    world.touch()
    return True


@method("getMyCommands")
def get_commands(world: World, params: Params) -> list[Json]:
    """The menu set for exactly this scope and language."""
    return world.commands.get(_key(world, params), [])


@method("deleteMyCommands")
def delete_commands(world: World, params: Params) -> bool:
    """Forget the menu of one scope and language."""
    world.commands.pop(_key(world, params), None)
    return True


def _set(world: World, what: str, params: Params) -> bool:
    name, limit = LIMITS[what]
    text = check_length(params.get(name, ""), limit, f"bot {name.replace('_', ' ')} is too long")
    world.names[what, params.get("language_code", "")] = text
    return True


def _get(world: World, what: str, params: Params) -> Json:
    given = world.names.get((what, params.get("language_code", "")))
    return {LIMITS[what][0]: world.names.get((what, ""), "") if given is None else given}


@method("setMyName")
def set_name(world: World, params: Params) -> bool:
    """Up to 64 characters."""
    return _set(world, "Name", params)


@method("getMyName")
def get_name(world: World, params: Params) -> Json:
    """A BotName."""
    return _get(world, "Name", params)


@method("setMyDescription")
def set_description(world: World, params: Params) -> bool:
    """Up to 512 characters: what stands in an empty chat with the bot."""
    return _set(world, "Description", params)


@method("getMyDescription")
def get_description(world: World, params: Params) -> Json:
    """A BotDescription."""
    return _get(world, "Description", params)


@method("setMyShortDescription")
def set_short_description(world: World, params: Params) -> bool:
    """Up to 120 characters: what stands on the bot's profile."""
    return _set(world, "ShortDescription", params)


@method("getMyShortDescription")
def get_short_description(world: World, params: Params) -> Json:
    """A BotShortDescription."""
    return _get(world, "ShortDescription", params)


@method("setChatMenuButton")
def set_menu_button(world: World, params: Params) -> bool:
    """The button beside the input field, for one private chat or (0) for all."""
    world.menu_buttons[params.get("chat_id", 0)] = params.get("menu_button") or {"type": "default"}
    return True


@method("getChatMenuButton")
def get_menu_button(world: World, params: Params) -> Json:
    """A MenuButton."""
    default = world.menu_buttons.get(0, {"type": "default"})
    return world.menu_buttons.get(params.get("chat_id", 0), default)
