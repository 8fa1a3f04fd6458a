"""The command line: `trucewire` and `python -m bot`.

Exit codes: 0 fine, 1 a failure at run time, 2 the configuration (a wrong token included). To add a command: one row in
COMMANDS and the two functions it names.
"""

import argparse
import asyncio
import logging
import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from bot import admin, app, logs
from bot.core.detect.roles import ActorTable
from bot.demo.run import run_demo
from bot.environment import Environment, read_environment
from bot.errors import BotError, ConfigError
from bot.jobs import attribute, export, feedback_export, feeds_command, replay
from bot.settings import Settings, load_settings
from bot.training import evaluate, train

_EXAMPLES = """examples:
  trucewire demo                                    a recorded week in under a minute
  trucewire check                                   what feeds.toml says, resolved
  trucewire run                                     the bot, in the terminal
  TELEGRAM_BOT_TOKEN=... trucewire run              the bot, in Telegram
  trucewire run --once                              one polling cycle, then the end
  trucewire replay items.jsonl --out decisions.jsonl

environment: TELEGRAM_BOT_TOKEN, TELEGRAM_API_BASE_URL, BOT_DB (trucewire.db), BOT_CONFIG (feeds.toml),
  BOT_OPERATORS, BOT_HTTP, BOT_WEBHOOK_URL, BOT_WEBHOOK_SECRET; the README says what each is for
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """What a command works with: its arguments, the environment, and the settings read on demand."""

    arguments: argparse.Namespace
    environment: Environment

    def settings(self) -> Settings:
        """The configuration file as settings. Raises ConfigError."""
        return load_settings(self.environment.config)


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """A row of the table: what it does, what it takes, and the function that returns the exit code."""

    name: str
    what: str
    run: Callable[[Given], int]
    arguments: Callable[[argparse.ArgumentParser], None] = lambda _: None
    level: Callable[[Environment], int] = lambda _: logging.WARNING


def _run_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--once", action="store_true", help="one polling cycle, then the end")


def _run(given: Given) -> int:
    asyncio.run(app.run(given.settings(), given.environment, once=given.arguments.once))
    return 0


def _demo(given: Given) -> int:
    asyncio.run(run_demo(given.settings()))
    return 0


def _check(given: Given) -> int:
    settings, environment = given.settings(), given.environment
    for topic in settings.topics:
        print(f"topic {topic.id}: {topic.name}{'' if topic.enabled else ' (disabled)'}")
        print(f"  {len(topic.terms)} terms, {len(topic.places)} places, fresh for {topic.freshness_hours:g} h")
        for actor in topic.actors:
            print(f"  {actor.role:12} {actor.id}: {', '.join(actor.names)}")
    for source in settings.sources:
        print(f"source {source.id}: {source.outlet} [{source.language}, family {source.family}] {source.url}")
    print(f"database {environment.database}, chat {'Telegram' if environment.token else 'terminal'}")
    return 0


def _replay_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("items", type=Path, metavar="ITEMS.jsonl")
    parser.add_argument("--out", type=Path, required=True, metavar="DECISIONS.jsonl")


def _replay(given: Given) -> int:
    settings, arguments = given.settings(), given.arguments
    count, alerted = replay.replay(arguments.items, arguments.out, settings, app.detectors(settings))
    print(f"{count} items, {alerted} alerts, decisions in {arguments.out}")
    return 0


def _explain_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("item", metavar="ITEM_ID", help="a stored report's id or link; with --items, an item's id")
    parser.add_argument("--items", type=Path, metavar="ITEMS.jsonl", help="explain an item of a recorded file")


def _explain(given: Given) -> int:
    item, items = given.arguments.item, given.arguments.items
    if items is None:
        print(admin.explained(given.environment, item))
    else:
        settings = given.settings()
        print(replay.explain_item(items, item, settings, app.detectors(settings)))
    return 0


def _evaluate(given: Given) -> int:
    return evaluate.run(given.arguments, given.settings(), app.default_weights())


def _train(given: Given) -> int:
    return train.run(given.arguments, given.settings())


def _feeds(given: Given) -> int:
    return asyncio.run(admin.feeds(given.settings(), given.environment, given.arguments))


def _export(given: Given) -> int:
    return admin.export(given.settings(), given.environment, given.arguments)


def _feedback(given: Given) -> int:
    return admin.feedback(given.settings(), given.environment, given.arguments)


def _attribute(given: Given) -> int:
    (topic, *_) = given.settings().enabled_topics
    return attribute.run(given.arguments, ActorTable(topic))


COMMANDS = (
    Command(
        name="run",
        what="run the bot: in Telegram with a token, else in the terminal",
        run=_run,
        arguments=_run_arguments,
        level=lambda environment: logging.INFO if environment.token else logging.WARNING,
    ),
    Command(
        name="demo",
        what="a recorded week through the real bot, in the terminal",
        run=_demo,
        level=lambda _: logging.ERROR,  # feeds that fail are part of the story, and counted at its end
    ),
    Command(name="check", what="validate the configuration and print what it resolved to", run=_check),
    Command(
        name="replay",
        what="put recorded items through the same decisions, one JSON line each",
        run=_replay,
        arguments=_replay_arguments,
    ),
    Command(
        name="explain",
        what="all that led to the decision on a report",
        run=_explain,
        arguments=_explain_arguments,
    ),
    Command(
        name="evaluate",
        what="replay labelled windows and print figures and errors",
        run=_evaluate,
        arguments=evaluate.add_arguments,
    ),
    Command(
        name="train", what="learn the weights anew from labelled windows", run=_train, arguments=train.add_arguments
    ),
    Command(
        name="feeds",
        what="health of the feeds; add, import, export, probe",
        run=_feeds,
        arguments=feeds_command.add_arguments,
    ),
    Command(
        name="export",
        what="developments with their evidence, as csv or jsonl; deadlines as ics",
        run=_export,
        arguments=export.add_arguments,
    ),
    Command(
        name="feedback",
        what="what readers think of alerts, as labels to train with",
        run=_feedback,
        arguments=feedback_export.add_arguments,
    ),
    Command(
        name="attribute", what="who says so, for recorded items", run=_attribute, arguments=attribute.add_arguments
    ),
)


def command_names() -> tuple[str, ...]:
    """The names of all commands."""
    return tuple(command.name for command in COMMANDS)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="trucewire",
        description="Alerts for truce talks: what is new, who says so, and who reported it.",
        epilog=_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"trucewire {app.version()}")
    parser.add_argument("--verbose", action="store_true", help="log at DEBUG")
    rows = parser.add_subparsers(required=True, metavar="COMMAND")
    for command in COMMANDS:
        row = rows.add_parser(command.name, help=command.what, description=command.what)
        row.add_argument("--config", type=Path, help="the configuration file (default: BOT_CONFIG)")
        command.arguments(row)
        row.set_defaults(command=command)
    return parser


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command; the exit code."""
    arguments = _parser().parse_args(argv)
    try:
        environment = read_environment(os.environ)
        if arguments.config:
            environment = replace(environment, config=arguments.config)
        command: Command = arguments.command
        logs.set_up(environment.token, level=logging.DEBUG if arguments.verbose else command.level(environment))
        return command.run(Given(arguments=arguments, environment=environment))
    except ConfigError as problem:
        return _fail(problem, 2)
    except BotError as problem:
        return _fail(problem, 1)
    except KeyboardInterrupt:
        return 0


def _fail(problem: BotError, code: int) -> int:
    print(f"trucewire: {logs.redact(str(problem))}", file=sys.stderr)
    return code
