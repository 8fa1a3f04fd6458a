"""The environment variables, read once at start into frozen values, or one ConfigError that names the variable."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from bot.errors import ConfigError


@dataclass(frozen=True, slots=True, kw_only=True)
class WebhookAddress:
    """Where Telegram brings updates, and the secret it sends along. The secret is never printed: see `repr`."""

    url: str
    secret: str = field(repr=False)

    @property
    def path(self) -> str:
        """The path that the bot's HTTP server listens on."""
        return urlsplit(self.url).path


@dataclass(frozen=True, slots=True, kw_only=True)
class Environment:
    """What the environment variables say. The token is never printed: see `repr`."""

    token: str | None = field(default=None, repr=False)
    api_base_url: str = "https://api.telegram.org"
    database: Path = Path("trucewire.db")
    config: Path = Path("feeds.toml")
    operators: frozenset[int] = frozenset()
    http: tuple[str, int] | None = None  # where the read-only pages are served, if anywhere
    webhook: WebhookAddress | None = None


def _operators(text: str) -> frozenset[int]:
    try:
        return frozenset(int(one) for one in re.split(r"[\s,]+", text.strip()) if one)
    except ValueError:
        raise ConfigError("BOT_OPERATORS", "must be Telegram user ids, parted by commas") from None


def _origin(text: str) -> str:
    parts = urlsplit(text)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.path not in ("", "/"):
        raise ConfigError("TELEGRAM_API_BASE_URL", "must be an origin such as http://127.0.0.1:8081, without a path")
    return text.rstrip("/")


def _listening(text: str) -> tuple[str, int]:
    host, _, port = text.rpartition(":")
    if not host or not port.isascii() or not port.isdigit() or not 0 <= int(port) <= 65535:
        raise ConfigError("BOT_HTTP", "must be an address and a port, such as 127.0.0.1:8080")
    return host.strip("[]"), int(port)


def _webhook(known: Mapping[str, str]) -> WebhookAddress | None:
    url, secret = known.get("BOT_WEBHOOK_URL"), known.get("BOT_WEBHOOK_SECRET", "")
    if url is None:
        return None
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname or not parts.path.strip("/"):
        raise ConfigError("BOT_WEBHOOK_URL", "must be an https address with a path that nobody guesses")
    if not re.fullmatch(r"[A-Za-z0-9_-]{16,256}", secret):
        raise ConfigError("BOT_WEBHOOK_SECRET", "must be 16 to 256 of A-Z, a-z, 0-9, _ and -")
    if "BOT_HTTP" not in known:
        raise ConfigError("BOT_WEBHOOK_URL", "needs BOT_HTTP, the address that the bot listens on")
    return WebhookAddress(url=url, secret=secret)


def read_environment(variables: Mapping[str, str]) -> Environment:
    """What the environment says; an empty variable counts as not set. Raises ConfigError."""
    known = {key: value.strip() for key, value in variables.items() if value.strip()}
    return Environment(
        token=known.get("TELEGRAM_BOT_TOKEN"),
        api_base_url=_origin(known.get("TELEGRAM_API_BASE_URL", "https://api.telegram.org")),
        database=Path(known.get("BOT_DB", "trucewire.db")),
        config=Path(known.get("BOT_CONFIG", "feeds.toml")),
        operators=_operators(known.get("BOT_OPERATORS", "")),
        http=_listening(known["BOT_HTTP"]) if "BOT_HTTP" in known else None,
        webhook=_webhook(known),
    )
