"""The JSON of Bot API objects, complete: a field that Telegram always sends is always here, even when it is 0."""

from .model import Account, Chat, Json, Member, Message, Topic

ADMIN_RIGHTS = (
    "can_manage_chat", "can_delete_messages", "can_manage_video_chats", "can_restrict_members", "can_promote_members",
    "can_change_info", "can_invite_users", "can_post_stories", "can_edit_stories", "can_delete_stories",
    "can_send_welcome_messages",
)  # fmt: skip
GROUP_RIGHTS = ("can_pin_messages", "can_manage_topics")
CHANNEL_RIGHTS = ("can_post_messages", "can_edit_messages")
MEMBER_RIGHTS = (
    "can_send_messages", "can_send_audios", "can_send_documents", "can_send_photos", "can_send_videos",
    "can_send_video_notes", "can_send_voice_notes", "can_send_polls", "can_send_other_messages",
    "can_add_web_page_previews", "can_react_to_messages", "can_edit_tag", "can_change_info", "can_invite_users",
    "can_pin_messages", "can_manage_topics",
)  # fmt: skip


def _present(**fields: object) -> Json:
    return {name: value for name, value in fields.items() if value is not None}


def user_json(account: Account) -> Json:
    """A User."""
    return {
        "id": account.id,
        "is_bot": account.is_bot,
        "first_name": account.first_name,
        **_present(last_name=account.last_name, username=account.username, language_code=account.language),
    }


def me_json(account: Account, *, reads_all: bool) -> Json:
    """The User of getMe."""
    return {
        **user_json(account),
        "can_join_groups": True,
        "can_read_all_group_messages": reads_all,
        "supports_inline_queries": True,
        "can_connect_to_business": False,
        "has_main_web_app": False,
        "has_topics_enabled": False,
        "allows_users_to_create_topics": False,
        "can_manage_bots": False,
    }


def chat_json(chat: Chat) -> Json:
    """A Chat."""
    names: Json = {}
    if chat.owner:
        names = _present(first_name=chat.owner.first_name, last_name=chat.owner.last_name)
    title = {} if chat.type == "private" else {"title": chat.title}
    username = chat.owner.username if chat.owner else chat.username
    return {
        "id": chat.id,
        **title,
        **names,
        **_present(username=username),
        "type": chat.type,
        **({"is_forum": True} if chat.forum else {}),
    }


def full_chat_json(chat: Chat, pinned: Message | None) -> Json:
    """The ChatFullInfo of getChat."""
    return {
        **chat_json(chat),
        "accent_color_id": 0,
        "max_reaction_count": 11,
        "accepted_gift_types": dict.fromkeys(
            ("unlimited_gifts", "limited_gifts", "unique_gifts", "premium_subscription", "gifts_from_channels"), False
        ),
        **_present(
            linked_chat_id=chat.linked.id if chat.linked else None,
            pinned_message=message_json(pinned) if pinned else None,
        ),
    }


def member_json(chat: Chat, member: Member) -> Json:
    """A ChatMember of the right kind."""
    head: Json = {"user": user_json(member.account), "status": member.status}
    title = _present(custom_title=member.title)
    if member.status == "creator":
        return {**head, "is_anonymous": member.anonymous, **title}
    if member.status == "administrator":
        rights = dict.fromkeys(_admin_rights(chat), True)
        return {**head, "can_be_edited": False, "is_anonymous": member.anonymous, **rights, **member.rights, **title}
    if member.status == "kicked":
        return {**head, "until_date": member.until}
    if member.status == "restricted":
        rights = dict.fromkeys(MEMBER_RIGHTS, False)
        return {**head, "is_member": True, **rights, **member.rights, "until_date": member.until}
    return head


def _admin_rights(chat: Chat) -> tuple[str, ...]:
    return ADMIN_RIGHTS + (CHANNEL_RIGHTS if chat.type == "channel" else GROUP_RIGHTS)


def topic_json(topic: Topic) -> Json:
    """A ForumTopic."""
    return {"message_thread_id": topic.id, "name": topic.name, "icon_color": topic.icon_color}


def message_json(message: Message, *, with_reply: bool = True) -> Json:
    """A Message. A replied-to message is given without its own reply, as Telegram does."""
    return {
        "message_id": message.id,
        **_sender(message),
        "chat": chat_json(message.chat),
        "date": message.date,
        **_present(edit_date=message.edit_date),
        **_thread(message),
        **_reply(message, with_reply=with_reply),
        **message.extra,
        **_content(message),
        **_present(reply_markup=message.markup if message.rows else None),
    }


def _sender(message: Message) -> Json:
    return _present(
        **{"from": user_json(message.sender) if message.sender else None},
        sender_chat=chat_json(message.sender_chat) if message.sender_chat else None,
    )


def _thread(message: Message) -> Json:
    if message.thread is None:
        return {}
    return {"message_thread_id": message.thread, **({"is_topic_message": True} if message.chat.forum else {})}


def _reply(message: Message, *, with_reply: bool) -> Json:
    if not with_reply or message.reply_to is None or message.reply_to.deleted:
        return {}
    return {"reply_to_message": message_json(message.reply_to, with_reply=False)}


def _content(message: Message) -> Json:
    if not message.text:
        return {}
    media = "document" in message.extra or "photo" in message.extra
    text_name, entities_name = ("caption", "caption_entities") if media else ("text", "entities")
    return {text_name: message.text, **({entities_name: list(message.entities)} if message.entities else {})}
