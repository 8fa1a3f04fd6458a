"""sendMessage, sendChatAction and what all sending methods share."""

from ..access import member_chat, replied_message, target_thread, writable_chat
from ..errors import bad_request
from ..formatting import Formatted, check_text, format_text
from ..limits import check_markup
from ..model import Chat, Json, Message
from ..registry import Params, method
from ..render import message_json
from ..world import World

ACTIONS = {
    "typing", "upload_photo", "record_video", "upload_video", "record_voice", "upload_voice", "upload_document",
    "choose_sticker", "find_location", "record_video_note", "upload_video_note",
}  # fmt: skip


def put(world: World, chat: Chat, params: Params, content: Formatted, **fields: object) -> Message:
    """Say something as the bot, in the thread and as the reply that the call asks for."""
    markup = check_markup(params.get("reply_markup"))
    reply_to = replied_message(chat, params)
    thread = target_thread(world, chat, params.get("message_thread_id"))
    if thread is None and reply_to is not None and chat.forum:
        thread = reply_to.thread
    extra = {"has_protected_content": True} if params.get("protect_content") else {}
    fields["extra"] = {**extra, **_preview(params), **fields.get("extra", {})}  # type: ignore[dict-item]
    as_channel = {"sender_chat": chat} if chat.type == "channel" else {"sender": world.bot}
    return world.post(
        chat,
        content,
        markup=markup,
        reply_to=reply_to,
        thread=thread,
        silent=bool(params.get("disable_notification")),
        from_bot=True,
        **as_channel,
        **fields,
    )


def _preview(params: Params) -> Json:
    options = params.get("link_preview_options")
    return {"link_preview_options": options} if options else {}


@method("sendMessage")
def send_message(world: World, params: Params) -> Json:
    """A text message."""
    chat = writable_chat(world, params["chat_id"])
    content = format_text(params["text"], params.get("parse_mode"), params.get("entities"), world.find_user)
    return message_json(put(world, chat, params, check_text(content)))


@method("sendChatAction")
def send_chat_action(world: World, params: Params) -> bool:
    """Show "typing...": kept in `chat.actions`."""
    chat = member_chat(world, params["chat_id"])
    if params["action"] not in ACTIONS:
        raise bad_request("wrong parameter action in request")
    chat.actions.append(params["action"])
    return True
