"""Who may change the settings of a place: anyone alone with us, admins of groups, whoever posts in a channel."""

from dataclasses import dataclass
from time import monotonic

from telegram import Bot, Chat, Message, User
from telegram.constants import ChatMemberStatus, ChatType
from telegram.error import BadRequest, Forbidden

from bot.chat.requests import Kind

REMEMBERED = 60.0  # seconds for which a typed command trusts an earlier look
_ADMINS = (ChatMemberStatus.OWNER, ChatMemberStatus.ADMINISTRATOR)
_MOST = 2000


def kind_of(chat: Chat) -> Kind:
    """The sort of place a chat is."""
    if chat.type == ChatType.PRIVATE:
        return Kind.PRIVATE
    return Kind.CHANNEL if chat.type == ChatType.CHANNEL else Kind.GROUP


@dataclass(frozen=True, slots=True)
class _Seen:
    admin: bool
    at: float


class Rights:
    """Asks Telegram who is an admin, and remembers it for a minute."""

    def __init__(self, bot: Bot) -> None:
        self._bot = bot
        self._seen: dict[tuple[int, int], _Seen] = {}

    async def writer(self, message: Message) -> bool:
        """Whether whoever wrote a message may change settings there."""
        if message.chat.type in (ChatType.PRIVATE, ChatType.CHANNEL):
            return True
        if message.sender_chat is not None:  # an anonymous admin writes as the group itself; a channel there is a guest
            return message.sender_chat.id == message.chat.id
        return message.from_user is not None and await self.admin(message.chat.id, message.from_user.id)

    async def tapper(self, chat: Chat, user: User) -> bool:
        """Whether whoever tapped may change settings, asked anew each time: the button may be old."""
        return chat.type == ChatType.PRIVATE or await self.admin(chat.id, user.id, fresh=True)

    async def admin(self, chat: int, user: int, *, fresh: bool = False) -> bool:
        """Whether a user is an admin of a chat; not, where we cannot see it."""
        seen = self._seen.get((chat, user))
        if seen and not fresh and monotonic() - seen.at < REMEMBERED:
            return seen.admin
        try:
            member = await self._bot.get_chat_member(chat, user)
        except (BadRequest, Forbidden):
            return False
        if len(self._seen) >= _MOST:
            self._seen.clear()
        self._seen[chat, user] = _Seen(member.status in _ADMINS, monotonic())
        return member.status in _ADMINS

    def forget(self, chat: int) -> None:
        """Look again: somebody's standing in a chat has changed."""
        self._seen = {key: seen for key, seen in self._seen.items() if key[0] != chat}
