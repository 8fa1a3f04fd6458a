"""A strict Telegram Bot API server for tests. Start reading at README.md; `BotApi` is the way in."""

from . import faults
from .api import TOKEN, BotApi
from .asking import InlineAsk, Tap
from .errors import Refusal
from .model import Account, Chat, Member, Message, Revision, Topic
from .people import User
from .rates import Limit, Rates

__all__ = [
    "TOKEN", "Account", "BotApi", "Chat", "InlineAsk", "Limit", "Member", "Message", "Rates", "Refusal", "Revision",
    "Tap", "Topic", "User", "faults",
]  # fmt: skip
