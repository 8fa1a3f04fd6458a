"""An unmodified python-telegram-bot against the server: handlers run, and every refusal is the right exception."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
from telegram import Bot, BotCommand, BotCommandScopeAllGroupChats, InlineKeyboardButton, InlineKeyboardMarkup
from telegram import error as tg
from telegram.constants import ParseMode
from telegram.ext import ApplicationBuilder, CallbackQueryHandler, ChatMemberHandler, CommandHandler, InlineQueryHandler
from telegram.request import HTTPXRequest
from tests.botapi import BotApi, User, faults

KEYBOARD = InlineKeyboardMarkup([[InlineKeyboardButton("More", callback_data="more")]])
seen: list[str] = []


async def start(update: Any, _context: Any) -> None:
    await update.effective_message.reply_html("Hello, <b>you</b>.", reply_markup=KEYBOARD)


async def more(update: Any, _context: Any) -> None:
    await update.callback_query.answer("here it is")
    await update.callback_query.edit_message_text("More of it.")


async def topic(update: Any, _context: Any) -> None:
    thread = update.effective_message.message_thread_id
    await update.effective_chat.send_message("In here.", message_thread_id=thread)


async def moved(update: Any, _context: Any) -> None:
    seen.append(update.my_chat_member.new_chat_member.status)


async def inline(update: Any, _context: Any) -> None:
    await update.inline_query.answer([], cache_time=0)


@asynccontextmanager
async def running(api: BotApi) -> AsyncIterator[Any]:
    app = ApplicationBuilder().token(api.token).base_url(api.base_url).base_file_url(api.base_file_url).build()
    app.add_handlers([CommandHandler("start", start), CommandHandler("topic", topic), CallbackQueryHandler(more)])
    app.add_handlers([ChatMemberHandler(moved), InlineQueryHandler(inline)])
    async with app:
        await app.start()
        await app.updater.start_polling(timeout=5)
        yield app
        await app.updater.stop()
        await app.stop()


@pytest.fixture
async def bot(api: BotApi) -> AsyncIterator[Bot]:
    made = Bot(api.token, base_url=api.base_url, base_file_url=api.base_file_url)
    async with made:
        yield made


async def test_a_command_is_answered_and_a_tap_edits(api: BotApi, ada: User) -> None:
    chat = api.private(ada)
    async with running(api):
        await ada.says(chat, "/start")
        await api.wait_for(lambda: chat.from_bot)
        assert (chat.last.text, chat.last.html, chat.last.buttons) == (
            "Hello, you.",
            "Hello, <b>you</b>.",
            ["More"],
        )
        tap = await ada.taps(chat.last, "More")
        assert (await tap.wait())["text"] == "here it is"
        await api.wait_for(lambda: chat.last.text == "More of it.")
    assert [revision.text for revision in chat.last.edits] == ["Hello, you."]
    assert not api.calls.violations


async def test_a_topic_is_answered_in_the_topic(api: BotApi, ada: User) -> None:
    forum = api.supergroup(forum=True, members=[ada])
    news = api.topic(forum, "News")
    async with running(api):
        await ada.says(news, "/topic")
        await api.wait_for(lambda: news.messages[-1].from_bot)
        await ada.says(forum.topics[1], "/topic")
        await api.wait_for(lambda: forum.topics[1].messages[-1].from_bot)
    sent = api.calls.of("sendMessage")
    assert [call["params"].get("message_thread_id") for call in sent] == [str(news.id), None]


async def test_every_kind_of_update_is_parsed(api: BotApi, ada: User) -> None:
    """An update that the library cannot parse would come again for ever; the queue must run empty."""
    seen.clear()
    group = api.group("G", creator=ada, bot="left")
    channel = api.channel("C", creator=ada)
    async with running(api) as app:
        await ada.adds_bot(group)
        await ada.promotes_bot(group, can_pin_messages=False)
        await ada.says(group, "/start", anonymous=True)
        await ada.says(channel, "post")
        await ada.edits(await ada.says(api.private(ada), "one"), "two")
        forum = api.supergroup(forum=True, creator=ada)
        await ada.closes_topic(await ada.opens_topic(forum, "T"))
        await ada.asks_inline("q")
        await ada.blocks_bot()
        await ada.removes_bot(group)
        small = api.group("S", creator=ada)
        api.migrate(small)
        await api.wait_for(lambda: len(seen) == 4 and not app.update_queue.qsize())
        await api.wait_for(lambda: not api.updates.pending)
    assert seen == ["member", "administrator", "kicked", "kicked"]
    assert not api.calls.violations


@pytest.mark.parametrize(
    ("fault", "raised"),
    [
        (faults.forbidden("blocked"), tg.Forbidden),
        (faults.chat_not_found(), tg.BadRequest),
        (faults.server_error(502), tg.NetworkError),
        (faults.server_error(502, as_json=False), tg.NetworkError),
        (faults.drop("before"), tg.NetworkError),
        (faults.drop("after"), tg.NetworkError),
        (faults.unauthorized(), tg.InvalidToken),
    ],
)
async def test_faults_raise_the_right_exception(api: BotApi, ada: User, bot: Bot, fault: Any, raised: type) -> None:
    api.fail("sendMessage", fault)
    with pytest.raises(raised) as caught:
        await bot.send_message(ada.id, "x")
    assert type(caught.value) is raised


async def test_flood_and_migration_carry_their_numbers(
    api: BotApi, ada: User, bot: Bot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PTB_TIMEDELTA", "1")  # without it the exception warns as it is made
    api.fail("sendMessage", faults.flood(17))
    with pytest.raises(tg.RetryAfter) as flood:
        await bot.send_message(ada.id, "x")
    assert flood.value.retry_after.total_seconds() == 17
    group = api.group(members=[ada])
    new = api.migrate(group)
    with pytest.raises(tg.ChatMigrated) as migrated:
        await bot.send_message(group.id, "x")
    assert migrated.value.new_chat_id == new.id


async def test_a_stall_times_out_and_the_message_is_there(api: BotApi, ada: User) -> None:
    request = HTTPXRequest(read_timeout=0.3)
    async with Bot(api.token, base_url=api.base_url, request=request) as bot:
        api.fail("sendMessage", faults.stall())
        with pytest.raises(tg.TimedOut):
            await bot.send_message(ada.id, "x")
    assert api.private(ada).texts == ["x"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("x" * 4097, "message is too long"),
        ("<b>x", "can't parse entities"),
        ("<b>x</i>", "can't parse entities"),
        ("1 < 2 >", "can't parse entities"),
        (" ", "message text is empty"),
    ],
)
async def test_refused_texts(ada: User, bot: Bot, text: str, words: str) -> None:
    with pytest.raises(tg.BadRequest, match=f"(?i){words}"):
        await bot.send_message(ada.id, text, parse_mode=ParseMode.HTML)


async def test_an_unmodified_edit_and_a_late_answer(api: BotApi, ada: User, bot: Bot) -> None:
    message = await bot.send_message(ada.id, "x", reply_markup=KEYBOARD)
    with pytest.raises(tg.BadRequest, match="Message is not modified"):
        await message.edit_text("x", reply_markup=KEYBOARD)
    tap = await ada.taps(api.private(ada).last, "More")
    tap.expire()
    with pytest.raises(tg.BadRequest, match="Query is too old"):
        await bot.answer_callback_query(tap.question.id)


async def test_a_wrong_token(api: BotApi) -> None:
    for token in ("1:wrong", "wrong"):
        with pytest.raises(tg.InvalidToken):
            async with Bot(token, base_url=api.base_url):
                pass


async def test_two_pollers(api: BotApi, bot: Bot) -> None:
    older = asyncio.create_task(bot.get_updates(timeout=10))
    await api.wait_for(lambda: api.updates.polling)
    async with Bot(api.token, base_url=api.base_url) as second:
        newer = asyncio.create_task(second.get_updates(timeout=10))
        with pytest.raises(tg.Conflict):
            await older
        newer.cancel()


async def test_menus_files_and_questions(api: BotApi, ada: User, bot: Bot) -> None:
    await bot.set_my_commands([BotCommand("start", "Begin")], scope=BotCommandScopeAllGroupChats(), language_code="fr")
    assert api.commands("all_group_chats", "fr") == {"start": "Begin"}
    sent = await bot.send_document(ada.id, b"a,b", filename="t.csv", caption="<i>c</i>", parse_mode=ParseMode.HTML)
    assert api.private(ada).last.file == b"a,b"
    assert await (await sent.document.get_file()).download_as_bytearray() == b"a,b"
    assert (await bot.send_photo(ada.id, b"png")).photo
    group = api.supergroup("G", creator=ada)
    assert (await bot.get_chat(group.id)).title == "G"
    assert [admin.user.id for admin in await bot.get_chat_administrators(group.id)] == [ada.id]
    assert (await bot.get_chat_member(group.id, ada.id)).status == "creator"
    assert await bot.set_my_description("d", language_code="fr")
    assert (await bot.get_my_description("fr")).description == "d"
    assert not api.calls.violations


async def test_a_method_the_library_does_not_know_can_be_misspelt(api: BotApi, bot: Bot) -> None:
    with pytest.raises(tg.EndPointNotFound):
        await bot.do_api_request("sendMassage", api_kwargs={})
    with pytest.raises(tg.BadRequest, match="unknown parameter colour"):
        await bot.send_message(1, "x", api_kwargs={"colour": "red"})
    assert len(api.calls.violations) == 2


async def test_restart_on_the_same_port(api: BotApi, ada: User) -> None:
    chat = api.private(ada)
    async with running(api):
        await api.stop()
        await ada.says(chat, "/start")
        await asyncio.sleep(0.05)
        assert chat.from_bot == []
        await api.start()
        await api.wait_for(lambda: chat.from_bot, 10)
