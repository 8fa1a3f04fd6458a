"""The program as a user starts it: exit codes, messages, and nothing overwritten."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from bot.cli import command_names

ROOT = Path(__file__).parents[1]


def trucewire(*arguments, cwd=ROOT, **variables):
    environment = {key: value for key, value in os.environ.items() if not key.startswith(("BOT_", "TELEGRAM_"))}
    return subprocess.run(
        [sys.executable, "-m", "bot", *arguments],
        cwd=cwd, env={**environment, "PYTHONPATH": str(ROOT), **variables}, capture_output=True, text=True, timeout=60,
        check=False, stdin=subprocess.DEVNULL,
    )  # fmt: skip


@pytest.fixture
def config(tmp_path):
    path = tmp_path / "feeds.toml"
    path.write_text(
        '[[topic]]\nid = "t"\nname = "T"\nterms = ["truce"]\n'
        '[[source]]\nid = "a"\noutlet = "A"\nurl = "http://127.0.0.1:9/feed"\n'
        "[polling]\nallow_loopback = true\n",
        encoding="utf-8",
    )
    return path


def test_help_names_every_command_and_shows_examples():
    done = trucewire("--help")
    assert done.returncode == 0
    assert "examples:" in done.stdout
    for name in command_names():
        assert name in done.stdout


def test_help_and_readme_name_every_variable_that_is_read():
    read = set(
        re.findall(r'"(BOT_[A-Z_]+|TELEGRAM_[A-Z_]+)"', (ROOT / "bot" / "environment.py").read_text(encoding="utf-8"))
    )
    assert {"BOT_DB", "BOT_HTTP", "BOT_WEBHOOK_SECRET", "TELEGRAM_BOT_TOKEN"} <= read
    assert [name for name in sorted(read) if name not in trucewire("--help").stdout] == []
    assert [name for name in sorted(read) if f"`{name}`" not in (ROOT / "README.md").read_text(encoding="utf-8")] == []


def test_the_version_is_that_of_the_package():
    done = trucewire("--version")
    assert done.returncode == 0
    assert done.stdout.startswith("trucewire 0.")


def test_check_prints_what_it_resolved():
    done = trucewire("check")
    assert done.returncode == 0
    assert "topic gaza-truce: Gaza truce talks" in done.stdout
    assert "(disabled)" in done.stdout
    assert "chat terminal" in done.stdout


def test_check_of_a_broken_file_is_one_line_and_exit_2(tmp_path):
    (tmp_path / "feeds.toml").write_text('[[topic]]\nid = "t"\nnaem = "T"\n', encoding="utf-8")
    done = trucewire("check", cwd=tmp_path)
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1
    assert "feeds.toml: [[topic]] 1: name: is missing" in done.stderr


def test_a_missing_configuration_is_exit_2(tmp_path):
    done = trucewire("run", cwd=tmp_path)
    assert done.returncode == 2
    assert "feeds.toml: no such file" in done.stderr


def test_a_database_that_is_a_directory_is_exit_1(config, tmp_path):
    done = trucewire("run", "--once", BOT_CONFIG=str(config), BOT_DB=str(tmp_path))
    assert done.returncode == 1
    assert str(tmp_path) in done.stderr
    assert "Traceback" not in done.stderr


def test_a_database_that_is_no_database_is_exit_1_and_left_alone(config, tmp_path):
    other = tmp_path / "letter.txt"
    other.write_text("Dear editor, " * 100, encoding="utf-8")
    done = trucewire("run", "--once", BOT_CONFIG=str(config), BOT_DB=str(other))
    assert done.returncode == 1
    assert "not a database" in done.stderr
    assert other.read_text(encoding="utf-8") == "Dear editor, " * 100


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full, a disk that is always full")
def test_a_full_disk_is_exit_1(config):
    done = trucewire("run", "--once", BOT_CONFIG=str(config), BOT_DB="/dev/full")
    assert done.returncode == 1
    assert "/dev/full" in done.stderr
    assert "Traceback" not in done.stderr


def test_run_once_in_the_terminal_survives_a_dead_feed(config, tmp_path):
    done = trucewire("run", "--once", BOT_CONFIG=str(config), BOT_DB=str(tmp_path / "bot.db"))
    assert done.returncode == 0
    assert "problem=" in done.stderr


def test_the_terminal_ends_with_its_input(config, tmp_path):
    done = trucewire("run", BOT_CONFIG=str(config), BOT_DB=str(tmp_path / "bot.db"))
    assert done.returncode == 0
    assert "/help" in done.stdout


def test_a_replay_of_nonsense_names_file_and_line(config, tmp_path):
    items = tmp_path / "items.jsonl"
    items.write_text('{"id": "1", "outlet": "A", "title": "x", "published": "2026-01-01T00:00:00Z"}\n{}\n', "utf-8")
    done = trucewire("replay", str(items), "--out", str(tmp_path / "out"), "--config", str(config))
    assert done.returncode == 2
    assert "items.jsonl:2: has no 'id'" in done.stderr
