"""Where a database may lie, and that only one program uses it: checked before anything is opened."""

import os
from collections.abc import Iterable
from pathlib import Path
from types import TracebackType
from typing import IO, Self

from bot.errors import StorageError

try:
    import fcntl
except ImportError:  # pragma: no cover - a system without it has no lock
    fcntl = None  # type: ignore[assignment]

NETWORK = frozenset(
    {
        *("nfs", "nfs4", "cifs", "smb", "smb2", "smb3", "smbfs", "afs", "ceph", "glusterfs", "lustre", "ncpfs"),
        *("webdav", "davfs", "fuse.sshfs", "fuse.glusterfs", "fuse.s3fs", "fuse.rclone", "fuse.gcsfuse", "fuse.davfs2"),
    }
)
_MOUNTS = Path("/proc/self/mountinfo")
_HELD: set[Path] = set()


def file_system(path: Path, mounts: Iterable[str]) -> str | None:
    """The type of the file system that a path lies on, by the lines of Linux' mountinfo; None where they do not say."""
    best, kind = -1, None
    for line in mounts:
        left, _, right = line.partition(" - ")
        point = left.split(" ")[4].encode().decode("unicode_escape")
        if path.is_relative_to(point) and len(point) >= best:
            best, kind = len(point), right.split(" ")[0]
    return kind


def refuse_network(path: Path) -> None:
    """Raise StorageError for a path on a network file system, whose locks a WAL database cannot rely on."""
    if not _MOUNTS.exists():
        return
    kind = file_system(path.absolute().parent.resolve(), _MOUNTS.read_text(encoding="utf-8").splitlines())
    if kind in NETWORK:
        raise StorageError(f"{path}: lies on a network file system ({kind}); put the database on a local disk")


class Lock:
    """Keeps a second program, or a second store of this one, from the same database. Ends with the process."""

    def __init__(self, path: Path) -> None:
        self._path = path.absolute()
        self._file: IO[str] | None = None

    def __enter__(self) -> Self:
        self.take()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.give_back()

    def take(self) -> None:
        """Take the lock. Raises StorageError that names the process which has it."""
        if self._path in _HELD:
            raise StorageError(f"{self._path}: this program has it open already")
        name = self._path.with_name(self._path.name + ".lock")
        try:
            file = name.open("a+", encoding="ascii")
        except OSError as problem:
            raise StorageError(f"{self._path}: {problem.strerror}") from None
        if fcntl is not None:
            try:
                fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError:
                file.seek(0)
                other = file.read().strip() or "unknown"
                file.close()
                raise StorageError(f"{self._path}: in use by another trucewire (process {other})") from None
        file.truncate(0)
        file.write(str(os.getpid()))
        file.flush()
        self._file = file
        _HELD.add(self._path)

    def give_back(self) -> None:
        """Give the lock back. The file stays: to delete it would let two programs lock two files of one name."""
        if self._file is not None:
            self._file.close()
            self._file = None
            _HELD.discard(self._path)
