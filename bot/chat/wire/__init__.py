"""Telegram: all that touches python-telegram-bot, the gate for what goes out, the door for updates coming in."""
