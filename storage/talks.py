"""What chats told us of themselves, questions that wait for answers, and all about a chat: shown or forgotten."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.core.model import ChatId
from storage.engine import Connection, Row
from storage.times import to_ms

PATIENCE = timedelta(minutes=15)
_LAST = 2**63 - 1

Value = int | float | str | bytes | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What a person was asked: the action that takes the answer, for the settings of which place.

    `draft` is an answer not yet confirmed, `asker` the one who was asked, as far as the store has told it.
    """

    action: str
    place: tuple[ChatId, int]
    draft: str = ""
    asker: int = field(default=0, compare=False)


class TalkTable:
    """Reads and writes what belongs to a chat as a whole, on one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def language(self, chat: ChatId) -> str | None:
        """The language the chat chose, None where it chose none."""
        row = self._connection.execute("SELECT language FROM chats WHERE chat = ?", (chat,)).fetchone()
        return None if row is None else row["language"]

    def set_language(self, chat: ChatId, language: str, now: datetime) -> None:
        """Remember the language a chat chose."""
        self._connection.execute(
            """INSERT INTO chats (chat, language, since) VALUES (?, ?, ?)
            ON CONFLICT (chat) DO UPDATE SET language = excluded.language""",
            (chat, language, to_ms(now)),
        )

    def offer_language(self, chat: ChatId, now: datetime) -> bool:
        """Remember that a chat was offered a language; False where it was before, or has chosen one."""
        made = self._connection.execute(
            """INSERT INTO chats (chat, since, offered_at) VALUES (?, ?, ?) ON CONFLICT (chat)
            DO UPDATE SET offered_at = excluded.offered_at WHERE language IS NULL AND offered_at IS NULL""",
            (chat, to_ms(now), to_ms(now)),
        )
        return made.rowcount == 1

    def may_be_offered(self, chat: ChatId) -> bool:
        """Whether a chat has chosen no language, and was offered none."""
        row = self._connection.execute("SELECT language, offered_at FROM chats WHERE chat = ?", (chat,)).fetchone()
        return row is None or (row["language"] is None and row["offered_at"] is None)

    def ask(self, chat: ChatId, asker: int, question: Question, now: datetime) -> None:
        """Remember what was asked; an earlier question to the same person is dropped, and so are all that are old."""
        self._connection.execute("DELETE FROM questions WHERE at < ?", (to_ms(now - PATIENCE),))
        self._connection.execute(
            """INSERT OR REPLACE INTO questions (chat, asker, question, about, thread, draft, at)
            VALUES (?, ?, ?, ?, ?, ?, ?)""",
            (chat, asker, question.action, *question.place, question.draft, to_ms(now)),
        )

    def question(self, chat: ChatId, asker: int, now: datetime) -> Question | None:
        """What a person was asked, unless that is too long ago.

        An anonymous admin taps as a person and writes as nobody (0): of nobody it is what the chat was asked last.
        """
        row = self._connection.execute(
            """SELECT * FROM questions WHERE chat = ? AND ? IN (asker, 0) AND at >= ?
            ORDER BY draft = '' DESC, at DESC LIMIT 1""",
            (chat, asker, to_ms(now - PATIENCE)),
        ).fetchone()
        return None if row is None else _question(row)

    def drafts(self, chat: ChatId, now: datetime) -> tuple[Question, ...]:
        """What waits in a chat to be confirmed, whoever wrote it: who taps may have a face that the writer had not."""
        rows = self._connection.execute(
            "SELECT * FROM questions WHERE chat = ? AND draft != '' AND at >= ?", (chat, to_ms(now - PATIENCE))
        )
        return tuple(map(_question, rows))

    def answered(self, chat: ChatId, asker: int) -> None:
        """The question needs no answer any more."""
        self._connection.execute("DELETE FROM questions WHERE chat = ? AND asker = ?", (chat, asker))

    # Everything about a chat

    def everything(self, chat: ChatId) -> dict[str, list[dict[str, Value]]]:
        """Every row of every table that is about a chat, times in milliseconds since 1970."""
        return {
            table: [dict(row) for row in self._connection.execute(f"SELECT * FROM {table} WHERE chat = ?", (chat,))]  # noqa: S608
            for table in self._tables()
        }

    def forget(self, chat: ChatId) -> int:
        """Delete every row about a chat, and the words of filters that nobody has any more. Returns how many rows."""
        gone = sum(
            self._connection.execute(f"DELETE FROM {table} WHERE chat = ?", (chat,)).rowcount  # noqa: S608
            for table in self._tables()
        )
        self._connection.execute("DELETE FROM questions WHERE asker = ? OR about = ?", (chat, chat))
        self._connection.execute(  # a cursor that stands on the chat takes the place just before it
            "UPDATE fanouts SET after_chat = ? - 1, after_thread = ? WHERE after_chat = ?", (chat, _LAST, chat)
        )
        self._connection.execute("DELETE FROM filter_texts WHERE text NOT IN (SELECT text FROM filters)")
        self._connection.execute("DELETE FROM filter_words WHERE text NOT IN (SELECT text FROM filters)")
        return gone

    def _tables(self) -> tuple[str, ...]:
        """Every table with a column `chat`; what refers to others comes before what it refers to."""
        rows = self._connection.execute(
            """SELECT m.name FROM sqlite_master m JOIN pragma_table_info(m.name) c ON c.name = 'chat'
            WHERE m.type = 'table' ORDER BY m.name = 'subscriptions', m.name"""
        )
        return tuple(row["name"] for row in rows)


def _question(row: Row) -> Question:
    place = (ChatId(row["about"]), row["thread"])
    return Question(action=row["question"], place=place, draft=row["draft"], asker=row["asker"])
