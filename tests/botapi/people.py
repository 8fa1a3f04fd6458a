"""Users as a test drives them: they write, tap, ask inline, and change who is in a chat."""

from dataclasses import dataclass, field
from typing import Any

from .asking import InlineAsk, Tap
from .formatting import Formatted, format_text
from .forum import open_topic, set_closed
from .model import Account, Chat, Json, Message, Status, Topic
from .render import chat_json, message_json, user_json
from .standing import set_standing, standing
from .world import ANONYMOUS, CHANNEL_BOT, SERVICE, World


@dataclass(slots=True, eq=False)
class User(Account):
    """A person. Make one with `BotApi.user`."""

    world: World = field(kw_only=True)

    def __repr__(self) -> str:
        return f"<{self.first_name} {self.id}>"

    # Writing

    async def says(
        self,
        where: Chat | Topic,
        text: str,
        *,
        reply_to: Message | None = None,
        anonymous: bool = False,
        as_chat: Chat | None = None,
        **extra: Any,
    ) -> Message:
        """Write a message; in a channel, a post. The bot hears it as far as Telegram lets it."""
        chat, thread = _place(where, reply_to)
        self._check_presence(chat)
        chat.started = True
        message = self.world.post(
            chat,
            self._formatted(text),
            **self._identity(chat, anonymous=anonymous, as_chat=as_chat),
            thread=thread,
            reply_to=reply_to,
            extra=extra,
        )
        if self._bot_hears(message):
            self.world.announce(message)
        if chat.type == "channel" and chat.linked:
            self._forward_to_discussion(message, chat.linked)
        return message

    async def edits(self, message: Message, text: str) -> Message:
        """Change an own message."""
        message.edits.append(message.revision(self.world.clock()))
        message.content, message.edit_date = self._formatted(text), self.world.now()
        if self._bot_hears(message):
            self.world.announce(message, edited=True)
        return message

    async def deletes(self, message: Message) -> None:
        """Delete a message; the bot is not told, as at Telegram."""
        message.deleted = True
        self.world.touch()

    async def reacts(self, message: Message, *emoji: str) -> None:
        """React; the bot hears of it if it asked for such updates and is an administrator or in private."""
        before = message.reactions.get(self.id, [])
        message.reactions[self.id] = list(emoji)
        if message.chat.type == "private" or message.chat.is_admin(self.world.bot):
            change = {
                "chat": chat_json(message.chat),
                "message_id": message.id,
                "user": user_json(self),
                "date": self.world.now(),
                "old_reaction": [{"type": "emoji", "emoji": one} for one in before],
                "new_reaction": [{"type": "emoji", "emoji": one} for one in emoji],
            }
            self.world.updates.add("message_reaction", change)
        self.world.touch()

    def _formatted(self, text: str) -> Formatted:
        return format_text(text, None, None, self.world.find_user)

    def _check_presence(self, chat: Chat) -> None:
        if chat.type == "private" and chat.owner is not self:
            raise ValueError(f"{chat!r} is not the private chat of {self!r}")
        if chat.type == "private" and self.world.bot_member(chat).status == "kicked":
            raise ValueError(f"{self!r} has blocked the bot; unblock it first")
        if chat.type in ("group", "supergroup") and not chat.has(self):
            raise ValueError(f"{self!r} is not in {chat!r}; use joins()")
        if chat.type == "channel" and not chat.is_admin(self):
            raise ValueError(f"only administrators post in {chat!r}")

    def _identity(self, chat: Chat, *, anonymous: bool, as_chat: Chat | None) -> dict[str, object]:
        if chat.type == "channel":
            return {"sender_chat": chat}
        if as_chat:
            return {"sender": CHANNEL_BOT, "sender_chat": as_chat}
        if anonymous or chat.member(self).anonymous:
            if not chat.is_admin(self):
                raise ValueError(f"only administrators of {chat!r} are anonymous")
            return {"sender": ANONYMOUS, "sender_chat": chat}
        return {"sender": self}

    def _bot_hears(self, message: Message) -> bool:
        """Privacy mode: in a group a bot that is no administrator hears commands and replies to itself."""
        chat, bot = message.chat, self.world.bot
        if not chat.has(bot) and chat.type != "private":
            return False
        if chat.type in ("private", "channel") or self.world.reads_all or chat.is_admin(bot):
            return True
        if message.reply_to and message.reply_to.from_bot:
            return True
        command, _, addressed = message.text.split(maxsplit=1)[0].partition("@") if message.text else ("", "", "")
        return command.startswith("/") and addressed.lower() in ("", (bot.username or "").lower())

    def _forward_to_discussion(self, post: Message, group: Chat) -> None:
        origin = {"type": "channel", "date": post.date, "chat": chat_json(post.chat), "message_id": post.id}
        extra = {"is_automatic_forward": True, "forward_origin": origin}
        copy = self.world.post(group, post.content, sender=SERVICE, sender_chat=post.chat, extra=extra)
        if self._bot_hears(copy):
            self.world.announce(copy)

    # Asking

    async def taps(self, message: Message, button: str) -> Tap:
        """Tap the inline button of this text.

        Raises:
            LookupError: if there is none, or if it asks nothing of the bot.
        """
        found = message.button(button)
        if "callback_data" not in found:
            raise LookupError(f"the button {found['text']!r} opens something; it does not call the bot")
        return await self.sends_callback(message, found["callback_data"])

    async def sends_callback(self, message: Message, data: str) -> Tap:
        """Send any callback data for a message, as a forged or stale tap would."""
        question = self.world.ask()
        query: Json = {
            "id": question.id,
            "from": user_json(self),
            "chat_instance": str(4_000_000_000_000 + abs(message.chat.id)),
            "message": _tapped(message),
            "data": data,
        }
        self.world.updates.add("callback_query", query)
        return Tap(self.world, question)

    async def asks_inline(self, query: str, *, offset: str = "", chat_type: str = "sender") -> InlineAsk:
        """Type `@bot query` in some chat."""
        question = self.world.ask()
        asked = {"id": question.id, "from": user_json(self), "query": query, "offset": offset, "chat_type": chat_type}
        self.world.updates.add("inline_query", asked)
        return InlineAsk(self.world, question)

    # Membership

    async def blocks_bot(self) -> None:
        """Block the bot in private."""
        chat = self.world.chats[self.id]
        set_standing(self.world, chat, self, standing(self.world.bot, "kicked"))

    async def unblocks_bot(self) -> None:
        """Unblock the bot."""
        chat = self.world.chats[self.id]
        set_standing(self.world, chat, self, standing(self.world.bot, "member"))

    async def adds_bot(self, chat: Chat, *, admin: bool = False, start: str | None = None, **rights: bool) -> None:
        """Add the bot to a group or channel; `start` is the payload of a ?startgroup= link that was followed."""
        status: Status = "administrator" if admin or chat.type == "channel" else "member"
        set_standing(self.world, chat, self, standing(self.world.bot, status, **rights))
        if start is not None:
            await self.says(chat, f"/start@{self.world.bot.username} {start}")

    async def removes_bot(self, chat: Chat) -> None:
        """Kick the bot."""
        set_standing(self.world, chat, self, standing(self.world.bot, "kicked"))

    async def promotes_bot(self, chat: Chat, **rights: bool) -> None:
        """Make the bot an administrator; `can_post_messages=False` and the like take single rights away."""
        set_standing(self.world, chat, self, standing(self.world.bot, "administrator", **rights))

    async def demotes_bot(self, chat: Chat) -> None:
        """Make the bot a plain member."""
        set_standing(self.world, chat, self, standing(self.world.bot, "member"))

    async def restricts_bot(self, chat: Chat, **rights: bool) -> None:
        """Let the bot do only what `rights` allow (`can_send_messages=True`)."""
        set_standing(self.world, chat, self, standing(self.world.bot, "restricted", **rights))

    async def joins(self, chat: Chat) -> None:
        """Come into a chat."""
        set_standing(self.world, chat, self, standing(self, "member"))

    async def leaves(self, chat: Chat) -> None:
        """Go."""
        set_standing(self.world, chat, self, standing(self, "left"))

    async def promotes(self, chat: Chat, other: Account, *, anonymous: bool = False) -> None:
        """Make somebody an administrator."""
        member = standing(other, "administrator")
        member.anonymous = anonymous
        set_standing(self.world, chat, self, member)

    async def demotes(self, chat: Chat, other: Account) -> None:
        """Make somebody a plain member."""
        set_standing(self.world, chat, self, standing(other, "member"))

    async def removes(self, chat: Chat, other: Account) -> None:
        """Kick somebody."""
        set_standing(self.world, chat, self, standing(other, "kicked"))

    # Topics

    async def opens_topic(self, chat: Chat, name: str) -> Topic:
        """Open a forum topic; the bot hears of it."""
        topic = open_topic(self.world, chat, name, self)
        self.world.announce(chat.history[-1])
        return topic

    async def closes_topic(self, topic: Topic) -> None:
        """Close a topic: only administrators write there."""
        set_closed(self.world, topic, self, closed=True)

    async def reopens_topic(self, topic: Topic) -> None:
        """Open it again."""
        set_closed(self.world, topic, self, closed=False)

    async def deletes_topic(self, topic: Topic) -> None:
        """Delete a topic with its messages; the bot is not told, as at Telegram."""
        for message in topic.messages:
            message.deleted = True
        topic.deleted = True
        self.world.touch()


def _place(where: Chat | Topic, reply_to: Message | None) -> tuple[Chat, int | None]:
    """The chat and the thread id of its messages there; the general topic has none.

    A reply in a supergroup that is no forum carries a thread id too, and bots that send it back are refused.
    """
    if isinstance(where, Topic):
        return where.chat, where.id if where.id != 1 else None
    if reply_to is None or where.type != "supergroup":
        return where, None
    return where, reply_to.thread if where.forum else reply_to.thread or reply_to.id


def _tapped(message: Message) -> Json:
    """A deleted message is inaccessible: its date is 0."""
    if message.deleted:
        return {"chat": chat_json(message.chat), "message_id": message.id, "date": 0}
    return message_json(message)
