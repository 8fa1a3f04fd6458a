"""The database: opened with care, written by one thread, read by others.

`write` runs a piece of work in one transaction on the one writer thread; `read` runs it on a reader that cannot
write. A piece of work is a function of `Tables`; it must not keep what it was given. The `_now` forms block and are
for programs without an event loop.
"""

import asyncio
import contextlib
import logging
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Self, TypeVar

from sqlite_utils import Database

from bot.core.people.delivery import Lifetimes
from bot.errors import StorageError
from storage.announcements import AnnouncementTable
from storage.briefs import BriefTable
from storage.developments import DevelopmentTable
from storage.engine import Connection, connect, has_wal_reset_bug, sqlite
from storage.feedback import FeedbackTable
from storage.feeds import FeedTable
from storage.migrations import migrations
from storage.mutes import MuteTable
from storage.notices import NoticeTable
from storage.ops import OpsTable
from storage.outbox import OutboxTable
from storage.pagewatch import PageTable
from storage.place import Lock, refuse_network
from storage.provenance import ProvenanceTable
from storage.pruning import PruneTable
from storage.reports import ReportTable
from storage.search import SearchTable
from storage.status import StatusTable
from storage.subscriptions import SubscriptionTable
from storage.talks import TalkTable

T = TypeVar("T")
log = logging.getLogger(__name__)


class Tables:
    """Every table, on one connection, inside one transaction."""

    def __init__(self, connection: Connection, lifetimes: Lifetimes | None = None) -> None:
        self.feeds = FeedTable(connection)
        self.reports = ReportTable(connection)
        self.developments = DevelopmentTable(connection)
        self.subscriptions = SubscriptionTable(connection)
        self.talks = TalkTable(connection)
        self.ops = OpsTable(connection)
        self.outbox = OutboxTable(connection, lifetimes)
        self.provenance = ProvenanceTable(connection)
        self.mutes = MuteTable(connection)
        self.feedback = FeedbackTable(connection)
        self.status = StatusTable(connection)
        self.search = SearchTable(connection)
        self.briefs = BriefTable(connection, lifetimes)
        self.notices = NoticeTable(connection, lifetimes)
        self.announcements = AnnouncementTable(connection, lifetimes)
        self.pruning = PruneTable(connection)
        self.pages = PageTable(connection)


class Store:
    """An open database. Make one with `Store.open`."""

    def __init__(self, path: Path, lifetimes: Lifetimes | None = None) -> None:
        self._path = path
        self._lifetimes = lifetimes
        self._lock = Lock(path)
        self._writer = ThreadPoolExecutor(1, thread_name_prefix="store-writer")
        self._readers = ThreadPoolExecutor(2, thread_name_prefix="store-reader")
        self._local = threading.local()
        self._open: list[Connection] = []

    @classmethod
    def open(cls, path: Path, *, alone: bool = True, lifetimes: Lifetimes | None = None) -> Self:
        """Open or create the database at `path` and bring its schema up to date.

        `lifetimes` say how long deliveries may wait. With `alone` no other program may have it open so: of two bots on
        one database each would send. A command that looks in beside a running bot says `alone=False`. Raises
        StorageError, with nothing overwritten, where the path is no usable database, where it lies on a network file
        system, and where another program uses it.
        """
        store = cls(path, lifetimes)
        try:
            store._check_place()
            if alone:
                store._lock.take()
            with _storage_errors(path):
                store._writer.submit(store._prepare).result()
        except StorageError:
            store.close()
            raise
        return store

    def close(self) -> None:
        """Wait for work under way, then close every connection."""
        for pool in (self._writer, self._readers):
            pool.shutdown(wait=True)
        for connection in self._open:
            connection.close()
        self._open.clear()
        self._lock.give_back()

    def _check_place(self) -> None:
        if self._path.exists() and not self._path.is_file():
            raise StorageError(f"{self._path}: is no file")
        refuse_network(self._path)
        if has_wal_reset_bug():
            log.warning("SQLite %s can damage a database that two connections write; 3.51.3 is safe. "
                        "One connection is used for everything.", sqlite.sqlite_version)  # fmt: skip
            self._readers.shutdown()
            self._readers = self._writer

    async def write(self, work: Callable[[Tables], T]) -> T:
        """Run `work` in one transaction; whatever it raises undoes it. Raises StorageError."""
        return await asyncio.wrap_future(self._writer.submit(self._transaction, work))

    async def read(self, work: Callable[[Tables], T]) -> T:
        """Run `work` on a connection that cannot write. Raises StorageError."""
        return await asyncio.wrap_future(self._readers.submit(self._reading, work))

    def write_now(self, work: Callable[[Tables], T]) -> T:
        """Like `write`, blocking."""
        return self._writer.submit(self._transaction, work).result()

    def read_now(self, work: Callable[[Tables], T]) -> T:
        """Like `read`, blocking."""
        return self._readers.submit(self._reading, work).result()

    def _prepare(self) -> None:
        connection = self._connection(read_only=False)
        if (verdict := connection.execute("PRAGMA quick_check(1)").fetchone()[0]) != "ok":
            raise StorageError(f"{self._path}: the database is damaged: {verdict}")
        migrations.apply(Database(connection))

    def _connection(self, *, read_only: bool) -> Connection:
        connection: Connection | None = getattr(self._local, "connection", None)
        if connection is None:
            connection = connect(self._path, read_only=read_only, any_thread_may_close=True)
            self._local.connection = connection
            self._open.append(connection)
        return connection

    def _transaction(self, work: Callable[[Tables], T]) -> T:
        with _storage_errors(self._path):
            connection = self._connection(read_only=False)
            connection.execute("BEGIN IMMEDIATE")
            try:
                result = work(Tables(connection, self._lifetimes))
            except BaseException:  # whatever stops the work undoes it, then goes on up
                connection.execute("ROLLBACK")
                raise
            connection.execute("COMMIT")
            return result

    def _reading(self, work: Callable[[Tables], T]) -> T:
        with _storage_errors(self._path):
            connection = self._connection(read_only=True)
            connection.execute("BEGIN")
            try:
                return work(Tables(connection, self._lifetimes))
            finally:
                connection.execute("ROLLBACK")


@contextlib.contextmanager
def _storage_errors(path: Path) -> Iterator[None]:
    """Turn what the engine says of the disk and the file into StorageError; misuse of the API stays a bug."""
    try:
        yield
    except (sqlite.ProgrammingError, sqlite.IntegrityError, sqlite.InterfaceError):
        raise
    except sqlite.DatabaseError as problem:
        raise StorageError(f"{path}: {problem}") from problem
