"""What a button carries: its action, sealed for the chat it stands in, in Telegram's 64 bytes.

Anybody who takes part in a chat can send any callback data, so nothing counts that we have not sealed ourselves. The
key comes from the bot's token: it survives restarts, and no other bot has it. An action may be about another place (a
channel that is set up from a private chat); the seal covers that too.
"""

import hmac
from base64 import urlsafe_b64encode
from dataclasses import dataclass
from hashlib import sha256

from bot.core.model import ChatId

MOST_BYTES = 64
_MAC_LENGTH = 8  # characters of 6 bits


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """A button's action, and the chat it is about where that is another one."""

    action: str
    about: ChatId | None = None


class Seals:
    """Seals and opens the data of buttons."""

    def __init__(self, token: str) -> None:
        self._key = sha256(b"buttons\0" + token.encode()).digest()

    def close(self, chat: ChatId, action: str, about: ChatId | None = None) -> str:
        """The data of a button in `chat`. An action that does not fit is a bug."""
        body = action if about is None or about == chat else f"{about}~{action}"
        data = self._mac(chat, body) + body
        assert len(data.encode()) <= MOST_BYTES, f"{action!r} is too long for a button"
        return data

    def open(self, chat: ChatId, data: str) -> Opened | None:
        """What we once sealed for this chat; None for anything else."""
        seal, body = data[:_MAC_LENGTH], data[_MAC_LENGTH:]
        if not hmac.compare_digest(seal.encode(), self._mac(chat, body).encode()):
            return None
        about, tilde, action = body.partition("~")
        return Opened(action=action, about=ChatId(int(about))) if tilde else Opened(action=body)

    def _mac(self, chat: ChatId, body: str) -> str:
        digest = hmac.new(self._key, f"{chat}\0{body}".encode(), sha256).digest()
        return urlsafe_b64encode(digest)[:_MAC_LENGTH].decode()
