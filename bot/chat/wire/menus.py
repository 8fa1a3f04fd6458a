"""What Telegram shows of us beside messages: menus of commands by place and language, and descriptions."""

import logging
from collections.abc import Iterator

from telegram import (
    Bot,
    BotCommand,
    BotCommandScope,
    BotCommandScopeAllChatAdministrators,
    BotCommandScopeAllGroupChats,
    BotCommandScopeAllPrivateChats,
    BotCommandScopeChat,
    BotCommandScopeDefault,
)
from telegram.error import BadRequest, Forbidden, TelegramError

from bot.chat.commands import COMMANDS
from bot.chat.house import Command
from bot.chat.languages import SOURCE, Words, codes, mark, words
from bot.chat.requests import Kind

log = logging.getLogger(__name__)

SHORT = mark("One attributed alert for each new development in truce talks. Who reports it, who says so, a link.")
LONG = mark(
    "I watch news feeds about truce talks and send one short alert for each new development: which outlet reported it, "
    "who says so, and a link. When further outlets report the same, the alert is updated instead of repeated. Nothing "
    "is written by me: headlines are the outlets' own words. Filters, quiet hours and digests are yours to choose."
)


def scopes(operators: frozenset[int]) -> Iterator[tuple[BotCommandScope, tuple[Command, ...]]]:
    """Each scope with its commands: people alone, members of groups, admins of groups, operators."""
    private = tuple(one for one in COMMANDS if Kind.PRIVATE in one.kinds and not one.operator)
    group = tuple(one for one in COMMANDS if Kind.GROUP in one.kinds and not one.operator)
    yield BotCommandScopeDefault(), private
    yield BotCommandScopeAllPrivateChats(), private
    yield BotCommandScopeAllGroupChats(), tuple(one for one in group if not one.changes or one.reads)
    yield BotCommandScopeAllChatAdministrators(), group
    for operator in sorted(operators):
        yield BotCommandScopeChat(operator), (*private, *(one for one in COMMANDS if one.operator))


async def publish(bot: Bot, operators: frozenset[int] = frozenset()) -> None:
    """Tell Telegram all of it; that it cannot be told now is no reason not to run."""
    try:
        for code in codes():
            await _publish_in(bot, words(code), operators)
    except TelegramError as problem:
        log.warning("menus not published: %s", problem)


async def _publish_in(bot: Bot, language: Words, operators: frozenset[int]) -> None:
    code = None if language.code == SOURCE else language.code
    for scope, commands in scopes(operators):
        menu = [BotCommand(one.name, language.label(one.what)) for one in commands]
        try:
            await bot.set_my_commands(menu, scope=scope, language_code=code)
        except (BadRequest, Forbidden) as problem:  # an operator who has not talked to us yet
            log.warning("menu of %s not published: %s", scope.type, problem)
    await bot.set_my_description(language.label(LONG), language_code=code)
    await bot.set_my_short_description(language.label(SHORT), language_code=code)
