"""Groups, forums, channels: who is heard, who may write, and how the bot is told of changes."""

import pytest
from tests.botapi import BotApi, Chat, User


async def heard(call) -> list[dict]:
    """New updates, confirmed."""
    updates = (await call("getUpdates"))["result"]
    if updates:
        await call("getUpdates", offset=updates[-1]["update_id"] + 1)
    return updates


async def send(call, chat: Chat, **params) -> str:
    answer = await call("sendMessage", **{"chat_id": chat.id, "text": "x", **params})
    return "ok" if answer["ok"] else answer["description"]


async def test_blocked_deactivated_and_never_started(api: BotApi, ada: User, call) -> None:
    chat = api.private(ada)
    await ada.blocks_bot()
    (update,) = await heard(call)
    change = update["my_chat_member"]
    assert change["old_chat_member"]["status"] == "member"
    assert change["new_chat_member"]["status"] == "kicked"
    assert change["new_chat_member"]["until_date"] == 0
    assert await send(call, chat) == "Forbidden: bot was blocked by the user"
    with pytest.raises(ValueError, match="blocked"):
        await ada.says(chat, "x")
    await ada.unblocks_bot()
    assert await send(call, chat) == "ok"
    ada.deactivated = True
    assert await send(call, chat) == "Forbidden: user is deactivated"
    eve = api.user("Eve")
    silent = api.private(eve, started=False)
    assert await send(call, silent) == "Forbidden: bot can't initiate conversation with a user"
    await eve.says(silent, "/start")
    assert await send(call, silent) == "ok"


@pytest.mark.parametrize("kind", ["group", "supergroup", "channel"])
async def test_out_of_a_chat(api: BotApi, ada: User, call, kind: str) -> None:
    chat: Chat = getattr(api, kind)(creator=ada)
    assert await send(call, chat) == "ok"
    await ada.removes_bot(chat)
    assert await send(call, chat) == f"Forbidden: bot was kicked from the {kind} chat"
    await ada.adds_bot(chat)
    assert await send(call, chat) == "ok"
    await call("leaveChat", chat_id=chat.id)
    assert await send(call, chat) == f"Forbidden: bot is not a member of the {kind} chat"


async def test_a_deleted_group_and_restricted_rights(api: BotApi, ada: User, call) -> None:
    chat = api.group(creator=ada)
    chat.deleted = True
    assert await send(call, chat) == "Forbidden: the group chat was deleted"
    other = api.supergroup(creator=ada)
    await ada.restricts_bot(other)
    assert await send(call, other) == "Bad Request: not enough rights to send text messages to the chat"
    await ada.restricts_bot(other, can_send_messages=True)
    assert await send(call, other) == "ok"


async def test_privacy_mode(api: BotApi, ada: User, call) -> None:
    group = api.group(members=[ada])
    await send(call, group)
    for text in ("just talk", "/start", "/start@strict_test_bot x", "/start@other_bot"):
        await ada.says(group, text)
    await ada.says(group, "a reply", reply_to=group.last)
    texts = [update["message"]["text"] for update in await heard(call)]
    assert texts == ["/start", "/start@strict_test_bot x", "a reply"]
    await ada.promotes_bot(group)
    await ada.says(group, "just talk")
    assert (await heard(call))[-1]["message"]["text"] == "just talk"


async def test_who_came_and_went(api: BotApi, ada: User, call) -> None:
    eve = api.user("Eve")
    group = api.group(creator=ada, bot="left")
    await ada.adds_bot(group)
    added, service = await heard(call)
    assert added["my_chat_member"]["new_chat_member"]["status"] == "member"
    assert service["message"]["new_chat_members"][0]["id"] == api.bot.id
    await eve.joins(group)
    assert [list(update)[1] for update in await heard(call)] == ["message"]
    await ada.promotes_bot(group)
    await heard(call)
    await call("getUpdates", allowed_updates=["message", "my_chat_member", "chat_member"])
    await ada.promotes(group, eve)
    (promoted,) = await heard(call)
    assert promoted["chat_member"]["new_chat_member"]["status"] == "administrator"
    await eve.leaves(group)
    left, _ = await heard(call)
    assert left["chat_member"]["new_chat_member"] == {**left["chat_member"]["new_chat_member"], "status": "left"}
    with pytest.raises(ValueError, match="is not in"):
        await eve.says(group, "/x")


async def test_a_startgroup_link(api: BotApi, ada: User, call) -> None:
    group = api.group(creator=ada, bot="left")
    await ada.adds_bot(group, start="gaza-truce")
    assert (await heard(call))[-1]["message"]["text"] == "/start@strict_test_bot gaza-truce"


