"""An unmodified python-telegram-bot Application against the server."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Update
from telegram.ext import Application, ApplicationBuilder, CallbackQueryHandler, CommandHandler, ContextTypes
from tests.botapi import BotApi

KEYBOARD = InlineKeyboardMarkup([[InlineKeyboardButton("More", callback_data="more")]])


async def start(update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
    await update.effective_message.reply_html("Hello, <b>you</b>.", reply_markup=KEYBOARD)


async def more(update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
    await update.callback_query.answer("here it is")
    await update.callback_query.edit_message_text("More of it.")


@asynccontextmanager
async def running(api: BotApi, **poll: Any) -> AsyncIterator[Application]:
    app = ApplicationBuilder().token(api.token).base_url(api.base_url).base_file_url(api.base_file_url).build()
    app.add_handlers([CommandHandler("start", start), CallbackQueryHandler(more)])
    async with app:
        await app.start()
        await app.updater.start_polling(timeout=5, **poll)
        yield app
        await app.updater.stop()
        await app.stop()


async def test_a_command_is_answered_and_a_tap_edits() -> None:
    async with BotApi() as api, running(api):
        ada = api.user("Ada", language="en")
        chat = api.private(ada)
        await ada.says(chat, "/start")
        await api.wait_for(lambda: chat.from_bot)
        assert chat.last.text == "Hello, you."
        assert chat.last.html == "Hello, <b>you</b>."
        assert chat.last.buttons == ["More"]

        tap = await ada.taps(chat.last, "More")
        assert (await tap.wait())["text"] == "here it is"
        await api.wait_for(lambda: chat.last.text == "More of it.")
        assert [revision.text for revision in chat.last.edits] == ["Hello, you."]
        assert not api.calls.violations
