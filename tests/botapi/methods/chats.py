"""Questions about chats and members, and leaving."""

from ..access import member_chat
from ..errors import bad_request
from ..model import ADMIN, IN_CHAT, Chat, Json, Member
from ..registry import Params, method
from ..render import full_chat_json, member_json
from ..world import World


@method("getChat")
def get_chat(world: World, params: Params) -> Json:
    """A ChatFullInfo with the newest pinned message."""
    chat = member_chat(world, params["chat_id"])
    pinned = chat.message(chat.pinned[-1]) if chat.pinned else None
    return full_chat_json(chat, pinned)


@method("getChatMember")
def get_member(world: World, params: Params) -> Json:
    """Somebody's standing; who was never seen at all is refused."""
    chat = member_chat(world, params["chat_id"])
    account = world.accounts.get(params["user_id"])
    if account is None:
        raise bad_request("invalid user_id specified")
    if chat.type == "channel" and world.bot_member(chat).status not in ADMIN:
        raise bad_request("CHAT_ADMIN_REQUIRED")
    return member_json(chat, _standing(chat, world, account.id))


def _standing(chat: Chat, world: World, account_id: int) -> Member:
    account = world.accounts[account_id]
    if chat.type == "private" and account is chat.owner:
        return Member(account, "member")
    return chat.member(account)


@method("getChatAdministrators")
def get_administrators(world: World, params: Params) -> list[Json]:
    """All administrators but other bots."""
    chat = member_chat(world, params["chat_id"])
    if chat.type == "private":
        raise bad_request("there are no administrators in the private chat")
    admins = [member for member in chat.members.values() if member.status in ADMIN]
    seen = [member for member in admins if not member.account.is_bot or member.account is world.bot]
    return [member_json(chat, member) for member in seen]


@method("getChatMemberCount")
def count_members(world: World, params: Params) -> int:
    """Everybody who is in the chat."""
    chat = member_chat(world, params["chat_id"])
    if chat.type == "private":
        return 2
    return sum(member.status in IN_CHAT for member in chat.members.values())


@method("leaveChat")
def leave(world: World, params: Params) -> bool:
    """The bot goes; its next message here is refused."""
    chat = member_chat(world, params["chat_id"])
    if chat.type == "private":
        raise bad_request("chat member status can't be changed in private chats")
    chat.members[world.bot.id] = Member(world.bot, "left")
    world.touch()
    return True