async def test_members_and_administrators(api: BotApi, ada: User, call) -> None:
    eve, bob = api.user("Eve"), api.user("Bob")
    group = api.supergroup(creator=ada, admins=[eve])
    admins = (await call("getChatAdministrators", chat_id=group.id))["result"]
    assert {admin["user"]["first_name"]: admin["status"] for admin in admins} == {
        "Ada": "creator",
        "Eve": "administrator",
    }
    standing = {"chat_id": group.id, "user_id": bob.id}
    assert (await call("getChatMember", **standing))["result"]["status"] == "left"
    await bob.joins(group)
    assert (await call("getChatMember", **standing))["result"]["status"] == "member"
    assert (await call("getChatMemberCount", chat_id=group.id))["result"] == 4
    assert not (await call("getChatMember", chat_id=group.id, user_id=5))["ok"]
    assert (await call("getChatMember", chat_id=ada.id, user_id=ada.id))["result"]["status"] == "member"
    private = await call("getChatAdministrators", chat_id=ada.id)
    assert private["description"] == "Bad Request: there are no administrators in the private chat"


async def test_anonymous_administrators_and_channels_as_senders(api: BotApi, ada: User, call) -> None:
    eve = api.user("Eve")
    group = api.supergroup("News", creator=ada, members=[eve])
    channel = api.channel("Wire", creator=ada)
    await ada.says(group, "/anonymous", anonymous=True)
    await ada.says(group, "/channel", as_chat=channel)
    anonymous, as_channel = (update["message"] for update in await heard(call))
    assert anonymous["from"] == {
        "id": 1087968824,
        "is_bot": True,
        "first_name": "Group",
        "username": "GroupAnonymousBot",
    }
    assert anonymous["sender_chat"]["id"] == group.id
    assert as_channel["from"]["id"] == 136817688
    assert as_channel["sender_chat"]["title"] == "Wire"
    with pytest.raises(ValueError, match="only administrators"):
        await eve.says(group, "/x", anonymous=True)


async def test_channels(api: BotApi, ada: User, call) -> None:
    group = api.supergroup("Talk", creator=ada, bot="administrator")
    channel = api.channel("Wire", username="wire_news", creator=ada, linked=group)
    await ada.says(channel, "/status")
    post, forwarded = await heard(call)
    assert post["channel_post"]["sender_chat"]["id"] == channel.id
    assert "from" not in post["channel_post"]
    assert forwarded["message"]["is_automatic_forward"]
    assert forwarded["message"]["from"]["id"] == 777000
    assert forwarded["message"]["sender_chat"]["id"] == channel.id

    answer = await call("sendMessage", chat_id="@wire_news", text="x")
    assert answer["result"]["sender_chat"]["id"] == channel.id
    assert "from" not in answer["result"]
    await ada.promotes_bot(channel, can_post_messages=False)
    assert await send(call, channel) == "Bad Request: need administrator rights in the channel chat"
    await ada.demotes_bot(channel)
    assert await send(call, channel) == "Bad Request: need administrator rights in the channel chat"
    assert (await call("getChatMember", chat_id=channel.id, user_id=ada.id))["description"] == (
        "Bad Request: CHAT_ADMIN_REQUIRED"
    )
    assert (await call("getChat", chat_id=group.id))["result"]["linked_chat_id"] == channel.id


async def test_forum_topics(api: BotApi, ada: User, call) -> None:
    forum = api.supergroup("Forum", forum=True, creator=ada)
    news = await ada.opens_topic(forum, "News")
    await ada.says(news, "/status")
    await ada.says(forum.topics[1], "/status")
    opened, in_topic, in_general = (update["message"] for update in await heard(call))
    assert opened["forum_topic_created"]["name"] == "News"
    assert opened["message_id"] == news.id
    assert (in_topic["message_thread_id"], in_topic["is_topic_message"]) == (news.id, True)
    assert "message_thread_id" not in in_general
    assert in_topic["chat"]["is_forum"]

    assert await send(call, forum, message_thread_id=news.id, text="to topic") == "ok"
    assert await send(call, forum, text="to general") == "ok"
    reply = {"message_id": in_topic["message_id"]}
    assert await send(call, forum, text="follows the reply", reply_parameters=reply) == "ok"
    assert [message.text for message in news.messages][-2:] == ["to topic", "follows the reply"]
    assert [message.text for message in forum.topics[1].messages][-1] == "to general"
    for thread in (1, 77):
        assert await send(call, forum, message_thread_id=thread) == "Bad Request: message thread not found"

    await ada.closes_topic(news)
    assert "forum_topic_closed" in (await heard(call))[-1]["message"]
    assert await send(call, forum, message_thread_id=news.id) == "Bad Request: TOPIC_CLOSED"
    await ada.promotes_bot(forum)
    assert await send(call, forum, message_thread_id=news.id) == "ok"
    await ada.reopens_topic(news)
    await ada.deletes_topic(news)
    assert await send(call, forum, message_thread_id=news.id) == "Bad Request: message thread not found"


