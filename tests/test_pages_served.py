"""BOT_HTTP: the bot serves its pages there while it runs, and says so where it cannot."""

import socket

import aiohttp
import pytest

from bot.app import assemble
from bot.environment import read_environment
from bot.errors import ConfigError
from bot.settings import parse_settings

SETTINGS = parse_settings(
    """
    [[topic]]
    id = "coast"
    name = "Coast talks"
    terms = ["truce"]
    [[source]]
    id = "lantern"
    outlet = "The Lantern"
    url = "http://lantern.example/feed"
    """,
    "feeds.toml",
)
pytest.importorskip("jinja2", reason="pages are an optional extra: pip install 'trucewire[web]'")


def free_port():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


async def test_pages_are_there_while_the_bot_runs_and_gone_after(tmp_path):
    port = free_port()
    async with assemble(SETTINGS, tmp_path / "a.db") as bot, aiohttp.ClientSession() as client:
        async with bot.pages(("127.0.0.1", port)), client.get(f"http://127.0.0.1:{port}/") as response:
            assert response.status == 200
            assert "Coast talks" in await response.text()
        with pytest.raises(aiohttp.ClientConnectorError):
            await client.get(f"http://127.0.0.1:{port}/")


async def test_nothing_is_served_unless_asked_for(tmp_path):
    async with assemble(SETTINGS, tmp_path / "a.db") as bot, bot.pages(None):
        pass
    assert read_environment({}).http is None


async def test_an_address_that_is_taken_is_a_line_about_bot_http(tmp_path):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        where = taken.getsockname()
        async with assemble(SETTINGS, tmp_path / "a.db") as bot:
            with pytest.raises(ConfigError, match="BOT_HTTP: cannot listen on"):
                async with bot.pages(where):
                    pass


@pytest.mark.parametrize("text", ["8080", "localhost:", "localhost:port", "127.0.0.1:99999"])
def test_an_address_that_is_none(text):
    with pytest.raises(ConfigError, match="BOT_HTTP: must be an address and a port"):
        read_environment({"BOT_HTTP": text})


def test_an_address_of_either_kind():
    assert read_environment({"BOT_HTTP": "127.0.0.1:8080"}).http == ("127.0.0.1", 8080)
    assert read_environment({"BOT_HTTP": "[::1]:8080"}).http == ("::1", 8080)
