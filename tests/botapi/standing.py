"""Changes of membership: the new standing, the update that reports it, and the service message where there is one."""

from .model import IN_CHAT, Account, Chat, Json, Member, Status
from .render import chat_json, member_json, user_json
from .world import World


def set_standing(world: World, chat: Chat, by: Account, member: Member) -> None:
    """Give an account a new standing and tell the bot, as far as Telegram tells it."""
    before = chat.member(member.account)
    chat.members[member.account.id] = member
    if world.bot_member(chat).status in IN_CHAT or member.account is world.bot:
        kind = "my_chat_member" if member.account is world.bot else "chat_member"
        if kind == "my_chat_member" or chat.is_admin(world.bot):
            world.updates.add(kind, _change(world, chat, by, before, member))
    _service_message(world, chat, by, before, member)
    world.touch()


def _change(world: World, chat: Chat, by: Account, before: Member, after: Member) -> Json:
    return {
        "chat": chat_json(chat),
        "from": user_json(by),
        "date": world.now(),
        "old_chat_member": member_json(chat, before),
        "new_chat_member": member_json(chat, after),
    }


def _service_message(world: World, chat: Chat, by: Account, before: Member, after: Member) -> None:
    """Groups show who came and who went; the bot sees all but its own going."""
    if chat.type not in ("group", "supergroup"):
        return
    was_in, is_in = before.status in IN_CHAT, after.status in IN_CHAT
    if was_in == is_in:
        return
    who = user_json(after.account)
    extra = {"new_chat_members": [who], "new_chat_member": who} if is_in else {"left_chat_member": who}
    extra.pop("new_chat_member", None)
    message = world.post(chat, sender=by, extra=extra)
    if world.bot_member(chat).status in IN_CHAT:
        world.announce(message)


def standing(account: Account, status: Status, **rights: bool) -> Member:
    """A standing with some rights changed."""
    return Member(account, status, rights=rights)


def migrate(world: World, group: Chat) -> Chat:
    """Upgrade a small group to a supergroup: a new id, the same people, a service message on either side."""
    if group.type != "group":
        raise ValueError(f"{group!r} is no small group")
    new = Chat(-1_000_000_000_000 + group.id, "supergroup", group.title, members=dict(group.members))
    new.linked, new.migrated_from = group.linked, group
    world.chats[new.id] = new
    here = world.post(group, sender=None, extra={"migrate_to_chat_id": new.id})
    there = world.post(new, sender=None, extra={"migrate_from_chat_id": group.id})
    here.sender = there.sender = _someone(group)
    group.migrated_to = new
    world.announce(here)
    world.announce(there)
    return new


def _someone(group: Chat) -> Account | None:
    creators = [member.account for member in group.members.values() if member.status == "creator"]
    return creators[0] if creators else None
