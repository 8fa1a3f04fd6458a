"""May the bot do this here? Every check a chat puts before a message, with the official refusals."""

from .errors import FORBIDDEN_TEXTS, bad_request, chat_not_found, forbidden, thread_not_found, upgraded
from .model import ADMIN, Chat, Message
from .registry import Params
from .render import member_json
from .world import World

GENERAL_TOPIC = 1


def known_chat(world: World, chat_id: int | str) -> Chat:
    """A chat that exists and has not moved."""
    chat = world.find_chat(chat_id)
    if chat is None:
        raise chat_not_found()
    if chat.migrated_to:
        raise upgraded(chat.migrated_to.id)
    return chat


def member_chat(world: World, chat_id: int | str) -> Chat:
    """A chat the bot is in."""
    chat = known_chat(world, chat_id)
    if chat.type == "private":
        _check_private(world, chat)
    else:
        _check_membership(world, chat)
    return chat


def writable_chat(world: World, chat_id: int | str) -> Chat:
    """A chat the bot may write to."""
    chat = member_chat(world, chat_id)
    member = world.bot_member(chat)
    rights = member_json(chat, member)
    if chat.type == "channel" and not rights.get("can_post_messages"):
        raise bad_request("need administrator rights in the channel chat")
    if member.status == "restricted" and not rights["can_send_messages"]:
        raise bad_request("not enough rights to send text messages to the chat")
    return chat


def _check_private(world: World, chat: Chat) -> None:
    if chat.owner and chat.owner.deactivated:
        raise forbidden(FORBIDDEN_TEXTS["deactivated"])
    if world.bot_member(chat).status == "kicked":
        raise forbidden(FORBIDDEN_TEXTS["blocked"])
    if not chat.started:
        raise forbidden(FORBIDDEN_TEXTS["not started"])


def _check_membership(world: World, chat: Chat) -> None:
    if chat.deleted:
        raise forbidden(FORBIDDEN_TEXTS["group deleted"])
    status = world.bot_member(chat).status
    if status == "kicked":
        raise forbidden(FORBIDDEN_TEXTS[f"kicked from {chat.type}"])
    if status == "left":
        raise forbidden(FORBIDDEN_TEXTS[f"not in {chat.type}"])


def target_thread(world: World, chat: Chat, thread_id: int | None) -> int | None:
    """The forum topic to write to.

    The general topic has no thread id: naming it (1) is refused, as at Telegram, and so is any thread of a chat that
    is no forum, although messages there carry such ids when they are replies.
    """
    if thread_id is None:
        return None
    topic = chat.topics.get(thread_id)
    if not chat.forum or topic is None or topic.deleted or thread_id == GENERAL_TOPIC:
        raise thread_not_found()
    if topic.closed and world.bot_member(chat).status not in ADMIN:
        raise bad_request("TOPIC_CLOSED")
    return thread_id


def replied_message(chat: Chat, params: Params) -> Message | None:
    """The message that a new one answers."""
    asked = params.get("reply_parameters") or {}
    message_id = asked.get("message_id") or params.get("reply_to_message_id")
    if message_id is None:
        return None
    found = chat.message(message_id)
    forgiven = asked.get("allow_sending_without_reply") or params.get("allow_sending_without_reply")
    if found is None and not forgiven:
        raise bad_request("message to be replied not found")
    return found


def bot_is_admin(world: World, chat: Chat) -> bool:
    """Whether the bot may do what only administrators may."""
    return world.bot_member(chat).status in ADMIN
