"""What happens to us in a chat: let in, thrown out, blocked, the group gets another id, a topic is opened again.

Settings always survive; what changes is whether we write there.
"""

import logging
from collections.abc import Awaitable, Callable

from telegram import Chat, ChatMember, ChatMemberAdministrator, ChatMemberRestricted, Message, Update, User
from telegram.constants import ChatMemberStatus, ChatType
from telegram.ext import ContextTypes

from bot.chat.wire.rights import Rights
from bot.clock import Clock
from bot.core.model import ChatId
from storage.store import Store

log = logging.getLogger(__name__)

LetIn = Callable[[Chat, User], Awaitable[None]]
_OUT = (ChatMemberStatus.LEFT, ChatMemberStatus.BANNED)


class Membership:
    """Keeps what the store says of a chat in step with our standing there."""

    def __init__(self, *, store: Store, clock: Clock, rights: Rights, let_in: LetIn) -> None:
        """Take the store, the clock, and who greets the admin of a channel that lets us in."""
        self._store = store
        self._clock = clock
        self._rights = rights
        self._let_in = let_in

    async def changed(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """Our standing changed, or (`chat_member`) somebody else's."""
        del context
        if update.chat_member is not None:
            self._rights.forget(update.chat_member.chat.id)
        change = update.my_chat_member
        if change is None:
            return
        chat, now = ChatId(change.chat.id), self._clock()
        before, after = may_write(change.old_chat_member, change.chat), may_write(change.new_chat_member, change.chat)
        if after:
            woken = await self._store.write(lambda tables: tables.outbox.chats.back(chat))
            log.info("chat %d: we may write, %d subscriptions woke up", chat, woken)
        else:
            await self._store.write(lambda tables: tables.outbox.chats.gone(chat, now))
            log.info("chat %d: we may not write (%s)", chat, change.new_chat_member.status)
        if after and not before and change.chat.type == ChatType.CHANNEL:
            await self._let_in(change.chat, change.from_user)

    async def service(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """A group became a supergroup, or a topic was opened again."""
        del context
        message = update.effective_message
        assert message is not None
        old, new = _moved(message)
        if old and new:
            await self._store.write(lambda tables: tables.outbox.chats.moved(old, new))
            log.info("chat %d is %d now", old, new)
        if message.forum_topic_reopened is not None:
            await self._store.write(lambda tables: tables.outbox.chats.back(ChatId(message.chat.id)))


def may_write(member: ChatMember, chat: Chat) -> bool:
    """Whether somebody of this standing can write in a chat."""
    if member.status in _OUT:
        return False
    if isinstance(member, ChatMemberRestricted):
        return member.is_member and member.can_send_messages
    if chat.type == ChatType.CHANNEL:
        return isinstance(member, ChatMemberAdministrator) and bool(member.can_post_messages)
    return True


def _moved(message: Message) -> tuple[ChatId | None, ChatId | None]:
    """The old and the new id of a group, as either of the two service messages tells them."""
    here = ChatId(message.chat.id)
    if message.migrate_to_chat_id:
        return here, ChatId(message.migrate_to_chat_id)
    if message.migrate_from_chat_id:
        return ChatId(message.migrate_from_chat_id), here
    return None, None
