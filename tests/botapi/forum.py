"""Opening and closing forum topics, by whomever."""

from .model import Account, Chat, Topic
from .world import World


def open_topic(world: World, chat: Chat, name: str, by: Account) -> Topic:
    """A topic begins with a service message whose id is the topic's."""
    message = world.post(chat, sender=by, from_bot=by is world.bot)
    topic = Topic(chat, message.id, name)
    message.thread = topic.id
    message.extra["forum_topic_created"] = {"name": name, "icon_color": topic.icon_color}
    chat.topics[topic.id] = topic
    return topic


def set_closed(world: World, topic: Topic, by: Account, *, closed: bool) -> None:
    """Close or reopen, with the service message that says so; the bot hears of what others do."""
    topic.closed = closed
    what = "forum_topic_closed" if closed else "forum_topic_reopened"
    message = world.post(topic.chat, sender=by, thread=topic.id, from_bot=by is world.bot, extra={what: {}})
    if by is not world.bot:
        world.announce(message)
