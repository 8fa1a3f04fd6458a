"""What happens to a chat as a whole: it gets another id, it lets us in no more, it is back, it is forgotten."""

from datetime import datetime, timedelta

from bot.core.model import ChatId
from storage.engine import Connection
from storage.times import to_ms

KEPT = timedelta(days=30)


class ChatTable:
    """Rewrites whatever a chat owns, in every table."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def moved(self, old: ChatId, new: ChatId) -> None:
        """Rewrite a chat's id wherever it stands. Where the new id has such a row already, that one stays."""
        for table in self.tables():
            self._connection.execute(f"UPDATE OR IGNORE {table} SET chat = ? WHERE chat = ?", (new, old))  # noqa: S608
            if table != "deliveries":
                self._connection.execute(f"DELETE FROM {table} WHERE chat = ?", (old,))  # noqa: S608

    def gone(self, chat: ChatId, now: datetime, *, thread: int | None = None) -> None:
        """Put the subscriptions of a chat (or of one thread in it) to sleep; settings are kept for 30 days."""
        self._connection.execute(
            "UPDATE subscriptions SET active = 0, gone_at = ? "
            "WHERE chat = ? AND active = 1 AND thread = coalesce(?, thread)",
            (to_ms(now), chat, thread),
        )

    def back(self, chat: ChatId) -> int:
        """Wake the subscriptions that fell asleep when the chat was gone. Returns how many."""
        return self._connection.execute(
            "UPDATE subscriptions SET active = 1 WHERE chat = ? AND active = 0 AND gone_at IS NOT NULL", (chat,)
        ).rowcount

    def forget_gone(self, now: datetime) -> int:
        """Delete subscriptions of chats that have been gone for 30 days, settings and all. Returns how many."""
        return self._connection.execute(
            "DELETE FROM subscriptions WHERE active = 0 AND gone_at < ?", (to_ms(now - KEPT),)
        ).rowcount

    def long_gone(self, now: datetime) -> tuple[ChatId, ...]:
        """Chats that have been gone for 30 days in each of their threads: nothing of them is to be kept."""
        rows = self._connection.execute(
            """SELECT chat FROM subscriptions GROUP BY chat
            HAVING max(active) = 0 AND count(gone_at) = count(*) AND max(gone_at) < ? ORDER BY chat""",
            (to_ms(now - KEPT),),
        )
        return tuple(ChatId(row["chat"]) for row in rows)

    def tables(self) -> tuple[str, ...]:
        """Every table with a column `chat`, those that others refer to first."""
        rows = self._connection.execute(
            """SELECT m.name FROM sqlite_master m JOIN pragma_table_info(m.name) c ON c.name = 'chat'
            WHERE m.type = 'table' ORDER BY m.name = 'subscriptions' DESC, m.name"""
        )
        return tuple(row["name"] for row in rows)
