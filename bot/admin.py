"""Commands that look into the database beside a running bot, or without one."""

import argparse
import contextlib
from collections.abc import Iterator

from bot.app import user_agent
from bot.clock import system_clock
from bot.environment import Environment
from bot.errors import ConfigError
from bot.feeds.egress import EgressPolicy
from bot.jobs import explain, feedback_export, feeds_command
from bot.jobs import export as export_command
from bot.settings import Settings
from storage.store import Store


@contextlib.contextmanager
def _store(environment: Environment) -> Iterator[Store]:
    """The database, opened without keeping a bot from it. Raises ConfigError where there is none, StorageError."""
    if not environment.database.exists():
        raise ConfigError("BOT_DB", f"{environment.database}: there is no such database yet")
    store = Store.open(environment.database, alone=False)
    try:
        yield store
    finally:
        store.close()


async def feeds(settings: Settings, environment: Environment, arguments: argparse.Namespace) -> int:
    """`trucewire feeds`; the exit code. Works without a database too. Raises ConfigError, StorageError."""
    with contextlib.ExitStack() as stack:
        store = stack.enter_context(_store(environment)) if environment.database.exists() else None
        return await feeds_command.run(
            arguments, sources=settings.sources, store=store, user_agent=user_agent(settings),
            egress=EgressPolicy(allow_loopback=settings.polling.allow_loopback), clock=system_clock,
        )  # fmt: skip


def export(settings: Settings, environment: Environment, arguments: argparse.Namespace) -> int:
    """`trucewire export`; the exit code. Raises ConfigError, StorageError."""
    with _store(environment) as store:
        return export_command.run(arguments, settings.enabled_topics, store, system_clock())


def feedback(settings: Settings, environment: Environment, arguments: argparse.Namespace) -> int:
    """`trucewire feedback`; the exit code. Raises ConfigError, StorageError."""
    with _store(environment) as store:
        return feedback_export.run(arguments, settings.sources, store)


def explained(environment: Environment, item: str) -> str:
    """What led to the decisions on a stored report. Raises ConfigError, StorageError."""
    with _store(environment) as store:
        return store.read_now(lambda tables: explain.explain(tables, item))
