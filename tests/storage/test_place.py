import os
import subprocess
import sys
from pathlib import Path

import pytest

from bot.errors import StorageError
from storage import engine, place, store
from storage.place import Lock, file_system

MOUNTS = (
    "22 1 254:0 / / rw,relatime - ext4 /dev/vda rw",
    "30 22 0:5 / /srv/share rw,relatime shared:2 - nfs4 server:/share rw,vers=4.2",
    r"31 22 0:6 / /srv/my\040disk rw - fuse.sshfs me@there:/ rw",
)


@pytest.mark.parametrize(
    ("path", "kind"),
    [("/var/lib/bot", "ext4"), ("/srv/share/deep", "nfs4"), ("/srv/shared", "ext4"), ("/srv/my disk", "fuse.sshfs")],
)
def test_the_longest_mount_point_says_what_a_path_lies_on(path, kind):
    assert file_system(Path(path), MOUNTS) == kind


def test_a_network_file_system_is_refused_before_anything_is_written(tmp_path, monkeypatch):
    mounts = tmp_path / "mountinfo"
    mounts.write_text(f"30 22 0:5 / {tmp_path} rw - nfs4 server:/share rw\n")
    monkeypatch.setattr(place, "_MOUNTS", mounts)
    with pytest.raises(StorageError, match="network file system"):
        store.Store.open(tmp_path / "bot.db")
    assert [one.name for one in tmp_path.iterdir()] == ["mountinfo"]


def test_a_second_program_is_told_who_has_the_database(tmp_path):
    path = tmp_path / "bot.db"
    script = f"from storage.store import Store; from pathlib import Path; Store.open(Path({str(path)!r}))"
    with Lock(path):
        other = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, timeout=30, check=False)
    assert f"in use by another trucewire (process {os.getpid()})" in other.stderr
    assert subprocess.run([sys.executable, "-c", script + ".close()"], timeout=30, check=False).returncode == 0


def test_a_second_store_of_the_same_program_is_refused_until_the_first_is_closed(tmp_path):
    first = store.Store.open(tmp_path / "bot.db")
    with pytest.raises(StorageError, match="already"):
        store.Store.open(tmp_path / "bot.db")
    first.close()
    store.Store.open(tmp_path / "bot.db").close()


@pytest.mark.parametrize(
    ("version", "bug"),
    [((3, 40, 1), True), ((3, 44, 5), True), ((3, 44, 6), False), ((3, 50, 6), True), ((3, 50, 7), False),
     ((3, 51, 2), True), ((3, 51, 3), False), ((3, 53, 4), False), ((3, 45, 0), True)],
)  # fmt: skip
def test_which_sqlite_has_the_wal_reset_bug(version, bug):
    assert engine.has_wal_reset_bug(version) is bug


def test_with_the_bug_it_warns_and_uses_one_connection(tmp_path, monkeypatch, caplog):
    monkeypatch.setattr(store, "has_wal_reset_bug", lambda: True)
    one = store.Store.open(tmp_path / "bot.db")
    assert one.read_now(lambda tables: tables.outbox.counts()) == {}
    assert "can damage" in caplog.text
    assert len(one._open) == 1
    one.close()
