"""The command line: `trucewire` and `python -m bot`.

Exit codes: 0 fine, 1 a failure at run time, 2 the configuration (a wrong token included).
"""

import argparse
import asyncio
import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from bot import app, logs
from bot.errors import BotError, ConfigError
from bot.jobs import replay
from bot.settings import Environment, Settings, load_settings, read_environment

_EXAMPLES = """examples:
  trucewire check                                   what feeds.toml says, resolved
  trucewire run                                     the bot, in the terminal
  TELEGRAM_BOT_TOKEN=... trucewire run              the bot, in Telegram
  trucewire run --once                              one polling cycle, then the end
  trucewire replay items.jsonl --out decisions.jsonl
  trucewire demo                                    a recorded week in under a minute

environment: TELEGRAM_BOT_TOKEN, TELEGRAM_API_BASE_URL, BOT_DB (trucewire.db), BOT_CONFIG (feeds.toml), BOT_OPERATORS
"""

Run = Callable[[argparse.Namespace, Environment], int]


def _settings(arguments: argparse.Namespace, environment: Environment) -> Settings:
    return load_settings(arguments.config or environment.config)


def _run(arguments: argparse.Namespace, environment: Environment) -> int:
    settings = _settings(arguments, environment)
    asyncio.run(app.run(settings, environment, once=arguments.once))
    return 0


def _check(arguments: argparse.Namespace, environment: Environment) -> int:
    settings = _settings(arguments, environment)
    for topic in settings.topics:
        print(f"topic {topic.id}: {topic.name}{'' if topic.enabled else ' (disabled)'}")
        print(f"  {len(topic.terms)} terms, {len(topic.places)} places, fresh for {topic.freshness_hours:g} h")
        for actor in topic.actors:
            print(f"  {actor.role:12} {actor.id}: {', '.join(actor.names)}")
    for source in settings.sources:
        print(f"source {source.id}: {source.outlet} [{source.language}, family {source.family}] {source.url}")
    print(f"database {environment.database}, chat {'Telegram' if environment.token else 'terminal'}")
    return 0


def _replay(arguments: argparse.Namespace, environment: Environment) -> int:
    settings = _settings(arguments, environment)
    count, alerted = replay.replay(arguments.items, arguments.out, settings, app.detectors(settings))
    print(f"{count} items, {alerted} alerts, decisions in {arguments.out}")
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="trucewire",
        description="Alerts for truce talks: what is new, who says so, and who reported it.",
        epilog=_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"trucewire {app.version()}")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")

    def add(name: str, run: Run, what: str) -> argparse.ArgumentParser:
        command = commands.add_parser(name, help=what, description=what)
        command.add_argument("--config", type=Path, help="the configuration file (default: BOT_CONFIG)")
        command.set_defaults(run=run)
        return command

    running = add("run", _run, "run the bot: in Telegram with a token, else in the terminal")
    running.add_argument("--once", action="store_true", help="one polling cycle, then the end")
    add("check", _check, "validate the configuration and print what it resolved to")
    replaying = add("replay", _replay, "put recorded items through the same decisions, one JSON line each")
    replaying.add_argument("items", type=Path, metavar="ITEMS.jsonl")
    replaying.add_argument("--out", type=Path, required=True, metavar="DECISIONS.jsonl")
    return parser


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command; the exit code."""
    arguments = _parser().parse_args(argv)
    try:
        environment = read_environment(os.environ)
        logs.set_up(environment.token)
        if arguments.config:
            environment = replace(environment, config=arguments.config)
        run: Run = arguments.run
        return run(arguments, environment)
    except ConfigError as problem:
        return _fail(problem, 2)
    except BotError as problem:
        return _fail(problem, 1)
    except KeyboardInterrupt:
        return 0


def _fail(problem: BotError, code: int) -> int:
    print(f"trucewire: {logs.redact(str(problem))}", file=sys.stderr)
    return code
