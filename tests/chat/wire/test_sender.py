"""Every way a send can fail, through real PTB over real HTTP, and what it says about the message."""

import asyncio
import socket
from datetime import UTC, datetime

import pytest
from telegram import Bot
from telegram.request import HTTPXRequest

from bot.chat.wire.gate import Gate
from bot.chat.wire.sender import ConsoleSender, TelegramSender
from bot.core.alert.content import ReplyContent
from bot.core.model import ChatId
from bot.core.people.message import DigestContent, Message, NoticeContent
from bot.core.people.outcome import Flooded, Gone, Moved, Refused, Sent, Unknown, Unparsable, Unreachable
from bot.core.people.pacing import UNPACED
from bot.errors import ConfigError
from tests.botapi import BotApi, faults

NOON = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)


def message(**more):
    content = ReplyContent(kind="changed", outlet="Northgate Wire", at=NOON, old=None, new="Talks <resume> & go on")
    return Message(content=content, **more)


@pytest.fixture
async def api():
    async with BotApi() as api:
        yield api


def a_bot(url, token, read_timeout=0.4):
    request = HTTPXRequest(connection_pool_size=8, read_timeout=read_timeout, connect_timeout=0.5)
    return Bot(token, base_url=f"{url}/bot", request=request)


@pytest.fixture
async def sender(api):
    async with a_bot(api.url, api.token) as bot:
        yield TelegramSender(bot, Gate(UNPACED))


@pytest.fixture
def chat(api):
    return api.private(api.user("Ada"))


async def test_a_message_arrives_as_it_was_written_and_its_number_is_known(sender, chat, api):
    outcome = await sender.send(ChatId(chat.id), 0, message())
    assert outcome == Sent(message=chat.last.id)
    assert "Talks <resume> & go on" in chat.last.text
    assert not api.calls.violations


@pytest.mark.parametrize(
    ("fault", "outcome"),
    [
        (faults.flood(7), Flooded),
        (faults.forbidden("blocked"), Gone),
        (faults.forbidden("kicked_group"), Gone),
        (faults.chat_not_found(), Gone),
        (faults.migrated(-100123), Moved),
        (faults.refused("message is too long"), Refused),
        (faults.refused("can't parse entities: unsupported start tag"), Unparsable),
        (faults.server_error(502), Unknown),
        (faults.server_error(502, as_json=False), Unknown),
        (faults.server_error(500, when="after"), Unknown),
        (faults.stall(), Unknown),
        (faults.drop("before"), Unknown),
        (faults.drop("after"), Unknown),
    ],
    ids=lambda value: getattr(value, "__name__", None),
)
async def test_each_fault_has_its_class(sender, chat, api, fault, outcome):
    api.fail("sendMessage", fault)
    assert isinstance(await sender.send(ChatId(chat.id), 0, message()), outcome)


async def test_values_of_a_fault_are_kept(sender, chat, api):
    api.fail("sendMessage", faults.flood(7))
    assert (await sender.send(ChatId(chat.id), 0, message())).wait.total_seconds() == 7
    api.fail("sendMessage", faults.migrated(-100123))
    assert (await sender.send(ChatId(chat.id), 0, message())).chat == -100123


async def test_a_topic_that_is_gone_is_not_the_whole_chat(sender, api):
    ada = api.user("Ada")
    forum = api.supergroup("Forum", forum=True, creator=ada, bot="administrator")
    outcome = await sender.send(ChatId(forum.id), 999, message())
    assert outcome == Gone(detail=outcome.detail, thread_only=True)


async def test_nobody_at_the_door_is_surely_not_sent(chat):
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        port = closed.getsockname()[1]
    bot = a_bot(f"http://127.0.0.1:{port}", "123456789:AAStrictBotApiForTests-0123456789abc")
    outcome = await TelegramSender(bot, Gate(UNPACED)).send(ChatId(1), 0, message())
    assert isinstance(outcome, Unreachable)
    await bot.request.shutdown()


async def test_a_full_pool_is_surely_not_sent(api, chat):
    api.fail("sendMessage", faults.slow(1.0), times=None)
    request = HTTPXRequest(connection_pool_size=1, read_timeout=5, pool_timeout=0.1)
    async with Bot(api.token, base_url=api.base_url, request=request) as bot:
        sender = TelegramSender(bot, Gate(UNPACED))
        first, second = await asyncio.gather(*(sender.send(ChatId(chat.id), 0, message()) for _ in range(2)))
    assert {type(first), type(second)} == {Sent, Unreachable}
    assert len(chat.from_bot) == 1


