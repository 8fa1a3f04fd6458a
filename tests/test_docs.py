"""README tells the truth about commands, keys and variables."""

import re
from pathlib import Path

from bot.chat.commands import COMMANDS
from bot.cli import command_names
from bot.settings import parse_settings

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_every_chat_command_is_in_the_readme():
    for command in COMMANDS:
        assert f"`/{command.name}" in README


def test_every_program_command_is_in_the_readme():
    for command in command_names():
        assert f"trucewire {command}" in README


def test_every_environment_variable_is_in_the_readme():
    for variable in ("TELEGRAM_BOT_TOKEN", "TELEGRAM_API_BASE_URL", "BOT_DB", "BOT_CONFIG", "BOT_OPERATORS"):
        assert f"`{variable}`" in README


def test_the_examples_of_a_configuration_load():
    blocks = re.findall(r"```toml\n(.*?)```", README, re.DOTALL)
    assert blocks
    for block in blocks:
        parse_settings(block, "README.md")


def test_links_inside_the_repository_lead_somewhere():
    for page in [ROOT / "README.md", ROOT / "DESIGN.md", *sorted((ROOT / "docs").glob("*.md"))]:
        for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8")):
            assert (page.parent / target).exists(), f"{page.name}: {target}"


def test_the_lock_names_no_registry():
    assert "://" not in (ROOT / "requirements.lock").read_text(encoding="utf-8")
