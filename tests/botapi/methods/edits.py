"""Changing, deleting, pinning and reacting to messages that exist."""

from ..access import bot_is_admin, known_chat, member_chat
from ..errors import bad_request, not_modified, strict
from ..formatting import Formatted, check_caption, check_text, format_text
from ..limits import check_markup
from ..model import Json, Message
from ..registry import Params, method
from ..render import message_json
from ..world import World

DELETE_WITHIN = 48 * 3600


def _editable(world: World, params: Params) -> Message:
    if "chat_id" not in params or "message_id" not in params:
        raise strict("an edit needs chat_id and message_id (inline messages are not kept)")
    message = member_chat(world, params["chat_id"]).message(params["message_id"])
    if message is None:
        raise bad_request("message to edit not found")
    if not message.from_bot:
        raise bad_request("message can't be edited")
    return message


def _change(world: World, message: Message, content: Formatted, params: Params) -> Json:
    """An edit without reply_markup takes the keyboard away, as at Telegram."""
    markup = check_markup(params.get("reply_markup"))
    before = (message.content, message.rows)
    after = (content, (markup or {}).get("inline_keyboard", []))
    if before == after:
        raise not_modified()
    message.edits.append(message.revision(world.clock()))
    message.content, message.markup = content, markup
    message.edit_date = world.now()
    world.touch()
    return message_json(message)


@method("editMessageText")
def edit_text(world: World, params: Params) -> Json:
    """Replace the text and the keyboard."""
    message = _editable(world, params)
    if "text" not in params:
        raise bad_request("message text is empty")
    if _has_media(message):
        raise bad_request("there is no text in the message to edit")
    content = format_text(params["text"], params.get("parse_mode"), params.get("entities"), world.find_user)
    return _change(world, message, check_text(content, editing=True), params)


@method("editMessageCaption")
def edit_caption(world: World, params: Params) -> Json:
    """Replace the caption and the keyboard."""
    message = _editable(world, params)
    if not _has_media(message):
        raise bad_request("there is no caption in the message to edit")
    text, entities = params.get("caption", ""), params.get("caption_entities")
    content = format_text(text, params.get("parse_mode"), entities, world.find_user)
    return _change(world, message, check_caption(content), params)


@method("editMessageReplyMarkup")
def edit_markup(world: World, params: Params) -> Json:
    """Replace only the keyboard."""
    message = _editable(world, params)
    return _change(world, message, message.content, params)


def _has_media(message: Message) -> bool:
    return "photo" in message.extra or "document" in message.extra


@method("deleteMessage")
def delete_message(world: World, params: Params) -> bool:
    """The bot's own messages of the last 48 hours; others' where it is an administrator or the chat is private."""
    chat = member_chat(world, params["chat_id"])
    message = chat.message(params["message_id"])
    if message is None:
        raise bad_request("message to delete not found")
    own = message.from_bot or chat.type == "private"
    too_old = world.clock() - message.date > DELETE_WITHIN
    if (not own or too_old) and not bot_is_admin(world, chat):
        raise bad_request("message can't be deleted")
    message.deleted = True
    world.touch()
    return True


@method("deleteMessages")
def delete_messages(world: World, params: Params) -> bool:
    """Up to 100 at once; those that are gone are skipped."""
    chat = member_chat(world, params["chat_id"])
    if not 1 <= len(params["message_ids"]) <= 100:
        raise bad_request("message identifiers are not specified")
    for message_id in params["message_ids"]:
        if chat.message(message_id):
            delete_message(world, {"chat_id": chat.id, "message_id": message_id})
    return True


def _check_pin_right(world: World, params: Params) -> None:
    chat = member_chat(world, params["chat_id"])
    if chat.type != "private" and not bot_is_admin(world, chat):
        raise bad_request("not enough rights to manage pinned messages in the chat")


@method("pinChatMessage")
def pin(world: World, params: Params) -> bool:
    """Pin a message of the chat."""
    _check_pin_right(world, params)
    chat = known_chat(world, params["chat_id"])
    if chat.message(params["message_id"]) is None:
        raise bad_request("message to pin not found")
    chat.pinned.append(params["message_id"])
    world.touch()
    return True


@method("unpinChatMessage")
def unpin(world: World, params: Params) -> bool:
    """Unpin one message, the newest pinned one if none is named."""
    _check_pin_right(world, params)
    chat = known_chat(world, params["chat_id"])
    wanted = params.get("message_id", chat.pinned[-1] if chat.pinned else None)
    if wanted not in chat.pinned:
        raise bad_request("message to unpin not found")
    chat.pinned.remove(wanted)
    world.touch()
    return True


@method("unpinAllChatMessages")
def unpin_all(world: World, params: Params) -> bool:
    """Unpin everything."""
    _check_pin_right(world, params)
    known_chat(world, params["chat_id"]).pinned.clear()
    world.touch()
    return True


@method("setMessageReaction")
def react(world: World, params: Params) -> bool:
    """The bot's one reaction to a message, kept in `message.reactions`."""
    chat = member_chat(world, params["chat_id"])
    message = chat.message(params["message_id"])
    if message is None:
        raise bad_request("message to react not found")
    reactions = params.get("reaction") or []
    if len(reactions) > 1:
        raise bad_request("REACTIONS_TOO_MANY")
    message.reactions[world.bot.id] = [str(reaction.get("emoji", reaction)) for reaction in reactions]
    world.touch()
    return True
