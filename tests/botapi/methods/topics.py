"""Forum topics, made and changed by the bot."""

from ..access import bot_is_admin, member_chat
from ..errors import bad_request, thread_not_found
from ..forum import open_topic, set_closed
from ..model import Chat, Json, Topic
from ..registry import Params, method
from ..render import topic_json
from ..world import World


def _forum(world: World, params: Params) -> Chat:
    chat = member_chat(world, params["chat_id"])
    if not chat.forum:
        raise bad_request("the chat is not a forum")
    if not bot_is_admin(world, chat):
        raise bad_request("not enough rights to manage topics")
    return chat


def _topic(world: World, params: Params) -> Topic:
    topic = _forum(world, params).topics.get(params["message_thread_id"])
    if topic is None or topic.deleted:
        raise thread_not_found()
    return topic


@method("createForumTopic")
def create(world: World, params: Params) -> Json:
    """A new topic."""
    if not 1 <= len(params["name"]) <= 128:
        raise bad_request("TOPIC_TITLE_EMPTY")
    return topic_json(open_topic(world, _forum(world, params), params["name"], world.bot))


@method("closeForumTopic")
def close(world: World, params: Params) -> bool:
    """Only administrators may write from now on."""
    topic = _topic(world, params)
    if topic.closed:
        raise bad_request("TOPIC_NOT_MODIFIED")
    set_closed(world, topic, world.bot, closed=True)
    return True


@method("reopenForumTopic")
def reopen(world: World, params: Params) -> bool:
    """Everybody may write again."""
    topic = _topic(world, params)
    if not topic.closed:
        raise bad_request("TOPIC_NOT_MODIFIED")
    set_closed(world, topic, world.bot, closed=False)
    return True


@method("deleteForumTopic")
def delete(world: World, params: Params) -> bool:
    """The topic goes with all its messages."""
    topic = _topic(world, params)
    for message in topic.messages:
        message.deleted = True
    topic.deleted = True
    world.touch()
    return True