async def test_a_token_that_is_not_known_stops_the_program(sender, chat, api):
    api.token = "999999999:BBAnotherTokenForTests-0123456789abcdef"
    for ask in (sender.send(ChatId(chat.id), 0, message()), sender.edit(ChatId(chat.id), 1, message()), sender.probe()):
        with pytest.raises(ConfigError, match="does not know this token"):
            await ask


async def test_an_edit_that_changes_nothing_has_arrived_and_one_of_nothing_is_refused(sender, chat):
    sent = await sender.send(ChatId(chat.id), 0, message())
    assert await sender.edit(ChatId(chat.id), sent.message, message()) == sent
    assert isinstance(await sender.edit(ChatId(chat.id), 4711, message()), Refused)
    assert isinstance(await sender.edit(ChatId(chat.id), sent.message, message(repeat=True)), Sent)
    assert len(chat.last.edits) == 1


async def test_a_repeat_says_so_and_plain_has_no_markup(sender, chat):
    await sender.send(ChatId(chat.id), 0, message(repeat=True))
    assert chat.last.text.startswith("Repeat: ")
    await sender.send(ChatId(chat.id), 0, message(plain=True))
    assert not chat.last.entities
    assert "Talks <resume> & go on" in chat.last.text


async def test_a_reply_to_a_message_that_is_gone_is_sent_as_none(sender, chat):
    assert isinstance(await sender.send(ChatId(chat.id), 0, message(reply_to=4711)), Sent)


async def test_the_probe_changes_nothing_and_tells_whether_anybody_is_there(sender, api):
    assert await sender.probe()
    api.fail("getMe", faults.server_error(502))
    assert not await sender.probe()
    api.fail("getMe", faults.flood(30))
    assert not await sender.probe()
    assert sender.gate.closed_for() > 29
    assert {call["method"] for call in api.calls} == {"getMe"}


@pytest.mark.parametrize("count", [1, 20, 60])
async def test_a_digest_fits_into_one_message_and_counts_what_does_not(sender, chat, api, count):
    entries = tuple(
        ReplyContent(kind="changed", outlet="Northgate Wire", at=NOON, old=None, new=f"{number} " + "word " * 40)
        for number in range(count)
    )
    content = DigestContent(topic="Harbour <talks>", since=NOON, until=NOON, entries=entries)
    assert isinstance(await sender.send(ChatId(chat.id), 0, Message(content=content)), Sent)
    shown = chat.last.text.count("word word") // 1
    assert f"{count} development" in chat.last.text
    assert ("more not shown" in chat.last.text) == (count > 1)
    assert shown
    assert not api.calls.violations


async def test_a_notice_about_feeds_stands_under_the_topics_name_in_telegram_and_in_a_terminal(sender, chat, api):
    content = NoticeContent(topic="Harbour <talks>", sentence="half the feeds are away", at=NOON)
    assert isinstance(await sender.send(ChatId(chat.id), 0, Message(content=content, repeat=True)), Sent)
    repeat, head, sentence = chat.last.text.splitlines()
    assert repeat.startswith("Repeat:")
    assert head.startswith("Harbour <talks> · ")
    assert sentence == "half the feeds are away"
    assert "bold" in {entity["type"] for entity in chat.last.entities}
    lines = []
    await ConsoleSender(lines.append, Gate(UNPACED)).send(ChatId(0), 0, Message(content=content))
    assert f"{head}\n{sentence}" in lines[0]
    assert not api.calls.violations


async def test_a_terminal_shows_the_message_and_marks_what_is_updated():
    lines = []
    sender = ConsoleSender(lines.append, Gate(UNPACED))
    sent = await sender.send(ChatId(0), 0, message())
    await sender.edit(ChatId(0), sent.message, message())
    assert lines[1] == f"(updated) {lines[0]}"
    assert await sender.probe()


async def test_a_terminal_shows_an_update_once_that_reads_as_the_one_before():
    lines = []
    sender = ConsoleSender(lines.append, Gate(UNPACED))
    await sender.send(ChatId(0), 0, message())
    for language in ("en", "en", "fr", "en"):
        assert await sender.edit(ChatId(0), 1, message(language=language)) == Sent(message=1)
    assert [line.partition(" ")[0] for line in lines[1:]] == ["(updated)", "(mise", "(updated)"]


async def test_a_terminal_that_asked_for_a_language_has_it_in_updates_too():
    lines = []
    sender = ConsoleSender(lines.append, Gate(UNPACED))
    sent = await sender.send(ChatId(0), 0, message(language="fr"))
    await sender.edit(ChatId(0), sent.message, message(language="fr"))
    assert lines[0].startswith("Titre modifié par Northgate Wire")
    assert lines[1] == f"(mise à jour) {lines[0]}"