async def test_topics_of_the_bot(api: BotApi, ada: User, call) -> None:
    forum = api.supergroup(forum=True, creator=ada)
    here = {"chat_id": forum.id}
    assert (await call("createForumTopic", **here, name="X"))["description"] == (
        "Bad Request: not enough rights to manage topics"
    )
    await ada.promotes_bot(forum)
    topic = (await call("createForumTopic", **here, name="X"))["result"]
    here["message_thread_id"] = topic["message_thread_id"]
    assert await send(call, forum, **here) == "ok"
    for method, ok in (
        ("closeForumTopic", True),
        ("closeForumTopic", False),
        ("reopenForumTopic", True),
        ("deleteForumTopic", True),
        ("deleteForumTopic", False),
    ):
        assert (await call(method, **here))["ok"] is ok, method


async def test_thread_ids_of_replies_are_a_trap(api: BotApi, ada: User, call) -> None:
    """Replies in a supergroup that is no forum carry a thread id that must not be sent back."""
    group = api.supergroup(members=[ada])
    await send(call, group)
    await ada.says(group, "/status", reply_to=group.last)
    (update,) = await heard(call)
    thread = update["message"]["message_thread_id"]
    assert "is_topic_message" not in update["message"]
    assert await send(call, group, message_thread_id=thread) == "Bad Request: message thread not found"


async def test_migration(api: BotApi, ada: User, call) -> None:
    group = api.group("G", creator=ada)
    await send(call, group, text="old")
    new = api.migrate(group)
    here, there = (update["message"] for update in await heard(call))
    assert (here["chat"]["id"], here["migrate_to_chat_id"]) == (group.id, new.id)
    assert (there["chat"]["id"], there["migrate_from_chat_id"]) == (new.id, group.id)
    answer = await call("sendMessage", chat_id=group.id, text="x")
    assert answer == {
        "ok": False,
        "error_code": 400,
        "description": "Bad Request: group chat was upgraded to a supergroup chat",
        "parameters": {"migrate_to_chat_id": new.id},
    }
    assert await send(call, new, text="new") == "ok"
    assert (new.type, new.has(ada), new.texts) == ("supergroup", True, ["new"])


async def test_pins_reactions_and_actions(api: BotApi, ada: User, call) -> None:
    group = api.group(creator=ada)
    await send(call, group)
    here = {"chat_id": group.id, "message_id": group.last.id}
    assert not (await call("pinChatMessage", **here))["ok"]
    await ada.promotes_bot(group)
    assert (await call("pinChatMessage", **here))["ok"]
    assert (await call("getChat", chat_id=group.id))["result"]["pinned_message"]["message_id"] == group.last.id
    assert (await call("unpinChatMessage", **here))["ok"]
    assert not (await call("unpinChatMessage", **here))["ok"]
    assert (await call("setMessageReaction", **here, reaction=[{"type": "emoji", "emoji": "👍"}]))["ok"]
    assert group.last.reactions[api.bot.id] == ["👍"]
    assert (await call("sendChatAction", chat_id=group.id, action="typing"))["ok"]
    assert group.actions == ["typing"]
    assert not (await call("sendChatAction", chat_id=group.id, action="yawning"))["ok"]
    await call("getUpdates", allowed_updates=["message_reaction"])
    await ada.reacts(group.last, "🔥")
    assert (await heard(call))[-1]["message_reaction"]["new_reaction"] == [{"type": "emoji", "emoji": "🔥"}]


async def test_a_tap_on_a_deleted_message(api: BotApi, ada: User, call) -> None:
    await send(call, api.private(ada))
    message = api.private(ada).last
    await ada.deletes(message)
    await ada.sends_callback(message, "stale")
    query = (await heard(call))[-1]["callback_query"]
    assert query["message"] == {"chat": query["message"]["chat"], "message_id": message.id, "date": 0}
