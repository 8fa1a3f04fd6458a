"""The one import of SQLite, and how a connection is made.

pysqlite3 bundles a SQLite without the WAL-reset bug; it has wheels for Linux on x86-64 only, elsewhere the standard
library's module serves. The two have different exception classes, so everybody takes `sqlite` from here.
"""

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import sqlite3 as sqlite
else:
    try:
        from pysqlite3 import dbapi2 as sqlite
    except ImportError:  # pragma: no cover - the other platforms
        import sqlite3 as sqlite

__all__ = ["Connection", "Row", "connect", "has_wal_reset_bug", "sqlite"]

Connection = sqlite.Connection
Row = sqlite.Row

_FIXED = ((3, 51, 3), (3, 50, 7), (3, 44, 6))


def has_wal_reset_bug(version: tuple[int, ...] = sqlite.sqlite_version_info) -> bool:
    """Whether this SQLite can corrupt a WAL database that two connections write (fixed in 3.51.3, 3.50.7, 3.44.6)."""
    if version >= (3, 51, 3):
        return False
    return not any(version[:2] == fixed[:2] and version >= fixed for fixed in _FIXED)


def connect(path: Path, *, read_only: bool = False, any_thread_may_close: bool = False) -> Connection:
    """A connection in autocommit mode: whoever writes says BEGIN IMMEDIATE. Raises the engine's own errors.

    A connection refuses other threads than its own, unless `any_thread_may_close` says that its owner keeps the order
    and only hands it over to be closed.
    """
    connection = sqlite.connect(
        str(path), timeout=5.0, isolation_level=None, check_same_thread=not any_thread_may_close
    )
    connection.row_factory = sqlite.Row
    connection.execute("PRAGMA busy_timeout = 5000")
    connection.execute("PRAGMA foreign_keys = ON")
    if read_only:
        connection.execute("PRAGMA query_only = ON")
    else:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
    return connection
